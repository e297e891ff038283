"""Measures of coreference: how well a system's clusters of mentions agree with the annotators'.

Pure functions over two sets of clusters, the gold ones (``key``) and the system's (``response``). A mention is anything
hashable and stands in one cluster at most on either side; the system's mentions need not be the gold ones (Pradhan et
al. 2014, "Scoring Coreference Partitions of Predicted Mentions", ACL: each measure is taken as it was first defined,
and what only one side has counts against recall or precision). Scores of several documents are added, not averaged.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Set
from dataclasses import dataclass
from statistics import mean
from typing import TypeAlias

import numpy as np
from scipy.optimize import linear_sum_assignment

Cluster: TypeAlias = Set[Hashable]
Clusters: TypeAlias = Collection[Cluster]


@dataclass(frozen=True, slots=True)
class Score:
    """What was found of the gold (``recalled`` of ``key``) and what was right of the system's (``right`` of
    ``response``)."""

    recalled: float = 0.0
    key: float = 0.0
    right: float = 0.0
    response: float = 0.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.recalled + other.recalled,
            self.key + other.key,
            self.right + other.right,
            self.response + other.response,
        )

    @property
    def recall(self) -> float:
        return self.recalled / self.key if self.key else 0.0

    @property
    def precision(self) -> float:
        return self.right / self.response if self.response else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both, 0 where nothing is right."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


def mentions(key: Clusters, response: Clusters) -> Score:
    """Mentions found at all, whatever cluster they were put in."""
    gold, ours = _all(key), _all(response)
    return Score(len(gold & ours), len(gold), len(gold & ours), len(ours))


def muc(key: Clusters, response: Clusters) -> Score:
    """Links (Vilain et al. 1995, "A Model-Theoretic Coreference Scoring Scheme", MUC-6): a cluster of n mentions needs
    n − 1 links; each further part into which the other side breaks it is one link missing."""
    return Score(*_links(key, response), *_links(response, key))


def _links(clusters: Clusters, others: Clusters) -> tuple[float, float]:
    place = _places(others)
    kept = needed = 0
    for cluster in clusters:
        parts = {place[m] for m in cluster if m in place}
        kept += len(cluster) - len(parts) - sum(m not in place for m in cluster)
        needed += len(cluster) - 1
    return kept, needed


def b_cubed(key: Clusters, response: Clusters) -> Score:
    """Mentions (Bagga & Baldwin 1998, "Algorithms for Scoring Coreference Chains", LREC workshop): for each mention the
    share of its cluster that the other side puts together with it."""
    return Score(*_shares(key, response), *_shares(response, key))


def _shares(clusters: Clusters, others: Clusters) -> tuple[float, float]:
    shared = sum(count * count / len(cluster) for cluster in clusters for count in _overlaps(cluster, others))
    return shared, sum(map(len, clusters))


def ceaf_e(key: Clusters, response: Clusters) -> Score:
    """Clusters (Luo 2005, "On Coreference Resolution Performance Metrics", HLT/EMNLP): gold and system clusters are
    paired one to one so that the sum of φ₄(K, R) = 2·|K ∩ R| / (|K| + |R|) is greatest."""
    columns = list(response)
    weights = np.array([[2 * len(k & r) / (len(k) + len(r)) for r in columns] for k in key]).reshape(
        len(key), len(columns)
    )
    best = float(weights[linear_sum_assignment(weights, maximize=True)].sum())
    return Score(best, len(key), best, len(columns))


def lea(key: Clusters, response: Clusters) -> Score:
    """Links of whole clusters (Moosavi & Strube 2016, "Which Coreference Evaluation Metric Do You Trust?", ACL): the
    share of a cluster's n(n − 1)/2 links that the other side has, weighted by the cluster's size. A cluster of one has
    one link, to itself."""
    return Score(*_resolved(key, response), *_resolved(response, key))


def _resolved(clusters: Clusters, others: Clusters) -> tuple[float, float]:
    alone = {m for other in others if len(other) == 1 for m in other}
    total = 0.0
    for cluster in clusters:
        size = len(cluster)
        if size == 1:
            total += len(cluster & alone)
        else:
            links = sum(count * (count - 1) / 2 for count in _overlaps(cluster, others))
            total += size * links / (size * (size - 1) / 2)
    return total, sum(map(len, clusters))


MEASURES: dict[str, Callable[[Clusters, Clusters], Score]] = {
    "mentions": mentions,
    "MUC": muc,
    "B³": b_cubed,
    "CEAFe": ceaf_e,
    "LEA": lea,
}


def measure(key: Clusters, response: Clusters) -> dict[str, Score]:
    """Every measure by its name."""
    return {name: function(key, response) for name, function in MEASURES.items()}


def conll_f1(scores: dict[str, Score]) -> float:
    """The mean of the F1 of MUC, B³ and CEAFe, by which the CoNLL-2012 shared task ranked (Pradhan et al. 2012)."""
    return mean(scores[name].f1 for name in ("MUC", "B³", "CEAFe"))


def _all(clusters: Clusters) -> set[Hashable]:
    return {mention for cluster in clusters for mention in cluster}


def _places(clusters: Clusters) -> dict[Hashable, int]:
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def _overlaps(cluster: Cluster, others: Clusters) -> list[int]:
    return [len(cluster & other) for other in others]
