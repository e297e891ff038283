"""The shape of a word: MiniLM's vocabulary is uncased, so the encoder is told separately how a word is written."""

from __future__ import annotations

from functools import lru_cache

NO_WORD, LOWER, TITLE, UPPER, MIXED, SYMBOL, DIGITS, LETTERS_AND_DIGITS = range(8)
SHAPES = 8


@lru_cache(maxsize=50_000)
def shape(word: str) -> int:
    """One of ``SHAPES`` classes; ``NO_WORD`` (0) is left for the encoder's special pieces."""
    letters = [char for char in word if char.isalpha()]
    has_digit = any(char.isdigit() for char in word)
    if not letters:
        return DIGITS if has_digit else SYMBOL
    if has_digit:
        return LETTERS_AND_DIGITS
    if all(char.islower() for char in letters):
        return LOWER
    if len(letters) > 1 and all(char.isupper() for char in letters):
        return UPPER
    if letters[0].isupper() and all(char.islower() for char in letters[1:]):
        return TITLE
    return MIXED
