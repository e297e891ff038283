"""Pairing of quotation marks: which runs of a report stand between marks, before anybody asks whose words they are.

One pass over the marks of each paragraph, with a stack: linear in the text, whatever is in it. American and British
practice: double or single marks outside, the other kind inside; a quotation that runs over several paragraphs opens
each of them and closes only the last (Chicago Manual of Style 13.30). Dirty text is met with three repairs: a mark that
bends the wrong way is read by its neighbours, a missing closer ends with its paragraph or before the next opener, and a
closer at the end of a quotation that was left open in the paragraph before it closes that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache

from rashomon import lexicon
from rashomon.model import Block, Document

_MARK = re.compile(r"``|''|‘‘|’’|[\"“”„‟«»‘’'‛‚]")
_OPENING = frozenset("“„‟«‘‛‚")
_CLOSING = frozenset("”»’")
_BRACKETS_OPEN = frozenset("([{<")
_DASHES = frozenset("—–―-/")
_MEASURE = re.compile(r"\d['’′] ?\d{1,2}[½¼¾]?$")
_WORD = re.compile(r"[^\W_]+'?")
_DECADE = re.compile(r"\d0s?\b|\d\d\b")


class Family(Enum):
    """The two kinds of marks that may hold each other."""

    DOUBLE = "double"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Marked:
    """A run between marks: ``[start, end)`` with them, ``[inner_start, inner_end)`` without.

    ``depth`` is 1 outside any other run. ``opened`` and ``closed`` are False where the paragraph lacks that mark.
    ``continues`` and ``continued`` tie the runs of one quotation over several paragraphs. ``block`` is the index of the
    paragraph.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    family: Family
    block: int
    opened: bool = True
    closed: bool = True
    continues: bool = False
    continued: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    family: Family
    opens: bool
    closes: bool


def find_marked(document: Document) -> list[Marked]:
    """All runs between marks in the order of their start; an inner run follows the one that holds it."""
    runs: list[Marked] = []
    open_before: Marked | None = None
    for index, block in enumerate(document.blocks):
        marks = list(_marks(document.text, block))
        paragraph, stray, left_open = _pair(document.text, block, index, marks)
        if open_before is not None:
            paragraph, goes_on = _continue(open_before, block, index, marks, paragraph, stray)
            runs.append(replace(open_before, continued=goes_on))
        elif stray is not None and left_open is None:
            paragraph += _without_opener(document.text, block, index, stray)
        open_before = next((run for run in paragraph if left_open and run.start == left_open.start), None)
        runs += [run for run in paragraph if run is not open_before]
    if open_before is not None:
        runs.append(open_before)
    return sorted(runs, key=lambda run: (run.start, -run.end))


def _marks(text: str, block: Block) -> Iterator[_Mark]:
    for found in _MARK.finditer(text, block.start, block.end):
        start, end = found.span()
        before = text[start - 1] if start > block.start else ""
        after = text[end] if end < block.end else ""
        sign = found.group()
        single = sign in {"'", "‘", "’", "‛", "‚"}
        if single:
            mark = _single(text, start, end, before, after, sign, block)
        else:
            mark = _double(text, start, end, before, after, sign, block)
        if mark is not None:
            yield mark


def _double(text: str, start: int, end: int, before: str, after: str, sign: str, block: Block) -> _Mark | None:
    if sign in {'"', "”"} and _MEASURE.search(text, max(block.start, start - 6), start):
        return None
    loose_before, loose_after = not before or before.isspace(), not after or after.isspace()
    ends_here = loose_after or after in ".,;:!?"
    if sign == '"' and before.isdigit() and after and not after.isspace() and after not in ".,;:!?)”’'\"—–-":
        return None
    if sign in {"``", "‘‘"} or (sign[0] in _OPENING and not (loose_after and not loose_before)):
        opens, closes = bool(after), False
    elif sign in {"’’"} or (sign[0] in _CLOSING and not (loose_before and not ends_here)):
        opens, closes = False, bool(before)
    elif sign[0] in _OPENING or sign[0] in _CLOSING:
        # Bent the wrong way: the space tells the side.
        opens, closes = loose_before, loose_after
    else:
        starts = loose_before or before in _BRACKETS_OPEN or before in _DASHES or bool(_MARK.match(before))
        ends = loose_after or not (after.isalnum() or after in _BRACKETS_OPEN)
        opens, closes = starts and not loose_after, ends and not loose_before
        if opens and closes and before in _DASHES:
            opens, closes = after.isalnum(), not after.isalnum()
        if not opens and not closes:
            # No space where one belongs, or spaces on both sides: whichever is due.
            opens = closes = not (before.isdigit() or (len(before) and text[max(block.start, start - 2)].isdigit()))
    return _Mark(start, end, Family.DOUBLE, opens, closes) if opens or closes else None


def _single(text: str, start: int, end: int, before: str, after: str, sign: str, block: Block) -> _Mark | None:
    if before.isalnum() and after.isalnum():
        return None
    opens = (
        sign not in _CLOSING
        and (
            not before
            or before.isspace()
            or before in _BRACKETS_OPEN
            or before in _DASHES
            or bool(_MARK.match(before) and not before.isalnum())
        )
        and bool(after)
        and not after.isspace()
        and not _elided(text, end, block.end)
    )
    closes = (
        sign not in _OPENING and bool(before) and not before.isspace() and not after.isalnum() and before not in "([{"
    )
    if before.isdigit() and not (after == "" or after.isspace() or after in '.,;:!?”"'):
        closes = False
    return _Mark(start, end, Family.SINGLE, opens, closes) if opens or closes else None


