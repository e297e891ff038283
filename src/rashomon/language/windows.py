"""Cuts a tokenised text into the windows that the encoder reads: paragraphs, or parts of long ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

MOST_WORDS = 120
"""Longest window in words; the encoder was trained on windows of this size."""

MOST_PIECES = 320
"""Longest window in word pieces, likewise; the encoder has positions for 512."""

_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’)]")
_OPENERS = frozenset("“\"'‘([")
_BREAKS = frozenset("\n\r\v\f\x85\u2028\u2029")


def paragraphs(tokens: Sequence[str]) -> Iterator[list[int]]:
    """Indices of the words of each paragraph. Whitespace is left out; where it holds a line break, a paragraph ends."""
    paragraph: list[int] = []
    for index, token in enumerate(tokens):
        if not token.isspace():
            paragraph.append(index)
        elif paragraph and not _BREAKS.isdisjoint(token):
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def windows(
    words: Sequence[str], sizes: Sequence[int], *, most: int = MOST_WORDS, most_pieces: int = MOST_PIECES
) -> Iterator[tuple[int, int]]:
    """Half-open ranges over the ``words`` of a paragraph; ``sizes`` are their numbers of pieces."""
    start = 0
    while start < len(words):
        end, pieces = start, 0
        while end < len(words) and end - start < most and (end == start or pieces + sizes[end] <= most_pieces):
            pieces += sizes[end]
            end += 1
        if end < len(words):
            end = _cut(words, start, end)
        yield start, end
        start = end


def _cut(words: Sequence[str], start: int, furthest: int) -> int:
    """The last place in the window's second half that looks like a sentence's end, else ``furthest``."""
    for end in range(furthest, (start + furthest) // 2 + 1, -1):
        last, before, following = words[end - 1], words[end - 2], words[end]
        ends = last[-1] in _ENDS or (last[-1] in _CLOSERS and before[-1] in _ENDS)
        if ends and (following[0].isupper() or following[0] in _OPENERS):
            return end
    return furthest
