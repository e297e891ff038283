"""ECB+ as stories: news reports of one event with the predicates that tell the same happening.

Cybulska & Vossen 2014, "Using a sledgehammer to crack a nut? Lexical diversity and event coreference resolution". The
two halves of a topic (``1_2ecb`` and ``1_2ecbplus``) are two like events, so each is a story.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from rashomon.model import Block, Document, Origin

DEV = frozenset({2, 5, 12, 18, 21, 23, 34, 35})
TEST = frozenset(range(36, 46))
_EVENTS = ("ACTION", "NEG_ACTION")
_ACTORS = ("HUMAN", "NON_HUMAN", "LOC")
_CLOSING = re.compile(r" ([,.;:!?%)\]}’”]|'s\b|n't\b|'re\b|'ve\b|'ll\b|'d\b|'m\b)")
_OPENING = re.compile(r"([(\[{“$]) ")


@dataclass(frozen=True, slots=True)
class Report:
    """One document of the corpus. ``events`` are (start, end, chain): characters of a predicate, and the happening that
    it tells; a chain of one report's own has that report's name in it. ``actors`` are the same for people, things and
    places. Both stand in the ``checked`` sentences (start, end) only."""

    topic: int
    story: str
    document: Document
    events: tuple[tuple[int, int, str], ...]
    actors: tuple[tuple[int, int, str], ...] = ()
    checked: tuple[tuple[int, int], ...] = ()


def reports(folder: Path) -> Iterator[Report]:
    """The documents of ECB+ whose annotation was checked in some sentences."""
    checked: dict[str, set[int]] = defaultdict(set)
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            checked[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    for path in sorted((folder / "ECB+").glob("*/*.xml")):
        if path.stem in checked:
            yield _report(path, checked[path.stem])


def _report(path: Path, checked: set[int]) -> Report:
    tree = etree.parse(str(path)).getroot()
    sentences: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for token in tree.iter("token"):
        sentences[int(token.get("sentence", "0"))].append((token.get("t_id", ""), token.text or ""))
    text, blocks, place, kept = "", [], {}, []
    for number, tokens in sorted(sentences.items()):
        if number == 0 and tokens and tokens[0][1].startswith("http"):
            continue
        start = len(text)
        for position, (identity, word) in enumerate(tokens):
            glued = position == 0 or _is_glued(tokens[position - 1][1], word)
            text += "" if glued else " "
            place[identity] = (len(text), len(text) + len(word), number)
            text += word
        if len(text) > start:
            kept += [(start, len(text))] if number in checked else []
            blocks.append(Block("body", start, len(text), start, len(text)))
            text += "\n\n"
    text = text.rstrip("\n")
    sha = hashlib.sha256(path.name.encode()).hexdigest()
    origin = Origin(path.name, None, "text/plain", sha)
    topic, _, name = path.stem.partition("_")
    story = f"{topic}-{'plus' if name.endswith('plus') else 'ecb'}"
    document = Document(sha[:12], origin, text, text, tuple(blocks))
    events, actors = (tuple(_mentions(tree, place, checked, path.stem, kinds)) for kinds in (_EVENTS, _ACTORS))
    return Report(int(topic), story, document, events, actors, tuple(kept))


def _is_glued(before: str, word: str) -> bool:
    return bool(_CLOSING.match(f" {word}")) or bool(_OPENING.match(f"{before} "))


def _mentions(
    tree: etree._Element,
    place: dict[str, tuple[int, int, int]],
    checked: set[int],
    name: str,
    kinds: tuple[str, ...],
) -> Iterator[tuple[int, int, str]]:
    chain_of: dict[str, str] = {}
    for relation in tree.iter("CROSS_DOC_COREF", "INTRA_DOC_COREF"):
        chain = relation.get("note") or f"{name}-{relation.get('r_id')}"
        for source in relation.iter("source"):
            chain_of[source.get("m_id", "")] = chain
    markables = tree.find("Markables")
    for markable in markables if markables is not None else ():
        tag = str(markable.tag)
        anchors = [place[a.get("t_id", "")] for a in markable.iter("token_anchor") if a.get("t_id", "") in place]
        if not tag.startswith(kinds) or not anchors or anchors[0][2] not in checked:
            continue
        identity = markable.get("m_id", "")
        yield anchors[0][0], anchors[-1][1], chain_of.get(identity, f"{name}-{identity}")
