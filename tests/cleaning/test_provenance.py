"""What is given with a report: dates in the contract's form, and a note where they are none."""

from __future__ import annotations

import pytest

from rashomon.cleaning.provenance import date_of, iso
from rashomon.sources import Given


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("2020", "2020"),
        ("2020-12", "2020-12"),
        (" 2020-02-29 ", "2020-02-29"),
        ("2020-02-29 10:11", "2020-02-29T10:11"),
        ("2020-02-29T10:11:12.123456789Z", "2020-02-29T10:11+00:00"),
        ("2020-02-29T10:11:12-0430", "2020-02-29T10:11-04:30"),
        ("0000", None),
        ("2020-13", None),
        ("2019-02-29", None),
        ("2020-13-45", None),
        ("2020-02-29T25:11", None),
        ("29 February 2020", None),
        ("", None),
    ],
)
def test_a_date_of_the_calendar_or_none(given: str, value: str | None) -> None:
    assert iso(given) == value


def test_a_given_date_that_is_none_is_refused_with_a_note() -> None:
    notes: list[str] = []
    assert date_of(Given(published="2020-13-45"), None, notes) is None
    assert "'2020-13-45', which is no ISO 8601 date; it is not used" in notes[0]
