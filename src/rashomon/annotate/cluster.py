"""The mentions of one actor while a report is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from rashomon.annotate.candidates import NameMention
from rashomon.annotate.persons import PersonName, parse_name
from rashomon.model import EntityType

Gender = Literal["male", "female"]


@dataclass(slots=True)
class Cluster:
    """The mentions of one actor while a report is read. ``name`` is the fullest form so far."""

    name: str
    kind: EntityType
    mentions: list[NameMention] = field(default_factory=list)
    rule: str = "same-name"
    reason: str = "the same name each time"
    candidates: tuple[str, ...] = ()
    kin: bool = False
    offices: set[str] = field(default_factory=set)
    genders: set[Gender] = field(default_factory=set)

    @property
    def person(self) -> PersonName:
        return parse_name(self.name)

    @property
    def first(self) -> int:
        return min(mention.start for mention in self.mentions)
