"""What can be seen of a line of a text dump: named yes-or-no features, for the trees of ``line_model.json``.

Features look at a line's form, at the phrases of the lexicon and at the lines around it, never at who published or
what a report is about.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from rashomon.cleaning.junk import Junk, ends_report, junk
from rashomon.cleaning.plain.bylines import is_credit, is_person_name, read_byline
from rashomon.cleaning.plain.lines import Line
from rashomon.lexicon import load as load_lexicon

_LENGTHS = (1, 2, 3, 5, 8, 12, 18, 25, 40, 80)
_SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9)
_DISTANCES = (0, 1, 2, 4, 8, 16, 32)
_AROUND = (-4, -3, -2, -1, 1, 2, 3, 4)
_WINDOWS = (4, 12, 40)
_READER = frozenset({"you", "your", "yours"})
_HOUSE = frozenset({"we", "our", "us"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AGO = re.compile(r"\b\d+ ?(?:h|m|d|hours?|hrs?|mins?|minutes?|days?|weeks?|months?|years?) ago\b", re.IGNORECASE)
_SIGNS = {"|": "bar", "@": "at", "©": "copyright", "»": "arrow", "#": "hash", "http": "address"}
_SEEN_FROM_AFAR = ("words ", "ends ", "junk ", "function words", "topic")
_SEEN_WHOLE = frozenset({"byline", "person", "ago", "list mark", "credit", "speaks to the reader"})
_MARK = re.compile(r"^(?:[•▪◦‣*–—·›»→-]|\d{1,2}[.)])\s*\S")


def junk_of(lines: Sequence[Line]) -> list[Junk | None]:
    """What each line is by the phrases that only junk has."""
    return [junk(line.text, len(line.words)) for line in lines]


def describe(lines: Sequence[Line], phrases: Sequence[Junk | None]) -> list[set[str]]:
    """The features of each line; ``phrases`` are its ``junk_of``."""
    texts = Counter(line.text for line in lines)
    prose = [line.is_prose for line in lines]
    junky = [phrase is not None for phrase in phrases]
    weights = [len(line.words) if is_prose else 0 for line, is_prose in zip(lines, prose, strict=True)]
    total = sum(weights) or 1
    before = [0, *accumulate(weights)]
    topic = Counter(word for line in lines if line.is_prose for word in {w for w in line.words if len(w) > 4})
    own = [set(_of_line(line, found, texts[line.text], topic)) for line, found in zip(lines, phrases, strict=True)]
    afar = [[name for name in names if _is_seen_from_afar(name)] for names in own]
    ends = [number for number, names in enumerate(own) if "ends report" in names]
    described = []
    for number, line in enumerate(lines):
        names = set(own[number])
        names.add(f"prose before {_step(before[number] / total, _SHARES)}")
        names.add(f"place {min(9, 10 * number // len(lines))}")
        passed = [end for end in ends if end < number]
        names.add(f"ends passed {min(len(passed), 3)}")
        if passed:
            names.add(f"prose since the end {_step((before[number] - before[passed[-1]]) / total, _SHARES)}")
            names.add(f"prose up to the end {_step(before[passed[0]] / total, _SHARES)}")
        names.update(_of_neighbours(number, afar, prose, junky))
        names.update(_of_windows(number, lines, weights))
        names.update(_of_repeats(number, line, lines, texts))
        described.append(names)
    return described


def _of_line(line: Line, found: Junk | None, copies: int, topic: Counter[str]) -> Iterator[str]:
    text, words = line.text, line.words
    length = _step(len(words), _LENGTHS)
    yield f"words {length}"
    last = text.rstrip("\"'”’)] ")[-1:]
    end = last if last in ".!?:,;…" else "letter" if last.isalpha() else "digit" if last.isdigit() else "other"
    yield f"ends {end}"
    yield f"ends {end} & words {length // 2}"
    plain = _function_words()
    share = sum(word in plain for word in words) / (len(words) or 1)
    yield f"function words {_step(share, _SHARES)}"
    yield f"function words {_step(share, _SHARES)} & words {length // 2}"
    tokens = [token for token in text.split() if token[:1].isalpha()]
    capital = sum(token[0].isupper() for token in tokens) / (len(tokens) or 1)
    yield f"capitals {_step(capital, _SHARES)}"
    yield f"capitals {_step(capital, _SHARES)} & words {length // 2}"
    if text.isupper():
        yield "all capitals"
    if not text[:1].isalpha():
        yield f"begins {'digit' if text[:1].isdigit() else 'quote' if text[0] in '“‘' + chr(34) else 'sign'}"
    elif text[0].islower():
        yield "begins lower"
    sentences = len(re.findall(r"[.!?][\"'”’)]{0,2}\s+[\"'“‘(]?[A-Z]", text)) + 1
    yield f"sentences {min(sentences, 5)}"
    content = [word for word in words if len(word) > 4]
    shared = sum(topic[word] > (1 if line.is_prose else 0) for word in content) / (len(content) or 1)
    yield f"topic {_step(shared, _SHARES)}"
    if set(words) & _READER:
        yield "speaks to the reader"
    if set(words) & _HOUSE:
        yield "speaks as the house"
    for sign, name in (
        ("|", "bar"),
        ("@", "at"),
        ("©", "copyright"),
        ("»", "arrow"),
        ("#", "hash"),
        ("http", "address"),
    ):
        if sign in text:
            yield name
    if any(mark in text for mark in '“”"'):
        yield "quotation mark"
    if _YEAR.search(text):
        yield f"year & words {length // 2}"
    if any(map(str.isdigit, text)):
        yield f"digit & words {length // 2}"
    if _AGO.search(text):
        yield "ago"
    if _MARK.match(text):
        yield "list mark"
    if found is not None:
        yield f"junk {found.kind}"
        yield f"junk {found.reason}"
    if ends_report(text):
        yield "ends report"
    if is_credit(text):
        yield "credit"
    if len(words) <= 12:
        if read_byline(text):
            yield "byline"
        elif is_person_name(text):
            yield "person"
    if copies > 1:
        yield "stands twice"


def _is_seen_from_afar(name: str) -> bool:
    return (name.startswith(_SEEN_FROM_AFAR) and "&" not in name) or name in _SEEN_WHOLE


def _of_neighbours(
    number: int, afar: Sequence[Sequence[str]], prose: Sequence[bool], junky: Sequence[bool]
) -> Iterator[str]:
    for offset in _AROUND:
        other = number + offset
        if not 0 <= other < len(afar):
            yield f"{offset} edge"
            continue
        for name in afar[other]:
            yield f"{offset} {name}"
    for name, step in (("up", -1), ("down", 1)):
        for kind, those in (("prose", prose), ("junk", junky)):
            distance, other = 0, number + step
            while 0 <= other < len(those) and not those[other]:
                distance, other = distance + 1, other + step
            yield f"{kind} {name} {_step(distance, _DISTANCES) if 0 <= other < len(those) else 'none'}"


def _of_windows(number: int, lines: Sequence[Line], weights: Sequence[int]) -> Iterator[str]:
    for size in _WINDOWS:
        for name, low, high in (("above", number - size, number), ("below", number + 1, number + 1 + size)):
            low, high = max(low, 0), min(high, len(lines))
            words = sum(len(line.words) for line in lines[low:high])
            yield f"{size} {name} {_step(sum(weights[low:high]) / (words or 1), _SHARES)}"
            if size == 4:
                yield f"{size} {name} words {_step(words / 4, _LENGTHS)}"


def _of_repeats(number: int, line: Line, lines: Sequence[Line], texts: Counter[str]) -> Iterator[str]:
    if texts[line.text] > 1:
        first = next(index for index, other in enumerate(lines) if other.text == line.text)
        yield "first of its copies" if first == number else "later copy"


def _step(value: float, edges: Sequence[float]) -> int:
    """How many of ``edges``, in rising order, ``value`` is above."""
    return bisect_left(edges, value)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(load_lexicon("function_words"))
