"""From scores to structures: sentence bounds, dependency trees, names. Plain numpy, one sentence or window at a
time."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_NEVER = np.float32(-1e9)


def sentence_bounds(starts: Floats, *, threshold: float = 0.0) -> list[tuple[int, int]]:
    """Half-open word ranges from ``starts`` [n], the log-odds that a word begins a sentence. The first word always
    does."""
    begins = [0, *(int(index) for index in np.flatnonzero(starts > threshold) if index > 0)]
    return list(zip(begins, [*begins[1:], len(starts)], strict=True))


def tree(scores: Floats) -> Ints:
    """Heads [n] for the arc scores [n, n+1] of one sentence (column 0 is the root): a single-rooted maximum spanning
    tree.

    The best head of every word usually forms a tree already; only otherwise Chu-Liu/Edmonds runs (Dozat & Manning
    2017, §3.1).
    """
    scores = scores.copy()
    count = len(scores)
    scores[np.arange(count), np.arange(1, count + 1)] = _NEVER
    heads: Ints = scores.argmax(axis=1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) == 1 and _cycle(heads) is None:
        return heads
    # One word hangs from the root: the only candidate, or the one that gains most by it.
    root = int(roots[0]) if len(roots) == 1 else int((scores[:, 0] - scores[:, 1:].max(axis=1)).argmax())
    scores[:, 0] = _NEVER
    scores[root, :] = _NEVER
    scores[root, 0] = 0.0
    heads = scores.argmax(axis=1)
    if _cycle(heads) is not None:
        full = np.full((count + 1, count + 1), _NEVER, dtype=np.float32)
        full[1:] = scores
        heads = _edmonds(full)[1:]
    return heads


def _cycle(heads: Ints) -> list[int] | None:
    """A cycle among 1-based ``heads`` of words (0 is the root), as 1-based nodes, or None."""
    above = [0, *heads.tolist()]
    state = [0] * len(above)
    state[0] = 2
    for start in range(1, len(above)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = above[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return None


def _edmonds(scores: Floats) -> Ints:
    """Maximum spanning arborescence from node 0 of ``scores`` [m, m] (row: dependent, column: head), by contraction."""
    size = len(scores)
    np.fill_diagonal(scores, _NEVER)
    heads: Ints = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads[1:])
    if cycle is None:
        return heads
    inside = np.array(cycle)
    outside = np.array([node for node in range(size) if node not in set(cycle)])
    # The cycle becomes one node, the last of the smaller graph.
    within = scores[inside, heads[inside]]
    smaller = np.full((len(outside) + 1, len(outside) + 1), _NEVER, dtype=np.float32)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    leaving = scores[np.ix_(outside, inside)]
    entering = scores[np.ix_(inside, outside)] - within[:, None]
    smaller[:-1, -1] = leaving.max(axis=1)
    smaller[-1, :-1] = entering.max(axis=0)
    solved = _edmonds(smaller)
    result: Ints = heads.copy()
    for position, node in enumerate(outside):
        if node == 0:
            continue
        head = int(solved[position])
        result[node] = inside[leaving[position].argmax()] if head == len(outside) else outside[head]
    entry = int(solved[-1])
    broken = int(entering[:, entry].argmax())
    result[inside[broken]] = outside[entry]
    return result


@cache
def _bars(labels: tuple[str, ...]) -> Floats:
    """[before, after]: zero where the rule lets ``after`` follow ``before``."""
    allowed = [[not after.startswith("I-") or before[2:] == after[2:] for after in labels] for before in labels]
    return np.where(np.array(allowed), np.float32(0), _NEVER)


def name_tags(scores: Floats, labels: list[str]) -> list[str]:
    """The best BIO sequence for ``scores`` [n, labels], by Viterbi under the rule that I-X follows only B-X or I-X."""
    bars = _bars(tuple(labels))
    likeliest = scores.argmax(axis=1)
    opens = labels[likeliest[0]].startswith("I-")
    if not opens and not bars[likeliest[:-1], likeliest[1:]].any():
        # Each word's own best label, where the rule allows the whole sequence, is the best sequence.
        return [labels[state] for state in likeliest.tolist()]
    best = np.where([label.startswith("I-") for label in labels], _NEVER, scores[0]).astype(np.float32)
    back = np.zeros(scores.shape, dtype=np.int64)
    for position in range(1, len(scores)):
        paths = best[:, None] + bars
        back[position] = paths.argmax(axis=0)
        best = paths.max(axis=0) + scores[position]
    state = int(best.argmax())
    states = [state]
    for position in range(len(scores) - 1, 0, -1):
        state = int(back[position, state])
        states.append(state)
    return [labels[state] for state in reversed(states)]
