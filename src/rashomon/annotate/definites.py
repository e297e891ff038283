"""Definite descriptions that take a name up again: "the congressman" after "Rep. Vidal".

A description is given to a name only where exactly one person (or body) of the report has the role that it says. Where
two have it, it goes to the one that the paragraph speaks of, if the other is not near; else it stays open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from spacy.attrs import LOWER
from spacy.tokens import Doc, Token

from rashomon import lexicon
from rashomon.annotate.appositions import Named, past_tag
from rashomon.annotate.descriptions import Description, label_kind
from rashomon.annotate.known_names import adjectives, country_names, title_at
from rashomon.annotate.nominals import (
    LONGEST_PREMODIFIER,
    core,
    is_plural,
    lemma_of,
    names_a_person,
    party_words,
    text_of,
)
from rashomon.annotate.persons import fold
from rashomon.annotate.syntax import places_of


@dataclass(frozen=True, slots=True)
class Role:
    """What a label says its bearer is: the noun, its rank ("former") and the other words of the label, folded."""

    noun: str
    rank: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Open:
    """A definite description of a person that no name of the report could be given to, and the names between."""

    start: int
    end: int
    head: int
    candidates: tuple[str, ...]


@cache
def _ranks() -> dict[str, str]:
    return dict(lexicon.load("titles")["ranks"])


@cache
def _taken_up_by() -> dict[str, frozenset[str]]:
    """Noun of an office → the nouns by which it is taken up."""
    return {office: frozenset([*nouns, office]) for office, nouns in lexicon.load("titles")["offices"].items()}


@cache
def _place_words() -> dict[str, frozenset[str]]:
    """A folded word for a country or state (adjective, abbreviation) → the folded words of its name."""
    places = lexicon.load("places")
    table: dict[str, frozenset[str]] = {}
    for name, entry in places["countries"].items():
        for form in (name, *entry["adjectives"], *entry.get("also", ())):
            table[fold(form)] = frozenset({fold(name)})
    for name, abbreviations in places["us_states"].items():
        for form in (name, *abbreviations):
            table.setdefault(fold(form), frozenset({fold(name)}))
    return table


def content_words(words: str) -> frozenset[str]:
    """The words of a label that restrict it, with names of places in one form."""
    parts = (
        fold(words.replace("(", " ").replace(")", " ").replace(",", " "))
        .replace("r-", "republican ")
        .replace("d-", "democrat ")
        .split()
    )
    expanded: set[str] = set()
    for part in parts:
        expanded |= _place_words().get(part, frozenset({part.removesuffix("'s")}))
    return frozenset(expanded)


def roles_of(doc: Doc, named: Sequence[Named], descriptions: Sequence[Description]) -> dict[str, list[Role]]:
    """Entity key → the roles that its labels say."""
    titles = lexicon.load("titles")["titles"]
    ends = {name.start: name.end for name in named}
    roles: dict[str, list[Role]] = {}
    for description in descriptions:
        text = text_of(doc, description.start, description.end)
        if description.rule == "party-tag":
            begin, end = (at - doc[description.start].idx for at in description.span(doc))
            tag = text[begin:end]
            party = (
                {"R": "republican", "D": "democrat", "I": "independent"}.get(tag[0], "")
                if tag[1:2] in {"-", "–"}
                else fold(tag.split()[0])
            )
            roles.setdefault(description.key, []).append(Role(party, "", content_words(tag)))
            continue
        if description.rule == "title-before-name" and description.end in ends:
            # "President Ivo Kral of Ostmark": the place belongs to the title.
            end = ends[description.end]
            text += " " + text_of(doc, end, past_tag(doc, end))
        for token, noun in _nouns(doc, description, titles):
            rank = next((_ranks()[t.lower_] for t in doc[description.start : token.i] if t.lower_ in _ranks()), "")
            for each in sorted(_taken_up_by().get(noun, frozenset({noun}))):
                roles.setdefault(description.key, []).append(
                    Role(each, "" if each == noun and " " in noun else rank, content_words(text))
                )
    return roles


def _nouns(doc: Doc, description: Description, titles: Mapping[str, str]) -> Iterator[tuple[Token, str]]:
    """The office nouns in a label: titles as printed, and person nouns up to its head, none of its complements."""
    last = max(description.head + 1, description.start + 1)
    at = description.start
    while at < description.end:
        length = title_at(doc, at) if at < last else 0
        if length and (office := titles.get(text_of(doc, at, at + length))):
            yield doc[at], office
            at += length
            continue
        token = doc[at]
        if (at < last and token.pos_ in {"NOUN", "PROPN"} and names_a_person(token)) or (
            token.dep_ == "conj" and token.head.i == description.head and names_a_person(token)
        ):
            yield token, _compound(doc, token)
        elif at < last and token.text in party_words():
            yield token, token.lower_
        at += 1


def _compound(doc: Doc, token: Token) -> str:
    """``vice president``, ``first lady``: the two words that are one office; otherwise the noun."""
    noun = lemma_of(token)
    if token.i > 0:
        pair = f"{doc[token.i - 1].lower_} {noun}"
        if pair in lexicon.load("titles")["two_words"]:
            return pair
    return noun


def find_definites(
    doc: Doc, named: Sequence[Named], descriptions: Sequence[Description]
) -> tuple[list[Description], list[Open]]:
    """Definite descriptions given to names, and those that stay open."""
    roles = roles_of(doc, named, descriptions)
    owner = {at for name in named for at in range(name.start, name.end)}
    described = {at for description in descriptions for at in range(description.start, description.end)}
    belonging = _belonging(doc, descriptions)
    first = {name.key: name.start for name in sorted(named, key=lambda n: n.start, reverse=True)}
    heads = _body_heads(doc, named)
    states = {country_names().get(text_of(doc, n.start, n.end)): n.key for n in reversed(named) if n.kind == "state"}
    linked: list[Description] = []
    still_open: list[Open] = []
    # Where the report ties no phrase with a possessor to a name, only those with "the" can be given to one.
    articles = np.flatnonzero(doc.to_array(LOWER) == doc.vocab.strings["the"]).tolist()
    definite = {i for at in articles for i in range(at + 1, at + 1 + LONGEST_PREMODIFIER)}
    for i in places_of(doc, "NOUN", "PROPN"):
        if i in owner or i in described or not (belonging or i in definite) or is_plural(doc[i]):
            continue
        token = doc[i]
        start, end = core(token)
        bearers = belonging.get(fold(text_of(doc, start, end)), frozenset()) if belonging else frozenset()
        if len(bearers) == 1:
            label = label_kind(doc, start, end, token)
            reason = "the report says in these words who it is"
            linked.append(Description(start, end, token.i, min(bearers), "same-description", label, reason))
            continue
        if doc[start].lower_ != "the" or end <= start + 1 or _is_title_of_name(doc, token, owner):
            continue
        if names_a_person(token):
            end = _office_end(token)
            candidates = _having_role(doc, token, start, roles)
            candidates = [key for key in candidates if first.get(key, len(doc)) < token.i]
            chosen = _one_of(doc, candidates, token.i, named)
            if chosen is None and end == start + 2:
                chosen = _foremost(candidates, named)
            if chosen is not None:
                linked.append(
                    Description(
                        start,
                        end,
                        token.i,
                        chosen,
                        "definite-description",
                        label_kind(doc, start, end, token),
                        "the only person of the report, or of this passage, whom the report gives this role",
                    )
                )
            else:
                still_open.append(Open(start, end, token.i, tuple(candidates)))
        elif any(c.dep_ in {"nmod", "acl", "acl:relcl"} for c in token.children):
            continue
        elif token.lower_ in lexicon.load("organizations")["governments"] and token.i == start + 2:
            state = states.get(adjectives().get(doc[start + 1].text))
            if state is not None and first[state] < token.i:
                reason = "a government is spoken of for its state, which the report names"
                linked.append(_of_body(start, token, state, reason))
        elif token.lower_ in heads and token.lower_ in lexicon.load("organizations")["generic"]:
            between = {other.lower_ for other in doc[start + 1 : token.i]}
            bodies = [key for key, words in heads[token.lower_].items() if first[key] < token.i and between <= words]
            if len(bodies) == 1:
                linked.append(_of_body(start, token, bodies[0], "the only body of the report whose name has this head"))
    return linked, still_open


def _belonging(doc: Doc, descriptions: Sequence[Description]) -> dict[str, frozenset[str]]:
    """``Vidal's lawyer``, where an apposition says who that is: the words, folded → whom they describe."""
    table: dict[str, frozenset[str]] = {}
    for description in descriptions:
        words = doc[description.start : description.end]
        if description.rule in {"apposition", "noun-before-name"} and any(t.tag_ == "POS" for t in words[:-1]):
            text = fold(text_of(doc, description.start, description.end))
            table[text] = table.get(text, frozenset()) | {description.key}
    return table


