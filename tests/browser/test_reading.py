"""Reading in a browser: bases and forms, lines behind numbers, reports side by side, the address, copying."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import DESKTOP, PHONE, Opener
from tests.views.factory import hostile, tunnel

from rashomon.model import Dossier, Span
from rashomon.views.index import index
from rashomon.views.marks import span_anchor

REPORTS = index(tunnel()).reports
A, B, C = (report.anchor for report in REPORTS)


def state(page: Page) -> str:
    """The address behind the file's name."""
    hash_: str = page.evaluate("location.hash")
    return hash_


def words_of(page: Page, finding: str, row: int) -> str:
    """The words of one row of a quotation as they are shown."""
    text: str = (
        page.locator(f"#{finding} .witnesses tbody tr").nth(row).locator("td.words .reading:visible").inner_text()
    )
    return " ".join(text.split())


@pytest.mark.parametrize("scripts", [True, False])
def test_any_version_can_be_the_base(visit: Opener, scripts: bool) -> None:
    page = visit("tunnel", scripts=scripts).page
    lemma = page.locator("#quote-qg1 .lemma span.alt:visible")
    assert lemma.inner_text().startswith("The pumps were switched off because nobody paid")
    assert "[not in this report: because nobody paid for the power ]" in words_of(page, "quote-qg1", 1).replace(
        " ,", ","
    )
    page.locator("#quote-qg1 .bases input[value='1']").check()
    assert lemma.inner_text() == "The pumps were switched off … and everybody in this building knew it"
    assert words_of(page, "quote-qg1", 1) == "the chosen version"
    assert "[only in this report: because nobody paid for the power" in words_of(page, "quote-qg1", 0)


def test_cuts_and_additions_are_told_by_element_word_and_line(visit: Opener) -> None:
    page = visit("tunnel").page
    cut = page.locator("#quote-qg1 .witnesses del:visible").first
    assert cut.text_content() == " [not in this report: because nobody paid for the power] "
    assert "line-through" in cut.evaluate("node => getComputedStyle(node).textDecorationLine")
    page.locator("#quote-qg1 .bases input[value='1']").check()
    added = page.locator("#quote-qg1 .witnesses ins:visible").first
    assert added.text_content() == " [only in this report: because nobody paid for the power] "
    assert "underline" in added.evaluate("node => getComputedStyle(node).textDecorationLine")


@pytest.mark.parametrize("scripts", [True, False])
def test_three_forms_of_a_quotation(visit: Opener, scripts: bool) -> None:
    page = visit("tunnel", scripts=scripts).page
    group = page.locator("#quote-qg1")
    assert group.locator(".apparatus").is_hidden()
    page.locator("#as-apparatus").check()
    rows = group.locator(".apparatus tr:visible").all_inner_texts()
    assert any(row.startswith("because nobody paid for the power") and "not in" in row and "B" in row for row in rows)
    assert group.locator(".witnesses").is_hidden()
    page.locator("#as-ribbon").check()
    assert group.locator("svg.ribbon-line:visible").count() == 2
    assert "6 not in this report" in group.inner_text()


def test_brackets_change_the_base(visit: Opener) -> None:
    opened = visit("tunnel", fragment="#quote-qg1")
    opened.page.keyboard.press("]")
    assert opened.said().startswith("Base: B")
    assert state(opened.page) == "#quote-qg1&base=quote-qg1.1"
    opened.page.keyboard.press("[")
    assert opened.said().startswith("Base: A")
    assert state(opened.page) == "#quote-qg1"


def test_in_a_large_pile_the_other_bases_come_when_asked_for(visit: Opener) -> None:
    opened = visit("pile")
    group = opened.page.locator("#quotations .group:has(.p1)").first
    finding = group.get_attribute("id")
    assert group.locator(".alt.b1").count() == 0
    group.locator(".p1").check()
    assert group.locator(".lemma .b1").is_visible()
    assert group.locator(".lemma .b0").is_hidden()
    assert state(opened.page) == f"#&base={finding}.1"
    again = visit("pile", fragment=f"#{finding}&base={finding}.1")
    assert again.page.locator(f"#{finding} .lemma .b1").is_visible()
    assert again.messages == []


