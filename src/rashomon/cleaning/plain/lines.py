"""The lines of a text dump, with what can be seen of each."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

# The line ends that ``str.splitlines`` knows, form feeds and Unicode separators included.
_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")
_WORD = re.compile(r"\w[\w’'\-]*")
_ENDS_SENTENCE = re.compile(r"""[.!?…]["'”’»)\]]{0,3}$""")
_END = 5
"""Characters in which the end of a sentence is looked for."""
_ENDS_ABBREVIATED = re.compile(r"(?:[A-Z]\.){2,}$")
_HARD_WRAP = (50, 90)


@dataclass(frozen=True, slots=True)
class Line:
    """A line or a hard-wrapped paragraph ``[start, end)`` of the page, without white space at its ends."""

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    blank_before: bool

    @property
    def is_sentence(self) -> bool:
        """Ends like a sentence and is long enough to be one of an article's paragraphs."""
        return len(self.words) >= 8 and self.ends_sentence

    @property
    def is_prose(self) -> bool:
        """Long enough to be running text even where its end is cut off."""
        return self.is_sentence or len(self.words) >= 25

    @property
    def ends_sentence(self) -> bool:
        """Ends with a full stop, a question or an exclamation mark."""
        return _ENDS_SENTENCE.search(self.text[-_END:]) is not None

    @property
    def is_title_like(self) -> bool:
        """A line such as headlines are: four to thirty words, no full stop at its end but an abbreviation's."""
        if not 4 <= len(self.words) <= 30 or self.text.endswith((",", ";", ":")):
            return False
        return not self.text.endswith(".") or _ENDS_ABBREVIATED.search(self.text) is not None


def split_lines(page: str) -> list[Line]:
    """The non-blank lines of ``page``; the lines of a hard-wrapped text are joined to paragraphs."""
    spans: list[tuple[int, int, bool]] = []
    previous_end = 0
    for match in _LINE.finditer(page):
        text = match[0]
        left = len(text) - len(text.lstrip())
        stripped = text.strip()
        if not stripped:
            continue
        start = match.start() + left
        blank = page[previous_end:start].count("\n") > 1 or not spans
        spans.append((start, start + len(stripped), blank))
        previous_end = start + len(stripped)
    if _hard_wrapped(spans):
        spans = _unwrap(spans)
    return [
        Line(start, end, page[start:end], tuple(word.lower() for word in _WORD.findall(page[start:end])), blank)
        for start, end, blank in spans
    ]


def _hard_wrapped(spans: list[tuple[int, int, bool]]) -> bool:
    """True where most lines that follow another without a blank line stand behind one of a terminal's width."""
    behind = [
        _HARD_WRAP[0] <= before[1] - before[0] <= _HARD_WRAP[1] for before, after in pairwise(spans) if not after[2]
    ]
    longest = max((end - start for start, end, _ in spans), default=0)
    return len(behind) >= 3 and longest <= 100 and sum(behind) / len(behind) >= 0.6


def _unwrap(spans: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    joined: list[tuple[int, int, bool]] = []
    last_width = 0
    for start, end, blank in spans:
        # A short line ends its paragraph: the next one starts anew even without a blank line.
        if joined and not blank and end - start and last_width >= _HARD_WRAP[0]:
            joined[-1] = (joined[-1][0], end, joined[-1][2])
        else:
            joined.append((start, end, blank))
        last_width = end - start
    return joined


def repeated(lines: list[Line]) -> Counter[str]:
    """How often each line's text stands on the page."""
    return Counter(line.text for line in lines)
