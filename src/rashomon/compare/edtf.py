"""EDTF values as intervals of days, to tell what lies before what.

Only the forms that this program writes are read (https://www.loc.gov/standards/datetime/): dates to the year, month or
day, ``199X``, seasons, quarters and halves, intervals, open ends, and the marks ``?`` and ``~``. A time of the day is
cut off.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d\dXX|\dXXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?\Z"
)
_MARKS = "?~%"
_SEASONS = {
    21: (3, 3),
    22: (6, 3),
    23: (9, 3),
    24: (12, 3),
    33: (1, 3),
    34: (4, 3),
    35: (7, 3),
    36: (10, 3),
    40: (1, 6),
    41: (7, 6),
}
"""EDTF code → first month and number of months: meteorological seasons of the north, quarters and halves of a year."""


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """The days from ``first`` to ``last``, both included. ``sure`` is False for a value marked ``?``; an approximate
    one (``~``) reaches as far beyond its ends as it is long, a day by a week."""

    first: date
    last: date
    sure: bool = True

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"interval runs backwards: {self.first} to {self.last}")

    @property
    def days(self) -> int:
        """How many days it holds; 1 is the most precise."""
        return (self.last - self.first).days + 1

    def before(self, other: Interval) -> bool:
        """True where every day of this interval lies before every day of the other."""
        return self.last < other.first

    def contains(self, other: Interval) -> bool:
        """True where the other interval lies wholly inside this one."""
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: Interval) -> bool:
        """True where the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def __and__(self, other: Interval) -> Interval | None:
        """The days that both hold, or None."""
        if not self.overlaps(other):
            return None
        return Interval(max(self.first, other.first), min(self.last, other.last), self.sure and other.sure)

    def __str__(self) -> str:
        """The interval as EDTF: ``2019-03-23/2019-03-29``; a single day alone."""
        mark = "" if self.sure else "?"
        if self.first == self.last:
            return f"{self.first}{mark}"
        first = ".." if self.first == date.min else f"{self.first}{mark}"
        return f"{first}/{'..' if self.last == date.max else f'{self.last}{mark}'}"


@lru_cache(maxsize=4096)
def read_edtf(value: str) -> Interval | None:
    """The days of an EDTF value; None where it is none of the forms read, or no day of the calendar."""
    first, slash, last = value.partition("/")
    if not slash:
        return _date(value)
    start = Interval(date.min, date.min) if first in ("", "..") else _date(first)
    end = Interval(date.max, date.max) if last in ("", "..") else _date(last)
    if start is None or end is None or end.last < start.first:
        return None
    return Interval(start.first, end.last, start.sure and end.sure)


def _date(value: str) -> Interval | None:
    match = _DATE.match(value.rstrip(_MARKS))
    if match is None:
        return None
    marks = value[len(value.rstrip(_MARKS)) :]
    try:
        first, last = _days(match["year"], match["month"], match["day"])
        if "~" in marks or "%" in marks:
            margin = timedelta(days=7 if first == last else (last - first).days + 1)
            first, last = first - margin, last + margin
    except (ValueError, OverflowError):
        return None
    return Interval(first, last, not ("?" in marks or "%" in marks))


def _days(year: str, month: str | None, day: str | None) -> tuple[date, date]:
    """Raises ValueError where the calendar has no such day."""
    if "X" in year:
        return date(int(year.replace("X", "0")), 1, 1), date(int(year.replace("X", "9")), 12, 31)
    number = int(year)
    if month is None:
        return date(number, 1, 1), date(number, 12, 31)
    if day is not None:
        only = date(number, int(month), int(day))
        return only, only
    start, length = _SEASONS.get(int(month), (int(month), 1))
    end_year, end_month = (number, start + length - 1) if start + length <= 13 else (number + 1, start + length - 13)
    return date(number, start, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])
