"""Whether two figures can be of one thing at all: for the same place and time, at the same rate, of the same kind.

Forty injured in one town and sixty in another look alike and are not the same thing; neither are a level and a change
of it, a part and its whole, a count and a rate. Where one report leaves open for which place or time its figure holds,
nothing is said here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from rashomon import lexicon
from rashomon.annotate.units import seconds
from rashomon.compare.edtf import Interval, read_edtf
from rashomon.compare.measures import relation
from rashomon.model import Figure, Span, Story, Time

_INSIDE = re.compile(r"(?:,| in| on)\s\Z")
_LISTED = re.compile(r",?\s(?:and|or)\s|,\s(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class When:
    """The days for which a figure holds, as far as they are sure, or the part of a year that is not named (``35``: its
    third quarter); ``words`` say it as printed."""

    days: Interval | None
    part: str | None
    words: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its entity, or by its name in small letters where it has none."""

    key: str
    name: str


@dataclass(slots=True)
class Settings:
    """The places and times of a story's figures."""

    entities: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)
    """Document → its mentions: (start, end, entity)."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Document → its text."""
    within: frozenset[tuple[str, str]] = frozenset()
    """Pairs of keys of which the first place lies in the second, by the texts or as a country's capital."""
    times: Mapping[tuple[str, int], Time] = field(default_factory=dict)
    published: Mapping[str, str] = field(default_factory=dict)
    """Document → its day of publication, where that is known."""

    @classmethod
    def of(cls, story: Story) -> Settings:
        """The settings of ``story``."""
        self = cls(
            texts={report.document.id: report.document.text for report in story.reports},
            times={(time.span.doc, time.span.start): time for report in story.reports for time in report.times},
            published={r.document.id: r.document.published.value[:10] for r in story.reports if r.document.published},
        )
        for entity in story.entities:
            for mention in entity.mentions:
                row = self.entities.setdefault(mention.span.doc, [])
                row.append((mention.span.start, mention.span.end, entity.id))
        for row in self.entities.values():
            row.sort()
        names = {form.casefold(): entity.id for entity in story.entities for form in entity.forms}
        self.within = frozenset([*_capitals(names), *self._told(story)])
        return self

    def _told(self, story: Story) -> list[tuple[str, str]]:
        """``Lisava, Norrland``; ``Lisava in Norrland``: two names side by side, that are no list."""
        found = []
        for report in story.reports:
            text = report.document.text
            for (_, end, inner), (start, last, outer) in pairwise(self.entities.get(report.document.id, [])):
                beside = 0 < start - end <= 5 and _INSIDE.match(text, end, start) is not None
                if beside and inner != outer and not _LISTED.match(text, last):
                    found.append((inner, outer))
        return found

    def places(self, figure: Figure) -> tuple[Place, ...]:
        """The places of ``figure``."""
        return tuple(Place(self._key(span), span.text) for span in figure.scope.places)

    def _key(self, span: Span) -> str:
        holding = [
            (end - start, key) for start, end, key in self.entities.get(span.doc, []) if start <= span.start < end
        ]
        return min(holding)[1] if holding else span.text.casefold()

    def when(self, figure: Figure) -> When | None:
        """The time of ``figure``; None where it has none or its value is unsure."""
        scope = figure.scope
        if scope.time is None:
            return None
        if scope.period is not None:
            part = scope.period.partition("-")[2]
            return When(read_edtf(scope.period), part, scope.time.text)
        time = self.times.get((figure.span.doc, scope.time.start))
        days = read_edtf(time.value) if time is not None and time.value is not None else None
        if time is None or days is None or not days.sure or "~" in (time.value or ""):
            return None
        if scope.bound == "after":
            return When(read_edtf(f"{days.first}/.."), None, f"after {scope.time.text}")
        if scope.bound == "before":
            return When(read_edtf(f"../{days.last}"), None, f"up to {scope.time.text}")
        return When(days, None, scope.time.text)

    def shared(self, first: Figure, second: Figure) -> list[str]:
        """That both hold for one place, and for one time, as reasons."""
        keys = [{place.key for place in self.places(figure)} for figure in (first, second)]
        when = [self.when(figure) for figure in (first, second)]
        same_days = all(one is not None and one.days is not None for one in when) and when[0] == when[1]
        return [*(["the same place"] if keys[0] & keys[1] else []), *(["the same time"] if same_days else [])]

    def apart(self, first: Figure, second: Figure, *, kinds: bool = True) -> str | None:
        """Why the two cannot be figures of one thing, as the end of a sentence that begins with the second; None where
        nothing says so. Symmetric but for the order of the words. ``kinds``: a change may be set apart from a value, a
        part from its whole.

        Of two values that cannot both hold, any difference of place and time is enough. Values that can are kept apart
        only where places and times exclude each other; and equal ones, which may be one count told of a town and of a
        square in it, where a report that names both places tells them apart.
        """
        related = relation(first, second)
        other_kind = _kinds_apart(first, second, conflict=related == "conflict") if kinds else None
        if other_kind is not None:
            return other_kind
        return self._places_apart(first, second, related) or self._times_apart(first, second, related)

    def _places_apart(self, first: Figure, second: Figure, related: str) -> str | None:
        mine, theirs = self.places(first), self.places(second)
        if not mine or not theirs or {p.key for p in mine} & {p.key for p in theirs}:
            return None
        if _spelled(mine) & _spelled(theirs):
            return None
        nested = any({(one.key, other.key), (other.key, one.key)} & self.within for one in mine for other in theirs)
        both = _spelled(mine) | _spelled(theirs)
        told_apart = any(self._names(figure.span.doc, both) for figure in (first, second))
        if related == "conflict" or (not nested and (related == "compatible" or told_apart)):
            return f"holds for {_joined(theirs)}, not for {_joined(mine)}"
        return None

    def _names(self, doc: str, places: set[str]) -> bool:
        text = self.texts[doc].casefold()
        return all(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in places)

    def _times_apart(self, first: Figure, second: Figure, related: str) -> str | None:
        mine, theirs = self.when(first), self.when(second)
        if mine is None or theirs is None:
            return None
        reason = f"holds for another time (“{theirs.words}”, not “{mine.words}”)"
        if mine.part and theirs.part and mine.part != theirs.part:
            return reason
        if mine.days is None or theirs.days is None or mine.days == theirs.days:
            return None
        return reason if related == "conflict" or not mine.days.overlaps(theirs.days) else None


