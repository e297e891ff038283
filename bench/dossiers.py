"""Dossiers built by hand, for tests and measurements: documents from lines, every span found by its words, so that it
equals its slice by construction."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from rashomon.model import (
    BLOCK_SEPARATOR,
    Annotations,
    Block,
    BlockRole,
    Claim,
    ClaimGroup,
    ClaimVerdict,
    Comparison,
    Difference,
    Document,
    Dossier,
    Entity,
    EntityType,
    Explanation,
    Figure,
    FigureGroup,
    FigureVerdict,
    LabelKind,
    Mention,
    Modality,
    Name,
    Note,
    Origin,
    Outlet,
    Published,
    Quote,
    QuoteGroup,
    QuoteKind,
    RemovalReason,
    Removed,
    Source,
    Span,
    Time,
    Voice,
)

Line = tuple[BlockRole, str] | tuple[Literal["removed"], RemovalReason, str]
Words = str | Span
"""A place in a document: its first words, or the span itself."""
WHY = Explanation("by-hand", "set by hand for this test")


def document(lines: Sequence[Line], *, outlet: str | None = None, published: str | None = None) -> Document:
    """A document of ``lines`` in page order. ``outlet`` is given by the user, ``published`` found in the text."""
    page, text = "", ""
    blocks: list[Block] = []
    removed: list[Removed] = []
    for line in lines:
        if page:
            page += "\n"
        words = line[-1]
        if line[0] == "removed":
            removed.append(Removed(line[1], words, len(page), len(page) + len(words), why="by-hand"))
        else:
            text += BLOCK_SEPARATOR if text else ""
            blocks.append(Block(line[0], len(text), len(text) + len(words), len(page), len(page) + len(words)))
            text += words
        page += words
    digest = hashlib.sha256(page.encode("utf-8", "surrogatepass")).hexdigest()
    doc = Document(
        id=digest[:12],
        origin=Origin(f"pile/{digest[:4]}.txt", None, "text/plain", digest),
        text=text,
        page=page,
        blocks=tuple(blocks),
        removed=tuple(removed),
        outlet=Outlet(outlet, "user") if outlet else None,
        title=next((line[1] for line in lines if line[0] == "headline"), None),
    )
    if published is None:
        return doc
    value, printed = published.split("|")
    return _with_date(doc, value, find(doc, printed))


def _with_date(doc: Document, value: str, evidence: Span) -> Document:
    return replace(doc, published=Published(value, "text", (evidence,), "a date line"))


def find(doc: Document, words: str, *, nth: int = 0) -> Span:
    """The ``nth`` place of ``words`` in ``doc``."""
    start = -1
    for _ in range(nth + 1):
        start = doc.text.index(words, start + 1)
    return doc.span(start, start + len(words))


def place(doc: Document, words: Words, *, nth: int = 0) -> Span:
    """The span of ``words``."""
    return words if isinstance(words, Span) else find(doc, words, nth=nth)


class Reporter:
    """Builds the annotations of one report from words that it looks up."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.quotes: list[Quote] = []
        self.figures: list[Figure] = []
        self.times: list[Time] = []
        self.names: list[Name] = []

    def quote(
        self,
        words: Words,
        *,
        speaker: tuple[str, str | None, Words] | None = None,
        kind: QuoteKind = "direct",
        cue: str | None = None,
        channel: str | None = None,
        candidates: tuple[str, ...] = (),
    ) -> str:
        """Add a quotation; ``speaker`` is (name, entity id, words that say so). Gives its id."""
        span = place(self.doc, words)
        block = self.doc.block_at(span.start)
        assert block is not None
        source = Source(speaker[0], speaker[1], place(self.doc, speaker[2])) if speaker else None
        identity = f"{self.doc.id}:q{len(self.quotes) + 1}"
        self.quotes.append(
            Quote(
                id=identity,
                span=span,
                kind=kind,
                block=block.role,
                explanation=Explanation("cue-beside", "a reporting verb stands beside the marks", candidates),
                speaker=source,
                cue=find(self.doc, cue) if cue else None,
                channel=channel,
            )
        )
        return identity

    def figure(
        self,
        words: Words,
        number: str,
        low: float | None,
        high: float | None,
        of: str | None,
        *,
        hedge: str | None = None,
        unit: str | None = None,
        by: str | None = None,
    ) -> str:
        """Add a figure. Gives its id."""
        span = place(self.doc, words)
        start = span.start + span.text.index(number)
        identity = f"{self.doc.id}:f{len(self.figures) + 1}"
        self.figures.append(
            Figure(
                id=identity,
                span=span,
                number=self.doc.span(start, start + len(number)),
                low=low,
                high=high,
                approximate=hedge in {"about", "nearly"},
                hedge=hedge,
                unit=unit,
                of=of,
                noun=of,
                voice="quoted" if by else "own",
                explanation=Explanation("numeral-with-noun", "a numeral before the noun that it counts"),
                by=by,
            )
        )
        return identity

    def time(self, words: Words, value: str | None) -> None:
        """Add a time."""
        self.times.append(Time(f"{self.doc.id}:t{len(self.times) + 1}", place(self.doc, words), value, WHY))

    def name(
        self, words: Words, entity: str, *, voice: Voice = "own", label: LabelKind = "title", nth: int = 0
    ) -> None:
        """Add a label."""
        self.names.append(Name(place(self.doc, words, nth=nth), entity, voice, label, WHY))

    def annotations(self) -> Annotations:
        """What was added."""
        return Annotations(
            self.doc,
            quotes=tuple(self.quotes),
            figures=tuple(self.figures),
            times=tuple(self.times),
            names=tuple(self.names),
        )


