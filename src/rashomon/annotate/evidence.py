"""What a report shows about an actor besides the name: the sex that it says, and who was named last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc

from rashomon import lexicon
from rashomon.annotate.cluster import Gender
from rashomon.model import Entity, Mention

_PRONOUNS: dict[str, Gender] = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female"}


def sex_of(doc: Doc, entity: Entity, entities: Sequence[Entity]) -> tuple[Gender | None, str]:
    """The sex that the report says or shows of a person, with how; None where it does neither or says both.

    Honorifics and nouns ("Ms.", "congresswoman", "his wife") count first. Else a "he" or "she" that follows the name in
    the same sentence, or opens the next, where no other person stands between.
    """
    if entity.type != "person":
        return None, "not a person"
    said = _said(entity)
    if len(said) == 1:
        return said.pop(), "the report's title or noun says so"
    if said:
        return None, "the report's titles and nouns disagree"
    shown = _shown(doc, entity, entities)
    if len(shown) == 1:
        return next(iter(shown)), "pronouns after the name show it"
    return None, "the pronouns after the name disagree" if shown else "the report does not show it"


def _said(entity: Entity) -> set[Gender]:
    titles = lexicon.load("titles")
    said: set[Gender] = set()
    for form in entity.forms:
        words = form.split()
        sex = titles["honorifics"].get(words[0]) if len(words) > 1 else None
        noun = words[-1].casefold()
        described = any(m.kind == "description" and m.span.text == form for m in entity.mentions)
        if sex == "male" or (described and noun in titles["masculine"]):
            said.add("male")
        elif sex == "female" or (described and noun in titles["feminine"]):
            said.add("female")
    return said


def _shown(doc: Doc, entity: Entity, entities: Sequence[Entity]) -> Counter[Gender]:
    others = sorted(m.span.start for e in entities if e.type == "person" and e.id != entity.id for m in e.mentions)
    shown: Counter[Gender] = Counter()
    for mention in entity.mentions:
        if mention.kind != "name":
            continue
        span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if span is None or not len(span):
            continue
        limit = min(span.sent.end + 3, len(doc))
        for token in doc[span.end : limit]:
            if "\n" in token.text or any(mention.span.end <= start < token.idx for start in others):
                break
            if token.lower_ in _PRONOUNS and (token.i < span.sent.end or token.dep_ == "nsubj"):
                shown[_PRONOUNS[token.lower_]] += 1
                break
    return shown


def last_mentions(entities: Sequence[Entity], offset: int) -> list[tuple[Entity, Mention]]:
    """Every actor mentioned before the character ``offset`` with the last such mention, the nearest first."""
    before = [
        (entity, max((m for m in entity.mentions if m.span.end <= offset), key=lambda m: m.span.start))
        for entity in entities
        if any(m.span.end <= offset for m in entity.mentions)
    ]
    return sorted(before, key=lambda pair: (-pair[1].span.start, pair[0].id))
