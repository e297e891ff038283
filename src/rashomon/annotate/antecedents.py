"""Which of the actors named before it a pronoun takes up: a ranker over named features.

All candidates of a pronoun are weighed against each other and against "none of them" (Denis & Baldridge 2007, "A
Ranking Approach to Pronoun Resolution", IJCAI). Features are yes or no and stand in ``antecedents.json`` with their
weights; ``training/coreference`` fits them on GUM's open genres. A difference of scores is the logarithm of the odds.
"""

from __future__ import annotations

import json
from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from spacy.tokens import Doc, Token

from rashomon.annotate.cues import SUBJECTS, any_verb, verb_lemma
from rashomon.annotate.nominals import is_plural, names_a_person
from rashomon.annotate.syntax import RELATIVE

Kind = Literal["male", "female", "thing", "many"]
PRONOUNS: dict[str, Kind] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
    "it": "thing", "its": "thing", "they": "many", "them": "many", "their": "many",
}  # fmt: skip
WINDOW = 8
"""Sentences before a pronoun in which its antecedent is looked for."""
NOBODY = ""
"""The candidate that stands for none of the others."""
_NEAR = ((0, "0"), (1, "1"), (2, "2"), (4, "3-4"), (WINDOW, "5-8"))
_INSIDE_NAMES = frozenset({"flat", "compound", "nmod:desc", "conj", "appos"})
_REACH = 60

Agreement = Callable[[str], Literal["known", "open"] | None]
"""Whether the report says that an entity can be meant by a pronoun, leaves it open, or (None) rules it out."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A mention of an entity before its head token ``at``."""

    at: int
    entity: str
    kind: Literal["name", "description", "pronoun"]


@dataclass(frozen=True, slots=True)
class Model:
    """What was fitted. Less than ``margin`` apart, the two best candidates are both possible."""

    margin: float
    weights: Mapping[str, float]


@cache
def model() -> Model:
    """The model for he and she."""
    data = json.loads(resources.files("rashomon.annotate").joinpath("antecedents.json").read_text(encoding="utf-8"))
    return Model(data["margin"], data["weights"])


