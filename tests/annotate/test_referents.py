"""Whom a pronoun takes up, and where it stays open: invented people in a few sentences."""

from __future__ import annotations

import pytest
from tests.annotate.quoting import quotes, report

from rashomon.annotate.antecedents import NOBODY, PRONOUNS, chosen
from rashomon.annotate.entities import find_entities
from rashomon.annotate.referents import Referent, Referents
from rashomon.language import parse


def every_reading(text: str, *, backwards: bool = False) -> list[tuple[str, Referent]]:
    """The pronouns of a text without quotations, in order, each with what it denotes."""
    document, doc = report(text), parse(text)
    referents = Referents(document, doc, find_entities(document, doc), frozenset(range(len(doc))))
    pronouns = [token for token in doc if token.pos_ == "PRON" and token.lower_ in PRONOUNS]
    found = {token.i: referents.resolve(token) for token in (pronouns[::-1] if backwards else pronouns)}
    return [(token.text, found[token.i]) for token in pronouns]


def readings(text: str) -> list[tuple[str, str | None]]:
    return [(word, found.source.name if found.source else None) for word, found in every_reading(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marta Vidal opened the harbour on Monday. She cut the ribbon.", [("She", "Marta Vidal")]),
        ("Luis Roe sold his boat.", [("his", "Luis Roe")]),
        ("Luis Roe said that he would sell his boat.", [("he", "Luis Roe"), ("his", "Luis Roe")]),
        # A chain goes on from one pronoun to the next.
        ("Marta Vidal was born in Halden. She studied law. She left the town. Her friends stayed.",
         [("She", "Marta Vidal"), ("She", "Marta Vidal"), ("Her", "Marta Vidal")]),
        ("Mr. Luis Roe met Mrs. Marta Vidal in Halden. She was late.", [("She", "Marta Vidal")]),
    ],
)  # fmt: skip
def test_the_one_who_stands_out(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert readings(text) == expected


@pytest.mark.parametrize(
    ("text", "word", "not_this"),
    [
        # An object is never its own clause's subject.
        ("Mr. Luis Roe praised him.", "him", "Luis Roe"),
        ("Mr. Luis Roe came in and thanked him.", "him", "Luis Roe"),
        # Nobody is named in the clause of which the pronoun is the subject.
        ("Mr. Luis Roe left early. He said Luis Roe was ill.", "He", "Luis Roe"),
        # What the report says of somebody's sex.
        ("Mrs. Marta Vidal left early. He stayed.", "He", "Marta Vidal"),
        ("The congresswoman, Ana Quill, left early. He stayed.", "He", "Ana Quill"),
    ],
)
def test_what_is_ruled_out(text: str, word: str, not_this: str) -> None:
    assert not_this not in [name for spelled, name in readings(text) if spelled == word]


def test_two_left_are_both_named() -> None:
    (_, found), *_ = every_reading("Mr. Luis Roe and Mr. Tom Bell met Mr. Karel Dunn. His boat was gone.")
    assert found.source is None
    assert len(found.candidates) == 2
    assert all(name in found.how for name in found.candidates)


def test_one_left_who_need_not_be_meant_is_named_too() -> None:
    text = (
        "Mr. Luis Roe left the town. " + "The harbour was quiet. " * 5 + "A sailor and a cook stood there, and he sang."
    )
    (_, found), *_ = every_reading(text)
    assert found.source is None or found.source.name != "Luis Roe"


@pytest.mark.parametrize(
    ("ranked", "expected"),
    [
        ([(2.0, "roe"), (0.5, "dunn"), (0.0, NOBODY)], "roe"),
        ([(2.0, "roe"), (1.5, "dunn"), (0.0, NOBODY)], None),
        # Somebody who is not named must only be less likely.
        ([(2.0, "roe"), (1.5, NOBODY), (0.5, "dunn")], "roe"),
        ([(2.0, NOBODY), (0.5, "roe")], None),
        ([(0.0, NOBODY)], None),
    ],
)
def test_a_margin_parts_two_candidates(ranked: list[tuple[float, str]], expected: str | None) -> None:
    assert chosen(ranked, 1.0) == expected


def test_nobody_is_nobody() -> None:
    (_, found), *_ = every_reading("The harbour was quiet. He left.")
    assert found == Referent(None, "nobody in the sentences before agrees with “He”")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Harbour Authority denied the report. It said the gate had held.", "Harbour Authority"),
        ("Researchers met in Halden. They wrote that the gate had held.", "Researchers"),
        ("The gate was old. It broke on Monday.", None),
    ],
)
def test_it_and_they_are_a_body_only_where_the_sentence_is_about_one(text: str, expected: str | None) -> None:
    assert readings(text)[0][1] == expected


TEXT = "Luis Roe met Karel Dunn on the pier. He was late. He said his boat had sunk. Dunn gave him a coat."


def test_the_order_of_asking_does_not_matter() -> None:
    assert every_reading(TEXT) == every_reading(TEXT, backwards=True)


def test_the_same_text_with_other_names_is_read_alike() -> None:
    other = TEXT.replace("Luis Roe", "Piet Maas").replace("Karel Dunn", "Aron Beck").replace("Dunn", "Beck")
    names = {"Piet Maas": "Luis Roe", "Aron Beck": "Karel Dunn"}
    assert [(word, names.get(name or "", name)) for word, name in readings(other)] == readings(TEXT)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        # Who spoke last goes on, also of others.
        ("“The gate held,” Luis Roe said.\n\nHe said Karel Dunn should leave the council.\n\n“I mean it,” he said.",
         "Luis Roe"),
        ("“The gate held,” Luis Roe said. “It is old. It is rusty. It creaks. We paint it. We oil it. We pray. "
         "It held. It will hold. Ask anybody. Ask me.”\n\n“I mean it,” he said.", "Luis Roe"),
    ],
)  # fmt: skip
def test_who_spoke_last_goes_on(text: str, last: str) -> None:
    speaker = quotes(text)[-1].speaker
    assert speaker is not None and speaker.name == last
