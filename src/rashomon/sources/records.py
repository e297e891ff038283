"""JSON and JSON Lines: one object a report, with ``text`` or ``html`` and optional metadata."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rashomon.errors import InputError
from rashomon.model import Failure, Origin
from rashomon.sources.content import LARGEST, from_text
from rashomon.sources.report import Given, RawReport

JSON = "application/json"


def json_records(raw: bytes, *, path: str | None) -> Iterator[RawReport | Failure]:
    """The reports of a JSON file: one object, or a list of objects."""
    if len(raw) > LARGEST:
        yield _failure(raw, path, "too-large", f"{path} has {len(raw):,} bytes; write it as JSON Lines")
        return
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as error:
        yield _failure(raw, path, "bad-json", f"{path} is not JSON ({error}); correct it there")
        return
    for number, record in enumerate(data if isinstance(data, list) else [data], start=1):
        yield _record(record, f"{path}#{number}" if isinstance(data, list) else path, f"{path}, record {number}")


def jsonl_records(lines: Iterable[bytes], *, path: str | None) -> Iterator[RawReport | Failure]:
    """The reports of a JSON Lines file, one by one; a bad line is a failure and the rest goes on."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path or 'standard input'}, line {number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield _failure(line, f"{path}#{number}", "bad-json", f"{where} is not JSON ({error}); correct that line")
            continue
        yield _record(record, f"{path or '-'}#{number}", where)


def _record(record: Any, path: str | None, where: str) -> RawReport | Failure:
    encoded = json.dumps(record, sort_keys=True).encode()
    if not isinstance(record, Mapping):
        return _failure(encoded, path, "bad-json", f"{where} is no object; each record needs `text` or `html`")
    text, html = record.get("text"), record.get("html")
    content = text if isinstance(text, str) else html
    if not isinstance(content, str):
        return _failure(encoded, path, "no-text", f"{where} has neither `text` nor `html`; add one of them")
    given = given_from(record, basis="metadata")
    try:
        return from_text(content, html=content is not text, path=path, url=given.url, given=given)
    except InputError as error:
        return _failure(encoded, path, error.code, str(error))


def given_from(record: Mapping[str, Any], *, basis: str) -> Given:
    """What a record says of its report; fields of another type than text count as absent."""

    def field(name: str) -> str | None:
        value = record.get(name)
        return value.strip() if isinstance(value, str) and value.strip() else None

    authors = record.get("authors", record.get("author"))
    if isinstance(authors, str):
        authors = authors.split(";")
    names = tuple(name.strip() for name in authors or () if isinstance(name, str) and name.strip())
    return Given(
        basis="user" if basis == "user" else "metadata",
        outlet=field("outlet"),
        title=field("title"),
        authors=names,
        published=field("published"),
        url=field("url"),
    )


def _failure(raw: bytes, path: str | None, code: str, message: str) -> Failure:
    return Failure(Origin(path, None, JSON, hashlib.sha256(raw).hexdigest()), code, message)
