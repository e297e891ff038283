"""A report's text as HTML: its blocks, with every finding's characters highlighted.

Marks nest where spans nest. Where two spans cross, the one that starts later is cut at the end of the one that is open,
so that the HTML stays a tree: its first piece carries the anchor, the pieces that follow name it in ``data-s``.
"""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count

from markupsafe import Markup

from rashomon.model import Block, Document, Removed, Span
from rashomon.views.index import Report
from rashomon.views.marks import Mark, MarkBook, span_anchor
from rashomon.views.visible import visible
from rashomon.views.words import REASONS, ROLES

FEWEST_BINS, MOST_BINS = 8, 32
BIN = 150
"""Characters of a stretch of the histogram, about a sentence, in a report that is not too long for it."""
LEVELS = 8
_FINDINGS = {"q", "f", "n", "i"}


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of the page in page order: a block of the report with its marked text, or a run of removed pieces."""

    block: Block | None = None
    role: str = ""
    html: str = ""
    removed: tuple[Removed, ...] = ()
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class Bin:
    """A stretch of a report in its histogram: how many findings begin in it, how many of them are compared with other
    reports, the anchor of the first, and the height of its bar from 0 to ``LEVELS``."""

    start: int
    end: int
    marks: int
    compared: int
    anchor: str
    level: int


@dataclass(frozen=True, slots=True)
class Text:
    """A report ready to read. ``split`` lists the anchors whose spans had to be cut into pieces."""

    report: Report
    parts: tuple[Part, ...]
    split: tuple[str, ...]
    marks: int
    bins: tuple[Bin, ...]


def read(report: Report, book: MarkBook) -> Text:
    """Blocks and removed pieces of ``report`` in the order of the page."""
    doc = report.doc
    marks = book.of(doc.id)
    pen = _Pen(doc)
    parts = [
        (block.page_start, Part(block, ROLES[block.role], pen.write(block.start, block.end, mine)))
        for block, mine in zip(doc.blocks, _by_block(doc.blocks, marks), strict=True)
    ]
    parts += [(piece.page_start, Part(removed=(piece,))) for piece in doc.removed]
    parts.sort(key=lambda part: part[0])
    return Text(report, tuple(_folded(part for _, part in parts)), tuple(pen.split), len(marks), bins(doc, marks))


def bins(doc: Document, marks: Sequence[Mark]) -> tuple[Bin, ...]:
    """The histogram of the findings along the text."""
    findings = [mark for mark in marks if mark.back or not _FINDINGS.isdisjoint(mark.layers)]
    number = max(FEWEST_BINS, min(MOST_BINS, len(doc.text) // BIN))
    edges = [len(doc.text) * place // number for place in range(number + 1)]
    held: list[list[Mark]] = [[] for _ in range(number)]
    for mark in findings:
        held[min(number, bisect_right(edges, mark.start)) - 1].append(mark)
    most = max(map(len, held))
    return tuple(
        Bin(
            start=start,
            end=end,
            marks=len(mine),
            compared=sum(mark.back is not None for mark in mine),
            anchor=_anchor(doc, mine[0]) if mine else "",
            level=-(-LEVELS * len(mine) // most) if mine else 0,
        )
        for start, end, mine in zip(edges, edges[1:], held, strict=False)
    )


def _anchor(doc: Document, mark: Mark) -> str:
    return span_anchor(Span(doc.id, mark.start, mark.end, doc.text[mark.start : mark.end]))


def _by_block(blocks: Sequence[Block], marks: Iterable[Mark]) -> list[list[Mark]]:
    """The marks that touch each block."""
    ends = [block.end for block in blocks]
    held: list[list[Mark]] = [[] for _ in blocks]
    for mark in marks:
        number = bisect_right(ends, mark.start)
        while number < len(blocks) and blocks[number].start < mark.end:
            held[number].append(mark)
            number += 1
    return held


def _folded(parts: Iterable[Part]) -> list[Part]:
    """Removed pieces that follow one another become one part, which names their reasons once each."""
    out: list[Part] = []
    for part in parts:
        if part.removed and out and out[-1].removed:
            out[-1] = replace(out[-1], removed=out[-1].removed + part.removed)
        else:
            out.append(part)
    return [replace(part, reasons=_reasons(part.removed)) for part in out]


def _reasons(removed: tuple[Removed, ...]) -> str:
    return ", ".join(dict.fromkeys(REASONS[piece.reason] for piece in removed))


class _Pen:
    """Writes stretches of one document's text with their marks. ``split`` grows with each anchor that was cut."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._anchored: set[str] = set()
        self.split: list[str] = []

    def write(self, start: int, end: int, marks: Iterable[Mark]) -> Markup:
        """``text[start:end]``; marks that reach beyond it are cut at its edges."""
        order = count()
        waiting = [(max(mark.start, start), -min(mark.end, end), next(order), mark) for mark in marks]
        heapq.heapify(waiting)
        out: list[Markup] = []
        open_ends: list[int] = []
        at = start
        while waiting:
            mark_start, negative_end, _, mark = heapq.heappop(waiting)
            at = self._advance(out, open_ends, at, mark_start)
            mark_end = -negative_end
            if open_ends and open_ends[-1] < mark_end:
                heapq.heappush(waiting, (open_ends[-1], -mark_end, next(order), mark))
                mark_end = open_ends[-1]
            out.append(self._opening(mark))
            open_ends.append(mark_end)
        self._advance(out, open_ends, at, end)
        return Markup("").join(out)

    def _advance(self, out: list[Markup], open_ends: list[int], at: int, to: int) -> int:
        """Write the text up to ``to``, closing the marks that end on the way."""
        while open_ends and open_ends[-1] <= to:
            out.append(visible(self._doc.text[at : open_ends[-1]]))
            out.append(Markup("</mark>"))
            at = open_ends.pop()
        out.append(visible(self._doc.text[at:to]))
        return to

    def _opening(self, mark: Mark) -> Markup:
        anchor = _anchor(self._doc, mark)
        classes = " ".join(f"m{layer}" for layer in mark.layers)
        if anchor in self._anchored:
            if anchor not in self.split:
                self.split.append(anchor)
            return Markup('<mark class="{} cont" data-s="{}">').format(classes, anchor)
        self._anchored.add(anchor)
        hint = Markup(' title="{}"').format("; ".join(mark.hints)) if mark.hints else Markup("")
        back = Markup(' data-b="{}"').format(mark.back) if mark.back else Markup("")
        return Markup('<mark id="{}" class="{}"{}{}>').format(anchor, classes, hint, back)
