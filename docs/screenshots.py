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


def main() -> None:
    """One picture a view, 1280 by 860 pixels."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "dossier.html"
        page_file.write_text(rashomon.compare(STORY).to_html(), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        for name, fragment in VIEWS.items():
            page.goto(page_file.as_uri() + fragment)
            page.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
