"""Whom a noun phrase or a pronoun of the reporter denotes, as a source: an entity, or the words as printed.

A name or a description that the entities already hold is that entity. A pronoun goes to the one person who agrees
with it and stands out; where two do, nobody is chosen and both are named.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Literal

from spacy.attrs import IDX
from spacy.tokens import Doc, Token

from rashomon import lexicon
from rashomon.annotate.antecedents import NOBODY, PRONOUNS, WINDOW, Agreement, Antecedents, Kind, Place, chosen, model
from rashomon.annotate.cues import SUBJECTS, possessor_of, verbs
from rashomon.annotate.nominals import is_plural, names_a_person, phrase, phrase_start
from rashomon.annotate.syntax import places_of
from rashomon.model import Document, Entity, Mention, Source

Gender = Literal["male", "female"]
_NOUN_REACH = 60
_BREAKS = frozenset({",", "—", "–", "―", "--", "("})
_BODIES = frozenset({"organization", "state", "group", "office"})


@dataclass(frozen=True, slots=True)
class Referent:
    """What a phrase denotes. ``source`` is None where the text leaves it open; ``candidates`` are then the readings."""

    source: Source | None
    how: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spoken:
    """Somebody who was last found speaking: what a pronoun most likely takes up."""

    source: Source
    sentence: int


class Referents:
    """The actors of one report, asked by token. Built once a report; holds no decision about any quotation."""

    def __init__(self, document: Document, doc: Doc, entities: Sequence[Entity], own: Collection[int]) -> None:
        self._document, self._doc, self._own = document, doc, own
        self._by_id = {entity.id: entity for entity in entities}
        self._starts = doc.to_array(IDX).tolist()
        pairs = [(mention, entity) for entity in entities for mention in entity.mentions if mention.kind != "pronoun"]
        pairs.sort(key=lambda pair: (pair[0].span.start, -pair[0].span.end))
        self._at: dict[int, tuple[Mention, Entity]] = {}
        for mention, entity in pairs:
            if mention.kind == "description":
                self._at[self._token(mention.head)] = (mention, entity)
        for mention, entity in pairs:
            if mention.kind == "name":
                for i in range(self._token(mention.span.start), self._token(mention.span.end - 1) + 1):
                    self._at[i] = (mention, entity)
        self._sentence, number = [0] * len(doc), 0
        for sentence in doc.sents:
            # However long somebody is quoted, the reporter's next sentence follows the reporter's last.
            number += any(i in own and doc[i].is_alpha for i in range(sentence.start, sentence.end))
            self._sentence[sentence.start : sentence.end] = [number] * len(sentence)
        self._pronouns = [i for i in places_of(doc, "PRON") if i in own and doc[i].lower_ in PRONOUNS]
        places = self._places(pairs)
        used = self._pronouns_beside(places)
        self._genders = {entity.id: _genders(entity) or used.get(entity.id, frozenset()) for entity in entities}
        self.antecedents = Antecedents(doc, own, self._sentence, self._paragraphs(), places)
        self._readings: dict[int, Referent] = {}
        self._read = 0

    @property
    def doc(self) -> Doc:
        """The parse of the report."""
        return self._doc

    def _token(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def _places(self, pairs: Sequence[tuple[Mention, Entity]]) -> list[Place]:
        """The mentions of persons and bodies by their head tokens, in order."""
        found = {
            Place(self._token(m.head), e.id, "description" if m.kind == "description" else "name")
            for m, e in pairs
            if e.type in {"person", *_BODIES}
        }
        return sorted(found)

    def _paragraphs(self) -> list[int]:
        """The number of each token's block."""
        starts = [block.start for block in self._document.blocks]
        return [bisect_right(starts, start) for start in self._starts]

    def _pronouns_beside(self, places: Sequence[Place]) -> dict[str, frozenset[Gender]]:
        """Which of he and she the report uses for a person: counted in sentences that name nobody else before it."""
        named: dict[int, list[Place]] = {}
        for place in places:
            if place.at in self._own and self._by_id[place.entity].type == "person":
                named.setdefault(self._sentence[place.at], []).append(place)
        votes: dict[str, dict[Gender, int]] = {}
        for i in self._pronouns:
            kind = PRONOUNS[self._doc[i].lower_]
            if kind != "male" and kind != "female":
                continue
            people = [place.entity for place in named.get(self._sentence[i], ()) if place.at < i]
            if people and all(entity == people[0] for entity in people):
                counts = votes.setdefault(people[0], {})
                counts[kind] = counts.get(kind, 0) + 1
        found: dict[str, frozenset[Gender]] = {}
        for key, counts in votes.items():
            best = sorted(counts, key=lambda kind: (-counts[kind], kind))
            if len(best) == 1 or counts[best[0]] >= 3 * counts[best[1]]:
                found[key] = frozenset(best[:1])
        return found

    def sentence(self, token: Token) -> int:
        """The number of the parse's sentence that holds ``token``, those that are all quoted not counted."""
        return self._sentence[token.i]

    def entity_at(self, token: Token) -> Entity | None:
        """The entity that a name or description with ``token`` as (part of) its head denotes."""
        found = self._at.get(token.i)
        return found[1] if found else None

    def named(self, token: Token) -> bool:
        """True where ``token`` is the head of a person's or body's name or of a noun for a person."""
        found = self.entity_at(token)
        return found is not None and found.type in {"person", *_BODIES}

    def speaks(self, head: Token) -> bool:
        """True where the phrase can denote somebody who speaks: a person, a body, a text; not a thing or a matter."""
        entity = self.entity_at(head)
        if entity is not None:
            return entity.type in {"person", "place", "other", *_BODIES}
        if head.pos_ == "PRON":
            return head.lower_ not in {"it", "this", "that", "which", "what", "there", "these", "those", "its"}
        if head.lower_ in _calendar():
            return False
        if head.pos_ == "PROPN" or names_a_person(head):
            return True
        lemma = head.lemma_.lower()
        return lemma in verbs("documents") or lemma in _collectives()

    def resolve(self, head: Token, *, last: Spoken | None = None) -> Referent:
        """What the phrase with head ``head`` denotes. ``last`` is who spoke last, which pronouns lean to."""
        if head.pos_ == "PRON" and head.lower_ in PRONOUNS:
            return self._pronoun(head, last)
        if head.pos_ == "PRON" and head.lower_ in {"i", "me", "my"} and len(self._document.authors) == 1:
            span = self._document.span(head.idx, head.idx + len(head))
            return Referent(Source(self._document.authors[0], None, span), "the author speaks of themselves")
        members = [head, *(child for child in head.children if _is_joined(child))]
        if len(members) > 1 and all(member.i in self._own for member in members):
            return self._several(head, members)
        return self._one(head, last)

    def agree(self, pronoun: Token, source: Source) -> bool:
        """True where ``pronoun`` can take up ``source``, an entity of the report."""
        kind = PRONOUNS.get(pronoun.lower_)
        entity = self._by_id.get(source.entity or "")
        return kind is not None and entity is not None and self.agreement(entity.id, kind) is not None

    def resolve_quoted(self, head: Token, inside: Collection[int]) -> Referent:
        """What a phrase inside somebody's words denotes: of a pronoun, the nearest person named before it there."""
        kind = PRONOUNS.get(head.lower_) if head.pos_ == "PRON" else None
        if head.pos_ != "PRON":
            found = self.entity_at(head)
            span = self._document.span(head.idx, head.idx + len(head))
            if found is not None:
                return Referent(Source(found.name, found.id, span), "the name or description denotes it")
            return self._described(head)
        if kind not in {"male", "female"}:
            return Referent(None, f"“{head.text}” names nobody")
        for i in range(head.i - 1, min(inside) - 1, -1):
            entity = self.entity_at(self._doc[i])
            if entity is not None and self.agreement(entity.id, kind) is not None:
                span = self._document.span(head.idx, head.idx + len(head))
                return Referent(Source(entity.name, entity.id, span), f"“{head.text}” takes up {entity.name}")
        return self._pronoun(head, None)

    def _several(self, head: Token, members: Sequence[Token]) -> Referent:
        # A wrong tree may join what stands before the head.
        members = sorted(members, key=lambda member: member.i)
        start, final = phrase(members[0]).start, members[-1]
        end = max(phrase(final).core, self._name_end(final), head.i + 1)
        span = self._document.span(self._doc[start].idx, self._end(end))
        return Referent(Source(_flat(span.text), None, span), "several speak together")

    def _end(self, index: int) -> int:
        return self._doc[index - 1].idx + len(self._doc[index - 1])

    def _name_end(self, token: Token) -> int:
        found = self._at.get(token.i)
        return self._token(found[0].span.end - 1) + 1 if found else token.i + 1

    def _one(self, head: Token, last: Spoken | None) -> Referent:
        found = self._at.get(head.i)
        if found is None and head.pos_ == "PROPN":
            # The tree's head of a long name may be a word beside the mention: a title, a flat name's first word.
            beside = [child for child in head.children if child.dep_ in {"flat", "compound", "nmod:desc"}]
            right = [self._at[child.i] for child in beside if child.i > head.i and child.i in self._at]
            left = [self._at[child.i] for child in beside if child.i < head.i and child.i in self._at]
            found = next(iter(right), None) or self._name_beside(head) or next(iter(left), None)
        if found is None and head.pos_ == "NOUN" and names_a_person(head):
            # "campaign aide Tom Roe": the noun is a title, the name after it the person.
            beside_noun = self._name_beside(head)
            found = beside_noun if beside_noun is not None and beside_noun[1].type == "person" else None
        if found is not None:
            mention, entity = self._titled_person(head, found)
            return Referent(Source(entity.name, entity.id, mention.span), "the name or description denotes it")
        above = head.head
        if (
            head.dep_ == "appos"
            and above.i in self._own
            and above.i in self._at
            and self._at[above.i][1].type == "person"
        ):
            mention, entity = self._at[above.i]
            return Referent(Source(entity.name, entity.id, mention.span), "it stands in apposition to the name")
        named = self._name_before(head)
        if named is not None:
            mention, entity = named
            return Referent(Source(entity.name, entity.id, mention.span), "it follows the name as an apposition")
        for child in head.children:
            if (
                child.dep_ == "appos"
                and child.i in self._at
                and self._at[child.i][1].type in {"person", "organization"}
            ):
                mention, entity = self._at[child.i]
                return Referent(Source(entity.name, entity.id, mention.span), "an apposition names the person")
        if head.lemma_.lower() in verbs("documents") and head.pos_ == "NOUN":
            author = possessor_of(head, self._own)
            if author is not None and author.i != head.i:
                return self.resolve(author, last=last)
        if head.pos_ == "PRON":
            return Referent(None, f"“{head.text}” names nobody")
        return self._described(head)

    def _titled_person(self, head: Token, found: tuple[Mention, Entity]) -> tuple[Mention, Entity]:
        """Of ``Ostmark Foreign Minister Karel Dunn`` the person: the name that ends the run of capitals, not its
        modifier."""
        if found[1].type == "person" and " " in found[1].name:
            return found
        for i in range(head.i + 1, min(len(self._doc), head.i + 7)):
            if i not in self._own or not self._doc[i].text[:1].isupper():
                break
            if i in self._at and self._at[i][1].type == "person":
                return self._at[i]
        return found

    def _name_beside(self, head: Token) -> tuple[Mention, Entity] | None:
        """The name that goes on from ``head``, a title before it: all capitals, without a pause."""
        for i in range(head.i + 1, min(len(self._doc), head.i + 4)):
            if i not in self._own or self._doc[i].pos_ != "PROPN":
                return None
            if i in self._at:
                return self._at[i]
        return None

    def _name_before(self, head: Token) -> tuple[Mention, Entity] | None:
        """The person's name right before ``, a lawyer`` or ``— a lawyer``."""
        start = phrase_start(head)
        if start < 2 or self._doc[start].lower_ not in {"a", "an"} or self._doc[start - 1].text not in _BREAKS:
            return None
        found = self._at.get(start - 2)
        return found if found is not None and found[1].type == "person" else None

    def _described(self, head: Token) -> Referent:
        bounds = phrase(head)
        start, end = bounds.start, bounds.middle if bounds.middle - bounds.start <= 14 else bounds.core
        marked = head.i not in self._own
        for i in range(head.i + 1, end):
            if (i in self._own) == marked or self._doc[i].text in {"(", ","}:
                end = i
                break
        # A source that the report itself sets in marks (a “diplomatic source”) keeps its words.
        while start < head.i and start not in self._own and not marked:
            start += 1
        while end > head.i + 1 and self._doc[end - 1].pos_ in {"ADV", "ADP", "PUNCT", "AUX", "PRON", "SCONJ"}:
            end -= 1
        end = max(end, head.i + 1)
        span = self._document.span(self._doc[start].idx, self._end(end))
        return Referent(Source(_flat(span.text), None, span), "the words describe the speaker")

    def _pronoun(self, token: Token, last: Spoken | None) -> Referent:
        """What a pronoun takes up. All before it are read first, so that it does not matter in which order one asks."""
        for i in self._pronouns[bisect_left(self._pronouns, self._read) : bisect_left(self._pronouns, token.i)]:
            self._reading(self._doc[i], None)
        self._read = max(self._read, token.i)
        return self._reading(token, last)

    def _reading(self, token: Token, last: Spoken | None) -> Referent:
        found = self._readings.get(token.i)
        if found is not None and (last is None or found.source is not None):
            return found
        kind = PRONOUNS[token.lower_]
        found = self._body(token, kind) if kind in {"thing", "many"} else self._person(token, kind, last)
        self._readings[token.i] = found
        if token.i in self._own and found.source is not None and found.source.entity is not None:
            self.take(token, found.source.entity)
        return found

    def take(self, token: Token, entity: str) -> None:
        """From here on ``token`` is a mention of ``entity``. Who was "he" once is not "she" further down."""
        kind = PRONOUNS[token.lower_]
        self.antecedents.add(Place(token.i, entity, "pronoun"))
        if kind == "male" or kind == "female":
            self._genders[entity] = frozenset({kind})

    def _person(self, token: Token, kind: Kind, last: Spoken | None) -> Referent:
        """Who spoke last, where nobody else comes into question since; the subject that the clause goes on from; else
        whom the ranker sets apart."""
        agreement = partial(self.agreement, kind=kind)
        if last is not None and self._goes_on(token, agreement, last):
            return self._takes_up(token, last.source.entity or "", ())
        subject = self.antecedents.main_subject(token, agreement)
        if subject is not None:
            return self._takes_up(token, subject, ())
        ranked = self.antecedents.rank(token, agreement, model().weights)
        names = tuple(self._by_id[key].name for _, key in ranked if key != NOBODY)
        if not names:
            return Referent(None, f"nobody in the sentences before agrees with “{token.text}”")
        best = chosen(ranked, model().margin)
        if best is not None:
            return self._takes_up(token, best, tuple(sorted(names[1:3])))
        either = tuple(sorted(names[:2]))
        if len(either) > 1:
            return Referent(None, f"“{token.text}” may be {either[0]} or {either[1]}", either)
        return Referent(None, f"“{token.text}” may be {either[0]} or somebody who is not named", either)

    def _takes_up(self, token: Token, entity: str, others: tuple[str, ...]) -> Referent:
        span, name = self._document.span(token.idx, token.idx + len(token)), self._by_id[entity].name
        return Referent(Source(name, entity, span), f"“{token.text}” takes up {name}", others)

    def _goes_on(self, token: Token, agreement: Agreement, last: Spoken) -> bool:
        """True where the last speaker agrees with the pronoun and nobody else who does came between."""
        entity = last.source.entity
        if entity not in self._by_id or agreement(entity) is None or self.sentence(token) - last.sentence > WINDOW:
            return False
        found = self.antecedents.candidates(token, agreement)
        return not self.antecedents.since(token, last.sentence, found) - {entity}

    def _body(self, token: Token, kind: Kind) -> Referent:
        """``It`` and ``they``, which most often are things and people of no name: the one body that the sentence is
        about, else the nearest noun that can speak."""
        themes = self.antecedents.themes(token, self.antecedents.candidates(token, partial(self.agreement, kind=kind)))
        noun = self._noun_before(token, kind)
        if len(themes) != 1:
            return noun
        entity, place = themes[0]
        nearer = noun.source is not None and noun.source.evidence.start > self._starts[place.at]
        return noun if nearer else self._takes_up(token, entity, ())

    def _noun_before(self, token: Token, kind: Kind) -> Referent:
        """``Researchers met. “…,” they wrote``: the nearest subject that is a plural noun, or a body for "it"."""
        for i in range(token.i - 1, max(-1, token.i - _NOUN_REACH), -1):
            noun = self._doc[i]
            if i not in self._own or noun.dep_ not in SUBJECTS or noun.pos_ != "NOUN" or not self.speaks(noun):
                continue
            if (kind == "many") == is_plural(noun) and not (kind == "thing" and names_a_person(noun)):
                source = self._described(noun).source
                return Referent(source, f"“{token.text}” takes up “{noun.text}”")
        return Referent(None, f"nothing in the sentences before agrees with “{token.text}”")

    def agreement(self, entity: str, kind: Kind) -> Literal["known", "open"] | None:
        """Whether what the report says of ``entity`` fits such a pronoun, leaves it open, or speaks against it."""
        of_type, genders = self._by_id[entity].type, self._genders[entity]
        if kind not in {"male", "female"}:
            return "known" if of_type in _BODIES else None
        if of_type != "person" or (genders and kind not in genders):
            return None
        return "known" if genders else "open"


