"""All findings of one story."""

from __future__ import annotations

from rashomon.compare.coverage import compare_coverage
from rashomon.compare.figures import compare_figures
from rashomon.compare.naming import compare_naming
from rashomon.compare.quotes import compare_quotes
from rashomon.compare.timeline import compare_timeline
from rashomon.model import Comparison, Story


def compare(story: Story) -> Comparison:
    """All findings of ``story``. Claims, origins and copies are not compared yet: their lists are empty."""
    quotes = compare_quotes(story)
    return Comparison(
        quotes=quotes,
        figures=compare_figures(story),
        naming=compare_naming(story),
        coverage=compare_coverage(story, quotes),
        timeline=compare_timeline(story),
    )
