"""Finds an extractor's output again in the page text: which lines of the page it keeps.

Extractors give no offsets and change marks and spaces, so both sides are compared by letters and digits alone. A long
line is kept where the output holds it; a short one only where it is a line of the output, or goes on from a kept
neighbour, between the places where its long neighbours were found: "Share" stands in many a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

_LONG = 40
"""Letters and digits from which a line is taken to occur once."""


def kept_lines(lines: Sequence[str], output: Sequence[str]) -> list[bool]:
    """For each of the page's ``lines`` whether the lines of ``output`` hold it. Both sides ``squeeze``d."""
    joined = "".join(output)
    edges = {0, *accumulate(len(line) for line in output)}
    found = [-1] * len(lines)
    position = 0
    for number, line in enumerate(lines):
        if len(line) >= _LONG:
            start = joined.find(line, position)
            if start < 0:
                start = joined.find(line)
            found[number] = start
            if start >= 0:
                position = start + len(line)
    uppers = _next_found(found, len(joined))
    position = 0
    for number, line in enumerate(lines):
        if len(line) >= _LONG:
            if found[number] >= 0:
                position = found[number] + len(line)
        elif line:
            start = _find_short(line, joined, position, uppers[number], edges)
            found[number] = start
            if start >= 0:
                position = start + len(line)
    return [start >= 0 for start in found]


def _next_found(found: Sequence[int], end: int) -> list[int]:
    """For each line, where the next line found so far starts in the output."""
    nexts = []
    following = end
    for start in reversed(found):
        nexts.append(following)
        if start >= 0:
            following = start
    return nexts[::-1]


def _find_short(line: str, joined: str, lower: int, upper: int, edges: set[int]) -> int:
    start = joined.find(line, lower, max(upper, lower))
    # Bounded: a page of a thousand equal words would else be read once for each of them.
    for _ in range(50):
        if start < 0:
            return -1
        if (start in edges or start == lower) and (start + len(line) in edges or start + len(line) == upper):
            return start
        start = joined.find(line, start + 1, max(upper, lower))
    return -1
