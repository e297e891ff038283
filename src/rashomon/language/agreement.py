"""A word that a text repeats is read alike: the same name keeps its type through one report.

Label consistency within a document (Finkel, Grenager & Manning 2005; Krishnan & Manning 2006), without a second
model: each reading of a word leans a little towards the mean of its other readings.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from rashomon.language.decode import Floats

SHARE = 0.3
"""What the other readings count; chosen on sentences of UNER EWT that the reading model had not seen."""

_SURE = 0.95
"""A word that every reading takes for no name with this probability stays as it is."""


def agreed(words: Sequence[str], scores: Floats) -> Floats:
    """Log-probabilities [n, labels] for the name ``scores`` of all the words of a text; label 0 is "no name".

    Words count as the same whatever their capitals; those of one letter, and marks and numbers, stand alone.
    """
    shifted = scores - scores.max(axis=1, keepdims=True)
    own = np.exp(shifted)
    own /= own.sum(axis=1, keepdims=True)
    mixed = own.copy()
    groups = _repeated(words, own[:, 0])
    if groups:
        places = np.fromiter(chain.from_iterable(groups), dtype=np.int64)
        counts = np.array([len(group) for group in groups])
        word = np.repeat(np.arange(len(groups)), counts)
        readings = own[places]
        sums = np.zeros((len(groups), own.shape[1]), dtype=np.float32)
        np.add.at(sums, word, readings)
        others = (sums[word] - readings) / (counts[word] - 1).astype(np.float32)[:, None]
        mixed[places] = (1 - SHARE) * readings + SHARE * others
    return np.asarray(np.log(mixed + 1e-9), dtype=np.float32)


def _repeated(words: Sequence[str], no_name: Floats) -> list[list[int]]:
    """The places of each word that stands more than once and is taken for a name at least at one of them."""
    found: dict[str, list[int]] = {}
    possible = {words[place].lower() for place in np.flatnonzero(no_name < _SURE).tolist()}
    for place, word in enumerate(words):
        if len(word) > 1 and word[0].isalpha() and (key := word.lower()) in possible:
            found.setdefault(key, []).append(place)
    return [places for places in found.values() if len(places) > 1]