def _of_body(start: int, head: Token, key: str, reason: str) -> Description:
    return Description(start, head.i + 1, head.i, key, "definite-description", "category", reason)


def _office_end(head: Token) -> int:
    """Behind "secretary of state" and "secretary" alike: where the office ends that ``head`` begins."""
    titles = lexicon.load("titles")["offices"]
    words = head.doc[head.i : head.i + 3]
    return head.i + 3 if words.text.lower() in titles else head.i + 1


def _is_title_of_name(doc: Doc, token: Token, owner: set[int]) -> bool:
    return token.i + 1 in owner or any(child.dep_ == "appos" and child.i in owner for child in token.children)


def _body_heads(doc: Doc, named: Sequence[Named]) -> dict[str, dict[str, set[str]]]:
    """Last or head word of bodies' names, lower case → the keys of the bodies, each with all words of its name."""
    table: dict[str, dict[str, set[str]]] = {}
    for name in named:
        if name.kind != "organization":
            continue
        words = [token.lower_ for token in doc[name.start : name.end]]
        head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
        if len(words) > 1:
            table.setdefault(head, {}).setdefault(name.key, set()).update(words)
    return table


def _having_role(doc: Doc, token: Token, start: int, roles: Mapping[str, Sequence[Role]]) -> list[str]:
    """The keys of the persons who have the role of a description, its rank and its places."""
    noun = _compound(doc, token) if token.text not in party_words() else token.lower_
    before = doc[start + 1 : token.i]
    rank = next((_ranks()[t.lower_] for t in before if t.lower_ in _ranks()), "")
    if " " in noun:
        rank = ""
    places = {word for t in before for word in _place_words().get(fold(t.text), ())}
    complement = [
        child
        for child in token.rights
        if child.dep_ == "nmod" and child.left_edge.i == token.i + 1 and child.left_edge.lower_ in {"of", "for", "from"}
    ]
    needed = set(places)
    for child in complement:
        needed |= {
            w
            for t in doc[child.left_edge.i : child.right_edge.i + 1]
            if t.pos_ in {"PROPN", "NOUN"}
            for w in content_words(t.text)
        }
    fits: dict[str, list[Role]] = {}
    for key, held in roles.items():
        fitting = [
            role
            for role in held
            if role.noun == noun and role.rank == rank and needed <= role.words | _countries_in(role.words)
        ]
        if fitting:
            fits[key] = fitting
    # Without a place, "the president" is the one whom the report calls so without one: not "Russian President …".
    at_home = [key for key, held in fits.items() if any(not role.words & _countries() for role in held)]
    return sorted(at_home if at_home and not needed else fits)


