"""Passages that two reports share, with their places in both, however they were cut and edited in small.

A passage is a local alignment of the words of two reports that has ``FEWEST`` more equal words than its edits cost. A
changed word costs 2; so many words in a row that one report lacks cost one each, and 1 for the edit; no edit is longer
than ``LONGEST_EDIT`` words. White space, capitals, accents, quotation marks and punctuation are no difference.

The alignments are found by seed and extend (Altschul et al. 1990, BLAST) instead of filling the matrix of all words
(Smith and Waterman 1981), and nothing is lost by it: an alignment with ``e`` edits has at least ``FEWEST + 2 e`` equal
words in at most ``e + 1`` runs, so one of the runs has three words or more, and all edges of the alignment are such
runs. Runs are then chained (Abouelhoda and Ohlebusch 2005). Each pair is aligned on its own: there are no chains of
reports, and no third report can bring two together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from typing import Literal

from rashomon.compare.bridges import Run, bound, bridge, cost
from rashomon.compare.words import SEED, Words, read_words
from rashomon.model import Span, Story

FEWEST = 10
"""Equal words of a passage over what its edits cost. Reports of different events share up to nine in a row: an actor
with office and state, a law's name."""
LONGEST_EDIT = 25
"""Words of one cut or addition inside a passage, about a sentence; across a longer one there are two passages."""
CROWD = 24
"""A seed that more reports hold leads from each of them to the longest one only. See ``candidates``."""
_SEEDS = 4
"""Different seeds that two reports have in common before they are aligned. A passage has at least
``FEWEST - SEED + 1`` seeds; half of them may be repeated."""

Kind = Literal["writing", "quotation"]


@dataclass(frozen=True)
class Passage:
    """Words that two reports share: ``first`` and ``second`` are the stretches from the first equal word to the last.

    ``runs`` are the runs of equal words, in order. ``own`` is how many equal words stand in quotation marks in neither
    report, less what the edits among such words cost. A passage of kind ``quotation`` has fewer of them than
    ``FEWEST``: both quote the same words, which says nothing about who wrote the rest.
    """

    left: Words
    right: Words
    runs: tuple[Run, ...]

    @property
    def first(self) -> Span:
        """The stretch in the report with the smaller id."""
        return self.left.span(self.runs[0][0], self.runs[-1][0] + self.runs[-1][2])

    @property
    def second(self) -> Span:
        """The stretch in the other report."""
        return self.right.span(self.runs[0][1], self.runs[-1][1] + self.runs[-1][2])

    @property
    def docs(self) -> tuple[str, str]:
        """The ids of the two reports."""
        return self.left.document.id, self.right.document.id

    def pairs(self) -> Iterator[tuple[int, int]]:
        """The equal words, as their numbers in both reports."""
        for i, j, length in self.runs:
            yield from zip(range(i, i + length), range(j, j + length), strict=True)

    def is_quoted(self, i: int, j: int) -> bool:
        """True where either report has the word in quotation marks."""
        return self.left.quoted[i] or self.right.quoted[j]

    @cached_property
    def written(self) -> tuple[tuple[int, int], ...]:
        """The equal words that neither report quotes."""
        return tuple(pair for pair in self.pairs() if not self.is_quoted(*pair))

    @cached_property
    def written_words(self) -> tuple[frozenset[int], frozenset[int]]:
        """The same, for either report."""
        return frozenset(i for i, _ in self.written), frozenset(j for _, j in self.written)

    @cached_property
    def own(self) -> int:
        """Equal words of the reporters' own, less what the edits among such words cost."""
        score = len(self.written)
        for (i, j, length), (next_i, next_j, _) in pairwise(self.runs):
            cut = sum(not quoted for quoted in self.left.quoted[i + length : next_i])
            added = sum(not quoted for quoted in self.right.quoted[j + length : next_j])
            score -= cost(cut, added)
        return score

    @property
    def kind(self) -> Kind:
        """``writing`` where the reporters' own words suffice for a passage."""
        return "writing" if self.own >= FEWEST else "quotation"


def find_passages(story: Story) -> tuple[Passage, ...]:
    """The passages that two reports of ``story`` share, ordered by report ids and places.

    Where more than ``CROWD`` reports share words, not all pairs are listed: see ``candidates``. Costs grow with the
    number of words times ``CROWD``, and with the pairs that share passages.
    """
    reading = read_words(story.reports)
    found: list[Passage] = []
    for one, other in candidates(reading):
        left, right = sorted((reading[one], reading[other]), key=lambda words: words.document.id)
        found += [Passage(left, right, runs) for runs in align(left, right)]
    return tuple(sorted(found, key=lambda passage: (passage.docs, passage.runs)))


