"""EDTF values as intervals of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from rashomon.compare.edtf import Interval, read_edtf

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
INTERVALS = st.builds(
    lambda first, length: Interval(first, first + timedelta(days=length)), DAYS, st.integers(min_value=0, max_value=900)
)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2019-03-26", "2019-03-26", "2019-03-26"),
        ("2019-03-26T17:08-04:00", "2019-03-26", "2019-03-26"),
        ("2019-02", "2019-02-01", "2019-02-28"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2019", "2019-01-01", "2019-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2016-22", "2016-06-01", "2016-08-31"),
        ("2016-24", "2016-12-01", "2017-02-28"),
        ("2016-36", "2016-10-01", "2016-12-31"),
        ("2019-03-18/2019-03-24", "2019-03-18", "2019-03-24"),
        ("2012/2014", "2012-01-01", "2014-12-31"),
        ("../2019-03-02", "0001-01-01", "2019-03-02"),
        ("2019-03-02/..", "2019-03-02", "9999-12-31"),
        ("2019-03-20~", "2019-03-13", "2019-03-27"),
        ("2009~", "2008-01-02", "2010-12-31"),
    ],
)
def test_the_days_of_a_value(value: str, first: str, last: str) -> None:
    days = read_edtf(value)
    assert days == Interval(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("value", ["2019-03-20?", "2019-03?", "2019-03-16?/2019-03-17?", "2019%"])
def test_a_question_mark_makes_it_unsure(value: str) -> None:
    days = read_edtf(value)
    assert days is not None and not days.sure


@pytest.mark.parametrize(
    "value", ["", "Friday", "2018-02-30", "2019-13", "0000", "9999~", "2019-03-24/2019-03-18", "2019-03-18/x", "19-03"]
)
def test_what_is_no_value_has_no_days(value: str) -> None:
    assert read_edtf(value) is None


def test_an_interval_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="backwards"):
        Interval(date(2019, 3, 2), date(2019, 3, 1))


@given(INTERVALS, st.booleans())
def test_writing_and_reading_gives_the_same_days(days: Interval, sure: bool) -> None:
    days = Interval(days.first, days.last, sure)
    assert read_edtf(str(days)) == days


@given(INTERVALS, INTERVALS)
def test_two_intervals_are_apart_or_overlap(one: Interval, other: Interval) -> None:
    assert one.before(other) + other.before(one) + one.overlaps(other) == 1
    assert one.overlaps(other) == other.overlaps(one)


@given(INTERVALS, INTERVALS)
def test_what_both_hold_lies_in_both(one: Interval, other: Interval) -> None:
    both = one & other
    assert both == other & one
    assert (both is not None) == one.overlaps(other)
    if both is not None:
        assert one.contains(both) and other.contains(both)
        assert both.days <= min(one.days, other.days)


@given(INTERVALS, INTERVALS, INTERVALS)
def test_contains_and_before_pass_on(one: Interval, other: Interval, third: Interval) -> None:
    if one.contains(other) and other.contains(third):
        assert one.contains(third)
    if one.before(other) and other.before(third):
        assert one.before(third)
    if one.contains(other) and one.before(third):
        assert other.before(third)


@given(INTERVALS)
def test_an_interval_holds_itself(days: Interval) -> None:
    assert days.contains(days) and days.overlaps(days) and not days.before(days)
    assert days & days == days
    assert days.days == len(range((days.last - days.first).days + 1))
