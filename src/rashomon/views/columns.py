"""Columns by origin: which reports of a story stand under one heading, and what makes them one.

Two reports are one here where one outlet published both, where more than half of one is in the same wording as the
other, or where all the facts that both tell, at least two, go back to one origin in each. A report joins a heading only
where it is one with every report below it: none makes two others one by standing between them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from rashomon.model import Span
from rashomon.views.facts import UNNAMED, Fact
from rashomon.views.index import Index, Report
from rashomon.views.words import percent_words

MIN_FACTS = 2
"""Facts that two reports both tell, all of one origin, before that alone makes them one."""
MAX_NAMED = 3
"""Origins that a heading names."""
WORDING = "the same wording"

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reason:
    """Words of why; ``links`` are words of their own, each with the id of what on the page shows it."""

    words: str
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Reports side by side; ``reasons`` say why there are several."""

    reports: tuple[Report, ...]
    reasons: tuple[Reason, ...] = ()


Passages = Mapping[Span, Sequence[Span]]
"""A passage → the passages of other reports that are in the same wording."""


def passages(tables: Index) -> Passages:
    """Every passage that two reports share, from both sides."""
    found: dict[Span, list[Span]] = {}
    for copy in tables.dossier.comparison.copies:
        for one, other in copy.spans:
            found.setdefault(one, []).append(other)
            found.setdefault(other, []).append(one)
    return found


def ties(tables: Index, fact: Fact, alike: Passages) -> list[tuple[str, set[str]]]:
    """Each origin to which several reports' tellings of a fact go back: what it is called, and the reports' sigla.

    Two reports whose common passage the fact has among its evidence tell it in the same wording.
    """
    if fact.group.independent_origins == 1:
        parts = [(fact.parts[0].origin or UNNAMED, {report.siglum for report in fact.reports})]
    else:
        parts = [(part.origin, {one.report.siglum for one in part.tellings}) for part in fact.parts if part.common]
        # Where nothing makes two of the reports one, the evidence is their claims alone.
        evidence = fact.group.evidence if fact.group.independent_origins < len(fact.reports) else ()
        held = set(evidence)
        pairs = {
            frozenset((span.doc, other.doc)): None
            for span in evidence
            for other in alike.get(span, ())
            if other in held
        }
        parts += [(WORDING, {tables.by_doc[doc].siglum for doc in pair}) for pair in pairs]
    return [(origin, sigla) for origin, sigla in parts if len(sigla) > 1]


def columns(tables: Index, reports: Sequence[Report], told: Sequence[Fact]) -> tuple[Group, ...]:
    """``reports`` in reading order, each with the later ones that are one with it and with each other."""
    shared = _shared(tables, told)
    groups: list[list[Report]] = []
    for report in reports:
        home = next((group for group in groups if all(shared.why(other, report) for other in group)), None)
        if home is None:
            groups.append([report])
        else:
            home.append(report)
    return tuple(Group(tuple(group), tuple(_reasons(group, shared))) for group in groups)


@dataclass(slots=True)
class _Shared:
    """For each pair of reports, by sigla in reading order: the facts that both tell from one origin with its name, how
    many they tell apart, and the part of each report that is in the other's wording."""

    one: dict[Pair, list[tuple[str, Fact]]] = field(default_factory=dict)
    apart: Counter[Pair] = field(default_factory=Counter)
    wording: dict[Pair, tuple[float, float]] = field(default_factory=dict)

    def why(self, one: Report, other: Report) -> set[str]:
        """Each reason for which two reports are one; empty where they are two."""
        pair = (one.siglum, other.siglum)
        found = set()
        if one.doc.outlet and other.doc.outlet and one.outlet.casefold() == other.outlet.casefold():
            found.add("outlet")
        if max(self.wording.get(pair, (0.0,))) > 0.5:
            found.add("wording")
        if not self.apart[pair] and len(self.one.get(pair, ())) >= MIN_FACTS:
            found.add("facts")
        return found


def _shared(tables: Index, told: Sequence[Fact]) -> _Shared:
    shared, alike = _Shared(), passages(tables)
    for fact in told:
        origins = ties(tables, fact, alike)
        for pair in combinations([report.siglum for report in fact.reports], 2):
            name = next((name for name, sigla in origins if sigla.issuperset(pair)), None)
            if name is None:
                shared.apart[pair] += 1
            else:
                shared.one.setdefault(pair, []).append((name, fact))
    for copy in tables.dossier.comparison.copies:
        first, second = sorted(copy.docs, key=tables.rank)
        pair = (tables.by_doc[first].siglum, tables.by_doc[second].siglum)
        shared.wording[pair] = (copy.share.get(first, 0.0), copy.share.get(second, 0.0))
    return shared


def _reasons(group: Sequence[Report], shared: _Shared) -> Iterator[Reason]:
    """Why the reports are one, most telling first; a reason that does not hold for all of them names those it is of."""
    pairs = list(combinations(group, 2))
    whys = {(one.siglum, other.siglum): shared.why(one, other) for one, other in pairs}
    for kind in _OF_KIND:
        held = [pair for pair in whys if kind in whys[pair]]
        if held:
            few = [report.siglum for report in group if any(report.siglum in pair for pair in held)]
            before = "" if len(held) == len(pairs) else f"{' '.join(few)}: "
            reason = _OF_KIND[kind](held, shared)
            yield Reason(before + reason.words, reason.links)


def _outlet(pairs: Sequence[Pair], shared: _Shared) -> Reason:
    return Reason("one outlet")


def _wording(pairs: Sequence[Pair], shared: _Shared) -> Reason:
    if len(pairs) > 1:
        return Reason("more than half in", ((WORDING, "wording"),))
    ((one, other),) = pairs
    mine, theirs = shared.wording[one, other]
    if mine <= theirs:
        one, other = other, one
    return Reason(f"{percent_words(max(mine, theirs))} of {one} in", ((f"{WORDING} as {other}", "wording"),))


def _facts(pairs: Sequence[Pair], shared: _Shared) -> Reason:
    found: dict[str, dict[str, Fact]] = {}
    for pair in pairs:
        for name, fact in shared.one[pair]:
            found.setdefault(name, {})[fact.anchor] = fact
    named = sorted(found, key=lambda name: (-len(found[name]), name))[:MAX_NAMED]
    number = len({anchor for held in found.values() for anchor in held})
    who = "both" if len(pairs) == 1 else "two of them"
    links = tuple((name, next(iter(found[name]))) for name in named)
    return Reason(f"one origin in all {number} facts that {who} tell:", links)


_OF_KIND: dict[str, Callable[[Sequence[Pair], _Shared], Reason]] = {
    "outlet": _outlet,
    "wording": _wording,
    "facts": _facts,
}
