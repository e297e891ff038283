"""Even-handed: exchange two names throughout a story, and every finding is what it was but for the names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from bench.edits.reports import EXAMPLES, INVENTED
from bench.swap import Exchange, actor_pairs, difference, exchanged, findings, outlet_pairs, read_folder, readings
from hypothesis import given, settings, strategies as st
from tests.compare.reading import annotated

from rashomon.api import finish
from rashomon.model import Annotations

FOLDERS = sorted((path for root in (EXAMPLES, INVENTED) for path in root.iterdir() if path.is_dir()), key=str)

HERALD = (
    "Marta Vidal closed the gate on Monday. She said it was “rotten and old.”\n\n"
    "“We paid 40 sailors and nobody thanked us,” Vidal said. Olga Roe voted against the plan. She left early."
)
COURIER = (
    "The gate was closed by Marta Vidal, and 50 sailors were paid. "
    "“We paid sailors and nobody thanked us,” Vidal said.\n\n"
    "Olga Roe called the closing “a rotten deal.” She said that Vidal had ignored her."
)


@pytest.fixture(scope="module")
def small() -> list[Annotations]:
    """Two reports with two women in them."""
    return sorted((annotated(text) for text in (HERALD, COURIER)), key=lambda report: report.document.id)


def swap(one: str, other: str) -> Exchange:
    """The exchange of two full names."""
    left, right = one.split(), other.split()
    return Exchange(dict(zip((*left, *right), (*right, *left), strict=True)))


# --- the exchange itself ---------------------------------------------------------------------------------------------


def test_names_are_exchanged_word_by_word(small: Sequence[Annotations]) -> None:
    exchange = swap("Marta Vidal", "Olga Roe")
    texts = [exchange.document(report.document).text for report in small]
    assert any(text.startswith("Olga Roe closed the gate") for text in texts)
    assert any("Marta Vidal called the closing" in text for text in texts)


def test_a_name_inside_a_word_is_no_name() -> None:
    assert swap("Marta Vidal", "Olga Roe").text("Roe, Roebuck and Roe’s dog") == "Vidal, Roebuck and Vidal’s dog"


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.sampled_from(["Marta", "Vidal", "Olga", "Roe", "the", "gate", "Roebuck", "—"]), min_size=1, max_size=12)
)
def test_exchanging_twice_gives_the_text_back_and_offsets_with_it(words: list[str]) -> None:
    report = annotated(" ".join(words))
    exchange = swap("Marta Vidal", "Olga Roe")
    there = exchange.document(report.document)
    assert exchange.text(there.text) == report.document.text
    back, doc = exchange.back(), report.document.id
    for word in re.finditer(r"\S+", report.document.text):
        start, end = exchange.at(doc, word.start()), exchange.at(doc, word.end(), end=True)
        assert there.text[start:end] == exchange.text(word[0])
        assert (back.at(doc, start), back.at(doc, end, end=True)) == word.span()


def test_everything_that_was_read_moves_with_the_names(small: Sequence[Annotations]) -> None:
    exchange = swap("Marta Vidal", "Olga Roe")
    for report in small:
        moved = exchange.annotations(report)
        text = moved.document.text
        spans = [quote.span for quote in moved.quotes] + [m.span for e in moved.entities for m in e.mentions]
        assert all(text[span.start : span.end] == span.text for span in spans)
        assert all(text[m.head].isalpha() for e in moved.entities for m in e.mentions)
        assert readings(moved, exchange.back()) == readings(report)


# --- who can be exchanged --------------------------------------------------------------------------------------------


def test_two_women_can_be_exchanged(small: Sequence[Annotations]) -> None:
    (exchange,) = actor_pairs(small)
    assert {exchange.words["Marta"], exchange.words["Vidal"]} == {"Olga", "Roe"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("She left early.", "He left early."),  # a man and a woman
        ("Olga Roe voted", "Vidal Roe voted"),  # one's surname is the other's given name
        ("She left early.", "She left early. Roe Street is closed."),  # the name is also a street's
    ],
)
def test_names_that_could_mean_something_else_are_left_alone(before: str, after: str) -> None:
    assert before in HERALD
    reports = [
        annotated(HERALD.replace(before, after)),
        annotated(HERALD.replace("Monday", "Friday").replace(before, after)),
    ]
    assert actor_pairs(reports) == []


# --- the promise -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_findings_are_the_same_with_names_exchanged(folder: Path) -> None:
    """Actors and outlets; what was read of the reports stays, so that only the comparison is asked."""
    reports = read_folder(folder)
    before = findings(finish(list(reports)))
    for exchange in (*actor_pairs(reports), *outlet_pairs(reports)):
        moved = finish([exchange.annotations(report) for report in reports])
        assert difference(before, findings(moved, exchange.back())) == {}, exchange.words


def test_every_story_has_somebody_to_exchange() -> None:
    pairs = [len(actor_pairs(read_folder(folder))) for folder in FOLDERS[:3]]
    assert sum(pairs) >= 3


def test_reports_read_anew_give_the_same_findings(small: Sequence[Annotations]) -> None:
    """From the text on: the names are read as names in either place. Claims are left out: a word's vector knows the
    names beside it, and a claim near the bound of what joins may fall to either side (``bench.swap`` counts them)."""
    (exchange,) = actor_pairs(small)
    moved, anew, _ = exchanged(small, exchange)
    before, back = findings(finish(list(small))), exchange.back()
    assert before.total() >= 3
    assert difference(before, findings(moved, back)) == {}
    kinds = {"quotes", "coverage of quote", "coverage of entity", "origins"}
    assert not kinds & set(difference(before, findings(anew, back)))


def test_a_finding_that_changes_is_seen(small: Sequence[Annotations]) -> None:
    """The test can fail: a wrong exchange is no exchange."""
    exchange = swap("Marta Vidal", "Olga Roe")
    moved = [exchange.annotations(report) for report in small]
    assert difference(findings(finish(list(small))), findings(finish(moved))) != {}
