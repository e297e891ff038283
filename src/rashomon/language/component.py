"""The pipeline component: fills a spaCy Doc with sentences, tags, morphology, lemmas, dependencies, names and
sentence vectors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab
from threadpoolctl import ThreadpoolController

from rashomon.language import lemma
from rashomon.language.decode import Floats, name_tags, sentence_bounds, tree
from rashomon.language.encoder import Encoded, Encoder
from rashomon.language.tokenizer import make_tokenizer
from rashomon.language.windows import paragraphs, windows

NAME = "rashomon_reader"
VECTORS = "sentence_vectors"
"""Key in ``doc.user_data``: float32 [sentences, 384], unit length, in the order of ``doc.sents``. The vector of any
other stretch is the mean of its rows of ``doc.tensor`` (float32 [tokens, 384]), brought to unit length."""
KINDS = "kinds"
"""Key in ``doc.spans``: names of the finer types (PER, LOC, ORG, GROUP, EVENT, WORK, PRODUCT, OTHER), a second reading
beside ``doc.ents``."""
ARGUMENTS = "predicate_arguments"
"""Key in ``doc.user_data``: list of (predicate's token, head of the argument, PropBank label), by the order of the
text."""

_ATTRIBUTES = [TAG, POS, MORPH, LEMMA, HEAD, DEP]
# A closing mark or a comma belongs to the sentence before it, whatever the scores say.
_NEVER_FIRST = frozenset("”’)]},;:.!?…%")

registry.tokenizers.register("rashomon.ewt.v1", func=lambda: make_tokenizer)


@Language.factory(NAME, assigns=["token.tag", "token.pos", "token.dep", "token.lemma", "token.morph", "doc.ents"])
def make_reader(nlp: Language, name: str) -> Reader:
    """The component for ``nlp``; its weights are read by ``from_disk``."""
    return Reader(nlp.vocab)


class Reader:
    """One pass of the encoder over each window of a Doc, and the structures that its heads give."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._encoder: Encoder | None = None
        self._folder: Path | None = None
        # numpy's own threads would spin between the small products of the heads and take the encoder's time.
        self._products = ThreadpoolController()

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Reader:
        """Load the weights from the component's folder in the pack."""
        self._folder = Path(path)
        self._encoder = Encoder(self._folder)
        labels, strings, morphology = self._encoder.labels, self._vocab.strings, self._vocab.morphology
        self._upos = np.array([IDS[label] for label in labels["upos"]], dtype=np.uint64)
        self._xpos = np.array([strings.add(label) for label in labels["xpos"]], dtype=np.uint64)
        self._feats = np.array([morphology.add(label) for label in labels["feats"]], dtype=np.uint64)
        self._relations = np.array([strings.add(label) for label in labels["rel"]], dtype=np.uint64)
        self._root = labels["rel"].index("root")
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Copy the weights into the component's folder of another pack."""
        assert self._folder is not None, "load the component before saving it"
        target = Path(path)
        target.mkdir(parents=True, exist_ok=True)
        for file in sorted(self._folder.iterdir()):
            (target / file.name).write_bytes(file.read_bytes())

    def __call__(self, doc: Doc) -> Doc:
        """Annotate ``doc`` in place. Whitespace tokens hang from the word before them."""
        with self._products.limit(limits=1, user_api="blas"):
            return self._read(doc)

    def _read(self, doc: Doc) -> Doc:
        assert self._encoder is not None, "the component has no weights; load the pack with rashomon.language.load()"
        words = [token.text for token in doc]
        strings = self._vocab.strings
        array: NDArray[np.uint64] = np.zeros((len(words), len(_ATTRIBUTES)), dtype=np.uint64)
        heads = np.arange(len(words), dtype=np.int64)
        names: list[Span] = []
        kinds: list[Span] = []
        arguments: list[tuple[int, int, str]] = []
        vectors: list[Floats] = []
        tensor: Floats = np.zeros((len(words), 384), dtype=np.float32)
        for indices, encoded in self._windows(words):
            tensor[indices] = self._word_vectors(encoded, len(indices))
            texts = [words[index] for index in indices]
            array[indices, 0] = self._xpos[encoded.xpos]
            array[indices, 1] = self._upos[encoded.upos]
            array[indices, 2] = self._feats[encoded.feats]
            edits = self._encoder.labels["lemma"]
            array[indices, 3] = [
                strings.add(lemma.apply(text, edits[edit])) for text, edit in zip(texts, encoded.lemma, strict=True)
            ]
            starts = encoded.starts.copy()
            starts[[text[0] in _NEVER_FIRST for text in texts]] = -1e9
            for begin, end in sentence_bounds(starts):
                local, relations = self._parse(encoded, begin, end)
                heads[indices[begin:end]] = np.where(local == 0, indices[begin:end], indices[begin + local - 1])
                array[indices[begin:end], 5] = relations
                vectors.append(self._vector(encoded, begin, end))
                found = self._arguments(encoded, begin, end)
                arguments += [(int(indices[verb]), int(indices[word]), label) for verb, word, label in found]
            names += _names(doc, indices, name_tags(encoded.names, self._encoder.labels["ner"]))
            kinds += _names(doc, indices, name_tags(encoded.kinds, self._encoder.labels["kind"]))
        _attach_whitespace(words, heads, array, strings.add("dep"))
        array[:, 4] = (heads - np.arange(len(words))).astype(np.uint64)
        doc.from_array(_ATTRIBUTES, array)  # type: ignore[arg-type]  # the stub asks for int32, the code for uint64
        doc.set_ents(names)
        doc.spans[KINDS] = kinds
        doc.user_data[ARGUMENTS] = arguments
        doc.tensor = tensor  # type: ignore[assignment]  # the stub asks for float64
        doc.user_data[VECTORS] = np.stack(vectors) if vectors else np.zeros((0, 384), dtype=np.float32)
        return doc

    def _windows(self, tokens: list[str]) -> Iterator[tuple[NDArray[np.int64], Encoded]]:
        """Each window's tokens, as indices into ``tokens``, and what the encoder gives for them."""
        assert self._encoder is not None
        for paragraph in paragraphs(tokens):
            pieces = self._encoder.pieces([tokens[index] for index in paragraph])
            for begin, end in windows(pieces.words, np.diff(pieces.begins).tolist()):
                yield np.array(paragraph[begin:end], dtype=np.int64), self._encoder.encode(pieces, begin, end)

    def _parse(self, encoded: Encoded, begin: int, end: int) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
        """Heads (1-based within the sentence, 0 for the root) and relation labels of words ``begin:end``."""
        assert self._encoder is not None
        weights = self._encoder.biaffine
        count = end - begin
        head_side = np.concatenate([weights["arc_root"], encoded.arc_head[begin:end]])
        bias = np.concatenate([weights["arc_root_bias"], encoded.arc_bias[begin:end, 0]])
        heads = tree(encoded.arc_dependent[begin:end] @ head_side.T + bias)
        governors = np.concatenate([weights["relation_root"], encoded.relation_head[begin:end]])[heads]
        # The encoder gives each word's side times the tensor; what is left is one dot product a label.
        mixed = encoded.relation_mixed[begin:end].reshape(count, len(self._relations), -1)
        governor = np.concatenate([governors, np.ones((count, 1), dtype=np.float32)], axis=1)
        scores = np.einsum("nrj,nj->nr", mixed, governor)
        scores[:, self._root] = -1e9
        labels = scores.argmax(axis=1)
        labels[heads == 0] = self._root
        return heads, self._relations[labels]

    def _arguments(self, encoded: Encoded, begin: int, end: int) -> list[tuple[int, int, str]]:
        """Predicate, argument's head word and label among the words ``begin:end`` of one sentence."""
        assert self._encoder is not None
        labels = self._encoder.labels["role"]
        verbs = begin + np.flatnonzero(encoded.predicates[begin:end])
        if not len(verbs):
            return []
        one = np.ones((end - begin, 1), dtype=np.float32)
        words = np.concatenate([encoded.role_argument[begin:end], one], axis=1)
        sides = np.concatenate([encoded.role_predicate[verbs], one[: len(verbs)]], axis=1)
        # [predicates, words, labels]: bilinear in the two sides, label 0 is "no argument".
        best = (words @ np.tensordot(sides, self._encoder.biaffine["role"], axes=([1], [1])).transpose(0, 2, 1)).argmax(
            2
        )
        return [
            (int(verbs[row]), begin + int(word), labels[best[row, word]])
            for row, word in np.argwhere(best)
            if begin + word != verbs[row]
        ]

    def _word_vectors(self, encoded: Encoded, count: int) -> Floats:
        """Each word's share in the vectors of stretches that hold it: the projected mean of its pieces [count, 384]."""
        assert self._encoder is not None
        inside = encoded.piece_word >= 0
        of_word = encoded.piece_word[inside]
        sums = np.zeros((count, encoded.hidden.shape[1]), dtype=np.float32)
        np.add.at(sums, of_word, encoded.hidden[inside])
        sums /= np.maximum(np.bincount(of_word, minlength=count), 1)[:, None]
        return np.asarray(sums @ self._encoder.biaffine["vector"].T, dtype=np.float32)

    def _vector(self, encoded: Encoded, begin: int, end: int) -> Floats:
        assert self._encoder is not None
        inside = (encoded.piece_word >= begin) & (encoded.piece_word < end)
        if not inside.any():
            return np.zeros(encoded.hidden.shape[1], dtype=np.float32)
        vector = self._encoder.biaffine["vector"] @ encoded.hidden[inside].mean(axis=0)
        return np.asarray(vector / (np.linalg.norm(vector) or 1.0), dtype=np.float32)


def _names(doc: Doc, window: NDArray[np.int64], tags: list[str]) -> list[Span]:
    spans: list[Span] = []
    start: int | None = None
    for position, tag in enumerate([*tags, "O"]):
        if start is not None and tag == "B-PER" == tags[position - 1]:
            continue  # two people are never named without a word or a mark between
        if start is not None and not tag.startswith("I-"):
            spans.append(Span(doc, int(window[start]), int(window[position - 1]) + 1, label=tags[start][2:]))
            start = None
        if tag.startswith("B-"):
            start = position
    return spans


def _attach_whitespace(words: list[str], heads: NDArray[np.int64], array: NDArray[np.uint64], relation: int) -> None:
    """Whitespace hangs from the word before it, so that it never makes a sentence; at the very start, from the word
    after it."""
    previous: int | None = None
    first = next((index for index, word in enumerate(words) if not word.isspace()), None)
    for index, word in enumerate(words):
        if not word.isspace():
            previous = index
            continue
        anchor = previous if previous is not None else first
        array[index, 1] = IDS["SPACE"]
        if anchor is not None:
            heads[index] = anchor
            array[index, 5] = relation
