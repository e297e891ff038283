"""Several witnesses of one text cut into segments: stretches that all have, and stretches where they differ.

Each witness is aligned over its words with the longest one, the base, and with no other, so that no order of the
witnesses matters. A witness that lacks words has nothing in their segments; words that stand in place of others are one
segment with them. The segments of a witness, joined, are its text again, character by character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz.distance import Indel

Segment = dict[str, str]
"""Witness → what it prints here, which may be nothing."""

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")


def segments(texts: Mapping[str, str]) -> list[Segment]:
    """The witnesses ``texts`` in parallel segments; neighbours in which the same witnesses agree are one segment."""
    base = base_of(texts)
    words = list(_WORD.finditer(texts[base]))
    columns = {witness: _columns(words, text) for witness, text in texts.items()}
    # Column 2k+1 is the base's word k, column 2k what stands before it; other wording glues columns together.
    glued = {column for _, together in columns.values() for column in together}
    pieces: list[Segment] = []
    start = 0
    for end in range(1, 2 * len(words) + 2):
        if end - 1 not in glued:
            pieces.append({witness: "".join(cells[start:end]) for witness, (cells, _) in columns.items()})
            start = end
    return _merged(part for piece in _merged(pieces) for part in _trimmed(piece))


def base_of(texts: Mapping[str, str]) -> str:
    """The longest witness; of several, the first by its name."""
    return min(texts, key=lambda witness: (-len(texts[witness]), witness))


def _columns(base: Sequence[re.Match[str]], text: str) -> tuple[list[str], set[int]]:
    """What a witness has in each column, and the columns that belong together with the next one."""
    words = list(_WORD.finditer(text))
    cells = [""] * (2 * len(base) + 1)
    glued: set[int] = set()
    at, last = 0, -1
    for here, there in [*_matches(base, words), (len(base), len(words))]:
        end = words[there].start() if there < len(words) else len(text)
        between = text[at:end]
        # Before word `here`, in the first column of the words that the witness lacks, if it lacks any.
        first = 2 * (last + 1)
        cells[first] = between
        if here > last + 1 and _WORD.search(between):
            glued.update(range(first, 2 * here))
        if there < len(words):
            cells[2 * here + 1], at, last = words[there].group(), words[there].end(), here
    return cells, glued


def _matches(base: Sequence[re.Match[str]], witness: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Base word and the same word of the witness, in order."""
    for code in Indel.opcodes([word.group() for word in base], [word.group() for word in witness]):
        if code.tag == "equal":
            yield from zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True)


def _merged(pieces: Iterable[Segment]) -> list[Segment]:
    """Neighbours in which the same witnesses agree, as one."""
    merged: list[Segment] = []
    for piece in pieces:
        if merged and _parts(merged[-1]) == _parts(piece):
            merged[-1] = {witness: merged[-1][witness] + text for witness, text in piece.items()}
        elif any(piece.values()):
            merged.append(piece)
    return merged


def _trimmed(piece: Segment) -> Iterator[Segment]:
    """White space that all witnesses have at an edge is no part of a difference."""
    texts = list(piece.values())
    if len(set(texts)) == 1:
        yield piece
        return
    shortest = min(texts, key=len)
    head = shortest[: len(shortest) - len(shortest.lstrip())]
    while not all(text.startswith(head) for text in texts):
        head = head[:-1]
    rest = shortest[len(head) :]
    tail = rest[len(rest.rstrip()) :]
    while not all(text[len(head) :].endswith(tail) for text in texts):
        tail = tail[1:]
    if head:
        yield dict.fromkeys(piece, head)
    yield {witness: text[len(head) : len(text) - len(tail)] for witness, text in piece.items()}
    if tail:
        yield dict.fromkeys(piece, tail)


def _parts(segment: Segment) -> frozenset[frozenset[str]]:
    """Who agrees with whom."""
    groups: dict[str, set[str]] = {}
    for witness, text in segment.items():
        groups.setdefault(text, set()).add(witness)
    return frozenset(map(frozenset, groups.values()))
