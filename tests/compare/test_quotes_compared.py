"""One utterance across reports, however it is cut; look-alikes apart. Every report and person here is invented."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings, strategies as st
from tests.compare.reading import story

from rashomon.compare.quotes import compare_quotes
from rashomon.model import QuoteGroup


def groups(*texts: str) -> list[tuple[set[str], QuoteGroup]]:
    """The words of each group's quotations, and the group."""
    whole = story(*texts)
    words = {quote.id: quote.span.text for report in whole.reports for quote in report.quotes}
    return [({words[id] for id in group.quotes}, group) for group in compare_quotes(whole)]


LETTER = (
    "Marta Vidal resigned on Friday. In a letter to the council, she wrote:\n\n"
    "I have served this harbour for years, and I ask you to respect the men who work here. Then again you never did "
    "listen to the sailors. Rise to the occasion and close the rotten gate."
)


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        (
            "“The gate was rotten and the council knew it,” Marta Vidal said.",
            "Marta Vidal said the gate was “rotten and the council knew it.”",
            "holds-all-words",
        ),
        (
            "“I was talking about the radical sailors,” Marta Vidal said.",
            "“I was talking about the radical sailor,” Marta Vidal said.",
            "one-speakers-words",
        ),
        (
            "“I think the race for the harbour has been, in many ways, a race to the bottom,” Marta Vidal said.",
            "Marta Vidal said it “has been a race to the bottom. We have seen lies, ugliness and broken gates.”",
            "one-speakers-words",
        ),
        (
            "Marta Vidal said it was better suited to “a spot at the bar.”",
            "“Dress as you should, not for a spot at a bar,” Marta Vidal said.",
            "one-speakers-words",
        ),
        (
            "“I do not hate him. Ask the men at the gate,” Marta Vidal said.",
            "“I do not hate him,” Marta Vidal said.",
            "holds-all-words",
        ),
        (
            "“I want them to remember the doors,” Marta Vidal said.",
            "“I want them to remember the gates,” Marta Vidal said.",
            "one-speakers-words",
        ),
    ],
)
def test_one_utterance_by_rule(one: str, other: str, rule: str) -> None:
    found = groups(one, other)
    assert [group.explanation.rule for _, group in found] == [rule]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We will close the gate,” Marta Vidal said.", "“We will open the gate on Monday,” Luis Roe said."),
        ("“It is over,” Marta Vidal said.", "“It is over,” Luis Roe said."),
        (
            "“I want them to remember the doors,” Marta Vidal said.",
            "“I want them to remember the gates,” Luis Roe said.",
        ),
        ("“Will you do it for us?” Marta Vidal said.", "“Will you do it for us or not?” Luis Roe said."),
        ("“I am proud of the harbour,” Marta Vidal said.", "“I am ashamed of the council,” Marta Vidal said."),
    ],
)
def test_look_alikes_stay_apart(one: str, other: str) -> None:
    assert groups(one, other) == []


def test_a_speaker_who_changes_is_said() -> None:
    words = "“The gate was rotten and the council knew it,” {} said."
    ((_, group),) = groups(words.format("Marta Vidal"), words.format("Luis Roe"))
    assert "speaker" in group.differs


WHOLE = "“The gate was rotten and old, the council knew it well, and nobody wrote to us,” Marta Vidal said."


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        # A headline with a few words of what the body prints whole.
        ("Marta Vidal: the gate was “rotten and old”\n\n" + WHOLE, set()),
        # The reporter's words stand between two halves.
        (
            "“The gate was rotten and old, the council knew it well,” Marta Vidal said, “and nobody wrote to us.”",
            set(),
        ),
        # Between two halves something is left out.
        ("“The gate was rotten and old,” Marta Vidal said, “and nobody wrote to us.”", {"cut"}),
        ("“The gate was rotten and old,” Marta Vidal said.", {"cut"}),
    ],
)
def test_what_a_report_prints_elsewhere_is_not_cut(other: str, differs: set[str]) -> None:
    found = groups(WHOLE, other)
    assert found
    assert {kind for _, group in found for kind in group.differs} == differs


def test_what_is_in_neither_of_two_halves_is_named() -> None:
    found = groups(WHOLE, "“The gate was rotten and old,” Marta Vidal said, “and nobody wrote to us.”")
    for _, group in found:
        (note,) = group.notes
        assert note.evidence[0].text == "the council knew it well"
        assert "in none of this report’s quotations" in note.text


def test_cuts_from_two_ends_of_a_letter_are_two_groups() -> None:
    found = groups(
        LETTER,
        "Marta Vidal wrote: “Then again you never did listen to the sailors.”",
        "“Rise to the occasion and close the rotten gate,” Marta Vidal wrote.",
    )
    cuts = [words - {LETTER.split("\n\n")[1]} for words, _ in found]
    assert cuts == [
        {"Then again you never did listen to the sailors."},
        {"Rise to the occasion and close the rotten gate"},
    ] or cuts == [
        {"Rise to the occasion and close the rotten gate"},
        {"Then again you never did listen to the sailors."},
    ]


PILE = (
    LETTER,
    "Marta Vidal wrote: “Then again you never did listen to the sailors.”",
    "“Rise to the occasion and close the rotten gate,” Luis Roe said.",
    "Marta Vidal asked the council to “rise to the occasion.”",
)


@settings(deadline=None, max_examples=8)
@given(st.permutations(PILE))
def test_the_order_of_the_reports_decides_nothing(pile: Sequence[str]) -> None:
    found = groups(*pile)
    usual = groups(*PILE)
    assert [(words, group.differs, group.explanation) for words, group in found] == [
        (words, group.differs, group.explanation) for words, group in usual
    ]
