"""Reported speech without quotation marks: its extent, its cue and whose it is.

In the tables ``[…]`` marks the reported stretch; the speaker stands beside the sentence.
"""

from __future__ import annotations

import pytest
from tests.annotate.quoting import indirect, quotes

BEFORE = "Marta Vidal, the mayor of Halden, met Tom Roe, a lawyer for the harbour workers, on Monday.\n\n"


def found(sentence: str) -> list[tuple[str, str | None]]:
    start = len(BEFORE)
    return [
        (quote.span.text, quote.speaker.name if quote.speaker else None)
        for quote in indirect(BEFORE + sentence)
        if quote.span.start >= start
    ]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        # clause
        ("Vidal said [that the gate would stay closed until Friday].", "Marta Vidal"),
        ("Vidal said on Monday [the gate would stay closed].", "Marta Vidal"),
        ("Roe asked [whether anybody had inspected the gate].", "Tom Roe"),
        ("Two of the workers told reporters [that the gate had been broken for weeks].", "Two of the workers"),
        ("A senior official who asked not to be named said [the gate had never been inspected].", None),
        ("Backers say [the gate is safe].", "Backers"),
        ("Vidal made clear [she would not resign].", "Marta Vidal"),
        ("The indictment says [Roe took money from the harbour company].", "The indictment"),
        # tag
        ("[The gate will stay closed until Friday], Vidal said.", "Marta Vidal"),
        ("[The gate will stay closed], Vidal announced on Monday in a statement.", "Marta Vidal"),
        ("[The gate had been broken for weeks], people with knowledge of the inquiry said on Friday.", None),
        ("[Nobody had inspected it], said Roe.", "Tom Roe"),
        ("[The gate hit three workers], officials and the harbour board said.", None),
        # according to
        ("According to Vidal, [the gate was inspected in May].", "Marta Vidal"),
        ("[The gate was inspected in May], according to Vidal.", "Marta Vidal"),
        # as somebody said
        ("As Roe said, [the gate was never safe].", "Tom Roe"),
        # infinitive and gerund
        ("Vidal promised [to close the gate].", "Marta Vidal"),
        ("Roe accused the council of [hiding a report on the gate].", "Tom Roe"),
        # nouns of words
        ("Vidal’s claim [that the gate was safe] was false.", "Marta Vidal"),
        ("Vidal repeated her claim [that the gate was safe].", "Marta Vidal"),
        ("Roe made the case [that the gate had never been safe].", "Tom Roe"),
        # whose a relative clause and a participle are
        ("The lawyer stood in the same line as Vidal, who said [she would not resign].", "Marta Vidal"),
        ("Roe defended his remark that Vidal was a liar, saying [he meant no harm].", "Tom Roe"),
        (
            "The council was divided, and several officials doubted the plan. [It could fail], they said.",
            "several officials",
        ),
        # objects of verbs that say
        ("Vidal denied [the accusations].", "Marta Vidal"),
        ("Roe called for [an inquiry into the gate].", "Tom Roe"),
    ],
)
def test_a_reported_stretch_and_whose_it_is(sentence: str, speaker: str | None) -> None:
    stretch = sentence[sentence.index("[") + 1 : sentence.index("]")]
    matching = [said_by for text, said_by in found(sentence.replace("[", "").replace("]", "")) if text == stretch]
    assert matching, found(sentence.replace("[", "").replace("]", ""))
    if speaker is not None:
        assert matching[0] == speaker


@pytest.mark.parametrize(
    "sentence",
    [
        "On Monday, Vidal spoke.",
        "The gate fell on Monday, and nobody was hurt.",
        "After the vote, Vidal left the hall with Roe.",
        "“The gate is safe,” Vidal said.",
        "Vidal walked along the harbour, which was closed.",
    ],
)
def test_what_nobody_is_reported_to_say_is_none(sentence: str) -> None:
    assert found(sentence) == []


def test_a_chain_names_each_hop() -> None:
    [outer, inner] = indirect("Spokesman Ivo Lang said that Marta Vidal told Tom Roe that the gate was safe.")
    assert outer.speaker is not None and outer.speaker.name == "Ivo Lang"
    assert inner.speaker is not None and inner.speaker.name == "Marta Vidal"
    assert inner.span.text == "that the gate was safe"
    assert [source.name for source in inner.via] == ["Ivo Lang"]


def test_what_denies_the_saying_stands_in_the_cue() -> None:
    [quote] = indirect(BEFORE + "Vidal did not say whether the gate was safe.")[-1:]
    assert quote.cue is not None and quote.cue.text == "did not say"


def test_marked_words_inside_a_reported_stretch_are_a_quotation_of_their_own() -> None:
    sentence = "Marta Vidal said that the gate was “a disgrace to the town” and had to go."
    assert [quote.span.text for quote in indirect(sentence)] == [
        "that the gate was “a disgrace to the town” and had to go"
    ]
    assert [quote.span.text for quote in quotes(sentence)] == ["a disgrace to the town"]


@pytest.mark.parametrize("line", ["ORSK — ", "PORT SABLE, Kestria, May 14 (Meridian) - ", "ORSK ― "])
def test_a_dateline_is_nobodys_words(line: str) -> None:
    [quote] = indirect(f"{line}The gate will stay closed until Friday, Marta Vidal said.")
    assert quote.span.text == "The gate will stay closed until Friday"
