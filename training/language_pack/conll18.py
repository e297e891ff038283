"""The scores of the CoNLL 2018 shared task on raw text, by the definitions of its ``conll18_ud_eval.py`` (Zeman et
al. 2018).

System and gold words are aligned by the characters that they cover, white space apart; inside a multi-word token
whose words do not
spell it out, by the longest common subsequence of their lower-cased forms. Relations are compared without subtypes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word at ``[start, end)`` of the text without white space. ``head`` is an index into the same list, -1 for
    the root."""

    form: str
    start: int
    end: int
    upos: str
    xpos: str
    feats: str
    lemma: str
    head: int
    deprel: str
    in_multiword: bool = False


def scores(
    gold: Sequence[Word],
    system: Sequence[Word],
    *,
    gold_sentences: set[tuple[int, int]],
    system_sentences: set[tuple[int, int]],
) -> dict[str, float]:
    """F1 in percent for Words, Sentences, UPOS, XPOS, UFeats, Lemmas, UAS and LAS."""
    aligned = _align(gold, system)

    def f1(correct: int) -> float:
        return 200 * correct / (len(gold) + len(system))

    def count(same: str) -> int:
        return sum(getattr(gold[g], same) == getattr(system[s], same) for g, s in aligned.items())

    attached = [
        (g, s)
        for g, s in aligned.items()
        if (gold[g].head < 0 and system[s].head < 0)
        or (gold[g].head >= 0 and aligned.get(gold[g].head, -2) == system[s].head)
    ]
    labelled = sum(gold[g].deprel.split(":")[0] == system[s].deprel.split(":")[0] for g, s in attached)
    return {
        "Words": f1(len(aligned)),
        "Sentences": 200 * len(gold_sentences & system_sentences) / (len(gold_sentences) + len(system_sentences)),
        "UPOS": f1(count("upos")),
        "XPOS": f1(count("xpos")),
        "UFeats": f1(count("feats")),
        "Lemmas": f1(sum(gold[g].lemma in ("_", system[s].lemma) for g, s in aligned.items())),
        "UAS": f1(len(attached)),
        "LAS": f1(labelled),
    }


def _align(gold: Sequence[Word], system: Sequence[Word]) -> dict[int, int]:
    """Gold index → system index of the words that correspond."""
    places = {(word.start, word.end): index for index, word in enumerate(system)}
    aligned = {
        index: places[word.start, word.end]
        for index, word in enumerate(gold)
        if not word.in_multiword and (word.start, word.end) in places
    }
    index = 0
    while index < len(gold):
        if not gold[index].in_multiword:
            index += 1
            continue
        first = index
        span = (gold[index].start, gold[index].end)
        while index < len(gold) and gold[index].in_multiword and (gold[index].start, gold[index].end) == span:
            index += 1
        inside = [s for s, word in enumerate(system) if span[0] <= word.start and word.end <= span[1]]
        pairs = _common([gold[g].form.lower() for g in range(first, index)], [system[s].form.lower() for s in inside])
        aligned |= {first + g: inside[s] for g, s in pairs}
    return aligned


def _common(left: list[str], right: list[str]) -> list[tuple[int, int]]:
    """Index pairs of a longest common subsequence."""
    table = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in reversed(range(len(left))):
        for j in reversed(range(len(right))):
            same = left[i] == right[j]
            table[i][j] = table[i + 1][j + 1] + 1 if same else max(table[i + 1][j], table[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] == right[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
