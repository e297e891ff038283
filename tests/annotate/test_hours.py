"""The time of day that a clause names. Every person and place is invented. In the tables ``[…]`` marks the claim."""

from __future__ import annotations

import pytest
from tests.annotate.test_claims import marked


@pytest.mark.parametrize(
    ("text", "words", "hours"),
    [
        ("[The ferry left Tarn at 11 a.m. on Tuesday].", "11 a.m.", (10.5, 11.5)),
        ("[The ferry left at 3:30 p.m. for Tarn].", "3:30 p.m.", (15.25, 15.75)),
        ("[The ferry sank at 3:41 p.m. off Tarn].", "3:41 p.m.", (15.67, 15.7)),
        ("[The ferry sank at about 3:41 p.m. off Tarn].", "3:41 p.m.", (14.68, 16.68)),
        ("[The ferry left at 12:00 p.m. for Tarn].", "12:00 p.m.", (11.5, 12.5)),
        ("[The ferry left Tarn at 15:40].", "15:40", (15.62, 15.72)),
        ("[The ferry left Tarn on Tuesday afternoon].", "afternoon", (12, 19)),
        ("[The ferry left Tarn at noon].", "noon", (11, 13)),
        ("[The ferry left Tarn late on Tuesday night].", "night", (18, 30)),
    ],
)
def test_one_time_of_day(text: str, words: str, hours: tuple[float, float]) -> None:
    details = marked(text).explanation.details
    at, end = int(details["hour_at"]), int(details["hour_end"])
    assert text.replace("[", "").replace("]", "")[at:end] == words
    assert (int(details["hour_from"]) / 60, int(details["hour_to"]) / 60) == pytest.approx(hours, abs=0.01)


@pytest.mark.parametrize(
    "text",
    [
        "[The ferry left Tarn on Tuesday].",
        "[The ferry left Tarn at 3:40].",
        "[The ferry left Tarn before noon].",
        "[The ferry left after 3 p.m. for Tarn].",
        "[The ferry left Tarn at 3 p.m. EST].",
        "[The ferry left Tarn at 3 p.m. local time].",
        "[The ferry runs at 9 a.m. and at 3 p.m. in summer].",
        "[It was a quiet sort of morning].",
        "[The 11 boats left Tarn].",
    ],
)
def test_none_that_can_be_compared(text: str) -> None:
    assert "hour_from" not in marked(text).explanation.details
