"""``rashomon export`` as its users meet it: files, pipes, exit codes, messages."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from tests.views.exports.sample import everything

from rashomon.cli.export import NEXT
from rashomon.views.exports import FORMATS, SCOPES


def run(*arguments: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "rashomon", "export", *arguments], cwd=cwd, input=stdin, capture_output=True, check=False
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "d.json").write_text(json.dumps(everything()), encoding="utf-8")
    return tmp_path


def test_a_file_is_written_and_the_next_step_is_named(folder: Path) -> None:
    done = run("d.json", "--to", "xlsx", "--out", "d.xlsx", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert (folder / "d.xlsx").read_bytes().startswith(b"PK")
    assert done.stdout == b""
    assert b"Wrote d.xlsx" in done.stderr
    assert b"Next: open it in a spreadsheet" in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["d.json", "d.xlsx"], "no temporary file is left"


def test_standard_output_and_standard_input(folder: Path) -> None:
    done = run("-", "--to", "csv", "--out", "-", cwd=folder, stdin=(folder / "d.json").read_bytes())
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8"), newline="")))
    assert rows[0]["kind"] == "same quotation"


def test_scopes_can_be_repeated_or_listed(folder: Path) -> None:
    listed = run("d.json", "--to", "csv", "--out", "-", "--only", "figures,copies", cwd=folder)
    repeated = run("d.json", "--to", "csv", "--out", "-", "--only", "copies", "--only", "figures", cwd=folder)
    assert listed.stdout == repeated.stdout
    assert {line.split(b",")[0] for line in listed.stdout.splitlines()[1:]} == {
        *(b'"figures compared"', b'"figure"', b'"same wording"'),
    }


def test_one_finding_with_a_byte_order_mark(folder: Path) -> None:
    done = run("d.json", "--to", "csv", "--out", "-", "--finding", "qg1", "--bom", cwd=folder)
    assert done.stdout.startswith(b"\xef\xbb\xbf")
    assert all(b'"qg1"' in line for line in done.stdout.splitlines()[1:])


def test_nothing_is_written_over_without_force(folder: Path) -> None:
    (folder / "d.csv").write_text("mine", encoding="utf-8")
    refused = run("d.json", "--to", "csv", "--out", "d.csv", cwd=folder)
    assert refused.returncode == 1
    assert b"d.csv exists" in refused.stderr
    assert (folder / "d.csv").read_text(encoding="utf-8") == "mine"
    assert run("d.json", "--to", "csv", "--out", "d.csv", "--force", "--quiet", cwd=folder).stderr == b""


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("d.json", "--to", "csv"), 2, "--out"),
        (("d.json", "--to", "docx", "--out", "-"), 2, "there is no format 'docx'; choose among csv"),
        (("d.json", "--to", "csv", "--out", "-", "--only", "quote"), 1, "there is no scope 'quote'"),
        (("d.json", "--to", "csv", "--out", "-", "--finding", "qg9"), 1, "there is no finding 'qg9'"),
        (("d.json", "--to", "csv", "--out", "nowhere/d.csv"), 1, "nowhere cannot be written to"),
        (("none.json", "--to", "csv", "--out", "-"), 1, "none.json: cannot be read"),
        (("text.txt", "--to", "csv", "--out", "-"), 1, "this is not JSON"),
        (("list.json", "--to", "csv", "--out", "-"), 1, "not a rashomon-dossier/1"),
        (("moved.json", "--to", "csv", "--out", "-"), 4, "does not agree with its reports"),
    ],
)
def test_errors_are_one_line_and_an_exit_code(
    folder: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    (folder / "text.txt").write_text("no dossier", encoding="utf-8")
    (folder / "list.json").write_text("[]", encoding="utf-8")
    moved = json.loads((folder / "d.json").read_text(encoding="utf-8"))
    moved["quotes"][0]["text"] = "x" * len(moved["quotes"][0]["text"])
    (folder / "moved.json").write_text(json.dumps(moved), encoding="utf-8")
    done = run(*arguments, cwd=folder)
    assert done.returncode == code
    assert message in " ".join(done.stderr.decode("utf-8").split())
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
def test_binary_is_not_written_to_a_terminal(folder: Path, form: str) -> None:
    terminal, end = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "rashomon", "export", "d.json", "--to", form, "--out", "-"],
            cwd=folder,
            stdout=end,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(end)
        os.close(terminal)
    assert done.returncode == 1
    assert b"would garble the terminal" in done.stderr
    assert run("d.json", "--to", form, "--out", "-", cwd=folder).stdout[:2] in (b"PK", b"PA")


def test_a_reader_that_goes_away_is_no_error_message(folder: Path) -> None:
    command = f"{sys.executable} -m rashomon export d.json --to web-annotation --out - | head -c 10"
    done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, check=False)
    assert done.stderr == b""


def test_the_help_and_the_hints_name_every_format_and_scope(folder: Path) -> None:
    assert list(NEXT) == list(FORMATS)
    text = run("--help", cwd=folder).stdout.decode("utf-8")
    assert all(name in text for name in (*FORMATS, *SCOPES))
