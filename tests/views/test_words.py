"""Dates, intervals and other words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.views.factory import tunnel

from rashomon.model import Figure, Published
from rashomon.views.words import (
    count,
    date_words,
    interval_words,
    number_words,
    percent_words,
    published_words,
    shorten,
)

FIGURE = tunnel().story.reports[0].figures[0]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2019", "2019"),
        ("2019-03", "March 2019"),
        ("2019-03-06", "6 March 2019"),
        ("2019-03-26T17:08", "26 March 2019, 17:08"),
        ("2019-03-26T17:08:30-04:00", "26 March 2019, 17:08 (UTC−04:00)"),
        ("2019-03-26T17:08Z", "26 March 2019, 17:08 (UTC)"),
        ("2019-03-26/2019-04-01", "26 March 2019 to 1 April 2019"),
        ("2019-02-31", "2019-02-31"),
        ("2019-13", "2019-13"),
        ("2019-03~", "about March 2019"),
        ("last spring", "last spring"),
    ],
)
def test_dates(value: str, words: str) -> None:
    assert date_words(value) == words


def test_publication() -> None:
    assert published_words(None) == "no date in the text"
    assert published_words(Published("2019-03", "inferred", (), "the day it names")) == "March 2019 (inferred)"
    assert published_words(Published("2019-03-26?", "inferred", (), "the day it names")) == "26 March 2019 (inferred)"


@pytest.mark.parametrize(
    ("low", "high", "approximate", "unit", "words"),
    [
        (99, 100, False, None, "99–100"),
        (92000, 92000, True, None, "≈ 92,000"),
        (50, None, False, None, "50 or more"),
        (None, 10, False, None, "up to 10"),
        (1.5, 1.5, False, "percent", "1.5 %"),
        (12e6, 12e6, False, "USD", "12,000,000 USD"),
        (40, 40, True, "ton", "≈ 40 tons"),
        (1, 1, False, "foot", "1 foot"),
        (6, None, False, "foot", "6 feet or more"),
        (2, 3, False, "century", "2–3 centuries"),
        (None, None, False, None, "no number"),
    ],
)
def test_intervals(low: float | None, high: float | None, approximate: bool, unit: str | None, words: str) -> None:
    figure: Figure = replace(FIGURE, low=low, high=high, approximate=approximate, unit=unit)
    assert interval_words(figure) == words


def test_numbers_and_counts() -> None:
    assert [number_words(value) for value in (0, 1234.0, 0.25, 1e21)] == ["0", "1,234", "0.25", "1e+21"]
    assert [count(number, "report") for number in (0, 1, 1200)] == ["no reports", "1 report", "1,200 reports"]


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("short", 10, "short"),
        ("two\n lines", 20, "two lines"),
        ("the harbour was closed", 15, "the harbour…"),
        ("unbreakableword", 6, "unbre…"),
    ],
)
def test_shorten(text: str, width: int, short: str) -> None:
    assert shorten(text, width) == short
    assert len(shorten(text, width)) <= width


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2001/..", "since 2001"),
        ("../2001-05", "until May 2001"),
        ("2019-03~", "about March 2019"),
        ("2019-03-26?", "26 March 2019, uncertain"),
        ("2019-03-23/2019-03-29", "23 March 2019 to 29 March 2019"),
        ("199X", "the 1990s"),
        ("2019-22", "summer 2019"),
        ("2019-33", "first quarter of 2019"),
        ("2019-13", "2019-13"),
        ("<b>~", "about <b>"),
    ],
)
def test_imprecise_dates_keep_their_precision_in_words(value: str, words: str) -> None:
    assert date_words(value) == words


@pytest.mark.parametrize(("share", "words"), [(0, "0 %"), (0.001, "under 1 %"), (0.125, "12 %"), (1.0, "100 %")])
def test_shares_in_words(share: float, words: str) -> None:
    assert percent_words(share) == words
