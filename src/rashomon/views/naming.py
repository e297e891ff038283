"""Naming by actor, report and voice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rashomon.model import Entity, Explanation, Name, Span
from rashomon.views.index import Index, Report, safe_id

MAX_PLACES = 12
"""Places that a lead names before it says how many more there are."""
CONTEXT = 45
"""Characters of a concordance line on either side of the label."""
VoiceKind = Literal["own", "quoted", "headline"]
"""The voices that are counted apart; a caption goes with the headlines."""


@dataclass(frozen=True, slots=True)
class Use:
    """One concordance line: the label at its place with the characters before and behind it on one line."""

    span: Span
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Label:
    """One label as printed first, with every place where the report uses it, in context. ``voice`` is set for
    headlines and captions, ``speaker`` for quoted labels; ``reasons`` say how the uses were found."""

    text: str
    uses: tuple[Use, ...]
    voice: str
    speaker: str | None
    reasons: tuple[Explanation, ...]

    @property
    def places(self) -> tuple[Span, ...]:
        """Where it is used."""
        return tuple(use.span for use in self.uses)


@dataclass(frozen=True, slots=True)
class Row:
    """One report's labels for one actor, its own voice apart from the voices that it quotes."""

    report: Report
    own: tuple[Label, ...]
    quoted: tuple[Label, ...]

    def in_voice(self, voice: VoiceKind) -> tuple[Label, ...]:
        """The labels of one voice: ``own`` without its headlines and captions, or those alone."""
        if voice == "quoted":
            return self.quoted
        return tuple(label for label in self.own if (label.voice == "own") == (voice == "own"))


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


def uses_anchor(actor: Actor, report: Report, voice: VoiceKind) -> str:
    """The id on the page of the lines in which ``report`` labels ``actor`` in ``voice``."""
    return f"{actor.anchor}-{safe_id(report.doc.id)}-{voice}"


def _labels(tables: Index, names: list[Name]) -> tuple[Label, ...]:
    """Labels that differ in capitals or spacing only are one; voices and speakers are kept apart."""
    grouped: dict[tuple[str, str, str | None], list[Name]] = {}
    for name in names:
        key = (" ".join(name.span.text.casefold().split()), name.voice, name.speaker)
        grouped.setdefault(key, []).append(name)
    return tuple(
        Label(
            text=" ".join(same[0].span.text.split()),
            uses=tuple(_use(tables, name.span) for name in same),
            voice=same[0].voice,
            speaker=_speaker(tables, same[0]),
            reasons=tuple({(why.rule, why.reason): why for why in (name.explanation for name in same)}.values()),
        )
        for same in grouped.values()
    )


def _use(tables: Index, span: Span) -> Use:
    """The line of ``span``: whole words of its block, cut with an ellipsis."""
    doc = tables.by_doc[span.doc].doc
    block = doc.block_at(span.start)
    first, last = (block.start, block.end) if block else (0, len(doc.text))
    start, end = max(first, span.start - CONTEXT), min(last, span.end + CONTEXT)
    before, after = doc.text[start : span.start], doc.text[span.end : end]
    if start > first:
        before = "…" + before[before.find(" ") + 1 if " " in before[:-1] else 0 :].removeprefix("…")
    if end < last:
        after = (after[: after.rfind(" ")] if " " in after[1:] else after) + "…"
    return Use(span, before, after)


def _speaker(tables: Index, name: Name) -> str | None:
    entity = tables.entities.get(name.speaker) if name.speaker else None
    return entity.name if entity else None
