"""One witness of a quotation laid against the lemma, word by word.

Words are compared (case, accents and the shape of apostrophes aside); punctuation follows the word it stands with and
is never reported as a difference. The pieces that are not ``lacking`` give the witness's own text back, character by
character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

PieceKind = Literal["same", "lacking", "added"]
Code = tuple[str, int, int, int, int]

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_BETWEEN = "\x1f"
"""Stands between two runs while they are aligned together; the unit separator is no part of a word."""
_WORK = 250_000
"""Beyond this many word pairs only the common beginning and end are aligned: long texts must not cost their square."""
_LONG_CUT = 14
"""A run of lacking words longer than this is shown by its first and last words."""
_ENDS = 4
"""How many of each."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words. ``lacking`` ones stand in the lemma and not here, ``added`` ones here and not in the lemma.
    ``hidden`` counts the words of a long lacking run that ``text`` leaves out; ``at`` is its place in the lemma,
    half-open, empty where words were put in between."""

    kind: PieceKind
    text: str
    hidden: int = 0
    at: tuple[int, int] = field(default=(0, 0), compare=False)

    @property
    def words(self) -> int:
        """How many words it stands for."""
        return self.hidden + 2 * _ENDS if self.hidden else len(_words(self.text))


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    form: str


def align(lemma: str, witness: str) -> tuple[Piece, ...]:
    """How ``witness`` prints what ``lemma`` prints."""
    ours, theirs = _words(lemma), _words(witness)
    pieces: list[Piece] = []
    at = 0
    for tag, i1, i2, j1, j2 in _opcodes([word.form for word in ours], [word.form for word in theirs]):
        place = (ours[i1].start, ours[i2 - 1].end) if i1 < i2 else _after(ours, i1)
        if i1 < i2 and tag != "equal":
            pieces.append(_lacking(lemma, ours[i1:i2], place))
        if j1 < j2:
            start, end = theirs[j1].start, theirs[j2 - 1].end
            if at < start:
                pieces.append(Piece("same", witness[at:start]))
            pieces.append(Piece("same" if tag == "equal" else "added", witness[start:end], at=place))
            at = end
    if at < len(witness):
        pieces.append(Piece("same", witness[at:]))
    return tuple(pieces)


def align_runs(lemma: str, runs: Sequence[str]) -> list[tuple[Piece, ...]]:
    """How several marked runs of one report, divided by the reporter's words, print together what ``lemma`` prints.

    One alignment a run; words that lack between two runs stand at the end of the first.
    """
    if any(_BETWEEN in run for run in runs):
        return [align(lemma, run) for run in runs]
    out: list[list[Piece]] = [[]]
    for piece in align(lemma, _BETWEEN.join(runs)):
        if piece.kind == "lacking":
            out[-1].append(piece)
            continue
        first, *further = piece.text.split(_BETWEEN)
        out[-1] += [replace(piece, text=first)] if first else []
        out += [[replace(piece, text=text)] if text else [] for text in further]
    return [tuple(pieces) for pieces in out]


def added_words(pieces: Iterable[Piece]) -> int:
    """How many words of the witness the lemma does not have at their place."""
    return sum(len(_words(piece.text)) for piece in pieces if piece.kind == "added")


def word_forms(text: str) -> tuple[str, ...]:
    """The words of ``text`` as they are compared."""
    return tuple(word.form for word in _words(text))


def _after(words: list[_Word], number: int) -> tuple[int, int]:
    """The empty place behind the word before ``number``."""
    end = words[number - 1].end if number else 0
    return (end, end)


def _lacking(lemma: str, words: list[_Word], at: tuple[int, int]) -> Piece:
    if len(words) <= _LONG_CUT:
        return Piece("lacking", lemma[at[0] : at[1]], at=at)
    head, tail = words[:_ENDS], words[-_ENDS:]
    text = f"{lemma[head[0].start : head[-1].end]} … {lemma[tail[0].start : tail[-1].end]}"
    return Piece("lacking", text, len(words) - 2 * _ENDS, at)


def _words(text: str) -> list[_Word]:
    return [_Word(match.start(), match.end(), _form(match.group())) for match in _WORD.finditer(text)]


@lru_cache(maxsize=100_000)
def _form(word: str) -> str:
    if word.isascii():
        return word.casefold()
    spread = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(char for char in spread if not unicodedata.combining(char)).casefold()


def _opcodes(ours: list[str], theirs: list[str]) -> list[Code]:
    if len(ours) * len(theirs) <= _WORK:
        return _smooth(list(SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()), ours)
    return _common_ends(ours, theirs)


def _smooth(codes: list[Code], ours: list[str]) -> list[Code]:
    """A lone short word that happens to stand in two different wordings does not divide them."""
    out: list[Code] = []
    for code in codes:
        tag, _, i2, _, j2 = code
        if len(out) >= 2 and tag == "replace" and out[-1][0] == "equal" and out[-2][0] == "replace":
            _, e1, e2, _, _ = out[-1]
            if e2 - e1 == 1 and len(ours[e1]) <= 3:
                _, i1, _, j1, _ = out[-2]
                out[-2:] = [("replace", i1, i2, j1, j2)]
                continue
        out.append(code)
    return out


def _common_ends(ours: list[str], theirs: list[str]) -> list[Code]:
    head = 0
    while head < min(len(ours), len(theirs)) and ours[head] == theirs[head]:
        head += 1
    tail = 0
    while tail < min(len(ours), len(theirs)) - head and ours[-1 - tail] == theirs[-1 - tail]:
        tail += 1
    a, b = len(ours) - tail, len(theirs) - tail
    middle = "replace" if head < a and head < b else "delete" if head < a else "insert"
    codes = [
        ("equal", 0, head, 0, head),
        (middle, head, a, head, b),
        ("equal", a, len(ours), b, len(theirs)),
    ]
    return [code for code in codes if code[1] < code[2] or code[3] < code[4]]
