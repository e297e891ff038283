"""What can be seen of a line of a page: named yes-or-no features, for the model of ``html_main``.

Features look at the page's structure and at what extractors keep, never at who published or what a report is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from lxml import html

from rashomon.cleaning.html_page import Line, Page
from rashomon.lexicon import load as load_lexicon

_NAMING_ATTRIBUTES = ("class", "id", "role", "itemprop", "data-testid", "data-component", "data-type", "aria-label")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_TERMINALS = (".", "!", "?", "”", '"', ":", ";", "…", "’", ")", "'")
_LENGTHS = (1, 2, 3, 5, 8, 12, 20, 40, 80)
_SHARES = (0.0, 0.2, 0.5, 0.8, 0.95)
_SHARED = ("words", "links")
_NEAR = 3
"""Steps up the DOM that count as near to the line."""


def describe(page: Page, kept: Sequence[Sequence[bool]], body: str, title: str) -> list[set[str]]:
    """The features of each line. ``kept`` has one sequence for each extractor: whether it keeps the line; ``body`` and
    ``title`` are what the page's own metadata give as text and headline (``squeeze``d, or empty)."""
    texts = [page.text[line.start : line.end] for line in page.lines]
    parts = _Parts()
    counts = Counter(texts)
    own: list[set[str]] = []
    title_at = -1
    for number, (line, text) in enumerate(zip(page.lines, texts, strict=True)):
        squeezed = squeeze(text)
        features = set(_of_line(line, text, parts))
        if counts[text] > 1:
            features.add("repeated")
        if body:
            features.add("in metadata body" if squeezed and squeezed in body else "not in metadata body")
        if title and squeezed == title:
            features.add("is title")
            if title_at < 0 or line.element.tag == "h1":
                title_at = number
        own.append(features)
    votes = ["".join(str(int(keeps[number])) for keeps in kept) for number in range(len(own))]
    groups = _groups(page.lines, kept)
    bounds = [_bounds(keeps) for keeps in kept]
    places = [
        set(_of_place(number, title_at, page.lines, kept, votes, bounds, own)) | groups[number]
        for number in range(len(own))
    ]
    return [features | place for features, place in zip(own, places, strict=True)]


def squeeze(text: str) -> str:
    """Letters and digits alone, folded: what an extractor keeps of a line whatever it does to its marks and spaces."""
    return "".join(filter(str.isalnum, text.casefold()))


def _of_line(line: Line, text: str, parts: _Parts) -> Iterator[str]:
    words = text.split()
    size = line.end - line.start
    length = _step(len(words), _LENGTHS)
    links = _step(line.linked / size, _SHARES)
    tag = line.element.tag
    ends = text.rstrip("\u00a0 ").endswith(_TERMINALS)
    yield f"words {length}"
    yield f"links {links}"
    yield f"words {length // 2} & links {links}"
    yield f"tag {tag}"
    yield f"tag {tag} & words {length // 2}"
    yield f"ends {int(ends)} & words {length // 2}"
    if line.strong > 0.9 * size:
        yield "strong"
    if any(mark in text for mark in "|›»•"):
        yield "separator sign"
    if "\t" in text:
        yield "cells"
    if any(mark in text for mark in '“”"'):
        yield "quotation mark"
    if text.isupper():
        yield "capitals"
    if line.hidden:
        yield "hidden"
    yield from parts.above(line.element)


def _of_place(
    number: int,
    title_at: int,
    lines: Sequence[Line],
    kept: Sequence[Sequence[bool]],
    votes: Sequence[str],
    bounds: Sequence[tuple[int, int]],
    own: Sequence[set[str]],
) -> Iterator[str]:
    yield f"kept {votes[number]}"
    yield from (f"kept by {index}" for index, keeps in enumerate(kept) if keeps[number])
    if title_at >= 0:
        distance = number - title_at
        place = "before" if distance < 0 else "at" if distance == 0 else "soon after" if distance < 5 else "after"
        yield f"{place} title"
    for offset in (-2, -1, 1, 2):
        other = number + offset
        if not 0 <= other < len(lines):
            yield f"{offset} edge"
            continue
        yield f"{offset} kept {votes[other]}"
        yield from (f"{offset} {name}" for name in own[other] if name.startswith(_SHARED) and "&" not in name)
        if lines[other].element.tag == lines[number].element.tag:
            yield f"{offset} same tag"
    for index, keeps in enumerate(kept):
        before = any(keeps[max(0, number - 12) : number])
        behind = any(keeps[number + 1 : number + 13])
        yield f"around by {index}: {int(before)}{int(behind)}"
        first, last = bounds[index]
        if number > last:
            yield f"past the end of {index}"
        if number < first:
            yield f"before the start of {index}"


