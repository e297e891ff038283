"""New names in known sentences."""

from __future__ import annotations

import random

import pytest
from training.language_pack.corpora import Sentence
from training.language_pack.renaming import Renamer

_NAMES = ("O", "B-PER", "I-PER", "O", "O", "B-ORG", "I-ORG")
_SENTENCE = Sentence("1", ("Minister", "Ilse", "Varga", "left", "the", "Bank", "Kelso"), names=_NAMES)
_OTHER = Sentence("2", ("the", "bank", "of", "Marrow", "and", "Ilse"), names=("O", "O", "O", "B-LOC", "O", "B-PER"))


@pytest.mark.parametrize("seed", range(20))
def test_only_words_of_names_change_and_the_layers_stay(seed: int) -> None:
    random.seed(seed)
    first, second = Renamer([_SENTENCE, _OTHER], 0.35).window([_SENTENCE, _OTHER])
    for old, new in [(_SENTENCE, first), (_OTHER, second)]:
        assert new.names == old.names
        assert len(new.words) == len(old.words)
        kept = [(a, b) for a, b, label in zip(old.words, new.words, old.names or (), strict=True) if label == "O"]
        assert all(a == b for a, b in kept)
    assert first.words[5] == "Bank", "a word that is also a common one stays"
    assert first.words[1] == second.words[5], "one name is renamed alike throughout the window"


def test_some_windows_change_and_some_stay() -> None:
    random.seed(0)
    renamer = Renamer([_SENTENCE, _OTHER], 0.35)
    changed = sum(renamer.window([_SENTENCE])[0] is not _SENTENCE for _ in range(100))
    assert 10 < changed < 60
