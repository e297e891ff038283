"""BibTeX: a parser reads every report back."""

from __future__ import annotations

from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors
from hypothesis import given, settings, strategies as st
from tests.views.exports.sample import ADDRESS, everything, naughty, one_quotation

import rashomon
from rashomon.dossier.contract import DossierJSON
from rashomon.views.visible import plain


def bibliography(dossier: DossierJSON, **options: Any) -> dict[str, dict[str, str]]:
    """Key → field → value with LaTeX's escapes read."""
    data = rashomon.export(dossier, "bibtex", **options).decode("utf-8")
    library = parse_string(data, append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    return {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries}


def test_one_entry_a_report() -> None:
    found = bibliography(everything())
    assert list(found) == ["MorningHerald2021A", "TheCourier2021B", "ReportC"]
    herald = found["MorningHerald2021A"]
    assert herald["howpublished"] == "Morning Herald"
    assert (herald["year"], herald["month"], herald["day"]) == ("2021", "mar", "4")
    assert herald["url"] == ADDRESS
    assert herald["note"].startswith("SHA-256 ")
    assert "year" not in found["ReportC"]


def test_only_the_reports_that_the_chosen_findings_point_into() -> None:
    assert list(bibliography(everything(), finding="qg2")) == ["MorningHerald2021A", "TheCourier2021B"]


def test_an_inferred_date_stands_in_the_note() -> None:
    dossier: Any = everything()
    published = dossier["documents"][0]["published"]
    published["basis"], published["value"] = "inferred", "2021-03"
    notes = [entry["note"] for entry in bibliography(dossier).values()]
    assert any(note.startswith("date March 2021 (inferred); SHA-256") for note in notes)


def test_hostile_titles_and_authors() -> None:
    found = bibliography(naughty())
    entry = next(entry for key, entry in found.items() if key.startswith("Outlet"))
    assert entry["title"] == "=cmd|' /C calc'!A0"
    assert all("javascript" not in entry.get("url", "") for entry in found.values())


def test_a_name_with_and_or_a_comma_stays_one_author() -> None:
    data = rashomon.export(naughty(), "bibtex").decode("utf-8")
    library = parse_string(data, append_middleware=[SeparateCoAuthors()])
    authors = [entry["author"] for entry in library.entries if "author" in entry]
    assert authors == [["{-Ann and Bo}", r"{Smith, J. \{x\}}"]]


@pytest.mark.parametrize(
    "title", ["50 % of a_b & c", "{", "}", "a\\b", "$x$ #1", "Ünï “quoted” ‘x’", "\u202etitle\x00"]
)
def test_titles_come_back(title: str) -> None:
    (entry,) = bibliography(one_quotation("words", title=title)).values()
    assert entry["title"] == plain(title)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], max_codepoint=0x2FF), min_size=1).filter(str.strip))
def test_no_title_breaks_the_file(title: str) -> None:
    assert len(bibliography(one_quotation("words", title=title))) == 1
