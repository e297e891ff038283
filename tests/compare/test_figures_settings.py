"""Figures of other places, times, rates and kinds: look-alikes, and no conflict."""

from __future__ import annotations

from itertools import permutations

import pytest
from tests.compare.reading import reported

from rashomon.compare.entities import merge_entities
from rashomon.compare.figures import compare_figures
from rashomon.compare.settings import Settings
from rashomon.model import FigureGroup, Story

DAY = "2019-03-26"


def story(*texts: str, days: tuple[str, ...] = ()) -> Story:
    """The reports of ``texts``, all of one day or of the ``days`` given."""
    published = days or (DAY,) * len(texts)
    return merge_entities([reported(text, day) for text, day in zip(texts, published, strict=True)], None)


def groups(whole: Story) -> list[tuple[set[str], FigureGroup]]:
    """Each group as the words of its figures, with the group."""
    words = {figure.id: figure.span.text for report in whole.reports for figure in report.figures}
    return [({words[name] for name in group.figures}, group) for group in compare_figures(whole)]


CONFLICTS = [
    ("The blast injured 40 people in Lisava.", "The blast injured 60 people in Lisava."),
    # one leaves open where
    ("The blast at the cannery injured 40 people in Lisava.", "The blast at the cannery injured 60 people."),
    ("Police arrested 12 dockers at the gate on Friday.", "Police arrested 15 dockers at the gate on Friday."),
    # one leaves open when
    ("Police arrested 12 dockers at the gate on Friday.", "Police arrested 15 dockers at the gate."),
    ("The yard sold 40,000 boats in the second quarter.", "The yard sold 52,000 boats in the second quarter."),
    ("Unemployment in Norrland rose to 7 percent.", "Unemployment in Norrland rose to 9 percent."),
    ("The plant burns 400 tons of coal a day.", "The plant burns 3,500 tons of coal a week."),
    ("Workers at the yard earn 15 euros an hour.", "Workers at the yard earn 18 euros an hour."),
    ("Twelve of the 40 boats sank in the storm.", "In the storm, 15 boats sank."),
    ("Twelve of the 40 boats sank in the storm.", "In the storm, 45 percent of the boats sank."),
    ("The death toll in Lisava rose to 41.", "The death toll in Lisava stands at 38."),
    ("Seven people were injured on the pier.", "Nine people were injured on the pier."),
]


@pytest.mark.parametrize("texts", CONFLICTS)
def test_one_place_and_one_time_can_be_in_conflict(texts: tuple[str, str]) -> None:
    assert [group.verdict for _, group in groups(story(*texts))] == ["conflict"]


@pytest.mark.parametrize(
    "texts",
    [
        ("The blast injured 40 people in Lisava.", "The blast injured 60 people in Osmund."),
        ("The blast injured 40 people in Lisava, Norrland.", "The blast injured 60 people in Norrland."),
        ("Police arrested 12 dockers at the gate on Friday.", "Police arrested 15 dockers at the gate on Saturday."),
        ("Police have made 1,200 arrests since Friday.", "Police made 300 arrests on Saturday."),
        ("The yard sold 40,000 boats in the second quarter.", "The yard sold 52,000 boats in the third quarter."),
        ("The yard sold 40,000 boats in 2017.", "The yard sold 52,000 boats in 2018."),
        ("As of Monday, 41 people had died in the flood.", "By Sunday, 38 people had died in the flood."),
        ("Unemployment in Norrland rose by 4 percent.", "Unemployment in Norrland rose to 9 percent."),
        ("Petrol costs $1.90 a litre.", "Petrol costs $7.20 a gallon."),
    ],
)
def test_other_places_times_and_kinds_are_no_conflict(texts: tuple[str, str]) -> None:
    assert groups(story(*texts)) == []


def test_equal_numbers_of_places_that_a_report_tells_apart_are_two_things() -> None:
    apart = story("The blast injured 40 people in Lisava. Osmund was quiet.", "The blast injured 40 people in Osmund.")
    assert groups(apart) == []
    nested = story("The blast injured 40 people in Lisava.", "The blast injured 40 people in Norrland.")
    assert [group.verdict for _, group in groups(nested)] == ["agree"]