def _is_joined(token: Token) -> bool:
    """``and Luis Roe``: a noun that a conjunction joins to the one before."""
    joined = token.dep_ == "conj" and token.pos_ in {"NOUN", "PROPN"}
    return joined and any(child.dep_ == "cc" and child.lower_ in {"and", "or", "&"} for child in token.children)


def _genders(entity: Entity) -> frozenset[Gender]:
    """What the report's own words say of the person's sex: honorifics and nouns such as ``congresswoman``."""
    titles = lexicon.load("titles")
    masculine, feminine = frozenset(titles["masculine"]), frozenset(titles["feminine"])
    genders: set[Gender] = set()
    for form in entity.forms:
        words = form.split()
        sex = titles["honorifics"].get(words[0])
        if sex in {"male", "female"}:
            genders.add(sex)
        if words[0].lower() in {"a", "an", "the", "his", "her", "their"} or entity.name.split()[-1] == words[-1]:
            nouns = {word.lower().strip(",") for word in words[:6]}
            genders |= {"male"} if nouns & masculine else set()
            genders |= {"female"} if nouns & feminine else set()
    return frozenset(genders) if len(genders) == 1 else frozenset()


def _flat(text: str) -> str:
    return " ".join(text.split())


@cache
def _calendar() -> frozenset[str]:
    calendar = lexicon.load("calendar")
    return frozenset(str(word).lower() for kind in ("months", "weekdays") for word in calendar[kind])


@cache
def _collectives() -> frozenset[str]:
    organizations = lexicon.load("organizations")
    kinds = ("heads", "generic", "common")
    return frozenset(
        [
            *(word for kind in kinds for word in organizations[kind]),
            *lexicon.load("titles")["collectives"],
            "source",
            "people",
            "voter",
        ]
    )
