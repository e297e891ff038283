"""The page of a big story in Chromium: its size, how soon it can be read, how long a jump takes, whether search finds.

``python -m bench.page`` opens the page of ``pile``, a hundred reports with three thousand quotations and three thousand
claims, from a file.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from bench.pile import story
from rashomon.model import Annotations, Dossier, Span
from rashomon.views.html import to_html


@dataclass(frozen=True, slots=True)
class Measured:
    """Megabytes of the file; seconds in which it was written, and until it could be read; seconds of a jump to a mark,
    the median and the slowest, of going to the next finding, and of following a count of the front page to its filtered
    list, the slowest; of laying the facts out as a grid; whether the browser's own search found words of the last
    report's end."""

    megabytes: float
    render: float
    opens: float
    jump: float
    slowest: float
    key: float
    count: float
    grid: float
    found: bool


def measure(dossier: Dossier) -> Measured:
    """Writes the page, opens it in Chromium, jumps to marks all over it, and searches as a reader does."""
    chromium = shutil.which("chromium")
    if chromium is None:
        message = "Chromium is not installed; install the package chromium"
        raise SystemExit(message)
    began = time.perf_counter()
    page_text = to_html(dossier)
    rendered = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "page.html"
        file.write_text(page_text, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.goto("about:blank")
        began = time.perf_counter()
        page.goto(file.as_uri())
        page.screenshot()
        opens = time.perf_counter() - began
        reports = dossier.story.reports
        spans = [span for report in reports for span in _spans(report)]
        jumps = [_jump(page, span) for span in random.Random(1).sample(spans, 40)]
        keys = [_press(page, key) for key in "jjjjjjjjjjnnnnnnnnnn"]
        counts = [_count(page, number) for number in range(page.locator(".counters a").count())]
        grid = _grid(page)
        last = dossier.story.reports[-1].document.text[-60:]
        found = bool(page.evaluate("text => window.find(text, false, false, true)", last.split("“")[-1][:30]))
        browser.close()
    megabytes = len(page_text.encode()) / 1e6
    return Measured(megabytes, rendered, opens, median(jumps), max(jumps), max(keys), max(counts), grid, found)


def _spans(report: Annotations) -> list[Span]:
    """The spans of quotations, claims and figures."""
    quotes = [quote.span for quote in report.quotes]
    return quotes + [claim.span for claim in report.claims] + [figure.span for figure in report.figures]


def _jump(page: Page, span: Span) -> float:
    """Seconds until the characters of ``span`` are painted after its link is followed."""
    anchor = f"s-{span.doc}-{span.start}-{span.end}"
    seconds: float = page.evaluate(
        "async anchor => { const began = performance.now(); location.hash = anchor;"
        "await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));"
        "return (performance.now() - began) / 1000; }",
        anchor,
    )
    page.wait_for_timeout(60)
    box = page.locator(f"[id='{anchor}']").bounding_box()
    if box is None or not 0 <= box["y"] <= 900:
        message = f"the jump to {anchor} did not bring it into view"
        raise SystemExit(message)
    return seconds


def _press(page: Page, key: str) -> float:
    """Seconds until the page is painted after ``key``."""
    seconds: float = page.evaluate(
        "async key => { const began = performance.now();"
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));"
        "await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));"
        "return (performance.now() - began) / 1000; }",
        key,
    )
    return seconds


def _count(page: Page, number: int) -> float:
    """Seconds until the list is painted to which the counter of that number leads."""
    page.evaluate("location.hash = 'front'")
    page.wait_for_timeout(60)
    seconds: float = page.evaluate(
        "async number => { const began = performance.now(); document.querySelectorAll('.counters a')[number].click();"
        "await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));"
        "return (performance.now() - began) / 1000; }",
        number,
    )
    return seconds


def _grid(page: Page) -> float:
    """Seconds until the grid of facts is painted in place of the list."""
    page.evaluate("location.hash = 'facts'")
    page.wait_for_timeout(60)
    seconds: float = page.evaluate(
        "async () => { const began = performance.now(); document.getElementById('facts-grid').click();"
        "await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));"
        "return (performance.now() - began) / 1000; }"
    )
    if not page.locator("table.matrix").is_visible():
        message = "the grid of facts did not open"
        raise SystemExit(message)
    page.locator("#facts-list").check()
    return seconds


def main() -> None:
    """Measure and print."""
    dossier = story()
    got = measure(dossier)
    reports, comparison = dossier.story.reports, dossier.comparison
    print(
        f"{len(reports)} reports, {sum(len(report.quotes) for report in reports)} quotations "
        f"({len(comparison.quotes)} shared), {sum(len(report.claims) for report in reports)} claims in "
        f"{len(comparison.claims)} groups, {sum(len(report.figures) for report in reports)} figures in "
        f"{len(comparison.figures)}, {len(comparison.coverage)} cells of coverage, {len(comparison.origins)} links, "
        f"{len(comparison.copies)} pairs with the same wording, {len(comparison.timeline)} dated facts"
    )
    print(f"file {got.megabytes:.1f} MB, written in {got.render:.1f} s")
    print(
        f"opens in {got.opens:.2f} s; jump {got.jump * 1000:.0f} ms, slowest {got.slowest * 1000:.0f} ms; "
        f"next finding or difference at most {got.key * 1000:.0f} ms; a count to its list at most "
        f"{got.count * 1000:.0f} ms; the grid of facts {got.grid * 1000:.0f} ms; "
        f"the browser's search finds: {got.found}"
    )


if __name__ == "__main__":
    main()
