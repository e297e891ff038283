"""The child's side of reading a page: everything that parses. Plain data in and out."""

from __future__ import annotations

import logging
from typing import Any

from rashomon.cleaning.html_main import find_main_text
from rashomon.cleaning.html_metadata import declared_text, read_metadata
from rashomon.cleaning.html_page import parse, render
from rashomon.cleaning.html_roles import label


def read(source: str) -> dict[str, Any]:
    """The page text of an HTML source, its labelled pieces, what the page declares, and notes."""
    # Extractors log what they meet in bad pages; nobody reads the child's log.
    logging.disable(logging.CRITICAL)
    root, notes = parse(source)
    page = render(root, notes)
    declared = read_metadata(root, source)
    body, title = declared_text(root)
    pieces = label(page, find_main_text(page, source, body=body, title=title), declared) if page.lines else []
    if any(line.hidden and piece.role is not None for line, piece in zip(page.lines, pieces, strict=False)):
        notes = (*notes, "the page hides the report's text until a script shows it")
    return {
        "page": page.text,
        "pieces": [[piece.start, piece.end, piece.role, piece.reason, piece.why] for piece in pieces],
        "declared": declared.as_json(),
        "notes": list(notes),
    }
