"""``rashomon verify``: re-read every span of a dossier."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from rashomon.cli.console import EXIT_UNVERIFIED, err, out
from rashomon.cli.output import STDOUT


def verify(dossier: Annotated[str, typer.Argument(metavar="DOSSIER.json|-", help="A dossier as JSON.")]) -> None:
    """Re-read every span of a dossier and check that it equals its slice of the report."""
    from rashomon.dossier import verify as check
    from rashomon.dossier.load import parse_json, read_bytes

    raw = sys.stdin.buffer.read() if dossier == STDOUT else read_bytes(dossier)
    result = check(parse_json(raw, name="standard input" if dossier == STDOUT else dossier))
    for problem in result.problems:
        err().print(problem, markup=False)
    if not result.ok:
        err().print(f"{len(result.problems)} problems in {result.spans} spans", style="bold red")
        raise typer.Exit(EXIT_UNVERIFIED)
    out().print(f"{result.spans} spans re-read; each equals its slice")
