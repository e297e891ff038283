"""Dates counted again: from another day of publication, and from the day on which words were said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st
from tests.annotate.test_times import times
from tests.compare.reading import reported

from rashomon.annotate.quoted_times import count_again
from rashomon.annotate.times import is_relative, readings, recount
from rashomon.model import Annotations

DAY = date(2019, 3, 27)  # a Wednesday
TEXT = "The ferry sank on Saturday. The council met last week and will vote on Friday. It opened in 2001."


def values(report: Annotations) -> dict[str, str | None]:
    return {time.span.text: time.value for time in report.times}


def test_a_report_is_counted_from_a_day_found_later() -> None:
    undated = reported(TEXT)
    assert values(undated) == {"Saturday": None, "last week": None, "Friday": None, "2001": "2001"}
    assert values(count_again(undated, DAY, DAY)) == values(reported(TEXT, str(DAY)))


@settings(max_examples=30, deadline=None)
@given(st.dates(date(2001, 1, 1), date(2030, 12, 31)))
def test_counting_again_is_counting_at_once(day: date) -> None:
    assert [time.value for time in count_again(reported(TEXT), day, day).times] == [
        time.value for time in reported(TEXT, str(day)).times
    ]


def test_of_several_days_only_what_they_share_is_known() -> None:
    found = values(count_again(reported(TEXT), DAY, DAY + timedelta(days=1)))
    assert found == {
        "Saturday": "2019-03-23",
        "last week": "2019-03-18/2019-03-24",
        "Friday": "2019-03-29",
        "2001": "2001",
    }
    found = values(count_again(reported(TEXT), DAY, DAY + timedelta(days=4)))
    assert (found["Saturday"], found["last week"]) == (None, "2019-03-18/2019-03-24")


def test_an_open_date_says_why() -> None:
    again = count_again(reported(TEXT), DAY, DAY + timedelta(days=4))
    assert again.times[0].explanation.rule == "open-within-publication"
    assert is_relative(again.times[0])


def test_what_an_expression_would_mean_on_other_days() -> None:
    document, (time,) = reported("The ferry sank on Saturday.").document, times("The ferry sank on Saturday.")
    assert dict(readings(document, time, [DAY, DAY + timedelta(days=3)])) == {
        DAY: "2019-03-23",
        DAY + timedelta(days=3): "2019-03-30",
    }


@pytest.mark.parametrize(
    ("text", "day", "value"),
    [
        ("They met over the weekend.", "2019-03-28", "2019-03-23/2019-03-24"),
        ("They met over the weekend.", "2019-03-24", "2019-03-23/2019-03-24"),
        ("They met during the weekend.", "2019-03-26", "2019-03-23/2019-03-24"),
        ("They will meet over the weekend.", "2019-03-28", "2019-03-30/2019-03-31"),
    ],
)
def test_the_weekend(text: str, day: str, value: str) -> None:
    assert [time.value for time in times(text, day)] == [value]


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        # The report gives the day of the words: theirs counts from it.
        ("“We lost the boat yesterday,” Ines Faro said on Monday.", "yesterday", "2019-03-24"),
        # It does not: the value may be another.
        ("“We lost the boat yesterday,” Ines Faro said.", "yesterday", "2019-03-26?"),
        ("“We lost the boat last week,” Ines Faro said.", "last week", "2019-03-18?/2019-03-24?"),
        # A full date means the same whenever it was said.
        ("“We lost the boat on March 3, 2018,” Ines Faro said.", "March 3, 2018", "2018-03-03"),
        # Reported speech is the reporter's wording and counts from publication.
        ("Ines Faro said on Monday that the boat was lost yesterday.", "yesterday", "2019-03-26"),
    ],
)
def test_quoted_days(text: str, expression: str, value: str) -> None:
    assert values(reported(text, str(DAY)))[expression] == value


def test_recounting_twice_changes_nothing() -> None:
    report = reported(TEXT)
    once = recount(report.document, report.times, DAY, DAY)
    assert recount(report.document, once, DAY, DAY) == once
