"""The reports as BibTeX entries, in UTF-8 with LaTeX's special characters escaped."""

from __future__ import annotations

import re
import unicodedata

from rashomon.views.exports.findings import Report, Selection
from rashomon.views.exports.tables import web_address
from rashomon.views.visible import plain
from rashomon.views.words import published_words_of

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905


def write(selection: Selection) -> bytes:
    """One ``@misc`` entry a report that a selected finding points into, in reading order."""
    return "\n".join(_entry(report) for report in selection.touched()).encode("utf-8")


def _entry(report: Report) -> str:
    doc = report.doc
    fields = [("title", f"{{{latex(doc['title'])}}}")] if doc["title"] else []
    if doc["authors"]:
        # Braces keep a body's name whole and stop "and" inside a name from dividing it.
        fields.append(("author", " and ".join(_author(author) for author in doc["authors"])))
    if report.outlet:
        fields.append(("howpublished", latex(report.outlet)))
    notes = []
    if doc["published"]:
        date = _DATE.match(doc["published"]["value"])
        if date and report.dated:
            fields.append(("year", date[1]))
            if date[2]:
                fields.append(("month", _MONTHS[int(date[2]) - 1]))
            if date[3]:
                fields.append(("day", str(int(date[3]))))
        else:
            notes.append(f"date {latex(published_words_of(doc['published']['value'], doc['published']['basis']))}")
    address = web_address(report.url)
    if address:
        fields.append(("url", address))
    notes.append(f"SHA-256 {doc['origin']['sha256']}")
    fields.append(("note", "; ".join(notes)))
    lines = [f"  {name} = {value if name == 'month' else '{' + value + '}'}" for name, value in fields]
    return f"@misc{{{key(report)},\n" + ",\n".join(lines) + "\n}\n"


def key(report: Report) -> str:
    """``MorningHerald2021A``: the outlet in ASCII, the year, the siglum, which makes it unique."""
    spread = unicodedata.normalize("NFKD", report.outlet or "Report")
    outlet = re.sub(r"[^A-Za-z0-9]", "", spread)[:40] or "Report"
    year = _DATE.match(report.dated or "")
    return f"{outlet}{year[1] if year else ''}{report.siglum}"


def latex(text: str) -> str:
    """``text`` on one line, hidden characters spelled out, special characters escaped."""
    return "".join(_SPECIAL.get(char, char) for char in plain(text))


def _author(name: str) -> str:
    words = latex(name)
    return f"{{{words}}}" if re.search(r",|\band\b", name, re.IGNORECASE) else words
