"""What a clause says, as words and vectors, so that it can be compared with a clause of another report."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

import numpy as np
from spacy.tokens import Token

from rashomon import lexicon
from rashomon.annotate.cues import verb_lemma
from rashomon.model import Meaning

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})


@cache
def _idle() -> frozenset[str]:
    """Words that carry no matter of their own, as lemmas and as printed."""
    return frozenset(lexicon.load("context")["function_words"]) | frozenset(lexicon.load("context")["light"])


def meaning_of(head: Token, own: Sequence[Token], names: Collection[int]) -> Meaning:
    """The meaning of the clause with predicate ``head`` and tokens ``own``; ``names`` are the tokens of entities.

    The vectors are rows of ``doc.tensor``, the language pack's vector for each word.
    """
    tensor = head.doc.tensor
    idle = _idle()
    words = [t for t in own if t.pos_ in _CONTENT and t.lower_ not in idle and t.lemma_.lower() not in idle]
    rows = tensor.take([token.i for token in own], axis=0).sum(axis=0) / len(own)
    return Meaning(
        clause=_packed(rows),
        head=_packed(tensor[head.i]),
        words=tuple(verb_lemma(token) if token.pos_ == "VERB" else token.lemma_.lower() for token in words),
        named=tuple(token.i in names for token in words),
        vectors=_packed(tensor.take([token.i for token in words], axis=0)),
    )


def _packed(rows: np.ndarray) -> bytes:
    return np.asarray(rows, dtype=np.float16).tobytes()
