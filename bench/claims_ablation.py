"""What each part of the likeness of claims and each veto is worth: ``python -m bench.claims_ablation --shared …``.

The annotated stories are compared again with one part left out. As a part's points are missing then, the bound that
joins is set anew: the lowest of a grid at which nine in ten of the facts told by one report stay single. The figure
is the share of the facts of several reports that are found there. A veto is left out at the bound in use.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

from bench.stories import scorer, story_folders
from rashomon import annotate
from rashomon.api import finish
from rashomon.compare.answers import Answers
from rashomon.compare.contrast import Contrasts
from rashomon.compare.likeness import PARTS
from rashomon.dossier import dossier_json
from rashomon.model import Annotations, Failure

KEPT = 0.9
GRID = tuple(round(0.5 + 0.1 * step, 1) for step in range(16))
joining: Any = importlib.import_module("rashomon.compare.joining")
likeness: Any = importlib.import_module("rashomon.compare.likeness")


@dataclass(frozen=True, slots=True)
class Row:
    """What was left out, the bound, the share of facts found, of single facts kept, of contradictions reported."""

    left_out: str
    bound: float
    found: float
    kept: float
    disputed: float


def measure(shared: Path) -> Iterator[Row]:
    """The whole first, then without each part, then without each veto."""
    yield _row("nothing", shared, joining.ENOUGH)
    for part in PARTS:
        with patch.object(likeness, "PARTS", tuple(other for other in PARTS if other != part)):
            yield _lowest(part, shared)
    with patch.object(joining, "_mood", lambda claim: "told"):
        yield _row("veto: wishes and questions", shared, joining.ENOUGH)
    with patch.object(Contrasts, "counts_otherwise", lambda *_: False):
        yield _row("veto: other counts", shared, joining.ENOUGH)
    with patch.object(Contrasts, "other_actors", lambda *_: False):
        yield _row("veto: other actors", shared, joining.ENOUGH)
    with patch.object(Contrasts, "on_other_days", lambda *_: False):
        yield _row("veto: other days", shared, joining.ENOUGH)
    with patch.object(Answers, "items", lambda _: ()):
        yield _row("denials of what is told in other words", shared, joining.ENOUGH)
    with patch.object(Contrasts, "between", lambda *_: ()):
        yield _row("veto and dispute: contrasts", shared, joining.ENOUGH)


def _lowest(part: str, shared: Path) -> Row:
    """The row at the lowest bound that keeps enough, found by halving: what is kept rises with the bound."""
    low, high = 0, len(GRID) - 1
    while low < high:
        middle = (low + high) // 2
        if _row(part, shared, GRID[middle]).kept >= KEPT:
            high = middle
        else:
            low = middle + 1
    return _row(part, shared, GRID[low])


@cache
def _reports(folder: Path) -> list[Annotations]:
    return [report for report in annotate(sorted(folder.glob("*.txt"))) if not isinstance(report, Failure)]


def _row(left_out: str, shared: Path, bound: float) -> Row:
    score = scorer(shared)
    tally = score.Tally()
    with patch.object(joining, "ENOUGH", bound):
        for folder in story_folders(shared, most=None):
            score.score(folder, dossier_json(finish(_reports(folder))), tally)
    shares = {name: hits / number if number else 0.0 for name, (hits, number) in tally.c.items()}
    return Row(left_out, bound, shares["same_fact.recall"], shares["only_one.kept"], shares["contradict.recall"])


def table(rows: Sequence[Row]) -> Table:
    """The rows for people."""
    shown = Table("left out", "bound", "facts found", "single kept", "contradictions", title="Claims, part by part")
    for row in rows:
        shown.add_row(row.left_out, f"{row.bound:.2f}", f"{row.found:.3f}", f"{row.kept:.3f}", f"{row.disputed:.3f}")
    return shown


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.claims_ablation", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    Console().print(table(list(measure(parser.parse_args().shared))))


if __name__ == "__main__":
    main()
