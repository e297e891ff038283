"""Which encoding is taken, in the order of the WHATWG standards, and the reason."""

from __future__ import annotations

import codecs

import pytest

from rashomon.sources.encoding import decode

QUOTE = "“Это café,” she said – naïve"
WESTERN = "“The café is closed,” she said – naïve, isn’t it? " * 4


@pytest.mark.parametrize(
    ("raw", "html", "encoding", "text"),
    [
        (QUOTE.encode(), False, "utf-8", QUOTE),
        (codecs.BOM_UTF8 + QUOTE.encode(), False, "utf-8", QUOTE),
        (codecs.BOM_UTF16_LE + QUOTE.encode("utf-16-le"), False, "utf-16le", QUOTE),
        (codecs.BOM_UTF16_BE + QUOTE.encode("utf-16-be"), True, "utf-16be", QUOTE),
        (WESTERN.encode("windows-1252"), False, "windows-1252", WESTERN),
        # A page that says ISO-8859-1 means windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
        (
            b'<meta charset="iso-8859-1"><p>\x93\xe9t\xe9\x94',
            True,
            "windows-1252",
            '<meta charset="iso-8859-1"><p>“été”',
        ),
        # Saved as UTF-8 by a tool that left the declaration as it was.
        ('<meta charset="iso-8859-1"><p>“été”'.encode(), True, "utf-8", '<meta charset="iso-8859-1"><p>“été”'),
        (b"<meta http-equiv=content-type content='text/html; charset=gbk'>\xc4\xe3", True, "gbk", None),
        (b'<?xml version="1.0" encoding="windows-1251"?><p>\xfd', True, "windows-1251", None),
        (b'<meta charset="utf-16"><p>\xc3\xa9', True, "utf-8", '<meta charset="utf-16"><p>é'),
        (b'<meta charset="no-such-thing"><p>\xc3\xa9', True, "utf-8", None),
        (b'<p>charset="koi8-r"</p><p>\xc3\xa9', True, "utf-8", None),
        (b'a <meta charset="windows-1251"> in a text: \xc3\xa9', False, "utf-8", None),
        (codecs.BOM_UTF8 + b'<meta charset="windows-1251">\xc3\xa9', True, "utf-8", '<meta charset="windows-1251">é'),
    ],
)
def test_order_of_evidence(raw: bytes, html: bool, encoding: str, text: str | None) -> None:
    decoded = decode(raw, html=html)
    assert decoded.encoding == encoding
    assert text is None or decoded.text == text
    assert decoded.reason


def test_newlines_and_composed_characters_stay_as_they_are() -> None:
    text = "One\r\nTwo\rThree\u2028Four e\u0301\u00a0five\n"
    assert decode(text.encode(), html=False).text == text


@pytest.mark.parametrize("raw", [b"\xff", b"\xfe\xff\xd8\x00", b"<meta charset=utf-8>\xff\xfe", b"\x80" * 100])
def test_damage_is_counted_and_never_an_error(raw: bytes) -> None:
    decoded = decode(raw, html=True)
    assert ("could not be decoded" in decoded.reason) == ("\ufffd" in decoded.text)
