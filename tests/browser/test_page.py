"""The page in a browser: links land on the right characters, nothing is requested, nothing of a report runs."""

from __future__ import annotations

import pytest
from playwright.sync_api import ViewportSize
from tests.browser.conftest import CONTRAST, DESKTOP, PHONE, Opener
from tests.views.factory import hostile, tunnel

from rashomon.model import BLOCK_SEPARATOR, Dossier, Span
from rashomon.views.marks import span_anchor


def spans(dossier: Dossier) -> dict[str, Span]:
    """Every span that the page must be able to jump to, by its anchor."""
    found: list[Span] = []
    for report in dossier.story.reports:
        found += [quote.span for quote in report.quotes]
        found += [figure.span for figure in report.figures]
        found += [time.span for time in report.times]
        found += [name.span for name in report.names]
        found += [quote.speaker.evidence for quote in report.quotes if quote.speaker]
        found += [quote.cue for quote in report.quotes if quote.cue]
        found += [*(report.document.published.evidence if report.document.published else ())]
    comparison = dossier.comparison
    for group in comparison.quotes:
        found += [*group.evidence, *(span for note in group.notes for span in note.evidence)]
    found += [span for figures in comparison.figures for span in figures.evidence]
    found += [span for naming in comparison.naming for span in naming.evidence]
    found += [span for coverage in comparison.coverage for span in coverage.evidence]
    found += [mention.span for entity in dossier.story.entities for mention in entity.mentions]
    return {span_anchor(span): span for span in found}


def test_all_views_are_shown(visit: Opener) -> None:
    page = visit("tunnel").page
    for identity in ("front", "quotations", "figures", "naming", "coverage", "reports"):
        heading = page.locator(f"#{identity} :is(h1, h2)").first
        heading.scroll_into_view_if_needed()
        assert heading.is_visible()
        assert page.locator(f"nav a[href='#{identity}']").count() == 1


@pytest.mark.parametrize(("name", "dossier"), [("tunnel", tunnel()), ("hostile", hostile())])
@pytest.mark.parametrize("scripts", [True, False])
def test_every_anchor_holds_exactly_its_characters(visit: Opener, name: str, dossier: Dossier, scripts: bool) -> None:
    # Reading the DOM needs a script of the test's own, so the page without scripts is read as it stands in the file.
    opened = visit(name)
    if not scripts:
        opened.page.evaluate("document.querySelectorAll('script').forEach(node => node.remove())")
    for anchor, span in spans(dossier).items():
        assert opened.under(anchor).replace(BLOCK_SEPARATOR, "") == span.text.replace(BLOCK_SEPARATOR, "")


@pytest.mark.parametrize("name", ["tunnel", "hostile"])
def test_every_link_has_a_target(visit: Opener, name: str) -> None:
    lost = visit(name).page.evaluate(
        "() => [...document.links].map(link => link.getAttribute('href'))"
        ".filter(href => !href.startsWith('#') || !document.getElementById(href.slice(1)))"
    )
    assert lost == []


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
@pytest.mark.parametrize("name", ["tunnel", "hostile"])
def test_a_click_lands_on_the_characters(visit: Opener, name: str, viewport: ViewportSize) -> None:
    opened = visit(name, viewport=viewport)
    links = opened.page.locator("#quotations .witnesses a.jump.reading:visible")
    assert links.count() >= 2
    for number in range(links.count()):
        link = links.nth(number)
        anchor = (link.get_attribute("href") or "#")[1:]
        link.click()
        assert opened.page.url.endswith(f"#{anchor}")
        assert opened.in_view(anchor)
        assert opened.marked_rules(anchor) == "solid"
        if viewport is PHONE:
            opened.page.go_back()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
def test_a_large_pile_is_laid_out_where_it_is_read(visit: Opener, viewport: ViewportSize) -> None:
    opened = visit("crowd", viewport=viewport)
    report = opened.page.locator(".report").nth(20)
    assert report.evaluate("node => getComputedStyle(node).contentVisibility") == "auto"
    link = opened.page.locator("#quote-qg1 a.jump.reading:visible").nth(33)
    link.click()
    opened.page.wait_for_timeout(200)
    assert opened.in_view((link.get_attribute("href") or "#")[1:])


