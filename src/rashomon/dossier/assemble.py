"""Puts the parts of a dossier together in an order that does not depend on the order of the files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib.metadata import version

from rashomon.model import Annotations, Comparison, Document, Dossier, Failure, Story

UNTITLED = "Untitled story"


def assemble(story: Story, comparison: Comparison, failures: Iterable[Failure], *, language_pack: str) -> Dossier:
    """The dossier of ``story``. ``language_pack`` is the pack's name and version."""
    days = sorted(day for report in story.reports if (day := _day(report.document)))
    return Dossier(
        story=replace(story, title=story.title or central_title(story.reports)),
        comparison=comparison,
        failures=tuple(
            sorted(failures, key=lambda failure: (failure.origin.path or "", failure.origin.sha256, failure.message))
        ),
        version=version("rashomon"),
        language_pack=language_pack,
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def central_title(reports: Sequence[Annotations]) -> str:
    """The headline that shares most words with the other headlines: the story is named in a report's words, never in
    ours."""
    titles = sorted({report.document.title for report in reports if report.document.title})
    words = {title: {word.casefold() for word in re.findall(r"\w{3,}", title)} for title in titles}
    spread = Counter(word for title in titles for word in words[title])
    # Shared words count; the shorter headline wins a tie, then the alphabet.
    return min(
        titles,
        key=lambda title: (
            -sum(spread[word] - 1 for word in words[title]) / (len(words[title]) or 1),
            len(title),
            title,
        ),
        default=UNTITLED,
    )


def _day(doc: Document) -> str | None:
    """The publication day, where it is known to the day and not inferred."""
    published = doc.published
    if published is None or published.basis == "inferred" or not re.match(r"\d{4}-\d{2}-\d{2}", published.value):
        return None
    return published.value[:10]
