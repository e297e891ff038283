"""A plain-text dump → a document."""

from __future__ import annotations

from rashomon.cleaning.cut import cut_notes
from rashomon.cleaning.pieces import Piece, put_together
from rashomon.cleaning.plain.bylines import is_person_name, names_of, read_byline
from rashomon.cleaning.plain.habits import Habits
from rashomon.cleaning.plain.lines import split_lines
from rashomon.cleaning.plain.roles import label
from rashomon.cleaning.provenance import date_of, outlet_of, title_of
from rashomon.model import Block, Document, Published, Span
from rashomon.sources import RawReport


def clean_plain(raw: RawReport, habits: Habits | None = None) -> Document:
    """The document of a plain-text report; its page text is the decoded file as it is.

    Raises InputError: ``no-text`` where no line is the report's.
    """
    page = raw.content
    where = raw.origin.path or raw.origin.url or "standard input"
    rows = label(split_lines(page), habits or Habits())
    pieces = [Piece(row.line.start, row.line.end, row.role, row.reason, row.why) for row in rows]
    text, blocks, removed = put_together(page, pieces, where=where)
    id = raw.origin.sha256[:12]
    authors, published = _read_bylines(id, text, blocks)
    headline = next((text[block.start : block.end] for block in blocks if block.role == "headline"), None)
    notes = [*raw.notes, *cut_notes(text, blocks, removed)]
    title = title_of(raw.given, headline, notes)
    return Document(
        id=id,
        origin=raw.origin,
        text=text,
        page=page,
        blocks=blocks,
        removed=removed,
        outlet=outlet_of(raw.given, None),
        title=title,
        authors=raw.given.authors or authors,
        published=date_of(raw.given, published, notes),
        notes=tuple(notes),
    )


def _read_bylines(id: str, text: str, blocks: tuple[Block, ...]) -> tuple[tuple[str, ...], Published | None]:
    """Authors and date from the byline blocks, with the date's evidence; a line that says "updated" dates nothing."""
    authors: list[str] = []
    published: Published | None = None
    for block in blocks:
        if block.role != "byline":
            continue
        line = text[block.start : block.end]
        byline = read_byline(line)
        if byline is None:
            # Below "By Jane Roe" a bare name is her outlet or her office.
            if not authors and is_person_name(line):
                authors += names_of(line)
            continue
        authors += byline.authors
        if byline.date and byline.date_at and published is None and not byline.updated:
            start, end = block.start + byline.date_at[0], block.start + byline.date_at[1]
            span = Span(id, start, end, text[start:end])
            published = Published(byline.date, "text", (span,), "the byline gives it")
    return tuple(dict.fromkeys(authors)), published
