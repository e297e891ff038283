"""Whether two time expressions can be of one day, or of one hour."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rashomon import lexicon
from rashomon.compare.edtf import read_edtf
from rashomon.model import Time

_DATE_WORD = re.compile(r"[^\W\d_]+|\d+")
_MINUTES = 24 * 60
_DAY = re.compile(r"\d{4}-\d\d-\d\d[?~]?")


def apart(one: Time, other: Time, *, alike: bool) -> bool:
    """Whether the two times have no day in common. Where a value is missing or unsure, two weekdays by other names are
    apart; and in nearly the same words, two expressions with other names of days and months or other numbers."""
    if one.value is not None and other.value is not None:
        first, second = read_edtf(one.value), read_edtf(other.value)
        if first is None or second is None or first.overlaps(second):
            return False
        if first.sure and second.sure:
            return True
    names = _calendar_names(one.span.text), _calendar_names(other.span.text)
    if alike:
        return bool(names[0] and names[1]) and names[0] != names[1]
    return _only_weekday(one) and _only_weekday(other) and names[0] != names[1]


def hours_apart(one: Mapping[str, str | float], other: Mapping[str, str | float]) -> bool:
    """Whether two times of day, ``hour_from`` to ``hour_to`` in minutes, have no minute in common, whichever day."""
    (start, end), (first, last) = ((int(row["hour_from"]), int(row["hour_to"])) for row in (one, other))
    return not any(start + turn <= last and first <= end + turn for turn in (-_MINUTES, 0, _MINUTES))


def days(times: Sequence[Time]) -> Sequence[Time]:
    """Those of the times that name a day, where any does: of "Saturday" and "earlier this week" the first."""
    return [time for time in times if is_day(time)] or times


def is_day(time: Time) -> bool:
    """Whether the time is one day, known or named."""
    return _only_weekday(time) or _DAY.fullmatch(time.value or "") is not None


def _calendar_names(text: str) -> frozenset[str]:
    """The weekdays, months and numbers of an expression: ``Oct. 9`` → ``{"m10", "9"}``."""
    calendar = lexicon.load("calendar")
    found = set()
    for word in _DATE_WORD.findall(text.lower()):
        if word in calendar["weekdays"]:
            found.add(f"w{calendar['weekdays'][word]}")
        elif word in calendar["months"]:
            found.add(f"m{calendar['months'][word]}")
        elif word[0].isdigit():
            found.add(word.lstrip("0"))
    return frozenset(found)


def _only_weekday(time: Time) -> bool:
    """Whether a weekday is all that dates it: ``on Friday``, not ``last Friday``."""
    words = [word for word in _DATE_WORD.findall(time.span.text.lower()) if word not in {"on", "the"}]
    return len(words) == 1 and words[0] in lexicon.load("calendar")["weekdays"]
