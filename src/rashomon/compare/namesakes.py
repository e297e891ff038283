"""Two persons of one surname, of whom each report knows another: who in one report is Loretta is Linda in the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from rashomon.annotate.persons import compatible, parse_name
from rashomon.model import Claim, Entity


class Namesakes:
    """The named persons of a story, and which reports mention them."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        people = [entity for entity in entities if entity.named and entity.type == "person"]
        self._names: Mapping[str, str] = {entity.id: entity.name for entity in people}
        self._docs = {entity.id: {mention.span.doc for mention in entity.mentions} for entity in people}

    def between(self, first: Claim, second: Claim) -> Iterator[tuple[str, str]]:
        """The names of two persons who do one thing, or to whom it is done, where no report knows both of them."""
        for mine, theirs in ((first.subjects, second.subjects), (first.objects, second.objects)):
            for one, other in product(mine, theirs):
                if one in self._names and other in self._names and self._may_be_taken_for(one, other):
                    yield self._names[one], self._names[other]

    def _may_be_taken_for(self, one: str, other: str) -> bool:
        if one == other or self._docs[one] & self._docs[other]:
            return False
        names = parse_name(self._names[one]), parse_name(self._names[other])
        alike = names[0].surname == names[1].surname and bool(names[0].given and names[1].given)
        return alike and compatible(*names) is None
