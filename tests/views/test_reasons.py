"""What an explanation measured, in words."""

from __future__ import annotations

import pytest

from rashomon.model import Explanation
from rashomon.views.reasons import measured


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({}, ""),
        ({"meaning": 0.7, "words": 0.15, "representative": "a:c1"}, "like meaning 0.70, rare words in both 0.15"),
        ({"action": -0.03}, "like action −0.03"),
        # The lemma and the places serve the program; a lemma can be wrong, and an offset says nothing to a reader.
        ({"action": "carri", "head": 754, "form": "clause", "kind": "claim", "negated": 0}, ""),
        ({"form": "fragment", "kind": "opinion", "negated": 1}, "no whole clause, an opinion, with a negation"),
        ({"verb": "ignor", "nsubj": "vessel", "modifiers": "radio"}, ""),
        ({"when": "Tuesday", "when_at": 12, "when_value": "2024-05-14", "source": "person"}, ""),
        ({"source": "anonymous"}, "a source that asked not to be named"),
        ({"fewest_shared_words": 9, "longest": "a:q13"}, ""),
        ({"tense": "past"}, "tense of the sentence: past"),
        ({"tense": "unknown"}, ""),
        ({"bound": "before"}, "before the time that is named"),
        ({"decided_by": "figure"}, "decided by: figure"),
        ({"some_new_measure": 3}, "some new measure 3"),
    ],
)
def test_details_are_words_or_nothing(details: dict[str, str | int | float], words: str) -> None:
    assert measured(Explanation("by-hand", "for this test", details=details)) == words