class Antecedents:
    """The mentions of one report's actors in the reporter's words, which grow by the pronouns that are read."""

    def __init__(
        self,
        doc: Doc,
        own: Collection[int],
        sentences: Sequence[int],
        paragraphs: Sequence[int],
        places: Sequence[Place],
    ) -> None:
        self._doc, self._own, self._sentences, self._paragraphs = doc, own, sentences, paragraphs
        self._at = {place.at: place for place in places}
        self._marked = sorted(place.at for place in places if place.at not in own and place.kind == "name")
        self.places = sorted(place for place in places if place.at in own)

    def add(self, place: Place) -> None:
        """A pronoun that was read: from now on a mention like the others."""
        insort(self.places, place)

    def candidates(self, token: Token, agreement: Agreement) -> dict[str, list[Place]]:
        """Entity → its mentions within ``WINDOW`` sentences before the pronoun, the last first."""
        found: dict[str, list[Place]] = {}
        here = self._sentences[token.i]
        for number in range(bisect_left(self.places, token.i, key=lambda place: place.at) - 1, -1, -1):
            place = self.places[number]
            if here - self._sentences[place.at] > WINDOW:
                break
            if place.entity in found or agreement(place.entity):
                found.setdefault(place.entity, []).append(place)
        others = self._named_below(token) | self._spoken_of(token)
        return {e: p for e, p in found.items() if e not in others and not _bound(self._doc, token, p)}

    def _named_below(self, token: Token) -> frozenset[str]:
        """``He said Vidal had come``: not Vidal, whom the clause names of which "he" is the subject (principle C)."""
        if token.dep_ not in SUBJECTS:
            return frozenset()
        found, waiting = set[str](), [child for child in token.head.children if child.i > token.i]
        while waiting:
            word = waiting.pop()
            if word.dep_ in {"conj", "parataxis"}:
                continue
            if word.i in self._at and self._at[word.i].kind == "name":
                found.add(self._at[word.i].entity)
            waiting += word.children
        return frozenset(found)

    def _spoken_of(self, token: Token) -> frozenset[str]:
        """Who is named inside the quotations next to a pronoun: nobody speaks of themselves by their name."""
        found: set[str] = set()
        reach = 2 * _REACH
        nearest = bisect_left(self._marked, token.i - reach)
        if nearest == len(self._marked) or self._marked[nearest] > token.i + reach:
            return frozenset()
        for step in (-1, 1):
            inside = False
            for i in range(token.i + step, token.i + reach * step, step):
                if not 0 <= i < len(self._doc) or "\n" in self._doc[i].text:
                    break
                if inside and i in self._own and self._doc[i].is_alpha:
                    break
                inside = inside or i not in self._own
                if i not in self._own and i in self._at and self._at[i].kind == "name":
                    found.add(self._at[i].entity)
        return frozenset(found)

    def features(
        self, token: Token, found: Mapping[str, Sequence[Place]], agreement: Agreement
    ) -> Iterator[tuple[str, list[str]]]:
        """Each candidate with the names of its features, ``NOBODY`` last."""
        here = self._sentences[token.i]
        role, reports = _role(token), _reports(token)
        clause = _clause(token.head)
        subject = _subject(_clause(clause.head) if token.dep_ in SUBJECTS else clause)
        reporter = _reporter(token)
        spoke = self._spoke_last(found)
        for rank, (entity, places) in enumerate(found.items()):
            last = places[0]
            mention = self._doc[last.at]
            distance = _near(here - self._sentences[last.at])
            name = next((place for place in places if place.kind == "name"), None)
            named = "far" if name is None else _near(here - self._sentences[name.at])
            roles = {(here - self._sentences[place.at], _role(self._doc[place.at])) for place in places}
            names = [
                f"last {distance}", f"{last.kind} {distance}", f"name {named}",
                f"{_role(mention)} > {role}", f"{_role(mention)} {min(2, here - self._sentences[last.at])}",
                f"between {min(3, rank)}", f"{_reports(mention)} > {reports}",
            ]  # fmt: skip
            names += [f"subject {step}" for step in (0, 1) if (step, "subject") in roles]
            names += [
                f"theme {step}"
                for step in (0, 1)
                if any(here - self._sentences[place.at] == step and _is_theme(self._doc[place.at]) for place in places)
            ]
            names.append(f"agreement {agreement(entity)}")
            names += [f"spoke last > {reports}"] if entity == spoke else []
            checks = {
                "paragraph": self._paragraphs[last.at] == self._paragraphs[token.i],
                "clause subject": subject is not None and _top(mention).i == subject.i,
                "said by": reporter is not None and _top(mention).i == reporter.i,
                "alone": len(found) == 1,
                "same word": mention.lower_ == token.lower_,
                "first": not any(place.at < last.at and self._sentences[place.at] == self._sentences[last.at]
                                 for places in found.values() for place in places),
            }  # fmt: skip
            names += [check for check, holds in checks.items() if holds]
            yield entity, names
        nearest = max((places[0].at for places in found.values()), default=-1)
        names = ["nobody", f"nobody {role}", f"nobody {reports}", f"nobody of {min(3, len(found))}"]
        names.append(f"nobody {_near(here - self._sentences[nearest])}" if nearest >= 0 else "nobody far")
        names += (
            ["nobody, a noun between", f"nobody, a noun between, {reports}"]
            if self._noun_between(token, nearest)
            else []
        )
        yield NOBODY, names

    def _spoke_last(self, found: Mapping[str, Sequence[Place]]) -> str | None:
        """Of the candidates, who last did something that reports words."""
        latest = {
            entity: max((place.at for place in places if _reports(self._doc[place.at]) == "reports"), default=-1)
            for entity, places in found.items()
        }
        best = max(latest.items(), key=lambda item: item[1], default=(None, -1))
        return best[0] if best[1] >= 0 else None

    def since(self, token: Token, sentence: int, found: Mapping[str, Sequence[Place]]) -> set[str]:
        """The candidates that stand after a sentence. Where the pronoun reports, those that a clause is about there: a
        speaker goes on speaking of others."""
        reports = _reports(token) == "reports"
        return {
            entity
            for entity, places in found.items()
            for place in places
            if self._sentences[place.at] > sentence and (not reports or _is_theme(self._doc[place.at]))
        }

    def main_subject(self, token: Token, agreement: Agreement) -> str | None:
        """``Vidal left, but she said …``, ``Vidal left. “…,” she said``: of a pronoun that is the subject of a joined
        clause or of a reporting word, the subject of the main clause next before."""
        joined = token.dep_ in SUBJECTS and token.head.dep_ == "conj" and token.head.head.i < token.i
        if not joined and _reports(token) != "reports":
            return None
        themes = self.themes(token, self.candidates(token, agreement))
        if joined:
            subject = _subject(token.head.head)
            themes = [t for t in themes if subject is not None and _top(self._doc[t[1].at]).i == subject.i]
        latest = max((self._sentences[place.at] for _, place in themes), default=0)
        nearest = [entity for entity, place in themes if self._sentences[place.at] == latest]
        return nearest[0] if len(nearest) == 1 else None

    def themes(self, token: Token, found: Mapping[str, Sequence[Place]]) -> list[tuple[str, Place]]:
        """The candidates that the sentence of a pronoun, up to it, or the one before it is about, and where."""
        here = self._sentences[token.i]
        themes = (
            (e, next((place for place in places if _is_theme(self._doc[place.at])), None))
            for e, places in found.items()
        )
        return [(e, place) for e, place in themes if place is not None and here - self._sentences[place.at] <= 1]

    def _noun_between(self, token: Token, nearest: int) -> bool:
        """A person in a common noun, which is no mention of an actor, nearer than the actors."""
        for i in range(token.i - 1, max(nearest, token.i - _REACH), -1):
            noun = self._doc[i]
            new = noun.pos_ == "NOUN" and i in self._own and i not in self._at
            if new and names_a_person(noun) and not is_plural(noun):
                return True
        return False

    def rank(self, token: Token, agreement: Agreement, weights: Mapping[str, float]) -> list[tuple[float, str]]:
        """The candidates and ``NOBODY`` with their scores, best first."""
        found = self.candidates(token, agreement)
        scored = [
            (sum(weights.get(name, 0.0) for name in names), e) for e, names in self.features(token, found, agreement)
        ]
        return sorted(scored, key=lambda pair: (-pair[0], pair[1]))


