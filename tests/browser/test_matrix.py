"""The heat map of naming and the grid of facts in a browser: links, forms, keys, the address, narrow screens, print."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize
from tests.browser.conftest import CONTRAST, DESKTOP, PHONE, Opener, write_pages
from tests.browser.test_axe import AXE, grave
from tests.views.factory import tunnel
from tests.views.told import told, told_by_crowd, told_by_hostile

DOSSIERS = {"told": told(), "hostile": told_by_hostile(), "crowd": told_by_crowd(40), "tunnel": tunnel()}
GRID = "#facts&facts=grid"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of this file, in place of the common ones."""
    return write_pages(tmp_path_factory.mktemp("matrix"), DOSSIERS)


def state(page: Page) -> str:
    """The part of the address behind the file."""
    page.wait_for_timeout(250)
    return "#" + page.url.partition("#")[2]


# --- the heat map


def test_a_number_opens_the_lines_that_it_counts(visit: Opener) -> None:
    opened = visit("tunnel")
    page = opened.page
    cell = page.get_by_role("link", name="Brightway in C outlet unknown, quoted: 1 label")
    cell.click()
    place = page.locator(str(cell.get_attribute("href")))
    assert place.locator(".kwic li").count() == 1
    assert place.locator(".kwic li b").inner_text() == "a cartel of plumbers"
    assert place.locator(".kwic li").is_visible()
    assert opened.messages == []


def test_without_scripts_a_number_leads_to_open_lines(visit: Opener) -> None:
    page = visit("tunnel", scripts=False).page
    line = page.locator("#n-e1 .uses", has_text="embattled mayor").locator(".kwic li")
    assert line.is_hidden()
    page.locator("#map-own a[aria-label^='Irena Kolb in B The Courier']").click()
    assert page.url.partition("#")[2] == line.locator("xpath=ancestor::div[@class='uses']").get_attribute("id")
    assert line.bounding_box() is not None


def test_the_map_is_reached_and_named_by_keyboard_and_screen_reader(visit: Opener) -> None:
    page = visit("tunnel").page
    page.locator("#map-own .scroll").focus()
    met = []
    for _ in range(8):
        page.keyboard.press("Tab")
        met.append(
            page.evaluate(
                "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"
            )
        )
    assert "Irena Kolb in A Morning Herald, own voice: 1 label" in met
    for svg in page.locator("svg.heat[aria-labelledby^=map]").all():
        assert svg.get_attribute("role") == "group"
        assert page.locator(f"#{svg.get_attribute('aria-describedby')}").text_content()


def test_each_number_is_printed_and_no_colour_belongs_to_an_outlet(visit: Opener) -> None:
    page = visit("tunnel").page
    cells = page.locator("#map-own svg a[aria-label]")
    for cell in cells.all():
        label = str(cell.get_attribute("aria-label"))
        assert cell.locator("text").text_content() == label.rpartition(": ")[2].split()[0]
    fills = "nodes => [...new Set(nodes.map(node => getComputedStyle(node).fill))]"
    assert len(page.locator("#map-own rect.h4").evaluate_all(fills)) == 1


# --- the grid


def test_the_grid_is_one_form_of_the_facts_and_stands_in_the_address(visit: Opener) -> None:
    opened = visit("told", fragment="#facts")
    page = opened.page
    assert page.locator("table.matrix").is_hidden()
    assert page.locator("#fact-cg3").is_visible()
    page.locator("#facts-grid").check()
    assert page.locator("table.matrix").is_visible()
    assert page.locator("#fact-cg3").is_hidden()
    assert page.locator("#told-by-one").is_visible(), "what one report tells is in no row and stays"
    assert state(page) == GRID
    again = visit("told", fragment=GRID)
    assert again.page.locator("table.matrix").is_visible()
    assert again.messages == opened.messages == []


