"""Terminal manners: results to standard output, everything else to standard error, progress only where somebody
watches."""

from __future__ import annotations

import gc
import io
import os
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console, RenderableType

from rashomon.model import Failure

T = TypeVar("T")

UNBROKEN = 100_000
"""Columns where output is piped: more than any paragraph has."""

EXIT_OK, EXIT_ERROR, EXIT_USAGE, EXIT_SOME_FAILED, EXIT_UNVERIFIED, EXIT_INTERRUPTED = 0, 1, 2, 3, 4, 130


def out() -> Console:
    """For results. Made anew each time so that it sees the stream as it is now (tests replace it)."""
    return Console(highlight=False)


def show(renderable: RenderableType) -> None:
    """A result on standard output. Where nobody watches it is plain: a paragraph is one line whatever its length, and
    no line ends in spaces, so that ``grep`` and ``diff`` see the words as they are. ``COLUMNS`` sets a width all the
    same.
    """
    console = out()
    if console.is_terminal:
        console.print(renderable)
        return
    width = None if os.environ.get("COLUMNS") else UNBROKEN
    plain = Console(highlight=False, width=width, file=io.StringIO(), no_color=True)
    with plain.capture() as captured:
        plain.print(renderable)
    console.file.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))
    console.file.flush()


def err() -> Console:
    """For messages, hints and progress. A message is one line: a terminal breaks it by itself, ``grep`` wants it
    whole."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def tell(failure: Failure) -> None:
    """One line on standard error: which input was not read, why, and the code that programs test."""
    from rashomon.views.visible import plain
    from rashomon.views.words import failure_words

    err().print(plain(f"{failure_words(failure)} [{failure.code}]"), markup=False)


def settled(items: Iterable[T]) -> Iterator[T]:
    """``items``; what Python has loaded when the first of them is done (modules, language pack, lexicon) stays until
    the process ends, and the garbage collector no longer reads it through to find that out. For a process of our own:
    a library must not decide this for the program that calls it."""
    for number, item in enumerate(items):
        if number == 0:
            gc.freeze()
        yield item


def tracked(items: Iterable[T], *, what: str, total: int | None, quiet: bool) -> Iterator[T]:
    """``items`` with a progress bar on standard error, if that is a terminal and ``quiet`` is not asked for."""
    console = err()
    if quiet or not console.is_terminal:
        yield from items
        return
    from rich.progress import track

    yield from track(items, description=what, total=total, console=console, transient=True)
