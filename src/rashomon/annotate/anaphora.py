"""Which entity each pronoun of a report takes up, once its quotations are known.

``He`` in what Vidal is said to have said is first of all Vidal; ``I`` inside quotation marks is whoever speaks. What
stays open between two people has no entry.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Token

from rashomon.annotate.referents import Referents, Spoken
from rashomon.model import Document, Entity, Quote

_THIRD = frozenset({"he", "him", "his", "she", "her", "hers"})
_FIRST = frozenset({"i", "me", "my", "mine"})


def resolve_pronouns(
    document: Document, doc: Doc, entities: Sequence[Entity], quotes: Sequence[Quote]
) -> Mapping[int, str]:
    """Token of a pronoun for a person → the id of the entity that it takes up."""
    marked: dict[int, list[int]] = {}
    speaker: dict[int, Quote] = {}
    for quote in sorted(quotes, key=lambda quote: quote.span.start - quote.span.end):
        outer = quote.outer or quote.span
        tokens = doc.char_span(outer.start, outer.end, alignment_mode="contract")
        inside = list(range(tokens.start, tokens.end)) if tokens is not None else []
        for i in inside:
            speaker[i] = quote  # the innermost comes last
            if quote.marked:
                marked[i] = inside
    referents = Referents(document, doc, entities, frozenset(range(len(doc))) - marked.keys())
    told = sorted(
        ((quote.cue.start, quote) for quote in quotes if quote.cue and quote.speaker and quote.speaker.entity),
        key=lambda pair: pair[0],
    )
    starts = [start for start, _ in told]
    found: dict[int, str] = {}
    for token in doc:
        lower = token.lower_
        if lower in _FIRST and token.i in marked:
            source = speaker[token.i].speaker
            if source is not None and source.entity is not None:
                found[token.i] = source.entity
        elif lower in _THIRD and token.pos_ == "PRON":
            if token.i in marked:
                referent = referents.resolve_quoted(token, marked[token.i])
            else:
                referent = referents.resolve(token, last=_last(referents, doc, token, speaker, told, starts))
            if referent.source is not None and referent.source.entity is not None:
                found[token.i] = referent.source.entity
    return found


def _last(
    referents: Referents,
    doc: Doc,
    token: Token,
    speaker: Mapping[int, Quote],
    told: Sequence[tuple[int, Quote]],
    starts: Sequence[int],
) -> Spoken | None:
    """Who spoke last before ``token``; of what somebody is said to have said, that one."""
    around = speaker.get(token.i)
    if around is not None and around.speaker is not None and around.speaker.entity is not None:
        return Spoken(around.speaker, referents.sentence(token))
    at = bisect_right(starts, token.idx) - 1
    if at < 0:
        return None
    start, quote = told[at]
    words = doc.char_span(start, start + 1, alignment_mode="expand")
    assert quote.speaker is not None
    return Spoken(quote.speaker, referents.sentence(words[0])) if words else None
