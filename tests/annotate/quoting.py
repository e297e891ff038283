"""Reports written in a test, and the quotations found in them."""

from __future__ import annotations

import hashlib

from rashomon.annotate.entities import find_entities
from rashomon.annotate.quotes import find_quotes
from rashomon.language import parse
from rashomon.model import Block, BlockRole, Document, Origin, Outlet, Quote


def report(text: str, *, headline: bool = False, outlet: str | None = None) -> Document:
    """A document whose blocks are the paragraphs of ``text``."""
    blocks: list[Block] = []
    start = 0
    for number, paragraph in enumerate(text.split("\n\n")):
        role: BlockRole = "headline" if headline and number == 0 else "body"
        blocks.append(Block(role, start, start + len(paragraph), start, start + len(paragraph)))
        start += len(paragraph) + 2
    sha = hashlib.sha256(text.encode()).hexdigest()
    known = Outlet(outlet, "user") if outlet is not None else None
    return Document(sha[:12], Origin("report.txt", None, "text/plain", sha), text, text, tuple(blocks), outlet=known)


def quotes(text: str, *, headline: bool = False, outlet: str | None = None) -> tuple[Quote, ...]:
    return tuple(quote for quote in every_quote(text, headline=headline, outlet=outlet) if quote.marked)


def indirect(text: str, *, headline: bool = False) -> tuple[Quote, ...]:
    return tuple(quote for quote in every_quote(text, headline=headline) if not quote.marked)


def every_quote(text: str, *, headline: bool = False, outlet: str | None = None) -> tuple[Quote, ...]:
    document = report(text, headline=headline, outlet=outlet)
    doc = parse(text)
    return find_quotes(document, doc, find_entities(document, doc))
