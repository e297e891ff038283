"""Text of reports made safe to show: escaped, isolated from the page's direction, with hidden characters in sight.

Bidirectional controls can make a line read otherwise than it is stored (Unicode Technical Report 36, "Trojan Source"),
and zero-width characters can hide inside a name. Both stay in the page, so that its characters equal the report's, but
each stands alone inside an isolate where it can reorder nothing, and its abbreviation is printed beside it.
"""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup, escape

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_TURNS = re.compile(
    "[\u0590-\u08ff\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff"
    "\U0001e800-\U0001efff\ud800-\udfff]"
)
_SHORT = {
    0xAD: "SHY",
    0x61C: "ALM",
    0x200B: "ZWSP",
    0x200C: "ZWNJ",
    0x200D: "ZWJ",
    0x200E: "LRM",
    0x200F: "RLM",
    0x2028: "LS",
    0x2029: "PS",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2060: "WJ",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0xFEFF: "BOM",
}
_BLACK_FLAG = "\U0001f3f4"


def visible(text: str) -> Markup:
    """``text`` escaped for HTML, hidden characters shown. Its text content is the text, but for characters that HTML
    cannot hold (NUL, lone surrogates)."""
    return Markup("").join(_pieces(text))


def isolated(text: str) -> Markup:
    """``visible`` text inside ``<bdi>``, so that its direction is its own and spills into nothing. Text that runs from
    left to right, as the page does, needs none."""
    return Markup("<bdi>{}</bdi>").format(visible(text)) if turns(text) else visible(text)


def turns(text: str) -> bool:
    """True where some of ``text`` can run from right to left, or hides something."""
    return not text.isascii() and _TURNS.search(text) is not None


def plain(text: str) -> str:
    """``text`` for attributes and terminals: each hidden character is replaced by its abbreviation, ``⟨RLO⟩``, and
    white space is one space."""
    out, last = [], 0
    for match in _HIDDEN.finditer(text):
        out.append(text[last : match.start()])
        char, last = match.group(), match.end()
        out.append(char if _belongs(text, match.start()) else " " if char == "\r" else f"⟨{_abbreviation(char)}⟩")
    return " ".join("".join([*out, text[last:]]).split())


def _pieces(text: str) -> list[Markup]:
    out, last = [], 0
    for match in _HIDDEN.finditer(text):
        out.append(escape(text[last : match.start()]))
        out.append(_shown(text, match.start()))
        last = match.end()
    return [*out, escape(text[last:])]


def _shown(text: str, at: int) -> Markup:
    char = text[at]
    if char == "\r":
        return Markup("&#13;")
    if _belongs(text, at):
        return escape(char)
    held = "" if char == "\x00" or "\ud800" <= char <= "\udfff" else char
    label = _abbreviation(char)
    return Markup('<bdi class="cc" data-c="{}" title="{}">{}</bdi>').format(label, _title(char), held)


def _belongs(text: str, at: int) -> bool:
    """True for a joiner that spelling needs: inside an emoji sequence or between letters of a script that joins."""
    char = text[at]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if char in "\u200c\u200d":
        return bool(before) and bool(after) and _joins(before) and _joins(after)
    if "\U000e0020" <= char <= "\U000e007f":
        return _BLACK_FLAG in text[max(0, at - 8) : at]
    return False


def _joins(char: str) -> bool:
    return ord(char) > 0x590 and unicodedata.category(char) in {"So", "Sk", "Mn", "Mc", "Lo"}


def _abbreviation(char: str) -> str:
    return _SHORT.get(ord(char), f"U+{ord(char):04X}")


def _title(char: str) -> str:
    return f"hidden character U+{ord(char):04X} {unicodedata.name(char, 'control').lower()}"
