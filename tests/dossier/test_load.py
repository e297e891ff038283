"""A dossier read back from a file: what is refused, by name, and what is checked."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from tests.views.exports.sample import everything

from rashomon.dossier import checked, load, verify
from rashomon.errors import DossierError, VerificationError


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def test_a_dossier_comes_back_as_it_was_written(tmp_path: Path) -> None:
    file = write(tmp_path / "d.json", json.dumps(everything()))
    assert load(file) == load(str(file)) == everything()


def test_unknown_fields_are_kept_and_do_no_harm() -> None:
    dossier: Any = everything()
    dossier["quotes"][0]["tone"] = "of the future"
    dossier["comparison"]["moods"] = []
    assert checked(dossier) == dossier


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "this is not JSON"),
        ("{", "this is not JSON"),
        (b"\xff\xfe\x00", "this is not JSON"),
        ("[" * 100_000, "this is not JSON"),
        ("null", "not a rashomon-dossier/1"),
        ('"rashomon-dossier/1"', "not a rashomon-dossier/1"),
        ('{"format": "rashomon-annotations/1"}', "its format is 'rashomon-annotations/1'"),
        ('{"format": "rashomon-dossier/1"}', r"breaks the contract in \d+ places, first at producer"),
    ],
    ids=["empty", "cut", "binary", "deep", "null", "text", "annotations", "hollow"],
)
def test_what_is_no_dossier_is_named(tmp_path: Path, content: str | bytes, message: str) -> None:
    with pytest.raises(DossierError, match=message):
        load(write(tmp_path / "d.json", content))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match=r"none\.json: cannot be read \(No such file"):
        load(tmp_path / "none.json")
    with pytest.raises(DossierError, match=r"cannot be read \(Is a directory\)"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("quotes", "start", "17"),
        ("quotes", "start", 17.0),
        ("quotes", "start", True),
        ("quotes", "text", None),
        ("quotes", "kind", "shouted"),
        ("figures", "low", "41"),
        ("names", "voice", "loud"),
        ("documents", "text", 5),
        ("claims", "modality", "sworn"),
    ],
)
def test_values_of_another_type_are_refused_and_not_converted(kind: str, field: str, value: Any) -> None:
    dossier: Any = everything()
    dossier[kind][0][field] = value
    with pytest.raises(DossierError, match=rf"first at {kind}\.0\.{field}"):
        checked(dossier)


def test_many_problems_are_counted() -> None:
    dossier: Any = everything()
    for quote in dossier["quotes"]:
        quote["text"] = "x" * len(quote["text"])
    with pytest.raises(VerificationError, match=r"and 9 more\. `rashomon verify` lists every place"):
        checked(dossier)


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [(5, 5, ""), (9, 5, ""), (-5, -1, None), (0, 10**9, None)],
    ids=["empty", "backwards", "negative", "beyond"],
)
def test_a_span_that_cannot_be_is_a_problem(start: int, end: int, text: str | None) -> None:
    dossier: Any = everything()
    quote = dossier["quotes"][0]
    whole = next(doc["text"] for doc in dossier["documents"] if doc["id"] == quote["doc"])
    quote.update(start=start, end=end, text=whole[start:end] if text is None else text)
    # A negative offset counts from the end in Python: the slice equals, and the span is wrong all the same.
    assert verify(dossier).ok is (end == 10**9)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_an_id_that_stands_twice_is_a_problem(data: st.DataObject) -> None:
    dossier: Any = copy.deepcopy(everything())
    kind = data.draw(st.sampled_from(["documents", "entities", "quotes", "figures", "claims"]))
    dossier[kind].append(data.draw(st.sampled_from(dossier[kind])))
    assert f"{kind}: the id {dossier[kind][-1]['id']} stands 2 times" in verify(dossier).problems


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda c: c["naming"][0]["by_document"].update(x={"own": [], "quoted": []}), "comparison.naming: document x"),
        (lambda c: c["coverage"][0].update(doc="x"), "comparison.coverage: document x is not in the dossier"),
        (lambda c: c["copies"][0].update(docs=["x", "y"]), "comparison.copies: document x is not in the dossier"),
    ],
)
def test_a_comparison_names_only_documents_of_the_dossier(change: Any, problem: str) -> None:
    dossier: Any = everything()
    change(dossier["comparison"])
    assert any(problem in found for found in verify(dossier).problems)
