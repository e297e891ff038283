"""Verbs and words that say the opposite of each other, or that something is not so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from rashomon import lexicon
from rashomon.compare.context import irregular, stem

_NEGATIONS = frozenset({"not", "never", "no", "nobody", "none", "nothing", "neither", "without"})


def opposed(one: str, other: str) -> bool:
    """Whether two verbs, in any form, say the opposite of each other."""
    mine, theirs = _sides().get(one, frozenset()), _sides().get(other, frozenset())
    return any((number, 1 - side) in theirs for number, side in mine) and not mine & theirs


@cache
def _sides() -> Mapping[str, frozenset[tuple[int, int]]]:
    """A verb in any of its forms → the pairs of opposites that it stands in: (number of the pair, side)."""
    table: dict[str, set[tuple[int, int]]] = {}
    for number, pair in enumerate(lexicon.load("contrast")["opposites"]):
        for side, verbs in enumerate(pair):
            for verb in verbs:
                for form in _forms(verb):
                    table.setdefault(form, set()).add((number, side))
    for form, verb in irregular().items():
        if verb in table:
            table.setdefault(form, set()).update(table[verb])
    return {verb: frozenset(places) for verb, places in table.items()}


def _forms(verb: str) -> Iterator[str]:
    """The regular forms of a verb: *deny*, *denies*, *denied*, *denying*; of one with a particle its first word's."""
    first, space, particle = verb.partition(" ")
    stem_e = first.removesuffix("e")
    forms = {
        first,
        f"{first}s",
        f"{first}es",
        f"{stem_e}ed",
        f"{stem_e}ing",
        f"{first}{first[-1]}ed",
        f"{first}{first[-1]}ing",
    }
    if first.endswith("y"):
        forms |= {f"{first[:-1]}ies", f"{first[:-1]}ied"}
    yield from (f"{form}{space}{particle}" for form in forms)


def denies(word: str) -> bool:
    """Whether the word, in lower case, says that something is not so."""
    return word in _NEGATIONS or word.endswith("n't") or stem(word) in _failing()


@cache
def _failing() -> frozenset[str]:
    return frozenset(stem(verb) for verb in lexicon.load("modality")["failing"])
