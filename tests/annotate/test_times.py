"""Dates and times: what the text gives by itself, and what counts from the day of publication."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, strategies as st

from rashomon.annotate.dates import find_dates
from rashomon.annotate.times import find_times
from rashomon.language import parse
from rashomon.model import Block, Document, Origin, Published, Time


def times(text: str, published: str | None = None) -> list[Time]:
    sha = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        sha[:12],
        Origin("report.txt", None, "text/plain", sha),
        text,
        text,
        (Block("body", 0, len(text), 0, len(text)),),
        published=Published(published, "user") if published else None,
    )
    return list(find_times(document, parse(text)))


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("They met on October 4, 2017 in Port Ellis.", "October 4, 2017", "2017-10-04"),
        ("They met on 4 October 2017.", "4 October 2017", "2017-10-04"),
        ("They met on Dec. 10, 2018.", "Dec. 10, 2018", "2018-12-10"),
        ("They met on Tuesday, Nov. 3, 2015.", "Tuesday, Nov. 3, 2015", "2015-11-03"),
        ("The report of 2018-04-05 says so.", "2018-04-05", "2018-04-05"),
        ("The fair ran March 4-6, 2019.", "March 4-6, 2019", "2019-03-04/2019-03-06"),
        ("The deal fell through in March 2019.", "March 2019", "2019-03"),
        ("He has served since 2001.", "2001", "2001"),
        ("The 2016 election was close.", "2016", "2016"),
        ("It copies a 1993 harbour law.", "1993", "1993"),
        ("The band split in the 1990s.", "the 1990s", "199X"),
        ("The band split in the '90s.", "the '90s", "199X"),
        ("She served from 1983 to 1989.", "from 1983 to 1989", "1983/1989"),
        ("She served 1989-2013.", "1989-2013", "1989/2013"),
        ("They met in the summer of 2016.", "summer of 2016", "2016-22"),
        ("It dates from the 19th century.", "the 19th century", "18XX"),
        ("It opened on 3/14/2018.", "3/14/2018", "2018-03-14"),
        ("It opened on 3/4/2018.", "3/4/2018", "2018"),
    ],
)
def test_dates_that_stand_by_themselves(text: str, span: str, value: str) -> None:
    (found,) = times(text)
    assert (found.span.text, found.value) == (span, value)


# 26 March 2019 was a Tuesday.
@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("The mayor resigned on Friday.", "Friday", "2019-03-22"),
        ("The mayor resigned on Tuesday.", "Tuesday", "2019-03-26"),
        ("The council will vote on Friday.", "Friday", "2019-03-29"),
        ("The mayor resigned yesterday.", "yesterday", "2019-03-25"),
        ("The mayor resigned last week.", "last week", "2019-03-18/2019-03-24"),
        ("The mayor resigned last month.", "last month", "2019-02"),
        ("The mayor resigned earlier this week.", "earlier this week", "2019-03-25/2019-03-26"),
        ("The mayor resigned in January.", "January", "2019-01"),
        ("The mayor resigned in November.", "November", "2018-11"),
        ("The mayor resigned last December.", "last December", "2018-12"),
        ("The mayor resigned on October 4.", "October 4", "2018-10-04"),
        ("The mayor resigned two years ago.", "two years ago", "2017~"),
        ("The mayor resigned three days ago.", "three days ago", "2019-03-23"),
        ("The mayor resigned two weeks ago.", "two weeks ago", "2019-03-12~"),
        ("The mayor resigned last year.", "last year", "2018"),
    ],
)
def test_relative_expressions_count_from_publication(text: str, span: str, value: str) -> None:
    (found,) = times(text, "2019-03-26T17:08-04:00")
    assert (found.span.text, found.value) == (span, value)
    (unknown,) = times(text)
    assert unknown.value is None
    assert unknown.explanation.rule == "relative-without-publication-date"


def test_a_later_date_counts_from_the_one_before_it() -> None:
    first, second = times("She joined the guild in 2001 and left it six years later.")
    assert (first.value, second.value) == ("2001", "2007")


def test_nothing_is_counted_from_another_paragraph() -> None:
    assert times("It opened in 2001.\n\nSix years later it closed.")[1].value is None


def test_the_month_of_publication_is_enough_for_a_month() -> None:
    assert times("The mayor resigned in January.", "2019-03")[0].value == "2019-01"
    assert times("The mayor resigned on Friday.", "2019-03")[0].value is None


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "He sold 2000 boats.",
        "It starts at 5 p.m.",
        "It cost $2,018.",
        "Flight 2001-X left.",
        "A 24-year career.",
    ],
)
def test_no_date(text: str) -> None:
    assert [found.span.text for found in times(text)] == []


def test_an_impossible_day_has_no_value() -> None:
    (found,) = times("It was dated February 30, 2018.")
    assert (found.value, found.explanation.rule) == (None, "impossible-date")


PIECES = [
    "March",
    "4",
    ",",
    "2018",
    "-",
    "last",
    "Friday",
    "two",
    "years",
    "ago",
    "later",
    "the",
    "1990s",
    "/",
    "\n",
    "May",
    "99",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from([" ", ""]))
def test_dates_never_overlap(parts: list[str], glue: str) -> None:
    text = glue.join(parts)
    end = 0
    for expression in find_dates(text):
        assert end <= expression.start < expression.end <= len(text)
        end = expression.end


@pytest.mark.parametrize("piece", ["2018-", "March ", "3/4/", "last ", "years ago ", "1990s", "10:30 "])
def test_a_long_row_of_one_piece_is_read(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    assert len(find_dates(text)) <= len(text)


@pytest.mark.parametrize(
    ("text", "value", "rule"),
    [
        ("The fair opens on November 11.", "2005-11-11", "nearest-year"),
        ("It will open in January next year.", "2006-01", "month-of-named-year"),
        ("They met last night.", "2005-11-04", "day-from-publication"),
        ("Families of the victims of the 9/11 attacks came.", "2001-09-11", "named-day"),
    ],
)
def test_the_year_that_the_sentence_allows(text: str, value: str, rule: str) -> None:
    (found,) = times(text, "2005-11-05")
    assert ((found.value or "").rstrip("?"), found.explanation.rule) == (value, rule)


def test_a_day_takes_the_year_of_the_date_beside_it() -> None:
    first, second = times("The drill began on March 19, 2015, and went on until March 20.")
    assert (first.value, second.value) == ("2015-03-19", "2015-03-20?")
