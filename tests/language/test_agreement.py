"""What a text repeats is read alike."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from rashomon.language import component, parse
from rashomon.language.agreement import SHARE, agreed
from rashomon.language.decode import Floats

LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"]


def scores(*rows: dict[str, float]) -> Floats:
    """One row a word; what is not given shares the rest of the probability."""
    table = np.empty((len(rows), len(LABELS)), dtype=np.float32)
    for place, row in enumerate(rows):
        table[place] = (1 - sum(row.values())) / (len(LABELS) - len(row))
        for label, probability in row.items():
            table[place, LABELS.index(label)] = probability
    return np.log(table)


def best(words: str, *rows: dict[str, float]) -> list[str]:
    return [LABELS[label] for label in agreed(words.split(), scores(*rows)).argmax(axis=1)]


SURE, DOUBTFUL, NOTHING = {"B-PER": 0.9}, {"B-LOC": 0.5, "B-PER": 0.4}, {"O": 0.99}


@pytest.mark.parametrize(
    ("words", "rows", "labels"),
    [
        ("Varga met Varga", [SURE, NOTHING, DOUBTFUL], ["B-PER", "O", "B-PER"]),
        ("VARGA met Varga", [SURE, NOTHING, DOUBTFUL], ["B-PER", "O", "B-PER"]),
        ("Varga met Noll", [SURE, NOTHING, DOUBTFUL], ["B-PER", "O", "B-LOC"]),
        ("Varga met Varga", [SURE, NOTHING, {"O": 0.55, "B-PER": 0.4}], ["B-PER", "O", "B-PER"]),
        # A clear reading stays, whatever the others are: Varga the person may speak in Varga the town.
        ("Varga in Varga", [SURE, NOTHING, {"B-LOC": 0.9}], ["B-PER", "O", "B-LOC"]),
        ("May may May", [{"B-PER": 0.5, "O": 0.45}, NOTHING, NOTHING], ["O", "O", "O"]),
    ],
)
def test_a_doubtful_reading_follows_the_others(words: str, rows: list[dict[str, float]], labels: list[str]) -> None:
    assert best(words, *rows) == labels


@pytest.mark.parametrize("word", ["K", "7", "7th", "—", "'s"])
def test_letters_marks_and_numbers_stand_alone(word: str) -> None:
    assert best(f"{word} met {word}", SURE, NOTHING, DOUBTFUL) == ["B-PER", "O", "B-LOC"]


@given(st.lists(st.sampled_from(["Varga", "varga", "Noll", "port", "7"]), max_size=12), st.integers(0, 2**20))
def test_rows_stay_distributions_and_their_order_does_not_matter(words: list[str], seed: int) -> None:
    table = np.random.default_rng(seed).normal(size=(len(words), len(LABELS))).astype(np.float32)
    if not words:
        assert agreed(words, table).shape == table.shape
        return
    mixed = agreed(words, table)
    assert np.allclose(np.exp(mixed).sum(axis=1), 1, atol=1e-4)
    order = np.random.default_rng(seed).permutation(len(words))
    assert np.allclose(agreed([words[place] for place in order], table[order]), mixed[order], atol=1e-4)
    assert 0 < SHARE < 0.5, "a word's own reading counts most"


def test_a_short_name_is_found_by_the_longer_one_of_the_same_report(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "He works for Steiner. Steiner Cruises hired ten people, said Ilse Varga, who left Steiner in May. "
        "Steiner Cruises did not answer."
    )
    first = parse(text).ents[0]
    assert (first.text, first.label_) == ("Steiner", "ORG")
    monkeypatch.setattr(component, "agreed", lambda words, scores: scores)
    assert parse(text).ents[0].text == "Steiner Cruises", "by itself each place is read alone"


def one_by_one(words: list[str], table: Floats) -> Floats:
    """``agreed`` for all words that are repeated, one word after the other."""
    own = np.exp(table - table.max(axis=1, keepdims=True))
    own /= own.sum(axis=1, keepdims=True)
    mixed = own.copy()
    for word in {word.lower() for word in words if len(word) > 1}:
        places = [place for place, other in enumerate(words) if other.lower() == word]
        if len(places) > 1 and own[places, 0].min() < 0.95:
            readings = own[places]
            others = (readings.sum(axis=0) - readings) / (len(places) - 1)
            mixed[places] = (1 - SHARE) * readings + SHARE * others
    return np.asarray(np.log(mixed + 1e-9), dtype=np.float32)


@given(
    st.lists(st.sampled_from(["Varga", "varga", "Noll", "met", "K"]), min_size=1, max_size=30),
    st.integers(0, 2**32 - 1),
)
def test_all_words_together_as_one_by_one(words: list[str], seed: int) -> None:
    table = np.random.default_rng(seed).normal(scale=3, size=(len(words), len(LABELS))).astype(np.float32)
    assert np.array_equal(agreed(words, table), one_by_one(words, table))
