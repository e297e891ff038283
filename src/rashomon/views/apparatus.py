"""The quote apparatus: for each shared quotation the lemma, and each witness laid against it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.model import Difference, Explanation, Note, Quote, QuoteGroup, Span
from rashomon.views.alignment import added_words, align, align_runs
from rashomon.views.collation import Collation, Run, Version, collate
from rashomon.views.index import Index, Report, quote_anchor
from rashomon.views.words import speaker_words

_WORTH: tuple[Difference, ...] = ("speaker", "cut", "wording", "addition", "channel")
"""What differs, the most worth checking first."""


@dataclass(frozen=True, slots=True)
class Witness:
    """One report's version of a shared quotation: one run, or several that the reporter's own words divide.
    ``versions`` lay it against each base."""

    report: Report
    versions: tuple[Version, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs, laid against the longest version."""
        return self.versions[0].runs

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
    """One shared quotation. ``lemma`` is its longest run of words; ``speakers`` the different ones named, as printed;
    ``clauses`` the cuts that take a clause away, as the notes have them."""

    group: QuoteGroup
    anchor: str
    lemma: Quote
    collation: Collation
    witnesses: tuple[Witness, ...]
    notes: tuple[Note, ...]
    clauses: tuple[Note, ...]
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
    def said(self) -> list[tuple[Quote, list[tuple[Report, Span]]]]:
        """A quotation for each different speaker and channel, with the places where they are those."""
        found: dict[tuple[str, str | None], tuple[Quote, list[tuple[Report, Span]]]] = {}
        for report, quote in self.quotes:
            found.setdefault((speaker_words(quote), quote.channel), (quote, []))[1].append((report, quote.span))
        return list(found.values())

    @property
    def quotes(self) -> list[tuple[Report, Quote]]:
        """Every run with its report, in reading order."""
        return [(witness.report, run.quote) for witness in self.witnesses for run in witness.runs]


def entries(tables: Index) -> list[Entry]:
    """All shared quotations: re-attributed ones first, then cuts, wording, additions, channels; then those that all
    print alike."""
    heads = _predicates(tables)
    found = [_entry(tables, group, heads) for group in tables.dossier.comparison.quotes]
    return sorted(found, key=lambda entry: (_worth(entry.group), -len(entry.witnesses), _place(tables, entry)))


def printed(tables: Index) -> list[tuple[Report, list[Quote]]]:
    """Per report, every passage in quotation marks, in the order of the text."""
    rows = [(report, [quote for quote in report.annotations.quotes if quote.marked]) for report in tables.reports]
    return [(report, listed) for report, listed in rows if listed]


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


def _entry(tables: Index, group: QuoteGroup, heads: Mapping[str, Sequence[int]]) -> Entry:
    quotes = sorted(
        (tables.quotes[quote] for quote in group.quotes),
        key=lambda quote: (tables.rank(quote.span.doc), quote.span.start),
    )
    lemma = _lemma(quotes)
    speakers = dict.fromkeys(quote.speaker.name for quote in quotes if quote.speaker)
    rows = _rows(lemma, quotes)
    collation = collate(tables, rows)
    notes = _notes(group.notes)
    return Entry(
        group=group,
        anchor=quote_anchor(group),
        lemma=lemma,
        collation=collation,
        witnesses=tuple(
            Witness(tables.by_doc[row[0].span.doc], versions)
            for row, versions in zip(rows, collation.versions, strict=True)
        ),
        notes=notes,
        clauses=tuple(note for note in notes if note.kind == "cut" and _drops_clause(note.evidence[0], heads)),
        explanation=group.explanation,
        speakers=tuple(speakers),
    )


def _rows(lemma: Quote, quotes: Sequence[Quote]) -> list[list[Quote]]:
    """One row a report; more where it prints the same words twice, in a headline and below it."""
    rows: list[list[Quote]] = []
    for quote in quotes:
        if rows and rows[-1][-1].span.doc == quote.span.doc and _go_together(lemma, [*rows[-1], quote]):
            rows[-1].append(quote)
        else:
            rows.append([quote])
    return rows


def _predicates(tables: Index) -> dict[str, list[int]]:
    """Document → where the predicates of its clauses begin, in the order of the text."""
    found: dict[str, list[int]] = {}
    for report in tables.reports:
        for claim in report.annotations.claims:
            head = claim.explanation.details.get("head")
            if claim.explanation.details.get("form") == "clause" and isinstance(head, int):
                found.setdefault(report.doc.id, []).append(head)
    return {doc: sorted(heads) for doc, heads in found.items()}


def _drops_clause(lost: Span, heads: Mapping[str, Sequence[int]]) -> bool:
    """True where the words that a cut takes away hold the predicate of a clause."""
    mine = heads.get(lost.doc, ())
    place = bisect_left(mine, lost.start)
    return place < len(mine) and mine[place] < lost.end


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
