"""Words of a quotation for comparison: folded forms beside the places where they stand. The text itself stays as it
is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from rashomon import lexicon

# A word, an ellipsis (three dots, with or without spaces), or a bracket that the outlet put into the quotation.
_TOKEN = re.compile(r"(?:\.\s?){2,}\.|…|\[|\]|\d[\d,.]*\d|\w+(?:[’'\-]\w+)*|[$€£%]")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word at ``[start, end)`` of the quotation's text; ``inserted`` where it stands in square brackets."""

    form: str
    start: int
    end: int
    inserted: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """A quotation's words, and the offsets at which it has an ellipsis."""

    words: tuple[Word, ...]
    ellipses: tuple[int, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """The folded words alone."""
        return tuple(word.form for word in self.words)


def fold(word: str) -> str:
    """A word without case, accents and the ways of printing an apostrophe: ``Guaidó’s`` → ``guaido's``."""
    decomposed = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES)).casefold()
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def wording(text: str) -> Wording:
    """The words of ``text``, in order, with marks of omission and insertion noted."""
    words: list[Word] = []
    ellipses: list[int] = []
    depth = 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token == "[":
            depth += 1
        elif token == "]":
            depth = max(0, depth - 1)
        elif token[0] in ".…":
            ellipses.append(match.start())
        else:
            words.append(Word(fold(token), match.start(), match.end(), inserted=depth > 0))
    return Wording(tuple(words), tuple(ellipses))


@cache
def _function_words() -> frozenset[str]:
    return frozenset(lexicon.load("function_words"))


def is_content(form: str) -> bool:
    """True for a word that carries meaning of its own."""
    return form not in _function_words() and any(char.isalnum() for char in form)
