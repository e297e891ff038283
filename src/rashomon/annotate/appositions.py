"""Appositions by their commas: "Ana Vidal, a farmer from Halden," and "his lawyer, Luis Orr,".

Newspapers set the phrase that says who somebody is between commas, dashes or brackets beside the name. The rule
asks for a noun that says what a person (or body) is, right beside the name, and for punctuation that ends the phrase:
a phrase that goes on into a verb is a subject of its own and no apposition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from rashomon import lexicon
from rashomon.annotate.known_names import adjectives
from rashomon.annotate.nominals import (
    DASHES,
    POSSESSIVES,
    Phrase,
    is_plural,
    lemma_of,
    names_a_person,
    party_words,
    phrase,
    phrase_start,
    trim,
)
from rashomon.model import EntityType

_OPENERS = frozenset({",", "(", *DASHES})
_ENDS = frozenset({",", ".", ";", ":", ")", "!", "?", *DASHES})
REACH = 14
"""Tokens in which the noun of an apposition stands after the comma."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the text: tokens ``[start, end)``, titles from ``title`` on, of the entity ``key``."""

    start: int
    end: int
    title: int
    key: str
    kind: EntityType


@dataclass(frozen=True, slots=True)
class Apposition:
    """The range ``[start, end)`` with the noun ``head`` beside a name."""

    start: int
    end: int
    head: int


def after_name(doc: Doc, name: Named, owner: Mapping[int, Named]) -> Iterator[Apposition]:
    """``Ana Vidal, 44, a farmer from Halden who …,``: the longest range first."""
    at = past_tag(doc, name.end)
    at = _past_age(doc, at)
    if at >= len(doc) - 1 or doc[at].text not in _OPENERS or "\n" in doc[at].text_with_ws:
        return
    first = at + 1
    if doc[first].is_space or (first in owner and owner[first].kind == "person" and not _owns(doc, owner[first])):
        return
    head = _head_after(doc, first, name, owner)
    if head is None:
        return
    found = phrase(head)
    if found.start > first or not found.closed or not _is_closed_at(doc, found):
        return
    if name.kind != "person" and doc[first].lower_ not in {"a", "an", "the", "its"}:
        return
    for _, end in found.ranges():
        start, end = trim(doc, first, end)
        if start <= head.i < end:
            yield Apposition(start, end, head.i)


def before_name(doc: Doc, name: Named, owner: Mapping[int, Named]) -> Iterator[Apposition]:
    """``the governor of Halden, Ana Vidal,``: refused where two nouns before the comma can be the one described."""
    comma = name.title - 1
    if comma < 2 or doc[comma].text not in {",", *DASHES} or doc[name.title].is_sent_start:
        return
    after = past_tag(doc, name.end)
    if after < len(doc) and not (
        doc[after].text in _ENDS or doc[after].text in {"of", "who", "”", '"'} or doc[after].is_space
    ):
        return
    start = comma
    while start > 0 and comma - start < REACH and _goes_into_phrase(doc[start - 1]) and not doc[start].is_sent_start:
        start -= 1
    heads = [
        token
        for token in doc[start:comma]
        if token.i not in owner
        and token.pos_ in {"NOUN", "PROPN"}
        and _describes(token, name)
        and not is_plural(token)
        and not (token.i + 1 < comma and doc[token.i + 1].pos_ in {"NOUN", "PROPN"})
        and not (token.i + 1 < comma and doc[token.i + 1].text in POSSESSIVES)
    ]
    heads = [token for token in heads if _has_determiner(doc, phrase_start(token), owner)]
    if len(heads) != 1:
        return
    head = heads[0]
    begin = max(phrase_start(head), start)
    for end in dict.fromkeys([comma, head.i + 1]):
        low, high = trim(doc, begin, end)
        if low <= head.i < high:
            yield Apposition(low, high, head.i)


