"""How alike two claims are, as points of evidence that are named and added up.

Each part lies about between 0 and 1 and has a round weight: equal weights do about as well as fitted ones where the
data to fit them are few or of another kind (Dawes 1979, "The robust beauty of improper linear models in decision
making"). The parts:

* *meaning*: the cosine of the clauses' mean vectors;
* *action*: the cosine of their predicates' vectors, which counts less: many things of one kind are done in a story;
* *alignment*: each content word's best counterpart in the other clause, weighted by rarity, of the two directions the
  smaller (Zhang et al. 2020, "BERTScore");
* *words*: what both hold outside of names, by rarity in the story (inverse document frequency, Spärck Jones 1972);
* *sentence*: the cosine of the sentences that they stand in, by the words of their claims, a little;
* *quotation*: what both print of one utterance, as a share of the words that the one with fewer prints of it;
* smaller parts for a common subject, each common actor and an equal figure, and against two claims of which one says
  that it is not so, or which different named sources make.

A common actor counts little: whom a story is about is named in most of its claims.

Vectors are taken from the story's own mean, without which all words of a text are alike (Mu & Viswanath 2018, "All but
the top").
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.compare.clauses import is_negative
from rashomon.compare.context import sentence_bounds, stem
from rashomon.compare.wording import is_content, wording
from rashomon.model import Claim, Figure, QuoteGroup, Story

Floats = NDArray[np.float32]

RARITY = 16.0
"""Rarity, in natural logarithms, that makes one point."""
ACTION, SENTENCE = 0.6, 0.3
SUBJECT, ACTOR, SPEAKER, FIGURE, NEGATION = 0.1, 0.15, 0.3, 0.3, 0.3
MOST_ACTORS = 3
"""Common actors that count; a list of names is one piece of evidence, not many."""
FEWEST_QUOTED = 2
"""Words that both have to print of an utterance for it to count in full; one is often a word of the story."""
SHRINKAGE = 10
"""Claims at which half of the story's mean is taken away: the mean of two claims is what both say, not their topic."""
FEWEST_TERMS = 2
"""Words and actors that a claim holds if another may be held to contradict it."""
NAME = "name:"
PARTS = (
    "meaning", "action", "alignment", "words", "sentence", "quotation", "subject", "actors", "speaker", "negation",
    "figure",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Words:
    """The content words of all claims, one after the other: those of claim ``i`` are ``count[i]`` from ``start[i]``."""

    vectors: Floats
    weights: Floats
    start: NDArray[np.int64]
    count: NDArray[np.int64]


class _Held:
    """What each claim holds of one kind, its actors for instance, and by whom each of these is held."""

    def __init__(self, rows: Sequence[Iterable[Hashable]]) -> None:
        self._rows = [frozenset(row) for row in rows]
        self._filled = np.array([bool(row) for row in self._rows], dtype=np.bool_)
        self._holders: dict[Hashable, list[int]] = {}
        for number, row in enumerate(self._rows):
            for key in row:
                self._holders.setdefault(key, []).append(number)

    def common(self, row: int, others: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many things ``row`` holds that each of ``others`` holds as well."""
        counts = np.zeros(len(self._rows), dtype=np.int64)
        for key in self._rows[row]:
            counts[self._holders[key]] += 1
        return counts[others]

    def agreement(self, row: int, others: NDArray[np.int64]) -> NDArray[np.int64]:
        """1 where both hold something in common, -1 where both hold something and nothing in common, else 0."""
        return np.where(self.common(row, others) > 0, 1, -(self._filled[others] & self._filled[row]).astype(np.int64))


class Likeness:
    """The claims of a story, ready to be compared: ``points(i, others)`` for rows of claims."""

    def __init__(self, story: Story, quote_groups: Sequence[QuoteGroup] = ()) -> None:
        self.claims: tuple[Claim, ...] = tuple(
            claim for report in story.reports for claim in report.claims if claim.meaning.words
        )
        self.docs = np.array([claim.span.doc for claim in self.claims])
        self._terms = [_terms(claim) for claim in self.claims]
        self._rarity = _rarity(self._terms)
        self._holders: dict[str, list[int]] = {}
        for row, terms in enumerate(self._terms):
            for term in terms:
                if not term.startswith(NAME):
                    self._holders.setdefault(term, []).append(row)
        self._words, self._clauses, self._heads = self._vectors()
        figures = {figure.id: figure for report in story.reports for figure in report.figures}
        self._amounts = _Held([_amounts(claim, figures) for claim in self.claims])
        self._subjects = _Held([claim.subjects for claim in self.claims])
        self._actors = _Held([claim.actors for claim in self.claims])
        # Who is only described may be the one whom another report names.
        named = {entity.id for entity in story.entities if entity.named}
        self._speakers = _Held([[by.entity for by in claim.by if by.entity in named] for claim in self.claims])
        self._negative = np.array([is_negative(claim) for claim in self.claims], dtype=np.bool_)
        self._sentences = self._sentence_vectors(story)
        self._utterances, self._printed = _utterances(self.claims, story, quote_groups)

    @property
    def positions(self) -> Floats:
        """Where each claim lies in the space of meanings: unit vectors, one a row."""
        return self._clauses

    def __len__(self) -> int:
        return len(self.claims)

    def _vectors(self) -> tuple[_Words, Floats, Floats]:
        if not self.claims:
            empty = np.zeros((0, 1), dtype=np.float32)
            none = np.zeros(0, dtype=np.int64)
            return _Words(empty, empty[:, 0], none, none), empty, empty
        meanings = [claim.meaning for claim in self.claims]
        clauses = np.stack([_unpacked(meaning.clause) for meaning in meanings])
        width = clauses.shape[1]
        words = np.concatenate([_unpacked(meaning.vectors).reshape(-1, width) for meaning in meanings])
        held = len(meanings) / (len(meanings) + SHRINKAGE)
        mean = held * words.mean(axis=0)
        heads = np.stack([_unpacked(meaning.head) for meaning in meanings])
        counts = np.array([len(meaning.words) for meaning in meanings])
        stems = [[word_stem(word) for word in meaning.words] for meaning in meanings]
        table = _rarity(stems)
        rarity = [table[word] for row in stems for word in row]
        start = np.concatenate([[0], np.cumsum(counts)[:-1]])
        clauses = _unit(clauses)
        return (
            _Words(_unit(words - mean), np.maximum(np.array(rarity, dtype=np.float32), 1e-3), start, counts),
            _unit(clauses - held * clauses.mean(axis=0)),
            _unit(heads - mean),
        )

    def _sentence_vectors(self, story: Story) -> Floats:
        """For each claim the words of all claims of its sentence, by their rarity: unit vectors, one a row."""
        bounds = {report.document.id: sentence_bounds(report.document.text) for report in story.reports}
        places: dict[tuple[str, int], int] = {}
        at = [
            places.setdefault((c.span.doc, bisect_right(bounds[c.span.doc], c.span.start)), len(places))
            for c in self.claims
        ]
        words = self._words
        sums = np.zeros((len(places), words.vectors.shape[1]), dtype=np.float32)
        weighted = words.vectors * words.weights[:, None]
        np.add.at(sums, np.repeat(np.array(at, dtype=np.int64), words.count), weighted)
        return _unit(sums)[at] if at else sums

    def points(self, row: int, others: NDArray[np.int64]) -> Floats:
        """The points of claim ``row`` with each of ``others`` (ascending rows), float32 of their number."""
        parts = self._parts(row, others)
        return np.asarray(sum(parts[name] for name in PARTS), dtype=np.float32)

    def comparable(self, row: int, other: int) -> bool:
        """Whether both say enough for one to contradict the other: two words or actors each, or they are one
        utterance."""
        if self.one_utterance(row, other):
            return True
        return min(len(self._terms[row]), len(self._terms[other])) >= FEWEST_TERMS

    def one_utterance(self, row: int, other: int) -> bool:
        """Whether both stand in one quotation that several reports print."""
        return bool(self._utterances[row] & self._utterances[other])

    def same_words_of_one_utterance(self, row: int, other: int) -> bool:
        """Whether both are a clause of one quotation, in the same words."""
        common = self._utterances[row] & self._utterances[other]
        return any(self._printed[row].get(key) == self._printed[other].get(key) for key in common)

    def told_apart(self, row: int, other: int) -> float:
        """The points that the two lack because different sources make them."""
        return -float(self._speaker(row, np.array([other]))[0])

    def denied_apart(self, row: int, other: int) -> float:
        """The points that the two lack because one says that it is not so."""
        return NEGATION * float(self._negative[row] != self._negative[other])

    def explain(self, row: int, other: int) -> dict[str, float]:
        """The parts of the points of two claims, those that are not nought, to two digits."""
        parts = self._parts(row, np.array([other]))
        return {name: round(float(parts[name][0]), 2) for name in PARTS if abs(float(parts[name][0])) >= 0.005}

    def shared_words(self, row: int, other: int) -> list[str]:
        """The words, not names, that both claims hold, the rarest first."""
        shared = self._terms[row] & self._terms[other] & self._holders.keys()
        return sorted(shared, key=lambda term: (-self._rarity[term], term))

    def _parts(self, row: int, others: NDArray[np.int64]) -> dict[str, Any]:
        return {
            "meaning": self._clauses[others] @ self._clauses[row],
            "action": ACTION * (self._heads[others] @ self._heads[row]),
            "alignment": self._alignment(row, others),
            "sentence": SENTENCE * (self._sentences[others] @ self._sentences[row]),
            "negation": -NEGATION * (self._negative[others] != self._negative[row]),
            "words": self._shared(row, others),
            "quotation": self._quotation(row, others),
            "subject": SUBJECT * self._subjects.agreement(row, others),
            "actors": ACTOR * np.minimum(self._actors.common(row, others), MOST_ACTORS),
            "speaker": self._speaker(row, others),
            "figure": FIGURE * np.maximum(self._amounts.agreement(row, others), 0),
        }

    def _speaker(self, row: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
        """Points against claims that different sources make."""
        return SPEAKER * np.minimum(self._speakers.agreement(row, others), 0)

    def _shared(self, row: int, others: NDArray[np.int64]) -> Floats:
        """Points for the words, not names, that both hold."""
        points = np.zeros(len(self.claims), dtype=np.float32)
        for term in sorted(self._terms[row] & self._holders.keys()):
            points[self._holders[term]] += self._rarity[term] / RARITY
        return points[others]

    def _quotation(self, row: int, others: NDArray[np.int64]) -> Floats:
        """Of the words that the one with fewer prints of an utterance, the share that the other prints too; of several
        utterances the largest."""
        mine = self._printed[row]
        shares = np.zeros(len(others), dtype=np.float32)
        for at, other in enumerate(others.tolist() if mine else ()):
            theirs = self._printed[other]
            for key in mine.keys() & theirs.keys():
                share = len(mine[key] & theirs[key]) / max(FEWEST_QUOTED, min(len(mine[key]), len(theirs[key])))
                shares[at] = max(shares[at], share)
        return shares

    def _alignment(self, row: int, others: NDArray[np.int64]) -> Floats:
        """Of the two directions the smaller: how well each side's words are met by the other's."""
        words = self._words
        mine = slice(int(words.start[row]), int(words.start[row] + words.count[row]))
        counts = words.count[others]
        edges = np.concatenate([[0], np.cumsum(counts)[:-1]])
        places = np.repeat(words.start[others] - edges, counts) + np.arange(counts.sum())
        likeness = words.vectors[mine] @ words.vectors[places].T
        weights = words.weights[mine]
        met = weights @ np.maximum.reduceat(likeness, edges, axis=1) / weights.sum()
        theirs = words.weights[places]
        back = np.add.reduceat(likeness.max(axis=0) * theirs, edges) / np.add.reduceat(theirs, edges)
        return np.asarray(np.minimum(met, back), dtype=np.float32)


@cache
def word_stem(word: str) -> str:
    """The stem of a word: *apologize*, *apology*, *apologies* have one."""
    cut = stem(word)
    return cut[:-2] if len(cut) >= 6 and cut.endswith(("iz", "is")) else cut


def _rarity(rows: Sequence[Iterable[str]]) -> dict[str, float]:
    """For each term of the rows how few of them hold it: its inverse document frequency."""
    frequency = Counter(term for row in rows for term in set(row))
    return {term: log((len(rows) + 1) / (count + 0.5)) for term, count in frequency.items()}


def _terms(claim: Claim) -> frozenset[str]:
    """The stems of the words outside of names, and the actors, whatever they are called."""
    meaning = claim.meaning
    stems = {word_stem(word) for word, named in zip(meaning.words, meaning.named, strict=True) if not named}
    return frozenset(stems | {NAME + actor for actor in claim.actors})


def _amounts(claim: Claim, figures: Mapping[str, Figure]) -> frozenset[tuple[float | None, float | None]]:
    return frozenset((figures[key].low, figures[key].high) for key in claim.figures if key in figures)


def _utterances(
    claims: Iterable[Claim], story: Story, groups: Sequence[QuoteGroup]
) -> tuple[list[frozenset[str]], list[dict[str, frozenset[str]]]]:
    """Of each claim the utterances that its predicate stands in, by the ids of quotations that several reports print;
    and of each of these of which it prints words that carry meaning, the stems of these words."""
    quotes = {quote.id: quote for report in story.reports for quote in report.quotes}
    held: dict[str, list[tuple[int, int, str]]] = {}
    for group in groups:
        for key in group.quotes:
            span = quotes[key].span
            held.setdefault(span.doc, []).append((span.start, span.end, group.id))
    around, printed = [], []
    for claim in claims:
        span, head = claim.span, int(claim.explanation.details["head"])
        near = [quote for quote in held.get(span.doc, ()) if quote[0] < span.end and span.start < quote[1]]
        around.append(frozenset(key for start, end, key in near if start <= head < end))
        stems: dict[str, frozenset[str]] = {}
        words = [word for word in wording(span.text).words if is_content(word.form)] if near else []
        for start, end, key in near:
            inside = {word_stem(w.form) for w in words if start <= span.start + w.start and span.start + w.end <= end}
            if inside:
                stems[key] = stems.get(key, frozenset()) | inside
        printed.append(stems)
    return around, printed


def _unpacked(packed: bytes) -> Floats:
    return np.frombuffer(packed, dtype=np.float16).astype(np.float32)


def _unit(rows: Floats) -> Floats:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6), dtype=np.float32)
