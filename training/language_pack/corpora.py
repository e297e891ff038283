"""Reads the corpora: CoNLL-U treebanks with their raw text, and names in column formats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

NAME_LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
WIKIGOLD = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}
WNUT17 = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG"}


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


def read_columns(path: Path, labels: Mapping[str, str]) -> list[Sentence]:
    """Word and label in the first and last column; ``labels`` maps the corpus's types to ours, others become O."""
    sentences = []
    for number, lines in enumerate(_paragraphs(path)):
        rows = [columns for line in lines if len(columns := re.split(r"[ \t]+", line.strip())) > 1]
        if not rows:
            continue
        tags = [f"{row[-1][0]}-{labels[row[-1][2:]]}" if row[-1][2:] in labels else "O" for row in rows]
        words = tuple(row[0] for row in rows)
        sentences.append(Sentence(f"{path.stem}-{number}", words, True, names=_well_formed(tags)))
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


def training_corpora(train: Path) -> tuple[list[Sentence], list[Sentence], list[Sentence]]:
    """What the pack is trained on: EWT with names, the open part of GUM, sentences with names only (wikigold,
    WNUT17)."""
    uner = train / "uner_ewt" / "train_first_commit"
    uner = next(iter(sorted(uner.iterdir()))) if uner.is_dir() else uner
    ewt = with_names(read_conllu(train / "ud_ewt" / "en_ewt-ud-train.conllu"), read_iob2(uner))
    gum = read_conllu(train / "ud_gum_open" / "en_gum_open-train.conllu")
    names = read_columns(train / "ner/wikigold/CONLL-format/data/wikigold.conll.txt", WIKIGOLD)
    names += read_columns(train / "ner/WNUT17/CONLL-format/data/train/wnut17train.conll", WNUT17)
    return ewt, gum, names
