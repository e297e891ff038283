"""The encoder and its heads: one pass over a window of words, by ONNX Runtime."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from rashomon.errors import LanguagePackError
from rashomon.language.decode import Floats, Ints
from rashomon.language.shape import NO_WORD, shape

MODEL, PIECES, BIAFFINE, LABELS = "encoder.onnx", "tokenizer.json", "biaffine.npz", "labels.json"


MOST_PIECES_A_WORD = 16
"""A word has two or three; what has more is an address or a string of symbols, which its beginning tells."""

_CLS, _SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of n words: ``ids`` [pieces]; those of word w are ``ids[begins[w]:begins[w + 1]]``."""

    words: list[str]
    ids: Ints
    begins: Ints

    def part(self, begin: int, end: int) -> Pieces:
        """The pieces of the words ``begin:end`` alone."""
        begins = self.begins[begin : end + 1]
        return Pieces(self.words[begin:end], self.ids[begins[0] : begins[-1]], begins - begins[0])


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the encoder gives for n words: a row a word, and in ``hidden`` a row a piece, in the order of ``Pieces``.
    Widths: 384 hidden, 7 name labels, 17 finer kinds, 320 for arcs, 96 for a relation's head, 64 for each side of a
    predicate argument. ``relation_mixed`` (97 times the relations wide) stays divided by window: it is large."""

    hidden: Floats
    upos: Ints
    xpos: Ints
    feats: Ints
    lemma: Ints
    names: Floats
    kinds: Floats
    predicates: Ints
    starts: Floats
    arc_dependent: Floats
    arc_head: Floats
    arc_bias: Floats
    relation_mixed: list[Floats]
    relation_head: Floats
    role_predicate: Floats
    role_argument: Floats


class Encoder:
    """MiniLM-L6 with its heads, int8. ``folder`` holds the four files of the pack named at the head of this module.

    Windows are run one by one: dynamic quantisation takes its range from the whole input, so a batch of several
    windows would make one window's result depend on the others, and the same report would differ from pile to pile.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        try:
            self.labels: dict[str, list[str]] = json.loads((folder / LABELS).read_text(encoding="utf-8"))
            self._pieces = Tokenizer.from_file(str(folder / PIECES))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(
                str(folder / MODEL), options, providers=["CPUExecutionProvider"]
            )
            with np.load(folder / BIAFFINE, allow_pickle=False) as arrays:
                self.biaffine: dict[str, Floats] = {name: arrays[name] for name in arrays.files}
        except (OSError, ValueError, KeyError, onnxruntime.capi.onnxruntime_pybind11_state.Fail) as error:
            raise LanguagePackError(
                f"the language pack in {folder} cannot be loaded ({error}); reinstall rashomon or run `make train`"
            ) from error
        self._pieces.no_padding()
        self._pieces.no_truncation()
        self._outputs = [output.name for output in self._session.get_outputs()]

    def pieces(self, words: list[str]) -> Pieces:
        """The word pieces of ``words``; of a word that has very many, the first ``MOST_PIECES_A_WORD``."""
        # A word has the same pieces wherever it stands, so each word is divided once.
        distinct = {word: number for number, word in enumerate(dict.fromkeys(words))}
        encoding = self._pieces.encode(list(distinct), is_pretokenized=True, add_special_tokens=False)
        divided: list[list[int]] = [[] for _ in distinct]
        for piece, number in zip(encoding.ids, encoding.word_ids, strict=True):
            if number is not None and len(divided[number]) < MOST_PIECES_A_WORD:
                divided[number].append(piece)
        each = [divided[distinct[word]] for word in words]
        begins = np.cumsum([0, *map(len, each)])
        return Pieces(words, np.fromiter(chain.from_iterable(each), np.int64, count=begins[-1]), begins)

    def encode(self, pieces: Pieces, windows: Sequence[tuple[int, int]]) -> Encoded:
        """One pass over each of ``windows``, half-open ranges that together hold every word of ``pieces``."""
        shapes = np.array([shape(word) for word in pieces.words], dtype=np.int64)
        inputs = [_inputs(pieces, shapes, begin, end) for begin, end in windows]
        passes = [self._session.run(self._outputs, each) for each in inputs]
        together: dict[str, Any] = dict(zip(self._outputs, zip(*passes, strict=True), strict=True))
        together["hidden"] = [hidden[:, 1:-1] for hidden in together["hidden"]]
        mixed = [values[0] for values in together.pop("relation_mixed")]
        joined = {name: np.concatenate(values, axis=1)[0] for name, values in together.items()}
        return Encoded(relation_mixed=mixed, **joined)


def _inputs(pieces: Pieces, shapes: Ints, begin: int, end: int) -> dict[str, Ints]:
    """What the encoder is given for the words ``begin:end``."""
    begins = pieces.begins[begin : end + 1]
    counts = np.diff(begins)
    places = begins - begins[0] + 1
    # A word of which the vocabulary knows nothing (a lone zero-width joiner) has no piece; it reads the first special
    # one.
    return {
        "pieces": np.concatenate([[_CLS], pieces.ids[begins[0] : begins[-1]], [_SEP]])[None],
        "shapes": np.concatenate([[NO_WORD], np.repeat(shapes[begin:end], counts), [NO_WORD]])[None],
        "first": np.where(counts > 0, places[:-1], 0)[None],
        "last": np.where(counts > 0, places[1:] - 1, 0)[None],
    }
