"""The board of a story's figures: every counted thing, with whose number it is and for which place and time it holds.

What several reports count stands first, the most disputed above; then what one report alone counts, like things side by
side. Every figure stands on the board once, as far as it reaches (``MAX_THINGS``).
"""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.compare.labels import counted, unnamed
from rashomon.model import Aspect, Figure, FigureGroup, Span
from rashomon.views import figures
from rashomon.views.figures import Row
from rashomon.views.index import Index
from rashomon.views.words import interval_words, number_words

_ASPECTS: dict[Aspect, str] = {
    "before": "the value before",
    "change": "a change",
    "whole": "the whole, of which a part is told",
}
_BOUNDS = {"after": "from then on", "before": "up to then"}
SHOWN = 30
"""Things of one report alone that are shown without unfolding them."""
MAX_THINGS = 30
"""Things of each table, in a large pile; the others stand with their reports, those that several count as cards too."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A counted thing with its figures; ``group`` where several reports give it, and ``anchor`` its finding."""

    name: str
    rows: tuple[Row, ...]
    group: FigureGroup | None = None
    anchor: str | None = None


def shared(compared: list[figures.Entry]) -> list[Thing]:
    """What several reports count, in the order of ``compared``: conflicts first."""
    return [Thing(entry.group.of, entry.rows, entry.group, entry.anchor) for entry in compared]


def alone(tables: Index) -> list[Thing]:
    """What one report alone counts, by its noun and then in reading order; its repetitions in one thing."""
    found: dict[tuple[str, str, float | None, float | None, str | None], list[Row]] = {}
    for _, rows in figures.all_rows(tables):
        for row in rows:
            figure = row.figure
            if figure.id not in tables.figure_group:
                key = (name(figure), figure.span.doc, figure.low, figure.high, figure.unit)
                found.setdefault(key, []).append(row)
    things = [Thing(key[0], tuple(rows)) for key, rows in found.items()]
    return sorted(things, key=lambda thing: (thing.rows[0].figure.of is None, _noun(thing), thing.name))


def name(figure: Figure) -> str:
    """What ``figure`` counts, as the report calls it; else by its unit."""
    return figure.of if figure.of is not None else unnamed(figure.unit)


def _noun(thing: Thing) -> str:
    return thing.name.rpartition(" ")[2]


def counts(figure: Figure, text: str) -> str:
    """``people; Osmund; on Monday``: what ``figure`` counts, as the report of ``text`` prints it, and for what it
    holds. Empty where its clause says neither."""
    of = counted(figure, text)
    # "2 hours" are not 2 hours of hours.
    named = of is not None and not interval_words(figure).endswith(f" {of}")
    return "; ".join([*([of] if of and named else []), *(words for words, _ in setting(figure))])


def setting(figure: Figure) -> list[tuple[str, Span | None]]:
    """For what ``figure`` holds, in words, each with the characters that say so: places, time, rate, whole, aspect."""
    scope = figure.scope
    found: list[tuple[str, Span | None]] = [(span.text, span) for span in scope.places]
    if scope.time is not None:
        bound = f" ({_BOUNDS[scope.bound]})" if scope.bound is not None else ""
        found.append((scope.time.text + bound, scope.time))
    if scope.per is not None:
        found.append((f"per {scope.per}", None))
    if scope.out_of is not None:
        found.append((f"out of {number_words(scope.out_of)}", None))
    if scope.aspect in _ASPECTS:
        found.append((_ASPECTS[scope.aspect], None))
    return found
