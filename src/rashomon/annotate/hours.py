"""The time of day at which a clause says that something happened: ``at 11 a.m.``, ``on Tuesday afternoon``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from spacy.tokens import Token

from rashomon import lexicon
from rashomon.annotate.dates import find_dates

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s?([ap])?", re.IGNORECASE)
_SLACK = ((60, 30), (30, 15), (15, 8), (5, 3), (1, 1))
"""A clock time that is a multiple of the first is true within the second, in minutes: reports round."""
_AROUND = 60
_WHEN = frozenset({"obl", "nmod"})


def hours(own: Sequence[Token]) -> Mapping[str, int]:
    """``hour_from`` and ``hour_to``, in minutes from midnight, and ``hour_at`` and ``hour_end``, the offsets of the
    words; empty where the tokens ``own`` of a clause name no time of day or several, or only a bound ("before noon"),
    or one of another time zone than the reader can know.

    ``hour_to`` lies beyond a day's 1,440 minutes where the night goes on after midnight.
    """
    found = list(_found(own))
    if len(found) != 1:
        return {}
    first, last, start, end = found[0]
    return {"hour_from": first, "hour_to": last, "hour_at": start, "hour_end": end}


def _found(own: Sequence[Token]) -> Iterator[tuple[int, int, int, int]]:
    """First and last minute, first and last character of each time of day."""
    tokens = {token.idx: token for token in own}
    bounds = lexicon.load("calendar")["bounds"]
    clocks = [found for found in find_dates(own[0].doc.text) if found.kind == "clock"] if own else []
    for clock in clocks:
        token, text = tokens.get(clock.start), own[0].doc.text
        minute = _minute(text[clock.start : clock.end])
        if token is None or minute is None or _zone(text[clock.end :]) or _before(token) in bounds:
            continue
        slack = _AROUND if _before(token) in _words("around") else next(s for n, s in _SLACK if minute % n == 0)
        yield minute - slack, minute + slack, clock.start, clock.end
    for token in own:
        part = _parts().get(token.lower_)
        if part is not None and _before(token) not in {*bounds, "of"} and token.dep_.split(":")[0] in _WHEN:
            yield *part, token.idx, token.idx + len(token)


def _minute(text: str) -> int | None:
    """Minutes from midnight; None where it may be before or after noon."""
    match = _CLOCK.match(text)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif hour < 13:
        return None
    return hour * 60 + minute if hour < 24 and minute < 60 else None


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
