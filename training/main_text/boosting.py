"""Boosted trees over named yes-or-no features with LightGBM, and their form as JSON (``rashomon.cleaning.trees``)."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from training.main_text.corpus import PageLines

RAREST = 100


@dataclass(frozen=True)
class Settings:
    """What was chosen on the held-out domains."""

    rounds: int
    leaves: int
    threshold: float
    rate: float = 0.1
    columns: float = 0.5
    smallest_leaf: int = 60

    def lightgbm(self) -> dict[str, Any]:
        """LightGBM's own names. One thread decides the splits and the seed is fixed: same input, same trees."""
        return {
            "objective": "binary",
            "num_leaves": self.leaves,
            "learning_rate": self.rate,
            "min_child_samples": self.smallest_leaf,
            "colsample_bytree": self.columns,
            "subsample": 0.8,
            "subsample_freq": 1,
            "reg_lambda": 5.0,
            "seed": 1,
            "deterministic": True,
            "force_row_wise": True,
            "verbose": -1,
        }


def train(pages: Sequence[PageLines], settings: Settings, source: str) -> tuple[float, dict[str, Any]]:
    """The held-out log loss a line with a fifth of the domains left out, and the model from all pages."""
    held = [page for page in pages if int(hashlib.sha1(page.domain.encode()).hexdigest(), 16) % 5 == 0]
    chosen = {id(page) for page in held}
    rest = [page for page in pages if id(page) not in chosen]
    held_out = _loss(held, *_fit(rest, settings))
    return held_out, {"source": source, "threshold": settings.threshold, **_export(*_fit(pages, settings))}


def _fit(pages: Sequence[PageLines], settings: Settings) -> tuple[list[str], Any]:
    counts = Counter(name for page in pages for names in page.features for name in names)
    vocabulary = sorted(name for name, count in counts.items() if count >= RAREST)
    gold = np.array([label for page in pages for label in page.gold], dtype=np.float32)
    # A long line counts more, up to a paragraph's length: both measures are of text, not of lines.
    weight = np.array([0.3 + min(size, 300) / 150 for page in pages for size in page.sizes], dtype=np.float32)
    table = np.concatenate([_table(page, vocabulary) for page in pages])
    data = lightgbm.Dataset(table, label=gold, weight=weight, params={"max_bin": 2, "min_data_in_bin": 1})
    return vocabulary, lightgbm.train(settings.lightgbm(), data, num_boost_round=settings.rounds)


def _table(page: PageLines, vocabulary: Sequence[str]) -> NDArray[np.uint8]:
    columns = {name: number for number, name in enumerate(vocabulary)}
    table = np.zeros((len(page.gold), len(vocabulary)), dtype=np.uint8)
    for row, names in enumerate(page.features):
        table[row, [columns[name] for name in names if name in columns]] = 1
    return table


def _loss(pages: Sequence[PageLines], vocabulary: Sequence[str], booster: Any) -> float:
    total = count = 0.0
    for page in pages:
        for chance, label in zip(booster.predict(_table(page, vocabulary)), page.gold, strict=True):
            total -= math.log(max(chance if label else 1 - chance, 1e-9))
            count += 1
    return total / count


def _export(vocabulary: Sequence[str], booster: Any) -> dict[str, Any]:
    trees = [_flat(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    used = sorted({index for tree in trees for index in tree[0]})
    renumbered = {index: number for number, index in enumerate(used)}
    return {
        "features": [vocabulary[index] for index in used],
        "trees": [[[renumbered[index] for index in tree[0]], *tree[1:]] for tree in trees],
    }


def _flat(root: dict[str, Any]) -> list[list[Any]]:
    features: list[int] = []
    without: list[int] = []
    present: list[int] = []
    leaves: list[float] = []

    def add(node: dict[str, Any]) -> int:
        if "split_feature" not in node:
            leaves.append(round(node["leaf_value"], 5))
            return ~(len(leaves) - 1)
        number = len(features)
        features.append(node["split_feature"])
        without.append(0)
        present.append(0)
        without[number] = add(node["left_child"])
        present[number] = add(node["right_child"])
        return number

    add(root)
    return [features, without, present, leaves]
