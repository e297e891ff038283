"""What several reports of a pile share word for word is not the report: navigation, appeals, the site's own lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.cleaning.plain.lines import split_lines
from rashomon.sources import RawReport

_LONGEST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Habits:
    """Lines that at least three plain-text reports of the pile share word for word."""

    lines: frozenset[str] = frozenset()

    def is_boilerplate(self, line: str) -> bool:
        """True for a line that other reports of the pile have too."""
        return line in self.lines


def learn_habits(raws: Iterable[RawReport]) -> Habits:
    """The habits of a pile. The order of the reports does not matter.

    Agency copy is shared too: only lines that are no sentence count, or that stand in a report's first or last lines.
    """
    counts: Counter[str] = Counter()
    for raw in raws:
        if raw.media_type != "text/plain":
            continue
        lines = split_lines(raw.content)
        counts.update({line.text for line in lines if not line.is_sentence and len(line.words) <= _LONGEST_WORDS})
    return Habits(frozenset(line for line, count in counts.items() if count >= 3))
