"""Every key of the page in a browser; other keys in their place; keys that are off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Opener, Visit
from tests.views.told import told

from rashomon.views.index import index
from rashomon.views.keys import COMMANDS, HELP
from rashomon.views.marks import LAYERS, span_anchor

REPORTS = index(told()).reports
A, B, C = (report.anchor for report in REPORTS)
COSTS = next(claim for claim in REPORTS[0].annotations.claims if "$12 million" in claim.span.text)

Seen = Callable[[Visit], object]


def here(visit: Visit) -> object:
    """The finding in hand."""
    return visit.page.locator(".here").get_attribute("id")


def place(visit: Visit) -> object:
    """The place that the address names."""
    return visit.page.evaluate("location.hash.slice(1).split('&')[0]")


def said(visit: Visit) -> object:
    """What the live region says."""
    return visit.said()


def focus(visit: Visit) -> object:
    """What has the focus, by its id."""
    return visit.page.evaluate("document.activeElement.id")


def copied(visit: Visit) -> object:
    """The first words of what was copied."""
    return str(visit.page.evaluate("window.copied"))[:40]


def layers(visit: Visit) -> object:
    """The letters of the marks that are shown."""
    boxes = visit.page.locator(".layers input:checked")
    return "".join(identity[2:] for identity in boxes.evaluate_all("nodes => nodes.map(node => node.id)"))


def chosen(visit: Visit) -> object:
    """The reports side by side."""
    return visit.page.locator(".report.chosen").evaluate_all("nodes => nodes.map(node => node.id)")


def opened(visit: Visit) -> object:
    """Whether the help is open."""
    return visit.page.locator("#help").is_visible()


KEYS: list[tuple[str, str, str, Seen, object]] = [
    # command, where the page is opened, keys pressed, what is looked at, what it is then
    ("next", "", "j", said, "finding 1 of 26"),
    ("next", "", "jjj", said, "finding 3 of 26"),
    ("previous", "", "jjk", said, "finding 1 of 26"),
    ("next-difference", "", "n", here, "fact-cg3"),
    ("next-difference", "", "nnnnnnnn", here, "figure-fg3"),
    ("previous-difference", "", "nnp", here, "fact-cg3"),
    ("open", "", "no", place, span_anchor(COSTS.span)),
    ("back", "#facts", "gqb", place, "facts"),
    ("base-on", "#quote-qg1", "]", said, "Base: B 12 words, 2 of 2"),
    ("base-back", "#quote-qg1", "[", said, "Base: B 12 words, 2 of 2"),
    ("base-back", "#quote-qg1", "[[", said, "Base: A 18 words, longest, 1 of 2"),
    ("explain", "#quote-qg2", "e", lambda visit: visit.page.locator("#quote-qg2 > .why[open]").count(), 1),
    ("cite", "#quote-qg2", "c", copied, "“will not stand idly by while the city r"),
    ("link", "#quote-qg2", "l", lambda visit: str(copied(visit))[:8], "file:///"),
    ("next-report", "", "J", place, A),
    ("next-report", "", "JJ", place, B),
    ("previous-report", "", "JJK", place, A),
    ("beside", "#quote-qg2", "v", chosen, [A, B]),
    ("beside", "#quote-qg2", "vv", chosen, []),
    ("next-passage", f"#front&with={A},{B}", "m", said, "Shared passage 1 of 7"),
    ("next-passage", f"#front&with={A},{B}", "mm", said, "Shared passage 2 of 7"),
    ("previous-passage", f"#front&with={A},{B}", "mmM", said, "Shared passage 1 of 7"),
    ("search", "", "/", focus, "search"),
    ("help", "", "?", opened, True),
    ("go", "", "g", place, ""),
    ("go", "", "gx", place, ""),
    ("view-front", "#facts", "gs", place, "front"),
    ("view-facts", "", "gf", place, "facts"),
    ("view-quotations", "", "gq", place, "quotations"),
    ("view-figures", "", "gc", place, "figures"),
    ("view-naming", "", "gn", place, "naming"),
    ("view-coverage", "", "gw", place, "coverage"),
    ("view-origins", "", "go", place, "origins"),
    ("view-timeline", "", "gd", place, "timeline"),
    ("view-reports", "", "gt", place, "reports"),
    *(
        (f"layer-{letter}", "#front&layers=", str(number), layers, letter)
        for number, letter in enumerate(LAYERS, 1)
        if number < 10
    ),
    *((f"mark-{letter}", "#front&layers=", f"h{letter}", layers, letter) for letter in LAYERS),
    ("mark", "#front&layers=", "h", layers, ""),
    ("layers", "", "0", layers, "".join(LAYERS)),
    ("layers", "", "00", layers, "qfn"),
]


def test_the_table_holds_every_command() -> None:
    assert {name for name, *_ in KEYS} == {command.name for command in COMMANDS}
    assert len({(command.after, command.key) for command in COMMANDS}) == len(COMMANDS)
    assert {command.after for command in COMMANDS} <= {"", *(command.name for command in COMMANDS)}


@pytest.mark.parametrize(
    ("fragment", "keys", "seen", "then"),
    [row[1:] for row in KEYS],
    ids=[f"{name} {keys}" for name, _, keys, *_ in KEYS],
)
def test_a_key_does_what_the_help_says(visit: Opener, fragment: str, keys: str, seen: Seen, then: object) -> None:
    page = visit("told", fragment=fragment)
    page.clipboard()
    for key in keys:
        page.page.keyboard.press(key)
    if keys.endswith("b"):
        page.page.wait_for_function("location.hash.startsWith('#facts')")
    assert seen(page) == then
    assert page.messages == []


def test_keys_that_have_a_long_name(visit: Opener) -> None:
    page = visit("told").page
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash").startswith("#s-")
    assert page.locator("mark.hit").count() >= 1
    page.keyboard.press("Escape")
    assert page.locator("mark.hit").count() == 0


def test_differences_of_every_kind_are_met_once_each(visit: Opener) -> None:
    opened = visit("told")
    met = []
    for _ in range(9):
        opened.page.keyboard.press("n")
        met.append(here(opened))
    assert met[:6] == ["fact-cg3", "quote-qg2", "quote-qg1", "figure-fg1", "figure-fg2", "figure-fg3"]
    assert met[6:] == ["figure-fg3"] * 3, "there is no further one"


@pytest.mark.parametrize(
    "keys", ["Control+j", "Meta+j", "Alt+j", "Control+Shift+j", "Alt+1", "Control+/", "Meta+k", "Tab", "ArrowDown"]
)
def test_keys_of_the_browser_and_of_screen_readers_are_left_alone(visit: Opener, keys: str) -> None:
    page = visit("told").page
    page.evaluate("addEventListener('keydown', event => { window.taken = event.defaultPrevented; })")
    page.keyboard.press(keys)
    assert page.evaluate("window.taken") in (False, None)
    assert page.locator(".here").count() == 0
    assert page.locator(".layers input:checked").count() == 3


def test_nothing_happens_while_typing(visit: Opener) -> None:
    page = visit("told").page
    page.keyboard.press("/")
    page.keyboard.type("jn?g1c[")
    assert page.locator("#search").input_value() == "jn?g1c["
    assert page.locator(".here").count() == 0
    assert page.locator("#help").is_hidden()


def test_a_level_third_of_the_keyboard_is_no_alt(visit: Opener) -> None:
    # On many keyboards a bracket is typed with AltGr, which Windows reports as Ctrl and Alt.
    opened = visit("told", fragment="#quote-qg1")
    opened.page.evaluate(
        "() => document.body.dispatchEvent(new KeyboardEvent('keydown',"
        "{ key: ']', ctrlKey: true, altKey: true, modifierAltGraph: true, bubbles: true }))"
    )
    assert opened.said() == "Base: B 12 words, 2 of 2"


# --- other keys


def press(page: Page, key: str) -> None:
    """Presses a key, also one that stands on no American keyboard."""
    if key.isascii():
        page.keyboard.press(key)
    else:
        page.evaluate(
            "key => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))", key
        )


def change(page: Page, command: str, key: str) -> str:
    """Asks for ``key`` in the open help. Gives what the help says."""
    page.locator(f"button[data-command='{command}']").click()
    press(page, key)
    return page.locator("#key-said").inner_text()


@pytest.mark.parametrize(
    ("command", "key", "words"),
    [
        ("next", "w", "w: next finding."),
        ("next", "W", "W: next finding."),
        ("next", "j", "j: next finding."),
        ("next", "ö", "ö: next finding."),
        ("next", "k", "“k” is taken: previous finding. Choose another."),
        ("view-facts", "q", "“q” is taken: quotations. Choose another."),
        ("view-facts", "j", "j: facts."),
        ("next", "Enter", "Enter belongs to the browser. Choose a letter, a digit or a sign."),
        ("next", "Space", "Space belongs to the browser. Choose a letter, a digit or a sign."),
        ("next", "ArrowDown", "ArrowDown belongs to the browser. Choose a letter, a digit or a sign."),
        ("next", "F6", "F6 belongs to the browser. Choose a letter, a digit or a sign."),
        ("next", "Control+y", "Keys with Ctrl, Alt or Meta belong to the browser and the screen reader."),
        ("next", "Escape", "The key stays as it is."),
        ("next", "Tab", "The key stays as it is."),
    ],
)
def test_a_key_is_changed_or_refused_with_words(visit: Opener, command: str, key: str, words: str) -> None:
    page = visit("told").page
    page.keyboard.press("?")
    usual = page.locator(f"button[data-command='{command}']").inner_text()
    assert change(page, command, key) == words
    assert page.locator("#help").is_visible()
    shown = page.locator(f"button[data-command='{command}']").inner_text()
    assert shown == (key if words.startswith(f"{key}: ") else usual)


def test_a_changed_key_does_its_work_and_the_old_one_none(visit: Opener) -> None:
    opened = visit("told")
    page = opened.page
    page.keyboard.press("?")
    change(page, "next", "w")
    change(page, "go", "ä")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.locator(".here").count() == 0
    page.keyboard.press("w")
    assert opened.said().startswith("finding 1 of ")
    press(page, "ä")
    page.keyboard.press("f")
    assert place(opened) == "facts"
    page.keyboard.press("?")
    assert page.locator("tr", has=page.locator("[data-command=view-facts]")).locator("kbd").inner_text() == "ä"


def test_changed_keys_are_remembered_and_can_be_set_back(visit: Opener) -> None:
    opened = visit("told")
    page = opened.page
    page.keyboard.press("?")
    change(page, "next", "w")
    page.reload()
    page.keyboard.press("w")
    assert opened.said().startswith("finding 1 of ")
    page.keyboard.press("?")
    page.locator("#keys-reset").click()
    assert page.locator("#key-said").inner_text() == "All keys are the usual ones."
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert opened.said().startswith("finding 2 of ")
    page.reload()
    page.keyboard.press("j")
    assert opened.said().startswith("finding 1 of ")


@pytest.mark.parametrize(
    "kept", ["{", "null", "[1]", '{"keys": 3}', '{"keys": {"next": "k"}}', '{"keys": {"next": 7}}']
)
def test_what_is_remembered_wrongly_is_left_aside(visit: Opener, kept: str) -> None:
    opened = visit("told")
    opened.page.evaluate("kept => localStorage.setItem('rashomon-keys', kept)", kept)
    opened.page.reload()
    opened.page.keyboard.press("j")
    assert opened.said().startswith("finding 1 of ")
    assert opened.messages == []


def test_where_the_browser_remembers_nothing_keys_change_all_the_same(visit: Opener) -> None:
    opened = visit("told", refuse_storage=True)
    page = opened.page
    page.keyboard.press("?")
    words = change(page, "next", "w")
    assert words == "w: next finding. The browser does not keep this: it lasts until the page is closed."
    page.keyboard.press("Escape")
    page.keyboard.press("w")
    assert opened.said().startswith("finding 1 of ")
    assert opened.messages == []


def test_single_keys_are_switched_off_for_good(visit: Opener) -> None:
    opened = visit("told", fragment="#facts")
    page = opened.page
    page.keyboard.press("?")
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.locator(".here").count() == 0
    page.goto("about:blank")
    page.goto(opened.address + "#facts&show=cut")
    page.keyboard.press("j")
    assert page.locator(".here").count() == 0
    page.locator("#help-open").click()
    page.locator("#keys-on").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.locator(".here").count() == 1


def test_a_copied_link_says_nothing_of_the_readers_keys(visit: Opener) -> None:
    opened = visit("told", fragment="#quotations&keys=off")
    opened.clipboard()
    opened.page.locator("#quote-qg2 .act", has_text="copy link").click()
    assert opened.page.evaluate("window.copied").endswith("told.html#quote-qg2")


def test_the_help_says_every_key_and_fits_a_phone(visit: Opener) -> None:
    page = visit("told", viewport={"width": 320, "height": 640}).page
    page.locator("#help-open").click()
    words = " ".join((page.locator("#help").inner_text()).split())
    for heading, rows in HELP.items():
        assert heading in words
        for row in rows:
            assert row.words in words
    wide, room = page.locator("#help").evaluate("node => [node.scrollWidth, node.clientWidth]")
    assert wide <= room
