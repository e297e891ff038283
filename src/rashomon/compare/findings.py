"""All findings of one story."""

from __future__ import annotations

from rashomon.compare.copies import compare_copies
from rashomon.compare.coverage import compare_coverage
from rashomon.compare.credits import find_credits
from rashomon.compare.figures import compare_figures
from rashomon.compare.media import Media
from rashomon.compare.naming import compare_naming
from rashomon.compare.origins import compare_origins
from rashomon.compare.passages import find_passages
from rashomon.compare.quotes import compare_quotes
from rashomon.model import Comparison, Story


def compare(story: Story) -> Comparison:
    """All findings of ``story``. Claims and the timeline are not compared yet: their lists are empty."""
    media = Media.of(story)
    credits = find_credits(story, media)
    copies = compare_copies(find_passages(story), credits, media)
    return Comparison(
        quotes=compare_quotes(story),
        figures=compare_figures(story),
        naming=compare_naming(story),
        coverage=compare_coverage(story),
        origins=compare_origins(story, credits, copies, media),
        copies=copies,
    )
