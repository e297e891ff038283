"""Reads the corpora: CoNLL-U treebanks with their raw text, names in column formats, PropBank, plain sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

NAME_LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
WIKIGOLD = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}
WNUT17 = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG"}

KINDS = ("PER", "LOC", "ORG", "GROUP", "EVENT", "WORK", "PRODUCT", "OTHER")
"""The finer types, of corpora that annotate them: the second layer of names."""
KIND_LABELS = ("O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BI"))
GUM_KINDS = {
    "person": "PER", "place": "LOC", "organization": "ORG", "event": "EVENT", "object": "PRODUCT", "abstract": "OTHER",
}  # fmt: skip
WNUT17_KINDS = {
    "person": "PER", "location": "LOC", "corporation": "ORG", "group": "GROUP", "product": "PRODUCT",
    "creative-work": "WORK",
}  # fmt: skip
RE3D_KINDS = {
    "Person": "PER", "Location": "LOC", "Organisation": "ORG", "Nationality": "GROUP", "DocumentReference": "WORK",
    "Weapon": "PRODUCT", "MilitaryPlatform": "PRODUCT",
}  # fmt: skip

ROLES = (
    "", "ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARGM-ADV", "ARGM-CAU", "ARGM-DIR", "ARGM-DIS", "ARGM-EXT", "ARGM-LOC",
    "ARGM-MNR", "ARGM-MOD", "ARGM-NEG", "ARGM-PRP", "ARGM-TMP",
)  # fmt: skip
"""PropBank's arguments; the first label is "no argument". References and continuations (R-, C-) are left out."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of n words. A layer that the corpus lacks is None; ``head`` is 1-based, 0 for the root.

    ``surface`` are the surface tokens as (text, space after, index of the first word, number of words).
    """

    id: str
    words: tuple[str, ...]
    starts_paragraph: bool = False
    surface: tuple[tuple[str, bool, int, int], ...] = ()
    upos: tuple[str, ...] | None = None
    xpos: tuple[str, ...] | None = None
    feats: tuple[str, ...] | None = None
    lemma: tuple[str, ...] | None = None
    head: tuple[int, ...] | None = None
    relation: tuple[str, ...] | None = None
    names: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    roles: tuple[tuple[int, tuple[tuple[int, str], ...]], ...] | None = None
    """Predicates as (word, ((head word of the argument, label), …)), 0-based."""


def read_conllu(path: Path) -> list[Sentence]:
    """The sentences of a treebank file (https://universaldependencies.org/format.html), without empty nodes."""
    return [_conllu_sentence(lines) for lines in _paragraphs(path)]


def _paragraphs(path: Path) -> Iterator[list[str]]:
    lines: list[str] = []
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            if line.strip():
                lines.append(line.rstrip("\n"))
            elif lines:
                yield lines
                lines = []
    if lines:
        yield lines


def _conllu_sentence(lines: list[str]) -> Sentence:
    comments = [line for line in lines if line.startswith("#")]
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    words = [row for row in rows if row[0].isdigit()]
    surface: list[tuple[str, bool, int, int]] = []
    covered = 0
    for row in rows:
        space = "SpaceAfter=No" not in row[9].split("|")
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            surface.append((row[1], space, first - 1, last - first + 1))
            covered = last
        elif row[0].isdigit() and int(row[0]) > covered:
            surface.append((row[1], space, int(row[0]) - 1, 1))
    return Sentence(
        id=next((line.split("= ", 1)[1] for line in comments if line.startswith("# sent_id")), ""),
        words=tuple(row[1] for row in words),
        starts_paragraph=any(line.startswith(("# newpar", "# newdoc")) for line in comments),
        surface=tuple(surface),
        upos=tuple(row[3] for row in words),
        xpos=tuple(row[4] for row in words),
        feats=tuple(row[5] for row in words),
        lemma=tuple(row[2] for row in words),
        head=tuple(int(row[6]) for row in words),
        relation=tuple(row[7] for row in words),
    )


def read_iob2(path: Path) -> dict[str, Sentence]:
    """Universal NER's IOB2 (index, word, label, …) by sentence id; other labels than person, place and body become
    O."""
    found: dict[str, Sentence] = {}
    for lines in _paragraphs(path):
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        id = next(line.split("= ", 1)[1] for line in lines if line.startswith("# sent_id"))
        labels = [row[2] if row[2] in NAME_LABELS else "O" for row in rows]
        found[id] = Sentence(id, tuple(row[1] for row in rows), names=_well_formed(labels))
    return found


def read_columns(path: Path, labels: Mapping[str, str], kinds: Mapping[str, str]) -> list[Sentence]:
    """Word and label in the first and last column; ``labels`` and ``kinds`` map the corpus's types to ours, others
    become O; an empty map leaves the layer out."""
    sentences = []
    for number, lines in enumerate(_paragraphs(path)):
        rows = [columns for line in lines if len(columns := re.split(r"[ \t]+", line.strip())) > 1]
        if not rows:
            continue
        layers = [
            _well_formed([f"{row[-1][0]}-{types[row[-1][2:]]}" if row[-1][2:] in types else "O" for row in rows])
            if types
            else None
            for types in (labels, kinds)
        ]
        words = tuple(row[0] for row in rows)
        sentences.append(Sentence(f"{path.stem}-{number}", words, True, names=layers[0], kinds=layers[1]))
    return sentences


def _well_formed(tags: list[str]) -> tuple[str, ...]:
    """IOB1 and broken sequences as IOB2: an I- that continues nothing begins a name."""
    fixed: list[str] = []
    for tag in tags:
        continues = fixed and fixed[-1] != "O" and fixed[-1][2:] == tag[2:]
        fixed.append(f"B-{tag[2:]}" if tag.startswith("I-") and not continues else tag)
    return tuple(fixed)


def with_names(sentences: list[Sentence], names: Mapping[str, Sentence]) -> list[Sentence]:
    """The treebank's sentences with the names of the same sentences, where both have the same words."""
    return [
        replace(sentence, names=names[sentence.id].names)
        if sentence.id in names and names[sentence.id].words == sentence.words
        else sentence
        for sentence in sentences
    ]


def with_gum_kinds(sentences: Sequence[Sentence], path: Path) -> list[Sentence]:
    """GUM's sentences with the types of its named entities: of each outermost entity whose head is a proper noun, the
    proper nouns around that head (https://gucorpling.org/gum/, the Entity annotation)."""
    return [
        replace(sentence, kinds=_gum_kinds(sentence, lines))
        for sentence, lines in zip(sentences, _paragraphs(path), strict=True)
    ]


_OPENS = re.compile(r"\((?P<id>\d+)-(?P<type>[a-z]+)-[^()]*")


def _gum_kinds(sentence: Sentence, lines: Sequence[str]) -> tuple[str, ...]:
    assert sentence.upos and sentence.head
    rows = [line.split("\t") for line in lines if line.split("\t")[0].isdigit()]
    tags = ["O"] * len(rows)
    open_spans: list[tuple[str, str, int]] = []
    spans: list[tuple[int, int, str]] = []
    for index, row in enumerate(rows):
        entity = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for part in re.findall(r"\(\d+-[^()]*\)?|\d+\)", entity):
            opening = _OPENS.match(part)
            if opening:
                open_spans.append((opening["id"], opening["type"], index))
            if part.endswith(")"):
                id = opening["id"] if opening else part[:-1]
                found = next((span for span in reversed(open_spans) if span[0] == id), None)
                if found is not None:
                    open_spans.remove(found)
                    spans.append((found[2], index, found[1]))
    for first, last, type in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        head = next((n for n in range(first, last + 1) if not first <= sentence.head[n] - 1 <= last), first)
        if type not in GUM_KINDS or sentence.upos[head] != "PROPN" or tags[head] != "O":
            continue
        start = end = head
        while start > first and _in_name(sentence, start - 1, head):
            start -= 1
        while end < last and _in_name(sentence, end + 1, head):
            end += 1
        if all(tag == "O" for tag in tags[start : end + 1]):
            tags[start : end + 1] = [f"B-{GUM_KINDS[type]}", *[f"I-{GUM_KINDS[type]}"] * (end - start)]
    return tuple(tags)


_JOINING = frozenset({"of", "and", "&", "the", "for", "-"})


def _in_name(sentence: Sentence, word: int, head: int) -> bool:
    """A proper noun, or what joins two ("University of Ostmark"), that hangs from the head of the name."""
    assert sentence.upos and sentence.head and sentence.relation
    joins = sentence.words[word] in _JOINING and _joined(sentence, word)
    node = word
    for _ in range(4):
        if node == head:
            return sentence.upos[word] == "PROPN" or joins
        node = sentence.head[node] - 1
        if node < 0:
            break
    return False


def _joined(sentence: Sentence, word: int) -> bool:
    """Proper nouns on both sides: no name ends with "of"."""
    assert sentence.upos
    after = [n for n in range(word + 1, min(word + 3, len(sentence.words))) if sentence.upos[n] == "PROPN"]
    before = [n for n in range(max(word - 2, 0), word) if sentence.upos[n] == "PROPN"]
    return bool(after and before)


def with_roles(sentences: Sequence[Sentence], path: Path) -> list[Sentence]:
    """The treebank's sentences with PropBank's predicates and the head words of their arguments."""
    found: dict[tuple[str, ...], list[dict[str, object]]] = {}
    with path.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            found.setdefault(tuple(record["words"]), record["preds"])
    return [
        replace(sentence, roles=_roles(sentence, found[sentence.words])) if sentence.words in found else sentence
        for sentence in sentences
    ]


def _roles(
    sentence: Sentence, predicates: Sequence[Mapping[str, object]]
) -> tuple[tuple[int, tuple[tuple[int, str], ...]], ...]:
    assert sentence.head
    rows = []
    for predicate in predicates:
        word, spans = predicate["i"], predicate["args"]
        assert isinstance(word, int) and isinstance(spans, list)
        arguments = []
        for first, end, label in spans:
            outside = [n for n in range(first, end) if not first <= sentence.head[n] - 1 < end]
            if label in ROLES and outside and outside[0] != word:
                arguments.append((outside[0], label))
        rows.append((word, tuple(arguments)))
    return tuple(rows)


_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]* +(?=[A-Z“\"‘])")
_WORD = re.compile(r"\w+(?:[.'’-]\w+)*|[^\w\s]")


def read_pages(folder: Path, *, most: int) -> list[Sentence]:
    """Sentences without any annotation from the main text of the WCXB pages, for the sentence vectors alone."""
    sentences: list[Sentence] = []
    words = 0
    for file in sorted((folder / "ground-truth").glob("*.json")):
        text = json.loads(file.read_text(encoding="utf-8"))["ground_truth"].get("main_content") or ""
        for number, paragraph in enumerate(line for line in text.split("\n") if len(line) > 80):
            for place, sentence in enumerate(_SENTENCE_END.split(paragraph)):
                found = tuple(_WORD.findall(sentence))[:100]
                if len(found) >= 5 and words < most:
                    sentences.append(Sentence(f"{file.stem}-{number}-{place}", found, place == 0))
                    words += len(found)
    return sentences


@dataclass(frozen=True, slots=True)
class Corpora:
    """What the pack is trained on. ``treebanks`` and ``pages`` are running text; ``names`` are single sentences."""

    treebanks: tuple[list[Sentence], ...]
    names: list[Sentence]
    pages: list[Sentence]


def training_corpora(train: Path, *, held_out: bool) -> Corpora:
    """EWT with names and predicates, the open part of GUM, wikigold, WNUT17, re3d, sentences of WCXB's pages.

    The treebanks' development parts belong to the training unless ``held_out``; the test parts never do.
    """
    uner = train / "uner_ewt" / "train_first_commit"
    uner = next(iter(sorted(uner.iterdir()))) if uner.is_dir() else uner
    ewt, gum = train / "ud_ewt", train / "ud_gum_open"
    treebanks = [_ewt(ewt / "en_ewt-ud-train.conllu", uner, train / "propbank_ewt" / "merged_train.jsonl")]
    treebanks.append(_gum(gum / "en_gum_open-train.conllu"))
    if not held_out:
        names = train / "uner_ewt" / "en_ewt-ud-dev.iob2"
        treebanks.append(_ewt(ewt / "en_ewt-ud-dev.conllu", names, train / "propbank_ewt" / "merged_dev.jsonl"))
        treebanks.append(_gum(gum / "en_gum_open-dev.conllu"))
    ner = train / "ner"
    single = read_columns(ner / "wikigold/CONLL-format/data/wikigold.conll.txt", WIKIGOLD, {})
    for part in ("train/wnut17train.conll", "dev/emerging.dev.conll", "test/emerging.test.annotated"):
        single += read_columns(ner / "WNUT17/CONLL-format/data" / part, WNUT17, WNUT17_KINDS)
    for part in ("train/re3d-train.conll", "test/re3d-test.conll"):
        single += read_columns(ner / "re3d/CONLL-format/data" / part, {}, RE3D_KINDS)
    return Corpora(tuple(treebanks), single, read_pages(train / "wcxb_dev", most=60_000))


def _ewt(treebank: Path, names: Path, predicates: Path) -> list[Sentence]:
    return with_roles(with_names(read_conllu(treebank), read_iob2(names)), predicates)


def _gum(treebank: Path) -> list[Sentence]:
    return with_gum_kinds(read_conllu(treebank), treebank)
