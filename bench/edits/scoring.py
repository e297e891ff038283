"""Whether a comparison says what was changed, and whether it says anything where nothing was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bench.edits.edit import FACTS, QUOTATIONS, Edit, Place
from rashomon.model import ClaimGroup, Dossier, QuoteGroup, Span

Runs = frozenset[tuple[str, int, int]]
_NOTE_OF = {"bracket": "addition"}
"""Kinds of note that have another name among the differences."""


@dataclass(frozen=True, slots=True)
class Report:
    """A difference that a comparison speaks of: ``what`` it calls it, and the characters that it points at."""

    what: str
    evidence: tuple[Span, ...]

    @property
    def runs(self) -> Runs:
        return frozenset((span.doc, span.start, span.end) for span in self.evidence)


def reports(dossier: Dossier) -> Iterator[Report]:
    """All that the comparison says cannot both hold or is not the same: figures in conflict, claims in dispute,
    quotations that differ (one report for each difference)."""
    for figures in dossier.comparison.figures:
        if figures.verdict == "conflict":
            yield Report("figure", figures.evidence)
    for claims in dossier.comparison.claims:
        # What one report tells and denies itself stands so in its copy too: no difference between them.
        if decided := decided_by(claims) - {"denial"}:
            yield Report(f"disputed {'+'.join(sorted(decided))}", claims.evidence)
    for quotes in dossier.comparison.quotes:
        for difference in quotes.differs:
            yield Report(difference, quotes.evidence)


def decided_by(group: ClaimGroup) -> frozenset[str]:
    """What decided that the claims of ``group`` are in dispute: ``{"date", "negation"}``; empty where they are not."""
    return frozenset(str(group.explanation.details.get("decided_by", "")).split("+")) - {""}


# --- a change: is it reported as what it is? --------------------------------------------------------------------------


def is_reported(edit: Edit, original: str, dossier: Dossier) -> bool:
    """True where ``dossier`` reports the change of ``edit`` as such; ``original`` is the id of the document that was
    changed."""
    pairs = [(place, original, edit.document.id) for place in edit.places]
    if edit.kind in QUOTATIONS:
        return any(_quotation_differs(edit.kind, pair, dossier) for pair in pairs)
    if edit.kind not in FACTS:
        raise ValueError(f"nothing was changed in {edit.kind!r}: there is nothing to report")
    if any(_disputed(edit.kind, pair, dossier) for pair in pairs):
        return True
    if edit.kind == "figure":
        return any(_in_conflict(pair, dossier) for pair in pairs)
    return edit.kind == "name" and any(_other_speaker(pair, dossier) for pair in pairs)


_Pair = tuple[Place, str, str]


def _disputed(kind: str, pair: _Pair, dossier: Dossier) -> bool:
    return any(
        group.verdict == "disputed" and kind in decided_by(group) and _both(pair, group.evidence)
        for group in dossier.comparison.claims
    )


def _in_conflict(pair: _Pair, dossier: Dossier) -> bool:
    numbers = {figure.id: figure.number for report in dossier.story.reports for figure in report.figures}
    return any(
        group.verdict == "conflict" and _both(pair, [numbers[id] for id in group.figures])
        for group in dossier.comparison.figures
    )


def _other_speaker(pair: _Pair, dossier: Dossier) -> bool:
    """The changed name is that of a speaker, and the quotation's group says that the speakers differ."""
    speakers = {
        quote.id: quote.speaker.evidence
        for report in dossier.story.reports
        for quote in report.quotes
        if quote.speaker is not None
    }
    return any(
        "speaker" in group.differs and _both(pair, [speakers[id] for id in group.quotes if id in speakers])
        for group in dossier.comparison.quotes
    )


def _quotation_differs(kind: str, pair: _Pair, dossier: Dossier) -> bool:
    quotes = {quote.id: quote.span for report in dossier.story.reports for quote in report.quotes}
    return any(
        kind in group.differs and _both(pair, [quotes[id] for id in group.quotes]) and _noted(kind, pair, group)
        for group in dossier.comparison.quotes
    )


def _noted(kind: str, pair: _Pair, group: QuoteGroup) -> bool:
    """A note of this kind points into the changed report; who speaks and where is noted of all versions at once."""
    notes = [note for note in group.notes if _NOTE_OF.get(note.kind, note.kind) == kind]
    if kind in {"speaker", "channel"}:
        return bool(notes)
    return any(span.doc == pair[2] for note in notes for span in note.evidence)


def _both(pair: _Pair, spans: Iterable[Span]) -> bool:
    place, original, changed = pair
    listed = list(spans)
    return any(_touches(span, original, place.before) for span in listed) and any(
        _touches(span, changed, place.after) for span in listed
    )


def _touches(span: Span, doc: str, run: tuple[int, int]) -> bool:
    """True where ``span`` shares a character with ``run``, or an empty ``run`` lies in it or at its edge."""
    if span.doc != doc:
        return False
    return span.start <= run[0] <= span.end if run[0] == run[1] else span.start < run[1] and run[0] < span.end


# --- nothing changed: is anything reported? ---------------------------------------------------------------------------


def false_reports(edit: Edit, original: str, dossier: Dossier, without: Dossier | None) -> list[Report]:
    """What ``dossier`` reports because of the copy of ``edit``, in which nothing changed.

    ``without`` is the dossier of the same reports without the copy: what it reports as well is not counted, nor is what
    it says of the copy and of its ``original`` alike. None where the copy was compared with its original alone.
    """
    known: dict[str, list[Runs]] = {}
    for report in reports(without) if without is not None else ():
        known.setdefault(report.what, []).append(report.runs)
    found = []
    for report in reports(dossier):
        rest = frozenset(run for run in report.runs if run[0] != edit.document.id)
        alike = len(rest) == len(report.runs) or any(run[0] == original for run in rest)
        if alike and without is not None:
            continue
        if not any(rest <= runs for runs in known.get(report.what, ())):
            found.append(report)
    return found


def beside(edit: Edit, dossier: Dossier) -> list[Report]:
    """What the comparison of a changed report with its original alone reports in paragraphs in which nothing changed.

    Who speaks runs on from one paragraph into others; a changed name or speaker has none.
    """
    if edit.kind in {"name", "speaker"}:
        return []
    blocks = [block for block in edit.document.blocks if _holds(block.start, block.end, edit.places)]
    return [
        report
        for report in reports(dossier)
        if not any(
            span.doc == edit.document.id and block.start <= span.start < block.end
            for span in report.evidence
            for block in blocks
        )
    ]


def _holds(start: int, end: int, places: Iterable[Place]) -> bool:
    return any(start <= place.after[1] and place.after[0] <= end for place in places)


def already_differs(edit: Edit, original: str, dossier: Dossier) -> bool:
    """True where the reports that are there already give the quotation to several speakers or channels, so that one
    more cannot be seen."""
    quotes: Mapping[str, Span] = {q.id: q.span for report in dossier.story.reports for q in report.quotes}
    return edit.kind in {"speaker", "channel"} and any(
        edit.kind in group.differs
        and any(_touches(quotes[id], original, place.before) for id in group.quotes for place in edit.places)
        for group in dossier.comparison.quotes
    )
