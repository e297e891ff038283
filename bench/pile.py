"""A big story of invented words, with all that a real one holds: quotations that several reports print in several
versions, facts that several tell, figures, dates, actors, who credits whom, and what is where.

The same numbers give the same dossier. Nothing of it is text that anybody wrote.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bench.dossiers import Line, Reporter, claim, counted, document, entity, fact, shared
from rashomon.model import (
    Annotations,
    Claim,
    ClaimVerdict,
    Comparison,
    Copy,
    Coverage,
    Difference,
    Dossier,
    Figure,
    FigureVerdict,
    Naming,
    Note,
    OriginLink,
    Quote,
    QuoteGroup,
    Span,
    Story,
    TimelineEntry,
)
from rashomon.model.finding import CoverageTarget, PassageKind

REPORTS = 100
QUOTATIONS = 3_000
CLAIMS = 3_000
WITNESSES = 5
SHARED = 0.5
TELLINGS = 9
"""Reports that tell one of the facts that several tell. As many facts are told by one report only."""
ACTORS = 40
LABELLED = 0.4
"""Part of the quotations whose speaker is given a role, a dozen in each report."""
AGENCIES = ("Dray agency", "Ostwire", "Kelm press")
COVERED = {"claim": 0.5, "quote": 0.15, "entity": 0.25}
"""Part of the facts, quotations and actors whose coverage is asked for in every report."""
_SYLLABLES = "ka lo mer ti sun do ra vel ni pa os kre lin ba go hul".split()  # noqa: SIM905
_VERDICTS: tuple[ClaimVerdict, ...] = ("corroborated",) * 6 + ("same-origin",) * 3 + ("disputed",)
_FITS: tuple[FigureVerdict, ...] = ("agree", "compatible", "conflict")


@dataclass(slots=True)
class _Told:
    """One sentence of a report: what stands before, the words that count, what stands after."""

    before: str
    words: str
    after: str
    kind: str
    group: int | None
    actor: int

    @property
    def line(self) -> Line:
        return ("body", self.before + self.words + self.after)


@dataclass(slots=True)
class _Found:
    """What was annotated, by its group."""

    quotes: dict[int, list[Quote]] = field(default_factory=dict)
    claims: dict[int, list[Claim]] = field(default_factory=dict)
    figures: dict[int, list[Figure]] = field(default_factory=dict)
    alone: list[Claim] = field(default_factory=list)
    names: dict[int, list[Span]] = field(default_factory=dict)
    labels: dict[int, list[Span]] = field(default_factory=dict)
    dated: list[tuple[str, Claim, Span]] = field(default_factory=list)


class _Words:
    """Words that mean nothing, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        made = {"".join(self.chance.choices(_SYLLABLES, k=self.chance.randint(1, 3))) for _ in range(900)}
        self._lexicon = sorted(made)
        self.actors = [f"{self.name()} {self.name()}" for _ in range(ACTORS)]

    def some(self, least: int, most: int) -> list[str]:
        """Between ``least`` and ``most`` words."""
        return self.chance.choices(self._lexicon, k=self.chance.randint(least, most))

    def name(self) -> str:
        """A name of two syllables and more."""
        return "".join(self.chance.choices(_SYLLABLES, k=self.chance.randint(2, 3))).capitalize()

    def edited(self, said: Sequence[str]) -> str:
        """A version of the words: whole, cut at an end, or with a word changed."""
        form = self.chance.random()
        if form < 0.4:
            return " ".join(said)
        if form < 0.7:
            return " ".join(said[: max(5, len(said) - self.chance.randint(1, 10))])
        place = self.chance.randrange(len(said))
        return " ".join([*said[:place], self.chance.choice(_SYLLABLES), *said[place + 1 :]])


def story(*, reports: int = REPORTS, quotations: int = QUOTATIONS, claims: int = CLAIMS, seed: int = 7) -> Dossier:
    """The dossier of ``reports`` reports with so many ``quotations`` and ``claims``."""
    words = _Words(seed)
    placed: list[list[_Told]] = [[] for _ in range(reports)]
    _place_quotations(words, placed, quotations)
    facts = claims // (TELLINGS + 1)
    _place_claims(words, placed, facts, claims - facts * min(TELLINGS, reports))
    found = _Found()
    made = [_report(number, told, words, found) for number, told in enumerate(placed)]
    entities = tuple(
        entity(f"e{actor}", words.actors[actor], "person", spans) for actor, spans in sorted(found.names.items())
    )
    return Dossier(
        Story("An invented story", tuple(made), entities), _comparison(made, found, words.chance), (), "0", "none"
    )


