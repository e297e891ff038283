"""The trained pack behind its interface."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from rashomon.errors import LanguagePackError
from rashomon.language import load, pack_version, parse, parse_many
from rashomon.language.lemma import apply, script
from rashomon.language.shape import DIGITS, LETTERS_AND_DIGITS, LOWER, MIXED, SYMBOL, TITLE, UPPER, shape

REPORT = (
    "Minister Ilse Varga closed the harbour of Port Sable\n\n"
    "The government of Kestria closed the harbour on Tuesday, the minister, Ilse Varga, told reporters in Marrow. "
    "“Nobody will be harmed,” she said.\n\n"
    "The Red Cross was not told."
)


def test_sentences_end_at_blank_lines_and_full_stops() -> None:
    sentences = [sentence.text.strip() for sentence in parse(REPORT).sents]
    assert sentences[0] == "Minister Ilse Varga closed the harbour of Port Sable"
    assert sentences[-1] == "The Red Cross was not told."
    assert "“Nobody will be harmed,” she said." in sentences


def test_the_layers_are_filled() -> None:
    doc = parse(REPORT)
    said = next(token for token in doc if token.text == "said")
    assert (said.pos_, said.tag_, said.lemma_) == ("VERB", "VBD", "say")
    assert any(child.text == "she" and child.dep_ == "nsubj" for child in said.children)
    assert "Tense=Past" in str(said.morph)
    names = {(span.text, span.label_) for span in doc.ents}
    assert ("Ilse Varga", "PER") in names
    assert ("Marrow", "LOC") in names
    assert any(name == "Red Cross" and label == "ORG" for name, label in names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("I will send it on Monday. Phillip Mary, This sounds better, I am fine with it.", ["Phillip", "Mary"]),
        (
            "It looks much better. Phillip Kate Lund has asked me to send you the letter.",
            ["Phillip", "Kate Lund"],
        ),
    ],
)
def test_a_name_ends_with_its_sentence(text: str, names: list[str]) -> None:
    doc = parse(text)
    assert [span.text for span in doc.ents if span.label_ == "PER"] == names
    assert all(span.root.sent == word.sent for span in [*doc.ents, *doc.spans["kinds"]] for word in span)


def test_one_unit_vector_a_sentence() -> None:
    doc = parse(REPORT)
    vectors = doc.user_data["sentence_vectors"]
    assert vectors.shape == (len(list(doc.sents)), 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_sentences_of_like_meaning_lie_nearer() -> None:
    doc = parse("The mayor closed the bridge.\n\nThe bridge was shut by the mayor.\n\nApples are cheap this autumn.")
    vectors = doc.user_data["sentence_vectors"]
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


def test_a_report_is_parsed_alike_whatever_stands_beside_it() -> None:
    def layers(text: str, others: list[str]) -> list[tuple[str, str, int, str]]:
        doc = list(parse_many([*others, text]))[-1]
        return [(token.text, token.tag_, token.head.i, token.dep_) for token in doc]

    assert layers(REPORT, []) == layers(REPORT, ["Something else.", REPORT[:80]])


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="abcAB. ,\n\t\u00a0\u200b“”'’\"🙂é1-\x00\ufeff", max_size=120))
def test_any_text_can_be_parsed_and_stays_as_it_is(text: str) -> None:
    doc = parse(text)
    assert doc.text == text
    words = [token for token in doc if not token.is_space]
    assert all(token.head.sent == token.sent for token in words)
    assert len(doc.user_data["sentence_vectors"]) == len([s for s in doc.sents if s.text.strip()])


@pytest.mark.parametrize("word", ["x-", "(", "각", "https://harbour.example/" + "a/b-c" * 90 + " ", "🙂 "])
def test_stretches_of_many_pieces_can_be_parsed(word: str) -> None:
    # The encoder has positions for 512 pieces; a window never holds more.
    text = f"It began. {word * 400}"
    assert parse(text).text == text


def test_a_missing_pack_is_named(tmp_path: Path) -> None:
    with pytest.raises(LanguagePackError, match="make train"):
        load(tmp_path)


def test_the_pack_names_itself() -> None:
    assert pack_version().startswith("en_rashomon-")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("port", LOWER),
        ("Port", TITLE),
        ("OAS", UPPER),
        ("iPhone", MIXED),
        ("1,200", DIGITS),
        ("F16", LETTERS_AND_DIGITS),
        ("—", SYMBOL),
        ("A", TITLE),
        ("U.S.", UPPER),
    ],
)
def test_shapes(word: str, expected: int) -> None:
    assert shape(word) == expected


@given(st.text(alphabet="abcdeABCDE", min_size=1, max_size=10), st.text(alphabet="abcdeABCDE", min_size=1, max_size=10))
def test_a_script_makes_its_lemma_or_the_lower_case(word: str, lemma: str) -> None:
    assert apply(word, script(word, lemma)) in (lemma, word.lower())


@pytest.mark.parametrize(
    ("word", "lemma"), [("said", "say"), ("Troops", "troop"), ("was", "be"), ("closing", "close"), ("Obama", "Obama")]
)
def test_scripts_of_real_words(word: str, lemma: str) -> None:
    assert apply(word, script(word, lemma)) == lemma
