"""FollowTheMoney: every entity is one of the library's schema, and every reference leads to one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.views.exports.sample import ADDRESS, everything, naughty

import rashomon
from rashomon.dossier.contract import DossierJSON


def entities(dossier: DossierJSON, **options: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in rashomon.export(dossier, "ftm", **options).decode("utf-8").splitlines()]


def of(schema: str, dossier: DossierJSON, **options: Any) -> list[dict[str, list[str]]]:
    return [entity["properties"] for entity in entities(dossier, **options) if entity["schema"] == schema]


@pytest.mark.parametrize("dossier", [everything(), naughty()], ids=["everything", "naughty"])
def test_the_library_reads_every_entity_and_drops_no_value(dossier: DossierJSON) -> None:
    ftm = pytest.importorskip("followthemoney", reason="skipped: make ftm installs the library (it needs ICU)")
    for entity in entities(dossier):
        schema = ftm.model.get(entity["schema"])
        assert schema is not None
        assert not schema.abstract
        proxy = ftm.model.make_entity(entity["schema"])
        proxy.id = entity["id"]
        for name, values in entity["properties"].items():
            prop = schema.get(name)
            assert prop is not None, f"{entity['schema']} has no property {name}"
            for value in values:
                proxy.add(name, value)  # cleans, and drops what the type refuses
                assert prop.type.validate(value) or prop.type.clean(value) is not None, f"{name}: {value!r}"
            assert len(proxy.get(name)) == len(values), f"{name}: {values} became {proxy.get(name)}"
        assert all(proxy.has(name) for name in schema.required)


@pytest.mark.parametrize("dossier", [everything(), naughty()], ids=["everything", "naughty"])
def test_ids_are_unique_and_every_reference_leads_to_an_entity(dossier: DossierJSON) -> None:
    found = entities(dossier)
    schemata = {entity["id"]: entity["schema"] for entity in found}
    assert len(schemata) == len(found)
    for entity in found:
        for name, wanted in (
            ("document", {"Article"}),
            ("proof", {"Article"}),
            ("resolved", {"Person", "Organization"}),
        ):
            assert {schemata[value] for value in entity["properties"].get(name, [])} <= wanted
        assert all(value in schemata for value in entity["properties"].get("entity", []))


def test_articles() -> None:
    herald, courier, unknown = of("Article", everything())
    assert herald["publisher"] == ["Morning Herald"]
    assert herald["sourceUrl"] == [ADDRESS]
    assert herald["publishedAt"] == ["2021-03-04"]
    assert herald["language"] == ["eng"]
    assert herald["bodyText"][0].startswith("Mayor Says Tunnel")
    assert courier["title"] == ["Flooded tunnel: Brightway blames city"]
    assert not {"publisher", "publishedAt", "sourceUrl"} & unknown.keys()


def test_actors_and_where_they_are_named() -> None:
    assert [person["name"] for person in of("Person", everything())] == [["Irena Kolb"], ["Tomas Reyl"]]
    assert of("Person", everything())[0]["weakAlias"] == ["Kolb"]
    assert [body["name"] for body in of("Organization", everything())] == [["Brightway"]]
    assert sorted(mention["name"][0] for mention in of("Mention", everything())) == [
        *("Brightway", "Brightway", "Brightway", "Irena Kolb", "Irena Kolb", "Kolb", "Reyl", "Tomas Reyl"),
    ]


def test_descriptions_and_unnamed_sources_are_no_names() -> None:
    dossier = everything()
    dossier["entities"][0]["forms"] += ["The mayor", "she", "IK"]
    dossier["entities"][2]["named"] = False
    (kolb,) = of("Person", dossier)
    assert kolb["weakAlias"] == ["Kolb", "IK"]


def test_a_note_holds_the_finding_with_its_words_and_places() -> None:
    (note,) = of("Note", everything(), finding="fg2")
    assert note["summary"] == ["repairs: conflict"]
    first, second = note["description"][0].split("\n")
    assert first.startswith("A Morning Herald, document ")
    assert "“about $12 million”" in first
    assert second.endswith("“$19 million” (19,000,000 USD (repairs))")


def test_a_choice_brings_only_the_reports_and_actors_concerned() -> None:
    found = entities(everything(), finding="qg2")
    assert [entity["schema"] for entity in found if entity["schema"] != "Mention"] == [
        *("Article", "Article", "Organization", "Person", "Note"),
    ]


def test_an_inferred_date_is_not_given_as_the_date() -> None:
    dossier: Any = everything()
    for doc in dossier["documents"]:
        if doc["published"]:
            doc["published"]["basis"] = "inferred"
    assert all("publishedAt" not in article for article in of("Article", dossier))
