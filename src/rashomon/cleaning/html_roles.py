"""Gives every line of a page its role in the report or the reason why it is none of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import html

from rashomon.cleaning.html_features import parts_named, squeeze
from rashomon.cleaning.html_main import MainText
from rashomon.cleaning.html_metadata import Declared
from rashomon.cleaning.html_page import Line, Page
from rashomon.cleaning.junk import junk
from rashomon.cleaning.pieces import Piece
from rashomon.model import BlockRole, RemovalReason

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NEAR = 4
"""Steps up the DOM within which an element's name says what a line is."""
_HEAD = 6
"""Lines around the headline in which deck and byline are looked for."""
_REASONS: tuple[tuple[str, RemovalReason], ...] = (
    ("newsletter", "newsletter"),
    ("donation", "donation"),
    ("poll", "poll"),
    ("comments", "comments"),
    ("share", "share"),
    ("advert", "advert"),
    ("licence", "licence"),
    ("related", "related"),
    ("navigation", "navigation"),
)
_INSERTS = frozenset({"advert", "newsletter", "related"})
_TAG_REASONS: dict[str, RemovalReason] = {"nav": "navigation", "header": "navigation", "footer": "navigation"}
_DATE = re.compile(
    r"\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\.?\s\d{1,2}\b|\d{1,2}[a-z]{0,2}\s"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\b|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{2,4})",
    re.IGNORECASE,
)


def label(page: Page, main: MainText, declared: Declared) -> list[Piece]:
    """One piece for each line of the page, in order."""
    texts = [page.text[line.start : line.end] for line in page.lines]
    kept = _kept(page.lines, texts, main)
    title_at = _headline(page.lines, texts, kept, declared.title)
    first = next((number for number, keep in enumerate(kept) if keep and number != title_at), len(texts))
    last = max((number for number, keep in enumerate(kept) if keep), default=-1)
    head = range(max(0, min(first, title_at if title_at >= 0 else first) - _HEAD), min(first + 3, len(texts)))
    names = {squeeze(name) for name in declared.authors}
    description = squeeze(declared.description or "")
    captions: set[str] = set()
    pieces = []
    for number, (line, text) in enumerate(zip(page.lines, texts, strict=True)):
        role: BlockRole | None = None
        reason: RemovalReason | None = None
        why = ""
        if line.hidden and not kept[number]:
            reason, why = "other", "hidden from readers"
        elif number == title_at:
            role = "headline"
        elif _is_caption(line) and (min(first, title_at if title_at >= 0 else first) <= number <= last):
            role = "caption"
            if text in captions:
                role, reason, why = None, "repeated-caption", "the same caption stands above"
            captions.add(text)
        elif number in head and _is_byline(text, names):
            role = "byline"
        elif 0 <= title_at < number <= title_at + _HEAD and _is_deck(line, text, description):
            role = "deck"
        elif kept[number]:
            role = _main_role(line)
        if role is None and reason is None:
            reason, why = _reason(line, text, number < first)
        pieces.append(Piece(line.start, line.end, role, reason, why))
    return pieces


def _kept(lines: Sequence[Line], texts: Sequence[str], main: MainText) -> list[bool]:
    """The lines of the main text. Where the model finds hardly any of what all extractors agree on (a page of a few
    lines, or of an unseen kind), the extractors decide."""
    kept = [score > 0 for score in main.scores]
    if _size(texts, kept) < 0.3 * _size(texts, main.agreed):
        kept = [keep or agree for keep, agree in zip(kept, main.agreed, strict=True)]
    visible = [keep and not line.hidden for keep, line in zip(kept, lines, strict=True)]
    # Some pages hide their text until a script runs; a hidden passage beside a visible report is never part of it.
    if _size(texts, visible) >= 0.25 * _size(texts, kept):
        kept = visible
    for number, text in enumerate(texts):
        kept[number] = kept[number] and not _is_insert(lines[number], text)
    return kept


def _size(texts: Sequence[str], kept: Sequence[bool]) -> int:
    return sum(len(text) for text, keep in zip(texts, kept, strict=True) if keep)


