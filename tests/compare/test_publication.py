"""An undated report gets its date from what the others date, or none. Every person and place is invented."""

from __future__ import annotations

from itertools import permutations

import pytest
from tests.compare.reading import reported

from rashomon.compare.entities import merge_entities
from rashomon.compare.publication import with_publication
from rashomon.model import Annotations

# 27 March 2019 is a Wednesday.
SPEECH = "“We will not pay a single crown for the broken lock,” Mayor Ines Faro said on Monday."
DATED = f"{SPEECH}\n\nThe harbour board of Halden dismissed engineer Ivo Lang over the broken lock on Tuesday."


def infer(undated: str, *dated: tuple[str, str], captions: tuple[int, ...] = ()) -> Annotations:
    """The report of ``undated`` beside ``dated`` ones, after the inference."""
    mine = reported(undated, captions=captions)
    story = with_publication(merge_entities([mine, *(reported(text, day) for text, day in dated)], None))
    return next(report for report in story.reports if report.document.id == mine.document.id)


def interval(report: Annotations) -> str | None:
    published = report.document.published
    return published.value if published else None


@pytest.mark.parametrize(
    ("undated", "value"),
    [
        # The same quotation, which the dated report puts on Monday the 25th.
        (f"Halden is at odds. {SPEECH}", "2019-03-25/2019-03-31"),
        (f"Halden is at odds. {SPEECH.replace('on Monday', 'yesterday')}", "2019-03-26?"),
        (f"Halden is at odds. {SPEECH.replace('on Monday', 'last week')}", "2019-04-01/2019-04-07"),
        # The same event.
        (
            "On Tuesday the harbour board of Halden dismissed engineer Ivo Lang over the broken lock.",
            "2019-03-26/2019-04-01",
        ),
        # Two hints, the days that both allow.
        (
            f"{SPEECH.replace('on Monday', 'this week')}\n\n"
            "The harbour board of Halden dismissed engineer Ivo Lang over the broken lock on Tuesday.",
            "2019-03-26/2019-03-31",
        ),
        # Nothing to go by: another speech of the same mayor, another event, no day at all.
        ("“The lock is old and rusty and of no use to us,” Mayor Ines Faro said on Monday.", None),
        ("The harbour board of Halden hired engineer Otto Brand for the summer fair on Tuesday.", None),
        (SPEECH.replace(" on Monday", ""), None),
    ],
)
def test_the_interval(undated: str, value: str | None) -> None:
    assert interval(infer(undated, (DATED, "2019-03-27"))) == value


def test_it_says_why_and_where() -> None:
    report = infer(f"Halden is at odds. {SPEECH}", (DATED, "2019-03-27"))
    published = report.document.published
    assert published is not None
    assert published.basis == "inferred"
    assert published.reason == "it says “Monday” of what is dated 2019-03-25 elsewhere"
    assert {span.doc for span in published.evidence} == {report.document.id, reported(DATED, "2019-03-27").document.id}
    assert "Monday" in [span.text for span in published.evidence]


def test_hints_that_contradict_each_other_give_no_date() -> None:
    report = infer(
        f"{SPEECH.replace('on Monday', 'yesterday')}\n\n"
        "The harbour board of Halden dismissed engineer Ivo Lang over the broken lock yesterday.",
        (DATED, "2019-03-27"),
    )
    assert interval(report) is None
    (note,) = report.document.notes
    assert note == (
        "no date is inferred, as no day fits all that it says: it says “yesterday” of what is dated 2019-03-25 "
        "elsewhere; it says “yesterday” of what is dated 2019-03-26 elsewhere"
    )


def test_another_weekday_is_a_contradiction() -> None:
    report = infer(f"Halden is at odds. {SPEECH.replace('Monday', 'Thursday')}", (DATED, "2019-03-27"))
    assert interval(report) is None
    assert report.document.notes


def test_captions_give_no_hint() -> None:
    assert interval(infer(f"Halden is at odds.\n\n{SPEECH}", (DATED, "2019-03-27"), captions=(1,))) is None


def test_a_date_without_a_year_sets_no_end() -> None:
    undated = SPEECH.replace("on Monday", "on March 25")
    assert interval(infer(undated, (DATED, "2019-03-27"))) is None


def test_a_date_line_without_a_year_is_of_the_others_year() -> None:
    undated = "HALDEN, March 26 (Meridian) — The lock is broken and nobody mends it."
    report = infer(undated, (DATED, "2019-03-27"))
    assert interval(report) == "2019-03-26/2019-03-27"
    assert report.document.published is not None
    assert report.document.published.reason == "its date line says “March 26”, and the other reports put it in 2019"


def test_relative_dates_are_counted_from_the_inferred_day() -> None:
    undated = (
        f"{SPEECH.replace('on Monday', 'yesterday')}\n\nThe lock broke last week. The council will vote on Friday."
    )
    report = infer(undated, (DATED, "2019-03-27"))
    assert {time.span.text: time.value for time in report.times} == {
        "yesterday": "2019-03-25",
        "last week": "2019-03-18/2019-03-24",
        "Friday": "2019-03-29",
    }


def test_of_an_interval_only_what_every_day_gives() -> None:
    report = infer(f"{SPEECH}\n\nThe lock broke last week. The guards left yesterday.", (DATED, "2019-03-27"))
    assert {time.span.text: time.value for time in report.times} == {
        "Monday": "2019-03-25",
        "last week": "2019-03-18/2019-03-24",
        "yesterday": None,
    }


def test_no_inferred_date_is_a_hint_for_another_report() -> None:
    chain = "The harbour board of Halden dismissed engineer Ivo Lang over the broken lock on Tuesday."
    link = f"Halden is at odds. {SPEECH}\n\n{chain}"
    only_speech = (SPEECH, "2019-03-27")
    first, last = reported(link), reported(f"Again. {chain}")
    story = with_publication(merge_entities([first, last, reported(*only_speech)], None))
    dates = {report.document.id: interval(report) for report in story.reports}
    assert dates[first.document.id] == "2019-03-25/2019-03-31"
    assert dates[last.document.id] is None


def test_given_dates_stay() -> None:
    story = merge_entities([reported(DATED, "2019-03-27"), reported(f"So. {SPEECH}", "2018")], None)
    assert with_publication(story) == story


def test_the_order_of_the_reports_does_not_matter() -> None:
    reports = [reported(DATED, "2019-03-27"), reported(f"So. {SPEECH}"), reported("HALDEN, March 26 — The lock broke.")]
    results = [with_publication(merge_entities(order, None)) for order in permutations(reports)]
    assert all(result == results[0] for result in results)
