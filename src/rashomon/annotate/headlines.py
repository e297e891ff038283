"""Quotations in headlines: the report below usually prints the same words with their speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.annotate.frames import Frame, Run
from rashomon.annotate.speakers import Attribution

_WORD = re.compile(r"[^\W_]+")
_ROLES = frozenset({"headline", "deck", "heading"})
_LEAST_LETTERS = 3
_STEM = 4

Found = tuple[Run, Frame, Attribution]


def settle_headlines(found: Sequence[Found]) -> list[Found]:
    """``found`` with the headline's quotations given to the speaker of the body's quotation that holds their words.

    Where the body gives these words to two speakers, or to none, the headline's own attribution stays. A headline that
    names the speaker keeps it too.
    """
    body = [
        (f" {' '.join(_words(run.text))} ", attribution)
        for run, frame, attribution in found
        if frame.block.role not in _ROLES and attribution.speaker is not None
    ]
    return [
        (run, frame, _from_body(run, attribution, body) if _is_open(frame, attribution) else attribution)
        for run, frame, attribution in found
    ]


def _is_open(frame: Frame, attribution: Attribution) -> bool:
    unnamed = attribution.speaker is None or attribution.speaker.entity is None
    return frame.block.role in _ROLES and unnamed


def _from_body(run: Run, attribution: Attribution, body: Sequence[tuple[str, Attribution]]) -> Attribution:
    words = _words(run.text)
    if sum(map(len, words)) < _LEAST_LETTERS:
        return attribution
    same = [other for text, other in body if f" {' '.join(words)} " in text]
    speakers = {other.speaker.name for other in same if other.speaker is not None}
    if len(speakers) != 1:
        return attribution
    reason = "the report below gives these words to this speaker"
    return replace(same[0], rule="headline-repeats-body", reason=reason, cue=None, candidates=())


def _words(text: str) -> list[str]:
    """The beginnings of the words: a headline says "show" for "showing"."""
    return [word.lower()[:_STEM] for word in _WORD.findall(text)]