def candidates(reading: Sequence[Words]) -> list[tuple[int, int]]:
    """Pairs of reports, by their numbers in ``reading``, that share enough seeds to share a passage.

    Nobody needs the 45,000 pairs of 300 reprints of one wire. Of a seed that more than ``CROWD`` reports hold, each
    report is compared with the longest holder alone. Nothing is hidden by it: every one of them is listed beside that
    report, at the same words. In a pile of up to ``CROWD`` reports all pairs are compared.
    """
    order = sorted(range(len(reading)), key=lambda at: (-len(reading[at]), reading[at].document.id))
    holders: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for at in order:
        for seed in reading[at].places:
            holders[seed].append(at)
    common: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        if len(held) > CROWD:
            common.update((held[0], other) for other in held[1:])
        elif len(held) > 1:
            common.update(combinations(held, 2))
    return [pair for pair, seeds in common.items() if seeds >= _SEEDS]


def align(left: Words, right: Words) -> list[tuple[Run, ...]]:
    """The passages of two reports as runs of equal words, the best first. No two use the same run."""
    runs = _runs(left, right)
    found = []
    known: dict[tuple[Run, Run], int] = {}
    while sum(length for _, _, length in runs) >= FEWEST:
        chain = _best_chain(left, right, runs, known)
        if chain is None:
            break
        used = {runs[at][:2] for at in chain}
        found.append(_filled(left, right, [runs[at] for at in chain]))
        runs = [run for run in runs if run[:2] not in used]
    return found


def _runs(left: Words, right: Words) -> list[Run]:
    """The longest runs of equal words that hold a seed, in the order of the first report."""
    reached: dict[int, int] = {}
    runs = []
    for at, seed in enumerate(left.seeds):
        for place in right.places.get(seed, ()):
            if reached.get(place - at, -1) > at:
                continue
            i, j, end = at, place, at + SEED
            while i and j and left.ids[i - 1] == right.ids[j - 1]:
                i, j = i - 1, j - 1
            while end < len(left) and (other := end + place - at) < len(right) and left.ids[end] == right.ids[other]:
                end += 1
            reached[place - at] = end
            runs.append((i, j, end - i))
    return sorted(runs)


def _best_chain(left: Words, right: Words, runs: Sequence[Run], known: dict[tuple[Run, Run], int]) -> list[int] | None:
    """The numbers of the runs of the best alignment, or None where none is good enough. ``known`` remembers what the
    words between two runs are worth."""
    longest = max(length for _, _, length in runs)
    scores: list[int] = []
    before: list[int | None] = []
    for number, run in enumerate(runs):
        score, link = run[2], None
        for earlier in range(number - 1, -1, -1):
            if run[0] - runs[earlier][0] > longest + LONGEST_EDIT:
                break
            kept = _after(runs[earlier], run)
            if kept is None:
                continue
            most = scores[earlier] + kept[2]
            if most - 2 <= score:
                continue  # what lies between two runs costs 2 or more
            between = known.get((runs[earlier], run))
            if between is None:
                cut, added = _between(left, right, runs[earlier], kept)
                if most + bound(cut, added) <= score:
                    continue
                between = known[runs[earlier], run] = bridge(cut, added)[0]
            if most + between > score:
                score, link = most + between, earlier
        scores.append(score)
        before.append(link)
    last = max(range(len(runs)), key=lambda at: (scores[at], -at))
    if scores[last] < FEWEST:
        return None
    chain: list[int] = []
    at: int | None = last
    while at is not None:
        chain.append(at)
        at = before[at]
    return chain[::-1]


def _after(earlier: Run, run: Run) -> Run | None:
    """``run`` without the words that ``earlier`` reaches into; None where it does not follow, or too far away."""
    if earlier[0] >= run[0] or earlier[1] >= run[1]:
        return None
    end, other_end = earlier[0] + earlier[2], earlier[1] + earlier[2]
    over = max(0, end - run[0], other_end - run[1])
    kept = run[0] + over, run[1] + over, run[2] - over
    return kept if kept[2] > 0 and max(kept[0] - end, kept[1] - other_end) <= LONGEST_EDIT else None


def _between(left: Words, right: Words, run: Run, following: Run) -> tuple[Sequence[int], Sequence[int]]:
    """The words of both reports between two runs."""
    i, j, length = run
    return left.ids[i + length : following[0]], right.ids[j + length : following[1]]


def _filled(left: Words, right: Words, chain: Sequence[Run]) -> tuple[Run, ...]:
    """The runs, none reaching into the next, with the single words and pairs between them that are equal too."""
    out = [chain[0]]
    for run in chain[1:]:
        last = out[-1]
        kept = _after(last, run)
        if kept is not None:  # it was linked, so it follows
            i, j = last[0] + last[2], last[1] + last[2]
            out += [(i + a, j + b, length) for a, b, length in bridge(*_between(left, right, last, kept))[1]]
            out.append(kept)
    return tuple(out)
