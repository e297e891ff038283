"""Facts, coverage, origins, timeline and plots in a browser: links land on the right characters, nothing of a report
runs, and all of it is there without scripts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize
from tests.browser.conftest import CONTRAST, DESKTOP, PHONE, Opener, write_pages
from tests.views.told import inferred, told, told_by_crowd, told_by_hostile

from rashomon.model import BLOCK_SEPARATOR, Dossier, Span
from rashomon.views.marks import span_anchor

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="skipped: Chromium is not installed"),
]

DOSSIERS = {
    "told": told(),
    "hostile": told_by_hostile(),
    "inferred": inferred(),
    "crowd": told_by_crowd(40, alone=8),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of this file, in place of the common ones."""
    return write_pages(tmp_path_factory.mktemp("told"), DOSSIERS)


def spans(dossier: Dossier) -> dict[str, Span]:
    """Every span that the new views link to, by its anchor."""
    found: list[Span] = []
    for report in dossier.story.reports:
        for claim in report.claims:
            found += [claim.span, *(source.evidence for source in claim.by)]
    comparison = dossier.comparison
    found += [span for fact in comparison.claims for span in fact.evidence]
    found += [span for row in comparison.coverage for span in row.evidence]
    found += [span for link in comparison.origins if link.basis != "same-wording" for span in link.evidence]
    found += [span for copy in comparison.copies for pair in copy.spans for span in pair]
    found += [span for entry in comparison.timeline for span in entry.evidence]
    return {span_anchor(span): span for span in found}


@pytest.mark.parametrize("name", ["told", "hostile", "inferred"])
def test_every_anchor_holds_exactly_its_characters(visit: Opener, name: str) -> None:
    opened = visit(name)
    for anchor, span in spans(DOSSIERS[name]).items():
        assert opened.under(anchor).replace(BLOCK_SEPARATOR, "") == span.text.replace(BLOCK_SEPARATOR, "")


@pytest.mark.parametrize("name", ["told", "hostile", "crowd"])
def test_every_link_has_a_target(visit: Opener, name: str) -> None:
    lost = visit(name).page.evaluate(
        "() => [...document.querySelectorAll('a')].map(link => link.getAttribute('href'))"
        ".filter(href => !href.startsWith('#') || !document.getElementById(href.slice(1)))"
    )
    assert lost == []


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
@pytest.mark.parametrize(
    "selector",
    [
        "#front .gist a.jump",
        "#facts .tellings a.jump",
        "#coverage .covers td a",
        "#origins .links a.jump",
        "#origins .wordings a.jump",
        "#timeline .dates a.jump",
        "#speakers .shares a.jump",
    ],
)
def test_a_click_lands_on_the_characters(visit: Opener, selector: str, viewport: ViewportSize) -> None:
    opened = visit("told", viewport=viewport)
    opened.page.evaluate("document.querySelectorAll('main details').forEach(fold => { fold.open = true; })")
    link = opened.page.locator(selector).first
    anchor = (link.get_attribute("href") or "#")[1:]
    link.click()
    assert opened.page.url.endswith(f"#{anchor}")
    assert opened.in_view(anchor)
    assert opened.marked_rules(anchor) == "solid"


def test_both_sides_of_a_passage_are_linked(visit: Opener) -> None:
    page = visit("told").page
    page.locator("#origins .wordings summary").first.click()
    sides = page.locator("#origins .wordings tbody tr").first.locator("a.jump")
    reports = {
        page.locator(f"{sides.nth(n).get_attribute('href')}").evaluate("node => node.closest('.report').id")
        for n in range(sides.count())
    }
    assert len(reports) == 2


def test_the_counters_lead_to_their_lists(visit: Opener) -> None:
    page = visit("told").page
    targets = [link.get_attribute("href") for link in page.locator(".counters a").all()]
    assert targets == [
        "#reports",
        "#fact-origins",
        "#facts",
        "#quotations",
        "#figures",
        "#told-by-one",
        "#facts",
    ]
    numbers = page.locator(".counters strong").all_inner_texts()
    assert numbers == ["3", "7", "2", "2", "3"]


