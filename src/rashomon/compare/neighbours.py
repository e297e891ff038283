"""Which claims are worth comparing with each other: all of other reports in a pile of usual size, the nearest in a
large one, so that the work grows with n log n.

In a large pile the claims are sorted along directions in the space of their meanings, and each is compared with those
that stand near it in one of the orders (the sorted neighbourhood of Hernández & Stolfo 1995, along random projections
as in Charikar 2002). The directions come from a fixed seed, so the same pile gives the same candidates.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from rashomon.compare.likeness import Likeness

EVERY = 2000
"""Claims up to which all are compared with all: some forty reports."""
DIRECTIONS, REACH = 24, 12
"""Orders that are made of a large pile, and how many neighbours on each side are looked at in each."""
_SEED = 7


def candidates(likeness: Likeness) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Each claim's row with the later rows, ascending, of other reports that it is to be compared with."""
    near = None if len(likeness) <= EVERY else _neighbours(likeness.positions)
    for row in range(len(likeness)):
        others = np.arange(row + 1, len(likeness)) if near is None else near[row]
        others = others[likeness.docs[others] != likeness.docs[row]]
        if len(others):
            yield row, others


def _neighbours(positions: NDArray[np.float32]) -> list[NDArray[np.int64]]:
    """For each row the later rows that stand near it in one of the orders."""
    count, width = positions.shape
    directions = np.random.default_rng(_SEED).standard_normal((width, DIRECTIONS)).astype(np.float32)
    projected = positions @ directions
    found: list[list[NDArray[np.int64]]] = []
    for number in range(DIRECTIONS):
        order = np.argsort(projected[:, number], kind="stable")
        for step in range(1, REACH + 1):
            low, high = np.minimum(order[:-step], order[step:]), np.maximum(order[:-step], order[step:])
            found.append([low, high])
    low = np.concatenate([pair[0] for pair in found])
    high = np.concatenate([pair[1] for pair in found])
    pairs = np.unique(low * count + high)
    rows, others = pairs // count, pairs % count
    return np.split(others, np.searchsorted(rows, np.arange(1, count)))
