"""Figures of the same thing across reports, unlike ones apart, and what is said about both."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from itertools import permutations

import pytest

from rashomon.annotate.figures import find_figures
from rashomon.compare.figures import compare_figures
from rashomon.language import parse
from rashomon.model import Annotations, Block, Document, Entity, Explanation, FigureGroup, Mention, Origin, Story


def story(texts: Sequence[str], people: Mapping[str, Sequence[str]] = {}) -> Story:
    """The story of ``texts``; ``people`` are names with the forms by which the reports call them."""
    reports = []
    for text in texts:
        sha = hashlib.sha256(text.encode()).hexdigest()
        block = Block("body", 0, len(text), 0, len(text))
        document = Document(sha[:12], Origin(None, None, "text/plain", sha), text, text, (block,))
        reports.append(Annotations(document, figures=find_figures(document, parse(text), ())))
    reports.sort(key=lambda report: report.document.id)
    entities = []
    for number, (name, forms) in enumerate(people.items(), start=1):
        mentions = []
        for report in reports:
            for form in forms:
                start = report.document.text.find(form)
                if start >= 0:
                    mentions.append(Mention(report.document.span(start, start + len(form)), "name", start))
        if mentions:
            why = Explanation("test", "A test.")
            entities.append(Entity(f"e{number}", name, "person", True, tuple(forms), tuple(mentions), why))
    return Story(None, tuple(reports), tuple(entities))


def grouped(texts: Sequence[str], people: Mapping[str, Sequence[str]] = {}) -> list[tuple[set[str], FigureGroup]]:
    """Each group as the words of its figures, with the group."""
    made = story(texts, people)
    words = {figure.id: figure.span.text for report in made.reports for figure in report.figures}
    return [({words[name] for name in group.figures}, group) for group in compare_figures(made)]


@pytest.mark.parametrize(
    ("texts", "members", "verdict"),
    [
        (
            ["A ferry carried about 100 soldiers to Port Ellis.", "Nearly 100 troops reached Port Ellis by ferry."],
            {"about 100 soldiers", "Nearly 100 troops"},
            "compatible",
        ),
        (  # one sentence, another number
            [
                "Taxes in Velmar will rise by 4 percent in the spring, the council said.",
                "Taxes in Velmar will rise by 9 percent in the spring, the council said.",
            ],
            {"4 percent", "9 percent"},
            "conflict",
        ),
        (
            [
                "The council closed the 94-year-old Tannery Bridge to buses and lorries.",
                "The council closed the 122-year-old Tannery Bridge to buses and lorries.",
            ],
            {"94-year-old", "122-year-old"},
            "conflict",
        ),
        (
            ["Police arrested 12 dockers at the harbour gate.", "At the harbour gate, police arrested 15 dockers."],
            {"12 dockers", "15 dockers"},
            "conflict",
        ),
        (
            ["The town paid $84,000 to settle her lawsuit.", "A settlement of $84,000 came out of town funds."],
            {"$84,000"},
            "agree",
        ),
        (
            ["The council voted 31 to 9 for the bridge.", "The bridge was approved by the council, 31-9."],
            {"31 to 9", "31-9"},
            "agree",
        ),
        (
            ["She gave at least $10,000 to his campaign.", "She was charged with giving more than $10,000 to it."],
            {"at least $10,000", "more than $10,000"},
            "compatible",
        ),
    ],
)  # fmt: skip
def test_the_same_thing(texts: list[str], members: set[str], verdict: str) -> None:
    assert (members, verdict) in [(found, group.verdict) for found, group in grouped(texts)]


@pytest.mark.parametrize(
    "texts",
    [
        ["The pier cost three million dollars.", "Three wardens watched the pier."],
        ["Four swans crossed the lake.", "Four wardens left the town hall."],
        ["He led the guild for 12 years.", "She has lived beside the harbour for 19 years."],
        ["The guild has 400 members in Port Ellis.", "Storms killed 92 sheep on the northern hills."],
        ["Her novel sold 30,000 copies.", "The mayor spent €30,000 on a car."],
        ["The ferry left with 40 passengers on Monday.", "On Sunday the airline flew 7,000 passengers to the capital."],
    ],
)
def test_unlike_things_stay_apart(texts: list[str]) -> None:
    assert grouped(texts) == []


PEOPLE = {"Ana Brock": ["Ana Brock", "Brock"], "Tom Ellery": ["Tom Ellery", "Ellery"]}


def test_ages_go_by_person() -> None:
    texts = ["Ana Brock, 31, met Tom Ellery, 44, on Friday.", "Ellery, 44, is the mayor. Brock, 31, is not."]
    found = grouped(texts, PEOPLE)
    assert {frozenset(members) for members, _ in found} == {
        frozenset({"Ana Brock, 31", "Brock, 31"}),
        frozenset({"Tom Ellery, 44", "Ellery, 44"}),
    }


def test_two_ages_of_one_person_are_a_conflict() -> None:
    (found,) = grouped(["Ana Brock, 31, runs the ferry.", "Brock, 33, spoke first."], PEOPLE)
    assert found[1].verdict == "conflict"
    assert "No value fits both" in found[1].reason


def test_another_value_in_the_same_report_is_another_thing() -> None:
    texts = [
        "Police arrested 12 dockers at the gate. Later police arrested 40 dockers on the pier.",
        "Police arrested 12 dockers at the gate.",
    ]
    (found,) = grouped(texts)
    assert found[0] == {"12 dockers"}
    assert found[1].verdict == "agree"
    assert len(found[1].neighbours) <= 1


def test_one_report_makes_no_group() -> None:
    assert grouped(["The town paid $84,000 in March. The $84,000 came from the town."]) == []


def test_the_order_of_the_reports_changes_nothing() -> None:
    texts = [
        "Police arrested 12 dockers at the harbour gate on Friday.",
        "At the harbour gate, police arrested 15 dockers. The town paid $84,000.",
        "About a dozen dockers were arrested at the gate, and $84,000 was paid by the town.",
    ]
    results = [compare_figures(story(list(order))) for order in permutations(texts)]
    assert all(result == results[0] for result in results)
    assert [group.id for group in results[0]] == [f"fg{number}" for number in range(1, len(results[0]) + 1)]


def test_every_group_shows_its_evidence() -> None:
    made = story(["The town paid $84,000 to settle.", "To settle, the town paid $84,000."])
    (group,) = compare_figures(made)
    figures = {figure.id: figure for report in made.reports for figure in report.figures}
    assert group.evidence == tuple(figures[name].span for name in group.figures)
    assert len({figures[name].span.doc for name in group.figures}) == 2
    assert "the same sum" in group.explanation.reason


def test_look_alikes_are_shown_as_neighbours() -> None:
    texts = [
        "A ferry carried about 100 island soldiers to Port Ellis. Some 400 island contractors guard the port.",
        "Nearly 100 island troops reached Port Ellis by ferry.",
    ]
    made = story(texts)
    words = {figure.id: figure.span.text for report in made.reports for figure in report.figures}
    (group,) = compare_figures(made)
    assert {words[name] for name in group.figures} == {"about 100 island soldiers", "Nearly 100 island troops"}
    assert [words[name] for name in group.neighbours] == ["Some 400 island contractors"]


def test_two_candidates_leave_the_choice_open() -> None:
    texts = [
        "The mayor spent 17 percent on roads. The mayor spent 17 percent on schools.",
        "The mayor spent 17 percent.",
    ]
    for members, _ in grouped(texts):
        assert len(members) <= 1
