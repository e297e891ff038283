"""Lemmas as edit scripts (Chrupała 2006): a classifier chooses a script, the script makes the lemma from the word.

``=`` keeps the word, ``l`` lower-cases it, ``l-2+e`` lower-cases it, cuts two characters and adds ``e``; without
``l`` the case stays.
"""

from __future__ import annotations

from functools import lru_cache

_LONGEST = 5


def script(word: str, lemma: str) -> str:
    """The script that makes ``lemma`` from ``word``; ``l`` where no short script does."""
    lower = word.lower()
    if lemma == word:
        return "="
    if lemma == lower:
        return "l"
    same = 0
    while same < min(len(lower), len(lemma)) and lower[same] == lemma[same].lower():
        same += 1
    cut, add = len(lower) - same, lemma[same:]
    if cut <= _LONGEST and len(add) <= _LONGEST:
        if lemma[:same] == lower[:same]:
            return f"l-{cut}+{add}"
        if lemma[:same] == word[:same]:
            return f"-{cut}+{add}"
    return "l"


@lru_cache(maxsize=100_000)
def apply(word: str, edit: str) -> str:
    """The lemma that the script ``edit`` makes from ``word``; the lower-cased word where the script does not fit."""
    if edit == "=":
        return word
    lower = word.lower()
    if edit == "l":
        return lower
    base = lower if edit.startswith("l") else word
    cut, add = edit.removeprefix("l")[1:].split("+", 1)
    stem = base[: len(base) - int(cut)] if int(cut) else base
    return stem + add if len(base) > int(cut) or add else lower