def test_without_scripts_a_click_lands_on_the_characters(visit: Opener) -> None:
    page = visit("tunnel", scripts=False).page
    link = page.locator("#quote-qg2 a.jump.reading:visible").nth(1)
    anchor = (link.get_attribute("href") or "#")[1:]
    link.click()
    mark = page.locator(f"#{anchor}")
    assert mark.inner_text() == "will not stand idly by while Brightway rewrites history"
    box = mark.bounding_box()
    assert box is not None
    assert 0 < box["y"] < DESKTOP["height"]
    assert page.locator(f"mark#{anchor}:target").count() == 1


def test_without_scripts_filters_folds_and_layers_work(visit: Opener) -> None:
    page = visit("tunnel", scripts=False).page
    assert page.locator(".tools").is_hidden()
    assert page.locator(".beside").is_hidden()
    page.locator("#show-speaker").check()
    assert page.locator("#quote-qg2").is_visible()
    assert page.locator("#quote-qg1").is_hidden()
    junk = page.locator("details.removed .junk").first
    assert junk.is_hidden()
    page.locator("details.removed summary").first.click()
    assert junk.inner_text() == "Get the Morning Herald in your inbox, free."
    why = page.locator("#quote-qg2 details.why")
    why.locator("summary").click()
    assert "the rare words stand in the same order" in why.inner_text()


@pytest.mark.parametrize("name", ["tunnel", "hostile"])
def test_nothing_is_requested_and_the_policy_is_not_violated(visit: Opener, name: str) -> None:
    opened = visit(name)
    for key in ("j", "j", "n", "/", "Escape", "g", "q", "J"):
        opened.page.keyboard.press(key)
    opened.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    opened.page.wait_for_timeout(100)
    assert [url for url in opened.requests if not url.startswith("file://")] == []
    assert len(opened.requests) == 1
    assert opened.messages == []


def test_a_hostile_report_runs_nothing(visit: Opener) -> None:
    opened = visit("hostile")
    page = opened.page
    for place in page.locator("mark, .report, summary").all()[:60]:
        place.hover(timeout=2_000, force=True) if place.is_visible() else None
    assert page.evaluate("window.hacked") is None
    assert page.locator("script").count() == 1
    assert page.locator("main img, main iframe, .reader img, .reader iframe, .reader b").count() == 0
    assert (
        page.evaluate(
            "() => [...document.querySelectorAll('*')].flatMap(node => node.getAttributeNames())"
            ".filter(name => name.startsWith('on'))"
        )
        == []
    )


def test_hidden_characters_are_seen_and_reorder_nothing(visit: Opener) -> None:
    page = visit("hostile").page
    control = page.locator(".reader .cc[data-c=RLO]").first
    assert control.evaluate("node => getComputedStyle(node, '::before').content") == '"RLO"'
    assert control.text_content() == "\u202e"
    block = page.locator(".block", has_text="Emoji first").locator("p")
    places = block.evaluate(
        "node => { const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT); const out = [];"
        "for (let text = walk.nextNode(); text; text = walk.nextNode()) { const at = text.data.indexOf('eht llib');"
        "if (at >= 0) for (const i of [at, at + 7]) { const range = document.createRange();"
        "range.setStart(text, i); range.setEnd(text, i + 1); out.push(range.getBoundingClientRect().x); } }"
        "return out; }"
    )
    assert len(places) == 2
    assert places[0] < places[1], "the letters after the override still run from left to right"


def test_right_to_left_text_runs_right_to_left(visit: Opener) -> None:
    page = visit("hostile").page
    block = page.locator(".block p", has_text="قال")
    assert block.evaluate("node => getComputedStyle(node).direction") == "rtl"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["tunnel", "hostile", "crowd"])
@pytest.mark.parametrize("width", [320, 768, 1024, 1300])
def test_the_page_never_scrolls_sideways(visit: Opener, name: str, width: int, scheme: str) -> None:
    page = visit(name, viewport={"width": width, "height": 800}, scheme=scheme).page
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for pane in ("main", ".reader"):
        wide, room = page.locator(pane).evaluate("node => [node.scrollWidth, node.clientWidth]")
        assert wide <= room


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(visit: Opener, scheme: str) -> None:
    page = visit("tunnel", scheme=scheme).page
    page.evaluate(
        "document.querySelectorAll('details, .layers input').forEach(n => { n.open = true; n.checked = true; })"
    )
    low = page.evaluate(CONTRAST)
    assert low == []