@cache
def _elisions() -> frozenset[str]:
    return frozenset(lexicon.load("marks")["elisions"])


def _elided(text: str, at: int, end: int) -> bool:
    """``'em``, ``'90s``: the apostrophe stands for letters or digits left out."""
    if _DECADE.match(text, at, end):
        return True
    word = _WORD.match(text, at, end)
    return word is not None and word.group().lower().rstrip("'") in _elisions()


def _pair(
    text: str, block: Block, index: int, marks: Sequence[_Mark]
) -> tuple[list[Marked], _Mark | None, Marked | None]:
    """The runs of one paragraph, a closer before any opener, and the double run that the paragraph leaves open."""
    closers_left = sum(m.family is Family.DOUBLE and m.closes and not m.opens for m in marks)
    openers_left = sum(m.family is Family.DOUBLE and m.opens and not m.closes for m in marks)
    certain_single = _last_closers(text, block, marks)
    stack: list[_Mark] = []
    runs: list[Marked] = []
    stray: _Mark | None = None
    for position, mark in enumerate(marks):
        double = mark.family is Family.DOUBLE
        if double and not (mark.opens and mark.closes):
            closers_left -= mark.closes
            openers_left -= mark.opens
        due = _due(stack, mark.family)
        if mark.closes and due is not None and (double or _closes_single(text, mark, position, certain_single)):
            opener = stack[due]
            del stack[due:]
            if _has_word(text, opener.end, mark.start):
                runs.append(_run(opener, mark, len(stack) + 1, index))
        elif mark.opens:
            if double and due is not None and closers_left - openers_left < 2:
                # No closer is left for a second level: the first run lacks its own.
                opener = stack[due]
                del stack[due:]
                if _has_word(text, opener.end, mark.start):
                    runs.append(_unclosed(text, opener, mark.start, len(stack) + 1, index))
            if len(stack) < _DEEPEST:
                stack.append(mark)
        elif mark.closes and double and stray is None and not stack and not runs:
            stray = mark
    outer = next((i for i, mark in enumerate(stack) if mark.family is Family.DOUBLE), None)
    left_open = None
    if outer is not None:
        left_open = _unclosed(text, stack[outer], block.end, outer + 1, index)
    elif (
        stack
        and stack[0].start == block.start
        and text[stack[0].start] == "‘"
        and not any(run.family is Family.SINGLE for run in runs)
    ):
        left_open = _unclosed(text, stack[0], block.end, 1, index)
    if left_open is None or not _has_word(text, left_open.inner_start, left_open.end):
        return runs, stray, None
    return [*runs, left_open], stray, left_open


def _has_word(text: str, start: int, end: int) -> bool:
    return any(text[i].isalnum() for i in range(start, min(end, len(text))))


_DEEPEST = 4
"""Nobody nests deeper; text that seems to is no text."""


def _due(stack: Sequence[_Mark], family: Family) -> int | None:
    """Where on the stack the opener lies that a closer of ``family`` would close."""
    for position in range(len(stack) - 1, -1, -1):
        if stack[position].family is family:
            return position
        if family is Family.SINGLE:
            # An apostrophe inside double marks does not close a single run around them.
            return None
    return None


def _last_closers(text: str, block: Block, marks: Sequence[_Mark]) -> list[bool]:
    """For each mark, whether another single closer follows before the next single opener or double mark."""
    follows = [False] * len(marks)
    seen = False
    for position in range(len(marks) - 1, -1, -1):
        follows[position] = seen
        mark = marks[position]
        if mark.family is Family.DOUBLE or mark.opens:
            seen = False
        elif mark.closes:
            seen = True
    return follows


def _closes_single(text: str, mark: _Mark, position: int, follows: Sequence[bool]) -> bool:
    """A plural's apostrophe (``the voters' will'``) is passed over where another closer follows."""
    before = text[mark.start - 1]
    after = text[mark.end : mark.end + 1]
    return not (before in "sS" and after.isspace() and follows[position])


def _run(opener: _Mark, closer: _Mark, depth: int, index: int) -> Marked:
    return Marked(opener.start, closer.end, opener.end, closer.start, depth, opener.family, index)


def _unclosed(text: str, opener: _Mark, limit: int, depth: int, index: int) -> Marked:
    end = max(min(opener.end + 1, limit), opener.end + len(text[opener.end : limit].rstrip()))
    return Marked(opener.start, end, opener.end, end, depth, opener.family, index, closed=False)


def _continue(
    before: Marked, block: Block, index: int, marks: Sequence[_Mark], runs: Sequence[Marked], stray: _Mark | None
) -> tuple[list[Marked], bool]:
    """The runs of a paragraph after one that left ``before`` open, and whether they go on with it."""
    if stray is not None and before.family is Family.DOUBLE:
        # The opener was not repeated, or a line break fell into the quotation.
        start, end = block.start, stray.start
        rest = Marked(start, stray.end, start, end, 1, before.family, index, opened=False, continues=True)
        return ([rest, *runs] if start < end else list(runs)), True
    if marks and marks[0].opens and marks[0].family is before.family and marks[0].start == block.start:
        return [replace(run, continues=run.start == block.start and run.depth == 1) for run in runs], True
    return list(runs), False


def _without_opener(text: str, block: Block, index: int, stray: _Mark) -> Iterator[Marked]:
    """``We will win," she said.``: the paragraph begins with somebody's words, and their opener is missing."""
    before = text[stray.start - 1] if stray.start > block.start else ""
    if before in {",", "?", "!", "."} and stray.start - block.start > 1 and block.role == "body":
        yield Marked(block.start, stray.end, block.start, stray.start, 1, Family.DOUBLE, index, opened=False)
