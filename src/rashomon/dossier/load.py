"""A dossier's JSON, read back and checked, before anything is made of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from rashomon.dossier.contract import DossierJSON
from rashomon.dossier.verify import verify
from rashomon.errors import DossierError, VerificationError

_SHOWN = 3
"""How many problems the message of a VerificationError names before it counts the rest."""


def parse_json(raw: bytes, *, name: str) -> Any:
    """``raw`` as JSON. Raises DossierError that begins with ``name``, the file or stream it came from."""
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise DossierError(f"{name}: this is not JSON ({error}); write one with `rashomon compare --json`") from error


def read_bytes(path: str | Path) -> bytes:
    """The file's bytes. Raises DossierError where it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise DossierError(f"{path}: cannot be read ({error.strerror}); give the path of a dossier's JSON") from error


def load(path: str | Path) -> DossierJSON:
    """The dossier in the file ``path``; raises as ``checked`` does."""
    return checked(parse_json(read_bytes(path), name=str(path)))


def checked(data: Mapping[str, Any]) -> DossierJSON:
    """``data`` as a dossier in which every span equals its slice and every id leads somewhere.

    Raises DossierError where it is no dossier of this format, or holds what no text and no number can be (half of a
    surrogate pair, NaN); VerificationError where a span or an id is wrong.
    """
    result = verify(data)
    try:
        json.dumps(data, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise DossierError(
            "the dossier holds half of a surrogate pair, which no text can hold; write it again with `rashomon compare`"
        ) from error
    except ValueError as error:
        raise DossierError(f"the dossier holds a number that JSON does not know ({error})") from error
    if not result.ok:
        more = len(result.problems) - _SHOWN
        raise VerificationError(
            "the dossier does not agree with its reports: "
            + "; ".join(result.problems[:_SHOWN])
            + (f"; and {more} more" if more > 0 else "")
            + ". `rashomon verify` lists every place"
        )
    return cast(DossierJSON, data)
