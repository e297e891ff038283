"""Figures of whole reports: what is counted, whose age, in whose voice, and which numbers count nothing."""

from __future__ import annotations

import hashlib

import pytest

from rashomon.annotate.figures import find_figures
from rashomon.language import parse
from rashomon.model import Block, BlockRole, Document, Explanation, Figure, Origin, Quote


def report(text: str, *, headline: bool = False) -> Document:
    """A document whose blocks are the paragraphs of ``text``."""
    blocks: list[Block] = []
    start = 0
    for number, paragraph in enumerate(text.split("\n\n")):
        role: BlockRole = "headline" if headline and number == 0 else "body"
        blocks.append(Block(role, start, start + len(paragraph), start, start + len(paragraph)))
        start += len(paragraph) + 2
    sha = hashlib.sha256(text.encode()).hexdigest()
    return Document(sha[:12], Origin("report.txt", None, "text/plain", sha), text, text, tuple(blocks))


def figures(text: str, *, headline: bool = False) -> list[Figure]:
    return list(find_figures(report(text, headline=headline), parse(text), ()))


@pytest.mark.parametrize(
    ("text", "span", "low", "high", "unit", "of"),
    [
        ("Nearly 300 boat owners searched the bay.", "Nearly 300 boat owners", 300, 300, None, "boat owners"),
        ("Police arrested two of the guards.", "two of the guards", 2, 2, None, "guards"),
        ("Dozens of fishing boats left the harbour.", "Dozens of fishing boats", 24, None, None, "fishing boats"),
        ("She chaired a 12-member board.", "12-member", 12, 12, None, "member"),
        ("The inquiry took more than two years.", "more than two years", 2, None, "year", "years"),
        ("A three-year inquiry cleared the mayor.", "three-year inquiry", 3, 3, "year", "inquiry"),
        ("The town paid $84,000 in legal fees.", "$84,000 in legal fees", 84_000, 84_000, "USD", "legal fees"),
        ("The town won a $2 million grant.", "$2 million grant", 2_000_000, 2_000_000, "USD", "grant"),
        ("The judge imposed a fine of £500.", "£500", 500, 500, "GBP", "fine"),
        ("About 46 percent of voters stayed home.", "About 46 percent of voters", 46, 46, "percent", "voters"),
        ("The bill passed by a vote of 31 to 9.", "31 to 9", 31, 31, None, "votes"),
    ],
)  # fmt: skip
def test_what_is_counted(text: str, span: str, low: float, high: float | None, unit: str | None, of: str) -> None:
    figure = figures(text)[0]
    assert (figure.span.text, figure.low, figure.high, figure.unit, figure.of) == (span, low, high, unit, of)


@pytest.mark.parametrize(
    ("text", "span", "age", "person"),
    [
        ("Ana Brock, 31, runs the ferry.", "Ana Brock, 31", 31, "Brock"),
        ("The driver was Tom Ellery, a 31-year-old engineer.", "31-year-old", 31, "Ellery"),
        ("Ellery, now 77, stared straight ahead.", "77", 77, "Ellery"),
        ("He was about 15 and working on a farm.", "about 15", 15, "He"),
    ],
)
def test_ages_belong_to_a_person(text: str, span: str, age: int, person: str) -> None:
    figure = next(figure for figure in figures(text) if figure.noun == "age")
    assert figure.low == age
    assert span in figure.span.text
    place = figure.explanation.details["person"]
    assert isinstance(place, int)
    assert text[place:].startswith(person)


def test_respective_ages() -> None:
    text = "Mara and Lena Brock, aged 16 and 13 respectively, waved."
    first, second = figures(text)
    assert [text[int(f.explanation.details["person"]) :].split()[0].strip(",") for f in (first, second)] == [
        "Mara",
        "Brock",
    ]
    assert (first.low, second.low) == (16, 13)


@pytest.mark.parametrize(
    "text",
    [
        "The law changed on October 4, 2017.",
        "It happened in 2009, and again in the 1990s.",
        "The talks began at 10:30 a.m. on Tuesday.",
        "The pilot flew a Heron 737 to the coast.",
        "The army showed its S-300 missiles.",
        "Article 5 binds the members.",
        "They live on Route 66.",
        "The 27th district voted.",
        "Call 555-0134 for details.",
        "The Herons won 4-2.",
        "She is one of the judges.",
        "No one answered.",
        "One day he left.",
        "One aide said so.",
        "It is a one-way street.",
        "They met near ground zero.",
        "I 100 percent agree.",
        "The two met again.",
        "He once lived there.",
        "@harbour24 wrote about it.",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert [figure.span.text for figure in figures(text)] == []


def test_list_marks_are_none() -> None:
    assert figures("1. Close the gate.\n\n2. Lock the gate.") == []


def test_one_counts_beside_another_number() -> None:
    found = figures("Between 40 and 50 sailors and one harbour official arrived.")
    assert [(figure.low, figure.high, figure.of) for figure in found] == [
        (40, 50, "sailors"),
        (1, 1, "harbour official"),
    ]


def test_a_preposition_is_no_hedge() -> None:
    (figure,) = figures("She spoke about two ferries.")
    assert (figure.span.text, figure.approximate, figure.hedge) == ("two ferries", False, None)


def test_the_voice_is_that_of_the_quotation() -> None:
    text = 'Two guards fled. "We lost three boats," Ana Brock said.'
    document = report(text)
    start, end = text.index("We"), text.index(',"')
    quote = Quote("q1", document.span(start, end), "direct", "body", Explanation("test", "A test."))
    own, quoted = find_figures(document, parse(text), (quote,))
    assert (own.voice, own.by) == ("own", None)
    assert (quoted.voice, quoted.by) == ("quoted", "q1")


def test_ids_spans_and_explanations() -> None:
    text = "Two guards fled.\n\nAbout 300 divers and $2 million were needed."
    document = report(text)
    found = find_figures(document, parse(text), ())
    assert [figure.id for figure in found] == [f"{document.id}:f{number}" for number in range(1, len(found) + 1)]
    for figure in found:
        assert figure.span.text == text[figure.span.start : figure.span.end]
        assert figure.span.contains(figure.number)
        assert figure.explanation.rule and figure.explanation.reason


def test_a_number_ends_at_its_paragraph() -> None:
    found = figures("They sold two\n\nhundred-year-old oaks stood there.")
    assert found[0].span.text == "two"


def test_a_no_break_space_divides_nothing() -> None:
    (figure,) = figures("Police saw two\xa0harbour boats.")
    assert (figure.span.text, figure.of) == ("two\xa0harbour boats", "harbour boats")
