"""What rests in a large page comes back as it was."""

from __future__ import annotations

import json
import re

from hypothesis import given, strategies as st

from rashomon.views.resting import SLOT, Rest
from rashomon.views.visible import isolated

TEXTS = st.text(max_size=40)


def unpacked(html: str, tags: str) -> str:
    """What the page's script makes of ``html``: the parts back in their places."""
    *slots, packed = re.findall("<!--(.*?)-->", html, re.DOTALL)
    runs = json.loads(tags.removeprefix("<!--").removesuffix("-->")) if tags else []
    texts, parts = json.loads(packed)
    assert slots == [""] * len(parts)
    html = html[: html.rindex("<!--")]
    for part in parts:
        html = html.replace(SLOT, "".join(runs[~number] if number < 0 else texts[number] for number in part), 1)
    return html


@given(st.lists(st.tuples(TEXTS, TEXTS, st.integers(0, 99)), min_size=1, max_size=6))
def test_what_was_packed_comes_back(parts: list[tuple[str, str, int]]) -> None:
    resting = "".join(
        f'<p>here</p><!--<td class="alt b{number}"><a href="#s-{number}">{isolated(words)}</a>\n<del>'
        f"{isolated(lost)}</del></td>-->"
        for words, lost, number in parts
    )
    rest = Rest()
    packed = rest.pack(resting)
    assert unpacked(str(packed), str(rest.tags)) == resting.replace("<!--", "").replace("-->", "")


@given(TEXTS)
def test_no_text_ends_the_comment_that_holds_it(words: str) -> None:
    rest = Rest()
    packed = rest.pack(f"<!--<b>{isolated(words)}</b>-->--<i>{isolated('-->')}</i>")
    for comment in (packed[packed.rindex("<!--") :], str(rest.tags)):
        inside = comment.removeprefix("<!--").removesuffix("-->")
        assert not inside.startswith((">", "->"))
        assert "-->" not in inside
        assert "--!>" not in inside


def test_the_same_words_are_written_once() -> None:
    rest = Rest()
    words = "the pumps were switched off because nobody paid for the power"
    packed = rest.pack("".join(f"<!--<q>{words}</q>-->" for _ in range(5)))
    assert packed.count(words) == 1
    assert rest.pack(f"<!--<q>{words}</q>-->").count(words) == 1, "each finding has its own texts"
    assert rest.tags == '<!--["<q>","</q>"]-->'


def test_where_nothing_rests_nothing_changes() -> None:
    rest = Rest()
    assert rest.pack("<p>all of it</p>") == "<p>all of it</p>"
    assert rest.tags == ""
