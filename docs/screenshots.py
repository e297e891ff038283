"""Takes the pictures of the README and the docs: ``python docs/screenshots.py`` (needs Chromium)."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import rashomon

IMAGES = Path(__file__).parent / "images"
STORY = Path(rashomon.__file__).parent / "examples" / "harbour"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
VIEWS = {
    "front": "",
    "facts": "#facts",
    "quotes": "#quotations",
    "figures": "#figures",
    "naming": "#naming",
    "coverage": "#coverage",
    "origins": "#origins",
    "timeline": "#timeline",
}
FORMS = {"apparatus": "#quotations&as=apparatus", "grid": "#facts&facts=grid"}
KEYS = {"beside": ("n", "n", "v")}
"""Pictures of what keys lead to."""
NOTEBOOK = '<!doctype html><meta charset="utf-8"><style>body{{margin:24px}}</style>{}<br>{}'
"""Two cards on the white ground of a notebook."""


def main() -> None:
    """One picture a view, 1280 by 860 pixels."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "dossier.html"
        dossier = rashomon.compare(STORY)
        page_file.write_text(dossier.to_html(), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        for name, fragment in (VIEWS | FORMS).items():
            page.goto("about:blank")
            page.goto(page_file.as_uri() + fragment)
            page.screenshot(path=IMAGES / f"{name}.png")
        for name, keys in KEYS.items():
            page.goto("about:blank")
            page.goto(page_file.as_uri())
            for key in keys:
                page.keyboard.press(key)
            page.screenshot(path=IMAGES / f"{name}.png")
        cards = dossier.story.reports[0], dossier.comparison.quotes[1]
        # A page of its own: the dossier's policy would allow the cards no style.
        page = browser.new_page(viewport={"width": 960, "height": 600})
        page.set_content(NOTEBOOK.format(*(rashomon.show(item, dossier=dossier).html for item in cards)))
        page.screenshot(path=IMAGES / "notebook.png", full_page=True)
        browser.close()


if __name__ == "__main__":
    main()