def _step(value: float, edges: Sequence[float]) -> int:
    return sum(value > edge for edge in edges)


def _bounds(keeps: Sequence[bool]) -> tuple[int, int]:
    """The first and the last kept line; an extractor that keeps nothing has its first after its last."""
    numbers = [number for number, keep in enumerate(keeps) if keep]
    return (numbers[0], numbers[-1]) if numbers else (len(keeps), -1)


def _groups(lines: Sequence[Line], kept: Sequence[Sequence[bool]]) -> list[set[str]]:
    """For each line, how much of the text beside it (under its block's parent, with the same tag; under its block's
    grandparent, with the same tag and class) is linked, and kept by each extractor."""
    features: list[set[str]] = [set() for _ in lines]
    for name, key in (("siblings", _sibling_key), ("cousins", _cousin_key)):
        members: dict[object, list[int]] = {}
        for number, line in enumerate(lines):
            members.setdefault(key(line), []).append(number)
        for group in members.values():
            sizes = [lines[number].end - lines[number].start for number in group]
            total = sum(sizes)
            links = _step(sum(lines[number].linked for number in group) / total, _SHARES)
            many = "alone" if len(group) == 1 else f"many {min(len(group) // 3, 3)}"
            kept_sizes = [
                sum(size for size, number in zip(sizes, group, strict=True) if keeps[number]) for keeps in kept
            ]
            for number, size in zip(group, sizes, strict=True):
                features[number].update((f"{name} links {links}", f"{name} {many}"))
                for index, keeps in enumerate(kept):
                    if total > size:
                        rest = kept_sizes[index] - (size if keeps[number] else 0)
                        features[number].add(f"{name} kept by {index}: {_step(rest / (total - size), _SHARES)}")
    return features


def _sibling_key(line: Line) -> object:
    return (line.element.getparent(), line.element.tag)


def _cousin_key(line: Line) -> object:
    parent = line.element.getparent()
    return (None if parent is None else parent.getparent(), line.element.tag, line.element.get("class"))


class _Parts:
    """Which parts of a page (``page_parts.yaml``) an element and those above it name; each element is read once."""

    def __init__(self) -> None:
        self._own: dict[html.HtmlElement, frozenset[str]] = {}
        self._far: dict[html.HtmlElement, frozenset[str]] = {}

    def above(self, element: html.HtmlElement) -> Iterator[str]:
        current: html.HtmlElement | None = element
        for step in range(_NEAR):
            if current is None or current.tag == "body":
                return
            yield from (f"near {name}" for name in self._named(current))
            if step == 0:
                yield from (f"own {name}" for name in self._named(current))
            current = current.getparent()
        if current is not None:
            yield from (f"far {name}" for name in self._all(current))

    def _all(self, element: html.HtmlElement) -> frozenset[str]:
        chain = []
        current: html.HtmlElement | None = element
        while current is not None and current.tag != "body" and current not in self._far:
            chain.append(current)
            current = current.getparent()
        names = frozenset[str]() if current is None or current.tag == "body" else self._far[current]
        for link in reversed(chain):
            names = names | self._named(link)
            self._far[link] = names
        return names

    def _named(self, element: html.HtmlElement) -> frozenset[str]:
        if element not in self._own:
            names = parts_named(element)
            if element.tag in _TAGS:
                names = names | {f"<{element.tag}>"}
            self._own[element] = names
        return self._own[element]


_TAGS = frozenset(
    {
        *("article", "main", "aside", "nav", "footer", "header", "form", "figure", "ul", "ol", "blockquote"),
        *("section", "table", "button", "dl"),
    }
)


def parts_named(element: html.HtmlElement) -> frozenset[str]:
    """The parts of a page that the element's class, id and like attributes name."""
    names: set[str] = set()
    for attribute in _NAMING_ATTRIBUTES:
        value = element.get(attribute)
        if value:
            names.update(_parts_of(value[:200]))
    return frozenset(names)


@cache
def _vocabulary() -> dict[str, frozenset[str]]:
    by_words: dict[str, set[str]] = {}
    for part, entries in load_lexicon("page_parts").items():
        for entry in entries:
            by_words.setdefault(entry, set()).add(part)
    return {words: frozenset(parts) for words, parts in by_words.items()}


def _parts_of(value: str) -> set[str]:
    words = [word.lower() for word in _WORD.findall(value)]
    vocabulary = _vocabulary()
    found: set[str] = set()
    for word in words:
        found |= vocabulary.get(word, frozenset())
    for pair in pairwise(words):
        found |= vocabulary.get(" ".join(pair), frozenset())
    return found
