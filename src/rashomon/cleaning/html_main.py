"""Which lines of a page are its main text: trafilatura keeps lines in three ways, boosted trees over what can be seen
of each line weigh that.

The trees are ``main_text.json``, written by ``training/main_text``.
"""

from __future__ import annotations

from dataclasses import dataclass

import trafilatura

from rashomon.cleaning.html_align import kept_lines
from rashomon.cleaning.html_features import describe, squeeze
from rashomon.cleaning.html_page import Page
from rashomon.cleaning.trees import load_trees

EXTRACTORS = ("precision", "balanced", "recall")
"""trafilatura's settings, in the order in which the features number them."""


@dataclass(frozen=True, slots=True)
class MainText:
    """Scores of a page's lines; a line is main text where its score is above zero. ``agreed`` tells which
    lines two of three extractors keep."""

    scores: tuple[float, ...]
    agreed: tuple[bool, ...]


def find_main_text(page: Page, source: str, *, body: str, title: str) -> MainText:
    """Score each line of ``page``, whose source is ``source``; ``body`` and ``title`` as the metadata give them."""
    lines = [squeeze(page.text[line.start : line.end]) for line in page.lines]
    kept = [kept_lines(lines, squeezed_lines(output)) for output in extract(source)]
    features = describe(page, kept, squeeze(body), squeeze(title))
    model = load_trees("rashomon.cleaning", "main_text.json")
    scores = tuple(model.scores(features))
    return MainText(scores, tuple(sum(keeps) > 1 for keeps in zip(*kept, strict=True)))


def extract(source: str) -> list[str]:
    """What trafilatura takes for the main text, once for each of ``EXTRACTORS``."""
    outputs = []
    for setting in EXTRACTORS:
        output = trafilatura.extract(
            source,
            include_comments=False,
            favor_precision=setting == "precision",
            favor_recall=setting == "recall",
        )
        outputs.append(output or "")
    return outputs


def squeezed_lines(output: str) -> list[str]:
    """The lines of an extractor's output as ``kept_lines`` compares them."""
    return [line for line in map(squeeze, output.split("\n")) if line]
