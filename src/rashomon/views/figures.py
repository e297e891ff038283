"""Compared figures: each group with its values on one scale, and the list of all figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rashomon.compare.labels import counted
from rashomon.model import Figure, FigureGroup, Quote
from rashomon.views.index import Index, Report, figure_anchor

SCALE_WIDTH = 120.0
"""Width of the drawn scale, in CSS pixels."""
_ORDER = {"conflict": 0, "compatible": 1, "agree": 2}


@dataclass(frozen=True, slots=True)
class Bar:
    """An interval on the group's scale, in pixels. Open ends reach the edge."""

    left: float
    right: float
    open_left: bool
    open_right: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One report's figure. ``of`` is what it counts, as printed; ``by`` the quotation that it stands in."""

    report: Report
    figure: Figure
    of: str | None
    by: Quote | None
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """Figures of one counted thing, and their look-alikes that were kept apart."""

    group: FigureGroup
    anchor: str
    rows: tuple[Row, ...]
    neighbours: tuple[Row, ...]


def entries(tables: Index) -> list[Entry]:
    """All compared figures, conflicts first."""
    found = [_entry(tables, group) for group in tables.dossier.comparison.figures]
    return sorted(found, key=lambda entry: (_ORDER[entry.group.verdict], _place(tables, entry.rows[0])))


def all_rows(tables: Index) -> list[tuple[Report, list[Row]]]:
    """Per report, every figure in the order of the text."""
    return [
        (report, [_row(tables, figure) for figure in report.annotations.figures])
        for report in tables.reports
        if report.annotations.figures
    ]


def _entry(tables: Index, group: FigureGroup) -> Entry:
    rows = sorted(
        (_row(tables, tables.figures[figure]) for figure in group.figures), key=lambda row: _place(tables, row)
    )
    near = sorted(
        (_row(tables, tables.figures[figure]) for figure in group.neighbours), key=lambda row: _place(tables, row)
    )
    bars = scale([row.figure for row in rows])
    return Entry(
        group=group,
        anchor=figure_anchor(group),
        rows=tuple(replace(row, bar=bar) for row, bar in zip(rows, bars, strict=True)),
        neighbours=tuple(near),
    )


def _row(tables: Index, figure: Figure) -> Row:
    report = tables.by_doc[figure.span.doc]
    by = tables.quotes.get(figure.by) if figure.by else None
    return Row(report, figure, counted(figure, report.doc.text), by)


def _place(tables: Index, row: Row) -> tuple[int, int]:
    return (tables.rank(row.figure.span.doc), row.figure.span.start)


def scale(figures: Sequence[Figure]) -> list[Bar | None]:
    """Each figure's interval on a scale from the smallest to the largest value; None where there is nothing to see
    (one value only, or units that cannot share a scale)."""
    ends = [end for figure in figures for end in (figure.low, figure.high) if end is not None]
    if not ends or len({figure.unit for figure in figures}) > 1:
        return [None] * len(figures)
    low, high = min(ends), max(ends)
    is_open = any(figure.low is None or figure.high is None for figure in figures)
    if low == high and not is_open:
        return [None] * len(figures)
    margin = SCALE_WIDTH * 0.12
    width = SCALE_WIDTH - 2 * margin

    def at(value: float) -> float:
        return round(margin + (width * (value - low) / (high - low) if high > low else width / 2), 1)

    return [
        Bar(
            at(figure.low) if figure.low is not None else 0.0,
            at(figure.high) if figure.high is not None else SCALE_WIDTH,
            figure.low is None,
            figure.high is None,
        )
        for figure in figures
    ]
