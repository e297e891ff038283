"""Boosted trees over named yes-or-no features, read from JSON without a library.

For the method see Friedman 2001 (http://dx.doi.org/10.1214/aos/1013203451); ``training/main_text`` writes the files
with LightGBM. A tree asks only whether a named feature is present.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Trees:
    """A model: scores are log-odds less ``threshold``, so that yes is above zero.

    The nodes of all trees stand in one row. ``feature`` is the column that a node asks for, ``without`` and ``present``
    are the nodes to go to; a leaf goes to itself and holds its ``value``.
    """

    threshold: float
    columns: Mapping[str, int]
    roots: NDArray[np.int64]
    feature: NDArray[np.int64]
    without: NDArray[np.int64]
    present: NDArray[np.int64]
    value: NDArray[np.float64]

    def scores(self, rows: Sequence[Collection[str]]) -> list[float]:
        """The score of each thing, whose present features are its row. All walk down all trees together."""
        there = np.zeros((len(rows), len(self.columns)), dtype=np.bool_)
        for number, names in enumerate(rows):
            there[number, [self.columns[name] for name in names if name in self.columns]] = True
        row = np.arange(len(rows))[:, None]
        nodes = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        while True:
            below = np.where(there[row, self.feature[nodes]], self.present[nodes], self.without[nodes])
            if np.array_equal(below, nodes):
                return [sum(values) - self.threshold for values in self.value[nodes].tolist()]
            nodes = below


@cache
def load_trees(package: str, file: str) -> Trees:
    """The model in ``file`` of ``package``."""
    return read_trees(json.loads(resources.files(package).joinpath(file).read_text(encoding="utf-8")))


def read_trees(data: Mapping[str, Any]) -> Trees:
    """The model of a file's content: ``features`` (names), ``threshold`` and ``trees``, of each the asked features by
    number, the nodes without and with them (below zero ``~leaf``) and the leaves' values."""
    roots: list[int] = []
    feature: list[int] = []
    without: list[int] = []
    present: list[int] = []
    value: list[float] = []
    for asked, absent, there, leaves in data["trees"]:
        first, leaf = len(feature), len(feature) + len(asked)
        roots.append(first)
        feature += [*asked, *(0 for _ in leaves)]
        own = range(leaf, leaf + len(leaves))
        without += [*(first + node if node >= 0 else leaf + ~node for node in absent), *own]
        present += [*(first + node if node >= 0 else leaf + ~node for node in there), *own]
        value += [*(0.0 for _ in asked), *leaves]
    columns = {name: number for number, name in enumerate(data["features"])}
    return Trees(
        data["threshold"],
        columns,
        roots=np.array(roots, dtype=np.int64),
        feature=np.array(feature, dtype=np.int64),
        without=np.array(without, dtype=np.int64),
        present=np.array(present, dtype=np.int64),
        value=np.array(value, dtype=np.float64),
    )