def test_keyboard_alone(visit: Opener) -> None:
    page = visit("tunnel").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the findings"
    page.keyboard.press("Enter")
    page.wait_for_url("**#findings")
    page.keyboard.press("j")
    assert page.locator(".here").count() == 1
    assert page.locator("#live").inner_text().startswith("finding 1 of ")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.locator("#live").inner_text().startswith("finding 1 of ")
    page.keyboard.press("o")
    page.wait_for_url("**#s-*")
    page.keyboard.press("b")
    page.wait_for_url("**#findings")
    for view, identity in zip(
        "sqcnwt", ("front", "quotations", "figures", "naming", "coverage", "reports"), strict=True
    ):
        page.keyboard.press("g")
        page.keyboard.press(view)
        page.wait_for_url(f"**#{identity}")
    page.keyboard.press("J")
    page.wait_for_url("**#r-*")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    assert page.locator("#help").is_hidden()
    here = page.url
    page.keyboard.press("K")
    assert page.url == here, "single keys were switched off"


def test_scroll_keys_move_the_findings_at_once(visit: Opener) -> None:
    page = visit("tunnel").page
    page.keyboard.press("PageDown")
    page.wait_for_timeout(300)
    assert page.evaluate("document.querySelector('main').scrollTop") > 100


def test_next_difference_goes_through_what_differs(visit: Opener) -> None:
    page = visit("tunnel").page
    met = []
    for _ in range(5):
        page.keyboard.press("n")
        met.append(page.locator(".here").get_attribute("id"))
    assert met == ["quote-qg2", "quote-qg1", "figure-fg1", "figure-fg2", "figure-fg3"]


def test_layers_are_switched_by_digits(visit: Opener) -> None:
    page = visit("tunnel").page
    mark = page.locator("mark.mq").first
    shown = "node => getComputedStyle(node, '::before').content"
    assert mark.evaluate(shown) == '"Q"'
    page.keyboard.press("1")
    assert mark.evaluate(shown) == "none"


def test_search_finds_across_marks_and_says_how_often(visit: Opener) -> None:
    page = visit("tunnel").page
    page.keyboard.press("/")
    page.keyboard.type("mayor Irena Kolb")
    assert page.locator("#live").inner_text() == "2 places"
    page.keyboard.press("Enter")
    assert page.evaluate("String(getSelection())") == "Mayor Irena Kolb"
    page.locator("#search").fill("zeppelin")
    page.keyboard.press("Enter")
    assert page.locator("#live").inner_text() == "Not in these reports."


def test_two_reports_side_by_side(visit: Opener) -> None:
    opened = visit("tunnel")
    page = opened.page
    page.locator("#quote-qg2 .compare").click()
    shown = [report for report in page.locator(".report").all() if report.is_visible()]
    assert [report.locator(".sig.big").inner_text() for report in shown] == ["A", "B"]
    one, two = (report.bounding_box() for report in shown)
    assert one is not None
    assert two is not None
    assert one["x"] + one["width"] <= two["x"]
    assert page.locator("mark.hit").all_inner_texts() == [
        "will not stand idly by while the city rewrites its own history",
        "will not stand idly by while Brightway rewrites history",
    ]
    page.locator("#beside-off").click()
    assert len([report for report in page.locator(".report").all() if report.is_visible()]) == 3


def test_a_finding_is_copied_with_its_citation(visit: Opener) -> None:
    opened = visit("tunnel")
    page = opened.page
    opened.clipboard()
    quote = tunnel().story.reports[1].quotes[1]
    page.evaluate("anchor => { location.hash = anchor; }", span_anchor(quote.span))
    page.wait_for_timeout(100)
    page.keyboard.press("c")
    copied = page.evaluate("window.copied")
    assert copied.startswith(
        f"“{quote.span.text}” – The Courier, “Flooded tunnel: Brightway blames city”, 5 March 2021, "
        f"characters {quote.span.start}–{quote.span.end} ["
    )
    assert tunnel().story.reports[1].document.origin.sha256 in copied


