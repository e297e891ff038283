"""Coverage: which report holds which fact, quotation and actor. It says "not in this report", and never why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rashomon.model import Coverage, Span
from rashomon.model.finding import CoverageTarget
from rashomon.views.index import Index, Report, fact_anchor, quote_anchor, safe_id

State = Literal["present", "partly", "absent", "not-comparable", "unstated"]
STATES: dict[State, tuple[str, str]] = {
    "present": ("●", "in this report"),
    "partly": ("◐", "in part"),
    "absent": ("○", "not in this report"),
    "not-comparable": ("╳", "not comparable"),
    "unstated": ("·", "not stated"),
}
"""State → its shape and its word: never the shape alone."""
SHORT: dict[State, str] = {
    "present": "in",
    "partly": "in part",
    "absent": "not in",
    "not-comparable": "not comp.",
    "unstated": "",
}
"""The word below the shape, where the table has room for it."""
ROOM = 6
"""Reports beside whose columns the words have room."""
IN_PART = "in part"
"""How the reason of a report begins that holds something in part."""
MAX_LINES = 20
"""Lines of one table that stand open; the rest is folded."""
KINDS: dict[CoverageTarget, str] = {"claim": "Facts", "quote": "Quotations", "entity": "Actors"}


@dataclass(frozen=True, slots=True)
class Cell:
    """Whether one report holds one target. ``uses`` counts the places where it names an actor."""

    report: Report
    coverage: Coverage | None
    state: State
    uses: int
    first: Span | None


@dataclass(frozen=True, slots=True)
class Line:
    """One target, with a cell for each report in reading order. ``target`` is the anchor of its finding, if any."""

    kind: CoverageTarget
    name: str
    anchor: str
    target: str | None
    cells: tuple[Cell, ...]

    @property
    def absent(self) -> int:
        """How many reports do not hold it."""
        return sum(cell.state == "absent" for cell in self.cells)

    @property
    def present(self) -> int:
        """How many reports hold it, in part or whole."""
        return sum(cell.state in {"present", "partly"} for cell in self.cells)

    @property
    def gaps(self) -> list[tuple[str, list[Cell]]]:
        """The reasons of the cells that do not simply hold it, each with its reports."""
        found: dict[str, list[Cell]] = {}
        for cell in self.cells:
            if cell.coverage and cell.state != "present":
                found.setdefault(cell.coverage.reason, []).append(cell)
        return list(found.items())


def lines(tables: Index) -> dict[CoverageTarget, list[Line]]:
    """The lines of each kind: what one report alone tells first, then what most reports lack."""
    cells: dict[tuple[CoverageTarget, str], dict[str, Coverage]] = {}
    for row in tables.dossier.comparison.coverage:
        cells.setdefault((row.target, row.id), {})[row.doc] = row
    found: dict[CoverageTarget, list[Line]] = {kind: [] for kind in KINDS}
    for (kind, identity), by_doc in cells.items():
        found[kind].append(_line(tables, kind, identity, by_doc))
    return {kind: sorted(listed, key=_order) for kind, listed in found.items()}


def _order(line: Line) -> tuple[bool, int, int]:
    return (line.present != 1, -line.absent, line.present)


def _line(tables: Index, kind: CoverageTarget, identity: str, by_doc: dict[str, Coverage]) -> Line:
    name, target = _named(tables, kind, identity)
    uses = _uses(tables, identity) if kind == "entity" else {}
    row = [_cell(report, by_doc.get(report.doc.id), sorted(uses.get(report.doc.id, ()))) for report in tables.reports]
    return Line(kind, name, f"c-{kind}-{safe_id(identity)}", target, tuple(row))


def _named(tables: Index, kind: CoverageTarget, identity: str) -> tuple[str, str | None]:
    """What a target is called, and where its finding stands."""
    if kind == "entity" and identity in tables.entities:
        return tables.entities[identity].name, None
    if kind == "quote" and identity in tables.quotes:
        quoted = tables.quote_group.get(identity)
        return f"“{tables.quotes[identity].span.text}”", quote_anchor(quoted) if quoted else None
    if kind == "claim" and identity in tables.claims:
        groups = tables.claim_groups.get(identity, ())
        # A claim may stand in two facts; the row is about the one that it stands for.
        own = [group for group in groups if group.claims[0] == identity] or groups
        return tables.claims[identity].span.text, fact_anchor(own[0]) if own else None
    return identity, None


def _uses(tables: Index, identity: str) -> dict[str, list[Span]]:
    entity = tables.entities.get(identity)
    uses: dict[str, list[Span]] = {}
    for mention in entity.mentions if entity else ():
        if mention.kind == "name":
            uses.setdefault(mention.span.doc, []).append(mention.span)
    return uses


def _cell(report: Report, coverage: Coverage | None, places: Sequence[Span]) -> Cell:
    state: State = "present" if places else "unstated"
    if coverage:
        state = coverage.state
        if state == "present" and coverage.reason.startswith(IN_PART):
            state = "partly"
    own = [span for span in coverage.evidence if span.doc == report.doc.id] if coverage else []
    first = places[0] if places else own[0] if own else None
    return Cell(report, coverage, state, len(places), first)


def elsewhere(cell: Cell) -> Span | None:
    """Where another report holds what this one does not."""
    return cell.coverage.evidence[0] if cell.coverage else None


def unnamed(found: Iterable[Line]) -> int:
    """How many of the lines some report lacks."""
    return sum(line.absent > 0 for line in found)