def test_a_row_leads_to_the_fact_in_the_list(visit: Opener) -> None:
    page = visit("told", fragment=GRID).page
    page.locator("#row-fact-cg3 th a.reading").click()
    assert page.locator("#fact-cg3").is_visible()
    assert page.locator("table.matrix").is_hidden()
    assert state(page) == "#fact-cg3"
    page.go_back()
    assert page.locator("table.matrix").is_visible()


def test_the_place_in_hand_stays_the_same_fact_in_the_other_form(visit: Opener) -> None:
    page = visit("told", fragment="#fact-cg1").page
    page.locator("#facts-grid").check()
    assert state(page) == "#row-fact-cg1&facts=grid"
    page.reload()
    assert page.locator("#row-fact-cg1").is_visible()
    page.locator("#facts-list").check()
    assert state(page) == "#fact-cg1"


def test_the_filter_of_verdicts_holds_in_the_grid_too(visit: Opener) -> None:
    page = visit("told", fragment=f"{GRID}&verdict=disputed").page
    rows = page.locator("table.matrix tbody tr").all()
    assert [row.get_attribute("id") for row in rows if row.is_visible()] == ["row-fact-cg3"]
    page.locator("#verdict-all").check()
    assert all(row.is_visible() for row in rows)


def test_keys_go_through_the_rows_of_the_form_that_is_chosen(visit: Opener) -> None:
    page = visit("told", fragment=GRID).page
    met = []
    for _ in range(60):
        page.keyboard.press("j")
        met.append(page.locator(".here").get_attribute("id") or "")
    assert [identity for identity in met if identity.startswith("fact-cg")][:1] in ([], ["fact-cg6"])
    assert met.index("row-fact-cg3") < met.index("row-fact-cg1") < met.index("row-figure-fg1")
    page.locator("#facts-list").check()
    page.reload()
    met = []
    for _ in range(60):
        page.keyboard.press("j")
        met.append(page.locator(".here").get_attribute("id") or "")
    assert "fact-cg3" in met
    assert not any(identity.startswith("row-") for identity in met)


def test_without_scripts_the_grid_can_be_chosen_and_left(visit: Opener) -> None:
    page = visit("told", scripts=False).page
    page.locator("#facts-grid").check()
    assert page.locator("table.matrix").is_visible()
    assert page.locator("#fact-cg3").is_hidden()
    page.locator("#row-fact-cg3 th a.reading").click()
    assert page.locator("#fact-cg3").is_visible()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
@pytest.mark.parametrize("row", ["#row-fact-cg3", "#row-fact-cg1", "#row-figure-fg1"])
def test_a_cell_leads_to_its_exact_characters(visit: Opener, row: str, viewport: ViewportSize) -> None:
    opened = visit("told", viewport=viewport, fragment=GRID)
    link = opened.page.locator(f"{row} td a.reading").first
    shown = link.inner_text()
    anchor = str(link.get_attribute("href"))[1:]
    link.click()
    assert opened.under(anchor) == shown
    assert opened.in_view(anchor)


def test_a_cell_says_how_according_to_whom_and_what_is_not_there(visit: Opener) -> None:
    page = visit("told", fragment=GRID).page
    words = {
        row: [" ".join(cell.inner_text().split()) for cell in page.locator(f"#row-{row} td").all()]
        for row in ("fact-cg3", "fact-cg4", "figure-fg1")
    }
    assert words["fact-cg3"][:2] == [
        "stated · Brightway Repairs will cost about $12 million",
        "stated · Tomas Reyl Repairs will cost $19 million",
    ]
    assert words["fact-cg3"][2] == "· nothing found"
    assert words["fact-cg4"][1].startswith("stated · Irena Kolb, through Tomas Reyl The pumps were switched off")
    assert words["fact-cg4"][1].endswith("← one origin with A")
    assert words["figure-fg1"][1] == "50 or more at least · own voice At least 50 people"
    every = page.locator("table.matrix").inner_text()
    assert not any(verdict in every.casefold() for verdict in ("true", "false", "omitted", "correct"))