def _is_insert(line: Line, text: str) -> bool:
    """True for what pages put between the paragraphs of a report: "Advertisement", "RELATED: …", a sign-up line."""
    found = junk(text, len(text.split()))
    if found is None or found.reason not in _INSERTS:
        return False
    if found.kind == "start":
        # "Watch for scams" is a sentence, "Watch: …" and a linked "Watch …" are teasers.
        return line.linked > (line.end - line.start) / 3 or ":" in " ".join(text.split()[:3])
    return found.kind == "line"


def _headline(lines: Sequence[Line], texts: Sequence[str], kept: Sequence[bool], title: str | None) -> int:
    """The line that shows the title: a visible first-level heading with its words, else another line with them that
    stands before the main text; -1 where there is none."""
    wanted = squeeze(title or "")
    if not wanted:
        return -1
    same = [
        number
        for number, text in enumerate(texts)
        if not lines[number].hidden and len(text) < 2 * len(title or "") + 20 and squeeze(text) == wanted
    ]
    for tags in ({"h1"}, _HEADINGS):
        for number in same:
            if lines[number].element.tag in tags:
                return number
    first = next((number for number, keep in enumerate(kept) if keep), 0)
    before = [number for number in same if number <= first]
    return before[-1] if before else -1


def _main_role(line: Line) -> BlockRole:
    tag = line.element.tag
    if tag in _HEADINGS:
        return "heading"
    for element in _up(line.element, 3):
        if element.tag == "blockquote":
            return "quote"
        if element.tag in {"li", "dd"}:
            return "list"
    return "body"


def _is_caption(line: Line) -> bool:
    for element in _up(line.element, _NEAR):
        if element.tag == "figcaption" or (element.tag == "figure" and line.element.tag != "blockquote"):
            return True
        if element.tag in {"article", "main", "section", "blockquote"}:
            return False
    return "caption" in parts_named(line.element) and line.element.tag not in {"body", "article", "main"}


def _is_byline(text: str, names: set[str]) -> bool:
    """A short line that holds a declared author's name or little else than a date, or begins like a byline."""
    words = text.split()
    if len(text) > 160:
        return False
    squeezed = squeeze(text)
    if any(name and name in squeezed for name in names):
        return len(words) <= 12 or sum(map(len, (name for name in names if name in squeezed))) > len(squeezed) / 2
    if _DATE.search(text) and len(words) <= 14 and not text.rstrip().endswith((".”", '."', "!", "?")):
        return True
    return text[:3].casefold() == "by " and len(words) <= 10 and not text.endswith(".")


def _is_deck(line: Line, text: str, description: str) -> bool:
    """A line below the headline that the page calls a deck, sets as its second heading, or gives as its description."""
    if len(text.split()) < 5 or line.linked > (line.end - line.start) / 2:
        return False
    if line.element.tag == "h2" or (description and squeeze(text) == description):
        return True
    if "deck" in parts_named(line.element):
        return True
    parent = line.element.getparent()
    return line.element.tag != "p" and parent is not None and "deck" in parts_named(parent)


def _reason(line: Line, text: str, before: bool) -> tuple[RemovalReason, str]:
    found = junk(text, len(text.split()))
    if found is not None:
        return found.reason, f"its words ({found.kind})"
    for element in _up(line.element, _NEAR):
        named = parts_named(element)
        for part, reason in _REASONS:
            if part in named:
                return reason, f"the page calls it {part}"
        if element.tag in _TAG_REASONS:
            return _TAG_REASONS[element.tag], f"it stands in a {element.tag} element"
    if line.linked > (line.end - line.start) / 2:
        return ("navigation", "links before the report") if before else ("related", "links after the report")
    return "other", "not part of the main text"


def _up(element: html.HtmlElement, steps: int) -> Iterator[html.HtmlElement]:
    current: html.HtmlElement | None = element
    for _ in range(steps):
        if current is None or current.tag == "body":
            return
        yield current
        current = current.getparent()
