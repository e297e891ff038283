"""The rendering of a page: what gives text, where lines break, that nothing visible is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from rashomon.cleaning.html_page import Page, parse, render
from rashomon.cleaning.html_read import read
from rashomon.cleaning.pieces import Piece, put_together
from rashomon.errors import InputError


def page_of(source: str) -> Page:
    return render(*parse(source))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("<div>One<p>Two</p>Three</div>", "One\nTwo\nThree"),
        ("<p>One<br>Two</p>", "One\nTwo"),
        ("<p>  a \n b\t<b> c</b> </p>", "a b c"),
        ("<p>un<b>broken</b></p>", "unbroken"),
        ("<table><tr><td>Tarn</td><td>212</td></tr><tr><td>Ellis</td><td>11</td></tr></table>", "Tarn\t212\nEllis\t11"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\nTwo"),
        ("<pre>a  b\n  c</pre>", "a  b\n  c"),
        ("<p>She said <q>no, <q>never</q></q>.</p>", "She said “no, ‘never’”."),
        ("<p>a\u00a0b &amp; c&nbsp;d</p>", "a\u00a0b & c\u00a0d"),
        ("<p>a</p><script>b()</script><style>c{}</style><template><p>d</p></template><p>e</p>", "a\ne"),
        ("<p>a<!-- b -->c</p>", "ac"),
        ("<p>a<span hidden>b</span>c</p>", "ac"),
        ("<p>a\0b</p>", "a\ufffdb"),
        ("just words", "just words"),
        ("<p>a</p><p>\u00a0</p><p>b</p>", "a\nb"),
        ('<?xml version="1.0" encoding="ascii"?><html><body><p>é</p></body></html>', "é"),
    ],
)
def test_rendering(source: str, text: str) -> None:
    assert page_of(source).text == text


def test_hidden_blocks_are_rendered_and_marked() -> None:
    page = page_of('<p>seen</p><div style="display: none"><p>unseen</p></div><p>seen again</p>')
    assert [(page.text[line.start : line.end], line.hidden) for line in page.lines] == [
        ("seen", False),
        ("unseen", True),
        ("seen again", False),
    ]


def test_linked_characters_are_counted() -> None:
    (line,) = page_of('<p>See <a href="/x">the map</a></p>').lines
    assert line.linked == len("the") + len("map")


TAGS = st.sampled_from(
    ["p", "div", "span", "a", "li", "ul", "td", "tr", "table", "h1", "h2", "q", "pre", "b", "article", "aside", "nav"]
)
WORDS = st.text(alphabet=st.sampled_from("ab.“” \n\t\u00a0\u200bé<&"), max_size=12)
MARKUP = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda tag, hide, parts: f"<{tag}{' hidden' if hide else ''}>{''.join(parts)}</{tag}>",
        TAGS,
        st.booleans(),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


def check(source: str) -> None:
    """Lines and pieces hold every non-space character of the page once."""
    result = read(source)
    page = result["page"]
    pieces = [Piece(*piece) for piece in result["pieces"]]
    try:
        text, blocks, removed = put_together(page, pieces, where="a page")
    except InputError as error:
        assert error.code == "no-text"
        return
    covered = [0] * len(page)
    spans = [(block.page_start, block.page_end) for block in blocks]
    for start, end in [*spans, *((piece.page_start, piece.page_end) for piece in removed)]:
        for offset in range(start, end):
            covered[offset] += 1
    assert all(count <= 1 and (count or char.isspace()) for count, char in zip(covered, page, strict=True))
    for block in blocks:
        assert text[block.start : block.end] == page[block.page_start : block.page_end]
        assert "\n" not in text[block.start : block.end]


@settings(deadline=None, max_examples=60)
@given(MARKUP)
def test_every_character_of_a_page_is_in_one_piece(source: str) -> None:
    check(source)


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300))
def test_random_bytes_are_no_error(raw: bytes) -> None:
    check(raw.decode("latin-1"))
