"""The command line. One file a command; each calls the library and holds no logic of its own."""

from __future__ import annotations

import os
import sys

import typer

from rashomon.cli import annotate, compare, demo, doctor, export, show, verify
from rashomon.cli.console import EXIT_ERROR, EXIT_INTERRUPTED, EXIT_UNVERIFIED, err
from rashomon.errors import RashomonError, VerificationError

app = typer.Typer(
    help="Lay many reports of one event side by side. Offline; every finding points at exact characters of a report.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="Exit codes: 0 done, 1 error, 2 wrong usage, 3 some inputs failed (named on standard error), "
    "4 a span failed verification, 130 interrupted.",
)
app.command()(compare.compare)
app.command()(annotate.annotate)
app.command()(show.show)
app.command()(verify.verify)
app.command()(export.export)
app.command()(demo.demo)
app.command()(doctor.doctor)
app.command()(doctor.completion)


def main() -> None:
    """Entry point: turns the library's errors into one line on standard error and a documented exit code."""
    try:
        app()
    except RashomonError as error:
        err().print(f"rashomon: {error}", markup=False, style="red")
        sys.exit(EXIT_UNVERIFIED if isinstance(error, VerificationError) else EXIT_ERROR)
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone; that is no error of ours. Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_ERROR)
