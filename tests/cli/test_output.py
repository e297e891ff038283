"""Where a command writes: whole or not at all, and never over others unless forced."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from rashomon.cli.output import refuse_existing, write
from rashomon.errors import OutputExists, RashomonError


@pytest.mark.parametrize(("content", "data"), [("né\n", b"n\xc3\xa9\n"), (b"PK\x00\xff", b"PK\x00\xff")])
def test_text_is_utf_8_and_bytes_are_bytes(tmp_path: Path, content: str | bytes, data: bytes) -> None:
    target = tmp_path / "out"
    write(str(target), content)
    assert target.read_bytes() == data
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(str(tmp_path / "out"), b"x")
    finally:
        os.umask(before)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o640


def test_what_stands_there_stays_until_the_new_file_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out"
    target.write_bytes(b"old")

    def full(self: Path, other: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(RashomonError, match="could not be written: No space left"):
        write(str(target), b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_standard_output_gets_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", stream)
    write("-", "né")
    write("-", b"\x00")
    assert stream.buffer.seek(0) == 0
    assert stream.buffer.read() == b"n\xc3\xa9\x00"


def test_what_can_be_no_file_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(RashomonError, match="is a folder; name a file in it"):
        refuse_existing([str(tmp_path)], force=True)
    with pytest.raises(RashomonError, match="there is no such folder"):
        refuse_existing([str(tmp_path / "away" / "out.json")], force=False)


def test_only_force_writes_over(tmp_path: Path) -> None:
    target = tmp_path / "out"
    refuse_existing([str(target), "-"], force=False)
    target.write_bytes(b"mine")
    with pytest.raises(OutputExists, match="add --force"):
        refuse_existing([str(target)], force=False)
    refuse_existing([str(target)], force=True)
