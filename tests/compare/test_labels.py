"""What compared things are called."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from rashomon.compare.context import stem
from rashomon.compare.labels import as_printed, counted, describe, shorten_middle, told_apart
from rashomon.model import Explanation, Figure, FigureGroup, Span

WHY = Explanation("by-hand", "set by hand for this test")


def figure(
    text: str, printed: str, of: str | None, *, doc: str = "a", unit: str | None = None, **details: int
) -> Figure:
    """The figure ``printed`` of ``text``; its first word is the number."""
    start = text.index(printed)
    number = printed.split()[0]
    return Figure(
        id=f"{doc}:{start}",
        span=Span(doc, start, start + len(printed), printed),
        number=Span(doc, start, start + len(number), number),
        low=1,
        high=1,
        approximate=False,
        hedge=None,
        unit=unit,
        of=of,
        noun=of.split()[-1] if of else None,
        voice="own",
        explanation=Explanation("by-hand", "set by hand for this test", details=details),
    )


@pytest.mark.parametrize(
    ("text", "printed", "of", "said"),
    [
        ("About 40 Veldish sailors were held.", "40 Veldish sailors", "veldish sailors", "Veldish sailors"),
        ("About 40 Veldish\u00a0sailors were held.", "40 Veldish\u00a0sailors", "veldish sailors", "Veldish sailors"),
        ("It seized 12 US Navy boats.", "12 US Navy boats", "us navy boats", "US Navy boats"),
        ("They won by 7 to 2.", "7", "votes", "votes"),
        ("It rose to 7.", "7", None, None),
    ],
)
def test_what_is_counted_is_named_as_it_is_printed(text: str, printed: str, of: str | None, said: str | None) -> None:
    assert counted(figure(text, printed, of), text) == said


def test_the_person_of_an_age_keeps_the_capital() -> None:
    text = "Mira Oslo, a painter, spoke. The 52-year-old left."
    age = figure(text, "52-year-old", "age of oslo", person=text.index("Oslo"))
    assert counted(age, text) == "age of Oslo"


def test_the_age_of_a_pronoun_is_an_age() -> None:
    text = "“I was six years old,” Oslo said."
    assert counted(figure(text, "six years old", "age of i", person=text.index("I")), text) == "age"


TEXTS = {
    "a": "31 people were held. 9 Harbour Guards came. $4 million is gone.",
    "b": "Police held 31 people. 9 guards came. $4 million is gone.",
    "c": "They took 31 unarmed sailors. 9 GUARDS CAME. 40 percent agree.",
}


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        # A name that one report alone has for the same people is not the name of the whole.
        (
            [("a", "31 people", "people"), ("b", "31 people", "people"), ("c", "31 unarmed sailors", "sailors")],
            "people",
        ),
        ([("a", "31 people", "people"), ("c", "31 unarmed sailors", "unarmed sailors")], "unarmed sailors"),
        # Of one noun the longest description, as a sentence has it and not a headline.
        ([("a", "9 Harbour Guards", "harbour guards"), ("b", "9 guards", "guards")], "Harbour Guards"),
        ([("b", "9 guards", "guards"), ("c", "9 GUARDS", "guards")], "guards"),
        ([("a", "31 people", None), ("b", "31 people", None)], "a number"),
    ],
)
def test_a_group_is_named_as_most_reports_name_it(printed: list[tuple[str, str, str | None]], said: str) -> None:
    figures = [figure(TEXTS[doc], words, of, doc=doc) for doc, words, of in printed]
    assert describe(figures, TEXTS) == said
    assert describe(figures[::-1], TEXTS) == said


@pytest.mark.parametrize(("unit", "said"), [("USD", "an amount in USD"), ("percent", "a share in per cent")])
def test_a_unit_names_what_has_no_noun(unit: str, said: str) -> None:
    assert describe([figure(TEXTS["a"], "$4 million", None, unit=unit)], TEXTS) == said


def test_two_groups_of_one_name_are_told_apart_by_their_numbers() -> None:
    text = "31 people were held, 31 people at sea, Thirty-one people in all; 2,000 people came. 4 boats lay there."
    held = [figure(text, "31 people were", "people"), figure(text, "Thirty-one people", "people")]
    came, boats = figure(text, "2,000 people", "people"), figure(text, "4 boats", "boats")
    groups = [
        FigureGroup(f"fg{n}", of, tuple(one.id for one in members), "agree", "alike", (), WHY, (members[0].span,))
        for n, (of, members) in enumerate([("people", held), ("people", [came]), ("boats", [boats])], start=1)
    ]
    names = told_apart(groups, {one.id: one for one in [*held, came, boats]})
    assert [group.of for group in names] == ["people (31, Thirty-one)", "people (2,000)", "boats"]


def test_stems_become_the_words_of_the_text() -> None:
    text = "The vessel ignored four radio calls and carried equipment."
    stems = [stem("ignoring"), stem("carries"), "war", stem("calls")]
    assert as_printed(stems, text) == ["ignored", "carried", "calls"]


@given(st.text(max_size=300), st.integers(min_value=20, max_value=120))
def test_what_is_shortened_in_the_middle_keeps_both_ends(text: str, width: int) -> None:
    short = shorten_middle(text, width)
    assert len(short) <= max(width, 3)
    if len(text) <= width:
        assert short == text
    else:
        first, _, last = short.partition(" … ")
        assert text.startswith(first)
        assert text.endswith(last)


def test_no_word_is_cut_where_there_are_words() -> None:
    text = "The vessel ignored four radio calls, and it carried equipment that no aid mission of this kind ever needs"
    assert shorten_middle(text) == "The vessel ignored four radio calls … aid mission of this kind ever needs"
