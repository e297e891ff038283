"""Two plots with their tables: how far the reports overlap, and whose words each report quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from rashomon.model import Quote
from rashomon.views.apparatus import words
from rashomon.views.facts import Fact
from rashomon.views.index import Index, Report
from rashomon.views.words import percent_words, shorten

MAX_REPORTS = 30
"""Reports that the heat map shows, those that share most; a larger one cannot be read."""
MAX_SPEAKERS = 6
"""Speakers that have a column of their own; the others are one."""
STEPS = 4
"""Shades of the heat map beside empty; the number is printed in each cell."""
NOT_NAMED, OTHERS = "speaker not named", "other speakers"


@dataclass(frozen=True, slots=True)
class Cell:
    """Two reports: the facts that both tell, and how much of the row's report both have in the same wording (0 to 1).
    ``shade`` is 0 for none to ``STEPS`` for the most of this story."""

    report: Report
    facts: int
    wording: float
    shade: int

    @property
    def share(self) -> str:
        """The wording in words."""
        return percent_words(self.wording)


@dataclass(frozen=True, slots=True)
class Row:
    """One report against all; its cell with itself is None."""

    report: Report
    cells: tuple[Cell | None, ...]


def overlap(tables: Index, facts: Sequence[Fact]) -> list[Row]:
    """Reports by reports, in reading order; at most ``MAX_REPORTS``, those that share most facts. Empty where nothing
    is shared."""
    both: Counter[tuple[str, str]] = Counter()
    total: Counter[str] = Counter()
    for fact in facts:
        docs = [report.doc.id for report in fact.reports]
        total.update(docs)
        both.update(combinations(docs, 2))
        both.update((two, one) for one, two in combinations(docs, 2))
    wording: dict[tuple[str, str], float] = {}
    for copy in tables.dossier.comparison.copies:
        for one, other in (copy.docs, copy.docs[::-1]):
            wording[one, other] = copy.share.get(one, 0.0)
    if len(tables.reports) < 2 or not (both or any(wording.values())):
        return []
    most = sorted(tables.reports, key=lambda report: (-total[report.doc.id], tables.rank(report.doc.id)))[:MAX_REPORTS]
    shown = sorted(most, key=lambda report: tables.rank(report.doc.id))
    top = max(both.values(), default=0)

    def cell(one: Report, other: Report) -> Cell | None:
        if one is other:
            return None
        key = (one.doc.id, other.doc.id)
        number = both[key]
        return Cell(other, number, wording.get(key, 0.0), -(-STEPS * number // top) if top else 0)

    return [Row(report, tuple(cell(report, other) for other in shown)) for report in shown]


@dataclass(frozen=True, slots=True)
class Share:
    """What part of a report's quoted words one speaker has. ``quote`` is the speaker's first quotation there."""

    words: int
    share: float
    quote: Quote | None

    @property
    def percent(self) -> str:
        """The share in words."""
        return percent_words(self.share)


@dataclass(frozen=True, slots=True)
class Shares:
    """One report's quoted words, speaker by speaker."""

    report: Report
    total: int
    cells: tuple[Share, ...]


def speakers(tables: Index) -> tuple[list[str], list[Shares]]:
    """The speakers with the most quoted words in all reports, and each report's shares; words in quotation marks only.

    Reports that quote nobody have no row.
    """
    names: dict[str, str] = {}
    spoken: Counter[str] = Counter()
    held: dict[str, dict[str, list[Quote]]] = {}
    for report in tables.reports:
        for quote in report.annotations.quotes:
            if quote.marked:
                key, name = _speaker(tables, quote)
                names.setdefault(key, name)
                held.setdefault(report.doc.id, {}).setdefault(key, []).append(quote)
                spoken[key] += words(quote.span.text)
    ranked = sorted((key for key in spoken if key), key=lambda key: (-spoken[key], names[key].casefold(), key))
    columns = [[key] for key in ranked[:MAX_SPEAKERS]]
    titles = [names[key] for key in ranked[:MAX_SPEAKERS]]
    if ranked[MAX_SPEAKERS:]:
        columns.append(ranked[MAX_SPEAKERS:])
        titles.append(OTHERS)
    if "" in spoken:
        columns.append([""])
        titles.append(NOT_NAMED)
    rows = []
    for report in tables.reports:
        mine = held.get(report.doc.id, {})
        total = sum(words(quote.span.text) for quotes in mine.values() for quote in quotes)
        if total:
            rows.append(Shares(report, total, tuple(_share(mine, keys, total) for keys in columns)))
    return titles, rows


def heading(title: str, width: int = 13) -> list[str]:
    """A column's title as two lines of at most ``width`` characters, broken between words where it can be."""
    first, rest = "", shorten(title, 2 * width - 2)
    while rest:
        word, _, after = rest.partition(" ")
        if first and len(first) + 1 + len(word) > width:
            break
        first, rest = f"{first} {word}".strip(), after
    return [shorten(line, width) for line in (first, rest) if line]


def _speaker(tables: Index, quote: Quote) -> tuple[str, str]:
    """A key that is one for one speaker in all reports, and the name; an empty key where no speaker is named."""
    if quote.speaker is None:
        return "", NOT_NAMED
    entity = tables.entities.get(quote.speaker.entity) if quote.speaker.entity else None
    if entity:
        return entity.id, entity.name
    return f"{quote.span.doc} {quote.speaker.name.casefold()}", quote.speaker.name


def _share(mine: dict[str, list[Quote]], keys: Sequence[str], total: int) -> Share:
    quotes = [quote for key in keys for quote in mine.get(key, ())]
    number = sum(words(quote.span.text) for quote in quotes)
    return Share(number, number / total, min(quotes, key=lambda quote: quote.span.start, default=None))
