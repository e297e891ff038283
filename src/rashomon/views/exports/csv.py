"""Findings as CSV (RFC 4180), safe to open in a spreadsheet.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break for a formula or a
command; the text of a hostile page could run one. Such a cell gets an apostrophe before it. ``exact``
takes it away again: the two are inverse for every text, also for one that begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
import re

from rashomon.views.exports.findings import Selection
from rashomon.views.exports.tables import COLUMNS, rows

# The full-width forms are read as the signs themselves by some East Asian editions.
_DANGEROUS = re.compile(r"'*\s*[=+\-@＝＋－＠]|'*[\t\r\n]")


def write(selection: Selection) -> bytes:
    """UTF-8 without a byte order mark; every text cell quoted, so that no separator inside a text can begin a cell."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([name for name, _ in COLUMNS])
    for row in rows(selection):
        writer.writerow([safe(cell) if isinstance(cell, str) else "" if cell is None else cell for cell in row])
    return stream.getvalue().encode("utf-8")


def dangerous(text: str) -> bool:
    """True where a spreadsheet could take ``text`` for a formula."""
    return _DANGEROUS.match(text) is not None


def safe(text: str) -> str:
    """``text`` as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if dangerous(text) else text


def exact(cell: str) -> str:
    """The text that ``safe`` was given."""
    return cell[1:] if cell.startswith("'") and dangerous(cell[1:]) else cell
