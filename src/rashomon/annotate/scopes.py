"""For which place and time a figure holds, and what a rate is counted by.

A place or a time belongs to a figure that it follows at once (``12 in Osmund``), that has it inside its own noun
phrase, or in whose clause it stands; nothing is taken from another clause, where it may date or place something else.
Two different times in one clause leave the time open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from spacy.tokens import Doc, Token

from rashomon import lexicon
from rashomon.annotate.claim_times import bound
from rashomon.model import Bound, Document, Scope, Span, Time

_NOMINAL = frozenset({"nmod", "obl", "advmod", "obj", "nsubj", "compound", "flat", "xcomp", "nummod", "appos"})
_CLAUSAL = frozenset({"root", "parataxis", "ccomp", "advcl", "acl", "csubj"})
_ARTICLES = frozenset({"a", "an", "each", "every", "per"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_BOUNDS: Mapping[str, Bound] = {"after": "after", "before": "before"}
NEAR = 6
"""Tokens between a figure and the place or time that follows it at once."""


@cache
def _words(kind: str) -> Any:
    return lexicon.load("scopes")[kind]


@dataclass(frozen=True, slots=True)
class Expression:
    """A name of a place, or words for a time: tokens ``[first, last)`` with their head. ``period``: see ``Scope``."""

    kind: Literal["place", "time"]
    first: int
    last: int
    head: Token
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Core:
    """Where a figure stands: the tokens of its number and of what it counts, and the first token behind it."""

    number: Token
    head: Token
    after: int


@dataclass(slots=True)
class Setting:
    """The places and times of a report, by sentence."""

    document: Document
    doc: Doc
    by_sentence: dict[int, list[Expression]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document, doc: Doc, times: Sequence[Time]) -> Setting:
        """The setting of ``document``; a name of a place is what the parse takes for one."""
        setting = cls(document, doc)
        found = [Expression("place", ent.start, ent.end, ent.root) for ent in doc.ents if ent.label_ == "LOC"]
        for time in times:
            span = doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
            if span is not None:
                found.append(Expression("time", span.start, span.end, span.root))
        taken = {i for one in found if one.kind == "time" for i in range(one.first, one.last)}
        found += [one for token in doc if (one := _part_of_year(token, taken)) is not None]
        inside = {i for one in found if one.period for i in range(one.first, one.last)}
        for one in found:
            if one.period is not None or one.first not in inside:
                setting.by_sentence.setdefault(one.head.sent.start, []).append(one)
        return setting

    def scopes(self, cores: Sequence[Core]) -> list[Scope]:
        """Place and time of each figure of ``cores``; the other parts of a scope are left empty."""
        chosen: list[list[Expression]] = [[] for _ in cores]
        taken: set[int] = set()
        for number, core in enumerate(cores):
            for one in self._following(core):
                chosen[number].append(one)
                taken.add(one.first)
        heads = {i for core in cores for i in (core.head.i, core.number.i)}
        for number, core in enumerate(cores):
            for kind in ("place", "time"):
                if not any(one.kind == kind for one in chosen[number]):
                    chosen[number] += self._around(core, kind, taken, heads - {core.head.i, core.number.i})
        return [self._scope(found) for found in chosen]

    def _following(self, core: Core) -> list[Expression]:
        """What stands right behind the figure, with no verb but a participle and no mark between."""
        found: list[Expression] = []
        at = core.after
        for one in sorted(self.by_sentence.get(core.number.sent.start, ()), key=lambda one: one.first):
            between = self.doc[at : one.first] if one.first >= at else None
            if between is None or len(between) > NEAR or not all(_may_stand_between(token) for token in between):
                continue
            if one.kind == "time" or _is_where(one.head):
                found.append(one)
                at = one.last
        return found

    def _around(self, core: Core, kind: str, taken: set[int], others: set[int]) -> list[Expression]:
        """What hangs inside the figure's noun phrase, else what hangs from its verb."""
        top = _predicate(core.number)
        near: list[Expression] = []
        far: list[Expression] = []
        for one in self.by_sentence.get(core.number.sent.start, ()):
            if one.kind != kind or one.first in taken or one.first <= core.number.i < one.last:
                continue
            if one.head.head.tag_ == "JJS":
                continue  # "the highest since 2010" says since when it is the highest
            if kind == "place" and not (_is_where(one.head) or _has(one.head, core, top)):
                continue
            level = _climb(one.head, core, top, others)
            if level is not None:
                (near if level == "noun" else far).append(one)
        return near or far

    def _scope(self, found: Sequence[Expression]) -> Scope:
        places = tuple(self._span(one) for one in found if one.kind == "place")
        times = [one for one in found if one.kind == "time"]
        if len(times) != 1:
            return Scope(places=places)
        one = times[0]
        side = bound(one.head).get("bound")
        return Scope(places=places, time=self._span(one), bound=_BOUNDS.get(side or ""), period=one.period)

    def _span(self, one: Expression) -> Span:
        last = self.doc[one.last - 1]
        return self.document.span(self.doc[one.first].idx, last.idx + len(last))