def entity(identity: str, name: str, kind: EntityType, mentions: Sequence[Span]) -> Entity:
    """An entity with named mentions."""
    forms = tuple(dict.fromkeys([name, *(span.text for span in mentions)]))
    return Entity(identity, name, kind, True, forms, tuple(Mention(span, "name", span.start) for span in mentions), WHY)


def shared(identity: str, members: Sequence[Quote], differs: Sequence[Difference], *notes: Note) -> QuoteGroup:
    """A quotation that several reports print."""
    return QuoteGroup(
        identity,
        tuple(quote.id for quote in members),
        tuple(differs),
        notes,
        Explanation("same-words", "the rare words stand in the same order", details={"overlap": 0.82}),
        tuple(quote.span for quote in members),
    )


def counted(
    identity: str, of: str, members: Sequence[Figure], verdict: FigureVerdict, reason: str, near: Sequence[Figure] = ()
) -> FigureGroup:
    """Figures of one thing."""
    return FigureGroup(
        identity,
        of,
        tuple(figure.id for figure in members),
        verdict,
        reason,
        tuple(figure.id for figure in near),
        Explanation("same-counted-thing", "Joined on noun, event."),
        tuple(figure.span for figure in members),
    )


def claim(
    doc: Document,
    number: int,
    words: Words,
    *,
    by: Sequence[tuple[str, str | None, Words]] = (),
    modality: Modality = "stated",
    nth: int = 0,
) -> Claim:
    """A claim; ``by`` are (name, entity id, words that say so), the innermost first."""
    sources = tuple(Source(name, entity, place(doc, where)) for name, entity, where in by)
    return Claim(f"{doc.id}:c{number}", place(doc, words, nth=nth), sources, modality, WHY)


def fact(
    identity: str,
    claims: Sequence[Claim],
    verdict: ClaimVerdict,
    origins: Sequence[str],
    reason: str,
    *,
    lead: Claim | None = None,
    **details: str,
) -> ClaimGroup:
    """A fact as ``claims`` tell it."""
    return ClaimGroup(
        identity,
        tuple(one.id for one in claims),
        verdict,
        len(origins),
        tuple(origins),
        reason,
        Explanation(
            "same-fact", "compared by hand", details={"representative": (lead or claims[0]).id, **details, "words": 0.4}
        ),
        tuple(one.span for one in claims),
    )


def with_claims(dossier: Dossier, claims: Mapping[str, Sequence[Claim]], comparison: Comparison) -> Dossier:
    """``dossier`` with claims for its documents and another comparison."""
    reports = tuple(
        replace(report, claims=tuple(claims.get(report.document.id, ()))) for report in dossier.story.reports
    )
    return replace(dossier, story=replace(dossier.story, reports=reports), comparison=comparison)
