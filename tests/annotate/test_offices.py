"""Which office a clause says that somebody is given. Every person and place is invented; ``[…]`` marks the claim."""

from __future__ import annotations

import pytest
from tests.annotate.test_claims import marked


@pytest.mark.parametrize(
    ("text", "rank", "words"),
    [
        ("[The board is close to naming a new chief engineer].", "full", "a new chief engineer"),
        ("[The board is close to choosing an interim successor].", "acting", "an interim successor"),
        ("[The board appointed Ines Faro as acting chief of the harbour].", "acting", "acting chief"),
        ("[Ines Faro was elected mayor on Sunday].", "full", "mayor"),
        ("[The mayor picked a deputy director].", "deputy", "a deputy director"),
        ("[The mayor picked a former director].", "full", "a former director"),
        ("[The board chose a new crane].", None, ""),
        ("[The board dismissed the acting director].", None, ""),
    ],
)
def test_the_office_that_somebody_is_given(text: str, rank: str | None, words: str) -> None:
    details = marked(text).explanation.details
    plain = text.replace("[", "").replace("]", "")
    assert details.get("rank") == rank
    if rank:
        assert plain[int(details["office_at"]) : int(details["office_end"])] == words
