"""Bytes to text in the order of the WHATWG Encoding and HTML standards: byte-order mark, declared, then guessed.

https://encoding.spec.whatwg.org/#decode and https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import webencodings

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be"))
_PRESCAN = 1024
# Pages are often saved as UTF-8 with the declaration that they came with.
_ONE_BYTE = ("windows-125", "iso-8859-", "macintosh")
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_:.\-]{1,40})""", re.IGNORECASE
)
_XML_DECLARED = re.compile(rb"""^<\?xml[^>]{0,100}?encoding\s{0,5}=\s{0,5}["']([A-Za-z0-9_:.\-]{1,40})""")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, its encoding's WHATWG name, and why that encoding was taken."""

    text: str
    encoding: str
    reason: str


def decode(raw: bytes, *, html: bool) -> Decoded:
    """Decode ``raw`` without ever failing; a declared encoding counts only where ``html`` is true.

    Characters stay as they are (no newline or Unicode normalisation); a byte-order mark is no character of the text.
    """
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _decode(raw[len(mark) :], name, "its byte-order mark")
    if html:
        declared = _declared(raw)
        if declared and not (declared.startswith(_ONE_BYTE) and _is_utf8_beyond_ascii(raw)):
            return _decode(raw, declared, "the page declares it")
        if declared:
            reason = f"all of it is valid UTF-8, though the page declares {declared}"
            return Decoded(raw.decode("utf-8"), "utf-8", reason)
    try:
        return Decoded(raw.decode("utf-8"), "utf-8", "all of it is valid UTF-8")
    except UnicodeDecodeError:
        guess = _guess(raw)
        return _decode(raw, guess, "it is no valid UTF-8 and looks like this")


def _is_utf8_beyond_ascii(raw: bytes) -> bool:
    """True for bytes that only a UTF-8 text has: accented letters of a one-byte encoding do not happen to form it."""
    try:
        return not raw.isascii() and bool(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _decode(raw: bytes, name: str, reason: str) -> Decoded:
    encoding = webencodings.lookup(name)
    text = encoding.codec_info.decode(raw, "replace")[0]
    damaged = text.count("\ufffd")
    if damaged:
        reason += f"; {damaged} places could not be decoded"
    return Decoded(text, encoding.name, reason)


def _declared(raw: bytes) -> str | None:
    head = raw[:_PRESCAN]
    match = _XML_DECLARED.match(head) or _DECLARED.search(head)
    encoding = webencodings.lookup(match[1].decode("ascii")) if match else None
    if encoding is None:
        return None
    # The HTML standard: a page that can be read so far cannot be UTF-16.
    return "utf-8" if encoding.name.startswith("utf-16") else encoding.name


def _guess(raw: bytes) -> str:
    from resiliparse.parse.encoding import detect_encoding

    found = detect_encoding(raw, html5_compatible=True)
    known = webencodings.lookup(found) if found else None
    return known.name if known is not None and known.name != "utf-8" else "windows-1252"
