"""The JSON read back as nouns: what was written is what is read, and what the JSON lacks is not made up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.views.factory import crowd, hostile, tunnel
from tests.views.told import inferred, told, told_by_hostile

import rashomon
from rashomon.dossier import decode, dossier_json, to_json
from rashomon.dossier.encode import annotations_json, document_json, failure_json
from rashomon.model import Dossier

DOSSIERS = {
    "tunnel": tunnel(),
    "told": told(),
    "inferred": inferred(),
    "hostile": hostile(),
    "told by hostile": told_by_hostile(),
    "crowd": crowd(5),
}


@pytest.mark.parametrize("name", DOSSIERS)
def test_what_was_written_is_read_again(name: str) -> None:
    written = dossier_json(DOSSIERS[name])
    assert dossier_json(decode.dossier(written)) == written


@pytest.mark.parametrize("story", ["harbour", "bridge"])
def test_a_real_dossier_survives_text_and_back(examples: Path, story: str) -> None:
    text = rashomon.compare(examples / story).to_json()
    assert to_json(decode.dossier(json.loads(text))) == text


def test_the_nouns_are_the_same_where_the_json_holds_all_of_them() -> None:
    dossier = tunnel()
    again = decode.dossier(dossier_json(dossier))
    for one, other in zip(dossier.story.reports, again.story.reports, strict=True):
        assert (other.quotes, other.names, other.times) == (one.quotes, one.names, one.times)
        assert other.document.blocks == one.document.blocks
    assert again.comparison.quotes == dossier.comparison.quotes
    assert again.failures == dossier.failures


def test_what_the_json_lacks_is_empty() -> None:
    again = decode.dossier(dossier_json(told()))
    for report in again.story.reports:
        assert report.document.page == ""
        for claim in report.claims:
            assert (claim.actors, claim.subjects, claim.meaning.words) == ((), (), ())
            assert all(source.evidence == claim.span for source in claim.by)
        assert all(figure.noun is None for figure in report.figures)


@pytest.mark.parametrize("place", ["document", "quotes", "figures", "names", "claims"])
def test_one_report_is_read_like_a_line_of_annotations(place: str) -> None:
    for report in told().story.reports:
        written: dict[str, Any] = dict(annotations_json(report))
        again: dict[str, Any] = dict(annotations_json(decode.report(annotations_json(report))))
        assert again[place] == written[place]


def test_a_document_and_a_failure_are_read_alone() -> None:
    dossier = tunnel()
    for report in dossier.story.reports:
        assert document_json(decode.document(document_json(report.document))) == document_json(report.document)
    (failure,) = dossier.failures
    assert decode.failure(failure_json(failure)) == failure


def without(data: Any, *keys: str) -> Any:
    """A copy of JSON data without the fields of these names, wherever they stand."""
    if isinstance(data, dict):
        return {key: without(value, *keys) for key, value in data.items() if key not in keys}
    return [without(one, *keys) for one in data] if isinstance(data, list) else data


def test_fields_that_the_contract_lets_be_absent_may_be_absent() -> None:
    data = without(dossier_json(told()), "why", "outer", "kinds", "number")
    data["documents"] = without(data["documents"], "notes")
    data["comparison"]["copies"] = without(data["comparison"]["copies"], "quoted", "evidence")
    for kind in ("times", "names", "claims", "entities"):
        data[kind] = without(data[kind], "explanation")
    again = decode.dossier(data)
    assert isinstance(again, Dossier)
    assert {time.explanation.rule for report in again.story.reports for time in report.times} == {"not-stated"}


def test_a_row_of_coverage_without_evidence_is_left_out() -> None:
    data = dossier_json(told())
    count = len(data["comparison"]["coverage"])
    del data["comparison"]["coverage"][0]["evidence"]
    assert len(decode.dossier(data).comparison.coverage) == count - 1