def test_lines_stand_behind_each_number(visit: Opener) -> None:
    page = visit("tunnel").page
    label = page.locator("#n-e1 .label", has_text="embattled mayor")
    assert label.locator(".kwic").is_hidden()
    label.locator("summary").click()
    line = label.locator(".kwic li")
    assert line.locator("b").inner_text() == "embattled mayor"
    assert line.locator(".before").inner_text().rstrip().endswith("building knew it,”")
    assert line.locator(".after").inner_text().lstrip().startswith("Irena Kolb said.")
    line.locator("a.place").click()
    assert state(page).startswith("#s-")


# --- side by side


def test_shared_passages_lead_from_report_to_report(visit: Opener) -> None:
    opened = visit("tunnel", fragment=f"#front&with={A},{B}")
    page = opened.page
    assert page.locator("#match-at").inner_text() == "4 shared passages"
    met = []
    for _ in range(4):
        page.keyboard.press("m")
        met.append(page.locator("mark.hit").all_inner_texts())
    assert met[0] == ["41 commuters", "At least 50 people"]
    assert all(len(pair) == 2 for pair in met)
    assert opened.said() == "Shared passage 4 of 4"
    page.keyboard.press("M")
    assert opened.said() == "Shared passage 3 of 4"
    assert state(page).endswith(f"&with={A},{B}")


def test_a_mark_leads_to_the_other_side_and_to_its_finding(visit: Opener) -> None:
    opened = visit("tunnel", fragment=f"#front&with={A},{B}", viewport={"width": 1400, "height": 420})
    page = opened.page
    source, target = (REPORTS[0].annotations.quotes[4].span, REPORTS[1].annotations.quotes[1].span)
    mark = page.locator(f"#{span_anchor(source)}")
    mark.scroll_into_view_if_needed()
    mark.hover()
    assert "linked" in (page.locator(f"#{span_anchor(target)}").get_attribute("class") or "")
    mark.click()
    assert opened.in_view(span_anchor(target))
    tops = [
        page.locator(f"#{span_anchor(span)}").evaluate("node => node.getBoundingClientRect().top")
        for span in (source, target)
    ]
    assert abs(tops[0] - tops[1]) < 60 or opened.in_view(span_anchor(source))
    assert state(page) == f"#{span_anchor(source)}&with={A},{B}"


def test_scrolling_one_side_brings_the_matching_passage_of_the_other(visit: Opener) -> None:
    opened = visit("tunnel", fragment=f"#front&with={A},{B}", viewport={"width": 1400, "height": 420})
    page = opened.page
    target = span_anchor(REPORTS[1].annotations.figures[1].span)
    assert not opened.in_view(target)
    box = page.locator(f"#{A}").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 100, box["y"] + 100)
    for _ in range(12):
        page.mouse.wheel(0, 60)
        page.wait_for_timeout(60)
    assert opened.in_view(target)
    page.locator("#together").uncheck()
    before = page.locator(f"#{B}").evaluate("node => node.scrollTop")
    page.mouse.move(box["x"] + 100, box["y"] + 100)
    page.mouse.wheel(0, -600)
    page.wait_for_timeout(200)
    assert page.locator(f"#{B}").evaluate("node => node.scrollTop") == before


def test_the_histogram_leads_along_the_text(visit: Opener) -> None:
    page = visit("tunnel").page
    map_ = page.locator(f"#{A} .map")
    bins = map_.locator("a.bin")
    assert bins.count() >= 3
    assert "compared" in (bins.first.get_attribute("title") or "")
    assert map_.locator("a.bin:not([tabindex='-1'])").count() == 1
    bins.first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert state(page) == bins.nth(1).get_attribute("href")


# --- the address


LINK = f"#quote-qg2&show=speaker&as=apparatus&base=quote-qg2.1&with={A},{B}&layers=q.t"


def shown(page: Page) -> dict[str, Any]:
    """What a link must bring back."""
    found: dict[str, Any] = page.evaluate(
        "() => ({ filter: document.querySelector('input[name=show]:checked').id,"
        "form: document.querySelector('input[name=as]:checked').id,"
        "base: document.querySelector('#quote-qg2 .bases input:checked').value,"
        "reports: [...document.querySelectorAll('.report.chosen')].map(node => node.id),"
        "layers: [...document.querySelectorAll('.layers input:checked')].map(node => node.id) })"
    )
    return found


