"""A group of reports of one event."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model.annotation import Annotations, Entity


@dataclass(frozen=True, slots=True)
class Story:
    """The annotated reports of one event, ordered by document id, with entities that hold across them.

    In ``reports`` every entity id (of speakers, names, figures) is already the id of an entity in ``entities``.
    """

    title: str | None
    reports: tuple[Annotations, ...]
    entities: tuple[Entity, ...] = ()