def test_the_head_of_a_row_of_a_large_pile_leads_to_those_who_tell_it(visit: Opener) -> None:
    opened = visit("crowd", fragment=GRID)
    links = opened.page.locator("#row-fact-cg1 .tellers a")
    assert links.count() == 12
    assert "and 28 more" in opened.page.locator("#row-fact-cg1 .tellers").inner_text()
    anchor = str(links.nth(3).get_attribute("href"))[1:]
    links.nth(3).click()
    assert opened.under(anchor) == "That tunnel was never safe"
    assert visit("told", fragment=GRID).page.locator(".tellers").count() == 0


def test_head_and_first_column_stay_while_the_box_scrolls(visit: Opener) -> None:
    page = visit("crowd", viewport={"width": 1000, "height": 700}, fragment=GRID).page
    box = page.locator(".box")
    assert box.evaluate("node => node.scrollWidth > node.clientWidth")
    box.evaluate("node => node.scrollTo(600, 60)")
    left, top = box.evaluate("node => [node.getBoundingClientRect().x, node.getBoundingClientRect().y]")
    head = page.locator("table.matrix tbody th").first.bounding_box()
    corner = page.locator("table.matrix thead .corner").last.bounding_box()
    assert head is not None
    assert corner is not None
    assert abs(head["x"] - left) <= 2
    assert abs(corner["x"] - left) <= 2
    assert abs(corner["y"] - top) <= 2
    box.focus()
    before = box.evaluate("node => node.scrollLeft")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("before => document.querySelector('.box').scrollLeft > before", arg=before)


@pytest.mark.parametrize("name", DOSSIERS)
@pytest.mark.parametrize("width", [320, 768, 1300])
def test_the_page_never_scrolls_sideways(visit: Opener, name: str, width: int) -> None:
    page = visit(name, viewport={"width": width, "height": 800}, fragment=GRID).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide, room = page.locator("main").evaluate("node => [node.scrollWidth, node.clientWidth]")
    assert wide <= room


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(visit: Opener, scheme: str) -> None:
    assert visit("told", scheme=scheme, fragment=GRID).page.evaluate(CONTRAST) == []


@pytest.mark.skipif(AXE is None, reason="skipped: axe-playwright-python is not installed")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", ["told", "hostile"])
def test_nothing_serious_in_the_grid(visit: Opener, name: str, width: int, scheme: str) -> None:
    page = visit(name, viewport={"width": width, "height": 800}, scheme=scheme, fragment=GRID).page
    assert grave(page) == []


@pytest.mark.skipif(AXE is None, reason="skipped: axe-playwright-python is not installed")
def test_nothing_serious_in_the_grid_of_a_crowd(visit: Opener) -> None:
    assert grave(visit("crowd", fragment=GRID).page) == []


@pytest.mark.parametrize("name", ["told", "hostile", "crowd"])
def test_nothing_is_requested_and_nothing_runs(visit: Opener, name: str) -> None:
    opened = visit(name, fragment=GRID)
    for key in ("j", "j", "o", "b", "v", "v", "g", "n"):
        opened.page.keyboard.press(key)
    opened.page.wait_for_timeout(100)
    assert [url for url in opened.requests if not url.startswith("file://")] == []
    assert opened.messages == []
    assert opened.page.evaluate("window.hacked") is None


@pytest.mark.parametrize(("name", "grid", "cards"), [("told", True, False), ("crowd", False, True)])
def test_paper_gets_the_grid_where_it_fits_and_the_list_where_not(
    visit: Opener, name: str, grid: bool, cards: bool
) -> None:
    page = visit(name, fragment=GRID).page
    page.emulate_media(media="print")
    assert page.locator("table.matrix").is_visible() is grid
    assert page.locator("#facts .as-list > article").first.is_visible() is cards
    if grid:
        box = page.locator(".box")
        assert box.evaluate("node => getComputedStyle(node).overflow") == "visible"
        assert box.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert page.locator("#map-own svg text.value").count() == 0 or page.locator("#map-own svg").is_visible()
