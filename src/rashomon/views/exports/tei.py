"""Quotations as a TEI P5 critical apparatus (Guidelines, chapter 13, parallel segmentation).

Each shared quotation is a ``<quote>`` in which every place where the reports differ is an ``<app>``; the reports are
the ``<witness>``es. For each witness, the common text and its readings together are the exact words of the report.
A character that XML cannot hold stands as U+FFFD, so that no offset moves.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from lxml import etree

from rashomon.dossier.contract import SpanJSON
from rashomon.views.exports.findings import Finding, Place, Report, Selection
from rashomon.views.exports.segments import base_of, segments
from rashomon.views.exports.tables import web_address

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(selection: Selection) -> bytes:
    """The TEI document, in UTF-8."""
    quoted = _quoted(selection)
    root = etree.Element(
        f"{{{NAMESPACE}}}TEI",
        nsmap={None: NAMESPACE},  # type: ignore[dict-item]  # the stubs know no default namespace
    )
    header = _add(root, "teiHeader")
    file = _add(header, "fileDesc")
    _add(_add(file, "titleStmt"), "title", f"Quotations: {selection.dossier['story']['title'] or 'Untitled story'}")
    producer = selection.dossier["producer"]["version"]
    _add(_add(file, "publicationStmt"), "p", f"Written by Rashomon {producer}; not published.")
    listed = _add(_add(file, "sourceDesc"), "listWit")
    for report in selection.touched():
        _witness(listed, report)
    names = {witness for _, members in quoted for witness, _ in members}
    for witness in sorted(names - {report.siglum for report in selection.reports.values()}):
        siglum, _, number = witness.partition(".")
        _add(listed, "witness", f"Place {number} of the quotation in {siglum}", **{_XML_ID: witness})
    encoding = _add(header, "encodingDesc")
    _add(encoding, "variantEncoding", method="parallel-segmentation", location="internal")
    body = _add(_add(root, "text"), "body")
    quotes = [_quotation(body, number, finding, members) for number, (finding, members) in enumerate(quoted, 1)]
    if not quoted:
        _add(body, "p", "No quotation was found.")
    etree.indent(root, space=" ")
    # Filled after indenting: inside a quotation, white space is the report's.
    for quote, texts in quotes:
        _fill(quote, texts)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def holdable(text: str) -> str:
    """``text`` with U+FFFD for each character that XML 1.0 cannot hold: as long as before."""
    return _NO_XML.sub("\ufffd", text)


Members = list[tuple[str, Place]]


def _quoted(selection: Selection) -> list[tuple[Finding, Members]]:
    """Shared quotations with their witnesses, then those that no other report has."""
    groups = {group["id"]: group["quotes"] for group in selection.dossier["comparison"]["quotes"]}
    in_groups = {quote for members in groups.values() for quote in members}
    out: list[tuple[Finding, Members]] = []
    for finding in selection.of("quotes"):
        if finding.kind == "same quotation":
            places = finding.places[: len(groups[finding.subject])]
        elif finding.subject not in in_groups or len(selection.findings) == 1:
            places = finding.places
        else:
            continue
        seen: Counter[str] = Counter()
        members: Members = []
        for place in places:
            siglum = selection.reports[place.doc].siglum
            seen[siglum] += 1
            members.append((siglum if seen[siglum] == 1 else f"{siglum}.{seen[siglum]}", place))
        out.append((finding, members))
    return out


def _quotation(
    body: etree._Element, number: int, finding: Finding, members: Members
) -> tuple[etree._Element, dict[str, str]]:
    """A division with an empty ``<quote>`` and the notes on it; gives the ``<quote>`` and what its witnesses print."""
    kind = finding.kind.replace(" ", "-")
    division = _add(body, "div", type=kind, n=finding.id, **{_XML_ID: f"quotation-{number}"})
    quote = _add(_add(division, "p"), "quote")
    for witness, place in members:
        if place.span:
            where = f"{_where(place.span)}; {place.says or finding.says}"
            _add(division, "note", where, type="place", corresp=f"#{witness}")
    for place in finding.places[len(members) :]:
        if place.span:
            _add(division, "note", f"{place.says} “{place.span['text']}”, {_where(place.span)}", type="difference")
    if finding.reason:
        _add(division, "note", finding.reason, type="reason")
    return quote, {witness: place.span["text"] for witness, place in members if place.span}


def _fill(quote: etree._Element, texts: dict[str, str]) -> None:
    base = base_of(texts)
    for segment in segments(texts):
        if len(set(segment.values())) == 1:
            _append(quote, next(iter(segment.values())))
            continue
        app = _add(quote, "app")
        for text in dict.fromkeys([segment[base], *(segment[witness] for witness in texts)]):
            pointers = " ".join(f"#{witness}" for witness in texts if segment[witness] == text)
            _add(app, "lem" if text == segment[base] else "rdg", text, wit=pointers)


def _where(span: SpanJSON) -> str:
    return f"characters {span['start']}–{span['end']} of document {span['doc']}"


def _witness(listed: etree._Element, report: Report) -> None:
    doc = report.doc
    bibl = _add(_add(listed, "witness", n=doc["id"], **{_XML_ID: report.siglum}), "bibl")
    for author in doc["authors"]:
        _add(bibl, "author", author)
    if doc["title"]:
        _add(bibl, "title", doc["title"])
    _add(bibl, "publisher", report.outlet or "outlet unknown")
    if report.published:
        day = (report.dated or "")[:10]
        _add(bibl, "date", report.published, **({"when": day} if _is_day(day) else {"cert": "low"}))
    if address := web_address(report.url):
        _add(bibl, "ref", target=address)
    _add(bibl, "idno", doc["origin"]["sha256"], type="sha256")


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    for key, value in attributes.items():
        element.set(key, holdable(value))
    if text:
        element.text = holdable(text)
    return element


def _append(element: etree._Element, text: str) -> None:
    """Text after what ``element`` holds already."""
    if len(element):
        element[-1].tail = holdable((element[-1].tail or "") + text)
    else:
        element.text = holdable((element.text or "") + text)