def test_a_link_opens_the_same_place_view_base_filter_and_pair(visit: Opener) -> None:
    page = visit("tunnel", fragment=LINK).page
    assert shown(page) == {
        "filter": "show-speaker",
        "form": "as-apparatus",
        "base": "1",
        "reports": [A, B],
        "layers": ["l-q", "l-t"],
    }
    assert state(page) == LINK
    assert page.locator("#quote-qg2").is_visible()
    assert page.locator("#quote-qg1").is_hidden()
    assert len(page.locator("mark.hit").all()) == 2


def test_every_choice_is_written_into_the_address(visit: Opener) -> None:
    page = visit("tunnel").page
    page.locator("#show-cut").check()
    assert state(page) == "#&show=cut"
    page.locator("#as-ribbon").check()
    page.locator("#quote-qg1 .bases input[value='1']").check()
    page.locator("#l-f").uncheck()
    page.locator(f".picks input[value='{C}']").check()
    assert state(page) == f"#&show=cut&as=ribbon&base=quote-qg1.1&with={C}&layers=q.n"
    page.locator("nav a[href='#naming']").click()
    page.wait_for_function("location.hash.startsWith('#naming')")
    assert state(page) == f"#naming&show=cut&as=ribbon&base=quote-qg1.1&with={C}&layers=q.n"


def test_back_brings_back_what_was_set(visit: Opener) -> None:
    page = visit("tunnel", fragment="#quotations").page
    page.locator("nav a[href='#naming']").click()
    page.locator("#as-ribbon").check()
    assert state(page) == "#naming&as=ribbon"
    page.go_back()
    page.wait_for_function("location.hash === '#quotations'")
    assert page.locator("#as-table").is_checked()
    page.go_forward()
    page.wait_for_function("location.hash === '#naming&as=ribbon'")
    assert page.locator("#as-ribbon").is_checked()


@pytest.mark.parametrize(
    "fragment",
    [
        "#nowhere&with=r-nothing&base=quote-none.9&layers=zz&show=odd&as=odd",
        "#&&==&base=.&with=,",
        "#%E0%A4%A&show=<script>alert(1)</script>",
    ],
)
def test_a_broken_link_opens_the_page(visit: Opener, fragment: str) -> None:
    opened = visit("tunnel", fragment=fragment)
    assert opened.page.locator("#front-h").is_visible()
    opened.page.keyboard.press("j")
    assert opened.said().startswith("finding 1 of ")
    assert opened.messages == []


# --- copying


def test_a_finding_is_copied_with_every_version_and_its_offsets(visit: Opener) -> None:
    opened = visit("tunnel")
    opened.clipboard()
    opened.page.locator("#quote-qg2 .act", has_text="copy with citation").click()
    lines = opened.page.evaluate("window.copied").split("\n")
    spans = (REPORTS[0].annotations.quotes[4].span, REPORTS[1].annotations.quotes[1].span)
    for line, report, span in zip(lines, REPORTS, spans, strict=False):
        assert line.startswith(f"“{span.text}” – {report.outlet}, “{report.doc.title}”, {report.when}, ")
        assert f"characters {span.start}–{span.end} [{span_anchor(span)}, sha256 {report.doc.origin.sha256}]" in line
    assert opened.said() == "Copied with its citation."


def test_a_copied_link_opens_what_was_shown(visit: Opener) -> None:
    opened = visit("tunnel", fragment="#quotations&show=speaker")
    opened.clipboard()
    opened.page.locator("#quote-qg2 .act", has_text="copy link").click()
    link = opened.page.evaluate("window.copied")
    assert link.endswith("tunnel.html#quote-qg2&show=speaker")
    opened.page.goto("about:blank")
    opened.page.goto(link)
    assert opened.page.locator("#show-speaker").is_checked()


def test_where_the_browser_refuses_the_text_is_offered(visit: Opener) -> None:
    opened = visit("tunnel", fragment="#quote-qg2")
    page = opened.page
    page.evaluate(
        "() => Object.defineProperty(navigator, 'clipboard',"
        "{ value: { writeText: () => Promise.reject(new Error()) } })"
    )
    page.keyboard.press("c")
    assert page.locator("#copied").is_visible()
    assert "will not stand idly by" in page.locator("#copied-text").input_value()
    page.keyboard.press("Escape")
    assert page.locator("#copied").is_hidden()


def test_how_it_was_found_is_one_key_away(visit: Opener) -> None:
    page = visit("tunnel", fragment="#quote-qg2").page
    page.keyboard.press("e")
    assert page.locator("#quote-qg2 > .why p").inner_text().startswith("same-words:")
    assert page.evaluate("document.activeElement.textContent") == "How was this found?"


