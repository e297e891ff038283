"""OntoGUM's open documents as running text with their gold chains of coreference.

Zhu, Pradhan & Zeldes 2021, "OntoGUM: Evaluating Contextualized SOTA Coreference Resolution on 12 More Genres", ACL. A
mention is its head word, as in the head match of CorefUD (Žabokrtský et al. 2022): the word of a span that the
treebank's tree hangs outside of it, and of a flat name its first word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from rashomon.model import Block, BlockRole, Document, Origin

HE_SHE = frozenset({"he", "him", "his", "she", "her", "himself", "herself", "hers"})
_ENTITY = re.compile(r"\((\w+)(?:-[^()]*)?(\)?)|(\w+)\)")
_ROLES: dict[str, BlockRole] = {"head": "heading", "caption": "caption", "item": "list", "quote": "quote"}

Key: TypeAlias = tuple[int, int]
"""A mention: its head word, and how many shorter mentions have the same head."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the treebank; ``head`` is its own index at the root."""

    start: int
    end: int
    upos: str
    head: int
    relation: str


@dataclass(slots=True)
class Text:
    """A document of OntoGUM. ``chains`` are its gold clusters."""

    name: str
    document: Document
    words: list[Word]
    chains: list[frozenset[Key]] = field(default_factory=list)

    def spelled(self, word: int) -> str:
        return self.document.text[self.words[word].start : self.words[word].end]

    def head(self, inside: Sequence[int]) -> int:
        """The head of a run of words: the highest, and of a flat name the first."""
        top = next((i for i in inside if self.words[i].head not in inside or self.words[i].head == i), inside[0])
        while self.words[top].relation.startswith("flat"):
            top = self.words[top].head
        return top

    def head_of(self, start: int, end: int) -> int | None:
        """The head word of a span of characters, if any word is in it."""
        inside = [i for i, word in enumerate(self.words) if word.start < end and start < word.end]
        return self.head(inside) if inside else None

    def key(self, start: int, end: int) -> Key | None:
        """The mention that a span of characters is, or None for what OntoGUM's scheme does not mark."""
        top = self.head_of(start, end)
        if top is None:
            return None
        predicate = any(word.head == top and word.relation == "cop" for word in self.words)
        return None if predicate or self.words[top].relation == "appos" else (top, 0)

    def chain_at(self, start: int, end: int) -> str | None:
        """The gold chain of the mention with the head of a span of characters; of two such mentions, the shorter's."""
        head = self.head_of(start, end)
        return next((str(n) for n, chain in enumerate(self.chains) if (head, 0) in chain), None)

    def is_name(self, key: Key) -> bool:
        return self.words[key[0]].upos == "PROPN"

    def is_actor(self, chain: frozenset[Key]) -> bool:
        return any(self.is_name(key) or self.spelled(key[0]).lower() in HE_SHE for key in chain)


def read(path: Path) -> list[Text]:
    """The documents of a CoNLL-U file with ``Entity`` brackets, OntoGUM's or GUM's own."""
    documents: dict[str, list[str]] = {}
    name = path.stem
    for sentence in path.read_text(encoding="utf-8").strip().split("\n\n"):
        named = re.search(r"^# newdoc id = (\S+)", sentence, re.MULTILINE)
        name = named.group(1) if named is not None else name
        documents.setdefault(name, []).append(sentence)
    return [_text(name, sentences) for name, sentences in documents.items()]


def _text(name: str, sentences: Sequence[str]) -> Text:
    """Running text, a blank line between two paragraphs."""
    text, words, starts = "", list[Word](), list[tuple[BlockRole, int]]()
    opened, found = dict[str, list[int]](), list[tuple[int, int, str]]()
    for lines in map(str.splitlines, sentences):
        if not text or any(line.startswith("# newpar") for line in lines):
            text = text.rstrip() + "\n\n" if text else ""
            kind = next((line for line in lines if line.startswith("# newpar_block")), "").replace("|", " ")
            role: BlockRole = next((_ROLES[word] for word in kind.split() if word in _ROLES), "body")
            starts.append(("headline" if not text and role == "heading" else role, len(text)))
        base, covered, begin, end = len(words), 0, 0, 0
        for row in (line.split("\t") for line in lines if not line.startswith("#")):
            space = "" if "SpaceAfter=No" in row[9].split("|") else " "
            if not row[0].isdigit():
                if "-" in row[0]:
                    covered, begin, end = int(row[0].split("-")[1]), len(text), len(text) + len(row[1])
                    text += row[1] + space
                continue
            if int(row[0]) > covered:
                begin, end = len(text), len(text) + len(row[1])
                text += row[1] + space
            at = max(text.find(row[1], begin, end), begin)
            head = int(row[6]) + base - 1 if row[6] != "0" else len(words)
            words.append(Word(at, min(end, at + len(row[1])), row[3], head, row[7]))
            begin = min(end - 1, at + len(row[1]))
            entity = next((value[7:] for value in row[9].split("|") if value.startswith("Entity=")), "")
            for opens, closes, ends in _ENTITY.findall(entity):
                if opens:
                    opened.setdefault(opens, []).append(len(words) - 1)
                if closes or ends:
                    found.append((opened[opens or ends].pop(), len(words), opens or ends))
    text = text.rstrip()
    bounds = [*(start for _, start in starts[1:]), len(text) + 2]
    blocks = [Block(role, s, e - 2, s, e - 2) for (role, s), e in zip(starts, bounds, strict=True)]
    sha = sha256(text.encode()).hexdigest()
    origin = Origin(f"{name}.conllu", None, "text/plain", sha)
    result = Text(name, Document(sha[:12], origin, text, text, tuple(blocks)), words)
    result.chains = _chains(result, found)
    return result


def _chains(text: Text, found: Sequence[tuple[int, int, str]]) -> list[frozenset[Key]]:
    chains: dict[str, set[Key]] = {}
    ranks = Counter[int]()
    for start, end, chain in sorted(found, key=lambda mention: (mention[1] - mention[0], mention[0])):
        head = text.head(range(start, end))
        chains.setdefault(chain, set()).add((head, ranks[head]))
        ranks[head] += 1
    return [frozenset(chain) for chain in chains.values() if len(chain) > 1]
