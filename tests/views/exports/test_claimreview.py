"""ClaimReview drafts: schema.org's terms, no rating, marked as drafts."""

from __future__ import annotations

import json
from typing import Any

from pyld import jsonld
from tests.views.exports.sample import ADDRESS, everything, naughty

import rashomon
from rashomon.dossier.contract import DossierJSON

SCHEMA = "https://schema.org/"
CONTEXT = {"@context": {"@vocab": SCHEMA, "url": {"@id": f"{SCHEMA}url", "@type": "@id"}}}
# schema.org 29: the properties of each type that a draft uses, inherited ones included.
PROPERTIES = {
    "ClaimReview": {
        *("creativeWorkStatus", "description", "abstract", "claimReviewed", "inLanguage", "itemReviewed"),
    },
    "Claim": {"text", "appearance", "author"},
    "NewsArticle": {"identifier", "text", "headline", "publisher", "datePublished", "url"},
    "PropertyValue": {"propertyID", "value"},
    "Person": {"name"},
    "Organization": {"name"},
    "Thing": {"name"},
}


def drafts(dossier: DossierJSON, **options: Any) -> list[dict[str, Any]]:
    data = json.loads(rashomon.export(dossier, "claimreview", **options))
    assert data["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = data["@graph"]
    return found


def typed(node: Any) -> list[dict[str, Any]]:
    """Every object with a type, at any depth."""
    if isinstance(node, list):
        return [item for part in node for item in typed(part)]
    if isinstance(node, dict):
        return [node, *(item for value in node.values() for item in typed(value))]
    return []


def test_each_compared_claim_is_a_draft_and_so_is_each_that_stands_alone() -> None:
    claims = [draft["claimReviewed"] for draft in drafts(everything())]
    assert claims == [
        "The pumps were switched off",
        "The Ostrava Street tunnel filled with water in nine minutes",
        "It ran 14 pumps there",
    ]


def test_a_draft_says_so_and_rates_nothing() -> None:
    for draft in drafts(everything()):
        assert draft["creativeWorkStatus"] == "Draft"
        assert "No rating has been given" in draft["description"]
        assert not {"reviewRating", "author", "datePublished"} & draft.keys()
    assert b'ating":' not in rashomon.export(everything(), "claimreview")


def test_a_draft_shows_who_asserts_it_and_where_it_stands() -> None:
    first, second, third = drafts(everything())
    assert first["itemReviewed"]["author"] == [{"@type": "Person", "name": "Irena Kolb"}]
    assert second["itemReviewed"]["author"] == [{"@type": "Organization", "name": "Morning Herald"}]
    assert "author" not in third["itemReviewed"], "the outlet is unknown"
    herald, courier = first["itemReviewed"]["appearance"]
    assert herald["url"] == herald["@id"] == ADDRESS
    assert herald["datePublished"] == "2021-03-04"
    assert courier["@id"].startswith("urn:sha256:")
    assert first["abstract"].startswith("told by more than one report, all from one origin; 1 independent origin")


def test_appearances_restore_the_spans() -> None:
    dossier = everything()
    texts = {doc["origin"]["sha256"]: (doc["id"], doc["text"]) for doc in dossier["documents"]}
    found = set()
    for draft in drafts(dossier):
        for article in draft["itemReviewed"]["appearance"]:
            values = {item["propertyID"]: item["value"] for item in article["identifier"]}
            identity, text = texts[values["sha256"]]
            assert text[values["start"] : values["end"]] == article["text"]
            found.add((identity, values["start"], values["end"]))
    assert found == {(claim["doc"], claim["start"], claim["end"]) for claim in dossier["claims"]}


def test_only_terms_of_schema_org_are_used() -> None:
    for item in typed(drafts(everything())):
        assert item.keys() - {"@type", "@id"} <= PROPERTIES[item["@type"]]


def test_a_json_ld_processor_reads_the_graph() -> None:
    def loader(url: str, options: Any) -> dict[str, Any]:
        assert url == "https://schema.org"
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": CONTEXT}

    data = json.loads(rashomon.export(everything(), "claimreview"))
    graph = jsonld.expand(data, {"documentLoader": loader})
    assert [item["@type"] for item in graph] == [[f"{SCHEMA}ClaimReview"]] * 3


def test_one_claim_of_a_compared_pair_can_be_chosen() -> None:
    claim = everything()["claims"][0]["id"]
    (draft,) = drafts(everything(), finding=claim)
    assert len(draft["itemReviewed"]["appearance"]) == 1


def test_what_speaks_against_a_claim_is_none_of_its_appearances() -> None:
    dossier: Any = everything()
    group = next(group for group in dossier["comparison"]["claims"] if len(group["claims"]) == 2)
    texts = {claim["id"]: claim["text"] for claim in dossier["claims"]}
    said, other = group["claims"]
    details = {"decided_by": "denial", "representative": said, "against": other, "answers": other}
    group["explanation"] = {"rule": "answered", "reason": "", "candidates": [], "details": details}
    group["verdict"] = "disputed"
    one, *rest = drafts(dossier)
    assert [appearance["text"] for appearance in one["itemReviewed"]["appearance"]] == [texts[said]]
    assert texts[other] not in [draft["claimReviewed"] for draft in rest]
    details["answers"] = ""
    assert texts[other] in [draft["claimReviewed"] for draft in drafts(dossier)[1:]]


def test_a_dossier_without_claims_is_an_empty_graph() -> None:
    assert drafts(naughty()) == []
