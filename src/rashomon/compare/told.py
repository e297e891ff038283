"""Which report tells which quotation and which fact, and where a report that does not cannot be compared.

A report of another moment is not measured by what came later: where the days of its publication all lie before the day
on which something was said or happened, the state is ``not-comparable``. The contract has no state for *partly*: such
a report is ``present``, and its reason begins with "in part".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from rashomon.cleaning.cut import LOOKS_CUT
from rashomon.compare.context import Contexts, contexts, terms
from rashomon.compare.edtf import Interval, read_edtf
from rashomon.compare.timeline import dated_claims
from rashomon.compare.wording import is_content, wording
from rashomon.model import ClaimGroup, Coverage, Document, Quote, QuoteGroup, Span, Story
from rashomon.model.finding import CoverageState, CoverageTarget

MOST = 50
"""Items of each kind (quotations and facts, each shared or of one report only) that get rows: the table grows with the
number of reports and not with its square."""
_LONG = 8
"""Words of a quotation that stands in one report only and is asked for in the others."""
_CLAUSE = 3
"""Content words that a cut takes away before a report has a quotation in part."""
_LIKE = 0.5
"""Weighted cosine from which reported speech gives a quotation of the same speaker in other words."""
_FEWEST = 3
"""Stems that such speech shares with it."""
_BESIDE = frozenset({"caption", "byline"})


@dataclass(frozen=True, slots=True)
class Item:
    """One quotation or fact: document → its places there, document → why it is there in part only, and the days on
    which it was said or happened, with the words that date it."""

    target: CoverageTarget
    id: str
    held: Mapping[str, tuple[Span, ...]]
    parts: Mapping[str, str]
    days: Interval | None
    dated_by: Span | None
    said: bool


def compare_told(
    story: Story, quotes: Sequence[QuoteGroup] = (), claims: Sequence[ClaimGroup] = (), table: Contexts | None = None
) -> tuple[Coverage, ...]:
    """One row for each item and report: what one report alone tells comes first, then facts, then quotations.

    Items are ``quotes`` and ``claims`` (also groups of one claim), and the whole sentences of at least eight words that
    a named actor says in one report only; of each kind at most ``MOST``, those of most reports first. A single report
    has nothing to be compared with. ``table`` are the story's ``contexts``, where they are known already.
    """
    if len(story.reports) < 2:
        return ()
    reported = _Reported(story, table or contexts(story))
    facts = [*_facts(story, claims)]
    said = [*_shared(story, quotes, reported), *_single(story, quotes, reported)]
    kinds = [[i for i in items if (len(i.held) > 1) == many] for many in (False, True) for items in (facts, said)]
    chosen = [item for kind in kinds for item in islice(sorted(kind, key=lambda item: -len(item.held)), MOST)]
    return tuple(_row(report.document, item, len(story.reports) - 1) for item in chosen for report in story.reports)


# --- items -----------------------------------------------------------------------------------------------------------


def _facts(story: Story, groups: Sequence[ClaimGroup]) -> Iterator[Item]:
    spans = {claim.id: claim.span for report in story.reports for claim in report.claims}
    dates = {}
    for report in story.reports:
        published = _published(report.document)
        for dated in dated_claims(report):
            # What is still to come on its own day of publication may be told before it happens.
            if dated.days.sure and (published is None or not published.before(dated.days)):
                dates[dated.claim.id] = (dated.days, dated.time.span)
    for group in groups:
        held: dict[str, tuple[Span, ...]] = {}
        for claim in group.claims:
            held[spans[claim].doc] = (*held.get(spans[claim].doc, ()), spans[claim])
        days, dated_by = _agreed([dates[claim] for claim in group.claims if claim in dates])
        yield Item("claim", group.claims[0], held, {}, days, dated_by, said=False)


def _shared(story: Story, groups: Sequence[QuoteGroup], reported: _Reported) -> Iterator[Item]:
    by_id = {quote.id: quote for report in story.reports for quote in report.quotes}
    for group in groups:
        members = [by_id[quote] for quote in group.quotes]
        longest = by_id[str(group.explanation.details.get("longest", group.quotes[0]))]
        yield _said(story, longest, members, _cuts(group, longest, members), reported)


def _single(story: Story, groups: Sequence[QuoteGroup], reported: _Reported) -> Iterator[Item]:
    grouped = {quote for group in groups for quote in group.quotes}
    named = {entity.id for entity in story.entities if entity.named}
    for report in story.reports:
        for quote in report.quotes:
            speaker = quote.speaker.entity if quote.speaker else None
            whole = quote.kind == "direct" and quote.block not in _BESIDE and len(quote.span.text.split()) >= _LONG
            if whole and speaker in named and quote.id not in grouped:
                yield _said(story, quote, [quote], {}, reported)


def _said(story: Story, longest: Quote, members: Sequence[Quote], cuts: Mapping[str, str], reported: _Reported) -> Item:
    held: dict[str, tuple[Span, ...]] = {}
    for quote in members:
        held[quote.span.doc] = (*held.get(quote.span.doc, ()), quote.span)
    parts = dict(cuts)
    for other in reported.like(longest, [r.document.id for r in story.reports if r.document.id not in held]):
        held[other.span.doc] = (other.span,)
        parts[other.span.doc] = "in part: in the report’s own words"
    dates = []
    for quote in members:
        value, at = quote.explanation.details.get("when_value"), quote.explanation.details.get("when_at")
        words = str(quote.explanation.details.get("when", ""))
        days = read_edtf(value) if isinstance(value, str) else None
        if days is not None and days.sure and isinstance(at, int) and words:
            dates.append((days, Span(quote.span.doc, at, at + len(words), words)))
    days, dated_by = _agreed(dates)
    return Item("quote", longest.id, held, parts, days, dated_by, said=True)


def _agreed(dates: Sequence[tuple[Interval, Span]]) -> tuple[Interval | None, Span | None]:
    """The most precise of dates that all overlap; nothing where two of them do not."""
    ordered = sorted(dates, key=lambda one: (one[0].days, one[0].first, one[1]))
    if not ordered or not all(ordered[0][0].overlaps(days) for days, _ in ordered):
        return None, None
    return ordered[0]


def _cuts(group: QuoteGroup, longest: Quote, members: Sequence[Quote]) -> dict[str, str]:
    """Document → where its version of the longest quotation is cut by a clause or more, if it prints one version."""
    places: dict[str, list[str]] = {}
    versions = [quote.span.doc for quote in members]
    for note in group.notes:
        if note.kind != "cut" or len(note.evidence) < 2:
            continue
        lost, doc = note.evidence[0], note.evidence[1].doc
        once = doc != longest.span.doc and versions.count(doc) == 1 and lost.doc == longest.span.doc
        if once and sum(map(is_content, wording(lost.text).forms)) >= _CLAUSE:
            places.setdefault(doc, []).append(note.text.removeprefix("cut ").partition(":")[0])
    return {doc: f"in part: cut {' and '.join(dict.fromkeys(where))}" for doc, where in places.items()}


class _Reported:
    """The reported speech of each report by speaker, to find a quotation in other words."""

    def __init__(self, story: Story, table: Contexts) -> None:
        self.weights = table
        self.speech: dict[tuple[str, str], list[tuple[Quote, frozenset[str]]]] = {}
        for report in story.reports:
            for quote in report.quotes:
                if quote.kind == "indirect" and quote.speaker is not None and quote.speaker.entity is not None:
                    key = (report.document.id, quote.speaker.entity)
                    self.speech.setdefault(key, []).append((quote, terms(quote.span.text)))

    def like(self, quote: Quote, docs: Iterable[str]) -> Iterator[Quote]:
        """From each of ``docs`` the reported speech of the same speaker that says at least half of ``quote``."""
        speaker = quote.speaker.entity if quote.speaker else None
        if speaker is None:
            return
        about = terms(quote.span.text)
        for doc in docs:
            found = []
            for other, theirs in self.speech.get((doc, speaker), ()):
                likeness = self.weights.similarity(about, theirs)
                if likeness >= _LIKE and len(about & theirs) >= _FEWEST:
                    found.append((-likeness, other.span.start, other))
            if found:
                yield min(found, key=lambda one: one[:2])[2]


# --- states ----------------------------------------------------------------------------------------------------------


def _row(document: Document, item: Item, others: int) -> Coverage:
    if document.id in item.held:
        alone = "in this report only" if len(item.held) == 1 else "in this report"
        return _coverage(document, item, "present", item.parts.get(document.id, alone), item.held[document.id])
    elsewhere = tuple(spans[0] for _, spans in sorted(item.held.items()))
    count = f"in {len(elsewhere)} of {others} other reports" if others > 1 else "in the other report"
    barrier = incomparable(document)
    if barrier is not None:
        return _coverage(document, item, "not-comparable", f"{barrier}; {count}", elsewhere)
    published = _published(document)
    if published is not None and item.days is not None and item.dated_by is not None and published.before(item.days):
        assert document.published is not None
        inferred = " (inferred)" if document.published.basis == "inferred" else ""
        what = "was said" if item.said else "happened"
        reason = f"written before: published {published}{inferred}, and this {what} on {item.days}; {count}"
        evidence = (item.dated_by, *document.published.evidence, *elsewhere)
        return _coverage(document, item, "not-comparable", reason, tuple(dict.fromkeys(evidence)))
    moment = "" if published is not None else ", whose date is not known"
    return _coverage(document, item, "absent", f"not in this report{moment}; {count}", elsewhere)


def incomparable(document: Document) -> str | None:
    """Why nothing can be missed in ``document`` at all; None where it was read whole."""
    if document.language != "en":
        return "this report is not in English and was not analysed"
    if any(LOOKS_CUT in note for note in document.notes):
        return "not in what was read of this report, which looks cut"
    return None


def _published(document: Document) -> Interval | None:
    return read_edtf(document.published.value) if document.published is not None else None


def _coverage(
    document: Document, item: Item, state: CoverageState, reason: str, evidence: tuple[Span, ...]
) -> Coverage:
    return Coverage(document.id, item.target, item.id, state, reason, evidence)
