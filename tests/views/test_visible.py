"""Text of reports made safe to show."""

from __future__ import annotations

import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given, strategies as st

from rashomon.views.visible import isolated, plain, turns, visible


class Reader(HTMLParser):
    """What a browser would read: text, and the tags that it met."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []
        self.feed(str(html))
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("pay \u202eeht llib", "RLO"),
        ("pay\u200bPal", "ZWSP"),
        ("\ufeffheadline", "BOM"),
        ("a\u2066b\u2069c", "LRI"),
        ("pa\xadper", "SHY"),
        ("bell\x07", "U+0007"),
        ("Latin a\u200db", "ZWJ"),
    ],
)
def test_hidden_characters_are_shown_and_kept(text: str, label: str) -> None:
    html = visible(text)
    assert f'data-c="{label}"' in html
    assert Reader(html).text == text
    assert f"⟨{label}⟩" in plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d🚒 and 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "می\u200cخواهم",
        "क्\u200dष",
        "é e\u0301 שלום",
    ],
)
def test_joiners_that_spelling_needs_stay_as_they_are(text: str) -> None:
    assert visible(text) == text
    assert plain(text) == text


@pytest.mark.parametrize("text", ["\x00", "\ud800", "a\udfffb"])
def test_what_html_cannot_hold_is_shown_by_its_number(text: str) -> None:
    html = visible(text)
    html.encode("utf-8")
    assert "U+" in html


def test_markup_of_a_report_is_text() -> None:
    text = "<script>alert(1)</script> \"'><img src=x onerror=alert(1)> &amp; {{ 7*7 }}"
    read = Reader(isolated(text))
    assert read.text == text
    assert read.tags == []


def test_plain_is_one_line() -> None:
    assert plain(" a\r\nb\t c ") == "a b c"
    assert plain("\x1b[31mred") == "⟨U+001B⟩[31mred"


@given(st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=60))
def test_the_text_content_is_the_text(text: str) -> None:
    read = Reader(visible(text))
    assert read.text == text
    assert set(read.tags) <= {"bdi"}


@given(st.text(max_size=60))
def test_only_what_can_turn_is_isolated(text: str) -> None:
    turning = {"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI"}
    if any(unicodedata.bidirectional(char) in turning for char in text):
        assert turns(text)
        assert isolated(text).startswith("<bdi>")
    if text.isascii():
        assert not turns(text)


@pytest.mark.parametrize(
    ("text", "turning"),
    [
        ("41 commuters", False),
        ("“Nicolás” – 5 €", False),
        ("قال", True),
        ("שלום", True),
        ("a\u202eb", True),
        ("a\u200bb", True),
    ],
)
def test_which_text_can_turn(text: str, turning: bool) -> None:
    assert turns(text) is turning
