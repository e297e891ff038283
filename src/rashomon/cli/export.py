"""``rashomon export``: a dossier in the formats of other tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from rashomon.cli.console import err
from rashomon.cli.output import STDOUT, refuse_existing, write
from rashomon.errors import ExportError

NEXT = {
    "csv": "open it in a spreadsheet, or read it with pandas",
    "xlsx": "open it in a spreadsheet; filter by kind or report",
    "markdown": "paste it into your notes, or convert it with Pandoc",
    "web-annotation": "load it into an annotation tool",
    "tei": "open it in a TEI viewer",
    "claimreview": "add the author and the rating before you publish a draft",
    "ftm": "import it with `ftm` or Aleph",
    "parquet": "query it with DuckDB, pandas or Polars",
    "conllu": "read it with any tool for Universal Dependencies",
    "bibtex": "import it into Zotero or cite it from LaTeX",
}


def export(
    dossier: Annotated[str, typer.Argument(metavar="DOSSIER.json|-", help="A dossier as JSON.")],
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help=f"One of {', '.join(NEXT)}.")],
    target: Annotated[str, typer.Option("--out", "-o", metavar="FILE|-", help="The file, or - for standard output.")],
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SCOPE",
            help="Findings of this kind only: quotes, figures, claims, naming, coverage, origins, copies, timeline. "
            "Repeat it, or list several with commas.",
        ),
    ] = None,
    finding: Annotated[str | None, typer.Option(metavar="ID", help="One finding by its id.")] = None,
    bom: Annotated[bool, typer.Option("--bom", help="CSV with a byte order mark, for older spreadsheets.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over an existing file.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No message when it is done.")] = False,
) -> None:
    """Write a dossier's findings for other tools: spreadsheets, notes, annotation, editing, investigation, corpora.

    Every finding keeps its exact words and their place. The dossier is checked first; nothing is written from one that
    fails.
    """
    from rashomon.dossier import checked, load
    from rashomon.dossier.load import parse_json
    from rashomon.views import exports

    form = exports.FORMATS.get(to)
    if form is None:
        raise typer.BadParameter(f"there is no format {to!r}; choose among {', '.join(exports.FORMATS)}")
    if target == STDOUT and not form.text and sys.stdout.isatty():
        raise ExportError(f"{to} is binary and would garble the terminal; name a file with --out, or pipe it")
    refuse_existing([target], force=force)
    scopes = [scope.strip() for listed in only or () for scope in listed.split(",")]
    data = checked(parse_json(sys.stdin.buffer.read(), name="standard input")) if dossier == STDOUT else load(dossier)
    write(target, exports.write(data, to, only=scopes, finding=finding, bom=bom))
    if not quiet and target != STDOUT:
        err().print(f"Wrote {Path(target)}", style="dim", markup=False)
        err().print(f"Next: {NEXT[to]}", style="dim", markup=False)