def _kinds_apart(first: Figure, second: Figure, *, conflict: bool) -> str | None:
    """Another kind of number: a change, a rate, a whole."""
    one, other = first.scope, second.scope
    if (one.aspect == "change") != (other.aspect == "change"):
        return "is a change, not the value itself" if other.aspect == "change" else "is the value itself, not a change"
    if one.per is not None and other.per is not None and one.per != other.per:
        timed = one.per in seconds() and other.per in seconds()
        if not timed:
            return f"is counted per {other.per}, not per {one.per}"
    if not conflict:
        return None
    if one.out_of is not None and one.out_of == second.low:
        return "is the whole, not the part"
    if other.out_of is not None and other.out_of == first.low:
        return "is the part, not the whole"
    if (one.per is None) != (other.per is None):
        return f"is a rate per {other.per}" if other.per is not None else f"is no rate per {one.per}"
    if one.aspect != other.aspect:
        named = {"before": "is the value before", "whole": "is the number of which a part is told"}
        return named.get(other.aspect) or ("is the value now" if one.aspect == "before" else "is not the whole")
    return None


def _spelled(places: tuple[Place, ...]) -> set[str]:
    """Names without words of direction, so that "northern Lisava" is not set against Lisava."""
    without = {"the", *(word.casefold() for word in lexicon.load("places")["directions"])}
    return {" ".join(word for word in place.name.casefold().split() if word not in without) for place in places}


def _joined(places: tuple[Place, ...]) -> str:
    return " and ".join(dict.fromkeys(place.name for place in places))


def _capitals(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Capitals and other names of countries that the story has, with the country: pairs of keys."""
    found = []
    for country, facts in lexicon.load("places")["countries"].items():
        whole = [country, *facts.get("also", [])]
        for inner in [*([facts["capital"]] if "capital" in facts else []), *whole]:
            for outer in whole:
                pair = tuple(names.get(name.casefold(), name.casefold()) for name in (inner, outer))
                if pair[0] != pair[1]:
                    found.append((pair[0], pair[1]))
    return found
