"""Every count of the front page leads to what it counts, and to no more; every filter stands in the address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Opener

LISTS = {
    # link, filter that it sets → what it counts
    ("#reports", "with="): ".report",
    ("#printed", ""): "#printed tr.finding",
    ("#quotations", "show=all"): "#quotations .group",
    ("#quotations", "show=variants"): "#quotations .group",
    ("#quotations", "show=speaker"): "#quotations .group",
    ("#figures", "figures=all"): "#figures .group",
    ("#figures", "figures=conflict"): "#figures .group",
    ("#all-figures", ""): "#all-figures tr.finding",
    ("#coverage-entity", "covers=lacks"): "#coverage-entity .covers tbody tr",
    ("#fact-origins", ""): "#fact-origins .from tbody tr",
    ("#facts", "verdict=all"): "#facts .told",
    ("#facts", "verdict=disputed"): "#facts .told",
    ("#told-by-one", ""): "#told-by-one li.finding",
    ("#naming", ""): "#naming .actor",
}
BY_REPORT = {"quotes": "tr.finding", "figures": "tr.finding", "removed": ".junk"}
"""Beginning of the id of a report's own list → what is counted in it."""
NAV = {
    "#facts": "#facts .told",
    "#quotations": "#quotations .group",
    "#figures": "#figures .group",
    "#naming": "#naming .actor",
    "#origins": "#fact-origins .from tbody tr",
    "#timeline": "#timeline .dates:first-of-type tr.finding",
    "#reports": ".report",
}


def shown(page: Page, selector: str) -> int:
    """How many of what is counted are on the page and neither folded nor filtered out."""
    number: int = page.evaluate(
        "selector => [...document.querySelectorAll(selector)].filter(node => node.checkVisibility()).length", selector
    )
    return number


def number(words: str) -> int:
    """The first number of some words; ``One report`` is one, and ``none`` is none."""
    found = re.search(r"[\d,]+", words)
    return int(found[0].replace(",", "")) if found else int("One" in words)


@pytest.mark.parametrize("name", ["told", "tunnel", "crowd", "told_crowd", "alone"])
def test_the_number_shown_after_a_click_is_the_number_printed(visit: Opener, name: str) -> None:
    opened = visit(name)
    page = opened.page
    links = page.locator("#front :is(.standfirst, .counters) a")
    checked = []
    for at in range(links.count()):
        page.goto("about:blank")
        page.goto(opened.address)
        link = page.locator("#front :is(.standfirst, .counters) a").nth(at)
        target, asked, words = link.get_attribute("href"), link.get_attribute("data-set") or "", link.inner_text()
        if target == "#speakers":
            continue
        link.click()
        page.wait_for_timeout(30)
        assert (shown(page, LISTS[target or "", asked]), words) == (number(words), words)
        checked.append(target)
    assert len(checked) >= 3


@pytest.mark.parametrize("name", ["told", "told_crowd"])
def test_the_numbers_of_a_report_lead_to_its_own_lists(visit: Opener, name: str) -> None:
    page = visit(name).page
    links = page.locator("#front .pile td.num a")
    assert links.count() >= 3
    for at in range(min(links.count(), 12)):
        link = links.nth(at)
        kind, _, report = (link.get_attribute("href") or "#")[1:].partition("-")
        link.click()
        page.wait_for_timeout(30)
        home = f"[id='{report}']" if kind == "removed" else f"[id='{kind}-{report}']"
        assert shown(page, f"{home} {BY_REPORT[kind]}") == int(link.text_content() or "")


@pytest.mark.parametrize("name", ["told", "told_crowd"])
def test_the_numbers_beside_the_views(visit: Opener, name: str) -> None:
    page = visit(name).page
    for target, selector in NAV.items():
        link = page.locator(f"nav a[href='{target}']")
        link.click()
        page.wait_for_timeout(30)
        assert (target, shown(page, selector)) == (target, int(link.locator(".n").inner_text().replace(",", "")))


