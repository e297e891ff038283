"""A changed report: the document that results, what was changed and where, in both versions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from spacy.tokens import Doc

from rashomon.model import Annotations, Document, Outlet

Fact = Literal["figure", "date", "name", "place", "negation", "action"]
Quotation = Literal["cut", "wording", "speaker", "channel"]
Control = Literal["paraphrase", "light rewrite", "identical copy"]
Kind = Fact | Quotation | Control
FACTS: tuple[Fact, ...] = get_args(Fact)
QUOTATIONS: tuple[Quotation, ...] = get_args(Quotation)
CONTROLS: tuple[Control, ...] = get_args(Control)
KINDS: tuple[Kind, ...] = (*FACTS, *QUOTATIONS, *CONTROLS)
OTHER = "Another Outlet"
"""Who publishes every changed report."""


@dataclass(frozen=True, slots=True)
class Source:
    """A report to be changed, with its annotations and its parse."""

    story: str
    name: str
    annotations: Annotations
    doc: Doc

    @property
    def document(self) -> Document:
        return self.annotations.document

    @property
    def text(self) -> str:
        return self.document.text


@dataclass(frozen=True, slots=True)
class Replacement:
    """The characters ``[start, end)`` of a report become ``text``; nothing else changes."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A change: ``before`` are characters of the original, ``after`` of the changed report. Either may be empty."""

    before: tuple[int, int]
    after: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Edit:
    """A changed report with the truth about it. ``rule`` names the way in which it was changed."""

    kind: Kind
    rule: str
    story: str
    report: str
    document: Document
    places: tuple[Place, ...]

    @property
    def is_control(self) -> bool:
        """True where the report says what its original says."""
        return self.kind in CONTROLS


def edited(source: Source, kind: Kind, rule: str, replacements: Iterable[Replacement]) -> Edit:
    """The report of ``source`` with ``replacements``, each within one block and none overlapping another."""
    ordered = sorted(replacements, key=lambda change: change.start)
    pieces, places, at = list[str](), list[Place](), 0
    shift = 0
    for change in ordered:
        if change.start < at:
            raise ValueError(f"two changes overlap at {change.start} of {source.name}")
        pieces += [source.text[at : change.start], change.text]
        start = change.start + shift
        places.append(Place((change.start, change.end), (start, start + len(change.text))))
        shift += len(change.text) - (change.end - change.start)
        at = change.end
    pieces.append(source.text[at:])
    document = with_text(source.document, "".join(pieces), _blocks(source.document, ordered), f"{kind} {rule}")
    return Edit(kind, rule, source.story, source.name, document, tuple(places))


def with_text(document: Document, text: str, bounds: Sequence[tuple[int, int]], salt: str) -> Document:
    """``document`` with other text and its blocks at ``bounds``, published by another outlet; ``salt`` keeps the ids
    of two copies with the same text apart."""
    sha = hashlib.sha256(f"{salt}\n{document.id}\n{text}".encode()).hexdigest()
    blocks = tuple(
        replace(block, start=start, end=end, page_start=start, page_end=end)
        for block, (start, end) in zip(document.blocks, bounds, strict=True)
    )
    return replace(
        document,
        id=sha[:12],
        origin=replace(document.origin, path=f"{sha[:12]}.txt", url=None, sha256=sha),
        text=text,
        page=text,
        blocks=blocks,
        removed=(),
        outlet=Outlet(OTHER, "metadata"),
        title=text[bounds[0][0] : bounds[0][1]] if blocks[0].role == "headline" else document.title,
        authors=(),
        published=replace(document.published, evidence=()) if document.published is not None else None,
    )


def _blocks(document: Document, changes: Sequence[Replacement]) -> list[tuple[int, int]]:
    bounds = []
    for block in document.blocks:
        before = sum(len(c.text) - (c.end - c.start) for c in changes if c.end <= block.start and c.start < block.start)
        inside = [c for c in changes if block.start <= c.start and c.end <= block.end]
        grown = sum(len(c.text) - (c.end - c.start) for c in inside)
        bounds.append((block.start + before, block.end + before + grown))
    return bounds
