"""Claims as drafts of schema.org ``ClaimReview``: who asserts what, where, and no rating.

A draft says so (``creativeWorkStatus``), names no author and no rating: both are the fact-checker's. It is not
valid for publication until they are there.
"""

from __future__ import annotations

import json
from typing import Any

from rashomon.dossier.contract import ClaimJSON, SpanJSON, disputing
from rashomon.views.exports.findings import Finding, Report, Selection
from rashomon.views.exports.tables import web_address
from rashomon.views.exports.web_annotation import source_of, urn

NOTICE = "Draft. No rating has been given; the author of the review and the rating are to be filled in."
_AUTHORS = {"person": "Person", "organization": "Organization", "office": "Organization"}


def write(selection: Selection) -> bytes:
    """A JSON-LD graph with a draft for each compared claim, and one for each claim that stands in no comparison.

    What speaks against a disputed claim is none of its appearances: it has a draft of its own, but for a denial, which
    says nothing that could be reviewed by itself.
    """
    claims = {claim["id"]: claim for claim in selection.dossier["claims"]}
    groups = {}
    compared: set[str] = set()
    for group in selection.dossier["comparison"]["claims"]:
        against, answers = disputing(group)
        groups[group["id"]] = [claim for claim in group["claims"] if claim not in against]
        compared.update(groups[group["id"]], answers)
    drafts = []
    for finding in selection.of("claims"):
        if finding.kind == "same claim":
            drafts.append(_draft(selection, finding, [claims[claim] for claim in groups[finding.subject]]))
        elif finding.subject not in compared or len(selection.findings) == 1:
            drafts.append(_draft(selection, finding, [claims[finding.subject]]))
    graph = {"@context": "https://schema.org", "@graph": drafts}
    return (json.dumps(graph, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _draft(selection: Selection, finding: Finding, members: list[ClaimJSON]) -> dict[str, Any]:
    # The longest wording, then the first: the same whatever the order of the files.
    shown = max(members, key=lambda claim: len(claim["text"]))
    appearances = [_appearance(selection.reports[claim["doc"]], claim) for claim in members]
    claim: dict[str, Any] = {"@type": "Claim", "text": shown["text"], "appearance": appearances}
    authors = {json.dumps(author): author for member in members for author in _authors(selection, member)}
    if authors:
        claim["author"] = list(authors.values())
    return {
        "@type": "ClaimReview",
        "@id": urn(selection.dossier, "claimreview", finding.id),
        "creativeWorkStatus": "Draft",
        "description": NOTICE,
        "abstract": " ".join(filter(None, [f"{finding.says}.", finding.reason])),
        "claimReviewed": shown["text"],
        "inLanguage": selection.reports[shown["doc"]].doc["language"],
        "itemReviewed": claim,
    }


def _authors(selection: Selection, claim: ClaimJSON) -> list[dict[str, Any]]:
    """The asserting sources, the innermost first; the outlet where the report speaks itself."""
    if not claim["by"]:
        outlet = selection.reports[claim["doc"]].outlet
        return [{"@type": "Organization", "name": outlet}] if outlet else []
    types = {entity["id"]: entity["type"] for entity in selection.dossier["entities"]}
    return [
        {"@type": _AUTHORS.get(types.get(source["entity"] or "", ""), "Thing"), "name": source["name"]}
        for source in claim["by"][:1]
    ]


def _appearance(report: Report, span: SpanJSON) -> dict[str, Any]:
    doc = report.doc
    article: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": source_of(report),
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "sha256", "value": doc["origin"]["sha256"]},
            {"@type": "PropertyValue", "propertyID": "start", "value": span["start"]},
            {"@type": "PropertyValue", "propertyID": "end", "value": span["end"]},
        ],
        "text": span["text"],
    }
    if doc["title"]:
        article["headline"] = doc["title"]
    if report.outlet:
        article["publisher"] = {"@type": "Organization", "name": report.outlet}
    if report.dated:
        article["datePublished"] = report.dated
    if address := web_address(report.url):
        article["url"] = address
    return article
