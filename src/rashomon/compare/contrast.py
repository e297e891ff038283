"""What sets two claims of like content apart, so that both cannot hold: a figure, a date, a negation, a name, a place,
an opposite action, an identifier.

In free wording a contrast is read off what was annotated. In nearly the same wording the words that differ are looked
at as well: what stands in one report where the other has something else of the same kind.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeVar

from rashomon import lexicon
from rashomon.compare.alignment import opcodes
from rashomon.compare.context import stem
from rashomon.compare.edtf import read_edtf
from rashomon.compare.measures import relation
from rashomon.compare.wording import Word, is_content, wording
from rashomon.model import Claim, Entity, Figure, FigureGroup, Span, Story, Time

_Annotated = TypeVar("_Annotated", Figure, Time)
Kind = Literal["figure", "date", "negation", "name", "place", "action", "identifier"]

ALIKE = 0.6
"""Share of the words of both claims that are the same, in order, from which the wording counts as nearly the same."""
LONGEST = 5
"""Words that may stand for one another in nearly the same wording; what is longer is told differently altogether."""
_IDENTIFIER = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[\w./-]{2,20}\Z")
_PLACES = frozenset({"place", "state"})
_ACTORS = frozenset({"person", "organization", "group", "office"})


@dataclass(frozen=True, slots=True)
class Contrast:
    """One thing that cannot be so in both; ``reason`` a clause for the reader, ``evidence`` the words in either."""

    kind: Kind
    reason: str
    evidence: tuple[Span, Span]


class Contrasts:
    """Asks of any two claims of a story what sets them apart. ``figure_groups`` are its figures of one thing each."""

    def __init__(self, story: Story, figure_groups: Sequence[FigureGroup]) -> None:
        self._figures = {figure.id: figure for report in story.reports for figure in report.figures}
        self._conflicts = {
            (one, other)
            for group in figure_groups
            for one in group.figures
            for other in group.figures
            if relation(self._figures[one], self._figures[other]) == "conflict"
        }
        self._times = {time.id: time for report in story.reports for time in report.times}
        self._mentions: dict[str, list[tuple[int, int, Entity]]] = {}
        for entity in story.entities:
            for mention in entity.mentions:
                if mention.kind != "name":
                    continue
                self._mentions.setdefault(mention.span.doc, []).append((mention.span.start, mention.span.end, entity))
        for row in self._mentions.values():
            row.sort(key=lambda item: item[:2])

    def between(self, first: Claim, second: Claim) -> tuple[Contrast, ...]:
        """What sets the claims apart, at most one contrast of a kind; empty where both can hold.

        What somebody wishes and what is the case can both hold, and so can a question and its answer.
        """
        if first.explanation.details["kind"] != second.explanation.details["kind"]:
            return ()
        if {"asked", "conditional"} & {first.modality, second.modality}:
            return ()
        found: dict[Kind, Contrast] = {}
        for contrast in (*self._by_wording(first, second), *self._by_content(first, second)):
            found.setdefault(contrast.kind, contrast)
        return tuple(found.values())

    # --- free wording ----------------------------------------------------------------------------------------------

    def _by_content(self, first: Claim, second: Claim) -> Iterator[Contrast]:
        one, other = first.explanation.details, second.explanation.details
        spans = (first.span, second.span)
        if first.subjects and second.subjects and not set(first.subjects) & set(second.subjects):
            return  # Two people may do opposite things.
        same_action = one["action"] == other["action"] and one["form"] == other["form"] == "clause"
        if same_action and (one["negated"] != other["negated"]):
            yield Contrast("negation", "one says that it is so, the other that it is not", spans)
        elif same_action and (first.modality == "denied") != (second.modality == "denied"):
            yield Contrast("negation", "one says it, in the other it is denied", spans)
        elif one["negated"] == other["negated"] and _opposed(str(one["action"]), str(other["action"])):
            yield Contrast("action", f"“{one['action']}” is the opposite of “{other['action']}”", spans)
        if same_action:
            yield from self._dates(self._of(first.when, self._times), self._of(second.when, self._times))
        for mine in first.figures:
            for theirs in second.figures:
                if (mine, theirs) in self._conflicts:
                    yield _figures_apart(self._figures[mine], self._figures[theirs])

    def _dates(self, first: Sequence[Time], second: Sequence[Time]) -> Iterator[Contrast]:
        """A contrast where each has dates and none of the one can be one of the other."""
        if first and second and all(_apart(one, other) for one in first for other in second):
            said = f"“{first[0].span.text}” and “{second[0].span.text}” are different times"
            yield Contrast("date", said, (first[0].span, second[0].span))

    @staticmethod
    def _of(ids: Sequence[str], table: Mapping[str, _Annotated]) -> list[_Annotated]:
        return [table[key] for key in ids if key in table]

    # --- nearly the same wording -----------------------------------------------------------------------------------

    def _by_wording(self, first: Claim, second: Claim) -> Iterator[Contrast]:
        left, right = wording(first.span.text).words, wording(second.span.text).words
        codes = opcodes([word.form for word in left], [word.form for word in right])
        same = sum(to - start for kind, start, to, _, _ in codes if kind == "same")
        if 2 * same < ALIKE * (len(left) + len(right)):
            return
        for kind, start, to, other_start, other_to in codes:
            if kind != "wording" or to - start > LONGEST or other_to - other_start > LONGEST:
                continue
            one = self._place(first, left[start:to])
            other = self._place(second, right[other_start:other_to])
            yield from self._replaced(one, other, left[start:to], right[other_start:other_to])

    @staticmethod
    def _place(claim: Claim, words: Sequence[Word]) -> Span:
        start, end = words[0].start, words[-1].end
        return Span(claim.span.doc, claim.span.start + start, claim.span.start + end, claim.span.text[start:end])

    def _replaced(
        self, one: Span, other: Span, words: Sequence[Word], other_words: Sequence[Word]
    ) -> Iterator[Contrast]:
        """What it means that ``one`` stands in place of ``other``."""
        figures = _at(one, self._figures.values()), _at(other, self._figures.values())
        if figures[0] and figures[1]:
            if relation(figures[0][0], figures[1][0]) == "conflict":
                yield _figures_apart(figures[0][0], figures[1][0])
            return
        times = _at(one, self._times.values()), _at(other, self._times.values())
        if times[0] and times[1]:
            yield from self._dates(times[0], times[1])
            return
        names = self._named(one), self._named(other)
        if names[0] and names[1]:
            yield from _names_apart(names[0], names[1], one, other)
            return
        forms = [{word.form for word in side if is_content(word.form)} for side in (words, other_words)]
        codes = [next((form for form in sorted(held) if _IDENTIFIER.match(form)), None) for held in forms]
        if codes[0] and codes[1] and codes[0] != codes[1]:
            yield Contrast("identifier", f"“{one.text}” in one is “{other.text}” in the other", (one, other))
        elif len(forms[0]) == len(forms[1]) == 1 and any(_opposed(a, b) for a in forms[0] for b in forms[1]):
            yield Contrast("action", f"“{one.text}” is the opposite of “{other.text}”", (one, other))

    def _named(self, span: Span) -> list[Entity]:
        """The named entities that the characters of ``span`` touch."""
        row = self._mentions.get(span.doc, [])
        until = bisect_left(row, (span.end,), key=lambda item: item[:1])
        return [entity for start, end, entity in row[max(0, until - 8) : until] if end > span.start]


def _at(span: Span, table: Iterable[_Annotated]) -> list[_Annotated]:
    """The annotations whose characters ``span`` touches."""
    return [a for a in table if a.span.doc == span.doc and a.span.start < span.end and span.start < a.span.end]


def _names_apart(first: list[Entity], second: list[Entity], one: Span, other: Span) -> Iterator[Contrast]:
    if {entity.id for entity in first} & {entity.id for entity in second}:
        return
    types = {entity.type for entity in (*first, *second)}
    kind: Kind = "place" if types <= _PLACES else "name"
    if types <= _PLACES or types <= _ACTORS:
        yield Contrast(kind, f"“{one.text}” in one is “{other.text}” in the other", (one, other))


def _figures_apart(one: Figure, other: Figure) -> Contrast:
    said = f"no value fits both “{one.span.text}” and “{other.span.text}”"
    return Contrast("figure", said, (one.span, other.span))


def _apart(one: Time, other: Time) -> bool:
    """Whether the two times have no day in common. Without values, two weekdays or months by other names are apart."""
    if one.value is not None and other.value is not None:
        first, second = read_edtf(one.value), read_edtf(other.value)
        return first is not None and second is not None and first.sure and second.sure and not first.overlaps(second)
    if one.value is not None or other.value is not None:
        return False
    names = _calendar_name(one.span.text), _calendar_name(other.span.text)
    return None not in names and names[0] != names[1]


def _calendar_name(text: str) -> str | None:
    """The weekday that ``text`` names, where it is all that dates it (``on Friday``, not ``last Friday``)."""
    words = [word.strip(".,") for word in text.lower().split() if word.strip(".,") not in {"on", "the"}]
    number = lexicon.load("calendar")["weekdays"].get(words[0]) if len(words) == 1 else None
    return None if number is None else str(number)


@cache
def _sides() -> Mapping[str, tuple[tuple[int, int], ...]]:
    """A verb → the pairs of opposites that it stands in: (number of the pair, side)."""
    table: dict[str, list[tuple[int, int]]] = {}
    for number, pair in enumerate(lexicon.load("contrast")["opposites"]):
        for side, verbs in enumerate(pair):
            for verb in verbs:
                table.setdefault(verb, []).append((number, side))
    return {verb: tuple(places) for verb, places in table.items()}


def _opposed(one: str, other: str) -> bool:
    """Whether two verbs say the opposite of each other, in any form."""
    mine, theirs = _entries(one), _entries(other)
    return any((number, 1 - side) in theirs for number, side in mine) and not mine & theirs


@cache
def _entries(word: str) -> frozenset[tuple[int, int]]:
    """The pairs of a word or of its stem: *rejected* stands where *reject* does."""
    if word in _sides():
        return frozenset(_sides()[word])
    return frozenset(place for verb, places in _sides().items() if stem(verb) == stem(word) for place in places)
