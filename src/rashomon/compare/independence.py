"""How many independent origins a fact has that several reports tell, and what makes two of the reports one.

Two reports are one origin for a fact where the text shows it: they are by one outlet; both have the fact from one named
speaker, agency or outlet, or one of them from the other's outlet; both credit one agency for the whole report; both
print the same quotation; or both tell the fact in the same wording. A report counts once, however many claims of it are
given. Where nothing in the texts makes them one, they count apart: that they agree by chance of a common source which
neither names cannot be seen here.

The number is the size of a set of reports no two of which are one, chosen greedily, those with the fewest ties first.
So it never counts two reports that are one, and no report makes two others one by standing between them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.credits import Credit
from rashomon.compare.media import Media
from rashomon.compare.passages import Passage
from rashomon.model import Claim, Quote, QuoteGroup, Span, Story

WORDING = 12
"""Words of the reporters' own in a passage that makes two reports one. Reports of one event that were written apart
share some of ten: a number with all that is counted, a law's title with its subject."""


@dataclass(frozen=True, slots=True)
class Independent:
    """``count`` independent origins of what some claims tell.

    ``origins`` names them as origin links do: an entity's id, the name of an agency or outlet, or the report itself.
    ``evidence`` are the places that make reports one; the claims themselves where nothing does.
    """

    count: int
    origins: tuple[str, ...]
    reason: str
    evidence: tuple[Span, ...]


_Held = tuple[frozenset[int], frozenset[int], Span]
"""A claim's words in a passage, all words of the reporters' own in it, and the passage in the claim's report."""


@dataclass(frozen=True)
class _Origin:
    """What can make a report one with another: key → where it says so, and the passages that hold the claims, by the
    report in whose numbering their words are given."""

    doc: str
    claims: tuple[Claim, ...]
    keys: Mapping[str, Span]
    words: Mapping[str, Sequence[_Held]]


@dataclass(frozen=True, slots=True)
class _Tie:
    """What makes two reports one: ``key`` where it is a common source; a clause for the reason."""

    key: str | None
    why: str
    evidence: tuple[Span, ...]


