"""The contract: the JSON of the examples is valid, verified, and independent of the order of the files."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings, strategies as st

import rashomon
from rashomon.dossier import verify
from rashomon.dossier.assemble import central_title
from rashomon.dossier.contract import json_schema
from rashomon.errors import DossierError


@pytest.fixture(scope="session")
def harbour(examples: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(rashomon.compare(examples / "harbour").to_json())
    return data


def test_the_schema_is_a_schema_and_the_dossier_fits_it(harbour: dict[str, Any]) -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(harbour, schema)


def test_every_span_equals_its_slice(harbour: dict[str, Any]) -> None:
    result = verify(harbour)
    assert result.ok, result.problems
    assert result.spans > 200


def test_the_same_bytes_for_any_order_of_the_files(examples: Path) -> None:
    files = sorted((examples / "bridge").iterdir())
    assert rashomon.compare(files).to_json() == rashomon.compare(files[::-1]).to_json()


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_verify_sees_every_span_that_was_moved(harbour: dict[str, Any], data: st.DataObject) -> None:
    changed = copy.deepcopy(harbour)
    kind = data.draw(st.sampled_from(["quotes", "figures", "names"]))
    item = data.draw(st.sampled_from(changed[kind]))
    shift = data.draw(st.sampled_from([-1, 1]))
    text = next(doc["text"] for doc in changed["documents"] if doc["id"] == item["doc"])
    start, end = item["start"] + shift, item["end"] + shift
    item["start"], item["end"] = start, end
    assert verify(changed).ok == (text[max(start, 0) : end] == item["text"])


def test_verify_sees_an_id_that_leads_nowhere(harbour: dict[str, Any]) -> None:
    changed = copy.deepcopy(harbour)
    changed["names"][0]["entity"] = "e999"
    assert any("e999 is unknown" in problem for problem in verify(changed).problems)


def test_verify_sees_findings_about_what_is_not_there(harbour: dict[str, Any]) -> None:
    changed = copy.deepcopy(harbour)
    row = {"doc": changed["documents"][0]["id"], "state": "present", "reason": "in this report"}
    changed["comparison"]["coverage"] += [{**row, "quote": "x:q9"}, {**row, "claim": "x:c9"}]
    changed["comparison"]["timeline"].append({"when": "2019", "what": "x:c8", "basis": "text", "evidence": []})
    assert set(verify(changed).problems) == {
        "comparison: quote x:q9 is unknown",
        "comparison: claim x:c9 is unknown",
        "comparison.timeline 2019: claim x:c8 is unknown",
    }


SHARED = (
    "The ferry Halden Star ran onto the rocks off Skerry Point shortly before dawn on Sunday with ninety passengers on "
    "board, after its rudder had failed in a heavy swell, the coast guard found."
)


@pytest.fixture(scope="module")
def reprint(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("reprint")
    (folder / "a.txt").write_text(f"Ferry lost\n\nHALDEN (Reuters) - {SHARED}\n\nNobody was hurt, the mate said.\n")
    (folder / "b.txt").write_text(f"On the rocks\n\nIt was a dark night.\n\n{SHARED}\n\nTom Berg was the mate.\n")
    data: dict[str, Any] = json.loads(rashomon.compare(folder).to_json())
    return data


def test_shared_passages_and_credits_are_in_the_dossier_with_their_places(reprint: dict[str, Any]) -> None:
    jsonschema.validate(reprint, json_schema())
    assert verify(reprint).ok
    (shared,) = reprint["comparison"]["copies"]
    assert [[span["text"] for span in pair] for pair in shared["spans"]] == [[SHARED[:-1]] * 2]
    assert shared["kinds"] == ["writing"]
    assert [span["doc"] for span in shared["spans"][0]] == shared["docs"]
    links = {(link["to"], link["basis"]): link for link in reprint["comparison"]["origins"]}
    credited = [link for (_, basis), link in links.items() if basis == "credit"]
    assert [span["text"] for link in credited for span in link["evidence"]] == ["Reuters"]
    assert any(basis == "same-wording" for _, basis in links)


@pytest.mark.parametrize("kind", ["copies", "origins"])
def test_verify_reads_the_places_of_copies_and_origins_again(reprint: dict[str, Any], kind: str) -> None:
    changed = copy.deepcopy(reprint)
    finding = changed["comparison"][kind][0]
    span = finding["spans"][0][1] if kind == "copies" else finding["evidence"][0]
    span["start"], span["end"] = span["start"] + 1, span["end"] + 1
    assert not verify(changed).ok


@pytest.mark.parametrize(("kind", "field"), [("copies", "docs"), ("origins", "from")])
def test_verify_sees_a_report_that_is_not_there(reprint: dict[str, Any], kind: str, field: str) -> None:
    changed = copy.deepcopy(reprint)
    changed["comparison"][kind][0][field] = ["nowhere", "here"] if field == "docs" else "nowhere"
    assert any("nowhere" in problem for problem in verify(changed).problems)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "not a rashomon-dossier/1"),
        ([], "not a rashomon-dossier/1"),
        ({"format": "rashomon-dossier/1"}, "breaks the contract"),
    ],
)
def test_what_is_no_dossier_is_refused(data: Any, message: str) -> None:
    with pytest.raises(DossierError, match=message):
        verify(data)


def test_a_pile_without_titles_is_untitled() -> None:
    assert central_title([]) == "Untitled story"
