"""The bench must not flatter: its baselines and its counting are tested like everything else."""

from __future__ import annotations

from pathlib import Path

from bench.main_text import shingle_f1
from bench.peers import baseline_dossier
from bench.stories import changes
from training.main_text.dump import as_text


def test_the_baseline_reads_marks_names_and_digits(tmp_path: Path) -> None:
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text("Ferry Sinks\n\n“We lost the old ferry at noon,” said Ines Faro, and 12 people swam ashore.\n")
    other.write_text("Boat Lost\n\nInes Faro said: “We lost the old ferry at noon.” About 12 people swam ashore.\n")
    dossier = baseline_dossier([one, other])
    assert [quote["text"] for quote in dossier["quotes"]] == [
        "We lost the old ferry at noon,",
        "We lost the old ferry at noon.",
    ]
    assert {quote["speaker"]["name"] for quote in dossier["quotes"]} == {"Ines Faro"}
    assert [figure["low"] for figure in dossier["figures"]] == [12, 12]
    assert len(dossier["comparison"]["quotes"]) == 1


def test_gained_and_lost_cases_are_named() -> None:
    before = {"weir quote.recall": [1.0, 0.0, 1.0], "weir figure.recall": [1.0]}
    after = {"weir quote.recall": [1.0, 1.0, 1.0], "weir figure.recall": [1.0]}
    assert changes(before, after) == ["weir quote.recall: 2 → 3 of 3"]


def test_a_page_becomes_a_line_a_block() -> None:
    page = "<head><title>T</title></head><body><nav><a>Home</a><li>News</li></nav><p>One <b>bold</b>\nline.<p>Two."
    assert as_text(page) == "Home\n\nNews\n\nOne bold line.\n\nTwo."


def test_the_score_of_equal_texts_is_one() -> None:
    text = "the council voted on Wednesday to close the weir"
    assert shingle_f1([(text, text)]) == 1.0
    assert shingle_f1([(text, text + " for good")]) < 1.0
