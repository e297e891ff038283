"""The result: what was read, what was found, what failed."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model.display import Shown
from rashomon.model.document import Failure
from rashomon.model.finding import Comparison
from rashomon.model.story import Story

FORMAT = "rashomon-dossier/1"
ANNOTATIONS_FORMAT = "rashomon-annotations/1"


@dataclass(frozen=True, slots=True)
class Dossier(Shown):
    """One story, compared. ``first`` and ``last`` are the earliest and latest publication days known (ISO), or None."""

    story: Story
    comparison: Comparison
    failures: tuple[Failure, ...]
    version: str
    language_pack: str
    first: str | None = None
    last: str | None = None

    def __repr__(self) -> str:
        reports = self.story.reports
        quotes = sum(quote.marked for report in reports for quote in report.quotes)
        return (
            f"Dossier({self.story.title!r}, {len(reports)} reports, {quotes} quotations, "
            f"{len(self.comparison.quotes)} of them shared, {len(self.failures)} failures)"
        )
