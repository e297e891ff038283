"""Names of persons as words: given names, surname, suffix; and when two of them can be one person's.

Nothing here looks at a text. Two names that *can* be one person's need not be: the callers decide, and refuse where two
persons remain.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from rashomon import lexicon

MISPRINT_MIN_LETTERS = 5
"""Shorter names differ by one letter too often to be called misprints of each other (Ryan, Bryan)."""


@cache
def fold(text: str) -> str:
    """``text`` without accents, case and dots: what two spellings of one name share. Letters of other scripts stay."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return plain.casefold().replace(".", "").replace("’", "'").replace("‐", "-").replace("\u2011", "-")


@dataclass(frozen=True, slots=True)
class PersonName:
    """The words of a name, folded: ``given`` (first name, middle names, initials), ``surname`` and ``suffix`` (Jr.)."""

    given: tuple[str, ...]
    surname: str
    suffix: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        return (*self.given, *self.surname.split())


@cache
def parse_name(text: str) -> PersonName:
    """The parts of ``text``, a name without titles. A single word is a surname; particles belong to the surname."""
    titles = lexicon.load("titles")
    words = [word for word in text.replace(",", " ").split() if word]
    suffix = ""
    while len(words) > 1 and words[-1] in titles["suffixes"]:
        suffix = fold(words.pop())
    particles = set(titles["name_particles"])
    first = len(words) - 1
    while first > 1 and words[first - 1] in particles:
        first -= 1
    return PersonName(tuple(fold(w) for w in words[:first]), " ".join(fold(w) for w in words[first:]), suffix)


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    """Folded name → the folded names that it may stand for or be shortened to."""
    table: dict[str, set[str]] = {}
    for full, shorts in lexicon.load("titles")["nicknames"].items():
        for short in shorts:
            table.setdefault(fold(full), set()).add(fold(short))
            table.setdefault(fold(short), set()).add(fold(full))
    return {name: frozenset(others) for name, others in table.items()}


def is_misprint(one: str, other: str) -> bool:
    """True where two folded words differ by one letter or one swap of neighbours (optimal string alignment distance 1).

    The first letters agree, both are long enough, and both are Latin throughout: a look-alike letter of another script
    is not a misprint that may be passed over in silence.
    """
    if one == other or min(len(one), len(other)) < MISPRINT_MIN_LETTERS or one[0] != other[0]:
        return False
    if not (_is_latin(one) and _is_latin(other)):
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1


@cache
def _is_latin(word: str) -> bool:
    return all("LATIN" in unicodedata.name(c, "") for c in word if c.isalpha())


def same_given(one: str, other: str) -> bool:
    """True where two folded given names can be one: equal, an initial of the other, or a usual short form."""
    if one == other:
        return True
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return other in _short_forms().get(one, frozenset())


def compatible(one: PersonName, other: PersonName) -> str | None:
    """How two names with given names can be one person's, in words, or None where they cannot."""
    if not one.given or not other.given or (one.suffix and other.suffix and one.suffix != other.suffix):
        return None
    surnames_differ = one.surname != other.surname
    if surnames_differ and not (is_misprint(one.surname, other.surname) and one.given[0] == other.given[0]):
        return _double_surname(one, other)
    first_differs = not same_given(one.given[0], other.given[0])
    if first_differs and (surnames_differ or not is_misprint(one.given[0], other.given[0])):
        return _middle_name_first(one, other)
    middles = zip(one.given[1:], other.given[1:], strict=False)
    if any(not same_given(a, b) for a, b in middles):
        return None
    if surnames_differ:
        return f"the surnames differ by one letter ({one.surname}, {other.surname}) and the given name is the same"
    if first_differs:
        return f"the given names differ by one letter ({one.given[0]}, {other.given[0]}) and the surname is the same"
    if one.given == other.given:
        return "the names are the same"
    return "the surname is the same and the given names can be one person's"


def _double_surname(one: PersonName, other: PersonName) -> str | None:
    """``Ana Ruiz`` and ``Ana Ruiz Vidal``: the shorter name opens the longer."""
    short, long = sorted((one.words, other.words), key=lambda words: (len(words), words))
    if 2 <= len(short) < len(long) and long[: len(short)] == short:
        return "the shorter name opens the longer"
    return None


def _middle_name_first(one: PersonName, other: PersonName) -> str | None:
    """``J. Mark Weller`` and ``Mark Weller``: an initial before the name that is used."""
    short, long = sorted((one.given, other.given), key=lambda given: (len(given), given))
    if len(long) == len(short) + 1 and len(long[0]) == 1 and len(short[0]) > 1 and long[1] == short[0]:
        return "the names are the same but for a leading initial"
    return None


def ends_with(full: PersonName, short: tuple[str, ...]) -> bool:
    """True where the folded words ``short`` are the surname of ``full`` or its last words, but not the whole name."""
    words = full.words
    return len(short) < len(words) and words[-len(short) :] == short
