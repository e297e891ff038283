"""Findings in the W3C Web Annotation Data Model (Recommendation of 23 February 2017), as JSON-LD.

One Annotation a finding. Its targets are the places where what it says holds; places to compare with (a neighbour, what
another report has) are linked bodies. A target's source is the report's web address or, where it has none,
``urn:sha256:`` and the hash of its bytes. Each place has a TextQuoteSelector, which finds the words in the live page,
and a TextPositionSelector, whose positions are code points of the report's text as the dossier holds it.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from rashomon.dossier.contract import DossierJSON
from rashomon.views.exports.findings import Finding, Place, Report, Selection
from rashomon.views.exports.tables import web_address

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""Characters of prefix and suffix: enough to tell two places apart, as annotation tools have settled on."""


def write(selection: Selection) -> bytes:
    """An AnnotationCollection with one page, as indented JSON in UTF-8."""
    base = urn(selection.dossier, "collection", *(finding.id for finding in selection.findings))
    items = [_annotation(selection, finding) for finding in selection.findings]
    collection = {
        "@context": CONTEXT,
        "id": base,
        "type": "AnnotationCollection",
        "label": selection.dossier["story"]["title"],
        "total": len(items),
        "first": {"id": f"{base}#page-1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return (json.dumps(collection, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def urn(dossier: DossierJSON, *names: str) -> str:
    """A name that stays the same for the same reports and the same thing in them: a version 5 UUID."""
    hashes = sorted(doc["origin"]["sha256"] for doc in dossier["documents"])
    return uuid5(NAMESPACE_URL, json.dumps([hashes, names])).urn


def source_of(report: Report) -> str:
    """The report's web address, or its hash as a URN."""
    return web_address(report.url) or f"urn:sha256:{report.doc['origin']['sha256']}"


def _annotation(selection: Selection, finding: Finding) -> dict[str, Any]:
    producer = selection.dossier["producer"]
    bodies: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en", "value": words}
        for words in (finding.says, finding.reason)
        if words
    ]
    bodies.append({"type": "TextualBody", "purpose": "tagging", "value": finding.kind})
    targets = []
    for place in finding.places:
        resource = _resource(selection.reports[place.doc], place)
        if place.role == "place":
            targets.append(resource)
        else:
            bodies.append({**resource, "purpose": "linking"})
    return {
        "id": urn(selection.dossier, finding.id),
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"type": "Software", "name": f"Rashomon {producer['version']}"},
        "body": bodies,
        "target": targets,
    }


def _resource(report: Report, place: Place) -> dict[str, Any]:
    resource: dict[str, Any] = {"type": "SpecificResource", "source": source_of(report)}
    if place.span is None:
        return resource
    text, start, end = report.doc["text"], place.span["start"], place.span["end"]
    resource["selector"] = [
        {
            "type": "TextQuoteSelector",
            "exact": place.span["text"],
            "prefix": text[max(0, start - _AROUND) : start],
            "suffix": text[end : end + _AROUND],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]
    return resource
