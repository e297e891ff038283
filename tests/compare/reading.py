"""Reports written in a test, annotated and merged into a story."""

from __future__ import annotations

import hashlib

from rashomon.annotate.entities import find_entities
from rashomon.annotate.names import find_names
from rashomon.annotate.quotes import find_quotes
from rashomon.annotate.report import annotate
from rashomon.compare.entities import merge_entities
from rashomon.language import parse
from rashomon.model import Annotations, Block, BlockRole, Document, Origin, Published, Story


def document(text: str, *, published: Published | None = None, captions: tuple[int, ...] = ()) -> Document:
    """A report whose paragraphs are body text but for those whose numbers are in ``captions``."""
    blocks, start = [], 0
    for number, paragraph in enumerate(text.split("\n\n")):
        role: BlockRole = "caption" if number in captions else "body"
        blocks.append(Block(role, start, start + len(paragraph), start, start + len(paragraph)))
        start += len(paragraph) + 2
    sha = hashlib.sha256(text.encode()).hexdigest()
    origin = Origin("report.txt", None, "text/plain", sha)
    return Document(sha[:12], origin, text, text, tuple(blocks), published=published)


def reported(text: str, published: str | None = None, *, captions: tuple[int, ...] = ()) -> Annotations:
    """One report with all its annotations, ``published`` on the day given."""
    day = Published(published, "user") if published else None
    return annotate(document(text, published=day, captions=captions), parse(text))


def annotated(text: str) -> Annotations:
    """One report with its actors, their names and its quotations."""
    report, doc = document(text), parse(text)
    entities = find_entities(report, doc)
    quotes = find_quotes(report, doc, entities)
    return Annotations(report, entities, quotes=quotes, names=find_names(report, doc, entities, ()))


def story(*texts: str) -> Story:
    """The reports of ``texts`` with one entity for each actor."""
    return merge_entities([annotated(text) for text in texts], None)
