"""The encoder and its heads: one pass over a window of words, by ONNX Runtime."""

from __future__ import annotations

import json
from dataclasses import dataclass
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
    """The word pieces of m words: ``ids`` and ``of_word`` [pieces]; those of word w are ``begins[w]:begins[w + 1]``."""

    words: list[str]
    ids: Ints
    of_word: Ints
    begins: Ints


@dataclass(frozen=True, slots=True)
class Encoded:
    """What one window of n words in L pieces gives. ``piece_word`` [L] is the word of each piece, -1 for the special
    ones. Widths: 384 hidden, 7 name labels, 17 finer kinds, 320 for arcs, 97 times the relations, 96 for a relation's
    head, 64 for each side of a predicate argument."""

    hidden: Floats
    piece_word: Ints
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
    relation_mixed: Floats
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
        encoding = self._pieces.encode(words, is_pretokenized=True, add_special_tokens=False)
        ids = np.array(encoding.ids, dtype=np.int64)
        of_word = np.array([-1 if word is None else word for word in encoding.word_ids], dtype=np.int64)
        begins = np.searchsorted(of_word, np.arange(len(words)))
        kept = np.arange(len(ids)) - begins[of_word] < MOST_PIECES_A_WORD
        ids, of_word = ids[kept], of_word[kept]
        return Pieces(words, ids, of_word, np.searchsorted(of_word, np.arange(len(words) + 1)))

    def encode(self, pieces: Pieces, begin: int, end: int) -> Encoded:
        """One pass over the words ``begin:end`` (at least one) of ``pieces``."""
        inside = slice(pieces.begins[begin], pieces.begins[end])
        of_word = np.concatenate([[-1], pieces.of_word[inside] - begin, [-1]])
        # A word of which the vocabulary knows nothing (a lone zero-width joiner) has no piece; it reads the first
        # special one.
        counts = np.diff(pieces.begins[begin : end + 1])
        first = np.where(counts > 0, pieces.begins[begin:end] - pieces.begins[begin] + 1, 0)
        last = np.where(counts > 0, first + counts - 1, 0)
        shapes = np.array([shape(word) for word in pieces.words[begin:end]], dtype=np.int64)
        inputs: dict[str, Any] = {
            "pieces": np.concatenate([[_CLS], pieces.ids[inside], [_SEP]])[None],
            "shapes": np.where(of_word >= 0, shapes[of_word], NO_WORD)[None],
            "first": first[None],
            "last": last[None],
        }
        values = dict(zip(self._outputs, self._session.run(self._outputs, inputs), strict=True))
        return Encoded(piece_word=of_word, **{name: value[0] for name, value in values.items()})