def test_without_scripts_everything_is_there(visit: Opener) -> None:
    page = visit("told", scripts=False).page
    for identity in ("facts", "speakers", "coverage", "origins", "timeline"):
        assert page.locator(f"#{identity} h2").is_visible()
        assert page.locator(f"#{identity} table").count() >= 1
    why = page.locator("#fact-cg3 details.why")
    assert "compared by hand" not in page.locator("#fact-cg3").inner_text()
    why.locator("summary").click()
    assert "compared by hand" in why.inner_text()
    tray = page.locator("#undated")
    tray.locator("summary").click()
    assert tray.locator("li").first.is_visible()
    assert page.locator("#told-by-one details li").first.is_hidden()
    link = page.locator("#fact-cg3 .tellings a.jump").nth(2)
    link.click()
    assert page.locator(f"mark{link.get_attribute('href')}:target").inner_text() == "Repairs will cost $19 million"


@pytest.mark.parametrize(
    ("selector", "words"),
    [
        ("#fact-cg3", "disputed"),
        ("#fact-cg3", "Decided by: no value fits the figures of both."),
        ("#fact-cg4", "Irena Kolb, through Tomas Reyl"),
        ("#facts", "None of these says that it is so."),
        ("#coverage", "in part: it lacks “in nine minutes”"),
        ("#coverage", "not in this report; in 1 of 2 other reports"),
        ("#origins", "12 % of A in the same wording as B, 3 % common quotations"),
        ("#timeline", "since 1990"),
        ("#timeline", "counted from an inferred date"),
        ("#timeline", "Undated: 5 facts that no report dates"),
        ("#timeline", "“on television”"),
        ("#speakers", "speaker not named"),
    ],
)
def test_what_a_view_says(visit: Opener, selector: str, words: str) -> None:
    page = visit("told").page
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    assert words in " ".join(page.locator(selector).inner_text().split())


def test_an_inferred_date_is_marked_with_its_reason(visit: Opener) -> None:
    row = visit("inferred").page.locator("#timeline tr", has_text="outlet unknown").last
    words = " ".join(row.inner_text().split())
    assert "(inferred)" in words
    assert "inferred: it says “on television” of what Morning Herald dates 3 March 2021" in words


@pytest.mark.parametrize("name", ["told", "hostile", "crowd"])
def test_nothing_is_requested_and_nothing_runs(visit: Opener, name: str) -> None:
    opened = visit(name)
    opened.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    for key in ("g", "f", "j", "j", "g", "o", "g", "d"):
        opened.page.keyboard.press(key)
    opened.page.wait_for_timeout(100)
    assert [url for url in opened.requests if not url.startswith("file://")] == []
    assert opened.messages == []
    assert opened.page.evaluate("window.hacked") is None
    assert opened.page.locator("script").count() == 1


def test_words_of_a_hostile_report_break_no_drawing(visit: Opener) -> None:
    page = visit("hostile").page
    assert page.locator("main svg").count() >= 3
    strangers = page.evaluate(
        "() => [...document.querySelectorAll('svg *')].filter(node => node.namespaceURI !== 'http://www.w3.org/2000/svg')"
        ".map(node => node.tagName)"
    )
    assert strangers == []
    assert page.locator("svg script, svg style, svg foreignObject, svg image, svg use").count() == 0
    drawn = " ".join(page.locator("svg text").all_text_contents())
    assert "<script>" in drawn
    assert "\u202e" not in drawn


def test_the_keyboard_reaches_the_new_views(visit: Opener) -> None:
    page = visit("told").page
    for key, identity in zip("fwod", ("facts", "coverage", "origins", "timeline"), strict=True):
        page.keyboard.press("g")
        page.keyboard.press(key)
        assert page.url.endswith(f"#{identity}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["told", "hostile", "crowd"])
@pytest.mark.parametrize("width", [320, 768, 1300])
def test_the_page_never_scrolls_sideways(visit: Opener, name: str, width: int, scheme: str) -> None:
    page = visit(name, viewport={"width": width, "height": 800}, scheme=scheme).page
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide, room = page.locator("main").evaluate("node => [node.scrollWidth, node.clientWidth]")
    assert wide <= room


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(visit: Opener, scheme: str) -> None:
    page = visit("told", scheme=scheme).page
    page.evaluate(
        "document.querySelectorAll('details, .layers input').forEach(n => { n.open = true; n.checked = true; })"
    )
    assert page.evaluate(CONTRAST) == []


def test_what_does_not_fit_is_counted(visit: Opener) -> None:
    page = visit("crowd").page
    # What a large pile has out of sight is not laid out, so it has no inner text; it is in the page all the same.
    words = " ".join((page.locator("main").text_content() or "").split())
    assert "28 more tellings" in words
    assert "The 30 reports of 40 that share most." in words
    assert "… and 740 more pairs with smaller shares" in words
    assert "10 more are in the tables only." in words
