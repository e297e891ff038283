"""``rashomon compare``: a pile of reports → a dossier."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from rashomon.cli.console import EXIT_OK, EXIT_SOME_FAILED, EXIT_UNVERIFIED, err, settled, show, tell, tracked
from rashomon.cli.output import STDOUT, refuse_existing, write


def compare(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|DIR|- …", help="Reports: text, HTML, JSON, JSONL, folders, or - for standard input."
        ),
    ],
    json: Annotated[
        str | None, typer.Option("--json", metavar="OUT", help="Write the dossier as JSON (- for standard output).")
    ] = None,
    html: Annotated[
        str | None,
        typer.Option("--html", metavar="OUT", help="Write the dossier as one HTML page (- for standard output)."),
    ] = None,
    title: Annotated[str | None, typer.Option(help="The story's title; without it, the most typical headline.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over existing files.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", "--no-progress", help="No progress and no summary.")] = False,
) -> None:
    """Lay reports of one event side by side.

    Without --json or --html it writes dossier.html and dossier.json into the current folder and prints a summary.
    """
    run(inputs, json=json, html=html, title=title, force=force, quiet=quiet)


def run(inputs: list[str], *, json: str | None, html: str | None, title: str | None, force: bool, quiet: bool) -> None:
    """What ``compare`` and ``demo`` share. Exits 3 where some inputs failed, 4 where a span does not equal its
    slice."""
    if json == STDOUT and html == STDOUT:
        raise typer.BadParameter("only one of --json and --html can go to standard output")
    chosen = json is not None or html is not None
    json, html = (json, html) if chosen else ("dossier.json", "dossier.html")
    if json is not None and html is not None and Path(json) == Path(html):
        raise typer.BadParameter("--json and --html name one file; give each its own")
    refuse_existing([target for target in (json, html) if target], force=force)

    from rashomon import api
    from rashomon.cleaning import learn_habits
    from rashomon.engine import annotate_documents, read_documents
    from rashomon.sources import RawReport, read

    items = list(read(inputs, stdin=sys.stdin.buffer))
    habits = learn_habits([item for item in items if isinstance(item, RawReport)])
    annotated = settled(annotate_documents(read_documents(items, habits=habits)))
    dossier = api.finish(tracked(annotated, what="Reading reports", total=len(items), quiet=quiet), title=title)
    check = dossier.verify()
    if json is not None:
        write(json, dossier.to_json())
    if html is not None:
        write(html, dossier.to_html(verification=check))
    piped = STDOUT in (json, html)
    if not quiet and not piped:
        from rashomon.views.terminal import summary

        show(summary(dossier))
        err().print("Wrote " + " and ".join(target for target in (html, json) if target), style="dim")
        if html is not None:
            err().print(f"Next: open {html} in a browser", style="dim")
    for failure in dossier.failures:
        tell(failure)
    if not check.ok:
        for problem in check.problems:
            err().print(problem, markup=False)
        raise typer.Exit(EXIT_UNVERIFIED)
    raise typer.Exit(EXIT_SOME_FAILED if dossier.failures else EXIT_OK)
