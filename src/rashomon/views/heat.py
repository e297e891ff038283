"""The heat map of naming: how often each report labels each actor, in which voice, as three drawings of one scale.

Own voice, quoted voice, and headlines with captions are drawn apart (small multiples), so that no outlet is charged
with a word that it quotes. The number stands in each cell; the shade only repeats it. All places are whole pixels, so
that the same findings give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.views.index import Index, Report
from rashomon.views.naming import Actor, Row, VoiceKind, uses_anchor
from rashomon.views.plots import MAX_REPORTS, STEPS

MAX_ACTORS = 15
"""Actors that the map shows, those labelled most; all others stand below it."""
SIDE, NAMES, HEAD = 30, 122, 26
"""Pixels of a cell's side, of the actors' names, and of the line of sigla."""
PANELS: dict[VoiceKind, str] = {"own": "own voice", "quoted": "quoted", "headline": "headlines and captions"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One actor in one report and voice: how many labels, and where their lines stand. ``shade`` is 0 for none to
    ``STEPS`` for the most of the whole map."""

    report: Report
    x: int
    uses: int
    shade: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Line:
    """One actor's cells, a report each."""

    actor: Actor
    y: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One voice, with the actors that are labelled in it."""

    voice: VoiceKind
    title: str
    lines: tuple[Line, ...]

    @property
    def total(self) -> int:
        """The labels that are drawn."""
        return sum(cell.uses for line in self.lines for cell in line.cells)

    @property
    def height(self) -> int:
        """In pixels."""
        return HEAD + SIDE * len(self.lines) + 1


@dataclass(frozen=True, slots=True)
class Heat:
    """The whole map: ``panels`` share columns and scale. ``actors`` counts those that are drawn."""

    panels: tuple[Panel, ...]
    reports: tuple[Report, ...]
    actors: int
    width: int
    side: int = SIDE
    head: int = HEAD

    def column(self, number: int) -> int:
        """The left edge of a column, in pixels."""
        return NAMES + SIDE * number


def heat(tables: Index, actors: Sequence[Actor]) -> Heat | None:
    """The map of ``actors`` in their own order, the reports in reading order; at most ``MAX_ACTORS`` by
    ``MAX_REPORTS``, those with most labels. None where no report labels anybody."""
    spoken = {actor.anchor: sum(_count(row, voice) for row in actor.rows for voice in PANELS) for actor in actors}
    most = {actor.anchor for actor in sorted(actors, key=lambda actor: -spoken[actor.anchor])[:MAX_ACTORS]}
    shown = [actor for actor in actors if actor.anchor in most]
    labels = {report.doc.id: 0 for report in tables.reports}
    for actor in shown:
        for row in actor.rows:
            labels[row.report.doc.id] += sum(_count(row, voice) for voice in PANELS)
    kept = set(sorted(labels, key=lambda doc: (-labels[doc], tables.rank(doc)))[:MAX_REPORTS])
    reports = tuple(report for report in tables.reports if report.doc.id in kept)
    top = max((_count(row, voice) for actor in shown for row in actor.rows for voice in PANELS), default=0)
    if not top:
        return None
    panels = tuple(_panel(shown, reports, voice, top) for voice in PANELS)
    width = NAMES + SIDE * len(reports) + 1
    return Heat(tuple(panel for panel in panels if panel.lines), reports, len(shown), width)


def _panel(actors: Sequence[Actor], reports: Sequence[Report], voice: VoiceKind, top: int) -> Panel:
    lines: list[Line] = []
    for actor in actors:
        rows = {row.report.doc.id: row for row in actor.rows}
        cells = []
        for at, report in enumerate(reports):
            row = rows.get(report.doc.id)
            uses = _count(row, voice) if row else 0
            shade = -(-STEPS * uses // top)
            cells.append(Cell(report, NAMES + SIDE * at, uses, shade, uses_anchor(actor, report, voice)))
        if any(cell.uses for cell in cells):
            lines.append(Line(actor, HEAD + SIDE * len(lines), tuple(cells)))
    return Panel(voice, PANELS[voice], tuple(lines))


def _count(row: Row, voice: VoiceKind) -> int:
    """Every place counts; a caption that a page prints twice was removed before anything was counted."""
    return sum(len(label.uses) for label in row.in_voice(voice))
