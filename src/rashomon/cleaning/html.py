"""An HTML page → a document. The page is parsed in a child process; this side only puts together what comes back."""

from __future__ import annotations

from functools import cache
from typing import Any

from rashomon.cleaning.cut import cut_notes
from rashomon.cleaning.pieces import Piece, put_together
from rashomon.cleaning.plain.bylines import read_byline
from rashomon.cleaning.provenance import date_of, outlet_of, title_of
from rashomon.cleaning.sandbox import Sandbox
from rashomon.model import Block, Document, Published, Span
from rashomon.sources import RawReport


def clean_html(raw: RawReport) -> Document:
    """The document of a page; its page text is the rendering that ``html_page`` describes.

    Raises InputError: ``timeout``, ``memory`` or ``crashed`` where the page cannot be parsed within its budget,
    ``no-text`` where it holds no report.
    """
    where = raw.origin.path or raw.origin.url or "standard input"
    read = sandbox().call(raw.content, what=where)
    page = read["page"]
    pieces = [Piece(*piece) for piece in read["pieces"]]
    text, blocks, removed = put_together(page, pieces, where=where)
    declared: dict[str, Any] = read["declared"]
    id = raw.origin.sha256[:12]
    notes = [*raw.notes, *read["notes"], *cut_notes(text, blocks, removed)]
    authors, published = _read_bylines(id, text, blocks)
    if declared["published"] and not (published and declared["guessed"]):
        published = Published(declared["published"], "metadata", (), declared["published_by"])
    headline = next((text[block.start : block.end] for block in blocks if block.role == "headline"), None)
    return Document(
        id=id,
        origin=raw.origin,
        text=text,
        page=page,
        blocks=blocks,
        removed=removed,
        outlet=outlet_of(raw.given, declared["outlet"]),
        title=title_of(raw.given, declared["title"] or headline, notes),
        authors=raw.given.authors or tuple(declared["authors"]) or authors,
        published=date_of(raw.given, published, notes),
        language=declared["language"] or "und",
        notes=tuple(notes),
    )


@cache
def sandbox() -> Sandbox:
    """The process in which pages are parsed, one for this process."""
    return Sandbox("rashomon.cleaning.html_read:read")


def _read_bylines(id: str, text: str, blocks: tuple[Block, ...]) -> tuple[tuple[str, ...], Published | None]:
    """Authors and date as the page's visible bylines give them, for pages without metadata."""
    authors: list[str] = []
    published: Published | None = None
    for block in blocks:
        byline = read_byline(text[block.start : block.end]) if block.role == "byline" else None
        if byline is None:
            continue
        authors += byline.authors
        if byline.date and byline.date_at and published is None and not byline.updated:
            start, end = block.start + byline.date_at[0], block.start + byline.date_at[1]
            published = Published(byline.date, "text", (Span(id, start, end, text[start:end]),), "the byline gives it")
    return tuple(dict.fromkeys(authors)), published
