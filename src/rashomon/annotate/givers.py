"""Whose number a figure is, where no quotation says so: ``police put the crowd at 4,000``, ``police figures show 41``.

First comes whoever puts, counts or shows the number, or the tally that the clause goes by; then the speaker of the
quotation that holds the figure, then the relays through whom the report knows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from rashomon.annotate.levels import level_words
from rashomon.annotate.nominals import names_a_person, phrase_start, text_of
from rashomon.annotate.scopes import Core
from rashomon.annotate.syntax import governing_verb
from rashomon.model import Document, Entity, Figure, Quote, Source

_SHOWING = frozenset({"show", "indicate", "suggest", "reveal", "find", "say"})


def with_givers(
    document: Document,
    doc: Doc,
    figures: Sequence[Figure],
    cores: Sequence[Core],
    quotes: Sequence[Quote],
    entities: Sequence[Entity],
) -> tuple[Figure, ...]:
    """``figures`` with ``scope.sources``; those of nobody but the report itself have none."""
    by_id = {quote.id: quote for quote in quotes}
    owners = {mention.span.start: entity for entity in entities for mention in entity.mentions}
    out = []
    for figure, core in zip(figures, cores, strict=True):
        giver = _giver(core.number)
        within = (_source(document, doc, giver, owners),) if giver is not None else ()
        sources = tuple({source.name: source for source in (*within, *_speakers(by_id.get(figure.by or "")))}.values())
        out.append(replace(figure, scope=replace(figure.scope, sources=sources)) if sources else figure)
    return tuple(out)


def _speakers(quote: Quote | None) -> tuple[Source, ...]:
    if quote is None:
        return ()
    return (*([quote.speaker] if quote.speaker is not None else []), *quote.via)


def _giver(number: Token) -> Token | None:
    """The head of the phrase that names who puts, counts or shows the number of ``number``'s clause."""
    verb = governing_verb(number)
    if verb is None:
        return None
    lemma, lower = verb.lemma_.lower(), verb.lower_
    puts = lemma in level_words("putting") or lower in ("put", "gave", "given")
    counts = lemma in level_words("counting") | level_words("recording")
    passive = any(child.dep_ == "nsubj:pass" for child in verb.children)
    if puts or counts:
        agent = _agent(verb) if passive else _subject(verb)
        direct = counts and _is_object(number, verb)
        records = lemma in level_words("recording")
        if agent is not None and _can_give(agent, records=records) and (direct or (puts and _is_put(number))):
            return agent
    subject = _subject(verb)
    if subject is not None and lemma in _SHOWING and subject.lemma_.lower() in level_words("tallies"):
        return subject
    return next((child for child in verb.children if _is_tally_beside(child)), None)


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ == "nsubj"), None)


def _agent(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_.startswith("obl") and _case(child) == "by"), None)


def _case(token: Token) -> str:
    return next((child.lower_ for child in token.children if child.dep_ == "case"), "")


def _is_put(number: Token) -> bool:
    """``at 40``, ``as 41``: the number is what something is put at."""
    token = number
    for _ in range(3):
        if _case(token) in ("at", "as") and token.dep_.startswith(("obl", "nmod")):
            return True
        token = token.head
    return False


def _is_object(number: Token, verb: Token) -> bool:
    token = number
    for _ in range(3):
        if token.head.i == verb.i:
            return token.dep_ in ("obj", "nsubj:pass")
        token = token.head
    return False


def _can_give(token: Token, *, records: bool) -> bool:
    """A body or persons, or a tally of theirs; no event or thing puts a number, and a place that records cases has
    them."""
    if token.lemma_.lower() in level_words("tallies") | level_words("givers") or token.ent_type_ == "ORG":
        return True
    return not records and (token.pos_ == "PROPN" or names_a_person(token))


def _is_tally_beside(token: Token) -> bool:
    """``according to police figures``, ``by the ministry's count``: words beside the verb that name a tally."""
    if token.lemma_.lower() not in level_words("tallies") or not token.dep_.startswith("obl"):
        return False
    return _case(token) in ("according", "by")


def _source(document: Document, doc: Doc, head: Token, owners: Mapping[int, Entity]) -> Source:
    start = phrase_start(head)
    while start < head.i and doc[start].pos_ == "ADP":
        start += 1
    name = text_of(doc, start, head.i + 1)
    span = document.span(doc[start].idx, doc[start].idx + len(name))
    entity = owners.get(head.idx) or owners.get(doc[start].idx)
    return Source(name, entity.id if entity is not None else None, span)
