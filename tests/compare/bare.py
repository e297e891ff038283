"""Reports that were not parsed: blocks, quotations between curly marks, and what a test says of their speakers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

from rashomon.model import (
    Annotations,
    Block,
    Claim,
    Document,
    Entity,
    Explanation,
    Mention,
    Origin,
    Outlet,
    Quote,
    Source,
    Span,
    Story,
)
from rashomon.model.document import BlockRole

BY_RULE = Explanation("test", "the test says so")


def report(text: str, *, outlet: str | None = None, roles: Mapping[int, BlockRole] | None = None) -> Annotations:
    """A report whose paragraphs are body blocks but for ``roles``, with its “…” as quotations without a speaker."""
    blocks, start = [], 0
    for number, paragraph in enumerate(text.split("\n\n")):
        role = (roles or {}).get(number, "body")
        blocks.append(Block(role, start, start + len(paragraph), start, start + len(paragraph)))
        start += len(paragraph) + 2
    sha = hashlib.sha256(text.encode()).hexdigest()
    name = Outlet(outlet, "user") if outlet is not None else None
    doc = Document(sha[:12], Origin("r.txt", None, "text/plain", sha), text, text, tuple(blocks), outlet=name)
    quotes = tuple(
        Quote(f"{doc.id}:q{number}", doc.span(*match.span(1)), "direct", "body", BY_RULE)
        for number, match in enumerate(re.finditer(r"“([^”]+)”", text), start=1)
    )
    return Annotations(doc, quotes=quotes)


def story(*reports: Annotations | str, entities: Sequence[Entity] = ()) -> Story:
    """The reports in the order of their ids."""
    read = [report(item) if isinstance(item, str) else item for item in reports]
    return Story(None, tuple(sorted(read, key=lambda r: r.document.id)), tuple(entities))


def find(annotations: Annotations, text: str) -> Span:
    """The first place of ``text`` in a report."""
    start = annotations.document.text.index(text)
    return annotations.document.span(start, start + len(text))


def person(id: str, name: str, *places: Span) -> Entity:
    """A named person."""
    return Entity(id, name, "person", True, (name,), tuple(Mention(p, "name", p.start) for p in places), BY_RULE)


def body(id: str, name: str, *places: Span) -> Entity:
    """A named organization."""
    return Entity(id, name, "organization", True, (name,), tuple(Mention(p, "name", p.start) for p in places), BY_RULE)


def claim(annotations: Annotations, text: str, *by: Source) -> Claim:
    """A claim of the words ``text``."""
    return Claim(f"{annotations.document.id}:c{len(text)}", find(annotations, text), by, "stated", BY_RULE)


def source(annotations: Annotations, printed: str, entity: str | None = None) -> Source:
    """A speaker as printed."""
    return Source(printed, entity, find(annotations, printed))