def past_tag(doc: Doc, at: int) -> int:
    """Past ``(R-Tenn.)`` or ``, R-Tenn.,`` or ``of Halden`` behind a name."""
    if at < len(doc) and doc[at].text == "(":
        close = next((k for k in range(at + 1, min(at + 7, len(doc))) if doc[k].text == ")"), None)
        return at if close is None else close + 1
    if (
        at + 2 < len(doc)
        and doc[at].text == ","
        and doc[at + 1].text[:2] in {"R-", "D-", "I-", "R", "D", "I"}
        and "-" in doc[at + 1].text + doc[at + 2].text
    ):
        close = next((k for k in range(at + 2, min(at + 7, len(doc))) if doc[k].text == ","), None)
        return at if close is None else close
    if at + 1 < len(doc) and doc[at].text == "of" and doc[at + 1].tag_ == "NNP":
        end = at + 1
        while end < len(doc) and doc[end].tag_ == "NNP":
            end += 1
        return end
    return at


def _past_age(doc: Doc, at: int) -> int:
    if at + 2 < len(doc) and doc[at].text == "," and doc[at + 1].text.isdigit() and doc[at + 2].text == ",":
        return at + 2
    return at


def _owns(doc: Doc, name: Named) -> bool:
    return name.end < len(doc) and doc[name.end].text in POSSESSIVES


def _head_after(doc: Doc, first: int, name: Named, owner: Mapping[int, Named]) -> Token | None:
    """The noun of the phrase that begins at ``first``, if it can describe the name."""
    for at in range(first, min(first + REACH, len(doc))):
        token = doc[at]
        following = doc[at + 1] if at + 1 < len(doc) else None
        if (
            token.is_space
            or (token.text in {",", ".", ";", ")", ":"} and at > first)
            or (token.pos_ in {"AUX", "ADP", "SCONJ", "PRON"} and token.tag_ != "PRP$")
        ):
            return None
        if token.pos_ == "VERB" and token.tag_ not in {"VBN", "VBG"}:
            return None
        inside_name = token.i in owner and token.text not in party_words()
        if inside_name or token.pos_ not in {"NOUN", "PROPN", "ADJ"} or not _describes(token, name):
            continue
        goes_on = following is not None and (
            following.pos_ in {"NOUN", "PROPN"}
            or following.text in POSSESSIVES
            or following.text == "-"
            or (token.text in party_words() and following.pos_ == "ADJ")
        )
        if goes_on and following is not None and not (following.i in owner and owner[following.i].kind == "person"):
            continue
        if token.pos_ == "ADJ" and token.text not in party_words():
            continue
        return None if is_plural(token) and name.kind == "person" else token
    return None


def _describes(token: Token, name: Named) -> bool:
    if name.kind == "person":
        return names_a_person(token)
    if name.kind in {"organization", "place", "state", "group", "product", "work"}:
        return (
            token.pos_ == "NOUN"
            and not names_a_person(token)
            and (lemma_of(token) in _things() or name.kind != "organization")
        )
    return False


def _things() -> frozenset[str]:
    organizations = lexicon.load("organizations")
    return frozenset([*organizations["generic"], *organizations["common"], *organizations["heads"]])


def _is_closed_at(doc: Doc, found: Phrase) -> bool:
    at = found.end
    while at < len(doc) and doc[at].text in {"”", '"', "’", "“"}:
        at += 1
    return (
        at >= len(doc)
        or doc[at].text in _ENDS
        or doc[at].is_space
        or doc[at].is_sent_start
        or doc[at].lower_ in {"who", "when", "while", "and"}
    )


def _goes_into_phrase(token: Token) -> bool:
    if token.is_space or token.text in _ENDS or token.text in {"“", "”", '"', "(", "and", "or", "but"}:
        return token.text in {"-"} and not token.whitespace_
    return token.pos_ in {"NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM", "PART"} or token.tag_ in {"PRP$", "POS", "VBN"}


def _has_determiner(doc: Doc, start: int, owner: Mapping[int, Named]) -> bool:
    """A lone noun before a comma is an item of a list; a determined one can be described by the name."""
    token = doc[start]
    return (
        token.pos_ == "DET"
        or token.tag_ == "PRP$"
        or token.lower_ in {"the", "a", "an"}
        or start in owner
        or token.text in adjectives()
        or any(t.text in POSSESSIVES for t in doc[start : start + 5])
    )
