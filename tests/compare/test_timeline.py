"""The timeline: which claims say when, in which order, once for one fact. Every person and place is invented."""

from __future__ import annotations

from itertools import permutations

import pytest
from tests.compare.reading import reported

from rashomon.compare.entities import merge_entities
from rashomon.compare.timeline import compare_timeline
from rashomon.model import Annotations, ClaimGroup, Explanation, TimelineEntry


def timeline(*reports: Annotations, groups: tuple[ClaimGroup, ...] = ()) -> tuple[TimelineEntry, ...]:
    return compare_timeline(merge_entities(reports, None), groups)


def shown(*reports: Annotations, groups: tuple[ClaimGroup, ...] = ()) -> list[tuple[str, str]]:
    """Each entry's date and the first words of evidence."""
    return [(entry.when, entry.evidence[0].text) for entry in timeline(*reports, groups=groups)]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("The ferry sank on Saturday.", [("2019-03-23", "The ferry sank on Saturday")]),
        ("The ferry arrived in the harbour Saturday.", [("2019-03-23", "The ferry arrived in the harbour Saturday")]),
        ("The council will vote on Friday.", [("2019-03-29", "The council will vote on Friday")]),
        ("The ferry was set to sail on Friday.", [("2019-03-29", "The ferry was set to sail on Friday")]),
        ("The ferry sank in May 2018.", [("2018-05", "The ferry sank in May 2018")]),
        ("The ferry sank two years ago.", [("2017~", "The ferry sank two years ago")]),
        # A start or an end is not the day.
        ("The ferry was idle since May 2018.", [("2018-05/..", "The ferry was idle since May 2018")]),
        ("The ferry had sunk before last week.", [("../2019-03-18", "The ferry had sunk before last week")]),
        # A date that describes a noun, or that reports, dates no claim.
        ("Critics mourned the 2018 election of the mayor.", []),
        ("Saturday’s fire destroyed the ferry.", []),
        ("Ines Faro said on Monday that the ferry was old.", []),
        # Undated claims stay out; so do questions, conditions and denials.
        ("The ferry was old and rusty.", []),
        ("Ines Faro asked whether the ferry sank on Saturday.", []),
        ("Ines Faro denied that the ferry sank on Saturday.", []),
        ("If the ferry sank on Saturday, the mayor must go.", []),
        # The day of somebody's own words is not known, unless they name it or the report does.
        ("“The ferry sank yesterday,” Ines Faro said.", []),
        ("“The ferry sank yesterday,” Ines Faro said on Monday.", [("2019-03-24", "The ferry sank yesterday")]),
        ("“The ferry sank on March 3, 2018,” Ines Faro said.", [("2018-03-03", "The ferry sank on March 3, 2018")]),
    ],
)
def test_which_claims_say_when(text: str, entries: list[tuple[str, str]]) -> None:
    assert shown(reported(text, "2019-03-27")) == entries


def test_the_start_decides_then_the_precision() -> None:
    text = (
        "The bridge fell in 2018. The ferry sank in January 2018. The mayor resigned on January 1, 2018. "
        "The pier burned in 2016."
    )
    assert [when for when, _ in shown(reported(text))] == ["2016", "2018-01-01", "2018-01", "2018"]


def test_what_has_only_an_end_stands_there() -> None:
    text = "The bridge fell in 2016. The ferry was idle until May 2018. The pier burned in 2019."
    assert [when for when, _ in shown(reported(text))] == ["2016", "../2018-05", "2019"]


def test_captions_never_count() -> None:
    text = "The ferry was old.\n\nThe ferry sank on March 3, 2018."
    assert shown(reported(text, captions=(1,))) == []
    assert len(shown(reported(text))) == 1


def test_without_a_date_of_publication_a_weekday_dates_nothing() -> None:
    assert shown(reported("The ferry sank on Saturday.")) == []


ONE = "The ferry sank on Saturday."
TWO = "The old ferry sank last week."
OTHER = "The ferry sank on Sunday."


def group(*reports: Annotations) -> ClaimGroup:
    claims = tuple(report.claims[0].id for report in sorted(reports, key=lambda report: report.document.id))
    evidence = tuple(report.claims[0].span for report in reports)
    return ClaimGroup(
        "cg1", claims, "corroborated", len(reports), (), "by hand", Explanation("same-fact", "by hand"), evidence
    )


def test_one_fact_is_one_entry_with_its_most_precise_date() -> None:
    one, two = reported(ONE, "2019-03-27"), reported(TWO, "2019-03-27")
    facts = group(one, two)
    (entry,) = timeline(one, two, groups=(facts,))
    assert (entry.when, entry.what, entry.basis) == ("2019-03-23", facts.claims[0], "text")
    assert {span.text for span in entry.evidence} == {
        "The ferry sank on Saturday", "Saturday", "The old ferry sank last week", "last week",
    }  # fmt: skip


def test_days_that_cannot_both_hold_are_two_entries() -> None:
    one, other = reported(ONE, "2019-03-27"), reported(OTHER, "2019-03-27")
    entries = timeline(one, other, groups=(group(one, other),))
    assert [entry.when for entry in entries] == ["2019-03-23", "2019-03-24"]
    assert len({entry.what for entry in entries}) == 2


def test_a_fact_that_nobody_dates_has_no_entry() -> None:
    one, two = reported("The ferry sank."), reported("The old ferry sank.")
    assert timeline(one, two, groups=(group(one, two),)) == ()


def test_the_order_of_the_reports_does_not_matter() -> None:
    reports = [reported(ONE, "2019-03-27"), reported(TWO, "2019-03-26"), reported(OTHER, "2019-03-25")]
    results = {timeline(*order) for order in permutations(reports)}
    assert len(results) == 1
