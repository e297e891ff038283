"""Print how many edits are reported as what they are, by kind; ``--misses KIND`` lists those that are not."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

import bench.edits
from bench.edits.edit import KINDS, Kind
from bench.edits.measure import Outcome, measure

TARGET = 0.90
_AROUND = 60


@dataclass(slots=True)
class Row:
    """The outcomes of one kind of edit."""

    kind: Kind
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def is_control(self) -> bool:
        return any(outcome.edit.is_control for outcome in self.outcomes)

    @property
    def alone(self) -> tuple[int, int]:
        """(right, number) beside the original alone."""
        return sum(outcome.alone for outcome in self.outcomes), len(self.outcomes)

    @property
    def within(self) -> tuple[int, int]:
        """(right, number) within the whole story."""
        known = [outcome.within for outcome in self.outcomes if outcome.within is not None]
        return sum(known), len(known)

    @property
    def beside(self) -> int:
        """Reports where nothing changed."""
        return sum(len(outcome.beside) + len(outcome.false) for outcome in self.outcomes)

    def cells(self) -> list[str]:
        """Kind, right of number in both settings, what is reported without a change, the target."""
        target = "none reported" if self.is_control else f"≥ {TARGET:.2f}"
        return [self.kind, shown(self.alone), shown(self.within), str(self.beside), target]


def shown(counts: tuple[int, int]) -> str:
    """``0.912 (73/80)``."""
    right, number = counts
    return f"{right / number:.3f} ({right}/{number})" if number else "–"


def rows(outcomes: Iterable[Outcome]) -> list[Row]:
    """The outcomes by kind, in the order of ``KINDS``; a kind without any has no row."""
    table = {kind: Row(kind) for kind in KINDS}
    for outcome in outcomes:
        table[outcome.edit.kind].outcomes.append(outcome)
    return [row for row in table.values() if row.outcomes]


def described(outcome: Outcome) -> str:
    """One edit in a few lines: where, before and after, and what was reported without a change."""
    edit, lines = outcome.edit, []
    settings = [name for name, right in (("alone", outcome.alone), ("within", outcome.within)) if right is False]
    lines.append(f"{edit.kind} ({edit.rule}) in {edit.story}/{edit.report}; missed: {', '.join(settings) or '–'}")
    for place in edit.places[:3]:
        for sign, text, (start, end) in (
            ("-", outcome.source.text, place.before),
            ("+", edit.document.text, place.after),
        ):
            before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
            lines.append(f"  {sign} …{before}⟦{text[start:end]}⟧{after}…".replace("\n", " / "))
    for report in (*outcome.false, *outcome.beside):
        lines.append(f"  ! {report.what}: " + " | ".join(span.text for span in report.evidence))
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.edits", description=bench.edits.__doc__)
    parser.add_argument("--every", type=int, default=1, help="only each so manieth edit of a kind")
    parser.add_argument("--kind", action="append", choices=KINDS, help="only this kind; may be given again")
    parser.add_argument("--misses", choices=[*KINDS, "all"], help="list what was missed, and what was reported falsely")
    options = parser.parse_args(arguments)
    kinds = [options.misses] if options.misses in KINDS else options.kind or KINDS
    outcomes = list(measure(every=options.every, kinds=kinds))
    table = Table("edit", "alone", "within the story", "reported without a change", "target", title="Synthetic edits")
    for row in rows(outcomes):
        table.add_row(*row.cells())
    Console(width=None if sys.stdout.isatty() else 110).print(table)
    if options.misses:
        for outcome in outcomes:
            if not outcome.alone or outcome.within is False or outcome.beside:
                print(described(outcome))


if __name__ == "__main__":
    main()
