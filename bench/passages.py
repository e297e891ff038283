"""Shared passages against exhaustive alignment, and against passages that were planted and edited; how time grows.

The reference fills the whole matrix of two reports' words (Smith and Waterman 1981; affine gaps, Gotoh 1982) and takes
every alignment that is good enough, the best first, each time without the word pairs of those before (Waterman and
Eggert 1987). What a passage is, is defined in ``rashomon.compare.passages``; here nothing is looked up in an index.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np

from rashomon import read
from rashomon.compare.passages import FEWEST, LONGEST_EDIT, candidates, find_passages
from rashomon.compare.words import Words, read_words
from rashomon.model import Annotations, Block, Document, Origin, Story

EQUAL, CHANGED, OPEN, LONGER = 1, -2, 2, 1
_NEVER = -(10**6)
Pairs = list[tuple[int, int]]
Found = dict[tuple[str, str], list[tuple[int, int, int, int]]]
"""Two reports → the passages as characters ``[start, end)`` of the one and of the other."""


def exhaustive(left: Sequence[int], right: Sequence[int]) -> list[Pairs]:
    """All passages of two lists of words, as the pairs of equal words. Time and memory grow with the product."""
    one, other = np.asarray(left), np.asarray(right)
    used = np.zeros((len(one), len(other)), dtype=bool)
    found: list[Pairs] = []
    while len(one) and len(other):
        pairs, score = _best(one, other, used)
        if score < FEWEST:
            break
        for i, j in pairs:
            used[i, j] = True
        found += [part for part in _parts(pairs) if _worth(part) >= FEWEST]
    return found


def _best(one: np.ndarray, other: np.ndarray, used: np.ndarray) -> tuple[Pairs, int]:
    """The best local alignment and its score."""
    rows, columns = len(one) + 1, len(other) + 1
    best = np.zeros((rows, columns), dtype=np.int32)
    cut = np.full((rows, columns), _NEVER, dtype=np.int32)
    added = np.full((rows, columns), _NEVER, dtype=np.int32)
    place = np.arange(columns, dtype=np.int32) * LONGER
    for i in range(1, rows):
        step = np.where(other == one[i - 1], EQUAL, CHANGED)
        step[used[i - 1]] = _NEVER
        cut[i] = np.maximum(best[i - 1] - OPEN, cut[i - 1] - LONGER)
        row = np.maximum(cut[i], 0)
        row[1:] = np.maximum(row[1:], best[i - 1, :-1] + step)
        # The best place before each column from which words were added, in one sweep.
        reach = np.maximum.accumulate(row + place)
        added[i, 1:] = reach[:-1] - place[1:] - (OPEN - LONGER)
        best[i] = np.maximum(row, added[i])
    return _walk(one, other, used, best, cut, added)


def _walk(
    one: np.ndarray, other: np.ndarray, used: np.ndarray, best: np.ndarray, cut: np.ndarray, added: np.ndarray
) -> tuple[Pairs, int]:
    i, j = (int(at) for at in np.unravel_index(int(best.argmax()), best.shape))
    score, pairs, state = int(best[i, j]), [], "best"
    while i and j and (state != "best" or best[i, j] > 0):
        if state == "cut":
            state = "best" if cut[i, j] == best[i - 1, j] - OPEN else "cut"
            i -= 1
        elif state == "added":
            state = "best" if added[i, j] == best[i, j - 1] - OPEN else "added"
            j -= 1
        else:
            equal = one[i - 1] == other[j - 1] and not used[i - 1, j - 1]
            if best[i, j] == best[i - 1, j - 1] + (EQUAL if equal else CHANGED):
                pairs += [(i - 1, j - 1)] if equal else []
                i, j = i - 1, j - 1
            else:
                state = "cut" if best[i, j] == cut[i, j] else "added"
    return pairs[::-1], score


def _parts(pairs: Pairs) -> Iterator[Pairs]:
    """An alignment divided where an edit is too long for one passage."""
    start = 0
    for at, ((i, j), (next_i, next_j)) in enumerate(pairwise(pairs), start=1):
        if max(next_i - i, next_j - j) - 1 > LONGEST_EDIT:
            yield pairs[start:at]
            start = at
    yield pairs[start:]


def _worth(pairs: Pairs) -> int:
    score = len(pairs)
    for (i, j), (next_i, next_j) in pairwise(pairs):
        gap, other = next_i - i - 1, next_j - j - 1
        less, rest = min(gap, other), abs(gap - other)
        changed = 2 * less + (1 + rest if rest else 0)
        score -= min(changed, (1 + gap if gap else 0) + (1 + other if other else 0))
    return score


# --- systems ---------------------------------------------------------------------------------------------------------

System = Callable[[Sequence[Words]], Found]


def by_exhaustion(reading: Sequence[Words]) -> Found:
    """The reference."""
    return _pairwise(reading, lambda left, right: exhaustive(left.ids, right.ids))


def by_rashomon(reading: Sequence[Words]) -> Found:
    """What the comparison finds."""
    story = Story(None, tuple(Annotations(words.document) for words in reading))
    found: Found = {}
    for passage in find_passages(story):
        places = (passage.first.start, passage.first.end, passage.second.start, passage.second.end)
        found.setdefault(passage.docs, []).append(places)
    return found


def by_difflib(reading: Sequence[Words]) -> Found:
    """Python's ``difflib``: the matching blocks of ``FEWEST`` words or more."""

    def blocks(left: Words, right: Words) -> list[Pairs]:
        matcher = SequenceMatcher(None, left.ids, right.ids, autojunk=False)
        return [[(b.a + n, b.b + n) for n in range(b.size)] for b in matcher.get_matching_blocks() if b.size >= FEWEST]

    return _pairwise(reading, blocks)


