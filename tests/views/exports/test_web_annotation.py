"""Web Annotation: a JSON-LD processor reads it, and its selectors find the exact words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from pyld import jsonld
from tests.views.exports.sample import ADDRESS, everything, naughty, one_quotation, spans

import rashomon
from rashomon.dossier.contract import DossierJSON

OA = "http://www.w3.org/ns/oa#"
CONTEXT = json.loads((Path(__file__).parent / "data" / "anno.json").read_text(encoding="utf-8"))


def collection(dossier: DossierJSON, **options: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(rashomon.export(dossier, "web-annotation", **options))
    return data


def expanded(data: dict[str, Any]) -> list[dict[str, Any]]:
    """What a JSON-LD processor makes of it; a term that the context does not know would be dropped, so it fails."""

    def loader(url: str, options: Any) -> dict[str, Any]:
        assert url == "http://www.w3.org/ns/anno.jsonld", "no other document is asked for"
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": CONTEXT}

    result: list[dict[str, Any]] = jsonld.expand(data, {"documentLoader": loader})
    return result


def keys(node: Any) -> set[str]:
    if isinstance(node, dict):
        return {*node, *(key for value in node.values() for key in keys(value))}
    return {key for item in node for key in keys(item)} if isinstance(node, list) else set()


def selected(dossier: DossierJSON) -> set[tuple[str, int, int, str]]:
    """The places of the annotations' targets and linked bodies, looked up by position and checked by quotation."""
    texts = {_source(doc): (doc["id"], doc["text"]) for doc in dossier["documents"]}
    found = set()
    for item in collection(dossier)["first"]["items"]:
        for resource in [*item["target"], *(body for body in item["body"] if body["type"] == "SpecificResource")]:
            identity, text = texts[resource["source"]]
            if "selector" in resource:
                quote, position = resource["selector"]
                start, end = position["start"], position["end"]
                assert text[start:end] == quote["exact"]
                assert text[:start].endswith(quote["prefix"])
                assert text[end:].startswith(quote["suffix"])
                found.add((identity, start, end, quote["exact"]))
    return found


def _source(doc: Any) -> str:
    url = doc["origin"]["url"]
    return url if url == ADDRESS else f"urn:sha256:{doc['origin']['sha256']}"


@pytest.mark.parametrize("dossier", [everything(), naughty()], ids=["everything", "naughty"])
def test_a_json_ld_processor_knows_every_term_and_loses_none(dossier: DossierJSON) -> None:
    data = collection(dossier)
    assert keys(data) - {"@context"} <= CONTEXT["@context"].keys()
    (graph,) = expanded(data)
    assert graph["@type"] == ["http://www.w3.org/ns/activitystreams#OrderedCollection"]
    page = graph["http://www.w3.org/ns/activitystreams#first"][0]
    items = page["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    assert len(items) == data["total"] == len({item["@id"] for item in items})
    for item in items:
        assert item["@type"] == [f"{OA}Annotation"]
        assert item[f"{OA}motivatedBy"] == [{"@id": f"{OA}describing"}]
        assert item[f"{OA}hasTarget"]
        for target in item[f"{OA}hasTarget"]:
            assert target[f"{OA}hasSource"][0]["@id"].startswith(("https://", "urn:sha256:"))


def test_the_selectors_restore_every_span() -> None:
    for dossier in (everything(), naughty()):
        assert spans(dossier) <= selected(dossier)


@settings(max_examples=30, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text(st.characters(exclude_categories=["Cs"])),
)
def test_round_trip(words: str, before: str, after: str) -> None:
    dossier = one_quotation(words, before=f"👩\u200d🚒{before}", after=after)
    assert selected(dossier) == spans(dossier)


def test_a_neighbour_is_linked_and_is_no_target() -> None:
    data = collection(everything(), finding="fg3")
    (item,) = data["first"]["items"]
    assert [target["selector"][0]["exact"] for target in item["target"]] == ["Two people", "Three"]
    linked = [body for body in item["body"] if body.get("purpose") == "linking"]
    assert [body["selector"][0]["exact"] for body in linked] == ["14 pumps"]


def test_what_a_report_lacks_targets_the_whole_report() -> None:
    items = collection(everything(), only=["coverage"])["first"]["items"]
    lacking = next(item for item in items if item["body"][0]["value"] == "Tomas Reyl: not in this report")
    assert lacking["target"] == [{"type": "SpecificResource", "source": ADDRESS}]


def test_names_stay_the_same_when_the_reports_do() -> None:
    first, second = collection(everything()), collection(everything(), only=["figures"])
    ids = {item["id"] for item in first["first"]["items"]}
    assert {item["id"] for item in second["first"]["items"]} < ids
    assert first["id"] != second["id"]
