"""Files, folders, records and standard input → reports or failures by name."""

from __future__ import annotations

import io
import itertools
import json
from pathlib import Path

import pytest

from rashomon.model import Failure
from rashomon.sources import RawReport, read
from rashomon.sources.content import LARGEST

REPORT = "Ferry aground\n\nThe ferry ran aground off Cape Ellis before dawn.\n"


def reports(*paths: Path) -> list[RawReport]:
    items = list(read(paths))
    assert [item for item in items if isinstance(item, Failure)] == []
    return [item for item in items if isinstance(item, RawReport)]


def failure(path: Path) -> Failure:
    (item,) = read([path])
    assert isinstance(item, Failure)
    return item


def test_a_text_file_is_its_decoded_content(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"One\r\n\r\nTwo \xe2\x80\x9cthree\xe2\x80\x9d\r\n")
    (report,) = reports(path)
    assert report.content == "One\r\n\r\nTwo “three”\r\n"
    assert report.media_type == "text/plain"


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.html", "<p>One</p>", "text/html"),
        ("a.htm", "One", "text/html"),
        ("a", "<!DOCTYPE html><html><body><p>One</p></body></html>", "text/html"),
        ("a", "One < two", "text/plain"),
        ("a.txt", "<html> is how every page begins", "text/plain"),
    ],
)
def test_media_types(tmp_path: Path, name: str, content: str, media_type: str) -> None:
    (tmp_path / name).write_text(content)
    assert reports(tmp_path / name)[0].media_type == media_type


def test_a_folder_is_read_by_name_and_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden/d.txt", ".e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Report {name}")
    assert [Path(report.origin.path or "").name for report in reports(tmp_path)] == ["a.txt", "b.txt", "c.txt"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.txt", b"%PDF-1.7 \x00\x01", "binary"),
        ("a.bin", bytes(range(256)) * 8, "binary"),
        ("a.txt", b"a" * (LARGEST + 1), "too-large"),
        ("a.json", b"{", "bad-json"),
        ("a.json", b'{"headline": "no text"}', "no-text"),
        ("a.json", b'{"text": "\\ud800 half"}', "bad-text"),
        ("a.json", b"[" * 100_000, "bad-json"),
    ],
)
def test_failures_by_name(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    found = failure(tmp_path / name)
    assert found.code == code
    assert str(tmp_path / name) in found.message


def test_a_missing_path_and_an_empty_folder(tmp_path: Path) -> None:
    assert failure(tmp_path / "nowhere.txt").code == "missing"
    (tmp_path / "folder").mkdir()
    assert failure(tmp_path / "folder").code == "empty"


def test_a_bad_line_does_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"text": REPORT}), "{", "[]", "", json.dumps({"html": "<p>x</p>", "outlet": "The Tarn Daily"})]
    path.write_text("\n".join(lines))
    items = list(read([path]))
    assert [item.code if isinstance(item, Failure) else item.media_type for item in items] == [
        "text/plain",
        "bad-json",
        "bad-json",
        "text/html",
    ]
    last = items[-1]
    assert isinstance(last, RawReport)
    assert (last.given.outlet, last.given.basis) == ("The Tarn Daily", "metadata")
    assert last.origin.path == f"{path}#5"


def test_one_line_at_a_time(tmp_path: Path) -> None:
    stream = iter(json.dumps({"text": f"Report {number}"}).encode() + b"\n" for number in itertools.count())

    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readline(self, size: int | None = -1, /) -> bytes:
            return next(stream)

        def __next__(self) -> bytes:
            return next(stream)

    first = list(itertools.islice(read(["-"], stdin=Endless()), 3))  # type: ignore[arg-type]
    assert [item.content for item in first if isinstance(item, RawReport)] == ["Report 0", "Report 1", "Report 2"]


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        (b"Ferry aground", ["text/plain"]),
        (b"<html><body><p>Ferry</p></body></html>", ["text/html"]),
        (b'{"text": "Ferry"}\n{"html": "<p>F</p>"}\n', ["text/plain", "text/html"]),
        (b'[{"text": "Ferry"}, {"text": "Tug"}]', ["text/plain", "text/plain"]),
        (b'{\n "text": "Ferry"\n}', ["text/plain"]),
        (b"", ["empty"]),
    ],
)
def test_standard_input_is_recognised(content: bytes, kinds: list[str]) -> None:
    items = list(read(["-"], stdin=io.BytesIO(content)))
    assert [item.code if isinstance(item, Failure) else item.media_type for item in items] == kinds


@pytest.mark.parametrize("order", [("a.txt", "b.txt"), ("b.txt", "a.txt")])
def test_which_of_two_equal_reports_stays_does_not_depend_on_the_order(tmp_path: Path, order: tuple[str, str]) -> None:
    for name in order:
        (tmp_path / name).write_text(REPORT)
    items = list(read([tmp_path / name for name in order]))
    kept = [item for item in items if isinstance(item, RawReport)]
    failed = [item for item in items if isinstance(item, Failure)]
    assert [len(kept), len(failed)] == [1, 1]
    assert failed[0].code == "duplicate"
    assert kept[0].origin.path == str(tmp_path / "a.txt")
    assert failed[0].origin.path == str(tmp_path / "b.txt")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "metadata.jsonl",
            '{"path": "a.txt", "outlet": "The Tarn Daily", "published": "2024-02-05", "authors": ["I. Vo"]}',
        ),
        ("metadata.csv", "path,outlet,published,authors\na.txt,The Tarn Daily,2024-02-05,I. Vo\n"),
    ],
)
def test_a_metadata_file_gives_what_the_text_lacks(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / name).write_text(content)
    for paths in ([tmp_path], [tmp_path / "a.txt"]):
        (report,) = reports(*paths)
        given = report.given
        assert (given.outlet, given.published, given.authors, given.basis) == (
            "The Tarn Daily",
            "2024-02-05",
            ("I. Vo",),
            "user",
        )


def test_a_bad_metadata_file_is_a_failure_and_the_reports_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "metadata.jsonl").write_text("{")
    items = list(read([tmp_path]))
    assert [item.code if isinstance(item, Failure) else item.content for item in items] == ["bad-metadata", REPORT]
