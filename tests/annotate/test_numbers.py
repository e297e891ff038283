"""The numeral grammar: written out and back, magnitudes, open words, and what is no numeral."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from rashomon.annotate.numbers import decimal, read_numeral, words

UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
UNITS += ["seventeen", "eighteen", "nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = [(10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand")]


def written(number: int, *, joiner: str = "-", link: str = " and ") -> str:
    """``number`` in words."""
    if number < 20:
        return UNITS[number]
    if number < 100:
        return TENS[number // 10] + (joiner + UNITS[number % 10] if number % 10 else "")
    if number < 1000:
        rest = number % 100
        return UNITS[number // 100] + " hundred" + (link + written(rest, joiner=joiner) if rest else "")
    for value, name in SCALES:
        if number >= value:
            rest = number % value
            head = written(number // value, joiner=joiner, link=link) + " " + name
            return head + (" " + written(rest, joiner=joiner, link=link) if rest else "")
    raise AssertionError(number)


def read(text: str, *, money: bool = False) -> tuple[float | None, float | None, str] | None:
    """(low, high, the words read) of the numeral at the beginning of ``text``."""
    line = words(text)
    numeral = read_numeral(line, 0, money=money)
    if numeral is None:
        return None
    return numeral.low, numeral.high, text[line[numeral.first].start : line[numeral.last - 1].end]


@given(st.integers(0, 10**15 - 1), st.sampled_from(["-", " "]), st.sampled_from([" and ", " "]))
def test_a_number_written_out_is_read_back(number: int, joiner: str, link: str) -> None:
    text = written(number, joiner=joiner, link=link)
    assert read(text) == (number, number, text)


@given(st.integers(1000, 10**12))
def test_grouped_digits_are_read(number: int) -> None:
    assert read(f"{number:,} boats") == (number, number, f"{number:,}")


@given(st.text(max_size=200))
def test_words_cover_every_character_that_is_no_space(text: str) -> None:
    line = words(text)
    assert all(text[word.start : word.end] == word.text for word in line)
    assert "".join(word.text for word in line) == "".join(text.split())


@given(
    st.lists(
        st.sampled_from(["two", "hundred", "and", "a", "half", "-", "million", "dozen", "of", "3", "1/2", "tens", "\n"])
    )
)
def test_no_row_of_number_words_breaks_the_reader(parts: list[str]) -> None:
    line = words(" ".join(parts))
    for i in range(len(line)):
        numeral = read_numeral(line, i)
        assert numeral is None or (i == numeral.first < numeral.last <= len(line) and numeral.low >= 0)


@pytest.mark.parametrize(
    ("text", "low", "high", "taken"),
    [
        ("1.2 million ferries", 1_200_000, 1_200_000, "1.2 million"),
        ("500K signatures", 500_000, 500_000, "500K"),
        ("2½ miles", 2.5, 2.5, "2½"),
        ("2 1/2 hours", 2.5, 2.5, "2 1/2"),
        ("two and a half million", 2_500_000, 2_500_000, "two and a half million"),
        ("half a million", 500_000, 500_000, "half a million"),
        ("a million and a half tulips", 1_500_000, 1_500_000, "a million and a half"),
        ("a hundred and twenty goats", 120, 120, "a hundred and twenty"),
        ("a dozen eggs", 12, 12, "a dozen"),
        ("half-dozen", 6, 6, "half-dozen"),
        ("two dozen wardens", 24, 24, "two dozen"),
        ("twelve hundred bricks", 1200, 1200, "twelve hundred"),
        ("a couple of days", 2, 2, "a couple"),
        ("a pair of swans", 2, 2, "a pair"),
        ("million-dollar pier", 1_000_000, 1_000_000, "million"),
        ("two-thirds of the crew", 0.666667, 0.666667, "two-thirds"),
        ("half of the crew", 0.5, 0.5, "half"),
        ("a quarter of the crew", 0.25, 0.25, "a quarter"),
        ("dozens of kites", 24, None, "dozens"),
        ("tens of thousands of bees", 20_000, None, "tens of thousands"),
        ("hundreds of kites", 100, None, "hundreds"),
        ("several hundred kites", 200, None, "several hundred"),
        ("a few thousand kites", 2000, None, "a few thousand"),
        ("twice", 2, 2, "twice"),
    ],
)
def test_values(text: str, low: float, high: float | None, taken: str) -> None:
    assert read(text) == (low, high, taken)


@pytest.mark.parametrize(
    "text", ["27th", "1.2.3", "737s", "4G", "a ferry", "several kites", "a couple", "half brother", "1,23"]
)
def test_no_numeral(text: str) -> None:
    assert read(text) is None


def test_a_lone_letter_multiplies_only_money() -> None:
    assert read("5m people") is not None
    assert read("5m", money=True) == (5_000_000, 5_000_000, "5m")
    assert read("5m") == (5, 5, "5")


def test_no_numeral_runs_over_a_line_end() -> None:
    assert read("two\nhundred boats") == (2, 2, "two")


@pytest.mark.parametrize(
    ("text", "value"), [("1,250", 1250), ("2.50", 2.5), ("1,2,3", None), ("9" * 50, None), ("٣", None)]
)
def test_decimal(text: str, value: float | None) -> None:
    assert decimal(text) == value
