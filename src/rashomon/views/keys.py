"""The commands of the page and their usual keys: one table, from which the help is written and the keyboard works."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rashomon.views.marks import LAYERS

GO, MARK = "g", "h"
"""The usual first keys of two: before a view's key, and before the letter that a layer's marks wear."""
DIGITS = 9
"""Layers that have a digit as well; each has its letter."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command and its usual key. ``after`` names the command whose key is pressed before, if any."""

    name: str
    key: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the help: the keys that do one thing, and what they do. ``fixed`` are keys that stay as they are."""

    words: str
    commands: tuple[Command, ...] = ()
    fixed: tuple[str, ...] = ()


def _row(name: str, key: str, words: str, *fixed: str) -> Row:
    return Row(words, (Command(name, key),), fixed)


def _view(anchor: str, key: str, words: str) -> Row:
    return Row(words, (Command(f"view-{anchor}", key, after="go"),))


def _layers() -> Iterator[Row]:
    for number, (letter, name) in enumerate(LAYERS.items(), start=1):
        digit = (Command(f"layer-{letter}", str(number)),) if number <= DIGITS else ()
        yield Row(name, (*digit, Command(f"mark-{letter}", letter, after="mark")))


HELP: Mapping[str, tuple[Row, ...]] = {
    "Findings": (
        _row("next", "j", "next finding"),
        _row("previous", "k", "previous finding"),
        _row("next-difference", "n", "next disputed fact, quotation that differs, or figures that are not the same"),
        _row("previous-difference", "p", "previous of these"),
        _row("open", "o", "go to its characters in the report", "Enter"),
        _row("back", "b", "back"),
        _row("base-back", "[", "lay the quotation against its previous version"),
        _row("base-on", "]", "lay the quotation against its next version"),
        _row("explain", "e", "how the finding was found"),
        _row("cite", "c", "copy the finding with its citation"),
        _row("link", "l", "copy a link to the finding as it is shown now"),
        Row("put the light out", fixed=("Esc",)),
    ),
    "Reports": (
        _row("next-report", "J", "next report"),
        _row("previous-report", "K", "previous report"),
        _row("beside", "v", "the reports of the finding side by side, or all reports again"),
        _row("next-passage", "m", "side by side: next passage that they share"),
        _row("previous-passage", "M", "side by side: previous passage that they share"),
        _row("search", "/", "search the reports"),
        Row("while you search: next place, previous place", fixed=("Enter", "Shift Enter")),
        _row("help", "?", "this help"),
    ),
    "Views": (
        _row("go", GO, "go to the view whose key follows"),
        _view("front", "s", "summary"),
        _view("facts", "f", "facts"),
        _view("quotations", "q", "quotations"),
        _view("figures", "c", "figures: what is counted"),
        _view("naming", "n", "naming"),
        _view("coverage", "w", "coverage: what is where"),
        _view("origins", "o", "origins"),
        _view("timeline", "d", "timeline: dates"),
        _view("reports", "t", "reports: the texts"),
    ),
    "Marks in the reports": (
        _row("mark", MARK, "show or hide the marks whose letter follows"),
        _row("layers", "0", "show all marks, or the usual ones again"),
        *_layers(),
    ),
}
"""Heading → its lines."""
COMMANDS = tuple(command for rows in HELP.values() for row in rows for command in row.commands)
