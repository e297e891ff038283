"""A page as plain text, as copying all of it gives: a line for each block element."""

from __future__ import annotations

import lxml.html
from lxml.html import defs

# HTML 4's block elements, as lxml lists them, and HTML 5's.
_BLOCKS = frozenset(defs.block_tags) | {
    *("article", "aside", "body", "br", "button", "figcaption", "figure", "footer", "header", "main", "nav", "section"),
    "select",
}
_SILENT = frozenset({"script", "style", "noscript", "template", "head", "svg", "iframe", "textarea"})


def as_text(source: str) -> str:
    """All visible text of an HTML page, with a blank line between lines."""
    root = lxml.html.document_fromstring(source.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8"))
    parts: list[str] = []
    _render(root, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _render(element: lxml.html.HtmlElement, parts: list[str]) -> None:
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return
    block = element.tag in _BLOCKS
    if block:
        parts.append("\n")
    parts.append((element.text or "").replace("\n", " "))
    for child in element:
        _render(child, parts)
        parts.append((child.tail or "").replace("\n", " "))
    if block:
        parts.append("\n")
