"""``rashomon verify``: re-read every span of a dossier."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from rashomon.cli.console import EXIT_UNVERIFIED, err, out
from rashomon.cli.output import STDOUT
from rashomon.errors import DossierError


def verify(dossier: Annotated[str, typer.Argument(metavar="DOSSIER.json|-", help="A dossier as JSON.")]) -> None:
    """Re-read every span of a dossier and check that it equals its slice of the report."""
    from rashomon.dossier import verify as check

    try:
        raw = sys.stdin.buffer.read() if dossier == STDOUT else Path(dossier).read_bytes()
    except OSError as error:
        raise DossierError(
            f"{dossier}: cannot be read ({error.strerror}); give the path of a dossier's JSON"
        ) from error
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise DossierError(
            f"{dossier}: this is not JSON ({error}); write one with `rashomon compare --json`"
        ) from error
    result = check(data)
    for problem in result.problems:
        err().print(problem, markup=False)
    if not result.ok:
        err().print(f"{len(result.problems)} problems in {result.spans} spans", style="bold red")
        raise typer.Exit(EXIT_UNVERIFIED)
    out().print(f"{result.spans} spans re-read; each equals its slice")
