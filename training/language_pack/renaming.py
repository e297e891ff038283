"""New names in known sentences, so that the heads learn a name from its place and not by heart.

Mention replacement (Dai & Adel 2020, "An Analysis of Simple Data Augmentation for Named Entity Recognition"), word by
word so that the tree stays as it is, with words that a letter model of the corpora's names makes up beside the real
ones.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from training.language_pack.corpora import Sentence

ORDER = 3
"""Letters before the one that the model draws."""
_LONGEST = 12


class Renamer:
    """Draws other names for those of a window. What it learns from ``sentences``: their names, word by word, and
    which of those words are common ones ("Bank", "North"), which stay. ``share`` of the windows are renamed; half of
    their new words are made up."""

    def __init__(self, sentences: Iterable[Sentence], share: float) -> None:
        self._share = share
        self._common: set[str] = set()
        pools: defaultdict[str, list[str]] = defaultdict(list)
        named = [sentence for sentence in sentences if sentence.names is not None]
        for sentence in named:
            self._common.update(word for word in sentence.words if word.islower())
        for sentence in named:
            for word, label in self._names(sentence):
                pools[label].append(word)
        self._pools = dict(pools)
        self._letters = {label: _letters(pool) for label, pool in pools.items()}

    def window(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        """``sentences``, or in a share of the calls the same with other names: one new word for each word of a name
        throughout the window. The lemmas of changed sentences are left out."""
        if random.random() >= self._share:
            return list(sentences)
        new: dict[str, str] = {}
        for sentence in sentences:
            for word, label in self._names(sentence):
                if word not in new:
                    made_up = random.random() < 0.5
                    new[word] = self._make_up(label) if made_up else random.choice(self._pools[label])
        return [self._renamed(sentence, new) for sentence in sentences]

    def _names(self, sentence: Sentence) -> list[tuple[str, str]]:
        """The words of the sentence's names that only a name has, with the name's type."""
        return [
            (word, label[2:])
            for word, label in zip(sentence.words, sentence.names or (), strict=False)
            if label != "O" and len(word) > 2 and word.isalpha() and word.istitle() and word.lower() not in self._common
        ]

    def _renamed(self, sentence: Sentence, new: dict[str, str]) -> Sentence:
        own = {word for word, _ in self._names(sentence)}
        if not own & new.keys():
            return sentence
        words = tuple(new[word] if word in own and word in new else word for word in sentence.words)
        return replace(sentence, words=words, lemma=None)

    def _make_up(self, label: str) -> str:
        letters, word = self._letters[label], ""
        while len(word) < _LONGEST:
            drawn = random.choice(letters[word[-ORDER:]])
            if not drawn:
                break
            word += drawn
        return word.title()


def _letters(words: Sequence[str]) -> dict[str, list[str]]:
    """Letters before → the letters that follow them in ``words``, once for each time; "" is the word's end."""
    following: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        for place, letter in enumerate([*word.lower(), ""]):
            following[word.lower()[max(0, place - ORDER) : place]].append(letter)
    return dict(following)
