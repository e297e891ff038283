"""Of how many a clause speaks: of one only, of few, of many, of most, of all."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from spacy.tokens import Token

from rashomon import lexicon

_RELATIVE = frozenset({"who", "which", "that"})
_BEFORE = frozenset({"det", "amod", "advmod", "nummod"})


def quantity(head: Token) -> dict[str, str | int | float]:
    """The ``quantity`` of whom the predicate ``head`` is told, with the offsets ``quantity_at`` and ``quantity_end`` of
    the words that say it: ``the only person who can …`` → one, ``dozens of people would …`` → many. Empty where the
    words say nothing of it."""
    subject = next((child for child in head.children if child.dep_ in {"nsubj", "nsubj:pass"}), None)
    if subject is None or subject.lower_ in _RELATIVE:
        if head.dep_ not in {"acl:relcl", "acl"}:
            return {}
        subject = head.head
    if subject.dep_ == "nmod" and subject.head.lower_ in _quantities():
        subject = subject.head  # Of "dozens of people who …" it is told of dozens.
    for token in (subject, *(child for child in subject.lefts if child.dep_ in _BEFORE)):
        found = _quantities().get(token.lower_, "")
        if found == "one" and not _is_single(subject):
            continue
        if found == "few" and any(child.lower_ == "a" for child in subject.lefts):
            continue  # "A few" are some.
        if not found and token.dep_ == "nummod" and token.lower_ not in {"1", "one"}:
            found = "many"
        if found:
            last = max(
                (child for child in subject.children if child.dep_ == "nmod"), key=lambda t: t.i, default=subject
            )
            last = last if token is subject and last.i > subject.i else subject
            first = min(
                (child.left_edge for child in subject.lefts if child.dep_ in _BEFORE), key=_place, default=subject
            )
            return {"quantity": found, "quantity_at": first.idx, "quantity_end": last.idx + len(last)}
    return {}


def _place(token: Token) -> int:
    return token.i


def _is_single(noun: Token) -> bool:
    """``The only person``, not ``the only people``, of whom there may be several; not ``only Vidal's boat left``."""
    return noun.tag_ == "NN" and any(child.dep_ == "det" for child in noun.lefts)


@cache
def _quantities() -> Mapping[str, str]:
    kinds: Mapping[str, list[str]] = lexicon.load("quantities")["words"]
    return {word: kind for kind, words in kinds.items() for word in words}