FILTERS = [
    # address, what it filters, what is left
    ("#quotations&show=variants", "#quotations .group", ["quote-qg2", "quote-qg1"]),
    ("#quotations&show=cut", "#quotations .group", ["quote-qg1"]),
    ("#quotations&show=speaker", "#quotations .group", ["quote-qg2"]),
    ("#figures&figures=conflict", "#figures .group", ["figure-fg1", "figure-fg2"]),
    ("#figures&figures=compatible", "#figures .group", ["figure-fg3"]),
    ("#facts&verdict=disputed", "#facts .told", ["fact-cg3"]),
    ("#facts&verdict=corroborated", "#facts .told", ["fact-cg1", "fact-cg5"]),
    ("#facts&verdict=same-origin", "#facts .told", ["fact-cg4", "fact-cg2"]),
    ("#coverage&covers=lacks", "#coverage-entity tbody tr", ["c-entity-e3"]),
]


@pytest.mark.parametrize(("address", "selector", "left"), FILTERS)
def test_a_link_brings_back_its_filter(visit: Opener, address: str, selector: str, left: list[str]) -> None:
    page = visit("told", fragment=address).page
    found = page.evaluate(
        "selector => [...document.querySelectorAll(selector)].filter(n => n.checkVisibility()).map(n => n.id)", selector
    )
    assert found == left
    assert page.evaluate("location.hash") == address
    assert page.evaluate("document.querySelectorAll('.empty').length") == page.evaluate(
        "[...document.querySelectorAll('.empty')].filter(node => !node.checkVisibility()).length"
    )


@pytest.mark.parametrize(("address", "selector", "left"), FILTERS)
def test_a_filter_chosen_by_hand_is_written_and_works_without_scripts(
    visit: Opener, address: str, selector: str, left: list[str]
) -> None:
    key, _, value = address.split("&")[1].partition("=")
    for scripts in (True, False):
        page = visit("told", scripts=scripts).page
        page.locator(f"#{key}-{value}").check()
        assert page.locator(f"{selector}:visible").count() == len(left)
        if scripts:
            assert page.evaluate("location.hash") == f"#&{key}={value}"


def test_what_is_filtered_out_is_no_stop_for_a_key(visit: Opener) -> None:
    opened = visit("told", fragment="#facts&verdict=disputed&figures=conflict&show=cut")
    met = []
    for _ in range(5):
        opened.page.keyboard.press("n")
        met.append(opened.page.locator(".here").get_attribute("id"))
    assert met == ["fact-cg3", "quote-qg1", "figure-fg1", "figure-fg2", "figure-fg2"]


def test_a_step_back_from_a_count_brings_the_old_filter(visit: Opener) -> None:
    page = visit("told", fragment="#front").page
    page.locator(".counters a[data-set='show=variants']").click()
    page.wait_for_function("location.hash === '#quotations&show=variants'")
    page.go_back()
    page.wait_for_function("location.hash === '#front'")
    assert page.locator("#show-all").is_checked()


def test_a_count_of_nothing_leads_to_words(visit: Opener) -> None:
    page = visit("crowd").page
    page.locator(".counters a[data-set='show=variants']").click()
    assert page.locator("#quotations .empty").inner_text() == "No quotation has variants."
    assert page.locator("#quotations .group:visible").count() == 0


@pytest.mark.parametrize(
    "target",
    [
        "front",
        "facts",
        "told-by-one",
        "quotations",
        "printed",
        "speakers",
        "figures",
        "all-figures",
        "naming",
        "coverage-claim",
        "coverage-entity",
        "origins",
        "fact-origins",
        "wording",
        "overlap",
        "timeline",
        "reports",
    ],
)
def test_a_link_opens_every_view_at_its_place(visit: Opener, target: str) -> None:
    opened = visit("told", fragment=f"#{target}")
    where = opened.page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", target)
    assert -5 <= where < 900
    assert opened.page.evaluate("location.hash") == f"#{target}"
    assert opened.messages == []
