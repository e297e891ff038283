"""The documentation cannot lie: commands run, generated pages are current, rules that decide are listed."""

from __future__ import annotations

import doctest
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docs.generate import PAGES, REFERENCE

import rashomon
from rashomon.cli import app

PROJECT = Path(__file__).parent.parent
PAGES_OF_PROSE = [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *sorted((PROJECT / "docs").glob("*.md"))]
COMMANDS = {command.callback.__name__ for command in app.registered_commands if command.callback}


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_generated_reference_is_current(name: str) -> None:
    assert (REFERENCE / name).read_text(encoding="utf-8") == PAGES[name](), "run python docs/generate.py"


def test_every_command_is_in_the_reference() -> None:
    text = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    assert all(
        f"## rashomon {command.callback.__name__}\n" in text for command in app.registered_commands if command.callback
    )


@pytest.mark.parametrize("page", ["tutorial.md", "export.md"])
def test_the_page_runs(page: str, tmp_path: Path) -> None:
    """Every command and every Python example of a page, one after another in one folder."""
    (tmp_path / "examples").symlink_to(PROJECT / "src" / "rashomon" / "examples")
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for block in blocks(PROJECT / "docs" / page, "console"):
        for line in block.splitlines():
            command = line.removeprefix("$ ")
            done = subprocess.run(
                command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{command}\n{done.stderr}"
    for block in blocks(PROJECT / "docs" / page, "python"):
        done = subprocess.run([sys.executable, "-c", block], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_the_notebook_page_prints_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its sessions are one session, run in a folder that holds the examples."""
    (tmp_path / "examples").symlink_to(PROJECT / "src" / "rashomon" / "examples")
    monkeypatch.chdir(tmp_path)
    session = "".join(blocks(PROJECT / "docs" / "notebook.md", "pycon"))
    test = doctest.DocTestParser().get_doctest(session, {}, "notebook.md", "notebook.md", 0)
    printed: list[str] = []
    found = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=printed.append)
    assert found.attempted >= 10
    assert found.failed == 0, "".join(printed)


def test_every_command_in_the_docs_is_known() -> None:
    for page in PAGES_OF_PROSE:
        for block in blocks(page, "console"):
            for line in block.splitlines():
                words = shlex.split(line.removeprefix("$ "))
                if words and words[0].endswith("rashomon"):
                    assert words[1] in COMMANDS, f"{page.name}: {line}"


@pytest.mark.parametrize("page", PAGES_OF_PROSE, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert missing == []


def rules(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("explanation"), dict):
            yield from node["explanation"]["rule"].split("+")
        for value in node.values():
            yield from rules(value)
    elif isinstance(node, list):
        for value in node:
            yield from rules(value)


@pytest.mark.parametrize("story", ["harbour", "bridge"])
def test_every_rule_that_decides_is_explained(examples: Path, story: str) -> None:
    text = (PROJECT / "docs" / "explanation.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"`([a-z-]+)`", text))
    met = set(rules(json.loads(rashomon.compare(examples / story).to_json())))
    # A figure's rule is the form of the number and the place of the counted thing: both parts are listed.
    unknown = {rule for rule in met if rule not in listed and not _in_two_parts(rule, listed)}
    assert unknown == set()


def _in_two_parts(rule: str, listed: set[str]) -> bool:
    words = rule.split("-")
    return any({"-".join(words[:cut]), "-".join(words[cut:])} <= listed for cut in range(1, len(words)))
