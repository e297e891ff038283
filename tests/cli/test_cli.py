"""The command line as its users meet it: files, exit codes, messages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rashomon.cleaning import LONGEST

REPORT = """Council closes the old mill

By Jane Roe

The council closed the old mill on Tuesday, the mayor of the town said in the evening.

"Nobody will be sent home without a place to sleep," mayor Ida Holm told reporters at the town hall.
"""


def run(*arguments: str, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rashomon", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        # Spelled out: without it a child also gets what C libraries (readline's COLUMNS) put into the environment.
        env=dict(os.environ),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def test_one_report_is_a_legitimate_pile(folder: Path) -> None:
    done = run("compare", "a.txt", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "Council closes the old mill" in done.stdout
    assert (folder / "dossier.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert run("verify", "dossier.json", cwd=folder).returncode == 0


def test_nothing_is_written_over_without_force(folder: Path) -> None:
    (folder / "dossier.json").write_text("mine", encoding="utf-8")
    refused = run("compare", "a.txt", cwd=folder)
    assert refused.returncode == 1
    assert "dossier.json exists" in refused.stderr
    assert (folder / "dossier.json").read_text(encoding="utf-8") == "mine"
    assert run("compare", "a.txt", "--force", cwd=folder).returncode == 0


def test_only_what_is_asked_for_is_written(folder: Path) -> None:
    done = run("compare", "a.txt", "--json", "-", cwd=folder)
    assert json.loads(done.stdout)["format"] == "rashomon-dossier/1"
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt"]


def test_a_text_that_is_too_long_stops_nobody(folder: Path) -> None:
    (folder / "long.txt").write_text("a" * (LONGEST + 1), encoding="utf-8")
    done = run("compare", ".", "--json", "-", cwd=folder)
    assert done.returncode == 3
    dossier = json.loads(done.stdout)
    assert [failure["code"] for failure in dossier["failures"]] == ["too-long"]
    assert len(dossier["documents"]) == 1


def test_a_bad_input_is_named_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 8)
    done = run("compare", ".", "--json", "-", cwd=folder)
    assert done.returncode == 3
    codes = {failure["code"] for failure in json.loads(done.stdout)["failures"]}
    assert codes == {"empty", "binary"}
    assert "empty.txt" in done.stderr


def test_if_nothing_is_left_the_command_fails(tmp_path: Path) -> None:
    done = run("compare", "nowhere.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert "nowhere.txt" in done.stderr
    assert "Traceback" not in done.stderr


def test_annotate_streams_one_line_a_report(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    done = run("annotate", "a.txt", "empty.txt", cwd=folder)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["format"] for line in lines] == ["rashomon-annotations/1"] * 2
    quotes = [quote for quote in lines[0]["quotes"] if quote["kind"] != "indirect"]
    assert quotes[0]["text"].startswith("Nobody will be sent home")
    assert lines[1]["failure"]["code"] == "empty"
    assert done.returncode == 3


def test_a_place_that_cannot_be_written_to_is_named(folder: Path) -> None:
    for command, option in (("annotate", "--jsonl"), ("compare", "--json")):
        done = run(command, "a.txt", option, "away/out", cwd=folder)
        assert done.returncode == 1
        assert done.stderr == "rashomon: away cannot be written to (there is no such folder); choose another place\n"
    (folder / "out.part").mkdir()
    done = run("annotate", "a.txt", "--jsonl", "out", cwd=folder)
    assert done.returncode == 1
    assert "out could not be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_failure_is_one_line_that_names_its_input_once(folder: Path) -> None:
    name = "a report with a name that is longer than most terminals are wide, and that says nothing " * 2 + ".txt"
    (folder / name).write_bytes(b"")
    done = run("annotate", name, cwd=folder)
    assert done.stderr == f"{name} is empty; save the report again [empty]\n"


def test_standard_input_is_a_report(tmp_path: Path) -> None:
    done = run("annotate", "-", cwd=tmp_path, stdin=REPORT)
    assert json.loads(done.stdout)["document"]["title"] == "Council closes the old mill"


def test_show_prints_a_report_as_it_was_understood(folder: Path) -> None:
    done = run("show", "a.txt", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "Nobody will be sent home" in done.stdout
    assert "headline" in done.stdout


@pytest.mark.parametrize("arguments", [("show", "a.txt"), ("compare", "a.txt", "--force")])
def test_what_is_piped_is_plain(folder: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    long = REPORT.replace("in the evening.", "in the evening, " + "and again in the night, " * 20 + "and at dawn.")
    (folder / "a.txt").write_text(long, encoding="utf-8")
    piped = run(*arguments, cwd=folder).stdout
    assert "\x1b" not in piped
    assert [line for line in piped.splitlines() if line != line.rstrip()] == []
    if arguments[0] == "show":
        assert any("The council closed" in line and line.endswith("and at dawn.") for line in piped.splitlines())
    monkeypatch.setenv("COLUMNS", "80")
    assert max(map(len, run(*arguments, cwd=folder).stdout.splitlines())) <= 80


def test_a_dossier_that_was_changed_fails_verification(folder: Path) -> None:
    run("compare", "a.txt", "--json", "d.json", cwd=folder)
    path = folder / "d.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Nobody will be sent", "Anybody will be sent", 1), encoding="utf-8"
    )
    done = run("verify", "d.json", cwd=folder)
    assert done.returncode == 4
    assert "holds" in done.stderr


@pytest.mark.parametrize(("content", "message"), [("no json", "not JSON"), ("{}", "not a rashomon-dossier/1")])
def test_verify_names_what_is_no_dossier(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "x.json").write_text(content, encoding="utf-8")
    done = run("verify", "x.json", cwd=tmp_path)
    assert done.returncode == 1
    assert message in done.stderr


def test_wrong_usage_exits_with_two(tmp_path: Path) -> None:
    assert run("compare", cwd=tmp_path).returncode == 2
    assert run("compare", "a.txt", "--json", "-", "--html", "-", cwd=tmp_path).returncode == 2
    assert run("compare", "a.txt", "--json", "out", "--html", "./out", cwd=tmp_path).returncode == 2


def test_the_demo_needs_nothing(tmp_path: Path) -> None:
    done = run("demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "dossier.html").exists()
    assert "bridge" in run("demo", "--list", cwd=tmp_path).stdout
    assert run("demo", "no-such-story", cwd=tmp_path).returncode == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_prints_a_script(tmp_path: Path, shell: str) -> None:
    assert "rashomon" in run("completion", shell, cwd=tmp_path).stdout


def test_doctor_names_the_versions(tmp_path: Path) -> None:
    assert "language pack" in run("doctor", cwd=tmp_path).stdout
