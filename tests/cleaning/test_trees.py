"""Boosted trees: all rows walk down all trees together, and each ends where it would by itself."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from rashomon.cleaning.trees import load_trees, read_trees

# Two trees: one asks for "short", then for "capitals"; the other asks for nothing.
MODEL = {
    "features": ["short", "capitals", "ends ."],
    "threshold": 0.5,
    "trees": [
        [[0, 1], [~0, ~1], [1, ~2], [1.0, -1.0, -3.0]],
        [[], [], [], [0.25]],
        [[2], [~0], [~1], [-0.5, 2.0]],
    ],
}


@pytest.mark.parametrize(
    ("names", "score"),
    [
        (set(), 1.0 + 0.25 - 0.5 - 0.5),
        ({"short"}, -1.0 + 0.25 - 0.5 - 0.5),
        ({"short", "capitals"}, -3.0 + 0.25 - 0.5 - 0.5),
        ({"capitals"}, 1.0 + 0.25 - 0.5 - 0.5),
        ({"ends .", "never seen in training"}, 1.0 + 0.25 + 2.0 - 0.5),
    ],
)
def test_a_row_ends_in_the_leaf_that_its_features_lead_to(names: set[str], score: float) -> None:
    assert read_trees(MODEL).scores([names]) == [score]


def test_no_rows_have_no_scores() -> None:
    assert read_trees(MODEL).scores([]) == []


NAMES = st.sets(st.sampled_from(["words 3", "ends .", "ends letter", "topic 2", "first of its copies", "place 0"]))


@given(st.lists(NAMES, max_size=6))
def test_a_row_has_the_same_score_whatever_stands_beside_it(rows: list[set[str]]) -> None:
    model = load_trees("rashomon.cleaning.plain", "line_model.json")
    assert model.scores(rows) == [score for row in rows for score in model.scores([row])]
