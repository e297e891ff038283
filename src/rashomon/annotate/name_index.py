"""Which known actors a name could belong to at all, without comparing it with every one of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from rashomon.annotate.known_names import country_names, initials, is_acronym
from rashomon.annotate.persons import fold

Item = TypeVar("Item")
MOST_CANDIDATES = 200
"""A name that shares a word with more actors than this is compared with the first of them only: that many bearers of
one word are no news report, and comparing all would take quadratic time."""


def name_keys(name: str) -> tuple[str, ...]:
    """Strings of which two names that can be one actor's share at least one."""
    keys = [word for word in fold(name).replace("-", " ").split() if word not in {"of", "the", "and", "for"}]
    keys.append("".join(c for c in fold(name) if c.isalnum()))
    if is_acronym(name):
        keys.append(f"initials {name.replace('.', '').replace('&', '')}")
    elif " " in name:
        keys.append(f"initials {initials(name)}")
    if name in country_names():
        keys.append(f"country {country_names()[name]}")
    return tuple(dict.fromkeys(keys))


class NameIndex(Generic[Item]):
    """Items under the keys of their names, in the order in which they were added."""

    def __init__(self) -> None:
        self._by_key: dict[str, list[Item]] = {}

    def add(self, name: str, item: Item) -> None:
        """Files ``item`` under ``name`` too; the same item may have several names."""
        for key in name_keys(name):
            known = self._by_key.setdefault(key, [])
            if not any(other is item for other in known[-MOST_CANDIDATES:]):
                known.append(item)

    def candidates(self, name: str) -> list[Item]:
        """The items that share a key with ``name``, each once."""
        return _unique(item for key in name_keys(name) for item in self._by_key.get(key, [])[:MOST_CANDIDATES])


def _unique(items: Iterable[Item]) -> list[Item]:
    seen: dict[int, Item] = {}
    for item in items:
        seen.setdefault(id(item), item)
    return list(seen.values())
