"""The best alignment of the few words between two runs of equal words, with affine gaps (Gotoh 1982).

An equal word counts 1. A changed word costs 2. Words cut or added in a row cost one each, and 1 for the edit.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

Run = tuple[int, int, int]
"""Equal words of two texts: the first word in each, and how many."""
_Tail = tuple[int, int, "_Tail | None"]
"""The equal words of an alignment, the last first."""
_State = tuple[int, _Tail | None]
_NEVER: _State = (-(10**6), None)


def cost(cut: int, added: int) -> int:
    """What ``added`` words in the place of ``cut`` words cost, with none of them equal."""
    rest = abs(cut - added)
    return 2 * min(cut, added) + (1 + rest if rest else 0)


def bound(cut: Sequence[int], added: Sequence[int]) -> int:
    """No alignment of the two is worth more: all words that can be equal are, and one edit takes the rest."""
    equal = LCSseq.similarity(cut, added) if cut and added else 0
    return equal - cost(len(cut) - equal, len(added) - equal)


def bridge(cut: Sequence[int], added: Sequence[int]) -> tuple[int, tuple[Run, ...]]:
    """What the best alignment of all the words of ``cut`` and ``added`` is worth, and its runs of equal words."""
    if not cut or not added or set(cut).isdisjoint(added):
        return -cost(len(cut), len(added)), ()
    best: list[_State] = [(-cost(0, j), None) for j in range(len(added) + 1)]
    without: list[_State] = [_NEVER] * (len(added) + 1)
    for i, word in enumerate(cut):
        above, best = best, [(-cost(i + 1, 0), None)]
        put: _State = _NEVER
        for j, other in enumerate(added, start=1):
            without[j] = _better((above[j][0] - 2, above[j][1]), (without[j][0] - 1, without[j][1]))
            put = _better((best[j - 1][0] - 2, best[j - 1][1]), (put[0] - 1, put[1]))
            score, tail = above[j - 1]
            step: _State = (score + 1, (i, j - 1, tail)) if word == other else (score - 2, tail)
            best.append(_better(step, _better(without[j], put)))
    return best[-1][0], _runs(best[-1][1])


def _better(one: _State, other: _State) -> _State:
    return one if one[0] >= other[0] else other


def _runs(tail: _Tail | None) -> tuple[Run, ...]:
    runs: list[Run] = []
    while tail is not None:
        i, j, tail = tail
        if runs and runs[-1][:2] == (i + 1, j + 1):
            runs[-1] = (i, j, runs[-1][2] + 1)
        else:
            runs.append((i, j, 1))
    return tuple(reversed(runs))
