"""Structures from scores: every sentence is one tree, every name begins with a B."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from rashomon.language.decode import name_tags, sentence_bounds, tree

LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


def random_scores(seed: int, rows: int, columns: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(rows, columns)).astype(np.float32)


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 25), st.integers(0, 10_000))
def test_any_scores_give_one_tree(words: int, seed: int) -> None:
    heads = tree(random_scores(seed, words, words + 1))
    assert (heads == 0).sum() == 1
    for word in range(1, words + 1):
        seen, node = set(), word
        while node != 0:
            assert node not in seen, "a cycle"
            seen.add(node)
            node = int(heads[node - 1])


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 4), st.integers(0, 500))
def test_the_tree_is_the_best_one(words: int, seed: int) -> None:
    scores = random_scores(seed, words, words + 1)
    # One clear root, so that only the spanning tree is under test.
    scores[0, 0], scores[1:, 0] = 50, -50

    def total(heads: tuple[int, ...]) -> float:
        return float(sum(scores[word, head] for word, head in enumerate(heads)))

    def is_tree(heads: tuple[int, ...]) -> bool:
        for word in range(1, words + 1):
            seen, node = set(), word
            while node:
                if node in seen:
                    return False
                seen.add(node)
                node = heads[node - 1]
        return True

    every = [
        heads
        for heads in np.ndindex(*[words + 1] * words)
        if heads[0] == 0 and is_tree(heads) and all(head != word + 1 for word, head in enumerate(heads))
    ]
    assert total(tuple(tree(scores))) == pytest.approx(max(map(total, every)), abs=1e-4)


@given(st.integers(1, 30), st.integers(0, 1000))
def test_a_name_never_begins_inside(words: int, seed: int) -> None:
    tags = name_tags(random_scores(seed, words, len(LABELS)), LABELS)
    for before, after in zip(["O", *tags], tags, strict=False):
        assert not after.startswith("I-") or before[2:] == after[2:]


def test_the_first_word_always_begins_a_sentence() -> None:
    assert sentence_bounds(np.array([-5, -1, 2, -3, 4], dtype=np.float32)) == [(0, 2), (2, 4), (4, 5)]
