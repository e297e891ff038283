"""What two figures say beside each other: the same, both possible, or not both.

A figure becomes the interval of values that its words admit; two figures *agree* where they say the same in the same
strength, are *compatible* where their intervals meet, and are in *conflict* where no value fits both. The relation is
symmetric. Twelve of 40 and 30 percent are compared as shares, a third of 60 and 20 as counts, 400 a day and 2,800 a
week by the second.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isclose

from rashomon.annotate.units import family, seconds
from rashomon.model import Figure, FigureVerdict

ABOUT = 0.1
"""How far "about N" reaches on both sides, as a share of N: "about 100" admits 90 to 110."""
JUST_BELOW = 0.15
"""How far "nearly N" reaches below N."""
ROUNDING = 0.05
"""A number whose last digits are zeros may have been rounded, by at most this share of it."""
CLOSE = 0.75
"""How near two numbers come to each other, as a share of the larger, to be taken for two versions of one."""
_MANY = frozenset({"percent", "durations"})
FEW = 5
"""How many times its least "a few hundred" reaches: nobody says so of a thousand."""
_FEW = frozenset({"few", "several"})
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

    def __mul__(self, factor: float) -> Range:
        return Range(self.low * factor, self.high * factor, self.open_low)

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
        if _FEW & set(figure.number.text.lower().split()):
            high = FEW * low
        return _scaled(figure, Range(low * (1 - ABOUT), high))  # "thousands": the bound itself is loose
    strict = figure.high is None and any(word in hedge for word in _STRICT_LOW)
    return _scaled(figure, Range(low, high, open_low=strict))


def _scaled(figure: Figure, span: Range) -> Range:
    return span * seconds().get(figure.unit or "", 1.0)


def is_share(figure: Figure) -> bool:
    """True for a part of something: a percentage, "a third", "two in five"."""
    bare = figure.unit is None and figure.low is not None and figure.low == figure.high
    return figure.unit == "percent" or (bare and 0 < (figure.low or 0) < 1 and figure.noun != "age")


def share(figure: Figure) -> Range | None:
    """The part of the whole that ``figure`` gives, 0 to 1; None where it gives none or the whole is not known.

    A percentage is read to half a unit of its last digit, "a third" as loosely as any rounded number.
    """
    if figure.unit == "percent":
        span, digits = admitted(figure), figure.number.text.partition(".")[2]
        slack = 0.5 / 10 ** len(digits) if figure.low == figure.high and not figure.approximate else 0.0
        return Range(span.low - slack, span.high + slack, span.open_low) * 0.01
    if is_share(figure):
        span = admitted(figure)
        slack = ROUNDING * span.low if span.low == span.high else 0.0
        return Range(span.low - slack, span.high + slack)
    whole = figure.scope.out_of
    return admitted(figure) * (1 / whole) if whole else None


def comparable_as_shares(first: Figure, second: Figure) -> bool:
    """Whether one of the two is a share and the other a part of a known whole, or both are shares in other forms."""
    if first.unit == second.unit and is_share(first) == is_share(second):
        return False
    return (is_share(first) or is_share(second)) and share(first) is not None and share(second) is not None


def comparable_as_counts(first: Figure, second: Figure) -> bool:
    """Whether one of the two is a share of a known number (``a third of the 60``) and the other a count."""
    if is_share(first) == is_share(second):
        return False
    part, count = (first, second) if is_share(first) else (second, first)
    return part.unit is None and part.scope.out_of is not None and count.unit is None and count.scope.out_of is None


def least(figure: Figure) -> float:
    """The number that the text gives, or the lower of two."""
    return abs(figure.low if figure.low is not None else figure.high or 0.0)


def rounding(figure: Figure) -> float:
    """Half a unit of the last digit that is not zero, from hundreds up: 1.4 billion may be 1.375, 300 may be 290."""
    value = least(figure)
    if value < 100 or value != int(value):
        return 0.0
    step, rest = 1, int(value)
    while rest % 10 == 0:
        rest, step = rest // 10, step * 10
    return step / 2 if step >= 100 else 0.0


def relation(first: Figure, second: Figure) -> FigureVerdict:
    """How two figures of one thing stand to each other."""
    if comparable_as_shares(first, second):
        return _as_shares(first, second)
    if comparable_as_counts(first, second):
        part, count = (first, second) if is_share(first) else (second, first)
        exact = part.low is not None and isclose(part.low * (part.scope.out_of or 0), count.low or 0, rel_tol=1e-4)
        ranged = (share(part) or admitted(part)) * (part.scope.out_of or 0)
        return _judged(exact and not part.approximate and not count.approximate, ranged, admitted(count))
    one, other = _per_second(first, second)
    if one != other:
        return _judged(False, admitted(first) * one, admitted(second) * other)
    if _bounds(first) == _bounds(second):
        same = first.approximate == second.approximate and _strength(first) == _strength(second)
        return "agree" if same else "compatible"
    return "compatible" if admitted(first).meets(admitted(second)) else "conflict"


def _as_shares(first: Figure, second: Figure) -> FigureVerdict:
    one, other = share(first), share(second)
    if one is None or other is None:
        raise ValueError("one of the two figures is no share")
    exact = isclose((one.low + one.high) / 2, (other.low + other.high) / 2, rel_tol=1e-4)
    return _judged(exact and not first.approximate and not second.approximate, one, other)


def _judged(equal: bool, first: Range, second: Range) -> FigureVerdict:
    if equal:
        return "agree"
    return "compatible" if first.meets(second) else "conflict"


def _per_second(first: Figure, second: Figure) -> tuple[float, float]:
    """The factors that bring two rates to one base, where both are counted by a time and the times differ."""
    one, other = first.scope.per, second.scope.per
    if one == other or one not in seconds() or other not in seconds():
        return 1.0, 1.0
    return 1 / seconds()[one], 1 / seconds()[other]


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


def is_close(first: Figure, second: Figure) -> bool:
    """Whether two sums or counts cannot both be right and come near each other; shares, durations and ages never do."""
    if family(first.unit) in _MANY or "age" in {first.noun, second.noun} or relation(first, second) != "conflict":
        return False
    low, high = sorted((least(first), least(second)))
    return low >= CLOSE * high
