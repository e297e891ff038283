"""What stands in marks and is nobody's words."""

from __future__ import annotations

import pytest
from tests.annotate.quoting import quotes

from rashomon.annotate.not_quotes import title_case


def texts(text: str) -> list[str]:
    return [quote.span.text for quote in quotes(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The film “The Long Tide” opened on Friday.",
        "She starred in “The Long Tide,” a drama about the harbour.",
        "“Harbour Lights” actress Marta Vidal came to the opening.",
        "He hosts a radio show called “Tides of Halden.”",
        "An essay titled “why the gate failed” went round the town.",
        "Marta Vidal appeared on “Good Morning Halden” on Monday.",
        "It was like an “Apprentice”-style contest.",
    ],
)
def test_titles_of_works(text: str) -> None:
    assert texts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "John “Jack” Roe was born in Halden.",
        "Marta “La Roca” Vidal led the union.",
    ],
)
def test_nicknames(text: str) -> None:
    assert texts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “gate tax” was dropped.",
        "The valley, known as “the sink,” floods each year.",
        "Sailors use the word “lee” for the side away from the wind.",
        "The law defines the term “vessel” broadly.",
        "The road was dubbed “the goat track” in the town.",
        "The “smart” lamps went out at once.",
    ],
)
def test_terms_and_scare_quotes(text: str) -> None:
    assert texts(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Marta Vidal called the gate “Roe’s Folly.”", ["Roe’s Folly."]),
        ("“Witch Hunt!” Marta Vidal wrote.", ["Witch Hunt!"]),
        ("Marta Vidal said that the film was “a disgrace.”", ["a disgrace."]),
        ("In the film, Marta Vidal said, the harbour is “a toy.”", ["a toy."]),
        ("Marta Vidal praised the book and said: “The End Is Near.”", ["The End Is Near."]),
        ("Marta Vidal vowed to “clarify” the rule.", ["clarify"]),
    ],
)
def test_words_that_somebody_said_stay(text: str, found: list[str]) -> None:
    assert texts(text) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [("The Long Tide", True), ("Tide of the Sea", True), ("The long tide", False), ("42", False)],
)
def test_title_case(text: str, expected: bool) -> None:
    assert title_case(text) is expected
