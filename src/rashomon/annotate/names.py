"""How a report names its actors apart from the bare name, with whose voice does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from rashomon.annotate.appositions import Named
from rashomon.annotate.definites import find_definites
from rashomon.annotate.descriptions import Description, find_descriptions, label_kind
from rashomon.annotate.known_names import preceding_title
from rashomon.annotate.nominals import core, names_a_person
from rashomon.model import Document, Entity, Explanation, Name, Quote, Voice

LONGEST_LABEL = 22
"""Tokens."""


def find_names(
    document: Document,
    doc: Doc,
    entities: tuple[Entity, ...],
    quotes: tuple[Quote, ...],
    descriptions: Sequence[Description] | None = None,
) -> tuple[Name, ...]:
    """The labels of the report in the order of the text: titles, roles, epithets and categories tied to an entity.

    A label inside quotation marks is ``quoted``, with the quotation's speaker, and so is one that the report tells as
    somebody's words without marks ("Orr called Vidal a crook"); of the reporter's own, ``headline`` and
    ``caption`` are told by the block. A label whose head alone is quoted is cut to the quoted words: those are what
    somebody else said. ``descriptions`` are those of ``find_described``, where they are at hand.
    """
    named = named_tokens(doc, entities)
    if descriptions is None:
        tied = find_descriptions(doc, named)
        descriptions = [*tied, *find_definites(doc, named, tied)[0]]
    marked = [quote for quote in quotes if quote.marked]
    own = _longest([*descriptions, *_described_only(doc, entities), *_said_of_self(doc, marked)])
    owner = {at: name.key for name in named for at in range(name.title, name.end)}
    names = {(name.span, name.entity): name for name in reversed([_name(document, doc, d, marked, owner) for d in own])}
    return tuple(sorted(names.values(), key=lambda name: (name.span.start, name.span.end, name.entity)))


def _longest(descriptions: Sequence[Description]) -> list[Description]:
    """One label where several ranges share a head: the longest that a reader takes in at a glance."""
    best: dict[tuple[int, str], Description] = {}
    for description in sorted(descriptions, key=lambda d: (d.end - d.start, d.start)):
        place = (description.head, description.key)
        if place not in best or description.end - description.start <= LONGEST_LABEL:
            best[place] = description
    return list(best.values())


def named_tokens(doc: Doc, entities: Sequence[Entity]) -> list[Named]:
    """The entities' mentions by name as token ranges, in the order of the text; unresolved names are left out."""
    named = []
    for entity in entities:
        if entity.explanation.candidates:
            continue
        for mention in entity.mentions:
            if mention.kind != "name":
                continue
            span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            if span is not None and len(span):
                title = preceding_title(doc, span.start) if entity.type == "person" else span.start
                named.append(Named(span.start, span.end, title, entity.id, entity.type))
    return sorted(named, key=lambda name: (name.start, name.end, name.key))


def _name(
    document: Document, doc: Doc, description: Description, quotes: Sequence[Quote], owner: Mapping[int, str]
) -> Name:
    start, end = description.span(doc)
    head = doc[description.head].idx
    quote = next((q for q in quotes if q.span.start <= head < q.span.end), None)
    voice: Voice = "own"
    speaker = None
    if quote is not None:
        voice = "quoted"
        speaker = quote.speaker.entity if quote.speaker is not None else None
        start, end = max(start, quote.span.start), min(end, quote.span.end)
    elif description.said_by is not None:
        voice = "quoted"
        speaker = owner.get(description.said_by)
    else:
        block = document.block_at(start)
        if block is not None and block.role in {"headline", "caption"}:
            voice = "headline" if block.role == "headline" else "caption"
    return Name(
        span=document.span(start, end),
        entity=description.key,
        voice=voice,
        label=description.label,
        explanation=Explanation(description.rule, description.reason),
        speaker=speaker,
    )


def _described_only(doc: Doc, entities: Sequence[Entity]) -> Iterator[Description]:
    """The descriptions of persons whom the report does not name: they are all that it calls them."""
    for entity in entities:
        for mention in entity.mentions if not entity.named else ():
            span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            if span is not None and len(span):
                head = span[-1]
                label = label_kind(doc, span.start, span.end, head)
                reason = entity.explanation.reason
                yield Description(span.start, span.end, head.i, entity.id, "description-only", label, reason)


def _said_of_self(doc: Doc, quotes: Sequence[Quote]) -> Iterator[Description]:
    """``“I’m a farmer,” Vidal said.``: what speakers whom the report names call themselves."""
    for quote in quotes:
        if quote.speaker is None or quote.speaker.entity is None:
            continue
        span = doc.char_span(quote.span.start, quote.span.end, alignment_mode="expand")
        for token in span if span is not None else ():
            if token.text == "I" and token.dep_ == "nsubj" and _is_said(token.head):
                start, end = core(token.head)
                start = max(
                    start,
                    max((c.i + 1 for c in token.head.children if c.dep_ in {"cop", "aux", "nsubj"}), default=start),
                )
                if start < end:
                    yield Description(
                        start,
                        end,
                        token.head.i,
                        quote.speaker.entity,
                        "said-of-self",
                        label_kind(doc, start, end, token.head),
                        "the speaker says it in the first person",
                    )


def _is_said(head: Token) -> bool:
    if head.pos_ not in {"NOUN", "PROPN"} or not names_a_person(head):
        return False
    words = {child.lower_ for child in head.children if child.dep_ in {"advmod", "cop", "aux", "det", "mark"}}
    return any(child.dep_ == "cop" for child in head.children) and not words & {
        "not",
        "n't",
        "n’t",
        "never",
        "no",
        "if",
        "were",
        "would",
    }
