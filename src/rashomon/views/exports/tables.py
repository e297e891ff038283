"""Findings as rows: one row a finding and place. CSV, XLSX and Parquet write the same rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote as percent, urlsplit

from rashomon.views.exports.findings import Place, Report, Selection

COLUMNS: tuple[tuple[str, type], ...] = (
    ("kind", str),
    ("id", str),
    ("place", str),
    ("report", str),
    ("outlet", str),
    ("url", str),
    ("published", str),
    ("date known from", str),
    ("headline", str),
    ("file", str),
    ("document", str),
    ("start", int),
    ("end", int),
    ("words", str),
    ("says", str),
    ("of this place", str),
    ("reason", str),
    ("rule", str),
    ("link", str),
)
"""Column → its type. A cell is None where there is nothing: an unknown outlet, a finding about a whole report."""

Cell = str | int | None
Row = tuple[Cell, ...]

_FRAGMENT = 300
"""Longer words are linked by their beginning and their end, as the Text Fragments draft advises."""
_EDGE = 5


def rows(selection: Selection) -> Iterator[Row]:
    """The rows in the order of the findings; ``place`` counts them (``2 of 3``, ``2 of 3, neighbour``)."""
    for finding in selection.findings:
        total = len(finding.places)
        for number, place in enumerate(finding.places, 1):
            report = selection.reports[place.doc]
            role = "" if place.role == "place" else f", {place.role}"
            span = place.span
            yield (
                finding.kind,
                finding.id,
                f"{number} of {total}{role}",
                report.siglum,
                report.outlet,
                report.url,
                report.published,
                report.doc["published"]["basis"] if report.doc["published"] else None,
                report.doc["title"],
                report.doc["origin"]["path"],
                place.doc,
                span["start"] if span else None,
                span["end"] if span else None,
                span["text"] if span else None,
                finding.says,
                place.says or None,
                finding.reason or None,
                finding.rule or None,
                deep_link(report, place),
            )


def web_address(url: str | None) -> str | None:
    """``url`` if it is a web address that can be linked to as it stands; anything else (``javascript:``, spaces, no
    host) is None."""
    if not url or re.search(r"[\s<>\"{}|\\^`\x00-\x20\x7f-\x9f\u2028-\u202e\u2066-\u2069]", url):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def deep_link(report: Report, place: Place) -> str | None:
    """The live page opened at the words (a text fragment), where the report has a web address."""
    url = web_address(report.url)
    if url is None or place.span is None:
        return url
    words = " ".join(place.span["text"].split())
    if len(words) > _FRAGMENT or "\n" in place.span["text"]:
        listed = words.split(" ")
        if len(listed) < 2 * _EDGE:
            return url
        target = ",".join(_escaped(" ".join(part)) for part in (listed[:_EDGE], listed[-_EDGE:]))
    else:
        target = _escaped(words)
    separator = ":~:" if "#" in url else "#:~:"
    return f"{url}{separator}text={target}"


def _escaped(words: str) -> str:
    # A hyphen at the edge of a text directive marks a prefix or suffix, so it is escaped too.
    return percent(words, safe="").replace("-", "%2D")
