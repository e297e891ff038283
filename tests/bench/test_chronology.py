"""The bench of dates: what it reads from the corpus's values and how it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bench.chronology import Row, _score as score, folder, gold_value, read

from rashomon.compare.edtf import Interval

MONDAY = Interval(date(2019, 3, 25), date(2019, 3, 25))
MARCH = Interval(date(2019, 3, 1), date(2019, 3, 31))


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2019-03-25", "2019-03-25"),
        ("2019-W13", "2019-03-25/2019-03-31"),
        ("2019-W13-WE", "2019-03-30/2019-03-31"),
        ("2019-Q2", "2019-04-01/2019-06-30"),
        ("2019-06-XX", "2019-06-01/2019-06-30"),
        ("2019-03-25T18:00Z", "2019-03-25"),
        ("2019-03-25TMO", "2019-03-25"),
        ("PAST_REF", None),
        ("XXXX-XX-XX", None),
        ("P3Y", None),
    ],
)
def test_timeml_values(value: str, days: str | None) -> None:
    found = gold_value(value)
    assert (None if found is None else str(found)) == days


def test_counting(shared: Path) -> None:
    gold = read(sorted(folder(shared).glob("corpus_*/*.xml"))[0])
    dates, events = {(0, 5): MARCH, (10, 15): MONDAY}, {(20, 25): MONDAY}
    gold = replace(gold, dates=dates, events=events, in_text=frozenset(events))
    row = Row("by hand")
    score(row, gold, [(0, 5, MONDAY), (40, 45, MONDAY)], {(20, 25): MARCH})
    assert row.tally == {
        "found": [1, 2], "right": [0, 2], "inside": [1, 2],
        "events right": [0, 1], "events dated": [0, 1],
    }  # fmt: skip


def test_the_places_are_those_of_the_text(shared: Path) -> None:
    for path in sorted(folder(shared).glob("corpus_*/*.xml"))[:5]:
        gold = read(path)
        for start, end in [*gold.dates, *gold.events]:
            assert gold.document.text[start:end].strip() == gold.document.text[start:end] != ""
        for block in gold.document.blocks:
            assert gold.document.text[block.start : block.end].strip()
