"""``rashomon doctor`` and ``rashomon completion``: what a bug report needs, and what a shell needs."""

from __future__ import annotations

import platform
from enum import StrEnum
from importlib.metadata import version
from typing import Annotated

import typer

from rashomon.cli.console import out


class Shell(StrEnum):
    """The shells for which Typer writes completion scripts."""

    bash = "bash"
    zsh = "zsh"
    fish = "fish"
    powershell = "powershell"


def doctor() -> None:
    """Print the versions of Rashomon, its language pack and the libraries that decide results."""
    from rashomon.language import pack_version

    rows = [("rashomon", version("rashomon")), ("language pack", pack_version()), ("python", platform.python_version())]
    rows += [(name, version(name)) for name in ("spacy", "onnxruntime", "trafilatura", "resiliparse", "rapidfuzz")]
    for name, value in rows:
        out().print(f"{name:<14} {value}")


def completion(shell: Annotated[Shell, typer.Argument(help="The shell to print a script for.")]) -> None:
    """Print a completion script, for example: rashomon completion bash >> ~/.bashrc"""
    from typer._completion_shared import get_completion_script

    typer.echo(get_completion_script(prog_name="rashomon", complete_var="_RASHOMON_COMPLETE", shell=shell.value))