def chosen(ranked: Sequence[tuple[float, str]], margin: float) -> str | None:
    """The best candidate, where it is likelier than ``NOBODY`` and by ``margin`` than any other."""
    best = ranked[0]
    others = [score for score, entity in ranked[1:] if entity != NOBODY]
    return None if best[1] == NOBODY or (others and best[0] - others[0] < margin) else best[1]


def _bound(doc: Doc, pronoun: Token, places: Sequence[Place]) -> bool:
    """``Vidal praised him``: not Vidal, for an object is never its clause's subject (principle B of Chomsky 1981)."""
    if pronoun.dep_ not in {"obj", "iobj"} or pronoun.lower_.endswith("self"):
        return False
    subject = _subject(pronoun.head)
    return subject is not None and any(_top(doc[place.at]).i == subject.i for place in places)


def _near(distance: int) -> str:
    return next((name for most, name in _NEAR if distance <= most), "9")


def _top(token: Token) -> Token:
    """The head of the phrase that a name or an apposition stands in."""
    for _ in range(4):
        if token.dep_ not in _INSIDE_NAMES or token.head.i == token.i:
            break
        token = token.head
    return token


def _role(token: Token) -> str:
    dep = _top(token).dep_
    if dep in SUBJECTS:
        return "subject"
    return {"nmod:poss": "possessor", "obj": "object", "iobj": "object"}.get(dep, "other")


def _is_theme(token: Token) -> bool:
    """The subject of a main clause."""
    top = _top(token)
    return top.dep_ in SUBJECTS and top.head.dep_ in {"root", "conj", "parataxis"}


def _reports(token: Token) -> str:
    top = _top(token)
    return "reports" if top.dep_ in SUBJECTS and verb_lemma(top.head) in any_verb() else "acts"


def _subject(verb: Token) -> Token | None:
    """Who does ``verb``; of one joined to another by "and", also who does that."""
    for _ in range(3):
        subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if subject is not None and subject.lower_ in RELATIVE and verb.dep_.startswith("acl"):
            return _top(verb.head)
        if subject is not None or verb.dep_ != "conj":
            return subject
        verb = verb.head
    return None


def _clause(noun: Token) -> Token:
    for _ in range(6):
        if noun.pos_ in {"VERB", "AUX"} or noun.head.i == noun.i:
            break
        noun = noun.head
    return noun


def _reporter(token: Token) -> Token | None:
    """Who says the clause that ``token`` stands in: ``Vidal said that he …``."""
    for _ in range(8):
        above = token.head
        if above.i == token.i:
            break
        if token.dep_ in {"ccomp", "xcomp", "parataxis"} and verb_lemma(above) in any_verb():
            return _subject(above)
        token = above
    return None
