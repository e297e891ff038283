"""Words in pieces: each word has its own, whatever stands around it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from rashomon.language import PACK
from rashomon.language.encoder import MOST_PIECES_A_WORD, Encoder, Pieces


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(PACK / "rashomon_reader")


def of_word(pieces: Pieces, word: int) -> list[int]:
    return [int(piece) for piece in pieces.ids[pieces.begins[word] : pieces.begins[word + 1]]]


@given(words=st.lists(st.sampled_from(["Kestria", "the", "harbour", "the", "“", "Port-Sable", "\u200d", "3,400"])))
def test_a_word_is_divided_alike_wherever_it_stands(encoder: Encoder, words: list[str]) -> None:
    pieces = encoder.pieces(words)
    assert pieces.begins[-1] == len(pieces.ids)
    assert [of_word(pieces, n) for n in range(len(words))] == [of_word(encoder.pieces([word]), 0) for word in words]


def test_of_a_word_with_very_many_pieces_the_first_are_kept(encoder: Encoder) -> None:
    pieces = encoder.pieces(["gate", "x7" * 45, "gate"])
    assert len(of_word(pieces, 1)) == MOST_PIECES_A_WORD
    assert of_word(pieces, 0) == of_word(pieces, 2)


def test_windows_give_one_row_a_word_and_a_piece_in_order(encoder: Encoder) -> None:
    words = ["The", "government", "of", "Kestria", "closed", "the", "harbour", ".", "Nobody", "was", "harmed", "."]
    pieces = encoder.pieces(words)
    both = encoder.encode(pieces, [(0, 8), (8, 12)])
    assert both.hidden.shape == (len(pieces.ids), 384)
    assert len(both.upos) == len(both.starts) == len(words)
    assert [len(mixed) for mixed in both.relation_mixed] == [8, 4]
    # A window is read by itself: what stands in the other changes nothing.
    alone = encoder.encode(encoder.pieces(words[8:]), [(0, 4)])
    assert np.array_equal(alone.hidden, both.hidden[pieces.begins[8] :])