def test_every_finding_can_be_copied_by_tab_alone(visit: Opener) -> None:
    page = visit("tunnel").page
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    page.wait_for_timeout(100)
    assert page.locator("main .finding:not(:has(.act))").count() == 0
    assert page.locator("main .act[tabindex='-1']").count() == 0


# --- for everybody


def test_what_has_the_focus_is_never_covered(visit: Opener) -> None:
    page = visit("tunnel", viewport=PHONE).page
    covered = []
    for _ in range(120):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            "() => { const node = document.activeElement; const box = node.getClientRects()[0];"
            "if (!box || node === document.body) return null;"
            "const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 20) / 2);"
            "return at && (node.contains(at) || at.contains(node)) ? null : node.outerHTML.slice(0, 80); }"
        )
        if hidden:
            covered.append(hidden)
    assert covered == []


def test_what_has_the_focus_is_seen(visit: Opener) -> None:
    page = visit("tunnel").page
    for _ in range(40):
        page.keyboard.press("Tab")
        style = page.evaluate("() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle; }")
        assert style != "none"


def test_a_page_twice_as_large_never_scrolls_sideways(visit: Opener) -> None:
    # 200 % zoom of a 1280 px window is a window of 640 px with two device pixels a pixel.
    page = visit("tunnel", viewport={"width": 640, "height": 450}, device_scale_factor=2).page
    page.locator("#as-apparatus").check()
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


@pytest.mark.parametrize("form", ["table", "apparatus", "ribbon"])
def test_no_form_scrolls_sideways_on_a_phone(visit: Opener, form: str) -> None:
    page = visit("tunnel", viewport=PHONE, fragment=f"#quotations&as={form}&with={A},{B}").page
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_every_table_has_a_caption_and_scoped_heads(visit: Opener) -> None:
    for name in ("tunnel", "hostile"):
        page = visit(name).page
        assert page.locator("table:not(:has(caption))").count() == 0
        assert page.locator("th:not([scope])").count() == 0


def test_forced_colours_keep_what_is_told(visit: Opener) -> None:
    page = visit("tunnel", forced_colors="active", fragment="#quotations&as=ribbon").page
    same = page.locator(".r-same:visible").first.evaluate("node => getComputedStyle(node).fill")
    lacking = page.locator(".as-ribbon .r-lacking").first.evaluate("node => getComputedStyle(node).strokeDasharray")
    assert same != "none"
    assert lacking != "none"


def test_print_has_letters_and_targets(visit: Opener) -> None:
    page = visit("tunnel").page
    page.emulate_media(media="print")
    speaker = page.locator("#quote-qg2 .witnesses a.jump[data-at]:not(.reading)").first
    assert (
        speaker.evaluate("node => getComputedStyle(node, '::after').content")
        == f'" [{speaker.get_attribute("data-at")}]"'
    )
    assert page.locator(".act").first.is_hidden()
    assert page.locator("mark.mq").first.evaluate("node => getComputedStyle(node, '::before').content") == '"Q"'
    page.locator("details.alone").first.evaluate("node => { node.open = true; }")
    assert page.locator("details.alone[open] td.words").first.is_visible()


# --- hostile text


def all_spans(dossier: Dossier) -> list[Span]:
    """The spans of the quotations and figures."""
    reports = dossier.story.reports
    quotes = [quote.span for report in reports for quote in report.quotes]
    return quotes + [figure.span for report in reports for figure in report.figures]


def test_side_by_side_and_copying_keep_hostile_text_as_it_is(visit: Opener) -> None:
    opened = visit("hostile")
    page = opened.page
    opened.clipboard()
    for span in all_spans(hostile()):
        if "\x00" in span.text or any("\ud800" <= char <= "\udfff" for char in span.text):
            continue  # HTML cannot hold these; they are shown by their names
        page.evaluate("anchor => { location.hash = anchor; }", span_anchor(span))
        page.wait_for_timeout(30)
        page.keyboard.press("c")
        assert page.evaluate("window.copied").startswith(f"“{span.text}” – ")
    for form in ("apparatus", "ribbon"):
        page.goto(page.url.split("#")[0] + f"#quotations&as={form}")
        page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= DESKTOP["width"]
    assert page.evaluate("window.hacked") is None
    assert opened.messages == []
    assert [url for url in opened.requests if not url.startswith(("file://", "about:"))] == []
