"""Findings, reports and actors as a workbook. Every text is written as text: no cell is a formula or a link.

A text that a spreadsheet would take for a formula if somebody edits it carries the quote prefix, so it stays what it
is and stands in the cell exactly. The same dossier gives the same bytes: the creation date is fixed.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from rashomon.errors import ExportError
from rashomon.views.exports.csv import dangerous
from rashomon.views.exports.findings import Selection
from rashomon.views.exports.tables import COLUMNS, Cell, rows

LIMIT = 32_767
"""Characters that a cell holds, counted in UTF-16 units. A longer text is cut and says so; its offsets are whole."""
_CUT = " … [cut here: the text has {} characters]"
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_LAST_ROW = 1_048_575
_WIDTHS = {"words": 60, "says": 50, "of this place": 40, "reason": 40, "headline": 40, "outlet": 22, "name": 30}


def write(selection: Selection) -> bytes:
    """The workbook. Raises ExportError where XlsxWriter is not installed or a sheet would be too long."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise ExportError('XLSX needs XlsxWriter; install it with: pip install "rashomon[xlsx]"') from error
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        stream,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    workbook.set_properties({"created": _CREATED, "title": held(selection.dossier["story"]["title"])})
    sheets = _Sheets(workbook)
    sheets.add("Findings", [name for name, _ in COLUMNS], rows(selection))
    sheets.add("Reports", _REPORTS, _reports(selection))
    if selection.whole:
        sheets.add("Actors", _ACTORS, _actors(selection))
    workbook.close()
    return stream.getvalue()


def held(text: str) -> str:
    """``text`` at the length that a cell can hold."""
    if len(text.encode("utf-16-le")) // 2 <= LIMIT:
        return text
    note = _CUT.format(len(text))
    room = LIMIT - len(note)
    return text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore") + note


class _Sheets:
    """Writes sheets that share their cell styles."""

    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        self.head = workbook.add_format({"bold": True})
        self.text = workbook.add_format({"valign": "top", "text_wrap": True})
        self.guarded = workbook.add_format({"valign": "top", "text_wrap": True, "quote_prefix": True})

    def add(self, name: str, columns: Sequence[str], lines: Iterable[Sequence[Cell]]) -> None:
        sheet = self.workbook.add_worksheet(name)
        for number, column in enumerate(columns):
            sheet.write_string(0, number, column, self.head)
            sheet.set_column(number, number, _WIDTHS.get(column, 14))
        last = 0
        for last, line in enumerate(lines, 1):
            if last > _LAST_ROW:
                raise ExportError(f"the sheet {name} would have more than {_LAST_ROW} rows; choose fewer with --only")
            for number, cell in enumerate(line):
                if isinstance(cell, int):
                    sheet.write_number(last, number, cell, self.text)
                elif cell is not None:
                    style = self.guarded if dangerous(cell) else self.text
                    sheet.write_string(last, number, held(cell), style)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(columns) - 1)


_REPORTS = (
    "report",
    "outlet",
    "outlet known from",
    "headline",
    "authors",
    "published",
    "date known from",
    "url",
    "file",
    "document",
    "sha256",
)
_ACTORS = ("id", "name", "type", "named", "forms", "mentions", "reports")


def _reports(selection: Selection) -> Iterable[Sequence[Cell]]:
    for report in selection.touched():
        doc = report.doc
        yield (
            report.siglum,
            report.outlet,
            doc["outlet"]["basis"] if doc["outlet"] else None,
            doc["title"],
            ", ".join(doc["authors"]) or None,
            report.published,
            doc["published"]["basis"] if doc["published"] else None,
            report.url,
            doc["origin"]["path"],
            doc["id"],
            doc["origin"]["sha256"],
        )


def _actors(selection: Selection) -> Iterable[Sequence[Cell]]:
    for entity in selection.dossier["entities"]:
        docs = {span["doc"] for span in entity["mentions"]}
        sigla = [report.siglum for report in selection.reports.values() if report.doc["id"] in docs]
        yield (
            entity["id"],
            entity["name"],
            entity["type"],
            "yes" if entity["named"] else "no",
            " | ".join(entity["forms"]),
            len(entity["mentions"]),
            " ".join(sigla),
        )
