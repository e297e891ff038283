"""Small questions to the parse that several annotators ask."""

from __future__ import annotations

import numpy as np
from spacy.attrs import POS
from spacy.symbols import IDS
from spacy.tokens import Doc, Token

RELATIVE = frozenset({"who", "which", "that"})
"""Pronouns that stand for the noun before as the subject of its relative clause."""


def places_of(doc: Doc, *kinds: str) -> list[int]:
    """The indices of the tokens whose part of speech is one of ``kinds``, without a look at the others."""
    return np.flatnonzero(np.isin(doc.to_array(POS), [IDS[kind] for kind in kinds])).tolist()


def token_at(doc: Doc, offset: int) -> Token | None:
    """The token that covers the character at ``offset``; None past the end. Logarithmic in the length of the text."""
    # Not len(doc.text): that joins the whole text anew each time.
    if not len(doc) or not 0 <= offset < doc[-1].idx + len(doc[-1].text_with_ws):
        return None
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def governing_verb(token: Token) -> Token | None:
    """The nearest verb or auxiliary above ``token`` (or itself), at most eight steps up; None where there is none."""
    for _ in range(8):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head == token:
            return None
        token = token.head
    return None
