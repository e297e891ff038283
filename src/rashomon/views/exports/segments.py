"""Several witnesses of one text cut into segments: stretches that all have, and stretches where they differ.

Each witness is aligned with the longest one over its words; a word is a boundary only where *every* witness has it, so
no order of the witnesses matters. The segments of a witness, joined, are its text again, character by character.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from rapidfuzz.distance import Indel

Segment = dict[str, str]
"""Witness → what it prints here, which may be nothing."""

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")


def segments(texts: Mapping[str, str]) -> list[Segment]:
    """The witnesses ``texts`` in parallel segments; neighbours in which the same witnesses agree are one segment."""
    merged: list[Segment] = []
    for segment in _segments(dict(texts)):
        if merged and _parts(merged[-1]) == _parts(segment):
            merged[-1] = {witness: merged[-1][witness] + text for witness, text in segment.items()}
        else:
            merged.append(segment)
    return merged


def base_of(texts: Mapping[str, str]) -> str:
    """The longest witness; of several, the first by its name."""
    return min(texts, key=lambda witness: (-len(texts[witness]), witness))


def _parts(segment: Segment) -> tuple[tuple[str, ...], ...]:
    """Who agrees with whom."""
    groups: dict[str, list[str]] = {}
    for witness in sorted(segment):
        groups.setdefault(segment[witness], []).append(witness)
    return tuple(map(tuple, groups.values()))


def _segments(texts: Segment) -> list[Segment]:
    if len(set(texts.values())) <= 1:
        return [texts]
    base = base_of(texts)
    words = {witness: list(_WORD.finditer(text)) for witness, text in texts.items()}
    matches = {witness: _matches(words[base], found) for witness, found in words.items()}
    anchors = [
        {witness: words[witness][match[number]] for witness, match in matches.items()}
        for number in range(len(words[base]))
        if all(number in match for match in matches.values())
    ]
    edges = [
        dict.fromkeys(texts, (0, 0)),
        *({witness: found.span() for witness, found in anchor.items()} for anchor in anchors),
        {witness: (len(text), len(text)) for witness, text in texts.items()},
    ]
    out: list[Segment] = []
    for before, after in pairwise(edges):
        out.append({witness: text[slice(*before[witness])] for witness, text in texts.items()})
        out += _between({witness: text[before[witness][1] : after[witness][0]] for witness, text in texts.items()})
    return [segment for segment in out if any(segment.values())]


def _between(texts: Segment) -> list[Segment]:
    """What stands between two common words. White space that all share at the beginning is no part of a difference;
    the witnesses that have something here may share more words among themselves."""
    first = next(iter(texts.values()))
    shared = first[: len(first) - len(first.lstrip())]
    while not all(text.startswith(shared) for text in texts.values()):
        shared = shared[:-1]
    rest = {witness: text[len(shared) :] for witness, text in texts.items()}
    out = [dict.fromkeys(texts, shared)] if shared else []
    having = {witness: text for witness, text in rest.items() if text}
    if not having:
        return out
    if len(having) == len(rest):
        return [*out, rest]
    return [*out, *({**dict.fromkeys(rest, ""), **segment} for segment in _segments(having))]


def _matches(base: list[re.Match[str]], witness: list[re.Match[str]]) -> dict[int, int]:
    """Base word → the same word of the witness, in order."""
    codes = Indel.opcodes([word.group() for word in base], [word.group() for word in witness])
    return {
        code.src_start + step: code.dest_start + step
        for code in codes
        if code.tag == "equal"
        for step in range(code.src_end - code.src_start)
    }