def _predicate(number: Token) -> int:
    """The head of the clause of ``number``: a verb, or what stands in its place."""
    token = number
    for _ in range(8):
        if token.pos_ in ("VERB", "AUX") or token.dep_.partition(":")[0] in _CLAUSAL:
            break
        if any(child.dep_.startswith("nsubj") for child in token.children):
            break
        token = token.head
    return int(token.i)


def _part_of_year(token: Token, taken: set[int]) -> Expression | None:
    """``the third quarter``, ``the first half of 2018``, with its EDTF value; ``XXXX`` for a year that is not named."""
    lemma = token.lemma_.lower()
    if lemma not in ("quarter", "half") or token.i in taken or not token.i:
        return None
    ordinal = token.nbor(-1)
    number = _words("parts").get(ordinal.lower_)
    if number is None or not any(child.dep_ == "case" for child in token.children) or (lemma == "half" and number > 2):
        return None
    last = token.i + 1
    year = "XXXX"
    for skip in (0, 1):
        at = last + skip
        if at < len(token.doc) and (not skip or token.doc[last].lower_ == "of"):
            text = token.doc[at].text
            if len(text) == 4 and text.isdigit() and text[:2] in ("19", "20"):
                year, last = text, at + 1
                break
    code = 32 + number if lemma == "quarter" else 39 + number  # EDTF level 2: quarters are 33 to 36, halves 40 and 41
    return Expression("time", ordinal.i, last, token, f"{year}-{code}")


def _may_stand_between(token: Token) -> bool:
    if token.is_punct or token.is_space or token.pos_ in {"CCONJ", "SCONJ", "PRON", "AUX", "NUM", "SYM"}:
        return False
    return token.pos_ != "VERB" or token.tag_ == "VBN"


def _case(token: Token) -> str:
    return next((child.lower_ for child in token.children if child.dep_ == "case" and child.pos_ != "PART"), "")


def _is_where(place: Token) -> bool:
    """A preposition of place stands before the name or before the noun that it belongs to (``in Lisava's harbour``)."""
    if _case(place) in _words("place_prepositions"):
        return True
    above, label = place.head, place.dep_.partition(":")[0]
    if place.dep_ == "nmod:poss":
        return True
    if label == "compound" or (label == "nmod" and _case(place) == "of" and above.lower_ in _words("place_nouns")):
        return _case(above) in _words("place_prepositions")
    return label == "appos" and _is_where(above)


def _has(place: Token, core: Core, top: int) -> bool:
    """``Lisava recorded 40 cases``: the place is the subject of a verb of having, and the figure its object."""
    if place.dep_ != "nsubj" or place.head.i != top or core.head.i < place.i:
        return False
    return place.head.lemma_.lower() in _words("having") or place.head.lower_ in ("has", "had", "saw")


def _climb(token: Token, core: Core, top: int, others: set[int]) -> Literal["noun", "clause"] | None:
    """Whether the phrases over ``token`` lead to what the figure counts or to its verb, through no other clause and no
    other figure's noun."""
    for _ in range(8):
        label = token.dep_.partition(":")[0]
        participle = token.dep_ == "acl" and token.tag_ in ("VBN", "VBG")
        if not (label in _NOMINAL or participle) or token.head.i == token.i:
            return None
        above = token.head
        if above.i in (core.head.i, core.number.i):
            return "noun"
        if above.i == top:
            return "clause" if not participle else None
        if above.i in others and not participle:
            return None
        token = above
    return None


def rate_adverbs() -> Mapping[str, str]:
    """Adverbs and adjectives of a rate → what it is counted by."""
    adverbs: Mapping[str, str] = _words("adverbs")
    return adverbs


def rate_base(doc: Doc, after: int, *, price: bool) -> tuple[str, int] | None:
    """What a rate is counted by (``day``, ``litre``, ``100,000 residents``) in the words at ``doc[after]``, with the
    index behind them; None for no rate. ``price``: the figure is a sum of money, which any noun can follow."""
    if after + 1 >= len(doc) or doc[after].lower_ not in _ARTICLES:
        adverb = rate_adverbs().get(doc[after].lower_) if after < len(doc) else None
        return (adverb, after + 1) if adverb is not None else None
    article, noun = doc[after].lower_, doc[after + 1]
    if article == "per" and (noun.like_num or noun.pos_ == "NUM"):
        last = after + 2
        while last < len(doc) and last < after + 5 and doc[last].pos_ in {"NUM", "ADJ", "NOUN"}:
            last += 1
        return (doc[after + 1 : last].text.lower(), last)
    lemma = noun.lemma_.lower()
    following = doc[after + 2].lower_ if after + 2 < len(doc) else ""
    if noun.pos_ not in _NOUNS or following in _words("not_a_rate"):
        return None
    known = lemma if lemma in _words("bases") else noun.lower_
    if article == "per" or known in _words("bases") or (price and article in ("a", "an") and noun.tag_ == "NN"):
        return (known, after + 2)
    return None
