"""The findings as Markdown: one line a finding, and a footnote for each place with its exact words and offsets.

CommonMark with footnotes, as GitHub, Pandoc and Obsidian read them. Nothing that a report says is read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.views.exports.findings import SCOPES, Finding, Place, Report, Scope, Selection
from rashomon.views.exports.tables import deep_link, web_address
from rashomon.views.visible import plain
from rashomon.views.words import published_words_of

TITLES: dict[Scope, str] = {
    "quotes": "Quotations",
    "figures": "Figures",
    "claims": "Claims",
    "naming": "Naming",
    "coverage": "In which report",
    "origins": "Who credits whom",
    "copies": "Same wording",
    "timeline": "Timeline",
}
_MARKUP = re.compile(r"([\\`*_{}\[\]#|<>~&$^]|:(?=[/\w])(?<!\d:)|=(?==)|@(?=\w)|(?<=www)\.)", re.IGNORECASE)


def write(selection: Selection) -> bytes:
    """The document, in UTF-8."""
    lines = [f"# {text(selection.dossier['story']['title'] or 'Untitled story')}", ""]
    lines += ["## Reports", "", *map(_report, selection.touched()), ""]
    notes: list[str] = []
    for scope in SCOPES:
        found = selection.of(scope)
        if found:
            lines += [f"## {TITLES[scope]}", "", *(_finding(selection, finding, notes) for finding in found), ""]
    if selection.whole and selection.dossier["failures"]:
        lines += ["## Not read", ""]
        for failure in selection.dossier["failures"]:
            where = failure["origin"]["path"] or failure["origin"]["url"] or "standard input"
            lines.append(f"- {text(where)}: {text(failure['message'])}")
        lines.append("")
    return ("\n".join([*lines, *notes]).rstrip() + "\n").encode("utf-8")


def text(words: str) -> str:
    """``words`` on one line, hidden characters spelled out, every character that could be markup escaped."""
    return _MARKUP.sub(r"\\\1", plain(words))


def _report(report: Report) -> str:
    doc = report.doc
    published = doc["published"]
    parts = [
        f"**{report.siglum}** {text(report.outlet or 'outlet unknown')}",
        text(doc["title"] or "no headline in the text"),
        text(published_words_of(published["value"], published["basis"])) if published else "no date in the text",
    ]
    address = web_address(report.url)
    parts += [f"<{address}>"] if address else []
    return f"- {', '.join(parts)} (document {text(doc['id'])})"


def _finding(selection: Selection, finding: Finding, notes: list[str]) -> str:
    line = f"- **{text(finding.kind)}** {text(finding.says)}"
    if len(finding.places) == 1 and finding.places[0].span:
        line += f": “{text(finding.places[0].span['text'])}”"
    if finding.reason:
        line += f". *{text(finding.reason.rstrip('.'))}.*"
    for place in finding.places:
        notes.append(f"[^{len(notes) + 1}]: {'; '.join(_place(selection.reports[place.doc], place))}")
        line += f"[^{len(notes)}]"
    return line


def _place(report: Report, place: Place) -> Iterator[str]:
    yield f"{report.siglum} {text(report.outlet or 'outlet unknown')}"
    if place.says:
        yield text(place.says)
    if place.span:
        yield f"“{text(place.span['text'])}”"
        yield f"characters {place.span['start']}–{place.span['end']} of document {text(place.doc)}"
        link = deep_link(report, place)
        if link:
            yield f"<{link}>"
    else:
        yield f"the whole of document {text(place.doc)}"
