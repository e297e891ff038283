"""The dossier's JSON as types. The JSON Schema and the checks of ``rashomon verify`` are made from these.

Version 1. Fields keep their meaning; fields may be added, so readers ignore what they do not know.
Offsets are Unicode code points into the document's ``text``, half-open.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from pydantic import ConfigDict, TypeAdapter, with_config
from typing_extensions import TypedDict

from rashomon.model.annotation import Aspect, Bound, EntityType, LabelKind, Modality, QuoteKind, Voice
from rashomon.model.document import Basis, BlockRole, RemovalReason
from rashomon.model.finding import ClaimVerdict, CoverageState, Difference, FigureVerdict, OriginBasis, PassageKind

_OPEN = ConfigDict(extra="allow")


@with_config(_OPEN)
class SpanJSON(TypedDict):
    doc: str
    start: int
    end: int
    text: str


@with_config(_OPEN)
class ExplanationJSON(TypedDict):
    rule: str
    reason: str
    candidates: list[str]
    details: dict[str, str | int | float]


@with_config(_OPEN)
class OriginJSON(TypedDict):
    path: str | None
    url: str | None
    media_type: str
    sha256: str


@with_config(_OPEN)
class OutletJSON(TypedDict):
    name: str
    basis: Basis
    evidence: SpanJSON | None


@with_config(_OPEN)
class PublishedJSON(TypedDict):
    value: str
    basis: Basis
    evidence: list[SpanJSON]
    reason: str


@with_config(_OPEN)
class BlockJSON(TypedDict):
    role: BlockRole
    start: int
    end: int
    page_start: int
    page_end: int


@with_config(_OPEN)
class RemovedJSON(TypedDict):
    reason: RemovalReason
    text: str
    page_start: int
    page_end: int
    why: NotRequired[str]


@with_config(_OPEN)
class DocumentJSON(TypedDict):
    id: str
    origin: OriginJSON
    outlet: OutletJSON | None
    title: str | None
    authors: list[str]
    published: PublishedJSON | None
    language: str
    text: str
    blocks: list[BlockJSON]
    removed: list[RemovedJSON]
    notes: NotRequired[list[str]]


@with_config(_OPEN)
class FailureJSON(TypedDict):
    origin: OriginJSON
    code: str
    message: str


@with_config(_OPEN)
class EntityJSON(TypedDict):
    id: str
    name: str
    type: EntityType
    named: bool
    forms: list[str]
    mentions: list[SpanJSON]
    explanation: NotRequired[ExplanationJSON]


@with_config(_OPEN)
class SourceJSON(TypedDict):
    name: str
    entity: str | None
    evidence: SpanJSON


class QuoteJSON(SpanJSON):
    id: str
    kind: QuoteKind
    speaker: SourceJSON | None
    via: list[SourceJSON]
    cue: SpanJSON | None
    channel: str | None
    block: BlockRole
    explanation: ExplanationJSON
    outer: NotRequired[SpanJSON | None]


@with_config(_OPEN)
class ScopeJSON(TypedDict):
    """For what a figure holds, as far as its clause says."""

    places: list[SpanJSON]
    time: SpanJSON | None
    bound: Bound | None
    period: str | None
    per: str | None
    out_of: float | None
    aspect: Aspect
    sources: list[SourceJSON]


class FigureJSON(SpanJSON):
    id: str
    number: NotRequired[SpanJSON]
    low: float | None
    high: float | None
    approximate: bool
    hedge: str | None
    unit: str | None
    of: str | None
    by: str | None
    voice: Literal["own", "quoted"]
    scope: NotRequired[ScopeJSON]
    explanation: ExplanationJSON


class TimeJSON(SpanJSON):
    id: NotRequired[str]
    value: str | None
    explanation: NotRequired[ExplanationJSON]


class NameJSON(SpanJSON):
    entity: str
    voice: Voice
    speaker: str | None
    label: LabelKind
    explanation: NotRequired[ExplanationJSON]


@with_config(_OPEN)
class AsserterJSON(TypedDict):
    name: str
    entity: str | None


class ClaimJSON(SpanJSON):
    id: str
    by: list[AsserterJSON]
    modality: Modality
    figures: list[str]
    times: list[str]
    explanation: NotRequired[ExplanationJSON]


@with_config(_OPEN)
class NoteJSON(TypedDict):
    kind: str
    text: str
    evidence: list[SpanJSON]


@with_config(_OPEN)
class QuoteGroupJSON(TypedDict):
    id: str
    quotes: list[str]
    differs: list[Difference]
    notes: list[NoteJSON]
    explanation: ExplanationJSON


@with_config(_OPEN)
class FigureGroupJSON(TypedDict):
    id: str
    of: str
    figures: list[str]
    verdict: FigureVerdict
    reason: str
    neighbours: list[str]
    explanation: NotRequired[ExplanationJSON]


@with_config(_OPEN)
class ClaimGroupJSON(TypedDict):
    id: str
    claims: list[str]
    verdict: ClaimVerdict
    independent_origins: int
    origins: list[str]
    reason: str
    explanation: NotRequired[ExplanationJSON]


@with_config(_OPEN)
class LabelsJSON(TypedDict):
    own: list[str]
    quoted: list[str]


@with_config(_OPEN)
class NamingJSON(TypedDict):
    entity: str
    by_document: dict[str, LabelsJSON]


@with_config(_OPEN)
class CoverageJSON(TypedDict):
    doc: str
    entity: NotRequired[str]
    claim: NotRequired[str]
    quote: NotRequired[str]
    state: CoverageState
    reason: str
    evidence: NotRequired[list[SpanJSON]]


OriginLinkJSON = TypedDict(
    "OriginLinkJSON",
    {"from": str, "to": str, "basis": OriginBasis, "evidence": list[SpanJSON], "reason": NotRequired[str]},
)


@with_config(_OPEN)
class CopyJSON(TypedDict):
    docs: list[str]
    spans: list[list[SpanJSON]]
    kinds: NotRequired[list[PassageKind]]
    share: dict[str, float]
    quoted: NotRequired[dict[str, float]]
    direction: str | None
    evidence: NotRequired[list[SpanJSON]]
    reason: str


@with_config(_OPEN)
class TimelineJSON(TypedDict):
    when: str
    what: str
    basis: Literal["text", "inferred"]
    evidence: list[SpanJSON]


@with_config(_OPEN)
class ComparisonJSON(TypedDict):
    quotes: list[QuoteGroupJSON]
    figures: list[FigureGroupJSON]
    claims: list[ClaimGroupJSON]
    naming: list[NamingJSON]
    coverage: list[CoverageJSON]
    origins: list[OriginLinkJSON]
    copies: list[CopyJSON]
    timeline: list[TimelineJSON]


@with_config(_OPEN)
class ProducerJSON(TypedDict):
    version: str
    language_pack: str


@with_config(_OPEN)
class StoryJSON(TypedDict):
    title: str
    first: str | None
    last: str | None


@with_config(_OPEN)
class DossierJSON(TypedDict):
    format: Literal["rashomon-dossier/1"]
    producer: ProducerJSON
    story: StoryJSON
    documents: list[DocumentJSON]
    failures: list[FailureJSON]
    entities: list[EntityJSON]
    quotes: list[QuoteJSON]
    figures: list[FigureJSON]
    times: list[TimeJSON]
    names: list[NameJSON]
    claims: list[ClaimJSON]
    comparison: ComparisonJSON


@with_config(_OPEN)
class AnnotationsJSON(TypedDict):
    format: Literal["rashomon-annotations/1"]
    document: DocumentJSON
    entities: list[EntityJSON]
    quotes: list[QuoteJSON]
    figures: list[FigureJSON]
    times: list[TimeJSON]
    names: list[NameJSON]
    claims: list[ClaimJSON]


def disputing(group: ClaimGroupJSON) -> tuple[frozenset[str], frozenset[str]]:
    """Of a disputed fact the ids of the claims that cannot be so together with its representative, and those of them
    that deny it."""
    details = group["explanation"]["details"] if "explanation" in group else {}
    told = frozenset(group["claims"]) - {details.get("representative")}
    against, answers = (told.intersection(str(details.get(name, "")).split()) for name in ("against", "answers"))
    return against | answers, answers


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of ``DossierJSON``."""
    schema = TypeAdapter(DossierJSON).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "rashomon-dossier/1", **schema}
