"""CSV, XLSX and Parquet: the rows, that no cell is a formula, and that every span comes back exactly."""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings, strategies as st
from openpyxl.utils.escape import unescape
from tests.views.exports.sample import ADDRESS, everything, naughty, one_quotation, spans

import rashomon
from rashomon.dossier.contract import DossierJSON
from rashomon.errors import ExportError
from rashomon.views.exports.csv import dangerous, exact, safe
from rashomon.views.exports.findings import Place, reports
from rashomon.views.exports.tables import COLUMNS, deep_link, web_address
from rashomon.views.exports.xlsx import LIMIT, held

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
SIGNS = "=+-@\t\r\n＝＋－＠"


def csv_rows(dossier: DossierJSON, **options: Any) -> list[dict[str, str]]:
    data = rashomon.export(dossier, "csv", **options).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(data, newline="")))


def sheets(dossier: DossierJSON, **options: Any) -> dict[str, list[dict[str, Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(rashomon.export(dossier, "xlsx", **options)))
    found = {}
    for sheet in book.worksheets:
        head, *lines = sheet.iter_rows()
        names = [str(cell.value) for cell in head]
        found[sheet.title] = [dict(zip(names, line, strict=True)) for line in lines]
    return found


def placed(rows: list[dict[str, Any]]) -> set[tuple[str, int, int, str]]:
    return {
        (row["document"], int(row["start"]), int(row["end"]), row["words"])
        for row in rows
        if row["start"] not in (None, "")
    }


def test_a_row_holds_the_finding_its_place_and_its_report() -> None:
    row = next(row for row in csv_rows(everything()) if row["id"] == "qg2" and row["report"] == "A")
    assert list(row) == [name for name, _ in COLUMNS]
    assert row["kind"] == "same quotation"
    assert row["place"] == "1 of 4"
    assert row["outlet"] == "Morning Herald"
    assert row["url"] == ADDRESS
    assert row["published"] == "2021-03-04"
    assert row["headline"].startswith("Mayor Says Tunnel")
    assert row["words"] == "will not stand idly by while the city rewrites its own history"
    assert row["says"] == "in 2 reports: re-attributed, wording"
    assert row["of this place"] == "said by Brightway (statement)"
    assert row["reason"] == "the rare words stand in the same order"
    assert row["link"].startswith(f"{ADDRESS}#:~:text=will%20not%20stand")


def test_csv_restores_every_span() -> None:
    for dossier in (everything(), naughty()):
        rows = [{name: exact(cell) for name, cell in row.items()} for row in csv_rows(dossier)]
        assert spans(dossier) <= placed(rows)


def test_no_cell_of_a_csv_begins_like_a_formula() -> None:
    cells = [cell for row in csv_rows(naughty()) for cell in row.values()]
    assert [cell for cell in cells if cell.lstrip()[:1] in {*"=+-@"} or (cell[:1] in {*"\t\r\n"} and cell)] == []
    assert "'=cmd|' /C calc'!A0" in cells
    assert "'+Outlet" in cells
    assert any(cell.startswith("'=1+1") for cell in cells)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("-5 degrees", "'-5 degrees"),
        ("+44 20", "'+44 20"),
        ("@mayor", "'@mayor"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("‘Never safe’", "‘Never safe’"),
        ("'quoted'", "'quoted'"),
        ("5 - 3 = 2", "5 - 3 = 2"),
        ("– said", "– said"),
        ("", ""),
    ],
)
def test_cells_that_look_like_formulas_are_marked(text: str, cell: str) -> None:
    assert safe(text) == cell
    assert exact(cell) == text


@given(st.one_of(ANY_TEXT, st.text(alphabet=f"'a {SIGNS}", max_size=6)))
def test_marking_is_undone_exactly(text: str) -> None:
    assert exact(safe(text)) == text
    assert not safe(text).startswith(tuple(SIGNS))


@settings(max_examples=40, deadline=None)
@given(words=ANY_TEXT.filter(bool), before=ANY_TEXT)
def test_csv_and_parquet_round_trip(words: str, before: str) -> None:
    dossier = one_quotation(words, before=before)
    rows = [{name: exact(cell) for name, cell in row.items()} for row in csv_rows(dossier)]
    assert placed(rows) == spans(dossier)
    assert placed(pq.read_table(io.BytesIO(rashomon.export(dossier, "parquet"))).to_pylist()) == spans(dossier)


def test_a_byte_order_mark_only_if_asked_for() -> None:
    data = rashomon.export(everything(), "csv")
    assert data.startswith(b'"kind"')
    assert rashomon.export(everything(), "csv", bom=True) == b"\xef\xbb\xbf" + data


def test_a_workbook_restores_every_span_and_holds_no_formula_and_no_link() -> None:
    for dossier in (everything(), naughty()):
        data = rashomon.export(dossier, "xlsx")
        found = sheets(dossier)
        rows = [{name: _read(cell) for name, cell in row.items()} for row in found["Findings"]]
        assert spans(dossier) <= placed(rows)
        cells = [cell for lines in found.values() for row in lines for cell in row.values()]
        assert {cell.data_type for cell in cells} <= {"s", "n"}
        assert all(cell.quotePrefix for cell in cells if isinstance(cell.value, str) and dangerous(cell.value))
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets"))
        assert b"<f>" not in inside
        assert b"<hyperlink" not in inside


def _read(cell: Any) -> Any:
    return unescape(cell.value) if isinstance(cell.value, str) else cell.value


def test_a_workbook_lists_reports_and_actors() -> None:
    found = sheets(everything())
    assert [row["outlet"].value for row in found["Reports"]] == ["Morning Herald", "The Courier", None]
    assert [(row["name"].value, row["reports"].value) for row in found["Actors"]] == [
        ("Irena Kolb", "A B C"),
        ("Brightway", "A B C"),
        ("Tomas Reyl", "B"),
    ]
    assert "Actors" not in sheets(everything(), only=["figures"])


@pytest.mark.parametrize("sign", ["a", "é", "👩"])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(sign: str) -> None:
    words = sign * 40_000
    row = sheets(one_quotation(words))["Findings"][0]
    text = row["words"].value
    assert len(text.encode("utf-16-le")) // 2 <= LIMIT
    assert text.endswith("[cut here: the text has 40000 characters]")
    assert row["end"].value - row["start"].value == 40_000


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=50), st.integers(0, 3))
def test_no_text_is_longer_than_a_cell(text: str, more: int) -> None:
    long = text * (LIMIT // max(1, len(text)) + more)
    assert len(held(long).encode("utf-16-le")) // 2 <= LIMIT


def test_parquet_holds_types_and_the_exact_words() -> None:
    table = pq.read_table(io.BytesIO(rashomon.export(naughty(), "parquet")))
    assert table.schema.field("start").type == "int64"
    assert table.schema.metadata[b"format"] == b"rashomon-dossier/1"
    rows = table.to_pylist()
    assert spans(naughty()) <= placed(rows)
    assert "=cmd|' /C calc'!A0" in {row["headline"] for row in rows}


def test_tables_without_findings_have_their_columns() -> None:
    dossier = everything()
    dossier["comparison"]["copies"] = []
    assert csv_rows(dossier, only=["copies"]) == []
    empty = pq.read_table(io.BytesIO(rashomon.export(dossier, "parquet", only=["copies"])))
    assert empty.column_names == [name for name, _ in COLUMNS]
    assert sheets(dossier, only=["copies"])["Findings"] == []


@pytest.mark.parametrize(("form", "package"), [("xlsx", "xlsxwriter"), ("parquet", "pyarrow")])
def test_a_missing_package_is_named_with_its_install_line(
    form: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ExportError, match=rf"pip install \"rashomon\[{form}\]\""):
        rashomon.export(everything(), form)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://herald.example/a?b=c&d=é", True),
        ("http://[2001:db8::1]/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("https://", False),
        ("http://[broken", False),
        ("https://a.example/\u202egpj.exe", False),
        ("https://a.example/ x", False),
        ("https://a.example/\x00", False),
        ('https://a.example/"onclick', False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(address: str | None, kept: bool) -> None:
    assert (web_address(address) == address) is (kept or address is None)
    assert (web_address(address) is None) is not kept


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        ("never safe", "never%20safe"),
        ("low-cost, safe & dry", "low%2Dcost%2C%20safe%20%26%20dry"),
        (
            "one two three four five\nsix seven eight nine ten",
            "one%20two%20three%20four%20five,six%20seven%20eight%20nine%20ten",
        ),
    ],
)
def test_links_open_the_page_at_the_words(words: str, fragment: str) -> None:
    dossier = one_quotation(words)
    dossier["documents"][0]["origin"]["url"] = ADDRESS
    report = next(iter(reports(dossier).values()))
    place = Place(report.doc["id"], dossier["quotes"][0])
    assert deep_link(report, place) == f"{ADDRESS}#:~:text={fragment}"
