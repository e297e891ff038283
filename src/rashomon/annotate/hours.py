"""The time of day at which a clause says that something happened: ``at 11 a.m.``, ``on Tuesday afternoon``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from rashomon import lexicon
from rashomon.annotate.dates import find_dates

_SLACK = ((60, 30), (30, 15), (15, 8), (5, 3), (1, 1))
"""A clock time that is a multiple of the first is true within the second, in minutes: reports round."""
_AROUND = 60
LONGEST_ZONE = 20
"""Characters behind a clock time in which its zone is looked for."""
_WHEN = frozenset({"obl", "nmod"})


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time of the text: its minute from midnight, and by how many it may be rounded."""

    start: int
    end: int
    minute: int
    slack: int


def clocks(text: str) -> Mapping[int, Clock]:
    """The clock times of ``text`` by the character where they begin: those that say which half of the day is meant, and
    that name no time zone, as the reader cannot know which one another report means."""
    found = {}
    for expression in find_dates(text):
        minute = expression.minute
        if minute is not None and not _zone(text[expression.end : expression.end + LONGEST_ZONE]):
            slack = next(slack for step, slack in _SLACK if minute % step == 0)
            found[expression.start] = Clock(expression.start, expression.end, minute, slack)
    return found


def hours(own: Sequence[Token], known: Mapping[int, Clock]) -> Mapping[str, int]:
    """``hour_from`` and ``hour_to``, in minutes from midnight, and ``hour_at`` and ``hour_end``, the offsets of the
    words; empty where the tokens ``own`` of a clause name no time of day or several, or only a bound ("before noon").
    ``known`` are the ``clocks`` of the text.

    ``hour_to`` lies beyond a day's 1,440 minutes where the night goes on after midnight.
    """
    found = list(_found(own, known))
    if len(found) != 1:
        return {}
    first, last, start, end = found[0]
    return {"hour_from": first, "hour_to": last, "hour_at": start, "hour_end": end}


def _found(own: Sequence[Token], known: Mapping[int, Clock]) -> Iterator[tuple[int, int, int, int]]:
    """First and last minute, first and last character of each time of day."""
    bounds, parts = lexicon.load("calendar")["bounds"], _parts()
    for token in own:
        clock = known.get(token.idx) if known else None
        if clock is not None and _before(token) not in bounds:
            slack = _AROUND if _before(token) in _words("around") else clock.slack
            yield clock.minute - slack, clock.minute + slack, clock.start, clock.end
        part = parts.get(token.lower_)
        if part is not None and _before(token) not in {*bounds, "of"} and token.dep_.split(":")[0] in _WHEN:
            yield *part, token.idx, token.idx + len(token)


def _before(token: Token) -> str:
    """The word before the expression, or before the day that stands before it: ``before [Tuesday] noon``."""
    left = token.left_edge
    cases = [child for child in token.children if child.dep_ in {"case", "advmod"} and child.i < token.i]
    return cases[-1].lower_ if cases else left.nbor(-1).lower_ if left.i > 0 else ""


def _zone(behind: str) -> bool:
    """Whether a time zone follows: the reader cannot know which one another report means."""
    word = re.match(r"[\s,(]*([A-Za-z]+)", behind)
    return word is not None and (word[1] in _words("zones") or word[1].lower() in _words("zones"))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("hours")[kind])


@cache
def _parts() -> Mapping[str, tuple[int, int]]:
    return {word: (first * 60, last * 60) for word, (first, last) in lexicon.load("hours")["parts"].items()}