def by_equal_runs(reading: Sequence[Words]) -> Found:
    """Runs of ``FEWEST`` equal words, anywhere in both: word n-grams without alignment."""

    def grams(left: Words, right: Words) -> list[Pairs]:
        places: dict[tuple[int, ...], list[int]] = {}
        for at in range(len(right) - FEWEST + 1):
            places.setdefault(tuple(right.ids[at : at + FEWEST]), []).append(at)
        return [
            [(at + n, place + n) for n in range(FEWEST)]
            for at in range(len(left) - FEWEST + 1)
            for place in places.get(tuple(left.ids[at : at + FEWEST]), ())
        ]

    return _pairwise(reading, grams)


def _pairwise(reading: Sequence[Words], align: Callable[[Words, Words], list[Pairs]]) -> Found:
    found: Found = {}
    for left, right in combinations(sorted(reading, key=lambda words: words.document.id), 2):
        for pairs in align(left, right):
            first, second = (
                left.span(pairs[0][0], pairs[-1][0] + 1),
                right.span(pairs[0][1], pairs[-1][1] + 1),
            )
            found.setdefault((left.document.id, right.document.id), []).append(
                (first.start, first.end, second.start, second.end)
            )
    return found


SYSTEMS: dict[str, System] = {"Rashomon": by_rashomon, "difflib": by_difflib, "equal runs": by_equal_runs}


# --- measures --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Score:
    """Characters of both reports of each pair: found, in the reference, in both; how many pairs share a passage, and of
    how many of them one was found; and the seconds that it took."""

    found: int = 0
    wanted: int = 0
    both: int = 0
    pairs: int = 0
    pairs_found: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.precision:.4f}, {self.recall:.4f}, {self.pairs_found} of {self.pairs} pairs, {self.seconds:.1f} s"
        )

    @property
    def precision(self) -> float:
        return self.both / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.both / self.wanted if self.wanted else 1.0

    def add(self, found: Found, wanted: Found) -> None:
        """Count one pile."""
        self.pairs += len(wanted)
        self.pairs_found += len(found.keys() & wanted.keys())
        for pair in found.keys() | wanted.keys():
            for side in (0, 2):
                ours, theirs = (
                    {at for places in which.get(pair, ()) for at in range(places[side], places[side + 1])}
                    for which in (found, wanted)
                )
                self.found += len(ours)
                self.wanted += len(theirs)
                self.both += len(ours & theirs)