@cache
def _countries() -> frozenset[str]:
    return frozenset(fold(name) for name in lexicon.load("places")["countries"])


_FOREMOST = 5
"""So many times as often as any other is the person named whom a bare "the governor" can only mean."""


def _foremost(candidates: Sequence[str], named: Sequence[Named]) -> str | None:
    """The candidate whom the report is about, if one of them is: the others are named in passing."""
    counts = Counter(name.key for name in named if name.key in candidates)
    ranked = counts.most_common(2)
    if len(ranked) == 2 and ranked[0][1] >= _FOREMOST * ranked[1][1]:
        return ranked[0][0]
    return None


def _countries_in(words: frozenset[str]) -> set[str]:
    return {fold(country_names()[word]) for word in words if word in country_names()}


def _one_of(doc: Doc, candidates: Sequence[str], at: int, named: Sequence[Named]) -> str | None:
    """The only candidate, or the only one named in this paragraph or the one before."""
    if len(candidates) <= 1:
        return candidates[0] if candidates else None
    start, breaks = at - 1, 0
    while start >= 0 and breaks < 2:
        breaks += "\n" in doc[start].text_with_ws
        start -= 1
    near = {name.key for name in named if start < name.start < at and name.key in candidates}
    return near.pop() if len(near) == 1 else None
