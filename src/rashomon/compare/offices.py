"""Words that make another office: *deputy* before *minister*, *mayor* in place of *governor*."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from rashomon import lexicon
from rashomon.annotate.offices import persons, ranks


def other_offices(one: str, other: str) -> bool:
    """Whether the nouns call two offices, of which neither may be taken up by the other: *governor* and *mayor*, not
    *congressman* and *lawmaker*."""
    offices = _offices()
    if one == other or one not in offices or other not in offices:
        return False
    return not {one, *offices[one]} & {other, *offices[other]}


def makes_another(word: str, noun: str) -> bool:
    """Whether ``word`` before ``noun`` makes another office of it, held at the same time: *deputy minister*; *former
    minister* is the same one at another time."""
    return word in ranks() and noun in persons()


@cache
def _offices() -> Mapping[str, Sequence[str]]:
    offices: Mapping[str, Sequence[str]] = lexicon.load("titles")["offices"]
    return offices
