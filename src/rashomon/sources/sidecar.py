"""A metadata file beside the reports: ``metadata.jsonl`` or ``metadata.csv`` with path, outlet, published, url,
title, authors."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from rashomon.errors import InputError
from rashomon.sources.encoding import decode
from rashomon.sources.records import given_from
from rashomon.sources.report import Given

NAMES = ("metadata.jsonl", "metadata.csv")


def read_sidecar(folder: Path) -> dict[str, Given]:
    """What the folder's metadata file says, by the report's path relative to the folder.

    Raises InputError (``bad-metadata``) that names the line; a folder without such a file gives an empty mapping.
    """
    for name in NAMES:
        file = folder / name
        if file.is_file():
            text = decode(file.read_bytes(), html=False).text
            rows = _jsonl(text, file) if name.endswith(".jsonl") else list(csv.DictReader(io.StringIO(text)))
            return {Path(str(row["path"])).as_posix(): given_from(row, basis="user") for row in rows if row.get("path")}
    return {}


def _jsonl(text: str, file: Path) -> list[dict[str, object]]:
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            message = f"{file}, line {number} is not JSON ({error}); correct that line"
            raise InputError("bad-metadata", message) from error
        if not isinstance(row, dict):
            raise InputError("bad-metadata", f"{file}, line {number} is no object; each line needs a `path`")
        rows.append(row)
    return rows
