"""Which claims a denial answers. Every person and place is invented."""

from __future__ import annotations

from itertools import permutations

import pytest
from tests.compare.reading import reported

from rashomon.compare.entities import merge_entities
from rashomon.compare.findings import compare
from rashomon.model import ClaimGroup, Story


def denials(*texts: str) -> list[tuple[ClaimGroup, set[str]]]:
    """The facts in dispute because somebody denies them, with the words of their claims."""
    story = merge_entities([reported(text, "2019-03-27") for text in texts], None)
    return [
        (group, words) for group, words in _groups(story) if group.explanation.details.get("decided_by") == "denial"
    ]


def _groups(story: Story) -> list[tuple[ClaimGroup, set[str]]]:
    claims = {claim.id: claim.span.text for report in story.reports for claim in report.claims}
    return [(group, {claims[key] for key in group.claims}) for group in compare(story).claims]


ACCUSED = "Tom Reed, a former clerk, accused Mayor Ines Faro of selling the dock to a friend."


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        (ACCUSED, "Mayor Ines Faro denied the allegations"),
        ("Tom Reed warned that the wall would sink within a year.", "Ines Faro dismissed Tom Reed's concerns"),
        ("“The wall was built on sand,” Tom Reed said.", "Ines Faro rejected that claim"),
        ("Fishermen said that the wall was built on sand.", "The harbour board disputed the fishermen's claims"),
        ("The board is independent of the harbour, Tom Reed said.", "critics see no difference between the two"),
    ],
)
def test_a_denial_in_the_same_report(told: str, answer: str) -> None:
    turned = f"But {answer}" if answer.startswith("critics") else answer
    [(group, words)] = denials(f"{told} {turned}.")
    assert group.verdict == "disputed" and answer in words and len(words) == 2
    assert answer in group.reason
    assert {span.text for span in group.evidence} == words
    denying = str(group.explanation.details["answers"]).split()
    assert len(denying) == 1 and set(denying) < set(group.claims)
    assert group.explanation.details["representative"] not in denying


def test_the_claims_that_deny_are_named() -> None:
    [(group, _)] = denials("Ines Faro said that the pier was unsafe. The company rejected that claim.")
    denial = str(group.explanation.details["answers"])
    assert denial in group.claims and denial != group.explanation.details["representative"]
    assert group.explanation.details["against"] == denial


def test_accusation_and_denial_in_two_reports() -> None:
    found = denials(ACCUSED, "Ines Faro spoke in the town hall on Monday. She denied the accusations.")
    assert any(len({span.doc for span in group.evidence}) == 2 for group, _ in found)
    assert all(group.explanation.rule == "answered" for group, _ in found)


def test_a_denial_stands_beside_all_who_tell_what_is_denied() -> None:
    one = "“The ferry was overloaded on Sunday,” Tom Reed said. The company rejected that claim."
    two = "Tom Reed said that the ferry was overloaded on Sunday."
    [(group, words)] = denials(one, two)
    assert {"The company rejected that claim", "the ferry was overloaded on Sunday"} <= words
    assert group.explanation.rule == "same-fact"


def test_a_denial_of_one_accusation_answers_no_other() -> None:
    other = "Tom Reed accused Mayor Ines Faro of hiding the storm reports."
    [(_, words)] = denials(f"{ACCUSED} {other}", "Mayor Ines Faro denied the accusations about the dock.")
    assert not any("storm reports" in text for text in words)


def test_one_dispute_in_two_reports_is_one_finding() -> None:
    one = "“The ferry was overloaded on Sunday,” Tom Reed said. The company rejected that claim."
    two = "Tom Reed said that the ferry was overloaded on Sunday. The company dismissed the claim."
    [(_, words)] = denials(one, two)
    assert {"The company rejected that claim", "The company dismissed the claim"} <= words


@pytest.mark.parametrize(
    "text",
    [
        "Tom Reed said that the wall is old. Ines Faro denied the allegations.",  # nobody accuses her here
        "Ines Faro said that the wall was built on sand. She rejected that claim.",  # nobody denies their own words
        "Tom Reed said that the wall is old. The council rejected the budget.",
        "Tom Reed said that the wall is old. Ines Faro did not dispute that claim.",
        "Tom Reed said that the wall is old. Ines Faro dismissed the clerk.",
        "The clerk of Ines Faro was not accused of theft. Ines Faro denied the accusations.",
    ],
)
def test_what_answers_nothing_disputes_nothing(text: str) -> None:
    assert denials(text) == []


def test_the_order_of_the_reports_does_not_matter() -> None:
    texts = [
        ACCUSED,
        "Ines Faro spoke in the town hall on Monday. She denied the accusations.",
        "A clerk has accused Ines Faro of selling the dock. The mayor denies the charge.",
    ]
    found = [sorted((sorted(words), group.reason) for group, words in denials(*order)) for order in permutations(texts)]
    assert found[0] and all(each == found[0] for each in found)
