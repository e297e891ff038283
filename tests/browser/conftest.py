"""One Chromium for all browser tests, the pages on disk, and what a visit asked for and said."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import pytest
from bench.pile import story
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright
from tests.views.factory import crowd, hostile, one_report, tunnel
from tests.views.told import told, told_by_crowd

from rashomon.model import Dossier
from rashomon.views.html import to_html

CHROMIUM = shutil.which("chromium")

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP: ViewportSize = {"width": 1400, "height": 900}
PHONE: ViewportSize = {"width": 320, "height": 640}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder is a browser test, and is skipped where there is no browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.skipif(CHROMIUM is None, reason="skipped: Chromium is not installed"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium with a fresh profile."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


def write_pages(folder: Path, dossiers: Mapping[str, Dossier]) -> dict[str, Path]:
    """The page of each dossier, written into ``folder``: name → file."""
    pages = {name: folder / f"{name}.html" for name in dossiers}
    for name, path in pages.items():
        path.write_text(to_html(dossiers[name]), encoding="utf-8")
    return pages


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages on disk."""
    dossiers = {
        "tunnel": tunnel(),
        "told": told(),
        "told_crowd": told_by_crowd(40, alone=8),
        "alone": one_report(),
        "hostile": hostile(),
        "crowd": crowd(40),
        "pile": story(reports=14, quotations=90),
    }
    return write_pages(tmp_path_factory.mktemp("pages"), dossiers)


class Visit:
    """A page that was opened, with everything that it asked for and said."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.requests: list[str] = []
        self.messages: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.on("dialog", lambda dialog: self.messages.append(dialog.message))

    def under(self, anchor: str) -> str:
        """The characters that an anchor highlights, its pieces joined."""
        text: str = self.page.evaluate(
            "id => [document.getElementById(id), ...document.querySelectorAll(`mark[data-s='${id}']`)]"
            ".map(mark => mark.textContent).join('')",
            anchor,
        )
        return text

    def marked_rules(self, anchor: str) -> str:
        """The outline of an anchor's mark, as it is computed."""
        style: str = self.page.evaluate("id => getComputedStyle(document.getElementById(id)).outlineStyle", anchor)
        return style

    def in_view(self, anchor: str) -> bool:
        """Whether the mark is on the screen and not below something that scrolls."""
        seen: bool = self.page.evaluate(
            "id => { const box = document.getElementById(id).getClientRects()[0];"
            "const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);"
            "return !!at && document.getElementById(id).contains(at); }",
            anchor,
        )
        return seen

    def said(self) -> str:
        """What the live region says."""
        return self.page.locator("#live").inner_text()

    def clipboard(self) -> None:
        """Puts what is copied into ``window.copied``."""
        self.page.evaluate(
            "() => Object.defineProperty(navigator, 'clipboard',"
            "{ value: { writeText: (text) => { window.copied = text; return Promise.resolve(); } } })"
        )


Opener = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, files: dict[str, Path]) -> Iterator[Opener]:
    """Opens a page: ``visit("tunnel", viewport=PHONE, scripts=False, fragment="#figures")``."""
    contexts: list[BrowserContext] = []

    def opened(
        name: str,
        *,
        viewport: ViewportSize | None = None,
        scripts: bool = True,
        fragment: str = "",
        scheme: Literal["light", "dark"] = "light",
        refuse_storage: bool = False,
        **further: Any,
    ) -> Visit:
        context = browser.new_context(
            viewport=viewport or DESKTOP,
            java_script_enabled=scripts,
            color_scheme=scheme,
            reduced_motion="reduce",
            **further,
        )
        contexts.append(context)
        if refuse_storage:
            context.add_init_script(REFUSE_STORAGE)
        visit = Visit(context.new_page(), files[name].as_uri())
        visit.page.goto(visit.address + fragment)
        return visit

    yield opened
    for context in contexts:
        context.close()


REFUSE_STORAGE = """Object.defineProperty(window, 'localStorage', {
  get() { throw new DOMException('The request was denied.', 'SecurityError'); } })"""
"""What a browser does that keeps nothing for pages opened as files."""

CONTRAST = """() => {
  const parse = (value) => (value.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const light = ([r, g, b]) => {
    const part = [r, g, b].map((c) => { c /= 255; return c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4; });
    return .2126 * part[0] + .7152 * part[1] + .0722 * part[2];
  };
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const colour = parse(getComputedStyle(node).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const low = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    const node = text.parentElement;
    if (!text.data.trim() || node.closest('script, dialog, .vh, .skip')) continue;
    const [a, b] = [light(parse(getComputedStyle(node).color)), light(ground(node))].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) low.add(`${node.tagName}.${node.className}: ${ratio.toFixed(2)}`);
  }
  return [...low];
}"""
"""Text below 4.5:1 against its ground, by element."""
