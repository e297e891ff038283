"""``rashomon show``: one report as it was understood."""

from __future__ import annotations

from typing import Annotated

import typer

from rashomon.cli.console import EXIT_ERROR, show as put, tell


def show(file: Annotated[str, typer.Argument(metavar="FILE|-", help="One report.")]) -> None:
    """Print a report as it was understood: blocks, what was removed and why, metadata, quotations, figures, names."""
    from rashomon import api
    from rashomon.model import Failure
    from rashomon.views.terminal import report

    failed = False
    for item in api.annotate([file]):
        if isinstance(item, Failure):
            failed = True
            tell(item)
        else:
            put(report(item))
    if failed:
        raise typer.Exit(EXIT_ERROR)
