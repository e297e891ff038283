"""The words of a whole report for finding shared passages: folded, numbered for the story, with their places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rashomon.compare.wording import fold
from rashomon.model import Annotations, Document, Span

SEED = 3
"""Words in a seed. See ``rashomon.compare.passages``: every shared passage holds a run of that many equal words."""
_OFTEN = 4
"""Places of one seed in a report that are remembered; a passage made of one phrase said more often is none."""
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
# A number, an abbreviation with points, or letters and digits with apostrophes and invisible characters inside. A
# hyphen divides, so that "cease-fire" and "cease fire" are alike.
_WORD = re.compile(
    rf"\d[\d,.]*\d|(?:[^\W\d_]\.){{2,}}|[^\W_]+(?:[{_INVISIBLE}]*['’ʼ{_INVISIBLE}][{_INVISIBLE}]*[^\W_]+)*"
)
_DROPPED = re.compile(rf"[.{_INVISIBLE}]")


@dataclass(frozen=True)
class Words:
    """The words of one report in order: ``ids`` equal for equal folded words, ``starts`` and ``ends`` in characters,
    ``quoted`` for words inside quotation marks or a block quotation."""

    document: Document
    ids: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]
    quoted: Sequence[bool]

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def seeds(self) -> Sequence[tuple[int, ...]]:
        """The run of ``SEED`` words that begins at each word."""
        return list(zip(*(self.ids[at:] for at in range(SEED)), strict=False))

    @cached_property
    def places(self) -> Mapping[tuple[int, ...], Sequence[int]]:
        """Seed → the words at which it begins, the first ``_OFTEN`` of them."""
        found: dict[tuple[int, ...], list[int]] = {}
        for at, seed in enumerate(self.seeds):
            places = found.setdefault(seed, [])
            if len(places) < _OFTEN:
                places.append(at)
        return found

    def span(self, first: int, last: int) -> Span:
        """The characters from word ``first`` up to word ``last``, which is left out."""
        return self.document.span(self.starts[first], self.ends[last - 1])

    def within(self, span: Span) -> range:
        """The words that begin inside ``span``."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))


def read_words(reports: Sequence[Annotations]) -> list[Words]:
    """The words of each report. Words are numbered alike in all of them."""
    numbers: dict[str, int] = {}
    forms: dict[str, int] = {}
    out = []
    for report in reports:
        text = report.document.text
        marked = sorted((quote.span.start, quote.span.end) for quote in report.quotes if quote.marked)
        ids, starts, ends, quoted = [], [], [], []
        at, reach = 0, 0
        for match in _WORD.finditer(text):
            printed = match[0]
            if printed not in forms:
                folded = fold(_DROPPED.sub("", printed) if not printed[0].isdigit() else printed)
                forms[printed] = numbers.setdefault(folded, len(numbers))
            while at < len(marked) and marked[at][0] <= match.start():
                reach = max(reach, marked[at][1])
                at += 1
            ids.append(forms[printed])
            starts.append(match.start())
            ends.append(match.end())
            quoted.append(match.start() < reach)
        out.append(Words(report.document, ids, starts, ends, quoted))
    return out
