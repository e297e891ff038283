"""What a pile of bytes is: empty, binary, too large, a page, or plain text."""

from __future__ import annotations

import hashlib
import re

from rashomon.errors import InputError
from rashomon.model import Origin
from rashomon.sources.encoding import Decoded, decode
from rashomon.sources.report import Given, MediaType, RawReport

LARGEST = 20 * 1024 * 1024
"""Largest report in bytes. A longer one is a failure: no news report is, and parsers slow down on what is."""

_MARKUP = re.compile(r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]|<(?:p|div|h1)[\s>]", re.IGNORECASE)
_TEXT_CONTROLS = frozenset("\t\n\v\f\r\x1b\x85")


def report(
    raw: bytes, *, path: str | None, url: str | None = None, suffix: str = "", given: Given | None = None
) -> RawReport:
    """The report in ``raw``. Raises InputError (``too-large``, ``empty``, ``binary``) that says what to do."""
    where = path or url or "standard input"
    if len(raw) > LARGEST:
        raise InputError("too-large", f"{where} has {len(raw):,} bytes, more than {LARGEST:,}; give the report alone")
    if not raw.strip():
        raise InputError("empty", f"{where} is empty; save the report again")
    html = suffix in {".html", ".htm", ".xhtml", ".shtml"}
    if not html and _looks_binary(raw):
        kind = _kind(raw)
        said = "not text" if kind == "unknown" else f"{kind}, not text"
        raise InputError("binary", f"{where} is {said}; save the page as HTML or as plain text")
    decoded = decode(raw, html=html or raw.lstrip()[:1] == b"<")
    return from_text(
        decoded.text,
        html=html or (suffix not in {".txt", ".text"} and looks_like_html(decoded.text)),
        path=path,
        url=url,
        sha256=hashlib.sha256(raw).hexdigest(),
        given=given,
        notes=_notes(decoded),
    )


def from_text(
    text: str,
    *,
    html: bool,
    path: str | None,
    url: str | None,
    sha256: str | None = None,
    given: Given | None = None,
    notes: tuple[str, ...] = (),
) -> RawReport:
    """A report whose text is known already (a JSON field). Raises InputError where it holds nothing or no text."""
    where = path or url or "standard input"
    if not text.strip():
        raise InputError("empty", f"{where} holds no text; save the report again")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise InputError(
            "bad-text", f"{where} holds half a character (a lone surrogate); write the JSON again as UTF-8"
        )
    if not html and _mostly_controls(text):
        raise InputError("binary", f"{where} is not text; save the page as HTML or as plain text")
    media_type: MediaType = "text/html" if html else "text/plain"
    digest = sha256 or hashlib.sha256(text.encode("utf-8")).hexdigest()
    given = given or Given()
    return RawReport(Origin(path, url or given.url, media_type, digest), text, media_type, given, notes)


def looks_like_html(text: str) -> bool:
    """True where the text begins like markup and holds a tag that only pages have."""
    head = text[:4096].lstrip("\ufeff \t\r\n")
    return head.startswith("<") and _MARKUP.search(head) is not None


def _looks_binary(raw: bytes) -> bool:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return False
    head = raw[:65536]
    return (head.count(0) > 0 and _kind(raw) != "text") or _kind(raw) not in {"text", "unknown"}


def _kind(raw: bytes) -> str:
    """The kind of a binary file by its first bytes; ``unknown`` where they are not known."""
    for magic, name in (
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a ZIP or office file"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x1f\x8b", "gzip"),
        (b"SQLite format 3", "a database"),
        (b"\x7fELF", "a program"),
    ):
        if raw.startswith(magic):
            return name
    return "unknown"


def _mostly_controls(text: str) -> bool:
    head = text[:65536]
    controls = sum((char < " " and char not in _TEXT_CONTROLS) or char == "\ufffd" for char in head)
    return controls > max(8, len(head) // 20)


def _notes(decoded: Decoded) -> tuple[str, ...]:
    if decoded.encoding == "utf-8" and "could not" not in decoded.reason:
        return ()
    return (f"decoded as {decoded.encoding}: {decoded.reason}",)
