"""The reference of shared passages and its counting, on reports written for this."""

from __future__ import annotations

import random

import pytest
from bench.passages import SYSTEMS, Score, by_exhaustion, edited, exhaustive
from tests.compare.bare import report

from rashomon.compare.words import read_words

FERRY = (
    "The ferry Halden Star ran onto the rocks off Skerry Point shortly before dawn on Sunday with ninety passengers on "
    "board, after its rudder had failed in a heavy swell, the coast guard found."
)


def test_exhaustive_alignment_finds_what_is_equal_and_bridges_a_cut() -> None:
    one = list(range(30))
    other = [*range(100, 105), *range(12), *range(16, 30), 200]
    (pairs,) = exhaustive(one, other)
    assert pairs == [*((n, n + 5) for n in range(12)), *((n, n + 1) for n in range(16, 30))]


@pytest.mark.parametrize("other", [[], [1, 2, 3], list(range(50, 90)), [*range(9), 99]])
def test_exhaustive_alignment_finds_nothing_below_the_least(other: list[int]) -> None:
    assert exhaustive(list(range(30)), other) == []


def test_a_gap_longer_than_an_edit_divides_an_alignment() -> None:
    one = list(range(200))
    other = [*range(80), *range(120, 200)]
    assert [len(pairs) for pairs in exhaustive(one, other)] == [80, 80]


def test_every_system_finds_an_equal_paragraph() -> None:
    reading = read_words([report(f"Before. {FERRY} After."), report(f"It rained. {FERRY} Then it snowed.")])
    wanted = by_exhaustion(reading)
    for system in SYSTEMS.values():
        score = Score()
        score.add(system(reading), wanted)
        assert (score.precision, score.recall, score.pairs_found, score.pairs) == (1.0, 1.0, 1, 1)


def test_what_is_missed_and_what_is_too_much_are_counted_by_characters() -> None:
    score = Score()
    score.add({("a", "b"): [(0, 10, 0, 10)], ("a", "c"): [(0, 5, 0, 5)]}, {("a", "b"): [(5, 25, 0, 10)]})
    assert (score.found, score.wanted, score.both) == (30, 30, 15)
    assert (score.pairs_found, score.pairs) == (1, 1)


def test_an_edit_leaves_most_words_and_is_the_same_every_time() -> None:
    printed = edited(FERRY, random.Random(3))
    assert printed == edited(FERRY, random.Random(3)) != FERRY
    same = sum(a == b for a, b in zip(printed.split(), FERRY.split(), strict=True))
    assert same >= 25
