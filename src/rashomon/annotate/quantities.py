"""Of how many a clause speaks: of one only, of few, of many, of most, of all."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from spacy.tokens import Token

from rashomon import lexicon
from rashomon.annotate.syntax import RELATIVE

_BEFORE = frozenset({"det", "amod", "advmod", "nummod"})


def quantity(head: Token) -> dict[str, str | int | float]:
    """The ``quantity`` of whom the predicate ``head`` is told: ``the only person who can …`` → one, ``dozens of people
    would …`` → many; with ``quantity_of``, the noun, and the offsets ``quantity_at`` and ``quantity_end`` of the words.
    Empty where the words say nothing of it."""
    subject = next((child for child in head.children if child.dep_ in {"nsubj", "nsubj:pass"}), None)
    if subject is None or subject.lower_ in RELATIVE:
        if head.dep_ not in {"acl:relcl", "acl"}:
            return {}
        subject = head.head
    if subject.dep_ == "nmod" and subject.head.lower_ in _quantities():
        subject = subject.head  # Of "dozens of people who …" it is told of dozens.
    before = [child for child in subject.lefts if child.dep_ in _BEFORE]
    found = next((kind for token in (subject, *before) if (kind := _quantity(token, subject))), "")
    if not found:
        return {}
    noun = next((child for child in subject.children if child.dep_ == "nmod" and child.i > subject.i), subject)
    noun = noun if subject.lower_ in _quantities() else subject
    first = min((child.left_edge.i for child in before), default=subject.i)
    return {
        "quantity": found,
        "quantity_of": noun.lemma_.lower(),
        "quantity_at": head.doc[first].idx,
        "quantity_end": noun.idx + len(noun),
    }


def _quantity(token: Token, noun: Token) -> str:
    """What a word of the phrase of ``noun`` says of how many there are."""
    found = _quantities().get(token.lower_, "")
    if found == "one" and not (noun.tag_ == "NN" and any(child.dep_ == "det" for child in noun.lefts)):
        return ""  # Of "the only people" there may be several; "only Vidal's boat left" does not count boats.
    if found == "few" and any(child.lower_ == "a" for child in noun.lefts):
        return ""  # "A few" are some.
    if not found and token.dep_ == "nummod" and token.lower_ not in {"1", "one"}:
        return "many"
    return found


@cache
def _quantities() -> Mapping[str, str]:
    kinds: Mapping[str, list[str]] = lexicon.load("quantities")["words"]
    return {word: kind for kind, words in kinds.items() for word in words}
