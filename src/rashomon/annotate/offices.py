"""Which office a clause says that somebody is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Token

from rashomon import lexicon
from rashomon.annotate.cues import inflections


def given_office(own: Sequence[Token]) -> dict[str, str | int | float]:
    """For ``named a new director``, ``was appointed as acting chief``: the ``rank`` of the office (``full`` where no
    word makes another one of it), with the offsets ``office_at`` and ``office_end`` of its words. Empty where the
    clause, of the tokens ``own``, gives nobody an office."""
    for verb in own:
        if verb.pos_ != "VERB" or verb.lower_ not in _appointing():
            continue
        for noun in sorted(_candidates(verb), key=lambda token: token.i):
            rank = next((ranks()[word.lower_] for word in _before(noun) if word.lower_ in ranks()), "full")
            if rank == "full" and noun.lemma_.lower() not in persons():
                continue
            first = min(
                (word.i for left in _before(noun) for word in (left, left.left_edge) if word.lower_ != "as"),
                default=noun.i,
            )
            return {"rank": rank, "office_at": noun.doc[first].idx, "office_end": noun.idx + len(noun)}
    return {}


def _candidates(verb: Token) -> Iterator[Token]:
    """What the verb can give: its object, what it makes of it, and what stands behind ``as``."""
    for child in verb.children:
        behind_as = any(word.lower_ == "as" for word in child.lefts)
        if child.tag_ == "NN" and (child.dep_ in {"obj", "xcomp"} or behind_as):
            yield child
        elif child.tag_ == "VBG" and behind_as:  # "as acting chief", parsed as what somebody acts
            yield from (below for below in child.children if below.tag_ == "NN" and below.dep_ in {"obj", "xcomp"})


def _before(noun: Token) -> list[Token]:
    """The words that stand before the noun in its phrase."""
    acting = [noun.head] if noun.head.tag_ == "VBG" and noun.head.i == noun.i - 1 else []
    return [*acting, *(word for word in noun.lefts if word.dep_ not in {"case", "mark"})]


@cache
def _appointing() -> frozenset[str]:
    """The verbs by which somebody is given an office, in all their forms."""
    return frozenset(inflections(lexicon.load("titles")["appointing_verbs"]))


@cache
def persons() -> frozenset[str]:
    """Nouns that denote a person by office, role or trade."""
    return frozenset(lexicon.load("titles")["persons"])


@cache
def ranks() -> dict[str, str]:
    """A word that makes another office of an office now held → the kind of rank."""
    listed: dict[str, str] = lexicon.load("titles")["ranks"]
    return {word: kind for word, kind in listed.items() if kind != "former"}
