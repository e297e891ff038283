"""Reports written in a test, annotated and merged into a story."""

from __future__ import annotations

import hashlib

from rashomon.annotate.entities import find_entities
from rashomon.annotate.names import find_names
from rashomon.annotate.quotes import find_quotes
from rashomon.compare.entities import merge_entities
from rashomon.language import parse
from rashomon.model import Annotations, Block, Document, Origin, Story


def annotated(text: str) -> Annotations:
    """One report whose blocks are the paragraphs of ``text``, with its actors, their names and its quotations."""
    blocks, start = [], 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block("body", start, start + len(paragraph), start, start + len(paragraph)))
        start += len(paragraph) + 2
    sha = hashlib.sha256(text.encode()).hexdigest()
    document = Document(sha[:12], Origin("report.txt", None, "text/plain", sha), text, text, tuple(blocks))
    doc = parse(text)
    entities = find_entities(document, doc)
    quotes = find_quotes(document, doc, entities)
    return Annotations(document, entities, quotes=quotes, names=find_names(document, doc, entities, ()))


def story(*texts: str) -> Story:
    """The reports of ``texts`` with one entity for each actor."""
    return merge_entities([annotated(text) for text in texts], None)
