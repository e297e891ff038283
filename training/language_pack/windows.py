"""Training examples: windows of consecutive sentences, as the run time reads paragraphs."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer
from training.language_pack.corpora import KIND_LABELS, NAME_LABELS, ROLES, Sentence

from rashomon.language.lemma import script
from rashomon.language.shape import LOWER, MIXED, NO_WORD, TITLE, UPPER, shape

IGNORE = -100
"""Label of a word whose corpus lacks the layer; the losses skip it."""

LENGTHS = (60, 100, 130)
"""A window's greatest length in words is drawn from these, so that the encoder sees short and long contexts."""

LONGEST_PIECES = 320
RARE = 3
"""A feature bundle or a lemma script seen less often than this is no label."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The label lists, index by index as the heads give them."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    lemma: tuple[str, ...]
    rel: tuple[str, ...]
    ner: tuple[str, ...] = NAME_LABELS
    kind: tuple[str, ...] = KIND_LABELS
    predicate: tuple[str, ...] = ("", "V")
    role: tuple[str, ...] = ROLES

    def index(self, kind: str) -> dict[str, int]:
        """Label → index for one of the lists."""
        return {label: index for index, label in enumerate(getattr(self, kind))}


def label_lists(sentences: Iterable[Sentence]) -> Labels:
    """The labels of the treebanks."""
    upos: set[str] = set()
    xpos: set[str] = set()
    relations: set[str] = set()
    feats: Counter[str] = Counter()
    scripts: Counter[str] = Counter()
    for sentence in sentences:
        assert sentence.upos and sentence.xpos and sentence.feats and sentence.lemma and sentence.relation
        upos.update(sentence.upos)
        xpos.update(sentence.xpos)
        relations.update(sentence.relation)
        feats.update(sentence.feats)
        scripts.update(map(script, sentence.words, sentence.lemma))
    frequent = [tuple(sorted(label for label, n in counts.items() if n >= RARE)) for counts in (feats, scripts)]
    return Labels(tuple(sorted(upos)), tuple(sorted(xpos)), frequent[0], frequent[1], tuple(sorted(relations)))


@dataclass(frozen=True, slots=True)
class Example:
    """A window of n words in L pieces, as indices. ``piece_word`` is 0 for special pieces, else word + 1; heads are
    1-based
    within the window, 0 for the root; ``sentence`` is each word's sentence, ``vectors`` the sentences' rows in the
    teacher's table; ``roles`` are (predicate, argument, label).
    """

    pieces: list[int]
    shapes: list[int]
    piece_word: list[int]
    first: list[int]
    last: list[int]
    sentence: list[int]
    starts: list[int]
    heads: list[int]
    relations: list[int]
    upos: list[int]
    xpos: list[int]
    feats: list[int]
    lemma: list[int]
    ner: list[int]
    kind: list[int]
    predicate: list[int]
    roles: list[tuple[int, int, int]]
    vectors: list[int]


def cut(sentences: Sequence[Sentence], *, running: bool) -> list[list[int]]:
    """Indices of the sentences of each window; with ``running`` consecutive sentences of a paragraph share one."""
    windows: list[list[int]] = []
    current: list[int] = []
    words, most = 0, random.choice(LENGTHS)
    for index, sentence in enumerate(sentences):
        if current and (not running or sentence.starts_paragraph or words + len(sentence.words) > most):
            windows.append(current)
            current, words, most = [], 0, random.choice(LENGTHS)
        current.append(index)
        words += len(sentence.words)
    if current:
        windows.append(current)
    return windows


class Encoder:
    """Turns windows into examples, with the augmentations: curly marks, capitals as in headlines."""

    def __init__(self, pieces: Tokenizer, labels: Labels) -> None:
        self._pieces = pieces
        kinds = ("upos", "xpos", "feats", "lemma", "rel", "ner", "kind", "role")
        self._index = {kind: labels.index(kind) for kind in kinds}

    def example(self, window: Sequence[Sentence], rows: Sequence[int]) -> Example | None:
        """The example of ``window``, whose sentences have the ``rows`` of the teacher's table (-1: none); None where it
        is too long."""
        words = [word for sentence in window for word in sentence.words]
        if random.random() < 0.15:
            words = [word.replace('"', random.choice("“”")).replace("'", "’") for word in words]
        shapes = _capitals([shape(word) for word in words])
        encoding = self._pieces.encode(words, is_pretokenized=True)
        if len(encoding.ids) > LONGEST_PIECES:
            return None
        piece_word = [0 if word is None else word + 1 for word in encoding.word_ids]
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for position, word in enumerate(piece_word):
            first.setdefault(word, position)
            last[word] = position
        parsed = window[0].head is not None
        offsets = [sum(len(sentence.words) for sentence in window[:number]) for number in range(len(window))]
        return Example(
            pieces=encoding.ids,
            shapes=[NO_WORD if word == 0 else shapes[word - 1] for word in piece_word],
            piece_word=piece_word,
            first=[first.get(word + 1, 0) for word in range(len(words))],
            last=[last.get(word + 1, 0) for word in range(len(words))],
            sentence=[number for number, sentence in enumerate(window) for _ in sentence.words],
            starts=[(0 if n else 1) if parsed else IGNORE for sentence in window for n in range(len(sentence.words))],
            heads=[
                IGNORE if sentence.head is None else sentence.head[n] and sentence.head[n] + offset
                for sentence, offset in zip(window, offsets, strict=True)
                for n in range(len(sentence.words))
            ],
            relations=self._layer(window, "rel", [sentence.relation for sentence in window]),
            upos=self._layer(window, "upos", [sentence.upos for sentence in window]),
            xpos=self._layer(window, "xpos", [sentence.xpos for sentence in window]),
            feats=self._layer(window, "feats", [sentence.feats for sentence in window]),
            lemma=self._layer(window, "lemma", [_scripts(sentence) for sentence in window]),
            ner=self._layer(window, "ner", [sentence.names for sentence in window]),
            kind=self._layer(window, "kind", [sentence.kinds for sentence in window]),
            predicate=[label for sentence in window for label in _predicates(sentence)],
            roles=[
                (word + offset, argument + offset, self._index["role"][label])
                for sentence, offset in zip(window, offsets, strict=True)
                for word, arguments in sentence.roles or ()
                for argument, label in [*arguments, (word, "")]
            ],
            vectors=list(rows),
        )

    def _layer(self, window: Sequence[Sentence], kind: str, layers: Sequence[tuple[str, ...] | None]) -> list[int]:
        index = self._index[kind]
        return [
            IGNORE if layer is None else index.get(layer[n], IGNORE)
            for sentence, layer in zip(window, layers, strict=True)
            for n in range(len(sentence.words))
        ]


def _predicates(sentence: Sentence) -> list[int]:
    if sentence.roles is None:
        return [IGNORE] * len(sentence.words)
    words = {word for word, _ in sentence.roles}
    return [int(word in words) for word in range(len(sentence.words))]


def _scripts(sentence: Sentence) -> tuple[str, ...] | None:
    return None if sentence.lemma is None else tuple(map(script, sentence.words, sentence.lemma))


def _capitals(shapes: list[int]) -> list[int]:
    """A few windows in capitals or in title case, as headlines are."""
    draw = random.random()
    if draw < 0.04:
        return [UPPER if value in (LOWER, TITLE, MIXED) else value for value in shapes]
    if draw < 0.09:
        return [TITLE if value == LOWER else value for value in shapes]
    return shapes
