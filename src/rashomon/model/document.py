"""One report as it was read: its page text, the blocks that are the report, the pieces that are not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from rashomon.model.display import Shown
from rashomon.model.span import Span

BlockRole = Literal["headline", "deck", "byline", "dateline", "caption", "heading", "body", "list", "quote"]
RemovalReason = Literal[
    "navigation",
    "newsletter",
    "donation",
    "related",
    "poll",
    "comments",
    "licence",
    "share",
    "advert",
    "repeated-caption",
    "other",
]
Basis = Literal["text", "metadata", "user", "inferred"]

BLOCK_SEPARATOR = "\n\n"
"""Stands between two blocks in ``Document.text``; no block holds it at its edge."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a report came from. ``sha256`` is of the raw bytes; empty where none could be read."""

    path: str | None
    url: str | None
    media_type: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the report: ``document.text[start:end] == document.page[page_start:page_end]``, character by
    character."""

    role: BlockRole
    start: int
    end: int
    page_start: int
    page_end: int


@dataclass(frozen=True, slots=True)
class Removed:
    """A piece of the page that is not the report: ``text == document.page[page_start:page_end]``. ``why`` names the
    rule."""

    reason: RemovalReason
    text: str
    page_start: int
    page_end: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who published. ``evidence`` is a span of the document's text, or None where the name stands only in metadata."""

    name: str
    basis: Basis
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """When it was published: ``value`` is ISO 8601 at the precision given (``2019-03``, ``2019-03-26T17:08-04:00``)."""

    value: str
    basis: Basis
    evidence: tuple[Span, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Document(Shown):
    """One report. ``text`` is its blocks joined by ``BLOCK_SEPARATOR``; ``page`` is the page text that they were
    taken from.

    Blocks and removed pieces together cover every non-space character of ``page`` exactly once.
    ``id`` comes from the content (the first 12 hex digits of ``origin.sha256``), so it does not depend on the order
    of files.
    ``notes`` are things a reader should know: the reason for the encoding, that the text looks cut, that metadata
    disagree.
    """

    id: str
    origin: Origin
    text: str
    page: str
    blocks: tuple[Block, ...]
    removed: tuple[Removed, ...] = ()
    outlet: Outlet | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: Published | None = None
    language: str = "en"
    notes: tuple[str, ...] = field(default=())

    def span(self, start: int, end: int) -> Span:
        """The span ``[start, end)`` of this document's text."""
        return Span(self.id, start, end, self.text[start:end])

    def block_at(self, offset: int) -> Block | None:
        """The block that holds the character at ``offset``, or None between two blocks."""
        return next((block for block in self.blocks if block.start <= offset < block.end), None)

    def __repr__(self) -> str:
        return f"Document({self.id}, {self.title!r}, {len(self.text)} characters, {len(self.blocks)} blocks)"


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that did not become a document, by name. ``code`` is one word that programs can test (``empty``,
    ``binary``, …)."""

    origin: Origin
    code: str
    message: str
