"""The front page: what was read, what was found, and what is most worth checking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rashomon.model import Claim, ClaimVerdict, Difference, FigureVerdict, Span
from rashomon.views import apparatus, figures
from rashomon.views.coverage import Line, unnamed
from rashomon.views.facts import Fact, Telling, origins
from rashomon.views.index import Index, Report
from rashomon.views.words import CLAIM_VERDICTS, DIFFERENCES, VERDICTS, asserted_by, shorten, speaker_words

WORTH_CHECKING = 10
"""The longest list that a hurried editor reads."""
OF_A_KIND = 3
"""Leads of one kind that come before the first of every other kind has had its place."""
GIST = 5
"""Sentences of the paragraph at the top."""
_STOPS = frozenset(".!?")
_GIST_LENGTH = (30, 220)
"""Characters of a claim that reads as a sentence there."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The counters of the front page."""

    reports: int
    outlets: int
    quotations: int
    reported: int
    shared: int
    differing: int
    reattributed: int
    figures: int
    compared: int
    conflicts: int
    unnamed: int
    facts: int
    origins: int
    disputed: int
    alone: int


@dataclass(frozen=True, slots=True)
class Voice:
    """What one or several reports have in the same words, and where each has it."""

    text: str
    places: tuple[tuple[Report, Span], ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """One thing to check: where its comparison stands (``anchor``), its subject, what each report has, and why."""

    kind: Difference | FigureVerdict | ClaimVerdict
    sign: str
    word: str
    anchor: str
    subject: str
    quoted: bool
    voices: tuple[Voice, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the paragraph at the top: a report's own words, and all reports that tell the fact. ``cut`` is
    True where the report's sentence goes on."""

    fact: Fact
    telling: Telling
    cut: bool
    places: tuple[tuple[Report, Span], ...]


def count_findings(
    tables: Index, quotes: list[apparatus.Entry], compared: list[figures.Entry], actors: list[Line], told: list[Fact]
) -> Counts:
    """The counters. ``told`` are the facts that several reports tell, whose origins are counted once each."""
    claims = tables.dossier.comparison.claims
    return Counts(
        reports=len(tables.reports),
        outlets=len({report.outlet for report in tables.reports if report.doc.outlet}),
        quotations=tables.quotations,
        reported=len(tables.quotes) - tables.quotations,
        shared=len(quotes),
        differing=sum(bool(entry.group.differs) for entry in quotes),
        reattributed=sum(entry.reattributed for entry in quotes),
        figures=len(tables.figures),
        compared=len(compared),
        conflicts=sum(entry.group.verdict == "conflict" for entry in compared),
        unnamed=unnamed(actors),
        facts=len(told),
        origins=len(origins(tables, told)),
        disputed=sum(fact.group.verdict == "disputed" for fact in told),
        alone=sum(group.verdict == "single" for group in claims),
    )


Choice = tuple[str, str, str, int]
"""One way to filter a list: its value in the address, its sign, its words, and how many it shows."""


def quotation_choices(found: Sequence[apparatus.Entry]) -> list[Choice]:
    """The filters of the shared quotations: all, those with variants, then each kind of difference that occurs."""
    clauses = sum(bool(entry.clauses) for entry in found)
    return [
        ("all", "", "all", len(found)),
        ("variants", "", "with variants", sum(bool(entry.group.differs) for entry in found)),
        *((kind, *DIFFERENCES[kind], number) for kind, number in apparatus.kinds(found)),
        *([("clause", "✂", "cut of a clause", clauses)] if clauses else []),
    ]


def verdict_choices(first: str, names: Mapping[Any, tuple[str, str]], found: Sequence[str]) -> list[Choice]:
    """A filter for each verdict of ``found``, and always one for ``first``, which the front page counts."""
    return [(kind, *names[kind], found.count(kind)) for kind in names if kind == first or kind in found]


def worth_checking(quotes: list[apparatus.Entry], compared: list[figures.Entry], told: list[Fact]) -> list[Lead]:
    """Disputed facts, figures that cannot both hold, re-attributed quotations, facts of one origin that several reports
    tell, then what was cut or worded otherwise. No kind keeps the others off the top of the list."""
    shared: dict[str, list[Span]] = {}
    for entry in quotes:
        for _, quote in entry.quotes:
            shared.setdefault(quote.span.doc, []).append(quote.span)
    disputed = [_fact(fact) for fact in told if fact.group.verdict == "disputed"]
    conflicts = [_figure(entry) for entry in compared if entry.group.verdict == "conflict"]
    reattributed = [_quote(entry, "speaker") for entry in quotes if entry.reattributed]
    # That a report tells it in its own voice, which others have from somebody, is the first thing to see.
    one_origin = [
        _fact(fact)
        for fact in sorted(told, key=lambda fact: all(telling.chain for telling in fact.tellings))
        if fact.group.verdict == "same-origin" and not _quoted_by_all(fact, shared)
    ]
    rest = [
        _quote(entry, kind)
        for kind in ("cut", "wording", "addition", "channel")
        for entry in quotes
        if entry.group.differs and not entry.reattributed and _main(entry) == kind
    ]
    kinds = [disputed, conflicts, reattributed, one_origin, rest]
    return [lead for kind in kinds for lead in kind[:OF_A_KIND]] + [lead for kind in kinds for lead in kind[OF_A_KIND:]]


def _quoted_by_all(fact: Fact, shared: Mapping[str, Sequence[Span]]) -> bool:
    """True where every telling is part of a quotation that is compared as one: it is among those already."""
    return all(
        any(quote.overlaps(telling.claim.span) for quote in shared.get(telling.claim.span.doc, ()))
        for telling in fact.tellings
    )


def gist(tables: Index, told: list[Fact]) -> list[Sentence]:
    """The facts with the most independent origins, each in the words of the report that says them most plainly: in its
    own voice, as a main clause, at the length of a sentence. A fact that nobody tells so is passed over."""
    best = sorted(
        (fact for fact in told if fact.group.verdict == "corroborated"),
        key=lambda fact: -fact.group.independent_origins,
    )
    found: list[Sentence] = []
    shown: set[str] = set()
    for fact in best:
        plain = [telling for telling in fact.tellings if _reads_alone(tables, telling.claim)]
        if not plain or shown & {telling.claim.id for telling in fact.tellings}:
            continue
        telling = min(
            plain,
            key=lambda one: (
                _goes_on(one),
                bool(one.chain),
                tables.rank(one.claim.span.doc),
                one.claim.span.start,
            ),
        )
        places = {one.report.siglum: (one.report, one.claim.span) for one in reversed(fact.tellings)}
        ordered = sorted(places.values(), key=lambda place: tables.rank(place[0].doc.id))
        found.append(Sentence(fact, telling, _goes_on(telling), tuple(ordered)))
        shown |= {one.claim.id for one in fact.tellings}
        if len(found) == GIST:
            break
    return found


def _goes_on(telling: Telling) -> bool:
    """True where the report's sentence does not end with the claim."""
    span = telling.claim.span
    after = telling.report.doc.text[span.end : span.end + 3].lstrip('"”’')
    return span.text[-1:] not in _STOPS and after[:1] not in {*_STOPS, "", "\n"}


def _reads_alone(tables: Index, claim: Claim) -> bool:
    """Whether a claim reads as a sentence: stated, of a sentence's length, and from the beginning of one."""
    text = tables.by_doc[claim.span.doc].doc.text
    before = text[: claim.span.start].rstrip(" “”\"'‘’—–-")
    shortest, longest = _GIST_LENGTH
    block = tables.by_doc[claim.span.doc].doc.block_at(claim.span.start)
    return (
        claim.modality == "stated"
        and shortest <= len(claim.span.text) <= longest
        and claim.span.text[:1].isupper()
        and (not before or before[-1] in ".!?\n")
        and block is not None
        and block.role == "body"
    )


def _main(entry: apparatus.Entry) -> Difference:
    return entry.differs[0]


def _quote(entry: apparatus.Entry, kind: Difference) -> Lead:
    sign, word = DIFFERENCES[kind]
    return Lead(
        kind=kind,
        sign=sign,
        word=word,
        anchor=entry.anchor,
        subject=shorten(entry.lemma.span.text, 110),
        quoted=True,
        voices=_voices(entry, kind),
        # Who the speakers are stands in the voices already.
        reason="" if kind == "speaker" else next((note.text for note in entry.notes if note.kind == kind), ""),
    )


def _voices(entry: apparatus.Entry, kind: Difference) -> tuple[Voice, ...]:
    """The speakers where those differ, the channels where those do, else nothing but the places."""
    found = []
    for report, quote in entry.quotes:
        text, span = "", quote.span
        if kind == "speaker":
            text = speaker_words(quote)
            span = quote.speaker.evidence if quote.speaker else span
        elif kind == "channel":
            text = quote.channel or "channel not stated"
        found.append((text, report, span))
    return gathered(found)


def gathered(found: Iterable[tuple[str, Report, Span]]) -> tuple[Voice, ...]:
    """Those that say the same become one voice, in the order in which each thing is said first. Each report
    is named once a voice, at the first place."""
    voices: dict[str, dict[str, tuple[Report, Span]]] = {}
    for text, report, span in found:
        voices.setdefault(text, {}).setdefault(report.siglum, (report, span))
    return tuple(Voice(text, tuple(places.values())) for text, places in voices.items())


def _fact(fact: Fact) -> Lead:
    """A fact told otherwise by each: their words. A fact of one origin: its words, and who tells it."""
    sign, word = CLAIM_VERDICTS[fact.group.verdict]
    disputed = fact.group.verdict == "disputed"
    return Lead(
        kind=fact.group.verdict,
        sign=sign,
        word=word,
        anchor=fact.anchor,
        subject=shorten((fact.lead if disputed else fact.fullest).span.text, 110),
        quoted=True,
        voices=gathered(
            (
                _telling(fact, telling) if disputed else "",
                telling.report,
                telling.claim.span,
            )
            for telling in fact.tellings
        ),
        reason=fact.group.reason,
    )


def _telling(fact: Fact, telling: Telling) -> str:
    """``says: “The dock was sold” (Ana Paz)``; how it stands to the fact only where somebody denies that."""
    stance = fact.stance(telling)
    words = f"“{shorten(telling.claim.span.text, 90)}” ({asserted_by(telling.claim)})"
    return f"{stance}: {words}" if stance else words


def _figure(entry: figures.Entry) -> Lead:
    sign, word = VERDICTS[entry.group.verdict]
    return Lead(
        kind=entry.group.verdict,
        sign=sign,
        word=word,
        anchor=entry.anchor,
        subject=entry.group.of,
        quoted=False,
        voices=gathered(
            (f"“{' '.join(row.figure.span.text.split())}”", row.report, row.figure.span) for row in entry.rows
        ),
        reason=entry.group.reason,
    )
