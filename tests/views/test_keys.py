"""The table of the page's keys."""

from __future__ import annotations

import re
from importlib import resources

from tests.views.factory import tunnel

from rashomon.views.html import to_html
from rashomon.views.keys import COMMANDS, DIGITS, GO, HELP, MARK
from rashomon.views.marks import LAYERS

PAGE = to_html(tunnel())


def test_no_key_has_two_meanings() -> None:
    assert len({(command.after, command.key) for command in COMMANDS}) == len(COMMANDS)
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)


def test_every_key_is_a_sign_that_no_browser_takes() -> None:
    assert all(len(command.key) == 1 and command.key.strip() for command in COMMANDS)


def test_the_keys_of_judgements_are_kept_free() -> None:
    # x same, u unsure, z undo: what a review of uncertain merges will need.
    assert not {"x", "u", "z"} & {command.key for command in COMMANDS if not command.after}


def test_every_layer_has_its_letter_and_the_first_have_a_digit() -> None:
    letters = [command.key for command in COMMANDS if command.after == "mark"]
    assert letters == list(LAYERS)
    digits = [command.key for command in COMMANDS if command.name.startswith("layer-")]
    assert digits == [str(number) for number in range(1, DIGITS + 1)]


def test_every_view_has_its_key() -> None:
    views = {command.name.removeprefix("view-") for command in COMMANDS if command.after == "go"}
    assert views == set(re.findall(r'<li><a href="#(\w+)">', PAGE.split("</nav>")[0]))


def test_the_help_holds_a_button_for_each_command() -> None:
    buttons = re.findall(r'data-command="([^"]+)" data-key="([^"]+)"', PAGE)
    assert buttons == [(command.name, command.key) for command in COMMANDS]
    for rows in HELP.values():
        for row in rows:
            assert row.words in PAGE


def test_the_first_keys_of_two_are_commands_themselves() -> None:
    keys = {command.name: command.key for command in COMMANDS}
    assert {keys[command.after] for command in COMMANDS if command.after} == {GO, MARK}


def test_the_script_has_an_act_for_every_command() -> None:
    script = resources.files("rashomon.views").joinpath("assets", "dossier.js").read_text(encoding="utf-8")
    acts = script.split("const acts = {")[1].split("};")[0]
    spoken = [command.name for command in COMMANDS if not command.name.startswith(("view-", "layer-", "mark-"))]
    for name in spoken:
        if name not in {"help", GO, MARK, "go", "mark"}:
            assert re.search(rf'(^|[\s{{,])"?{name}"?(:|,)', acts), name