def test_the_capital_lies_in_its_country() -> None:
    whole = story("The blast injured 40 people in Paris. France mourned.", "The blast injured 40 people in France.")
    assert [group.verdict for _, group in groups(whole)] == ["agree"]


@pytest.mark.parametrize(
    ("texts", "members", "verdict"),
    [
        (
            ("Twelve of the 40 boats sank in the storm.", "In the storm, 30 percent of the boats sank."),
            {"Twelve of the 40 boats", "30 percent of the boats"},
            "agree",
        ),
        (
            ("A third of the 60 boats sank in the storm.", "In the storm, 20 boats sank."),
            {"A third of the 60 boats", "20 boats"},
            "agree",
        ),
        (
            ("Two in five voters in Lisava stayed at home.", "In Lisava, 40 percent of voters stayed at home."),
            {"Two in five voters", "40 percent of voters"},
            "agree",
        ),
        (
            ("The plant burns 400 tons of coal a day.", "The plant burns 2,800 tons of coal a week."),
            {"400 tons of coal", "2,800 tons of coal"},
            "compatible",
        ),
        (
            ("The death toll in Lisava rose to 41.", "In Lisava, 41 people have died."),
            {"41", "41 people"},
            "agree",
        ),
    ],
)
def test_one_number_in_two_forms(texts: tuple[str, str], members: set[str], verdict: str) -> None:
    assert (members, verdict) in [(found, group.verdict) for found, group in groups(story(*texts))]


def test_the_reason_names_the_place_of_the_look_alike() -> None:
    ((members, group),) = groups(
        story(
            "The blast injured 40 people in Lisava. It injured 60 people in Osmund.",
            "The blast injured 40 people in Lisava.",
        )
    )
    assert members == {"40 people"}
    assert len(group.neighbours) == 1
    assert "“60 people” holds for Osmund, not for Lisava." in group.reason
    assert "Look-alikes of something else" in group.explanation.reason


def test_the_reason_names_part_and_whole() -> None:
    ((_, group),) = groups(story("Twelve of the 40 boats sank in the storm.", "In the storm, 15 boats sank."))
    assert "“40 boats” is" in group.reason
    assert "whole" in group.reason or "part" in group.reason


def test_the_reason_names_whose_numbers_are_in_conflict() -> None:
    ((_, group),) = groups(
        story("Police put the crowd in Lisava at 4,000.", "Organisers put the crowd in Lisava at 10,000.")
    )
    assert group.verdict == "conflict"
    assert "“4,000” (Police)" in group.reason
    assert "“10,000” (Organisers)" in group.reason


def test_the_reason_names_the_days_of_reports_in_conflict() -> None:
    ((_, group),) = groups(
        story(
            "The death toll in Lisava rose to 41.",
            "The death toll in Lisava stands at 38.",
            days=("2019-03-27", "2019-03-26"),
        )
    )
    assert "The reports are of different days: 2019-03-26, 2019-03-27." in group.reason


def test_headline_and_body_give_one_figure() -> None:
    whole = story(
        "Seven hurt as ferry hits pier\n\nSeven people were injured when the ferry struck the pier on Sunday.",
        "Nine hurt as ferry smashes into pier\n\nPassengers screamed.\n\nNine people were injured.",
    )
    ((members, group),) = groups(whole)
    assert members == {"Seven hurt", "Seven people", "Nine hurt", "Nine people"}
    assert group.verdict == "conflict"


@pytest.mark.parametrize("texts", CONFLICTS)
def test_apart_asks_the_same_in_both_directions(texts: tuple[str, str]) -> None:
    whole = story(*texts, "The blast injured 40 people in Osmund on Sunday, up from nine.")
    settings = Settings.of(whole)
    figures = [figure for report in whole.reports for figure in report.figures]
    for one in figures:
        assert settings.apart(one, one) is None
        for other in figures:
            assert (settings.apart(one, other) is None) == (settings.apart(other, one) is None)


def test_the_order_of_the_reports_changes_nothing() -> None:
    reports = [
        reported(text, DAY)
        for text in (
            "The blast injured 40 people in Lisava on Friday. In Osmund it injured 60.",
            "The blast injured 44 people in Lisava.",
            "Sixty people were injured in Osmund, police said.",
        )
    ]
    results = [compare_figures(merge_entities(list(order), None)) for order in permutations(reports)]
    assert all(result == results[0] for result in results)
