"""The JSON of the contract → the nouns again: the way back of ``encode``, as far as the JSON holds them.

What the contract leaves out is not made up: ``page`` is empty, a claim has no ``actors`` and no ``meaning``, and the
evidence of a claim's source, which the JSON does not carry, is the claim itself. A row of coverage without evidence,
which the contract allows and the nouns do not, is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from rashomon.dossier import contract as c
from rashomon.model import (
    Annotations,
    Block,
    Claim,
    ClaimGroup,
    Comparison,
    Copy,
    Coverage,
    Document,
    Dossier,
    Entity,
    Explanation,
    Failure,
    Figure,
    FigureGroup,
    Mention,
    Name,
    Naming,
    Note,
    Origin,
    OriginLink,
    Outlet,
    Published,
    Quote,
    QuoteGroup,
    Removed,
    Scope,
    Source,
    Span,
    Story,
    Time,
    TimelineEntry,
)
from rashomon.model.finding import CoverageTarget

_UNSAID = Explanation("not-stated", "the JSON does not say how it was found")
_TARGETS: tuple[CoverageTarget, ...] = ("entity", "claim", "quote")


def _span(data: c.SpanJSON) -> Span:
    return Span(data["doc"], data["start"], data["end"], data["text"])


def _spans(data: Iterable[c.SpanJSON]) -> tuple[Span, ...]:
    return tuple(map(_span, data))


def _why(data: Mapping[str, Any]) -> Explanation:
    why = data.get("explanation")
    if not why:
        return _UNSAID
    return Explanation(why["rule"], why["reason"], tuple(why["candidates"]), dict(why["details"]))


def _origin(data: c.OriginJSON) -> Origin:
    return Origin(data["path"], data["url"], data["media_type"], data["sha256"])


def _source(data: c.SourceJSON) -> Source:
    return Source(data["name"], data["entity"], _span(data["evidence"]))


def document(data: c.DocumentJSON) -> Document:
    """One report without its annotations, and without its page text."""
    outlet, published = data["outlet"], data["published"]
    return Document(
        id=data["id"],
        origin=_origin(data["origin"]),
        text=data["text"],
        page="",
        blocks=tuple(Block(b["role"], b["start"], b["end"], b["page_start"], b["page_end"]) for b in data["blocks"]),
        removed=tuple(
            Removed(r["reason"], r["text"], r["page_start"], r["page_end"], r.get("why", "")) for r in data["removed"]
        ),
        outlet=Outlet(outlet["name"], outlet["basis"], _span(outlet["evidence"]) if outlet["evidence"] else None)
        if outlet
        else None,
        title=data["title"],
        authors=tuple(data["authors"]),
        published=Published(
            published["value"], published["basis"], _spans(published["evidence"]), published.get("reason", "")
        )
        if published
        else None,
        language=data["language"],
        notes=tuple(data.get("notes", ())),
    )


def failure(data: c.FailureJSON) -> Failure:
    """One input that did not become a document."""
    return Failure(_origin(data["origin"]), data["code"], data["message"])


def quote(data: c.QuoteJSON) -> Quote:
    """One quotation."""
    outer = data.get("outer")
    return Quote(
        id=data["id"],
        span=_span(data),
        kind=data["kind"],
        block=data["block"],
        explanation=_why(data),
        outer=_span(outer) if outer else None,
        speaker=_source(data["speaker"]) if data["speaker"] else None,
        via=tuple(map(_source, data["via"])),
        cue=_span(data["cue"]) if data["cue"] else None,
        channel=data["channel"],
    )


def _entity(data: c.EntityJSON) -> Entity:
    mentions = tuple(Mention(span, "name", span.start) for span in _spans(data["mentions"]))
    return Entity(data["id"], data["name"], data["type"], data["named"], tuple(data["forms"]), mentions, _why(data))


def figure(data: c.FigureJSON) -> Figure:
    """One figure."""
    return Figure(
        id=data["id"],
        span=_span(data),
        number=_span(data.get("number", data)),
        low=data["low"],
        high=data["high"],
        approximate=data["approximate"],
        hedge=data["hedge"],
        unit=data["unit"],
        of=data["of"],
        noun=None,
        voice=data["voice"],
        explanation=_why(data),
        by=data["by"],
        scope=_scope(data["scope"]) if "scope" in data else Scope(),
    )


def _scope(data: c.ScopeJSON) -> Scope:
    return Scope(
        places=_spans(data["places"]),
        time=_span(data["time"]) if data["time"] else None,
        bound=data["bound"],
        period=data["period"],
        per=data["per"],
        out_of=data["out_of"],
        aspect=data["aspect"],
        sources=tuple(map(_source, data["sources"])),
    )


def _time(data: c.TimeJSON) -> Time:
    return Time(data.get("id", ""), _span(data), data["value"], _why(data))


def _name(data: c.NameJSON) -> Name:
    return Name(_span(data), data["entity"], data["voice"], data["label"], _why(data), data["speaker"])


def _claim(data: c.ClaimJSON) -> Claim:
    span = _span(data)
    return Claim(
        id=data["id"],
        span=span,
        by=tuple(Source(source["name"], source["entity"], span) for source in data["by"]),
        modality=data["modality"],
        explanation=_why(data),
        figures=tuple(data["figures"]),
        times=tuple(data["times"]),
    )


def report(data: c.AnnotationsJSON) -> Annotations:
    """One report with its annotations."""
    return Annotations(
        document(data["document"]),
        tuple(map(_entity, data["entities"])),
        tuple(map(quote, data["quotes"])),
        tuple(map(figure, data["figures"])),
        tuple(map(_time, data["times"])),
        tuple(map(_name, data["names"])),
        tuple(map(_claim, data["claims"])),
    )


def quote_group(data: c.QuoteGroupJSON, quotes: Mapping[str, Quote]) -> QuoteGroup:
    """One shared quotation, its evidence the places of its members among ``quotes``."""
    return QuoteGroup(
        data["id"],
        tuple(data["quotes"]),
        tuple(data["differs"]),
        tuple(Note(note["kind"], note["text"], _spans(note["evidence"])) for note in data["notes"]),
        _why(data),
        tuple(quotes[member].span for member in data["quotes"]),
    )


def dossier(data: c.DossierJSON) -> Dossier:
    """The whole dossier. ``data`` is one that ``checked`` passed: every id in it leads somewhere. Raises ValueError
    where a finding has no evidence."""
    quotes, figures = _by_report(map(quote, data["quotes"])), _by_report(map(figure, data["figures"]))
    times, names = _by_report(map(_time, data["times"])), _by_report(map(_name, data["names"]))
    claims = _by_report(map(_claim, data["claims"]))
    reports = [
        Annotations(doc, (), quotes[doc.id], figures[doc.id], times[doc.id], names[doc.id], claims[doc.id])
        for doc in map(document, data["documents"])
    ]
    entities = tuple(map(_entity, data["entities"]))
    return Dossier(
        story=Story(data["story"]["title"] or None, tuple(reports), entities),
        comparison=_comparison(data["comparison"], reports, entities),
        failures=tuple(map(failure, data["failures"])),
        version=data["producer"]["version"],
        language_pack=data["producer"]["language_pack"],
        first=data["story"]["first"],
        last=data["story"]["last"],
    )


_Noun = TypeVar("_Noun", Quote, Figure, Time, Name, Claim)


def _by_report(nouns: Iterable[_Noun]) -> defaultdict[str, tuple[_Noun, ...]]:
    found: defaultdict[str, list[_Noun]] = defaultdict(list)
    for noun in nouns:
        found[noun.span.doc].append(noun)
    return defaultdict(tuple, {doc: tuple(held) for doc, held in found.items()})


def _comparison(data: c.ComparisonJSON, reports: Iterable[Annotations], entities: Iterable[Entity]) -> Comparison:
    quotes = {one.id: one for report in reports for one in report.quotes}
    figures = {one.id: one.span for report in reports for one in report.figures}
    claims = {one.id: one.span for report in reports for one in report.claims}
    first = {entity.id: entity.mentions[0].span for entity in entities}
    return Comparison(
        quotes=tuple(quote_group(row, quotes) for row in data["quotes"]),
        figures=tuple(
            FigureGroup(
                row["id"],
                row["of"],
                tuple(row["figures"]),
                row["verdict"],
                row["reason"],
                tuple(row["neighbours"]),
                _why(row),
                tuple(figures[member] for member in row["figures"]),
            )
            for row in data["figures"]
        ),
        claims=tuple(
            ClaimGroup(
                row["id"],
                tuple(row["claims"]),
                row["verdict"],
                row["independent_origins"],
                tuple(row["origins"]),
                row["reason"],
                _why(row),
                tuple(claims[member] for member in row["claims"]),
            )
            for row in data["claims"]
        ),
        naming=tuple(
            Naming(
                row["entity"],
                {doc: tuple(labels["own"]) for doc, labels in row["by_document"].items() if labels["own"]},
                {doc: tuple(labels["quoted"]) for doc, labels in row["by_document"].items() if labels["quoted"]},
                (first[row["entity"]],),
            )
            for row in data["naming"]
        ),
        coverage=tuple(
            Coverage(row["doc"], target, row[target], row["state"], row["reason"], _spans(row.get("evidence", ())))
            for row in data["coverage"]
            for target in _TARGETS
            if target in row and row.get("evidence")
        ),
        origins=tuple(
            OriginLink(row["from"], row["to"], row["basis"], _spans(row["evidence"]), row.get("reason", ""))
            for row in data["origins"]
        ),
        copies=tuple(
            Copy(
                (row["docs"][0], row["docs"][1]),
                tuple((_span(pair[0]), _span(pair[1])) for pair in row["spans"]),
                dict(row["share"]),
                row["direction"],
                row["reason"],
                dict(row.get("quoted", {})),
                tuple(row.get("kinds", ())),
                _spans(row.get("evidence", ())),
            )
            for row in data["copies"]
        ),
        timeline=tuple(
            TimelineEntry(row["when"], row["what"], row["basis"], _spans(row["evidence"])) for row in data["timeline"]
        ),
    )
