"""What compared things are called, in the words of the reports: as printed there, no lemma and no stem."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rashomon.compare.context import stem
from rashomon.model import Figure, FigureGroup

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_AGE = "age of "
_PRONOUNS = frozenset({"he", "she", "i", "you", "who", "they"})
_MOST_NUMBERS = 3


def unnamed(unit: str | None) -> str:
    """What a figure without a counted thing is called."""
    if unit is None:
        return "a number"
    return "a share in per cent" if unit == "percent" else f"an amount in {unit}"


def counted(figure: Figure, text: str) -> str | None:
    """The counted thing as the report of ``text`` prints it: ``Russian troops`` for ``russian troops``."""
    if figure.of is None:
        return None
    place = figure.explanation.details.get("person")
    if isinstance(place, int) and figure.of.startswith(_AGE):
        person = text[place : place + len(figure.of) - len(_AGE)]
        return "age" if person.lower() in _PRONOUNS else _AGE + person
    pattern = r"\s+".join(map(re.escape, figure.of.split()))
    found = re.search(pattern, text[figure.span.start : figure.span.end], re.IGNORECASE)
    return " ".join(found[0].split()) if found else figure.of


def describe(figures: Sequence[Figure], texts: Mapping[str, str]) -> str:
    """What ``figures`` count: the noun that most reports use, with its longest description. ``texts`` are the reports'
    by document id. A name that one report has for what the others call otherwise is not the name of the whole."""
    held: dict[str, set[str]] = {}
    for figure in figures:
        if figure.of is not None:
            held.setdefault(_noun(figure.of), set()).add(figure.span.doc)
    if not held:
        return unnamed(figures[0].unit)
    most = max(map(len, held.values()))
    named = [figure for figure in figures if figure.of is not None and len(held[_noun(figure.of)]) == most]
    longest = max(len(figure.of or "") for figure in named)
    printed = [counted(figure, texts[figure.span.doc]) or "" for figure in named if len(figure.of or "") == longest]
    # A headline has capitals that a sentence has not.
    return min(printed, key=lambda words: sum(char.isupper() for char in words))


def _noun(of: str) -> str:
    return stem(of.split()[-1])


def told_apart(groups: Sequence[FigureGroup], figures: Mapping[str, Figure]) -> tuple[FigureGroup, ...]:
    """``groups`` with their numbers in the names of those that would have one name: ``people (31, Thirty-one)``."""
    names = [group.of for group in groups]
    return tuple(
        replace(group, of=f"{group.of} ({_numbers(group, figures)})") if names.count(group.of) > 1 else group
        for group in groups
    )


def _numbers(group: FigureGroup, figures: Mapping[str, Figure]) -> str:
    printed = dict.fromkeys(" ".join(figures[member].number.text.split()) for member in group.figures)
    return ", ".join(list(printed)[:_MOST_NUMBERS]) + (", …" if len(printed) > _MOST_NUMBERS else "")


def as_printed(stems: Iterable[str], text: str) -> list[str]:
    """The words of ``text`` that have these stems, in the order of the stems; what is no word of it is left out."""
    words: dict[str, str] = {}
    for match in _WORD.finditer(text):
        words.setdefault(stem(match[0].lower()), match[0])
    return [words[one] for one in stems if one in words]


def shorten_middle(text: str, width: int = 80) -> str:
    """``text`` without words from its middle where it is longer than ``width`` characters."""
    if len(text) <= width:
        return text
    room = (width - 3) // 2
    first, last = text[:room].rpartition(" ")[0], text[-room:].partition(" ")[2]
    return f"{(first or text[:room]).rstrip(' ,;:')} … {(last or text[-room:]).lstrip()}"
