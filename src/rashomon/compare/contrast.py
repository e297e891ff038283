"""What sets two claims of like content apart, so that both cannot hold: a figure, a date, a negation, a name, a place,
an opposite action, an identifier.

In free wording a contrast is read off what was annotated. In nearly the same wording the words that differ are looked
at as well: what stands in one report where the other has something else of the same kind.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Literal, TypeAlias, TypeVar

from rashomon import lexicon
from rashomon.compare.alignment import opcodes
from rashomon.compare.clauses import (
    acts_in_passive,
    both_state,
    in_other_roles,
    is_negative,
    matter,
    may_be_of_others,
    may_both_hold,
    narrower,
    of_one_camp,
    of_others,
    of_some,
    roles,
    same_act,
    speakers,
)
from rashomon.compare.context import stem
from rashomon.compare.measures import is_close, relation
from rashomon.compare.moments import apart, days, hours_apart, is_day
from rashomon.compare.offices import makes_another, other_offices
from rashomon.compare.opposites import denies, opposed
from rashomon.compare.quotes import innermost_quote
from rashomon.compare.strangers import PLACES, Strangers
from rashomon.compare.wording import Word, fold, is_content, wording
from rashomon.model import Claim, Entity, Figure, FigureGroup, Quote, Span, Story, Time

_Annotated = TypeVar("_Annotated", Figure, Time)
_Code: TypeAlias = tuple[str, int, int, int, int]
Kind = Literal["figure", "date", "negation", "name", "place", "action", "identifier", "office", "denial"]

ALIKE = 0.6
"""Share of the words of both claims that are the same, in order, from which the wording counts as nearly the same."""
VERSION = 0.7
"""The same from which two claims are versions of one sentence, whoever says it and however often."""
FEWEST_SAID = 3
"""Words of a claim that two people will not have said alike by chance."""
LONGEST = 5
"""Words that may stand for one another in nearly the same wording; what is longer is told differently altogether."""
FEW = 2
"""Words and actors beside the predicate that both claims hold, if opposite actions or other dates are to count."""
DENIED = "one says it, in the other it is denied"
NOT_SO = "one says that it is so, the other that it is not"
_IDENTIFIER = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[\w./-]{2,20}\Z")


@dataclass(frozen=True, slots=True)
class Contrast:
    """One thing that cannot be so in both; ``reason`` a clause for the reader, ``evidence`` the words in either.

    Where it is not ``sure`` that both are about one thing, it keeps them apart and is no dispute.
    """

    kind: Kind
    reason: str
    evidence: tuple[Span, Span]
    sure: bool = True


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
        self._places: dict[str, tuple[list[Figure], list[Time]]] = {
            report.document.id: (list(report.figures), list(report.times)) for report in story.reports
        }
        self._people = {entity.id for entity in story.entities if entity.named and entity.type == "person"}
        self._names = {entity.id: entity.name for entity in story.entities if entity.named}
        self._strangers = Strangers(story)
        self._documents = {report.document.id: report.document for report in story.reports}
        self._quotes = {report.document.id: report.quotes for report in story.reports}
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

        What somebody wishes and what is the case can both hold, and so can a question and its answer. What one speaker
        says twice is no contrast, but for two versions of one sentence.
        """
        if first.explanation.details["kind"] != second.explanation.details["kind"]:
            return ()
        if {"asked", "conditional"} & {first.modality, second.modality}:
            return ()
        found: dict[Kind, Contrast] = {}
        codes = _nearly_same(first, second)
        contrasts = self._by_content(first, second) if codes is None else self._by_wording(first, second, codes)
        for contrast in (
            *contrasts,
            *self._quantities(first, second),
            *self._offices(first, second),
            *self._hours(first, second),
            *self._strange_names(first, second),
            *self._close_figures(first, second),
        ):
            found.setdefault(contrast.kind, contrast)
        if of_others(first, second) or in_other_roles(first, second):
            found.pop("action", None)
        return tuple(found.values())

    def counts_otherwise(self, first: Claim, second: Claim) -> bool:
        """Whether both count something in one unit and no number of the one can be a number of the other. It need not
        be the same thing that they count, so this alone is no dispute; but they do not tell the same."""
        pairs = [
            (mine, theirs)
            for mine in self._of(first.figures, self._figures)
            for theirs in self._of(second.figures, self._figures)
            if mine.unit == theirs.unit
        ]
        return bool(pairs) and all(relation(mine, theirs) == "conflict" for mine, theirs in pairs)

    def other_actors(self, first: Claim, second: Claim) -> bool:
        """Whether one act is told of others who act, or to whom it is done: whom the one endorsed, the other did not
        endorse. What two people do may both be so, so this is no dispute; but it is not one fact."""
        if not same_act(first, second) or self._equal_figures(first, second):
            return False
        if set(first.subjects) <= set(second.actors) and set(second.subjects) <= set(first.actors):
            return False  # "Vidal met Roe", "Roe met Vidal"
        return any(self._others(*roles) for roles in zip(roles(first), roles(second), strict=True))

    def on_other_days(self, first: Claim, second: Claim) -> bool:
        """Whether both name the day, and not the same."""
        return any(self._dates(self._of(first.when, self._times), self._of(second.when, self._times)))

    def _equal_figures(self, first: Claim, second: Claim) -> bool:
        amounts = [{(f.low, f.high) for f in self._of(claim.figures, self._figures)} for claim in (first, second)]
        return bool(amounts[0] & amounts[1])

    def _others(self, first: Sequence[str], second: Sequence[str]) -> bool:
        """Whether both name somebody, and nobody in common."""
        names = [[self._names[key] for key in keys if key in self._names] for keys in (first, second)]
        if not names[0] or not names[1] or set(first) & set(second):
            return False
        return not any(_one_name(one, other) for one in names[0] for other in names[1])

    # --- free wording ----------------------------------------------------------------------------------------------

    def _by_content(self, first: Claim, second: Claim) -> Iterator[Contrast]:
        one, other = first.explanation.details, second.explanation.details
        spans = (first.span, second.span)
        for mine in first.figures:
            for theirs in second.figures:
                if (mine, theirs) in self._conflicts:
                    yield _figures_apart(self._figures[mine], self._figures[theirs])
        if first.subjects and second.subjects and not set(first.subjects) & set(second.subjects):
            return  # Two people may do opposite things.
        if speakers(first) & speakers(second):
            return
        shared = matter(first) & matter(second)
        common = len(shared)
        # An actor alone is no common matter where it does not act in both.
        related = bool(
            shared - {*first.actors, *second.actors}
            or set(first.subjects) & set(second.subjects)
            or acts_in_passive(first, second)
            or acts_in_passive(second, first)
            or both_state(first, second)
        )
        actions = str(one["action"]), str(other["action"])
        acts_alike = same_act(first, second) and one["form"] == other["form"] == "clause"
        against = is_negative(first) != is_negative(second)
        if acts_alike and (common or both_state(first, second)) and against and not narrower(first, second):
            said = DENIED if "denied" in {first.modality, second.modality} else NOT_SO
            unsure = of_some(first, second) or may_be_of_others(first, second) or of_one_camp(first, second)
            bounded = "bounded" in {*one, *other}  # "will not talk until", "can talk"
            yield Contrast("negation", said, spans, sure=related and not unsure and not bounded)
        elif common >= FEW and not against and opposed(*actions):
            said = f"“{one['action']}” is the opposite of “{other['action']}”"
            yield Contrast("action", said, spans, sure=not may_both_hold(first, second))
        if acts_alike and common >= FEW:
            # Two amounts of two times are two entries of a series: what she earned in 2013, and in 2014.
            series = bool(first.figures and second.figures)
            for contrast in self._dates(self._of(first.when, self._times), self._of(second.when, self._times)):
                yield replace(contrast, sure=not series)

    def _quantities(self, first: Claim, second: Claim) -> Iterator[Contrast]:
        """One speaks of "the only person" of whom it is so, the other of "dozens of people"."""
        details = [claim.explanation.details for claim in (first, second)]
        if not all("quantity" in row for row in details) or is_negative(first) != is_negative(second):
            return
        apart = any({row["quantity"] for row in details} == set(pair) for pair in _apart_quantities())
        nouns = {stem(str(row["quantity_of"])) for row in details}
        if not apart or len(nouns) > 1 or not same_act(first, second):
            return
        one, other = self._phrases((first, second), "quantity")
        yield Contrast("figure", f"“{one.text}” in one, “{other.text}” in the other", (one, other))

    def _offices(self, first: Claim, second: Claim) -> Iterator[Contrast]:
        """In the one somebody is given the office, in the other an interim or a deputy one."""
        details = [claim.explanation.details for claim in (first, second)]
        if len({row.get("rank") for row in details} - {None}) < 2 or not matter(first) & matter(second):
            return
        one, other = self._phrases((first, second), "office")
        yield Contrast("office", f"“{one.text}” in one, “{other.text}” in the other", (one, other))

    def _hours(self, first: Claim, second: Claim) -> Iterator[Contrast]:
        """Each names a time of day for the same act, and they are not one."""
        details = [claim.explanation.details for claim in (first, second)]
        if not all("hour_from" in row for row in details) or not hours_apart(*details):
            return
        if not same_act(first, second) or len(matter(first) & matter(second)) < FEW:
            return
        mine, theirs = self._phrases((first, second), "hour")
        yield Contrast("date", f"“{mine.text}” and “{theirs.text}” are different times", (mine, theirs))

    def _strange_names(self, first: Claim, second: Claim) -> Iterator[Contrast]:
        """Of the same matter, each names a person or a place that takes the other's part, and that no report knows
        beside the other."""
        persons = list(self._strangers.persons(first, second))
        places = list(self._strangers.places(first, second)) if same_act(first, second) else []
        if not (persons or places) or len(matter(first) & matter(second)) < FEW:
            return
        names: list[tuple[Kind, str, str]] = [("name", *pair) for pair in persons] + [
            ("place", *pair) for pair in places
        ]
        for kind, one, other in names:
            yield Contrast(kind, f"“{one}” in one is “{other}” in the other", (first.span, second.span))

    def _close_figures(self, first: Claim, second: Claim) -> Iterator[Contrast]:
        """Each counts the same, or does the same with a sum, and the numbers are near each other without being equal:
        "23 steps", "19 steps". Far ones are of other things, and percentages and durations are many in any story."""
        if not self.counts_otherwise(first, second):
            return
        actions = [str(claim.explanation.details["action"]) for claim in (first, second)]
        if actions == ["have", "have"] and not set(first.subjects) & set(second.subjects):
            return  # "The party has 51 votes", "he had the 41 votes"
        acts = same_act(first, second)
        for mine, theirs in product(self._of(first.figures, self._figures), self._of(second.figures, self._figures)):
            if mine.unit == theirs.unit and is_close(mine, theirs) and (acts or _counts_alike(mine, theirs)):
                yield _figures_apart(mine, theirs)

    def _phrases(self, claims: tuple[Claim, Claim], name: str) -> tuple[Span, Span]:
        """The words from ``<name>_at`` to ``<name>_end`` that each claim's details name."""
        one, other = (
            self._documents[claim.span.doc].span(
                int(claim.explanation.details[f"{name}_at"]), int(claim.explanation.details[f"{name}_end"])
            )
            for claim in claims
        )
        return one, other

    @staticmethod
    def _dates(first: Sequence[Time], second: Sequence[Time], *, alike: bool = False) -> Iterator[Contrast]:
        """A contrast where each has dates and none of the one can be one of the other; ``alike`` where all else is in
        nearly the same words."""
        first, second = days(first), days(second)
        if first and second and all(apart(one, other, alike=alike) for one in first for other in second):
            said = f"“{first[0].span.text}” and “{second[0].span.text}” are different times"
            yield Contrast("date", said, (first[0].span, second[0].span))

    @staticmethod
    def _of(ids: Sequence[str], table: Mapping[str, _Annotated]) -> list[_Annotated]:
        return [table[key] for key in ids if key in table]

    # --- nearly the same wording -----------------------------------------------------------------------------------

    def _by_wording(self, first: Claim, second: Claim, codes: Sequence[_Code]) -> Iterator[Contrast]:
        left, right = wording(first.span.text).words, wording(second.span.text).words
        changed = [
            {word.form for kind, *places in codes if kind != "same" for word in side[places[at] : places[at + 1]]}
            for side, at in ((left, 0), (right, 2))
        ]
        negated = is_negative(first) != is_negative(second) and not narrower(first, second)
        denied = "denied" in {first.modality, second.modality}
        if negated and (denied or any(map(denies, changed[0])) != any(map(denies, changed[1]))):
            said = DENIED if denied else NOT_SO
            yield Contrast("negation", said, (first.span, second.span), sure=not of_some(first, second))
        for kind, start, to, other_start, other_to in codes:
            if (to - start) + (other_to - other_start) == 1:
                yield from self._other_rank(first, second, left[start : to + 1], right[other_start : other_to + 1])
            if kind != "wording" or to - start > LONGEST or other_to - other_start > LONGEST:
                continue
            one = self._place(first, left[start:to])
            other = self._place(second, right[other_start:other_to])
            yield from self._replaced(one, other, left[start:to], right[other_start:other_to])
        yield from self._told_otherwise(first, second)

    def _other_rank(
        self, first: Claim, second: Claim, words: Sequence[Word], other_words: Sequence[Word]
    ) -> Iterator[Contrast]:
        """One word more in the one, which makes another office of the noun behind it that both hold."""
        longer, shorter = sorted((words, other_words), key=len, reverse=True)
        if len(longer) == 2 and len(shorter) == 1 and makes_another(longer[0].form, longer[1].form):
            one, other = self._place(first, words), self._place(second, other_words)
            yield Contrast("office", f"“{one.text}” in one, “{other.text}” in the other", (one, other))

    def _told_otherwise(self, first: Claim, second: Claim) -> Iterator[Contrast]:
        """What is said of how the same words were said: by whom, and when."""
        left, right = wording(first.span.text).forms, wording(second.span.text).forms
        if min(len(left), len(right)) < FEWEST_SAID or not _versions(left, right):
            return
        mine, theirs = (
            innermost_quote(first, self._quotes[first.span.doc]),
            innermost_quote(second, self._quotes[second.span.doc]),
        )
        if mine is None or theirs is None:
            return
        one, other = mine.speaker, theirs.speaker
        # Words in marks are compared as quotations, speakers too.
        if one is not None and other is not None and not mine.marked and not theirs.marked:
            people = {one.entity, other.entity} <= self._people
            if people and not _one_name(one.name, other.name):
                said = f"“{one.name}” says so in one, “{other.name}” in the other"
                yield Contrast("name", said, (one.evidence, other.evidence))
        yield from self._dates(self._when(mine), self._when(theirs), alike=True)

    def _when(self, quote: Quote) -> list[Time]:
        """The day on which the quotation's words were said, where the report names one."""
        at = quote.explanation.details.get("when_at")
        return [time for time in self._places[quote.span.doc][1] if time.span.start == at and is_day(time)]

    @staticmethod
    def _place(claim: Claim, words: Sequence[Word]) -> Span:
        start, end = words[0].start, words[-1].end
        return Span(claim.span.doc, claim.span.start + start, claim.span.start + end, claim.span.text[start:end])

    def _replaced(
        self, one: Span, other: Span, words: Sequence[Word], other_words: Sequence[Word]
    ) -> Iterator[Contrast]:
        """What it means that ``one`` stands in place of ``other``."""
        figures = [
            [figure for figure in self._places[span.doc][0] if _touch(figure.number, span)] for span in (one, other)
        ]
        if figures[0] and figures[1]:
            if relation(figures[0][0], figures[1][0]) == "conflict":
                yield _figures_apart(figures[0][0], figures[1][0])
            return
        times = [[time for time in self._places[span.doc][1] if _touch(time.span, span)] for span in (one, other)]
        if times[0] and times[1]:
            yield from self._dates(times[0], times[1], alike=True)
            return
        names = self._named(one), self._named(other)
        if names[0] and names[1]:
            yield from _names_apart(names[0], names[1], one, other)
            return
        forms = [{word.form for word in side if is_content(word.form)} for side in (words, other_words)]
        codes = [next((form for form in sorted(held) if _IDENTIFIER.match(form)), None) for held in forms]
        if codes[0] and codes[1] and codes[0] != codes[1]:
            yield Contrast("identifier", f"“{one.text}” in one is “{other.text}” in the other", (one, other))
        elif words and other_words and other_offices(words[-1].form, other_words[-1].form):
            yield Contrast("office", f"“{one.text}” in one, “{other.text}” in the other", (one, other))
        elif any(opposed(a, b) for a in forms[0] for b in forms[1]):
            yield Contrast("action", f"“{one.text}” is the opposite of “{other.text}”", (one, other))

    def _named(self, span: Span) -> list[Entity]:
        """The named entities that the characters of ``span`` touch."""
        row = self._mentions.get(span.doc, [])
        until = bisect_left(row, (span.end,), key=lambda item: item[:1])
        return [entity for start, end, entity in row[max(0, until - 8) : until] if end > span.start]


