"""What a figure's sentence is about, as weighted stems and actors, to tell like figures from look-alikes.

The stems are cut by rule, which is enough to join *investigated* and *investigation*; weights follow how few sentences
of the story hold a stem (inverse document frequency, Spärck Jones 1972), so that what every sentence of the story says
counts little.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from math import log, sqrt

from rashomon import lexicon
from rashomon.model import Annotations, Story

_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]{0,3}\s{1,4}(?=[\"“‘'(\[]{0,3}[A-Z0-9])|\n")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Col|Lt|Sgt|St|Jr|Sr|No|vs|etc|Inc|Corp|Co|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec))\.$"
)
NEAR = 8
"""Words on each side of a figure that count as near."""
_SUFFIXES = (
    "ations",
    "ation",
    "ating",
    "ators",
    "ator",
    "ated",
    "ates",
    "ate",
    "ments",
    "ment",
    "ions",
    "ion",
    "ings",
    "ing",
    "ed",
    "ers",
    "er",
    "es",
    "s",
    "ly",
    "y",
    "e",
)


@cache
def stem(word: str) -> str:
    """``word`` without its ending, where at least four letters stay; the same for *donate*, *donation*, *donated*."""
    word = irregular().get(word, word)
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


@cache
def irregular() -> Mapping[str, str]:
    """Plurals and past forms that no ending shows."""
    return {**lexicon.irregular_verbs(), **lexicon.load("context")["irregular"]}


@cache
def function_words() -> frozenset[str]:
    return frozenset(lexicon.load("context")["function_words"])


@cache
def same_events() -> Mapping[str, str]:
    """A stem → the event that it tells."""
    table: dict[str, str] = {}
    for number, stems in enumerate(lexicon.load("context")["same_event"]):
        for name in stems:
            table[stem(name)] = f"event:{number}"
    return table


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence ``[start, end)`` of a document with its terms."""

    doc: str
    start: int
    end: int
    terms: frozenset[str]


@dataclass(slots=True)
class Contexts:
    """The sentences of a story and the weight of each term."""

    sentences: dict[str, list[Sentence]] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)

    def at(self, doc: str, offset: int) -> Sentence:
        """The sentence of ``doc`` that holds the character at ``offset``."""
        row = self.sentences[doc]
        return row[max(0, bisect_right([sentence.start for sentence in row], offset) - 1)]

    def weight(self, term: str) -> float:
        return self.weights.get(term, 0.0)

    def similarity(self, first: frozenset[str], second: frozenset[str]) -> float:
        """Cosine of two sets of terms by their weights, 0 to 1."""
        shared = sum(self.weight(term) ** 2 for term in sorted(first & second))
        if not shared:
            return 0.0
        norms = [sqrt(sum(self.weight(term) ** 2 for term in sorted(terms))) for terms in (first, second)]
        return shared / (norms[0] * norms[1])


def contexts(story: Story) -> Contexts:
    """The sentences of all reports of ``story`` with their terms: stems of content words, events, and actors."""
    actors: dict[str, list[tuple[int, str]]] = {}
    for entity in story.entities:
        for mention in entity.mentions:
            actors.setdefault(mention.span.doc, []).append((mention.span.start, entity.id))
    out = Contexts()
    frequency: Counter[str] = Counter()
    for report in story.reports:
        row = _sentences(report, sorted(actors.get(report.document.id, [])))
        out.sentences[report.document.id] = row
        for sentence in row:
            frequency.update(sentence.terms)
    total = sum(len(row) for row in out.sentences.values())
    out.weights = {term: log((1 + total) / (1 + count)) + 0.1 for term, count in frequency.items()}
    return out


def sentence_bounds(text: str) -> list[int]:
    """Where the sentences of ``text`` begin, and its length. A line break ends a sentence; an abbreviation does not."""
    bounds = [0]
    for match in _SENTENCE_END.finditer(text):
        if match.group().startswith("\n") or not _ABBREVIATION.search(
            text, max(0, match.start() - 8), match.start() + 1
        ):
            bounds.append(match.end())
    return [*bounds, len(text)]


def _sentences(report: Annotations, actors: list[tuple[int, str]]) -> list[Sentence]:
    text = report.document.text
    bounds = sentence_bounds(text)
    starts = [start for start, _ in actors]
    out: list[Sentence] = []
    for start, end in pairwise(bounds):
        if end <= start:
            continue
        named = actors[bisect_right(starts, start - 1) : bisect_right(starts, end - 1)]
        out.append(
            Sentence(report.document.id, start, end, terms(text[start:end]) | {f"actor:{name}" for _, name in named})
        )
    return out or [Sentence(report.document.id, 0, len(text), frozenset())]


def window(text: str, sentence: Sentence, start: int, end: int) -> str:
    """The words of ``sentence`` near ``[start, end)``: at most ``NEAR`` on each side, in ``text`` of the document."""
    before = text[sentence.start : start].split()[-NEAR:]
    after = text[end : max(end, sentence.end)].split()[:NEAR]
    return " ".join([*before, text[start:end], *after])


def terms(text: str) -> frozenset[str]:
    """The stems of the content words of ``text``, and the events that they tell."""
    found: set[str] = set()
    for match in _WORD.finditer(text):
        word = match.group().lower()
        if word in function_words() or (len(word) < 2 and not word.isdigit()):
            continue
        cut = stem(word)
        found.add(cut)
        event = same_events().get(cut)
        if event is not None:
            found.add(event)
    return frozenset(found)
