"""The quote apparatus: for each shared quotation the lemma, and each witness laid against it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.model import Difference, Explanation, Note, Quote, QuoteGroup, Span
from rashomon.views.alignment import Piece, added_words, align, align_runs
from rashomon.views.index import Index, Report, quote_anchor
from rashomon.views.words import speaker_words

_WORTH: tuple[Difference, ...] = ("speaker", "cut", "wording", "addition", "channel")
"""What differs, the most worth checking first."""


@dataclass(frozen=True, slots=True)
class Run:
    """One marked run of words, laid against the lemma."""

    quote: Quote
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Witness:
    """One report's version of a shared quotation: one run, or several that the reporter's own words divide."""

    report: Report
    runs: tuple[Run, ...]

    @property
    def first(self) -> Quote:
        """The first run's quotation."""
        return self.runs[0].quote

    @property
    def said_by(self) -> list[Quote]:
        """One quotation for each different speaker and channel of the runs."""
        return list({(speaker_words(run.quote), run.quote.channel): run.quote for run in reversed(self.runs)}.values())[
            ::-1
        ]


@dataclass(frozen=True, slots=True)
class Entry:
    """One shared quotation. ``lemma`` is its longest version; ``speakers`` the different ones named, as printed."""

    group: QuoteGroup
    anchor: str
    lemma: Quote
    witnesses: tuple[Witness, ...]
    notes: tuple[Note, ...]
    explanation: Explanation
    speakers: tuple[str, ...]

    @property
    def reattributed(self) -> bool:
        """True where the reports put the words in different mouths."""
        return "speaker" in self.group.differs

    @property
    def differs(self) -> list[Difference]:
        """What differs, the most worth checking first."""
        return [kind for kind in _WORTH if kind in self.group.differs]

    @property
    def whole(self) -> bool:
        """True where every version has all the words of the longest one."""
        return all(piece.kind == "same" for witness in self.witnesses for run in witness.runs for piece in run.pieces)

    @property
    def quotes(self) -> list[tuple[Report, Quote]]:
        """Every run with its report, in reading order."""
        return [(witness.report, run.quote) for witness in self.witnesses for run in witness.runs]


def entries(tables: Index) -> list[Entry]:
    """All shared quotations: re-attributed ones first, then cuts, wording, additions, channels; then those that all
    print alike."""
    found = [_entry(tables, group) for group in tables.dossier.comparison.quotes]
    return sorted(found, key=lambda entry: (_worth(entry.group), -len(entry.witnesses), _place(tables, entry)))


def single(tables: Index) -> list[tuple[Report, list[Quote]]]:
    """Per report, the quotations that no other report of the pile prints, in the order of the text."""
    rows = []
    for report in tables.reports:
        alone = [q for q in report.annotations.quotes if q.marked and q.id not in tables.quote_group]
        if alone:
            rows.append((report, alone))
    return rows


def reported(tables: Index) -> list[tuple[Report, list[Quote]]]:
    """Per report, what it reports without quotation marks, in the order of the text."""
    rows = [(report, [quote for quote in report.annotations.quotes if not quote.marked]) for report in tables.reports]
    return [(report, listed) for report, listed in rows if listed]


def kinds(found: Sequence[Entry]) -> list[tuple[Difference, int]]:
    """Each kind of difference that occurs, with how many quotations have it, the most worth checking first."""
    counted = [(kind, sum(kind in entry.group.differs for entry in found)) for kind in _WORTH]
    return [(kind, number) for kind, number in counted if number]


def words(text: str) -> int:
    """How many words ``text`` has."""
    return len(re.findall(r"\w+", text))


def _worth(group: QuoteGroup) -> int:
    return next((place for place, kind in enumerate(_WORTH) if kind in group.differs), len(_WORTH))


def _place(tables: Index, entry: Entry) -> tuple[int, int]:
    first = entry.witnesses[0].first.span
    return (tables.rank(first.doc), first.start)


def _entry(tables: Index, group: QuoteGroup) -> Entry:
    quotes = sorted(
        (tables.quotes[quote] for quote in group.quotes),
        key=lambda quote: (tables.rank(quote.span.doc), quote.span.start),
    )
    lemma = _lemma(quotes)
    speakers = dict.fromkeys(quote.speaker.name for quote in quotes if quote.speaker)
    return Entry(
        group=group,
        anchor=quote_anchor(group),
        lemma=lemma,
        witnesses=tuple(_witnesses(tables, lemma, quotes)),
        notes=_notes(group.notes),
        explanation=group.explanation,
        speakers=tuple(speakers),
    )


def _witnesses(tables: Index, lemma: Quote, quotes: Sequence[Quote]) -> Iterator[Witness]:
    """One row a report; more where it prints the same words twice, in a headline and below it."""
    rows: list[list[Quote]] = []
    for quote in quotes:
        if rows and rows[-1][-1].span.doc == quote.span.doc and _go_together(lemma, [*rows[-1], quote]):
            rows[-1].append(quote)
        else:
            rows.append([quote])
    for row in rows:
        pieces = align_runs(lemma.span.text, [quote.span.text for quote in row])
        runs = tuple(Run(quote, aligned) for quote, aligned in zip(row, pieces, strict=True))
        yield Witness(tables.by_doc[row[0].span.doc], runs)


def _go_together(lemma: Quote, row: Sequence[Quote]) -> bool:
    """True where the runs print successive words of the lemma: together they have no more words of their own than
    apart."""
    together = align_runs(lemma.span.text, [quote.span.text for quote in row])
    apart = [align(lemma.span.text, quote.span.text) for quote in row]
    return sum(map(added_words, together)) <= sum(map(added_words, apart))


def _notes(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Notes that say the same of several reports become one, with the evidence of all."""
    found: dict[tuple[str, str], dict[Span, None]] = {}
    for note in notes:
        found.setdefault((note.kind, note.text), {}).update(dict.fromkeys(note.evidence))
    return tuple(Note(kind, text, tuple(evidence)) for (kind, text), evidence in found.items())


def _lemma(quotes: Sequence[Quote]) -> Quote:
    """The version with most words; among equals the longer, then the first in reading order."""
    return max(quotes, key=lambda quote: (words(quote.span.text), len(quote.span.text)))
