"""Measures a pack: raw text by the CoNLL 2018 definitions, names by span F1, sentence vectors against the original
encoder, speed.

``python -m training.language_pack.evaluate [--shared ../shared] [--pack FOLDER] [--original FILE]`` needs only what the
program itself needs. ``FILE`` is the original MiniLM-L6 as ONNX, which training leaves in its working folder.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Hashable, Iterable, Sequence, Set
from itertools import combinations, groupby
from pathlib import Path

import numpy as np
import onnxruntime
import yaml
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from tokenizers import Tokenizer
from training.language_pack.conll18 import Word, scores
from training.language_pack.corpora import Sentence, read_conllu, read_iob2, with_roles

from rashomon.language import PACK, load
from rashomon.language.component import ARGUMENTS, NAME, VECTORS
from rashomon.language.encoder import PIECES


def raw_text(sentences: Iterable[Sentence]) -> tuple[str, list[Word], set[tuple[int, int]]]:
    """The running text of a treebank (a blank line between paragraphs), its words and its sentences' ranges.

    Ranges count characters that are not white space, as the shared task does.
    """
    text, position = "", 0
    words: list[Word] = []
    ranges: set[tuple[int, int]] = set()
    for sentence in sentences:
        assert (
            sentence.head
            and sentence.relation
            and sentence.upos
            and sentence.xpos
            and sentence.feats
            and sentence.lemma
        )
        if text and sentence.starts_paragraph:
            text = text.rstrip(" ") + "\n\n"
        start, base = position, len(words)
        for surface, space, first, count in sentence.surface:
            text += surface + (" " if space else "")
            forms = sentence.words[first : first + count]
            spelled = "".join(forms) == surface
            begin = position
            for offset, form in enumerate(forms):
                index = first + offset
                width = len("".join(form.split()))
                span = (begin, begin + width) if spelled else (position, position + len("".join(surface.split())))
                begin += width
                head = sentence.head[index]
                words.append(
                    Word(
                        form,
                        *span,
                        sentence.upos[index],
                        sentence.xpos[index],
                        sentence.feats[index],
                        sentence.lemma[index],
                        base + head - 1 if head else -1,
                        sentence.relation[index],
                        in_multiword=not spelled,
                    )
                )
            position += len("".join(surface.split()))
        ranges.add((start, position))
    return text, words, ranges


def system_words(doc: Doc) -> tuple[list[Word], set[tuple[int, int]]]:
    """The words and sentence ranges of a parsed text, in the same coordinates as ``raw_text``."""
    tokens = [token for token in doc if not token.is_space]
    index_of = {token.i: index for index, token in enumerate(tokens)}
    position = 0
    words: list[Word] = []
    bounds: dict[int, tuple[int, int]] = {}
    for token in tokens:
        end = position + len("".join(token.text.split()))
        head = -1 if token.head.i == token.i else index_of[token.head.i]
        bounds[token.i] = (position, end)
        words.append(
            Word(
                token.text,
                position,
                end,
                token.pos_,
                token.tag_,
                str(token.morph) or "_",
                token.lemma_,
                head,
                token.dep_,
            )
        )
        position = end
    ranges: set[tuple[int, int]] = set()
    for sentence in doc.sents:
        inside = [bounds[token.i] for token in sentence if token.i in bounds]
        if inside:
            ranges.add((inside[0][0], inside[-1][1]))
    return words, ranges


def treebank_scores(nlp: Language, path: Path) -> dict[str, float]:
    """CoNLL 2018 scores of ``nlp`` on the raw text of the treebank in ``path``, in percent."""
    text, gold, gold_ranges = raw_text(read_conllu(path))
    words, ranges = system_words(_whole(nlp, text))
    return scores(gold, words, gold_sentences=gold_ranges, system_sentences=ranges)


def name_scores(nlp: Language, path: Path) -> dict[str, float]:
    """Span precision, recall and micro-F1 in percent on given words (UNER's definition: type and both ends right)."""
    found: set[tuple[str, int, int]] = set()
    gold: set[tuple[str, int, int]] = set()
    base = 0
    for sentence in read_iob2(path).values():
        assert sentence.names is not None
        doc = nlp.get_pipe(NAME)(Doc(nlp.vocab, words=list(sentence.words)))
        found |= {(span.label_, base + span.start, base + span.end) for span in doc.ents}
        gold |= {(label, base + start, base + end) for label, start, end in _spans(sentence.names)}
        base += len(sentence.words)
    return _precision_recall(found, gold)


def role_scores(nlp: Language, sentences: Iterable[Sentence]) -> dict[str, float]:
    """Predicate arguments on given words and sentences: precision, recall and F1 in percent of (predicate, head word of
    the argument, label), predicates found by the pack itself; and the F1 of the predicates alone.

    The gold arguments are PropBank's spans, each by the word that hangs outside of it in the gold tree.
    """
    found: set[tuple[str, int, int, str]] = set()
    gold: set[tuple[str, int, int, str]] = set()
    found_verbs: set[tuple[str, int]] = set()
    gold_verbs: set[tuple[str, int]] = set()
    for sentence in sentences:
        if sentence.roles is None:
            continue
        doc = nlp.get_pipe(NAME)(Doc(nlp.vocab, words=list(sentence.words)))
        found |= {(sentence.id, verb, word, label) for verb, word, label in doc.user_data[ARGUMENTS]}
        found_verbs |= {(sentence.id, verb) for verb, _, _ in doc.user_data[ARGUMENTS]}
        gold |= {(sentence.id, verb, word, label) for verb, arguments in sentence.roles for word, label in arguments}
        gold_verbs |= {(sentence.id, verb) for verb, arguments in sentence.roles if arguments}
    shared = len(found_verbs & gold_verbs)
    predicates = 200 * shared / max(len(found_verbs) + len(gold_verbs), 1)
    return {**_precision_recall(found, gold), "predicates F1": predicates}


def raw_name_scores(nlp: Language, treebank: Path, names: Path) -> dict[str, float]:
    """The same on the treebank's raw text, document by document as the program reads reports: a name is right where
    type and characters are."""
    layer = read_iob2(names)
    found: set[tuple[str, int, int]] = set()
    gold: set[tuple[str, int, int]] = set()
    base = 0
    for _, document in groupby(read_conllu(treebank), key=lambda sentence: sentence.id.rpartition("-")[0]):
        sentences = list(document)
        text, words, _ = raw_text(sentences)
        first = 0
        for sentence in sentences:
            tags = layer[sentence.id].names
            assert tags is not None
            gold |= {
                (label, base + words[first + i].start, base + words[first + j - 1].end) for label, i, j in _spans(tags)
            }
            first += len(sentence.words)
        places = base + np.cumsum([0, *(not char.isspace() for char in text)])
        found |= {(span.label_, int(places[span.start_char]), int(places[span.end_char])) for span in nlp(text).ents}
        base = int(places[-1])
    return _precision_recall(found, gold)


def _precision_recall(found: Set[Hashable], gold: Set[Hashable]) -> dict[str, float]:
    hits = len(found & gold)
    return {
        "precision": 100 * hits / max(len(found), 1),
        "recall": 100 * hits / max(len(gold), 1),
        "F1": 200 * hits / max(len(found) + len(gold), 1),
    }


def vector_fidelity(doc: Doc, original: Path, pieces: Tokenizer) -> dict[str, float]:
    """How well the sentence vectors of ``doc`` stand for the original encoder's vectors of the same sentences alone.

    ``cosine``: mean between a sentence's two vectors. ``pearson``: between the similarities of all pairs of sentences
    by one encoder and by the other. ``neighbour``: percent of sentences whose nearest other sentence by the original
    is among the five nearest by the pack. Only sentences of 5 to 60 words count.
    """
    sentences = [sentence for sentence in doc.sents if sentence.text.strip()]
    kept = [row for row, sentence in enumerate(sentences) if 5 <= len(sentence.text.split()) <= 60]
    ours = doc.user_data[VECTORS][kept]
    theirs = _original_vectors([sentences[row].text.strip() for row in kept], original, pieces)
    mine, reference = ours @ ours.T, theirs @ theirs.T
    pairs = np.triu_indices(len(kept), 1)
    pearson = float(np.corrcoef(mine[pairs], reference[pairs])[0, 1])
    np.fill_diagonal(mine, -1)
    np.fill_diagonal(reference, -1)
    nearest = np.argsort(-mine, axis=1)[:, :5]
    neighbours = float((nearest == reference.argmax(axis=1)[:, None]).any(axis=1).mean())
    return {
        "cosine": float((ours * theirs).sum(axis=1).mean()),
        "pearson": pearson,
        "neighbour": 100 * neighbours,
        "sentences": len(kept),
    }


def _original_vectors(texts: list[str], original: Path, pieces: Tokenizer) -> NDArray[np.float32]:
    """all-MiniLM-L6-v2's own vectors: mean over the pieces, unit length."""
    session = onnxruntime.InferenceSession(str(original), providers=["CPUExecutionProvider"])
    rows = []
    for text in texts:
        ids = np.array([pieces.encode(text).ids[:256]], dtype=np.int64)
        mean = session.run(None, {"pieces": ids})[0][0].mean(axis=0)
        rows.append(mean / np.linalg.norm(mean))
    return np.stack(rows).astype(np.float32)


def pair_scores(nlp: Language, stories: Path, original: Path, pieces: Tokenizer) -> dict[str, float]:
    """How well the vectors tell sentences of one fact from others, ours and the original encoder's, in percent.

    The pairs are the annotated stories' sentences of two reports: of the same fact (positive) and all others of the
    story. AUC is the share of (positive, negative) pairs in the right order; AP is average precision over all pairs.
    """
    same: list[bool] = []
    scores: dict[str, list[float]] = {"ours": [], "original": []}
    for file in sorted(stories.glob("*/story.yaml")):
        story = yaml.safe_load(file.read_text(encoding="utf-8"))
        facts = [(number, doc, " ".join(text.split())) for number, fact in enumerate(story.get("same_fact") or [])
                 for doc, text in fact["docs"].items()]  # fmt: skip
        facts += [(-number, one["doc"], " ".join(one["text"].split())) for number, one in
                  enumerate(story.get("only_one") or [], 1)]  # fmt: skip
        texts = [text for _, _, text in facts]
        if not texts:
            continue
        ours = np.stack([_mean_vector(nlp(text)) for text in texts])
        theirs = _original_vectors(texts, original, pieces)
        for one, other in combinations(range(len(facts)), 2):
            if facts[one][1] != facts[other][1]:
                same.append(facts[one][0] == facts[other][0])
                scores["ours"].append(float(ours[one] @ ours[other]))
                scores["original"].append(float(theirs[one] @ theirs[other]))
    found: dict[str, float] = {}
    for system, values in scores.items():
        found |= {f"AUC {system}": 100 * _auc(same, values), f"AP {system}": 100 * _average_precision(same, values)}
    return {**found, "pairs": sum(same)}


def _mean_vector(doc: Doc) -> NDArray[np.float32]:
    mean = doc.user_data[VECTORS].mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def _auc(same: Sequence[bool], values: Sequence[float]) -> float:
    """The area under the ROC curve, by the ranks of the positives (Mann & Whitney 1947)."""
    ranks = np.argsort(np.argsort(values)) + 1
    positives = int(np.sum(same))
    above = ranks[np.array(same)].sum() - positives * (positives + 1) / 2
    return float(above / (positives * (len(same) - positives)))


def _average_precision(same: Sequence[bool], values: Sequence[float]) -> float:
    ordered = np.array(same)[np.argsort(values)[::-1]]
    precision = np.cumsum(ordered) / np.arange(1, len(ordered) + 1)
    return float(precision[ordered].mean())


def speed(nlp: Language, texts: list[str]) -> dict[str, float]:
    """Sentences a CPU-second of the whole analysis, text by text on one thread; the first text only warms up."""
    nlp(texts[0])
    began = time.process_time()
    count = sum(len(list(nlp(text).sents)) for text in texts)
    return {"sentences a CPU-second": count / (time.process_time() - began)}


def _spans(tags: tuple[str, ...]) -> set[tuple[str, int, int]]:
    spans, start = set(), None
    for position, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            spans.add((tags[start][2:], start, position))
            start = None
        if tag.startswith("B-"):
            start = position
    return spans


def _whole(nlp: Language, text: str) -> Doc:
    nlp.max_length = max(nlp.max_length, len(text) + 1)
    return nlp(text)


def _show(what: str, result: dict[str, float]) -> None:
    print(f"{what}:", *(f"{key} {value:.2f}" for key, value in result.items()), flush=True)


def main() -> None:
    """Print every score of the pack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pack", type=Path, default=PACK)
    parser.add_argument("--split", choices=["dev", "test"], default="test")
    parser.add_argument("--original", type=Path, default=Path("training/.work/original.onnx"))
    options = parser.parse_args()
    train = options.shared / "data" / "train"
    ewt = train / "ud_ewt" / f"en_ewt-ud-{options.split}.conllu"
    gum = train / "ud_gum_open" / f"en_gum_open-{options.split}.conllu"
    uner = train / "uner_ewt" / f"en_ewt-ud-{options.split}.iob2"
    nlp = load(options.pack)
    _show(f"EWT {options.split}, raw text", treebank_scores(nlp, ewt))
    _show(f"GUM (open genres) {options.split}, raw text", treebank_scores(nlp, gum))
    _show(f"UNER EWT {options.split}, given words", name_scores(nlp, uner))
    _show(f"UNER EWT {options.split}, raw text", raw_name_scores(nlp, ewt, uner))
    predicates = train / "propbank_ewt" / f"merged_{options.split}.jsonl"
    _show(f"PropBank EWT {options.split}, given words", role_scores(nlp, with_roles(read_conllu(ewt), predicates)))
    if options.original.exists():
        pieces = Tokenizer.from_file(str(options.pack / NAME / PIECES))
        for name, path in [("EWT", ewt), ("GUM (open genres)", gum)]:
            doc = _whole(nlp, raw_text(read_conllu(path))[0])
            _show(f"{name} {options.split}, sentence vectors", vector_fidelity(doc, options.original, pieces))
        stories = options.shared / "eval" / "stories"
        _show("pairs of one fact", pair_scores(nlp, stories, options.original, pieces))
    paragraphs = raw_text(read_conllu(gum))[0].split("\n\n")
    texts = ["\n\n".join(paragraphs[start : start + 10]) for start in range(0, len(paragraphs), 10)]
    _show("GUM in texts of ten paragraphs", speed(nlp, texts))


if __name__ == "__main__":
    main()