def _place_quotations(words: _Words, placed: list[list[_Told]], number: int) -> None:
    witnesses = min(WITNESSES, len(placed))
    groups = round(number * SHARED / witnesses)
    for group in range(groups):
        said, actor = words.some(8, 40), words.chance.randrange(ACTORS)
        for place in sorted(words.chance.sample(range(len(placed)), witnesses)):
            speaker = actor if words.chance.random() < 0.9 else words.chance.randrange(ACTORS)
            placed[place].append(_quotation(words, words.edited(said), group, speaker))
    for turn in range(number - witnesses * groups):
        told = _quotation(words, " ".join(words.some(6, 30)), None, words.chance.randrange(ACTORS))
        placed[turn % len(placed)].append(told)


def _quotation(words: _Words, said: str, group: int | None, actor: int) -> _Told:
    before = " ".join(words.some(10, 40)).capitalize() + ". “"
    return _Told(before, said, f",” said the spokesman {words.actors[actor]}.", "quote", group, actor)


def _place_claims(words: _Words, placed: list[list[_Told]], facts: int, alone: int) -> None:
    for group in range(facts):
        told = words.some(6, 18)
        number = words.chance.randint(3, 900)
        for place in sorted(words.chance.sample(range(len(placed)), min(TELLINGS, len(placed)))):
            figure = f"{number + words.chance.choice((0, 0, 1))} sailors " if group % 3 == 0 else ""
            placed[place].append(_claim(words, figure + words.edited(told), group))
    for turn in range(alone):
        placed[turn % len(placed)].append(_claim(words, " ".join(words.some(6, 18)), None))


def _claim(words: _Words, said: str, group: int | None) -> _Told:
    actor = words.chance.randrange(ACTORS)
    attributed = words.chance.random() < 0.5
    before = f"{words.actors[actor]} says that " if attributed else ""
    day = f"On {words.chance.randint(1, 28)} May " if group is not None and words.chance.random() < 0.1 else ""
    return _Told(before, day + said, ".", "claim", group, actor if attributed else -1)


def _report(number: int, told: list[_Told], words: _Words, found: _Found) -> Annotations:
    words.chance.shuffle(told)
    title = f"Report {number} of an invented story"
    lines: list[Line] = [("headline", title), ("removed", "newsletter", "Get the letter."), *(one.line for one in told)]
    doc = document(lines, outlet=f"Outlet {number}", published=f"2024-05-{1 + number % 28:02}|{title}")
    reporter = Reporter(doc)
    mine: list[Claim] = []
    for one, block in zip(told, doc.blocks[1:], strict=True):
        start = block.start + len(one.before)
        span = doc.span(start, start + len(one.words))
        if one.kind == "quote":
            _annotate_quotation(reporter, one, span, words, found)
        else:
            mine.append(_annotate_claim(reporter, one, span, len(mine) + 1, words, found))
    made = reporter.annotations()
    return replace(made, claims=tuple(mine))


def _annotate_quotation(reporter: Reporter, one: _Told, span: Span, words: _Words, found: _Found) -> None:
    who = words.actors[one.actor]
    start = span.end + len(",” said the ")
    label = reporter.doc.span(start, start + len("spokesman"))
    named = reporter.doc.span(label.end + 1, label.end + 1 + len(who))
    reporter.quote(span, speaker=(who, f"e{one.actor}", named))
    found.names.setdefault(one.actor, []).append(named)
    if words.chance.random() < LABELLED:
        reporter.name(label, f"e{one.actor}", label="role")
        found.labels.setdefault(one.actor, []).append(label)
    if one.group is not None:
        found.quotes.setdefault(one.group, []).append(reporter.quotes[-1])


def _annotate_claim(reporter: Reporter, one: _Told, span: Span, number: int, words: _Words, found: _Found) -> Claim:
    doc = reporter.doc
    by: list[tuple[str, str | None, Span]] = []
    if one.actor >= 0:
        who = words.actors[one.actor]
        start = span.start - len(one.before)
        by = [(who, f"e{one.actor}", doc.span(start, start + len(who)))]
        found.names.setdefault(one.actor, []).append(by[0][2])
    made = claim(doc, number, span, by=by)
    day, at = "", 0
    if one.words.startswith("On "):
        day = one.words.split()[1]
        at = len(f"On {day} May ")
        reporter.time(doc.span(span.start + 3, span.start + at - 1), f"2024-05-{int(day):02}")
        found.dated.append((f"2024-05-{int(day):02}", made, reporter.times[-1].span))
    if one.group is None:
        found.alone.append(made)
        return made
    found.claims.setdefault(one.group, []).append(made)
    if one.group % 3 == 0:
        value = one.words[at:].split()[0]
        end = span.start + at + len(value) + len(" sailors")
        reporter.figure(doc.span(span.start + at, end), value, int(value), int(value), "sailors")
        found.figures.setdefault(one.group, []).append(reporter.figures[-1])
    return made


