"""Names and words that the lexicon knows, in the forms in which the annotators ask for them."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc

from rashomon import lexicon
from rashomon.annotate.persons import fold
from rashomon.model import EntityType


@cache
def title_words() -> dict[str, tuple[str, ...]]:
    """First word of a title or honorific → all of them that begin with it, the longest first, as printed."""
    titles = lexicon.load("titles")
    table: dict[str, list[str]] = {}
    for title in sorted([*titles["titles"], *titles["honorifics"]], key=lambda t: (-len(t.split()), t)):
        table.setdefault(title.split()[0], []).append(title)
    return {first: tuple(all_of) for first, all_of in table.items()}


def title_at(doc: Doc, index: int) -> int:
    """How many tokens from ``index`` on are a title or honorific (0: none). Case counts: ``Chair``, not ``chair``."""
    for title in title_words().get(doc[index].text, ()):
        words = title.split()
        if index + len(words) <= len(doc) and all(doc[index + k].text == word for k, word in enumerate(words)):
            return len(words)
    return 0


@cache
def organization_heads() -> frozenset[str]:
    """Head words of organisations' names, with a capital and in capitals throughout."""
    return frozenset(
        form for head in lexicon.load("organizations")["heads"] for form in (head.capitalize(), head.upper())
    )


@cache
def adjectives() -> dict[str, str]:
    """Adjective or inhabitants' name → country (``Venezuelan`` → ``Venezuela``)."""
    places = lexicon.load("places")["countries"]
    return {
        adjective: name
        for name, entry in places.items()
        for adjective in entry["adjectives"]
        if "." not in adjective and adjective != "US"
    }


@cache
def country_names() -> dict[str, str]:
    """Every name of a country → its usual name."""
    table: dict[str, str] = {}
    for name, entry in lexicon.load("places")["countries"].items():
        for form in (name, *entry.get("also", ())):
            table[form] = name
    return table


@cache
def fixed_names() -> dict[str, tuple[tuple[tuple[str, ...], EntityType], ...]]:
    """First word → the fixed names of the lexicon that begin with it: countries, bodies, groups, regions."""
    organizations, places = lexicon.load("organizations"), lexicon.load("places")
    fixed: dict[str, EntityType] = {}
    for name in [*places["us_states"], *places["regions"]]:
        fixed[name] = "place"
    for name in country_names():
        fixed[name] = "state"
    for adjective in adjectives():
        fixed[f"{adjective}s"] = "group"
    for name in organizations["groups"]:
        fixed[name] = "group"
    for name in organizations["acting_bodies"]:
        fixed[name] = "organization"
    fixed["New York"] = fixed["Washington"] = fixed["Georgia"] = "place"
    table: dict[str, list[tuple[tuple[str, ...], EntityType]]] = {}
    for name, kind in fixed.items():
        words = tuple(name.split())
        table.setdefault(words[0], []).append((words, kind))
    return {first: tuple(sorted(entries, key=lambda e: (-len(e[0]), e[0]))) for first, entries in table.items()}


def initials(text: str) -> str:
    """The capital initials of the words of a name: ``Coastal Safety Board`` → ``CSB``."""
    return "".join(word[0] for word in re.split(r"[\s-]+", text) if word and word[0].isupper())


def is_acronym(text: str) -> bool:
    letters = text.replace(".", "").replace("&", "")
    return 2 <= len(letters) <= 8 and letters.isupper() and letters.isalpha()


@cache
def person_noun_words() -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.load("titles")["persons"])


def preceding_title(doc: Doc, start: int) -> int:
    """Where the titles directly before the token ``start`` begin; ``start`` where there are none."""
    while True:
        length = next((n for n in (3, 2, 1) if start >= n and title_at(doc, start - n) == n), 0)
        if not length:
            return start
        start -= length
