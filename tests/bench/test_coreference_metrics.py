"""The measures of coreference against the examples that their papers work out, and a few by hand."""

from __future__ import annotations

import pytest
from bench.coreference_metrics import (
    MEASURES,
    Score,
    b_cubed,
    ceaf_e,
    conll_f1,
    lea,
    measure,
    mentions,
    muc,
)


def clusters(text: str) -> list[frozenset[str]]:
    """``ab cd`` are the clusters {a, b} and {c, d}."""
    return [frozenset(word) for word in text.split()]


def both(score: Score) -> tuple[float, float]:
    return round(score.recall, 4), round(score.precision, 4)


@pytest.mark.parametrize(
    ("key", "response", "recall", "precision"),
    [
        # Vilain et al. 1995, table 1.
        ("abcd", "ab cd", 2 / 3, 1.0),
        ("ab cd", "abcd", 1.0, 2 / 3),
        ("abcd", "abcd", 1.0, 1.0),
        ("abcd", "ab", 1 / 3, 1.0),
        ("abcd", "abc", 2 / 3, 1.0),
        # One link joins two mentions that the gold has in two clusters of three.
        ("abc def", "ab cd ef", 2 / 4, 2 / 3),
    ],
)
def test_muc(key: str, response: str, recall: float, precision: float) -> None:
    assert both(muc(clusters(key), clusters(response))) == (round(recall, 4), round(precision, 4))


TRUTH = "12345 67 89ABC"


@pytest.mark.parametrize(
    ("response", "b3", "muc_", "ceaf"),
    [
        # Bagga & Baldwin 1998, figures 1 to 3 (B³ precision 76 % and 58 %, MUC 90 % for both), and Luo 2005, table 1,
        # which adds everything in one cluster and every mention alone. (recall, precision)
        ("12345 6789ABC", (1.0, 16 / 21), (1.0, 9 / 10), (11 / 18, 11 / 12)),
        ("1234589ABC 67", (1.0, 7 / 12), (1.0, 9 / 10), (5 / 9, 5 / 6)),
        ("123456789ABC", (1.0, 54 / 144), (1.0, 9 / 11), (10 / 51, 10 / 17)),
        ("1 2 3 4 5 6 7 8 9 A B C", (3 / 12, 1.0), (0.0, 0.0), (4 / 9, 1 / 9)),
    ],
)
def test_the_example_of_bagga_and_baldwin_and_of_luo(
    response: str, b3: tuple[float, float], muc_: tuple[float, float], ceaf: tuple[float, float]
) -> None:
    key, ours = clusters(TRUTH), clusters(response)
    assert both(b_cubed(key, ours)) == tuple(round(value, 4) for value in b3)
    assert both(muc(key, ours)) == tuple(round(value, 4) for value in muc_)
    assert both(ceaf_e(key, ours)) == tuple(round(value, 4) for value in ceaf)


@pytest.mark.parametrize(
    ("response", "f1"),
    [("12345 6789ABC", 0.733), ("1234589ABC 67", 0.667), ("123456789ABC", 0.294), ("1 2 3 4 5 6 7 8 9 A B C", 0.178)],
)
def test_the_f1_that_luo_prints(response: str, f1: float) -> None:
    assert round(ceaf_e(clusters(TRUTH), clusters(response)).f1, 3) == f1


KEY, RESPONSE = clusters("abc defg"), clusters("ab cd fghi")
"""The example with predicted mentions of Pradhan et al. 2014 and of Moosavi & Strube 2016: e is missed, h and i are
spurious."""


def test_the_example_with_predicted_mentions() -> None:
    assert both(muc(KEY, RESPONSE)) == (0.4, 0.4)
    assert both(b_cubed(KEY, RESPONSE)) == (round(5 / 12, 4), 0.5)
    assert both(ceaf_e(KEY, RESPONSE)) == (0.65, round(1.3 / 3, 4))
    assert both(lea(KEY, RESPONSE)) == (round((3 * 1 / 3 + 4 * 1 / 6) / 7, 4), round((2 * 1 + 4 * 1 / 6) / 8, 4))
    assert both(mentions(KEY, RESPONSE)) == (round(6 / 7, 4), 0.75)


def test_conll_f1_is_the_mean_of_three() -> None:
    expected = (0.4 + 2 * 0.5 * 5 / 12 / (0.5 + 5 / 12) + 2 * 0.65 * (1.3 / 3) / (0.65 + 1.3 / 3)) / 3
    assert conll_f1(measure(KEY, RESPONSE)) == pytest.approx(expected)


def test_lea_links_a_mention_alone_to_itself() -> None:
    assert both(lea(clusters("ab c"), clusters("ab c"))) == (1.0, 1.0)
    assert both(lea(clusters("ab c"), clusters("a b c"))) == (round(1 / 3, 4), round(1 / 3, 4))


def test_scores_of_documents_add_up_before_they_are_divided() -> None:
    total = muc(clusters("ab"), clusters("ab")) + muc(clusters("cdef"), clusters("cd"))
    assert (total.recall, total.precision) == (2 / 4, 1.0)
    assert Score().f1 == 0.0


@pytest.mark.parametrize("name", list(MEASURES))
def test_nothing_found_scores_nothing_and_everything_all(name: str) -> None:
    assert MEASURES[name](clusters("ab cde"), []).f1 == 0.0
    assert MEASURES[name]([], clusters("ab cde")).f1 == 0.0
    assert MEASURES[name](clusters("ab cde"), clusters("cde ab")).f1 == pytest.approx(1.0)
