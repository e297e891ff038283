"""Intervals: hedges, ranges, units and currencies, read from the text alone."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from rashomon.annotate.intervals import Quantity, find_quantities
from rashomon.annotate.numbers import words


def quantities(text: str) -> list[tuple[str, Quantity]]:
    line = words(text)
    return [(text[line[q.first].start : line[q.last - 1].end], q) for q in find_quantities(line)]


@pytest.mark.parametrize(
    ("text", "span", "low", "high", "approximate", "unit"),
    [
        ("between 40 and 50 divers", "between 40 and 50", 40, 50, False, None),
        ("40 to 50 divers", "40 to 50", 40, 50, False, None),
        ("40-50 divers", "40-50", 40, 50, False, None),
        ("40–50 divers", "40–50", 40, 50, False, None),
        ("a 40- to 60-hour course", "40- to 60-hour", 40, 60, False, "hour"),
        ("two or three divers", "two or three", 2, 3, False, None),
        ("2 to 3 million", "2 to 3 million", 2_000_000, 3_000_000, False, None),
        ("$1.2 to $1.4 billion", "$1.2 to $1.4 billion", 1_200_000_000, 1_400_000_000, False, "USD"),
        ("ranging from 5 to 10 metres", "from 5 to 10 metres", 5, 10, False, "metre"),
        ("about 300 divers", "about 300", 300, 300, True, None),
        ("nearly 300 divers", "nearly 300", 300, 300, True, None),
        ("an estimated 92,000 divers", "an estimated 92,000", 92_000, 92_000, True, None),
        ("some 300 divers", "some 300", 300, 300, True, None),
        ("a dozen or so divers", "a dozen or so", 12, 12, True, None),
        ("an estimated cost of $8 million", "estimated cost of $8 million", 8_000_000, 8_000_000, True, "USD"),
        ("more than 300 divers", "more than 300", 300, None, False, None),
        ("at least 300 divers", "at least 300", 300, None, False, None),
        ("well over 300 divers", "well over 300", 300, None, False, None),
        ("no fewer than 300 divers", "no fewer than 300", 300, None, False, None),
        ("300 or more divers", "300 or more", 300, None, False, None),
        ("300-plus divers", "300-plus", 300, None, False, None),
        ("300+ divers", "300+", 300, None, False, None),
        ("at least once or twice", "at least once or twice", 1, None, False, None),
        ("up to 300 divers", "up to 300", None, 300, False, None),
        ("as many as 300 divers", "as many as 300", None, 300, False, None),
        ("fewer than 300 divers", "fewer than 300", None, 300, False, None),
        ("dozens of divers", "dozens", 24, None, True, None),
        ("thousands of dollars", "thousands of dollars", 1000, None, True, "USD"),
        ("5 percent", "5 percent", 5, 5, False, "percent"),
        ("5%", "5%", 5, 5, False, "percent"),
        ("5 percentage points", "5 percentage points", 5, 5, False, "percentage point"),
        ("US$40m", "US$40m", 40_000_000, 40_000_000, False, "USD"),
        ("£2.5bn", "£2.5bn", 2_500_000_000, 2_500_000_000, False, "GBP"),
        ("€300", "€300", 300, 300, False, "EUR"),
        ("300 Canadian dollars", "300 Canadian dollars", 300, 300, False, "CAD"),
        ("10km", "10km", 10, 10, False, "kilometre"),
        ("a nine-day tour", "nine-day", 9, 9, False, "day"),
        ("one in five divers", "one in five", 0.2, 0.2, False, None),
        ("nine out of 10 divers", "nine out of 10", 0.9, 0.9, False, None),
    ],
)
def test_intervals(
    text: str, span: str, low: float | None, high: float | None, approximate: bool, unit: str | None
) -> None:
    (found,) = quantities(text)
    assert (found[0], found[1].low, found[1].high, found[1].approximate, found[1].unit) == (
        span,
        low,
        high,
        approximate,
        unit,
    )


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a vote of 87 to 10", [87, 10]),
        ("the council voted 60-40", [60, 40]),
        ("a 5-4 decision", [5, 4]),
        ("the toll rose from 5 percent to 8 percent", [5, 8]),
        ("$500 to two men", [500, 2]),
    ],
)
def test_two_figures_and_no_interval(text: str, values: list[float]) -> None:
    assert [q.low for _, q in quantities(text)] == values
    assert [q.high for _, q in quantities(text)] == values


def test_a_score_is_marked() -> None:
    assert {q.form for _, q in quantities("The Herons won 4-2")} == {"score"}


WORDS = [
    "about",
    "5",
    "to",
    "-",
    "10",
    "%",
    "$",
    "more",
    "than",
    "or",
    "between",
    "and",
    "two",
    "million",
    "half",
    "a",
    "dozen",
    "of",
    "in",
    ".",
    ",",
    "percent",
    "up",
]
WORDS += ["\n"]


@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_quantities_never_run_backwards_or_overlap(parts: list[str]) -> None:
    line = words(" ".join(parts))
    before = 0
    for quantity in find_quantities(line):
        assert quantity.first <= quantity.number_first < quantity.number_last <= quantity.last
        assert quantity.low is not None or quantity.high is not None
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
        if quantity.form not in ("tally", "score"):
            assert quantity.first >= before
            before = quantity.last


@pytest.mark.parametrize("piece", ["5-", "$", "two or ", "1,", "hundred and ", "about ", "between 5 and ", "a half "])
def test_a_long_row_of_one_piece_is_read(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    assert len(find_quantities(words(text))) <= len(text)
