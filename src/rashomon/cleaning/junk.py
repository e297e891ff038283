"""Recognises what pages carry beside the report, by the phrases of ``lexicon/en/junk.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rashomon import lexicon
from rashomon.model import RemovalReason


@dataclass(frozen=True, slots=True)
class Junk:
    """A match: the reason, and which kind of expression matched (``line``, ``start``, ``inside``)."""

    reason: RemovalReason
    kind: str


@dataclass(frozen=True, slots=True)
class _Patterns:
    line: tuple[tuple[RemovalReason, re.Pattern[str]], ...]
    start: tuple[tuple[RemovalReason, re.Pattern[str]], ...]
    inside: tuple[tuple[RemovalReason, re.Pattern[str]], ...]
    end: tuple[re.Pattern[str], ...]
    short: int


@cache
def _patterns() -> _Patterns:
    data = lexicon.load("junk")

    def compiled(kind: str, flags: int = re.IGNORECASE) -> tuple[tuple[RemovalReason, re.Pattern[str]], ...]:
        # One alternation a reason: a line is tried against nine expressions instead of ninety.
        return tuple(
            (reason, re.compile("|".join(f"(?:{entry})" for entry in lists[kind]), flags))
            for reason, lists in data["reasons"].items()
            if lists[kind]
        )

    ends = [entry for lists in data["reasons"].values() for entry in lists["end"]]
    return _Patterns(
        compiled("line"),
        compiled("start"),
        # Written in lower case and looked for in the text in lower case: that takes a third of the time.
        compiled("inside", 0),
        tuple(re.compile(entry, re.IGNORECASE) for entry in ends),
        data["short"],
    )


def junk(text: str, words: int) -> Junk | None:
    """What kind of junk a line of ``words`` words is by its phrases alone, or None."""
    patterns = _patterns()
    bare = text.strip(" •·-–—*|>»→[]\t\u00a0")
    if len(bare) <= 300:
        for reason, pattern in patterns.line:
            if pattern.fullmatch(bare):
                return Junk(reason, "line")
    if words <= patterns.short:
        for reason, pattern in patterns.start:
            if pattern.match(bare):
                return Junk(reason, "start")
    if len(text) <= 3000:
        lower = text.lower()
        for reason, pattern in patterns.inside:
            if pattern.search(lower):
                return Junk(reason, "inside")
    return None


def ends_report(text: str) -> bool:
    """True for a line after which a page rarely goes on with its report (``Related articles``, ``Leave a comment``)."""
    bare = text.strip(" •·-–—*|>»→[]\t\u00a0")
    return len(bare) <= 300 and any(pattern.fullmatch(bare) for pattern in _patterns().end)
