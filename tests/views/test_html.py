"""The page as a file: what is in it, and what can never be in it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import permutations

import pytest
from tests.views.factory import hostile, tunnel
from tests.views.told import inferred, told, told_by_crowd, told_by_hostile

from rashomon.dossier import Verification
from rashomon.model import Comparison, Dossier, Story
from rashomon.views.html import to_html

VOID = {"meta", "input", "br", "link", "img", "line", "circle", "path", "rect"}


class Page(HTMLParser):
    """The page's elements, checked for nesting while they are read."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, str] = {}
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.elements.append((tag, held))
        if "id" in held:
            self.ids.append(held["id"] or "")
        if tag == "a":
            self.links.append(held.get("href") or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in {"style", "script"}:
            self.raw[self.open[-1]] = self.raw.get(self.open[-1], "") + data


@pytest.fixture(
    scope="module", params=["tunnel", "hostile", "one", "empty", "told", "told-hostile", "told-crowd", "inferred"]
)
def html(request: pytest.FixtureRequest) -> str:
    """The page of an ordinary dossier, of a hostile one, of a single report, of a report without findings."""
    return to_html(dossiers()[request.param])


def dossiers() -> dict[str, Dossier]:
    """Dossiers of several shapes."""
    usual = tunnel()
    alone = usual.story.reports[0]
    return {
        "tunnel": usual,
        "hostile": hostile(),
        "told": told(),
        "told-hostile": told_by_hostile(),
        "told-crowd": told_by_crowd(14),
        "inferred": inferred(),
        "one": replace(usual, story=replace(usual.story, reports=(alone,), entities=()), comparison=Comparison()),
        "empty": replace(
            usual,
            story=Story(None, (replace(alone, quotes=(), figures=(), times=(), names=()),)),
            comparison=Comparison(),
            failures=(),
            first=None,
            last=None,
        ),
    }


def test_every_link_stays_on_the_page_and_has_its_target(html: str) -> None:
    page = Page(html)
    assert page.links
    assert [link for link in page.links if not link.startswith("#")] == []
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_ids_are_unique(html: str) -> None:
    ids = Page(html).ids
    assert len(ids) == len(set(ids))


def test_labels_and_jumps_point_at_something(html: str) -> None:
    page = Page(html)
    for _, held in page.elements:
        for name in ("aria-labelledby", "data-jump", "data-b"):
            assert set((held.get(name) or "").split()) <= set(page.ids)


def test_nothing_is_loaded_and_nothing_is_styled_or_scripted_inline(html: str) -> None:
    page = Page(html)
    for tag, held in page.elements:
        assert tag not in {"link", "iframe", "img", "object", "embed", "form", "base", "video", "audio"}
        assert not held.keys() & {"src", "style", "action", "srcset", "background", "poster"}
        assert [name for name in held if name.startswith("on")] == []
    assert not re.search(r"url\(|@import|https?://", page.raw["style"] + page.raw["script"])


def test_the_content_policy_names_the_style_and_the_script_by_hash(html: str) -> None:
    page = Page(html)
    policy = next(held["content"] or "" for tag, held in page.elements if held.get("http-equiv"))
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for kind in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.raw[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert [tag for tag, _ in page.elements].count("script") == 1
    assert [tag for tag, _ in page.elements].count("style") == 1


def test_tables_have_captions_and_scopes(html: str) -> None:
    elements = Page(html).elements
    tables = [place for place, (tag, _) in enumerate(elements) if tag == "table"]
    assert tables
    for place in tables:
        assert elements[place + 1][0] == "caption"
    assert all(held.get("scope") in {"row", "col", "rowgroup", "colgroup"} for tag, held in elements if tag == "th")


def test_the_same_dossier_gives_the_same_bytes_in_any_order_of_the_reports() -> None:
    expected = to_html(tunnel())
    for order in permutations(range(3)):
        assert to_html(tunnel(order=order)) == expected


def test_all_views_are_there() -> None:
    ids = set(Page(to_html(tunnel())).ids)
    assert {"front", "quotations", "figures", "naming", "coverage", "reports", "failures", "help"} <= ids


def text_of(html: str) -> str:
    """The page's words, without tags, on one line."""
    body = html[html.index("<body") : html.index("<script>")]
    return " ".join(re.sub(r"<[^>]+>", "", body).replace("&#34;", '"').replace("&#39;", "'").split())


@pytest.mark.parametrize(
    "words",
    [
        "3 reports of one event",
        "1 in another mouth",
        "2 in conflict",
        "outlet unknown",
        "no date in the text",
        "Morning Herald",
        "4 March 2021",
        "Said by Brightway in one report and by Tomas Reyl in the other.",
        "50 or more",
        "≈ 60",
        "No value fits both “41 commuters” and “At least 50 people”.",
        "not decided between a cyclist, Tomas Reyl",
        "[not in this report: because nobody paid for the power]",
        "not in this report; named in 1 of 2 other reports",
        "pile/empty.txt",
        "2 pieces removed: teaser of another story, donation appeal",
        "How was this found?",
        "re-read, all equal their slice",
    ],
)
def test_what_the_page_says(words: str) -> None:
    assert words in text_of(to_html(tunnel()))


def test_the_page_never_accuses() -> None:
    words = text_of(to_html(tunnel())).casefold()
    assert not re.search(r"\b(omit|omitted|omission|copied|bias|biased|truth|lie|false)\b", words)


def test_a_single_report_is_not_compared() -> None:
    words = text_of(to_html(dossiers()["one"]))
    assert "One report, with nothing to compare it with." in words
    for comparing in ("Most worth checking", "in more than one report", "re-attributed", "In one report only"):
        assert comparing not in words


def test_a_dossier_that_does_not_verify_says_so_first() -> None:
    words = text_of(to_html(tunnel(), verification=Verification(90, ("$.quotes[0]: holds 'x'",))))
    assert words.index("This dossier does not verify: 1 problem") < words.index("Most worth checking")
    assert "90 spans re-read, 1 problem." in words


def test_the_count_of_spans_is_that_of_the_verification() -> None:
    assert "12 spans re-read, all equal their slice" in text_of(to_html(tunnel(), verification=Verification(12, ())))


def test_words_of_a_hostile_report_are_text() -> None:
    html = to_html(hostile())
    page = Page(html)
    assert "<img" not in html
    assert html.count("<script") == 1
    assert "&lt;script&gt;" in html
    assert 'data-c="RLO"' in html
    assert all("\u202e" not in (value or "") for _, held in page.elements for value in held.values())
    html.encode("utf-8")
