"""Tokens follow the treebank, and the text stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from rashomon.language.tokenizer import blank

NLP = blank()

# The tokens are divided by bars; what stands between two bars is one token, white space apart.
CASES = [
    "The |U.S.|-|backed |council |did|n't |meet|.",
    "He |said |they |do|n’t |know |who|’s |in |charge|.",
    "An |anti-war |rally|, |an |ex-minister |and |a |non-binding |vote|.",
    "The |F|-|16 |landed |at |5 |p.m. |on |Sept. |3|.",
    "It |costs |$|1.2 |billion |or |10|% |of |that|.",
    "“|We |wo|n’t |go|,|” |Ms. |Noll |said|.",
    "Mail |press@harbour.example |or |see |www.harbour.example |and|/|or |call |303-555-0160|.",
    "Wait |... |what|?!",
    "The |mayor|'s |so|-|called |plan |(|see |p. |4|) |failed|.",
    "Lund|—|who |knew|—|left|.",
    "Lt. |Varga |and |Capt. |Noll |met |on |Wed. |at |7|pm|; |they |wed |in |May|.",
    "He |said |no|. |It |was |No. |3 |on |the |list |(|see |p. |8|)|.",
    'He |said|:|"|No|,|"|said |Varga|.|"|Never|"',
    '"|Ilse |Varga|"|<|varga@harbour.example|> |wrote |back',
    "“|[...] |the |bridge|,|” |he |wrote |to |#voters |about |item |#|4|.",
]


@pytest.mark.parametrize("marked", CASES)
def test_tokens(marked: str) -> None:
    expected = [piece.strip() for piece in marked.split("|") if piece.strip()]
    assert [token.text for token in NLP(marked.replace("|", "")) if not token.is_space] == expected


@given(st.text(max_size=300))
def test_the_text_is_never_changed(text: str) -> None:
    doc = NLP(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@given(st.text(alphabet="aA.,-—“”\"'’‘()[]!?…/0 1$%\n\u00a0\u200b\u202e🙂é", max_size=300))
def test_the_text_is_never_changed_among_marks(text: str) -> None:
    assert NLP(text).text == text


@pytest.mark.parametrize("stretch", ["(", "'", "🙂", ":", "://", "’s", "a", "(a"])
def test_a_long_stretch_is_divided_piece_by_piece(stretch: str) -> None:
    # spaCy alone takes time that grows with the square of such a stretch: minutes for this one.
    text = f"Before it {stretch * 20_000} and after it."
    doc = NLP(text)
    assert doc.text == text
    assert [token.text for token in doc][:2] == ["Before", "it"]
    assert [token.text for token in doc][-4:] == ["and", "after", "it", "."]


def test_a_long_address_stays_whole() -> None:
    address = "https://harbour.example/" + "/".join(f"page{number}" for number in range(60))
    assert [token.text for token in NLP(f"See {address} or ask.")] == ["See", address, "or", "ask", "."]