def _touch(first: Span, second: Span) -> bool:
    """Whether two spans of one document share a character."""
    return first.start < second.end and second.start < first.end


def _names_apart(first: list[Entity], second: list[Entity], one: Span, other: Span) -> Iterator[Contrast]:
    if {entity.id for entity in first} & {entity.id for entity in second}:
        return
    types = {entity.type for entity in (*first, *second)}
    kind: Kind = "place" if types & PLACES and "person" not in types else "name"
    yield Contrast(kind, f"“{one.text}” in one is “{other.text}” in the other", (one, other))


def _counts_alike(one: Figure, other: Figure) -> bool:
    """Whether both count what one noun says, and this is no noun for anything."""
    if one.noun is None or other.noun is None or one.noun in lexicon.load("context")["general_nouns"]:
        return False
    return stem(one.noun) == stem(other.noun)


def _figures_apart(one: Figure, other: Figure) -> Contrast:
    said = f"no value fits both “{one.span.text}” and “{other.span.text}”"
    return Contrast("figure", said, (one.span, other.span))


def _one_name(one: str, other: str) -> bool:
    """Whether the names share a word: *Vidal* and *Marta Vidal* may be one person."""
    return bool({fold(word) for word in one.split()} & {fold(word) for word in other.split()})


def _nearly_same(first: Claim, second: Claim) -> Sequence[_Code] | None:
    """The alignment of the words of the two claims where most of them are the same, else None. Of one speaker they have
    to be versions of one sentence: who speaks long says much in like words."""
    left, right = wording(first.span.text).forms, wording(second.span.text).forms
    codes = opcodes(left, right)
    if _share(codes, left, right) < ALIKE or (speakers(first) & speakers(second) and not _versions(left, right)):
        return None
    return codes


def _versions(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether the content words, in any form, are nearly all the same in the same order."""
    stems = [[stem(form) for form in forms if is_content(form)] for forms in (left, right)]
    return _share(opcodes(*stems), *stems) >= VERSION


def _share(codes: Sequence[_Code], left: Sequence[str], right: Sequence[str]) -> float:
    same = sum(to - start for kind, start, to, _, _ in codes if kind == "same")
    return 2 * same / (len(left) + len(right)) if left or right else 0.0


@cache
def _apart_quantities() -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one, other in lexicon.load("quantities")["apart"])
