"""All findings of one story."""

from __future__ import annotations

from rashomon.compare.claims import compare_claims
from rashomon.compare.context import contexts
from rashomon.compare.copies import compare_copies
from rashomon.compare.coverage import compare_coverage
from rashomon.compare.credits import find_credits
from rashomon.compare.figures import compare_figures
from rashomon.compare.independence import Independence
from rashomon.compare.media import Media
from rashomon.compare.naming import compare_naming
from rashomon.compare.origins import compare_origins
from rashomon.compare.passages import find_passages
from rashomon.compare.quotes import compare_quotes
from rashomon.compare.timeline import compare_timeline
from rashomon.model import Comparison, Story


def compare(story: Story) -> Comparison:
    """All findings of ``story``."""
    media = Media.of(story)
    credits = find_credits(story, media)
    passages = find_passages(story)
    copies = compare_copies(passages, credits, media)
    quotes = compare_quotes(story)
    table = contexts(story)
    figures = compare_figures(story, table)
    claims = compare_claims(story, quotes, figures, Independence(story, quotes, passages, credits, media).of)
    return Comparison(
        quotes=quotes,
        figures=figures,
        claims=claims,
        naming=compare_naming(story),
        coverage=compare_coverage(story, quotes, claims, table),
        origins=compare_origins(story, credits, copies, media),
        copies=copies,
        timeline=compare_timeline(story, claims),
    )
