"""Tells where the text of a report looks cut: it breaks off, or the page asks for money before it goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from rashomon import lexicon
from rashomon.model import Block, Removed

LOOKS_CUT = "the text looks cut"
"""How the note begins; what reads notes looks for these words."""
_RUNNING = frozenset({"body", "list", "quote"})
_ELLIPSIS = re.compile(r"(?:…|\.\s?\.\s?\.)[)\]]?$")
_FEWEST = 6
"""Words before a final ellipsis that make it a sentence broken off rather than a line of its own."""


def cut_notes(text: str, blocks: Sequence[Block], removed: Sequence[Removed]) -> list[str]:
    """A note where the running text ends in an ellipsis, or where what follows it says that there is more to read."""
    running = [block for block in blocks if block.role in _RUNNING]
    if not running:
        return []
    last = running[-1]
    end = text[last.start : last.end].rstrip()
    if _ELLIPSIS.search(end) and len(end.split()) >= _FEWEST:
        return [f"{LOOKS_CUT}: it ends with “{' '.join(end.split()[-4:])}”"]
    for piece in removed:
        match = _walls().search(piece.text) if piece.page_start >= last.page_end else None
        if match is not None:
            return [f"{LOOKS_CUT}: “{match[0]}” follows it"]
    return []


@cache
def _walls() -> re.Pattern[str]:
    return re.compile("|".join(lexicon.load("cut")["walls"]), re.IGNORECASE)
