"""``rashomon annotate``: one line of JSON a report, streamed, before any comparison."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO, Annotated

import typer

from rashomon.cli.console import EXIT_OK, EXIT_SOME_FAILED, err, settled, tell, tracked
from rashomon.cli.output import STDOUT, refuse_existing
from rashomon.errors import RashomonError


def annotate(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|DIR|- …", help="Reports: text, HTML, JSON, JSONL, folders, or - for standard input."
        ),
    ],
    jsonl: Annotated[
        str | None,
        typer.Option("--jsonl", metavar="OUT", help="Write to this file; without it, to standard output."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over an existing file.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", "--no-progress", help="No progress.")] = False,
) -> None:
    """Write each report with its quotations, figures, dates and names as one line of JSON."""
    target = jsonl or STDOUT
    refuse_existing([target], force=force)

    from rashomon import api
    from rashomon.dossier import to_jsonl
    from rashomon.model import Failure

    failed = done = 0

    def stream(file: IO[bytes]) -> None:
        nonlocal failed, done
        for item in tracked(settled(api.annotate(inputs)), what="Annotating", total=None, quiet=quiet):
            file.write(to_jsonl(item).encode("utf-8"))
            file.flush()
            if isinstance(item, Failure):
                failed += 1
                tell(item)
            else:
                done += 1

    if target == STDOUT:
        stream(sys.stdout.buffer)
    else:
        # Streamed line by line so that a long pile needs no memory; the file gets its name when it is whole.
        unfinished = Path(f"{target}.part")
        try:
            with unfinished.open("wb") as file:
                stream(file)
            unfinished.replace(target)
        except OSError as error:
            if unfinished.is_file():
                unfinished.unlink()
            raise RashomonError(f"{target} could not be written: {error.strerror}") from error
        if not quiet:
            err().print(f"Wrote {done} reports and {failed} failures to {target}", style="dim")
    raise typer.Exit(EXIT_SOME_FAILED if failed else EXIT_OK)
