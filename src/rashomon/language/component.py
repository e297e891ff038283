"""The pipeline component: fills a spaCy Doc with sentences, tags, morphology, lemmas, dependencies, names and
sentence vectors."""

from __future__ import annotations

from collections.abc import Iterable
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
from rashomon.language.agreement import agreed
from rashomon.language.decode import Floats, name_tags, sentence_bounds, tree
from rashomon.language.encoder import Encoded, Encoder, Pieces
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

_TOGETHER = 32
"""Windows that are encoded before anything is put together; what the encoder gives for them takes 80 MB at most. Most
reports have fewer."""
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
        # [predicate's side, labels times the word's side], so that one product serves every label.
        roles = self._encoder.biaffine["role"]
        self._roles: Floats = np.ascontiguousarray(roles.transpose(1, 0, 2)).reshape(roles.shape[1], -1)
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
        array: NDArray[np.uint64] = np.zeros((len(words), len(_ATTRIBUTES)), dtype=np.uint64)
        heads = np.arange(len(words), dtype=np.int64)
        tensor: Floats = np.zeros((len(words), 384), dtype=np.float32)
        doc.spans[KINDS] = []
        doc.user_data[ARGUMENTS] = []
        doc.user_data[VECTORS] = np.zeros((0, 384), dtype=np.float32)
        labels = self._encoder.labels["ner"]
        name_scores: Floats = np.zeros((len(words), len(labels)), dtype=np.float32)
        sentences: list[NDArray[np.int64]] = []
        blocks = list(paragraphs(words))
        if blocks:
            indices = np.concatenate(blocks)
            pieces = self._encoder.pieces([words[index] for index in indices.tolist()])
            bounds = _windows(pieces, blocks)
            for first in range(0, len(bounds), _TOGETHER):
                some = bounds[first : first + _TOGETHER]
                start, stop = some[0][0], some[-1][1]
                part = [(begin - start, end - start) for begin, end in some]
                sentences += self._fill(
                    doc, indices[start:stop], pieces.part(start, stop), part, array, heads, tensor, name_scores
                )
        _attach_whitespace(words, heads, array, self._vocab.strings.add("dep"))
        array[:, 4] = (heads - np.arange(len(words))).astype(np.uint64)
        doc.from_array(_ATTRIBUTES, array)  # type: ignore[arg-type]  # the stub asks for int32, the code for uint64
        name_scores = agreed(words, name_scores)
        # A name ends with its sentence: "Phillip" signs a letter, "Kate Lund" begins the next.
        tags = [(sentence, name_tags(name_scores[sentence], labels)) for sentence in sentences]
        doc.set_ents([name for sentence, found in tags for name in _names(doc, sentence, found)])
        doc.tensor = tensor  # type: ignore[assignment]  # the stub asks for float64
        return doc

    def _fill(
        self,
        doc: Doc,
        indices: NDArray[np.int64],
        pieces: Pieces,
        bounds: list[tuple[int, int]],
        array: NDArray[np.uint64],
        heads: NDArray[np.int64],
        tensor: Floats,
        name_scores: Floats,
    ) -> list[NDArray[np.int64]]:
        """Write what is read of the words of ``pieces``, whose tokens are ``indices``, into the arrays and ``doc``;
        return each sentence's tokens. From here on a word is known by its place among these words."""
        assert self._encoder is not None
        words = pieces.words
        # These windows before anything else: taking turns with it would cost the encoder the processor's caches.
        encoded = self._encoder.encode(pieces, bounds)
        starts = encoded.starts
        starts[[word[0] in _NEVER_FIRST for word in words]] = -1e9
        starts[[begin for begin, _ in bounds]] = 1e9
        sentences = sentence_bounds(starts)
        governors, roots = self._trees(encoded, sentences)
        heads[indices] = indices[governors]
        array[indices, 0] = self._xpos[encoded.xpos]
        array[indices, 1] = self._upos[encoded.upos]
        array[indices, 2] = self._feats[encoded.feats]
        array[indices, 3] = self._lemmas(words, encoded)
        array[indices, 5] = self._labels(encoded, bounds, governors, roots)
        doc.user_data[ARGUMENTS] += [
            (int(indices[verb]), int(indices[word]), label)
            for begin, end in sentences
            for verb, word, label in self._arguments(encoded, begin, end)
        ]
        projection = self._encoder.biaffine["vector"].T
        sums = _sums(encoded.hidden, pieces.begins)
        tensor[indices] = (sums / _divisors(pieces.begins)) @ projection
        ends = np.array([0, *(end for _, end in sentences)])
        means = np.stack([sums[begin:end].sum(axis=0) for begin, end in sentences]) / _divisors(pieces.begins[ends])
        doc.user_data[VECTORS] = np.concatenate([doc.user_data[VECTORS], _unit(means @ projection)])
        name_scores[indices] = encoded.names
        for begin, end in sentences:
            kinds = name_tags(encoded.kinds[begin:end], self._encoder.labels["kind"])
            doc.spans[KINDS].extend(_names(doc, indices[begin:end], kinds))
        return [indices[begin:end] for begin, end in sentences]

    def _lemmas(self, words: list[str], encoded: Encoded) -> list[int]:
        assert self._encoder is not None
        edits, add = self._encoder.labels["lemma"], self._vocab.strings.add
        return [add(lemma.apply(word, edits[edit])) for word, edit in zip(words, encoded.lemma.tolist(), strict=True)]

    def _trees(self, encoded: Encoded, sentences: list[tuple[int, int]]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Each word's governor, itself for a root, and which words are roots."""
        assert self._encoder is not None
        weights, bias = self._encoder.biaffine, encoded.arc_bias[:, 0]
        to_root = encoded.arc_dependent @ weights["arc_root"][0] + weights["arc_root_bias"]
        governors = np.arange(len(encoded.upos))
        roots = np.zeros(len(governors), dtype=np.bool_)
        for begin, end in sentences:
            scores = np.empty((end - begin, end - begin + 1), dtype=np.float32)
            scores[:, 0] = to_root[begin:end]
            scores[:, 1:] = encoded.arc_dependent[begin:end] @ encoded.arc_head[begin:end].T + bias[begin:end]
            heads = tree(scores)
            roots[begin:end] = heads == 0
            governors[begin:end] = np.where(heads == 0, governors[begin:end], begin + heads - 1)
        return governors, roots

    def _labels(
        self,
        encoded: Encoded,
        bounds: list[tuple[int, int]],
        governors: NDArray[np.int64],
        roots: NDArray[np.bool_],
    ) -> NDArray[np.uint64]:
        """The relation of each word to its governor."""
        assert self._encoder is not None
        count = len(governors)
        sides = np.where(roots[:, None], self._encoder.biaffine["relation_root"], encoded.relation_head[governors])
        sides = np.concatenate([sides, np.ones((count, 1), dtype=np.float32)], axis=1)
        scores = np.empty((count, len(self._relations)), dtype=np.float32)
        # The encoder gives each word's side times the tensor; what is left is one dot product a label.
        for (begin, end), mixed in zip(bounds, encoded.relation_mixed, strict=True):
            tensor = mixed.reshape(end - begin, len(self._relations), -1)
            scores[begin:end] = (tensor @ sides[begin:end, :, None])[:, :, 0]
        scores[:, self._root] = -1e9
        labels = scores.argmax(axis=1)
        labels[roots] = self._root
        return np.asarray(self._relations[labels], dtype=np.uint64)

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
        # Bilinear in the two sides: [words, predicates, labels]; label 0 is "no argument".
        mixed = (sides @ self._roles).reshape(len(verbs) * len(labels), -1)
        best = (words @ mixed.T).reshape(len(words), len(verbs), -1).argmax(axis=2)
        found = np.argwhere(best.T).tolist()
        return [
            (int(verbs[row]), begin + word, labels[best[word, row]])
            for row, word in found
            if begin + word != verbs[row]
        ]


def _windows(pieces: Pieces, blocks: list[list[int]]) -> list[tuple[int, int]]:
    """The windows of all blocks, one block after the other, as ranges over the words of ``pieces``."""
    sizes = np.diff(pieces.begins).tolist()
    found: list[tuple[int, int]] = []
    start = 0
    for block in blocks:
        stop = start + len(block)
        found += [(start + begin, start + end) for begin, end in windows(pieces.words[start:stop], sizes[start:stop])]
        start = stop
    return found


def _sums(rows: Floats, begins: NDArray[np.int64]) -> Floats:
    """The sum of each short stretch ``begins[i]:begins[i + 1]`` of ``rows``; zeros where it is empty."""
    counts = np.diff(begins)
    sums = np.zeros((len(counts), rows.shape[1]), dtype=np.float32)
    for place in range(int(counts.max())):
        reaching = np.flatnonzero(counts > place)
        sums[reaching] += rows[begins[reaching] + place]
    return sums


def _divisors(begins: NDArray[np.int64]) -> Floats:
    """What makes means of the sums of the stretches ``begins[i]:begins[i + 1]``, a column [stretches, 1]."""
    return np.maximum(np.diff(begins), 1).astype(np.float32)[:, None]


def _unit(vectors: NDArray[np.floating]) -> Floats:
    """Each row of ``vectors`` at unit length; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), dtype=np.float32)


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
