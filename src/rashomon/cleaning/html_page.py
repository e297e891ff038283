"""One documented rendering of an HTML page: its page text, and where in the DOM each line stands.

The rendering follows what a reader sees (CSS Text 3, white space processing; the user-agent style sheet of the HTML
standard), so that it does not depend on any extractor:

- ``script``, ``style``, ``head``, ``template``, ``noscript`` and embedded or form-field content give no text;
- an element that is a block by default starts and ends a line, as does ``br``; a table cell is set off by a tab;
- runs of space, tab and newline are one space; lines have none at their edges; ``pre`` and ``textarea`` keep theirs;
- ``q`` gets the quotation marks that a browser draws; NUL is U+FFFD; every other character stays as it is;
- hidden elements are rendered too, with ``hidden`` set on their lines: what a reader cannot see is never taken for the
  report, and never lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree, html

SKIPPED = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "noembed",
        "noframes",
        "iframe",
        "object",
        "embed",
        "applet",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "map",
        "select",
        "datalist",
        "textarea",
        "param",
        "source",
        "track",
        "title",
        "link",
        "meta",
        "base",
    ]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "xmp",
    ]
)
CELLS = frozenset({"td", "th"})
_HIDING_STYLE = re.compile(r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\f\r]+")
_HIDING_CLASSES = frozenset(
    {
        *("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screenreader", "screen-reader"),
        *("screenreader-only", "hidden", "u-visually-hidden", "is-visually-hidden", "d-none", "show-for-sr"),
        *("hide-text", "element-invisible", "a11y-hidden"),
    }
)
_QUOTES = ("“”", "‘’")


@dataclass(slots=True)
class Line:
    """One line ``[start, end)`` of the page text. ``element`` is the block that holds it; ``linked`` the number of its
    characters inside links, ``strong`` of those set bold."""

    start: int
    end: int
    element: html.HtmlElement
    linked: int = 0
    strong: int = 0
    hidden: bool = False


@dataclass(slots=True)
class Page:
    """The page text, its lines in order (together they hold every non-space character), and remarks on the parse."""

    text: str
    lines: list[Line]
    root: html.HtmlElement
    notes: tuple[str, ...] = field(default=())


def parse(source: str) -> tuple[html.HtmlElement, tuple[str, ...]]:
    """The DOM of a page's source as libxml2 builds it, without comments. Never reaches for another file or address."""
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True, recover=True
    )
    encoded = source.replace("\0", "\ufffd").encode("utf-8", "replace")
    try:
        root = html.document_fromstring(encoded, parser=parser, ensure_head_body=True)
    except etree.ParserError:
        # Nothing in it is an element or text: an empty page, which cleaning refuses by name.
        return html.document_fromstring(b"<body></body>", ensure_head_body=True), ()
    too_deep = any("depth" in entry.message.lower() for entry in parser.error_log)
    return root, (("the page is nested so deeply that its end could not be read",) if too_deep else ())


def render(root: html.HtmlElement, notes: tuple[str, ...] = ()) -> Page:
    """The page text of a parsed page. Linear in the size of the page and without recursion."""
    body = root.find("body")
    start = root if body is None else body
    writer = _Writer(start)
    walker = etree.iterwalk(start, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if _gives_no_text(element):
                walker.skip_subtree()
            else:
                writer.enter(element)
                writer.write(element.text)
        else:
            if not _gives_no_text(element):
                writer.leave(element)
            if element is not start:
                writer.write(element.tail)
    writer.break_line()
    return Page("".join(writer.parts), writer.lines, root, notes)


def is_hidden(element: html.HtmlElement) -> bool:
    """True where the element itself says that readers do not see it (attribute, inline style, or one of the class
    names that style sheets use by convention for text meant for screen readers alone)."""
    if element.get("hidden") is not None or _HIDING_STYLE.search(element.get("style", "")[:2000]):
        return True
    return not _HIDING_CLASSES.isdisjoint(element.get("class", "")[:2000].lower().split())


def _gives_no_text(element: html.HtmlElement) -> bool:
    tag = element.tag
    return tag in SKIPPED or not isinstance(tag, str) or (tag not in BLOCKS and tag not in CELLS and is_hidden(element))


class _Writer:
    """Puts the page text together; every offset is made here."""

    def __init__(self, start: html.HtmlElement) -> None:
        self.parts: list[str] = []
        self.lines: list[Line] = []
        self._length = 0
        self._blocks = [start]
        self._line: list[str] = []
        self._owner = start
        self._gap = ""
        self._linked = self._strong = self._hidden_characters = 0
        self._links = self._bolds = self._pres = self._quotes = self._hidden = 0

    def enter(self, element: html.HtmlElement) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self.break_line()
            self._blocks.append(element)
        elif tag == "br":
            self.break_line()
        elif tag in CELLS:
            self._gap = "\t"
            self._blocks.append(element)
        elif tag == "q":
            self.write(_QUOTES[self._quotes % 2][0])
        self._count(element, 1)

    def leave(self, element: html.HtmlElement) -> None:
        tag = element.tag
        self._count(element, -1)
        if tag in BLOCKS:
            self.break_line()
            self._blocks.pop()
        elif tag in CELLS:
            self._gap = "\t"
            self._blocks.pop()
        elif tag == "q":
            self.write(_QUOTES[self._quotes % 2][1])

    def write(self, text: str | None) -> None:
        if not text:
            return
        if self._pres:
            first, *others = text.split("\n")
            self._add(first)
            for other in others:
                self.break_line()
                self._add(other)
            return
        words = _SPACES.split(text)
        for number, word in enumerate(words):
            if number:
                self._gap = self._gap or " "
            if word:
                self._add(word)

    def break_line(self) -> None:
        line = "".join(self._line)
        self._gap = ""
        if line.strip():
            if self.lines:
                self.parts.append("\n")
                self._length += 1
            end = self._length + len(line)
            hidden = self._hidden_characters > 0
            self.lines.append(Line(self._length, end, self._owner, self._linked, self._strong, hidden))
            self.parts.append(line)
            self._length = end
        self._line.clear()
        self._linked = self._strong = self._hidden_characters = 0

    def _add(self, text: str) -> None:
        if not text:
            return
        if not self._line:
            self._owner = self._blocks[-1]
        elif self._gap:
            self._line.append(self._gap)
        self._gap = ""
        self._line.append(text)
        self._linked += len(text) if self._links else 0
        self._strong += len(text) if self._bolds else 0
        self._hidden_characters += len(text) if self._hidden else 0

    def _count(self, element: html.HtmlElement, step: int) -> None:
        tag = element.tag
        if tag == "a":
            self._links += step
        elif tag in {"b", "strong"}:
            self._bolds += step
        elif tag in {"pre", "listing", "xmp", "plaintext"}:
            self._pres += step
        elif tag == "q":
            self._quotes += step
        if (tag in BLOCKS or tag in CELLS) and is_hidden(element):
            self._hidden += step
