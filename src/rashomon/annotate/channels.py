"""How words reached the public, where the text says so beside them: a tweet, a statement, an interview."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from rashomon import lexicon
from rashomon.annotate.cues import verb_lemma


@cache
def _table(kind: str) -> dict[str, str]:
    table: dict[str, str] = lexicon.load("channels")[kind]
    return table


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(lexicon.load("channels")["prepositions"])


def channel_in(tokens: Sequence[Token], verb: Token | None, source: Token | None = None) -> str | None:
    """The channel that ``tokens`` (the reporter's words around a quotation) name, the nearest to ``verb`` first.

    ``source`` is the head of who or what speaks: a text that speaks is its own channel.
    """
    if source is not None and source.pos_ == "NOUN" and (spoken := channel_of(source)) is not None:
        return spoken if spoken != REPORTERS else None
    if verb is not None and (own := _table("verbs").get(verb_lemma(verb))) is not None:
        return _site(tokens) or own if own == "post" else own
    anchor = verb.i if verb is not None else (tokens[0].i if tokens else 0)
    for token in sorted(tokens, key=lambda token: (abs(token.i - anchor), token.i)):
        found = _named_by(token, verb)
        if found is not None and not _of_another(token, verb, source):
            return found
    return None


REPORTERS = "remarks to reporters"
_CLAUSE_DEPTH = 5
_ADDRESSING = frozenset({"speak", "talk", "ask", "tell", "answer"})


def _of_another(token: Token, verb: Token | None, source: Token | None) -> bool:
    """``Roe issued a statement after Vidal told voters “…”``: the channel is that of another subject's clause."""
    if verb is None or source is None:
        return False
    clause = token.head
    for _ in range(_CLAUSE_DEPTH):
        if clause.i == verb.i or clause.head.i == clause.i or clause.pos_ == "VERB":
            break
        clause = clause.head
    inside = verb
    for _ in range(_CLAUSE_DEPTH):
        if inside.head.i == clause.i and inside.dep_ == "advcl":
            subjects = [child for child in clause.children if child.dep_.startswith("nsubj")]
            return bool(subjects) and subjects[0].i != source.i and subjects[0].pos_ != "PRON"
        inside = inside.head
    return False


def channel_of(noun: Token) -> str | None:
    """The channel that a noun denotes, with the noun before it where both together say more (``blog post``)."""
    doc = noun.doc
    if noun.i:
        pair = _table("compounds").get(f"{doc[noun.i - 1].lower_} {noun.lemma_.lower()}")
        if pair is not None:
            return pair
    return _table("nouns").get(noun.lemma_.lower())


def _site(tokens: Sequence[Token]) -> str | None:
    return next((_table("sites")[token.text] for token in tokens if token.text in _table("sites")), None)


def _named_by(token: Token, verb: Token | None) -> str | None:
    if token.text in _table("sites"):
        before = token.doc[token.i - 1] if token.i else None
        reached = before is not None and before.lower_ in {"on", "to", "via", "through"}
        return _table("sites")[token.text] if reached else None
    if token.pos_ not in {"NOUN", "PROPN"} or token.ent_type_ == "ORG":  # the Halden Post is no post
        return None
    channel = channel_of(token)
    if channel is None:
        return None
    if channel == REPORTERS:
        addressed = verb is not None and (token.head.i == verb.i or token.i == verb.i + 1)
        addressed = addressed or token.head.lemma_.lower() in _ADDRESSING
        return channel if addressed and not token.dep_.startswith("nsubj") else None
    cases = {child.lower_ for child in token.children if child.dep_ == "case"}
    made = token.dep_ == "obj" and verb_lemma(token.head) in lexicon.load("channels")["publishing"]
    return channel if made or cases & _prepositions() else None