def stories(shared: Path, *, most: int | None = None) -> dict[str, Score]:
    """System → score against the exhaustive alignment, over the reports of each story; the reference's time beside
    it."""
    scores = {name: Score() for name in SYSTEMS}
    reference = Score()
    for folder in sorted(path for path in (shared / "data" / "stories").iterdir() if path.is_dir())[:most]:
        reading = read_words([Annotations(doc) for doc in read([folder]) if isinstance(doc, Document)])
        began = time.perf_counter()
        wanted = by_exhaustion(reading)
        reference.seconds += time.perf_counter() - began
        reference.add(wanted, wanted)
        for name, system in SYSTEMS.items():
            began = time.perf_counter()
            found = system(reading)
            scores[name].seconds += time.perf_counter() - began
            scores[name].add(found, wanted)
    return {**scores, "exhaustive": reference}


# --- planted passages ------------------------------------------------------------------------------------------------

_MARKS = str.maketrans({"“": '"', "”": '"', "’": "'", "—": "–"})


def planted(shared: Path, *, pairs: int = 300) -> dict[str, Score]:
    """System → score on passages of known places: paragraphs of one report, edited as reprints are, among the
    paragraphs of a report of another event. Truth is the whole of either paragraph, first and last words included,
    though an edit may have changed them."""
    reports = _texts(shared)
    chance = random.Random(7)
    scores = {name: Score() for name in SYSTEMS}
    for _ in range(pairs):
        folder, giver = chance.choice(reports)
        host = chance.choice([text for other, text in reports if other != folder])
        paragraphs = [p for p in giver.split("\n\n") if len(p.split()) >= 25]
        if not paragraphs:
            continue
        passage = chance.choice(paragraphs)
        copied = edited(passage, chance)
        around = host.split("\n\n")
        at = chance.randrange(len(around) + 1)
        taker = "\n\n".join([*around[:at], copied, *around[at:]])
        start = len("\n\n".join([*around[:at], ""]))
        one, other = _document("one", giver), _document("two", taker)
        truth = (giver.index(passage), giver.index(passage) + len(passage), start, start + len(copied))
        for name, system in SYSTEMS.items():
            reading = read_words([Annotations(one), Annotations(other)])
            began = time.perf_counter()
            found = system(reading)
            scores[name].seconds += time.perf_counter() - began
            scores[name].add(found, {("one", "two"): [truth]})
    return scores


def edited(passage: str, chance: random.Random) -> str:
    """A paragraph as another paper prints it: other marks and spaces, one word in twelve changed, a clause less."""
    words = passage.translate(_MARKS).split()
    words = [chance.choice(words) if chance.random() < 1 / 12 else word for word in words]
    if len(words) > 40 and chance.random() < 0.5:
        at = chance.randrange(10, len(words) - 20)
        words[at : at + chance.randrange(3, 9)] = []
    return re.sub(" ", lambda _: chance.choice([" ", " ", " ", "\u00a0"]), " ".join(words))


def _texts(shared: Path) -> list[tuple[str, str]]:
    """Folder and text of each story report."""
    paths = sorted((shared / "data" / "stories").glob("*/*.txt"))
    return [(p.parent.name, doc.text) for p in paths for doc in read([p]) if isinstance(doc, Document)]


def _document(id: str, text: str) -> Document:
    return Document(id, Origin(None, None, "text/plain", id), text, text, (Block("body", 0, len(text), 0, len(text)),))


# --- growth ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """A pile of ``reports``: processor seconds, pairs aligned and passages found."""

    reports: int
    seconds: float
    aligned: int
    passages: int


def growth(shared: Path, sizes: Sequence[int] = (62, 125, 250, 500)) -> list[Step]:
    """Piles in which two of five reports reprint one wire with edits, and the others are reports of sixty events, each
    with an edited reprint from the 180th on."""
    texts = [text for _, text in _texts(shared)]
    wire = max(texts, key=len)
    steps = []
    for size in sizes:
        chance = random.Random(size)
        pile = []
        for number in range(size):
            if number % 5 < 2:
                chosen = [p for p in wire.split("\n\n") if chance.random() < 0.8]
            else:
                chosen = texts[number % len(texts)].split("\n\n")
            if number % 5 < 2 or number >= len(texts):
                chosen = [edited(p, chance) if p.strip() else p for p in chosen]
            pile.append(Annotations(_document(f"{number:03}", "\n\n".join(chosen))))
        began = time.process_time()
        passages = find_passages(Story(None, tuple(pile)))
        seconds = time.process_time() - began
        steps.append(Step(size, seconds, len(candidates(read_words(pile))), len(passages)))
    return steps
