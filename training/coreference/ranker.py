"""A conditional logit over a pronoun's candidates (McFadden 1974; for pronouns Denis & Baldridge 2007)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RAREST = 8
"""Times that a feature must be seen to get a weight."""
ROUNDS = 30


@dataclass(frozen=True, slots=True)
class Case:
    """A pronoun: the names of each candidate's features, and the place of the right one among them."""

    candidates: tuple[tuple[str, ...], ...]
    right: int


def fit(cases: Sequence[Case], penalty: float) -> dict[str, float]:
    """The weights that make the right candidates most probable, less ``penalty`` times half their squares. Newton's
    method on a concave function: the result does not depend on a seed."""
    names = vocabulary(cases)
    tables = [_table(case, names) for case in cases]
    weights = np.zeros(len(names))
    for _ in range(ROUNDS):
        gradient, curvature = -penalty * weights, penalty * np.eye(len(names))
        for case, table in zip(cases, tables, strict=True):
            chance = _chances(table @ weights)
            mean = chance @ table
            gradient += table[case.right] - mean
            curvature += (table * chance[:, None]).T @ table - np.outer(mean, mean)
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def loss(cases: Sequence[Case], weights: Mapping[str, float]) -> float:
    """The mean negative logarithm of the right candidates' probabilities."""
    total = 0.0
    for case in cases:
        scores = np.array([sum(weights.get(name, 0.0) for name in names) for names in case.candidates])
        total -= float(np.log(_chances(scores)[case.right]))
    return total / len(cases)


def vocabulary(cases: Sequence[Case]) -> list[str]:
    counts = Counter(name for case in cases for names in case.candidates for name in names)
    return sorted(name for name, count in counts.items() if count >= RAREST)


def _table(case: Case, names: Sequence[str]) -> NDArray[np.float64]:
    columns = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(case.candidates), len(names)))
    for row, present in enumerate(case.candidates):
        table[row, [columns[name] for name in present if name in columns]] = 1
    return table


def _chances(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum())
