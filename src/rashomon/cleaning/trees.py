"""Boosted trees over named yes-or-no features, read from JSON without a library.

For the method see Friedman 2001 (http://dx.doi.org/10.1214/aos/1013203451); ``training/main_text`` writes the files
with LightGBM. A tree asks only whether a named feature is present.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class _Tree:
    """Nodes by number: which feature is asked for, where to go without and with it; below zero is ``~leaf``."""

    feature: tuple[str, ...]
    without: tuple[int, ...]
    present: tuple[int, ...]
    leaf: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Trees:
    """A model: scores are log-odds less ``threshold``, so that yes is above zero."""

    threshold: float
    trees: tuple[_Tree, ...]

    def score(self, names: Collection[str]) -> float:
        """The score of something whose present features are ``names``."""
        return sum(_value(tree, names) for tree in self.trees) - self.threshold


@cache
def load_trees(package: str, file: str) -> Trees:
    """The model in ``file`` of ``package``."""
    data = json.loads(resources.files(package).joinpath(file).read_text(encoding="utf-8"))
    names = data["features"]
    trees = (
        _Tree(tuple(names[index] for index in feature), tuple(without), tuple(present), tuple(leaf))
        for feature, without, present, leaf in data["trees"]
    )
    return Trees(data["threshold"], tuple(trees))


def _value(tree: _Tree, names: Collection[str]) -> float:
    node = 0 if tree.feature else ~0
    while node >= 0:
        node = tree.present[node] if tree.feature[node] in names else tree.without[node]
    return tree.leaf[~node]
