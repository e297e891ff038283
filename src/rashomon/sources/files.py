"""Files, folders and standard input, in a fixed order, one report after another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from rashomon.errors import InputError
from rashomon.model import Failure, Origin
from rashomon.sources.content import LARGEST, report
from rashomon.sources.records import JSON, json_records, jsonl_records
from rashomon.sources.report import Given, RawReport
from rashomon.sources.sidecar import NAMES, read_sidecar

STDIN = "-"
_JSONL_SUFFIXES = {".jsonl", ".ndjson"}


def read(paths: Sequence[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[RawReport | Failure]:
    """Every report under ``paths``: files, folders (recursively, by name, without hidden files), ``-`` for standard
    input.

    What cannot be read comes as a Failure in its place. Of equal reports one is read, the others are
    failures ``duplicate``. Memory stays constant over JSON Lines.
    """
    doubles = _doubles(paths)
    seen: dict[str, str] = {}
    for item in chain.from_iterable(_read_path(path, stdin) for path in paths):
        if isinstance(item, RawReport):
            where = item.origin.path or item.origin.url or STDIN
            first = doubles.get(where) or seen.setdefault(item.origin.sha256, where)
            if first is not where:
                message = f"{where} has the same content as {first}; it is counted once"
                yield Failure(item.origin, "duplicate", message)
                continue
        yield item


def _doubles(paths: Sequence[str | Path]) -> dict[str, str]:
    """Files with the bytes of another one → the one of them that is read: the first by name, in whatever order they
    were given."""
    files = sorted({file for path in paths if str(path) != STDIN for file in _files(Path(path))}, key=str)
    by_size: dict[int, list[Path]] = {}
    for file in files:
        with suppress(OSError):
            by_size.setdefault(file.stat().st_size, []).append(file)
    first: dict[bytes, str] = {}
    doubles: dict[str, str] = {}
    for size, group in by_size.items():
        for file in group if len(group) > 1 and size <= LARGEST else ():
            # What cannot be read becomes a failure when its turn comes.
            with suppress(OSError):
                winner = first.setdefault(hashlib.sha256(file.read_bytes()).digest(), str(file))
                if winner != str(file):
                    doubles[str(file)] = winner
    return doubles


def _files(path: Path) -> list[Path]:
    """The file, or the files of the folder by name, without hidden ones and metadata files."""
    if not path.is_dir():
        return [path]
    return sorted(
        file
        for file in path.rglob("*")
        if file.is_file()
        and file.name not in NAMES
        and not any(part.startswith(".") for part in file.relative_to(path).parts)
    )


def _read_path(path: str | Path, stdin: BinaryIO | None) -> Iterator[RawReport | Failure]:
    if str(path) == STDIN:
        if stdin is not None:
            yield from _read_stdin(stdin)
        return
    path = Path(path)
    if path.is_dir():
        yield from _read_folder(path)
    elif path.exists():
        try:
            given = read_sidecar(path.parent).get(path.name)
        except (InputError, OSError):
            # The folder itself was not named: its metadata file is a help, not an input.
            given = None
        yield from _read_file(path, given)
    else:
        yield _failure(path, "missing", f"{path} does not exist; check the path")


def _read_folder(folder: Path) -> Iterator[RawReport | Failure]:
    try:
        sidecar = read_sidecar(folder)
    except InputError as error:
        yield _failure(folder, error.code, str(error))
        sidecar = {}
    files = _files(folder)
    if not files:
        yield _failure(folder, "empty", f"{folder} holds no files; put the reports into it")
    for file in files:
        yield from _read_file(file, sidecar.get(file.relative_to(folder).as_posix()))


def _read_file(file: Path, given: Given | None) -> Iterator[RawReport | Failure]:
    suffix = file.suffix.lower()
    try:
        if suffix in _JSONL_SUFFIXES:
            with file.open("rb") as lines:
                yield from jsonl_records(lines, path=str(file))
            return
        with file.open("rb") as stream:
            # One byte more than allowed tells a long file from a longest one without reading it all.
            raw = stream.read(LARGEST + 1)
    except OSError as error:
        yield _failure(file, "unreadable", f"{file} cannot be read ({error.strerror}); check its permissions")
        return
    if suffix == ".json":
        yield from json_records(raw, path=str(file))
        return
    try:
        yield report(raw, path=str(file), suffix=suffix, given=given)
    except InputError as error:
        yield Failure(
            Origin(str(file), None, _media_type(suffix), hashlib.sha256(raw).hexdigest()), error.code, str(error)
        )


def _read_stdin(stdin: BinaryIO) -> Iterator[RawReport | Failure]:
    first = stdin.readline()
    if first.lstrip().startswith(b"{") and first.rstrip().endswith(b"}"):
        yield from jsonl_records(_lines(first, stdin), path=None)
        return
    raw = first + stdin.read(LARGEST + 1 - min(len(first), LARGEST))
    if raw.lstrip().startswith((b"{", b"[{")):
        yield from json_records(raw, path=STDIN)
        return
    try:
        yield report(raw, path=STDIN)
    except InputError as error:
        yield Failure(Origin(STDIN, None, "text/plain", hashlib.sha256(raw).hexdigest()), error.code, str(error))


def _lines(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _failure(path: Path, code: str, message: str) -> Failure:
    return Failure(Origin(str(path), None, _media_type(path.suffix.lower()), ""), code, message)


def _media_type(suffix: str) -> str:
    if suffix == ".json" or suffix in _JSONL_SUFFIXES:
        return JSON
    return "text/html" if suffix in {".html", ".htm"} else "text/plain"
