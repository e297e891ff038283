"""What two figures say beside each other: the same, both possible, or not both.

A figure becomes the interval of values that its words admit; two figures *agree* where they say the same in the same
strength, are *compatible* where their intervals meet, and are in *conflict* where no value fits both. The relation is
symmetric.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from rashomon.annotate.units import seconds
from rashomon.model import Figure, FigureVerdict

ABOUT = 0.1
"""How far "about N" reaches on both sides, as a share of N: "about 100" admits 90 to 110."""
JUST_BELOW = 0.15
"""How far "nearly N" reaches below N."""
ROUNDING = 0.05
"""A number whose last digits are zeros may have been rounded, by at most this share of it."""
ELAPSED = 0.99
"""Whole units of time are counted when they are full: "two years" admits almost three."""
_BELOW = ("nearly", "almost", "close to", "virtually")
_STRICT_LOW = (
    "more than",
    "over",
    "above",
    "exceed",
    "in excess of",
    "greater than",
    "north of",
    "better than",
    "beyond",
)


@dataclass(frozen=True, slots=True)
class Range:
    """The values that a figure admits, in its unit's base. ``open_low``: the lower bound itself is not admitted."""

    low: float
    high: float
    open_low: bool = False

    def meets(self, other: Range) -> bool:
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low == high:
            return not ((self.open_low and self.low == low) or (other.open_low and other.low == low))
        return low < high


def admitted(figure: Figure) -> Range:
    """The range of values that ``figure`` admits."""
    low = -inf if figure.low is None else figure.low
    high = inf if figure.high is None else figure.high
    hedge = figure.hedge or ""
    if figure.approximate and low == high:
        if any(hedge.endswith(word) for word in _BELOW):
            return _scaled(figure, Range(low * (1 - JUST_BELOW), high))
        return _scaled(figure, Range(low * (1 - ABOUT), high * (1 + ABOUT)))
    if low == high and figure.unit in seconds() and float(low).is_integer():
        return _scaled(figure, Range(low, low + ELAPSED))
    if low == high:
        slack = min(rounding(figure), abs(low) * ROUNDING)
        return _scaled(figure, Range(low - slack, high + 2 * slack))  # "43 million" is also what 43.9 is cut to
    if figure.high is None and figure.approximate:
        return _scaled(figure, Range(low * (1 - ABOUT), high))  # "thousands": the bound itself is loose
    strict = figure.high is None and any(word in hedge for word in _STRICT_LOW)
    return _scaled(figure, Range(low, high, open_low=strict))


def _scaled(figure: Figure, span: Range) -> Range:
    factor = seconds().get(figure.unit or "", 1.0)
    return Range(span.low * factor, span.high * factor, span.open_low)


def rounding(figure: Figure) -> float:
    """Half a unit of the last digit that is not zero, from hundreds up: 1.4 billion may be 1.375, 300 may be 290."""
    value = abs(figure.low if figure.low is not None else figure.high or 0)
    if value < 100 or value != int(value):
        return 0.0
    step, rest = 1, int(value)
    while rest % 10 == 0:
        rest, step = rest // 10, step * 10
    return step / 2 if step >= 100 else 0.0


def relation(first: Figure, second: Figure) -> FigureVerdict:
    """How two figures of one thing stand to each other."""
    if _bounds(first) == _bounds(second):
        same = first.approximate == second.approximate and _strength(first) == _strength(second)
        return "agree" if same else "compatible"
    return "compatible" if admitted(first).meets(admitted(second)) else "conflict"


def _bounds(figure: Figure) -> tuple[float | None, float | None]:
    """The bounds as the text gives them, in the base of their unit: two weeks are 14 days."""
    factor = seconds().get(figure.unit or "", 1.0)
    low, high = figure.low, figure.high
    return (None if low is None else low * factor, None if high is None else high * factor)


def _strength(figure: Figure) -> str:
    """What the hedge does: "more than" excludes the number, "at least" does not; "nearly" is below, "about" around."""
    hedge = figure.hedge or ""
    if figure.high is None and not figure.approximate:
        return "above" if any(word in hedge for word in _STRICT_LOW) else "from"
    if figure.approximate:
        return "below" if any(hedge.endswith(word) for word in _BELOW) else "around"
    return ""


def verdict(figures: tuple[Figure, ...]) -> FigureVerdict:
    """The weakest relation among all pairs."""
    found = {relation(a, b) for i, a in enumerate(figures) for b in figures[i + 1 :]}
    if "conflict" in found:
        return "conflict"
    return "compatible" if "compatible" in found else "agree"
