"""Texts that look cut: what breaks off, and what goes on behind a wall."""

from __future__ import annotations

import pytest

from rashomon.cleaning.cut import LOOKS_CUT, cut_notes
from rashomon.model import Block, Removed

BODY = "The council of Halden will meet on Friday to speak of the lock."


def notes(body: str, after: str = "", before: str = "") -> list[str]:
    start = len(before) + 1 if before else 0
    block = Block("body", 0, len(body), start, start + len(body))
    pieces = [Removed("other", before, 0, len(before))] if before else []
    if after:
        pieces.append(Removed("newsletter", after, block.page_end + 1, block.page_end + 1 + len(after)))
    return cut_notes(body, (block,), pieces)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("The council of Halden will meet on Friday to speak of …", "to speak of …"),
        ("The council of Halden will meet on Friday to speak of...", "Friday to speak of..."),
        ("The council of Halden will meet on Friday to speak […]", "Friday to speak […]"),
    ],
)
def test_a_text_that_breaks_off(body: str, words: str) -> None:
    assert notes(body) == [f"{LOOKS_CUT}: it ends with “{words}”"]


@pytest.mark.parametrize(
    "wall",
    [
        "Subscribe to continue reading",
        "To read the full article, please log in.",
        "This story is for subscribers.",
        "This article is only available to registered members",
        "Read the full report at the Halden Post",
    ],
)
def test_a_wall_after_the_text(wall: str) -> None:
    (note,) = notes(BODY, after=wall)
    assert note.startswith(LOOKS_CUT) and note.endswith("follows it")


@pytest.mark.parametrize(
    ("body", "after", "before"),
    [
        (BODY, "", ""),
        (BODY, "Sign up for our newsletter", ""),
        (BODY, "Subscribe today and never miss a story", ""),
        (BODY, "", "Subscribe to continue reading"),  # a bar at the top of a whole report
        ("And so on …", "", ""),
        ("“We shall see …” said the mayor of Halden on Friday.", "", ""),
    ],
)
def test_a_whole_text(body: str, after: str, before: str) -> None:
    assert notes(body, after=after, before=before) == []


def test_a_text_without_a_body_is_not_cut() -> None:
    assert cut_notes("Halden …", (Block("headline", 0, 8, 0, 8),), ()) == []
