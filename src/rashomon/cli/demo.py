"""``rashomon demo``: the main job on the bundled examples."""

from __future__ import annotations

from importlib import resources
from typing import Annotated

import typer

from rashomon.cli.compare import run
from rashomon.errors import RashomonError


def demo(
    story: Annotated[str, typer.Argument(help="Which example story; `--list` names them.")] = "harbour",
    names: Annotated[bool, typer.Option("--list", help="List the example stories.")] = False,
    json: Annotated[str | None, typer.Option("--json", metavar="OUT", help="Write the dossier as JSON.")] = None,
    html: Annotated[
        str | None, typer.Option("--html", metavar="OUT", help="Write the dossier as one HTML page.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over existing files.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", "--no-progress", help="No progress and no summary.")] = False,
) -> None:
    """Make the dossier of a bundled story about an invented event. No network is needed."""
    root = resources.files("rashomon").joinpath("examples")
    stories = sorted(entry.name for entry in root.iterdir() if entry.is_dir())
    if names:
        for name in stories:
            typer.echo(name)
        return
    if story not in stories:
        raise RashomonError(f"there is no example story {story!r}; choose one of {', '.join(stories)}")
    with resources.as_file(root.joinpath(story)) as folder:
        run([str(folder)], json=json, html=html, title=None, force=force, quiet=quiet)
