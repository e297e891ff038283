"""axe-core on every view, light and dark, on a wide screen and at 320 px: nothing serious or critical.

axe-core comes with the development package ``axe-playwright-python``; without it these tests are skipped.
"""

from __future__ import annotations

from importlib import util
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Opener

PACKAGE = util.find_spec("axe_playwright_python")
AXE = Path(PACKAGE.origin).parent / "axe.min.js" if PACKAGE and PACKAGE.origin else None

pytestmark = pytest.mark.skipif(AXE is None, reason="skipped: axe-playwright-python is not installed")

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "standards => axe.run(document, { runOnly: standards, resultTypes: ['violations'] })"

# What a large pile has out of sight takes the room of a guess; measured there, its links would lie upon those below it.
LAY_OUT = (
    "() => { const sheet = new CSSStyleSheet();"
    "sheet.replaceSync('* { content-visibility: visible !important; }');"
    "document.adoptedStyleSheets = [sheet]; }"
)


def grave(page: Page) -> list[str]:
    """What axe finds serious or critical, with the first places."""
    # The page's own policy lets no other script in; the test's runs through the debugger.
    assert AXE is not None
    page.evaluate(LAY_OUT)
    page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    found: dict[str, Any] = page.evaluate(RUN, STANDARDS)
    return [
        f"{rule['id']}: {rule['help']}: {[node['html'][:120] for node in rule['nodes'][:3]]}"
        for rule in found["violations"]
        if rule["impact"] in {"serious", "critical"}
    ]


# All views stand on one page; what differs is how the quotations are shown and which layers are marked.
STATES = {
    "table": "",
    "apparatus": "#quotations&as=apparatus&show=cut",
    "ribbon": "#naming&as=ribbon&layers=q.f.n.i.s.c.t.m.d.e",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("state", STATES)
def test_nothing_serious_in_any_view(visit: Opener, state: str, width: int, scheme: str) -> None:
    page = visit("tunnel", viewport={"width": width, "height": 800}, scheme=scheme, fragment=STATES[state]).page
    assert grave(page) == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (320, "light")])
def test_nothing_serious_with_everything_open(visit: Opener, width: int, scheme: str) -> None:
    page = visit("tunnel", viewport={"width": width, "height": 800}, scheme=scheme).page
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    page.locator("#quote-qg2 .compare").click()
    page.keyboard.press("m")
    assert grave(page) == []
    page.keyboard.press("?")
    assert grave(page) == []


@pytest.mark.parametrize("name", ["hostile", "crowd"])
def test_nothing_serious_in_other_piles(visit: Opener, name: str) -> None:
    assert grave(visit(name).page) == []