class Independence:
    """Counts the independent origins of claims of one story. Built once; ``of`` is then a matter of the claims alone.

    ``quote_groups``, ``passages`` and ``credits`` are what ``compare_quotes``, ``find_passages`` and ``find_credits``
    found in ``story``.
    """

    def __init__(
        self,
        story: Story,
        quote_groups: Sequence[QuoteGroup],
        passages: Sequence[Passage],
        credits: Sequence[Credit],
        media: Media,
    ) -> None:
        self._media = media
        self._quotes = {report.document.id: report.quotes for report in story.reports}
        self._groups: defaultdict[str, list[str]] = defaultdict(list)
        for group in quote_groups:
            for quote in group.quotes:
                self._groups[quote].append(group.id)
        self._credits: defaultdict[str, list[Credit]] = defaultdict(list)
        for credit in credits:
            self._credits[credit.doc].append(credit)
        self._passages: defaultdict[str, list[Passage]] = defaultdict(list)
        for passage in passages:
            if passage.own >= WORDING:
                for doc in passage.docs:
                    self._passages[doc].append(passage)

    def of(self, claims: Sequence[Claim]) -> Independent:
        """The independent origins of what ``claims`` tell. Their order plays no part. At least one claim is needed."""
        by_report: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in sorted(claims, key=lambda claim: (claim.span, claim.id)):
            by_report[claim.span.doc].append(claim)
        reports = [self._origin(doc, own) for doc, own in sorted(by_report.items())]
        shared = Counter(key for report in reports for key in [*report.keys, *report.words])
        reports.sort(key=lambda r: (sum(shared[key] - 1 for key in [*r.keys, *r.words]), r.doc))
        apart: list[_Origin] = []
        ties: dict[str, list[tuple[_Origin, _Tie]]] = {}
        for report in reports:
            found = [(other, tie) for other in apart if (tie := self._tie(other, report)) is not None]
            if found:
                for other, tie in found:
                    ties[other.doc].append((report, tie))
            else:
                apart.append(report)
                ties[report.doc] = []
        return self._result(reports, sorted(apart, key=lambda report: report.doc), ties)

    # --- what a report's claims rest on ------------------------------------------------------------------------------

    def _origin(self, doc: str, claims: Sequence[Claim]) -> _Origin:
        keys: dict[str, Span] = {}
        for claim in claims:
            for source in claim.by:
                key = self._media.source(source)
                if key is not None:
                    keys.setdefault(key, source.evidence)
            for quote in self._quotes.get(doc, ()):
                if _tells(quote, claim):
                    for group in self._groups.get(quote.id, ()):
                        keys.setdefault(f"quotation:{group}", quote.span)
        for credit in self._credits.get(doc, ()):
            if any(_covers(credit, claim) for claim in claims):
                keys.setdefault(credit.key, credit.span)
        outlet = self._media.outlets.get(doc)
        if outlet is not None:
            keys.setdefault(outlet, claims[0].span)
        return _Origin(doc, tuple(claims), keys, self._words(doc, claims))

    def _words(self, doc: str, claims: Sequence[Claim]) -> dict[str, list[_Held]]:
        """The passages of the reporters' own words that hold a claim, in the numbering of either report.

        A word of this report that equals a word of another stands for it. Two reports that were never compared, being
        two of a crowd (see ``compare.passages.candidates``), so meet at the words of the third that both equal.
        """
        found: defaultdict[str, list[_Held]] = defaultdict(list)
        for passage in self._passages.get(doc, ()):
            mine = passage.docs.index(doc)
            words = (passage.left, passage.right)[mine]
            span = (passage.first, passage.second)[mine]
            for claim in claims:
                told = words.within(claim.span)
                inside = [pair for pair in passage.written if pair[mine] in told]
                if 2 * len(inside) > len(told):
                    for side, where in enumerate(passage.docs):
                        found[where].append((frozenset(p[side] for p in inside), passage.written_words[side], span))
        return dict(found)

    # --- what makes two one ------------------------------------------------------------------------------------------

    def _tie(self, one: _Origin, other: _Origin) -> _Tie | None:
        common = sorted(one.keys.keys() & other.keys.keys(), key=_rank)
        if common:
            key = common[0]
            evidence = (one.keys[key], other.keys[key])
            return _Tie(None if key.startswith("quotation:") else key, self._why(key, one, other), evidence)
        for where in sorted(one.words.keys() & other.words.keys()):
            for claim, passage, span in one.words[where]:
                for other_claim, other_passage, other_span in other.words[where]:
                    alike = 2 * len(claim & other_claim) >= min(len(claim), len(other_claim))
                    if alike and len(passage & other_passage) >= WORDING:
                        return _Tie(None, "tell it in the same wording", (span, other_span))
        return None

    def _why(self, key: str, one: _Origin, other: _Origin) -> str:
        outlets = {self._media.outlets.get(one.doc), self._media.outlets.get(other.doc)}
        label = self._media.label(key)
        if key.startswith("quotation:"):
            return "print the same quotation"
        if outlets == {key}:
            return f"are by {label}"
        if key in outlets:
            return f"have it from {label}, one of the reports"
        return f"have it from {label}"

    # --- in words ----------------------------------------------------------------------------------------------------

    def _result(
        self,
        reports: Sequence[_Origin],
        apart: Sequence[_Origin],
        ties: Mapping[str, Sequence[tuple[_Origin, _Tie]]],
    ) -> Independent:
        evidence = {span for found in ties.values() for _, tie in found for span in tie.evidence}
        count = f"{_number(len(reports), 'report')}, {_number(len(apart), 'independent origin')}"
        if len(reports) == 1:
            reason = "told by one report"
        elif not evidence:
            reason = f"{count}: nothing in the texts makes two of them one"
        else:
            members: Counter[str] = Counter(tie.why for found in ties.values() for _, tie in found)
            reason = f"{count}: " + "; ".join(
                f"{'both' if len(reports) == 2 else number + 1} {why}" for why, number in sorted(members.items())
            )
        return Independent(
            count=len(apart),
            origins=tuple(self._name(report, [tie for _, tie in ties[report.doc]]) for report in apart),
            reason=reason,
            evidence=tuple(sorted(evidence or {claim.span for report in reports for claim in report.claims})),
        )

    def _name(self, report: _Origin, ties: Iterable[_Tie]) -> str:
        """The source that most of the reports of one origin have in common; else the one that the report names; else
        the report."""
        common = Counter(tie.key for tie in ties if tie.key is not None)
        if common:
            return self._media.target(min(common, key=lambda key: (-common[key], key)))
        own = self._media.outlets.get(report.doc)
        named = [key for key in report.keys if not key.startswith("quotation:") and key != own]
        return self._media.target(named[0]) if named else report.doc


def _covers(credit: Credit, claim: Claim) -> bool:
    """True where a credit line speaks of the claim: for the whole report, or in the claim's sentence. A statement's
    credit is the outlet's claims' only; whose the others are, ``by`` says."""
    if credit.scope == "report":
        return True
    if credit.scope == "part" or credit.rule == "relay" or not credit.reach.overlaps(claim.span):
        return False
    return credit.rule == "first-reported" or not claim.by


def _tells(quote: Quote, claim: Claim) -> bool:
    """True where the words of a quotation are half of the claim, or more."""
    if quote.span.doc != claim.span.doc:
        return False
    common = min(quote.span.end, claim.span.end) - max(quote.span.start, claim.span.start)
    return 2 * common >= claim.span.end - claim.span.start


def _rank(key: str) -> tuple[int, str]:
    """The nearest to the fact first: who says it, then through whom, then the words of a quotation."""
    return ("entity", "agency", "outlet", "quotation").index(key.partition(":")[0]), key


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