def _comparison(reports: Sequence[Annotations], found: _Found, chance: random.Random) -> Comparison:
    docs = [report.document.id for report in reports]
    verdicts = {group: _VERDICTS[group % len(_VERDICTS)] for group in found.claims}
    facts = [
        fact(f"c{group}", told, verdicts[group], _origins(told, verdicts[group]), "made for a measurement")
        for group, told in sorted(found.claims.items())
    ]
    facts += [fact(f"s{at}", [one], "single", [one.span.doc], "told by one") for at, one in enumerate(found.alone)]
    return Comparison(
        quotes=tuple(_quotation_group(number, quotes) for number, quotes in sorted(found.quotes.items())),
        figures=tuple(
            counted(f"f{group}", f"sailors ({group})", figures, _FITS[group // 3 % 3], "made for a measurement")
            for group, figures in sorted(found.figures.items())
        ),
        claims=tuple(facts),
        naming=tuple(Naming(f"e{actor}", {}, {}, (spans[0],)) for actor, spans in sorted(found.labels.items())),
        coverage=tuple(_coverage(docs, found)),
        origins=tuple(_links(reports, chance)),
        copies=tuple(_copies(found)),
        timeline=tuple(
            TimelineEntry(day, one.id, "text", (one.span, span)) for day, one, span in sorted(found.dated, key=str)
        ),
    )


def _origins(told: Sequence[Claim], verdict: ClaimVerdict) -> list[str]:
    if verdict == "same-origin":
        return [AGENCIES[0]]
    return list(dict.fromkeys(one.by[0].entity or "" if one.by else one.span.doc for one in told))


def _quotation_group(number: int, quotes: list[Quote]) -> QuoteGroup:
    longest = max(quotes, key=lambda quote: len(quote.span.text))
    differs: list[Difference] = ["cut"] if len({quote.span.text for quote in quotes}) > 1 else []
    if len({quote.speaker.entity for quote in quotes if quote.speaker}) > 1:
        differs.insert(0, "speaker")
    lost = Span(longest.span.doc, longest.span.start, longest.span.start + 4, longest.span.text[:4])
    notes = [Note("cut", "cut at the end", (lost, quotes[0].span))] if "cut" in differs else []
    return shared(f"q{number}", quotes, differs, *notes)


def _coverage(docs: Sequence[str], found: _Found) -> Iterator[Coverage]:
    claims = [told for _, told in sorted(found.claims.items())]
    for told in claims[: round(len(claims) * COVERED["claim"])]:
        yield from _cells(docs, "claim", told[0].id, {one.span.doc: one.span for one in told})
    quotes = [held for _, held in sorted(found.quotes.items())]
    for held in quotes[: round(len(quotes) * COVERED["quote"])]:
        yield from _cells(docs, "quote", held[0].id, {one.span.doc: one.span for one in held})
    actors = sorted(found.names.items())
    for actor, spans in actors[: round(len(actors) * COVERED["entity"])]:
        yield from _cells(docs, "entity", f"e{actor}", {span.doc: span for span in spans})


def _cells(docs: Sequence[str], target: CoverageTarget, identity: str, held: dict[str, Span]) -> Iterator[Coverage]:
    first = next(iter(held.values()))
    for doc in docs:
        if doc in held:
            yield Coverage(doc, target, identity, "present", "in this report", (held[doc],))
        else:
            reason = f"not in this report; in {len(held)} of {len(docs) - 1} other reports"
            yield Coverage(doc, target, identity, "absent", reason, (first,))


def _links(reports: Sequence[Annotations], chance: random.Random) -> Iterator[OriginLink]:
    for report in reports:
        if report.names:
            yield OriginLink(report.document.id, chance.choice(AGENCIES), "credit", (report.names[0].span,), "agency")
        speakers = {quote.speaker.entity: quote.speaker.evidence for quote in report.quotes if quote.speaker}
        for who, span in list(speakers.items())[:4]:
            yield OriginLink(report.document.id, who or "", "quotation", (span,), "speaker")


def _copies(found: _Found) -> Iterator[Copy]:
    pairs: dict[tuple[str, str], list[tuple[Span, Span]]] = {}
    for _, held in sorted(found.quotes.items()):
        first = held[0]
        for other in held[1:]:
            if other.span.text == first.span.text:
                one, two = sorted((first.span, other.span))
                pairs.setdefault((one.doc, two.doc), []).append((one, two))
    for (one_doc, two_doc), spans in sorted(pairs.items()):
        share = {one_doc: 0.02 * len(spans), two_doc: 0.03 * len(spans)}
        kind: PassageKind = "quotation"
        yield Copy((one_doc, two_doc), tuple(sorted(spans)), share, None, "same wording", kinds=(kind,) * len(spans))
