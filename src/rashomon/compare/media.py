"""Who is meant where a report names an agency, an outlet or an actor: one key for all ways of printing it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rashomon import lexicon
from rashomon.compare.wording import fold
from rashomon.model import Document, Entity, Source, Story

_SPEAKING = frozenset({"person", "organization", "state", "office", "work", "law", "product"})
"""Types of actors that can be one source of two reports. Places and groups of people are not one source."""


@cache
def aliases() -> Mapping[str, str]:
    """Every way of printing an agency → its name."""
    table = {}
    for name, others in lexicon.load("wires")["agencies"].items():
        for printed in [name, *others]:
            table[printed] = name
    return table


@cache
def bracketed() -> Mapping[str, str]:
    """The same with the short forms that mean an agency only in a dateline or a signature."""
    return {**aliases(), **lexicon.load("wires")["bracketed"]}


def alternation(names: Mapping[str, str]) -> str:
    """A regular expression for any of ``names``, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


@cache
def _agency() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.-])(?:{alternation(aliases())})(?![\w/-])")


@cache
def _countries() -> frozenset[str]:
    places = lexicon.load("places")["countries"]
    return frozenset(word for name, known in places.items() for word in [name, *known.get("adjectives", ())])


def agency_in(printed: str) -> str | None:
    """The agency that ``printed`` denotes: ``Russia’s Sputnik state news agency``. None for ``the Reuters building``
    and for names that only hold an agency's name."""
    match = _agency().search(printed)
    if match is None:
        return None
    known = lexicon.load("wires")
    before, after = printed[: match.start()].split(), printed[match.end() :].split()
    opens = all(
        word.casefold() in known["agency_openers"] or word.endswith(("’s", "'s")) or word in _countries()
        for word in before
    )
    goes_on = all(word.casefold() in {*known["agency_nouns"], *known["agency_openers"]} for word in after)
    return aliases()[match[0]] if opens and goes_on else None


def outlet_key(name: str) -> str:
    """An outlet's name without article, address ending and marks: ``The Halden Post`` and ``haldenpost.com`` differ,
    ``Halden Post`` and ``the Halden Post`` do not."""
    bare = re.sub(r"\.(?:com|org|net|co\.uk|news)$", "", fold(name).strip())
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"^the ", "", bare)))


@cache
def is_medium(name: str) -> bool:
    """True where the name alone tells that it is a medium: ``Halden Times``, ``Channel Nine News``."""
    outlets = lexicon.load("channels")["outlets"]
    bare = re.sub(r"^[Tt]he ", "", name)
    known = name in outlets or bare in outlets
    return known or any(f" {bare.casefold()}".endswith(f" {last}") for last in lexicon.load("wires")["media"])


@dataclass(frozen=True)
class Media:
    """The agencies, outlets and actors of one story by key. Build it with ``of``."""

    outlets: Mapping[str, str]
    """Document id → the key of its outlet, where it is known."""
    names: Mapping[str, str]
    """Key → what an origin link points to: an entity's id, else a name."""
    spoken: Mapping[str, str]
    """Key → the name that readers know."""
    entities: Mapping[str, str]
    """Entity id → its key, for actors that can be a source."""

    @classmethod
    def of(cls, story: Story) -> Media:
        """The sources of ``story``."""
        outlets = {r.document.id: key for r in story.reports if (key := _outlet(r.document)) is not None}
        published = set(outlets.values())
        names: dict[str, str] = {}
        spoken: dict[str, str] = {}
        entities: dict[str, str] = {}
        for entity in story.entities:
            if entity.named and entity.type in _SPEAKING:
                key = _key(entity, published)
                entities[entity.id] = key
                names.setdefault(key, entity.id)
                spoken.setdefault(key, entity.name)
        for report in story.reports:
            outlet = report.document.outlet
            if outlet is not None:
                names.setdefault(outlets[report.document.id], outlet.name)
                spoken.setdefault(outlets[report.document.id], outlet.name)
        return cls(outlets, names, spoken, entities)

    def source(self, source: Source) -> str | None:
        """The key of a speaker or relay; None where the text does not name one that could be told from others."""
        if source.entity is not None:
            return self.entities.get(source.entity)
        agency = agency_in(source.name)
        return key_of_agency(agency) if agency is not None else None

    def named(self, printed: str) -> str:
        """The key of an agency or outlet as printed in a credit."""
        agency = agency_in(printed)
        return key_of_agency(agency) if agency is not None else f"outlet:{outlet_key(printed)}"

    def target(self, key: str) -> str:
        """What an origin link points to: the entity's id where the story has one, else the name."""
        return self.names.get(key, key.partition(":")[2])

    def label(self, key: str) -> str:
        """The name for readers."""
        return self.spoken.get(key, key.partition(":")[2])


def key_of_agency(name: str) -> str:
    """The key of an agency by its name in the lexicon."""
    return f"agency:{name}"


def _outlet(document: Document) -> str | None:
    if document.outlet is None:
        return None
    agency = agency_in(document.outlet.name)
    return key_of_agency(agency) if agency is not None else f"outlet:{outlet_key(document.outlet.name)}"


def _key(entity: Entity, published: set[str]) -> str:
    """The key of an actor: its agency, its outlet where a report of the story is by it or its name says so."""
    if entity.type != "person":
        for form in entity.forms:
            agency = agency_in(form)
            if agency is not None:
                return key_of_agency(agency)
        for form in entity.forms:
            if f"outlet:{outlet_key(form)}" in published:
                return f"outlet:{outlet_key(form)}"
        if entity.type in {"organization", "work"} and is_medium(entity.name):
            return f"outlet:{outlet_key(entity.name)}"
    return f"entity:{entity.id}"