def test_a_mark_leads_back_to_its_comparison(visit: Opener) -> None:
    page = visit("tunnel").page
    page.locator("mark[data-b='figure-fg2']").first.click()
    assert page.url.endswith("#figure-fg2")


def test_print_shows_every_view_and_no_controls(visit: Opener) -> None:
    page = visit("tunnel").page
    page.emulate_media(media="print")
    assert page.locator(".bar").is_hidden()
    assert page.locator(".layers").is_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('main')).overflowY") == "visible"
    for text in ("Most worth checking", "Repairs will cost $19 million"):
        assert page.get_by_text(text).first.is_visible()
    assert page.pdf().startswith(b"%PDF")


def test_a_link_from_outside_opens_on_its_characters(visit: Opener) -> None:
    span = tunnel().story.reports[1].figures[1].span
    opened = visit("tunnel", fragment=f"#{span_anchor(span)}")
    assert opened.in_view(span_anchor(span))


# --- on paper, and in the colours of the system


@pytest.mark.parametrize(
    ("selector", "folded"),
    [
        ("#told-by-one li", True),
        ("#printed tr.finding", True),
        ("#all-figures tr.finding", True),
        ("#undated li", True),
        ("#facts .tellings tr", False),
        ("#coverage .covers tr", False),
        ("#origins .links tr", False),
        ("#origins svg", False),
        ("#timeline svg", False),
        ("#speakers svg", False),
        ("#overlap ~ figure svg", False),
        ("#naming .names tr", False),
        (".reader .block p", False),
    ],
)
@pytest.mark.parametrize("scripts", [True, False])
def test_paper_has_what_the_screen_folds(visit: Opener, selector: str, folded: bool, scripts: bool) -> None:
    page = visit("told", scripts=scripts).page
    first = page.locator(selector).first
    assert first.is_visible() is not folded
    page.emulate_media(media="print")
    assert first.is_visible()
    assert page.locator(".why:not([open])").first.is_hidden()


@pytest.mark.parametrize(
    ("fragment", "words"),
    [("#facts&verdict=disputed", "disputed"), ("#quotations&show=cut&as=ribbon", "ribbon"), ("#figures", "")],
)
def test_paper_says_which_filter_is_set(visit: Opener, fragment: str, words: str) -> None:
    page = visit("told", fragment=fragment).page
    page.emulate_media(media="print")
    shown = [node.inner_text() for node in page.locator(".filters:not(.bases) label").all() if node.is_visible()]
    assert bool(shown) is bool(words)
    assert any(words in label for label in shown) or not words


def test_paper_is_wide_enough_for_every_view(visit: Opener) -> None:
    page = visit("told", viewport={"width": 680, "height": 1000}).page
    page.emulate_media(media="print")
    wide = page.evaluate(
        "() => [...document.querySelectorAll('main section, .report')].filter(n => n.scrollWidth > n.clientWidth + 1)"
        ".map(node => node.id)"
    )
    assert wide == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_system_colours_draw_every_line(visit: Opener, scheme: str) -> None:
    page = visit("told", forced_colors="active", scheme=scheme).page
    text = page.evaluate("getComputedStyle(document.querySelector('main p')).color")
    for selector, part in (
        ("#timeline .when:not(.uncertain)", "fill"),
        ("#timeline .value", "fill"),
        ("#origins .edge", "stroke"),
        ("#speakers .fill", "fill"),
        ("#overlap ~ figure .value", "fill"),
    ):
        drawn = page.locator(selector).first.evaluate(f"node => getComputedStyle(node).{part}")
        assert (selector, drawn) == (selector, text)


def test_system_colours_tell_the_view_that_is_open(visit: Opener) -> None:
    page = visit("told", forced_colors="active").page
    lines = page.locator("nav a").evaluate_all("nodes => nodes.map(node => getComputedStyle(node).borderBottomColor)")
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert set(lines) == {ground}


@pytest.mark.parametrize(("width", "lines"), [(1280, 1), (1400, 1), (1000, 2), (768, 2)])
def test_the_bar_takes_few_lines(visit: Opener, width: int, lines: int) -> None:
    page = visit("told", viewport={"width": width, "height": 800}).page
    height = page.locator(".bar").evaluate("node => node.getBoundingClientRect().height")
    assert height < 26 + 34 * lines
