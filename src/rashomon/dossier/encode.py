"""Dossier → the JSON of the contract. The same dossier gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rashomon.dossier import contract as c
from rashomon.model import (
    ANNOTATIONS_FORMAT,
    Annotations,
    Claim,
    Comparison,
    Coverage,
    Document,
    Dossier,
    Entity,
    Explanation,
    Failure,
    Figure,
    Name,
    Origin,
    Quote,
    Scope,
    Source,
    Span,
    Time,
)


def _span(span: Span) -> c.SpanJSON:
    return {"doc": span.doc, "start": span.start, "end": span.end, "text": span.text}


def _span_or_none(span: Span | None) -> c.SpanJSON | None:
    return None if span is None else _span(span)


def _spans(spans: Iterable[Span]) -> list[c.SpanJSON]:
    return [_span(span) for span in spans]


def _explanation(explanation: Explanation) -> c.ExplanationJSON:
    return {
        "rule": explanation.rule,
        "reason": explanation.reason,
        "candidates": list(explanation.candidates),
        "details": dict(sorted(explanation.details.items())),
    }


def _origin(origin: Origin) -> c.OriginJSON:
    return {"path": origin.path, "url": origin.url, "media_type": origin.media_type, "sha256": origin.sha256}


def _source(source: Source) -> c.SourceJSON:
    return {"name": source.name, "entity": source.entity, "evidence": _span(source.evidence)}


def document_json(doc: Document) -> c.DocumentJSON:
    """One report without its annotations."""
    outlet, published = doc.outlet, doc.published
    return {
        "id": doc.id,
        "origin": _origin(doc.origin),
        "outlet": None
        if outlet is None
        else {"name": outlet.name, "basis": outlet.basis, "evidence": _span_or_none(outlet.evidence)},
        "title": doc.title,
        "authors": list(doc.authors),
        "published": None
        if published is None
        else {
            "value": published.value,
            "basis": published.basis,
            "evidence": _spans(published.evidence),
            "reason": published.reason,
        },
        "language": doc.language,
        "text": doc.text,
        "blocks": [
            {
                "role": block.role,
                "start": block.start,
                "end": block.end,
                "page_start": block.page_start,
                "page_end": block.page_end,
            }
            for block in doc.blocks
        ],
        "removed": [
            {
                "reason": piece.reason,
                "text": piece.text,
                "page_start": piece.page_start,
                "page_end": piece.page_end,
                "why": piece.why,
            }
            for piece in doc.removed
        ],
        "notes": list(doc.notes),
    }


def failure_json(failure: Failure) -> c.FailureJSON:
    """One input that did not become a document."""
    return {"origin": _origin(failure.origin), "code": failure.code, "message": failure.message}


def _entity(entity: Entity) -> c.EntityJSON:
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "named": entity.named,
        "forms": list(entity.forms),
        "mentions": _spans(mention.span for mention in entity.mentions),
        "explanation": _explanation(entity.explanation),
    }


def _quote(quote: Quote) -> c.QuoteJSON:
    return {
        **_span(quote.span),
        "id": quote.id,
        "kind": quote.kind,
        "speaker": _source(quote.speaker) if quote.speaker else None,
        "via": [_source(relay) for relay in quote.via],
        "cue": _span_or_none(quote.cue),
        "channel": quote.channel,
        "block": quote.block,
        "outer": _span_or_none(quote.outer),
        "explanation": _explanation(quote.explanation),
    }


def _number(value: float | None) -> float | None:
    """Whole numbers as integers: JSON readers should see 100, not 100.0."""
    return int(value) if value is not None and float(value).is_integer() else value


def _figure(figure: Figure) -> c.FigureJSON:
    return {
        **_span(figure.span),
        "id": figure.id,
        "number": _span(figure.number),
        "low": _number(figure.low),
        "high": _number(figure.high),
        "approximate": figure.approximate,
        "hedge": figure.hedge,
        "unit": figure.unit,
        "of": figure.of,
        "by": figure.by,
        "voice": figure.voice,
        "scope": _scope(figure.scope),
        "explanation": _explanation(figure.explanation),
    }


def _scope(scope: Scope) -> c.ScopeJSON:
    return {
        "places": _spans(scope.places),
        "time": _span_or_none(scope.time),
        "bound": scope.bound,
        "period": scope.period,
        "per": scope.per,
        "out_of": _number(scope.out_of),
        "aspect": scope.aspect,
        "sources": [_source(source) for source in scope.sources],
    }


def _time(time: Time) -> c.TimeJSON:
    return {**_span(time.span), "id": time.id, "value": time.value, "explanation": _explanation(time.explanation)}


def _name(name: Name) -> c.NameJSON:
    return {
        **_span(name.span),
        "entity": name.entity,
        "voice": name.voice,
        "speaker": name.speaker,
        "label": name.label,
        "explanation": _explanation(name.explanation),
    }


def _claim(claim: Claim) -> c.ClaimJSON:
    return {
        **_span(claim.span),
        "id": claim.id,
        "by": [{"name": source.name, "entity": source.entity} for source in claim.by],
        "modality": claim.modality,
        "figures": list(claim.figures),
        "times": list(claim.times),
        "explanation": _explanation(claim.explanation),
    }


def _coverage(coverage: Coverage) -> c.CoverageJSON:
    row: c.CoverageJSON = {
        "doc": coverage.doc,
        "state": coverage.state,
        "reason": coverage.reason,
        "evidence": _spans(coverage.evidence),
    }
    row[coverage.target] = coverage.id
    return row


def _comparison(comparison: Comparison) -> c.ComparisonJSON:
    return {
        "quotes": [
            {
                "id": group.id,
                "quotes": list(group.quotes),
                "differs": list(group.differs),
                "notes": [
                    {"kind": note.kind, "text": note.text, "evidence": _spans(note.evidence)} for note in group.notes
                ],
                "explanation": _explanation(group.explanation),
            }
            for group in comparison.quotes
        ],
        "figures": [
            {
                "id": group.id,
                "of": group.of,
                "figures": list(group.figures),
                "verdict": group.verdict,
                "reason": group.reason,
                "neighbours": list(group.neighbours),
                "explanation": _explanation(group.explanation),
            }
            for group in comparison.figures
        ],
        "claims": [
            {
                "id": group.id,
                "claims": list(group.claims),
                "verdict": group.verdict,
                "independent_origins": group.independent_origins,
                "origins": list(group.origins),
                "reason": group.reason,
                "explanation": _explanation(group.explanation),
            }
            for group in comparison.claims
        ],
        "naming": [
            {
                "entity": naming.entity,
                "by_document": {
                    doc: {"own": list(naming.own.get(doc, ())), "quoted": list(naming.quoted.get(doc, ()))}
                    for doc in sorted({*naming.own, *naming.quoted})
                },
            }
            for naming in comparison.naming
        ],
        "coverage": [_coverage(row) for row in comparison.coverage],
        "origins": [
            {
                "from": link.source,
                "to": link.target,
                "basis": link.basis,
                "evidence": _spans(link.evidence),
                "reason": link.reason,
            }
            for link in comparison.origins
        ],
        "copies": [
            {
                "docs": list(copy.docs),
                "spans": [_spans(pair) for pair in copy.spans],
                "kinds": list(copy.kinds),
                "share": dict(sorted(copy.share.items())),
                "quoted": dict(sorted(copy.quoted.items())),
                "direction": copy.direction,
                "evidence": _spans(copy.evidence),
                "reason": copy.reason,
            }
            for copy in comparison.copies
        ],
        "timeline": [
            {"when": entry.when, "what": entry.what, "basis": entry.basis, "evidence": _spans(entry.evidence)}
            for entry in comparison.timeline
        ],
    }


def dossier_json(dossier: Dossier) -> c.DossierJSON:
    """The whole dossier as the contract's object."""
    reports = dossier.story.reports
    return {
        "format": "rashomon-dossier/1",
        "producer": {"version": dossier.version, "language_pack": dossier.language_pack},
        "story": {"title": dossier.story.title or "", "first": dossier.first, "last": dossier.last},
        "documents": [document_json(report.document) for report in reports],
        "failures": [failure_json(failure) for failure in dossier.failures],
        "entities": [_entity(entity) for entity in dossier.story.entities],
        "quotes": [_quote(quote) for report in reports for quote in report.quotes],
        "figures": [_figure(figure) for report in reports for figure in report.figures],
        "times": [_time(time) for report in reports for time in report.times],
        "names": [_name(name) for report in reports for name in report.names],
        "claims": [_claim(claim) for report in reports for claim in report.claims],
        "comparison": _comparison(dossier.comparison),
    }


def annotations_json(report: Annotations) -> c.AnnotationsJSON:
    """One report with its annotations, as one line of ``rashomon annotate --jsonl``."""
    return {
        "format": "rashomon-annotations/1",
        "document": document_json(report.document),
        "entities": [_entity(entity) for entity in report.entities],
        "quotes": [_quote(quote) for quote in report.quotes],
        "figures": [_figure(figure) for figure in report.figures],
        "times": [_time(time) for time in report.times],
        "names": [_name(name) for name in report.names],
        "claims": [_claim(claim) for claim in report.claims],
    }


def to_json(dossier: Dossier) -> str:
    """The dossier as indented JSON text that ends in a newline."""
    return json.dumps(dossier_json(dossier), ensure_ascii=False, indent=1) + "\n"


def to_jsonl(item: Annotations | Failure) -> str:
    """One report, or one failure, as a single line of JSON that ends in a newline."""
    line = (
        {"format": ANNOTATIONS_FORMAT, "failure": failure_json(item)}
        if isinstance(item, Failure)
        else annotations_json(item)
    )
    return json.dumps(line, ensure_ascii=False) + "\n"
