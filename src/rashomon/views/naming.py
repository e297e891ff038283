"""Naming by actor, report and voice."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import Entity, Name, Span
from rashomon.views.index import Index, Report, safe_id

MAX_PLACES = 12
"""A label that is used more often than this shows the first places only, and says how many more."""


@dataclass(frozen=True, slots=True)
class Label:
    """One label as printed first, with every place where the report uses it. ``voice`` is set for headlines and
    captions, ``speaker`` for quoted labels."""

    text: str
    places: tuple[Span, ...]
    voice: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One report's labels for one actor, its own voice apart from the voices that it quotes."""

    report: Report
    own: tuple[Label, ...]
    quoted: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor with a row for each report that labels it; ``silent`` are the reports that do not."""

    entity: Entity
    anchor: str
    rows: tuple[Row, ...]
    silent: tuple[Report, ...]


def actors(tables: Index) -> list[Actor]:
    """The actors that some report labels, in the order of the comparison."""
    names: dict[tuple[str, str], list[Name]] = {}
    for report in tables.reports:
        for name in report.annotations.names:
            names.setdefault((name.entity, report.doc.id), []).append(name)
    found = []
    for naming in tables.dossier.comparison.naming:
        rows = [
            Row(
                report,
                _labels(tables, [name for name in mine if name.voice != "quoted"]),
                _labels(tables, [name for name in mine if name.voice == "quoted"]),
            )
            for report in tables.reports
            if (mine := names.get((naming.entity, report.doc.id)))
        ]
        labelled = {row.report.doc.id for row in rows}
        silent = tuple(report for report in tables.reports if report.doc.id not in labelled)
        entity = tables.entities[naming.entity]
        found.append(Actor(entity, f"n-{safe_id(entity.id)}", tuple(rows), silent))
    return found


def _labels(tables: Index, names: list[Name]) -> tuple[Label, ...]:
    """Labels that differ in capitals or spacing only are one; voices and speakers are kept apart."""
    grouped: dict[tuple[str, str, str | None], list[Name]] = {}
    for name in names:
        key = (" ".join(name.span.text.casefold().split()), name.voice, name.speaker)
        grouped.setdefault(key, []).append(name)
    return tuple(
        Label(
            text=" ".join(same[0].span.text.split()),
            places=tuple(name.span for name in same),
            voice=same[0].voice,
            speaker=_speaker(tables, same[0]),
        )
        for same in grouped.values()
    )


def _speaker(tables: Index, name: Name) -> str | None:
    entity = tables.entities.get(name.speaker) if name.speaker else None
    return entity.name if entity else None
