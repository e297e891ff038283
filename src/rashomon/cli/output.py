"""Where a command writes: files are written whole or not at all, and never over others unless forced."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from rashomon.errors import OutputExists, RashomonError

STDOUT = "-"


def refuse_existing(targets: list[str], *, force: bool) -> None:
    """Before any work is done: raise OutputExists where a target stands already, RashomonError where it cannot be a
    file."""
    for target in targets:
        if target == STDOUT:
            continue
        path = Path(target)
        if path.exists() and not force:
            raise OutputExists(f"{target} exists; name another file or add --force to write over it")
        if path.is_dir():
            raise RashomonError(f"{target} is a folder; name a file in it")
        if not path.parent.is_dir():
            raise RashomonError(f"{path.parent} cannot be written to (there is no such folder); choose another place")


def write(target: str, content: str | bytes) -> None:
    """Write ``content`` (text as UTF-8) to a file, atomically, through a neighbour that is renamed, or to standard
    output."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    if target == STDOUT:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise RashomonError(f"{path.parent} cannot be written to ({error.strerror}); choose another place") from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        # mkstemp makes private files; a dossier gets the permissions that any new file gets.
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise RashomonError(f"{path} could not be written: {error.strerror}") from error
