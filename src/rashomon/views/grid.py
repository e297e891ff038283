"""The grid of facts and counted things: a row each, a column for every report, reports of one origin side by side.

A cell says how a report tells the fact (stated, hedged, denied …), according to whom, and in which words; it never says
who is right. Where a report does not tell it, the cell says what coverage says of that, and no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.model import Coverage
from rashomon.views import figures
from rashomon.views.columns import Group, columns, passages, ties
from rashomon.views.facts import TIED, Fact, Telling
from rashomon.views.index import Index, Report

MAX_LINES, FEWEST_LINES, MAX_CELLS = 60, 20, 1_200
"""Rows of each kind, fewer where many columns would make them more cells than ``MAX_CELLS``; what stands below them is
in the lists."""
MAX_COLUMNS = 40
"""Reports that have a column, those that tell most of the rows."""
WIDE = 8
"""Columns that fit on paper; of more the list is printed."""
WORDS, LEAD = 90, 110
"""Characters of a cell's words and of a row's head, cut between words."""


@dataclass(frozen=True, slots=True)
class FactCell:
    """How one report tells one fact. ``telling`` is its fullest, ``answer`` its fullest denial of what is told where it
    has both; ``stance`` says which ``telling`` is where somebody denies the fact. ``coverage`` speaks where it has
    none; ``ties`` are the other reports whose telling goes back to the same origin; ``loose``: it is no origin of its
    own, and which one it goes back to is not said."""

    report: Report
    telling: Telling | None
    more: int = 0
    ties: tuple[Report, ...] = ()
    loose: bool = False
    coverage: Coverage | None = None
    stance: str = ""
    answer: Telling | None = None

    @property
    def reason(self) -> str:
        """Why it is not told, without the count of the others: the row's head has it."""
        reason = self.coverage.reason if self.coverage else ""
        return reason.rpartition("; in ")[0] or reason


@dataclass(frozen=True, slots=True)
class FigureCell:
    """What one report prints of one counted thing; ``apart`` is a figure that looks alike and was not joined."""

    report: Report
    row: figures.Row | None
    more: int = 0
    apart: figures.Row | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns by origin, and the rows. ``facts`` and ``figures`` pair an entry with its cells in column order."""

    groups: tuple[Group, ...]
    facts: tuple[tuple[Fact, tuple[FactCell, ...]], ...]
    figures: tuple[tuple[figures.Entry, tuple[FigureCell, ...]], ...]

    @property
    def columns(self) -> list[Report]:
        """The reports from left to right."""
        return [report for group in self.groups for report in group.reports]

    @property
    def grouped(self) -> bool:
        """True where a heading stands over several columns."""
        return any(len(group.reports) > 1 for group in self.groups)


def grid(tables: Index, told: Sequence[Fact], compared: Sequence[figures.Entry]) -> Grid | None:
    """The grid of ``told`` and ``compared`` in their own order: disputed facts and conflicts first. None where there
    is nothing to compare."""
    across = min(len(tables.reports), MAX_COLUMNS)
    lines = min(MAX_LINES, max(FEWEST_LINES, MAX_CELLS // across))
    facts, counted = told[:lines], compared[:lines]
    if not facts and not counted:
        return None
    held = Counter(report.siglum for fact in facts for report in fact.reports)
    held.update(row.report.siglum for entry in counted for row in entry.rows)
    ranked = sorted(tables.reports, key=lambda report: (-held[report.siglum], tables.rank(report.doc.id)))
    kept = {report.siglum for report in ranked[:MAX_COLUMNS]}
    groups = columns(tables, [report for report in tables.reports if report.siglum in kept], told)
    shown = [report for group in groups for report in group.reports]
    covered = {(row.id, row.doc): row for row in tables.dossier.comparison.coverage if row.target == "claim"}
    alike = passages(tables)
    return Grid(
        groups,
        tuple((fact, tuple(_fact_cells(fact, ties(tables, fact, alike), shown, covered))) for fact in facts),
        tuple((entry, tuple(_figure_cell(entry, report) for report in shown)) for entry in counted),
    )


def _fact_cells(
    fact: Fact,
    origins: Sequence[tuple[str, set[str]]],
    shown: Sequence[Report],
    covered: Mapping[tuple[str, str], Coverage],
) -> Iterator[FactCell]:
    mine: dict[str, list[Telling]] = {}
    for telling in fact.tellings:
        mine.setdefault(telling.report.siglum, []).append(telling)
    loose = {one.report.siglum for part in fact.parts if part.origin == TIED for one in part.tellings}
    for report in shown:
        tellings = mine.get(report.siglum)
        if tellings is None:
            yield FactCell(report, None, coverage=covered.get((fact.group.claims[0], report.doc.id)))
            continue
        fullest = max(tellings, key=_fullness)
        denials = [telling for telling in tellings if telling.answers and telling is not fullest]
        answer = max(denials, key=_fullness) if denials and not fullest.answers else None
        tied = {siglum for _, sigla in origins if report.siglum in sigla for siglum in sigla} - {report.siglum}
        others = tuple(other for other in shown if other.siglum in tied)
        yield FactCell(
            report,
            fullest,
            len(tellings) - 1 - (answer is not None),
            others,
            report.siglum in loose,
            stance=fact.stance(fullest),
            answer=answer,
        )


def _fullness(telling: Telling) -> tuple[bool, int]:
    """What says it goes before what denies it; then the one with more words."""
    return not telling.answers, len(telling.claim.span.text.split())


def _figure_cell(entry: figures.Entry, report: Report) -> FigureCell:
    rows = [row for row in entry.rows if row.report is report]
    near = [row for row in entry.neighbours if row.report is report]
    if rows:
        return FigureCell(report, rows[0], len(rows) - 1)
    return FigureCell(report, None, max(0, len(near) - 1), near[0] if near else None)
