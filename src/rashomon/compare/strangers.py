"""Names of which neither report knows the other's: who in one is Loretta is Linda in the other; what one has happen in
Norfolk, the other has in Norwalk."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from rashomon.annotate.persons import compatible, parse_name
from rashomon.model import Claim, Entity, Story

PLACES = frozenset({"place", "state"})


class Strangers:
    """The named persons and places of a story, and which reports mention them."""

    def __init__(self, story: Story) -> None:
        self._named = {entity.id: entity for entity in story.entities if entity.named}
        self._docs = {key: {mention.span.doc for mention in entity.mentions} for key, entity in self._named.items()}

    def persons(self, first: Claim, second: Claim) -> Iterator[tuple[str, str]]:
        """The names of two persons of one surname who do one thing, or to whom it is done, where no report of the story
        knows both: else they are two."""
        for mine, theirs in ((first.subjects, second.subjects), (first.objects, second.objects)):
            for one, other in product(self._of(mine, {"person"}), self._of(theirs, {"person"})):
                names = parse_name(one.name), parse_name(other.name)
                alike = names[0].surname == names[1].surname and bool(names[0].given and names[1].given)
                together = self._docs[one.id] & self._docs[other.id]
                if alike and one.id != other.id and not together and compatible(*names) is None:
                    yield one.name, other.name

    def places(self, first: Claim, second: Claim) -> Iterator[tuple[str, str]]:
        """The names of the one place that each claim holds, where its report does not mention the other's."""
        mine, theirs = (self._of(claim.actors, PLACES) for claim in (first, second))
        if len(mine) == len(theirs) == 1:
            unknown = second.span.doc not in self._docs[mine[0].id] and first.span.doc not in self._docs[theirs[0].id]
            if unknown and mine[0].id != theirs[0].id:
                yield mine[0].name, theirs[0].name

    def _of(self, keys: tuple[str, ...], types: set[str] | frozenset[str]) -> list[Entity]:
        return [self._named[key] for key in keys if key in self._named and self._named[key].type in types]
