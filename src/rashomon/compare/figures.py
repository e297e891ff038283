"""Figures of one counted thing across the reports of a story, and how they stand to each other.

Two figures are joined only on evidence that is shown: the counted noun, unit, person, value and what their sentences
share (``evidence``). Groups are built from the best-supported pairs downwards; a figure enters a group only where every
member supports it, so that no chain of small likenesses joins unlike things. The order of the reports plays no part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from rashomon.compare.context import Contexts, contexts
from rashomon.compare.evidence import SAME_SENTENCE_REASON, Evidence, Subject, look_alike, subjects, weigh
from rashomon.compare.labels import describe, told_apart
from rashomon.compare.measures import relation, verdict
from rashomon.compare.settings import Settings
from rashomon.model import Explanation, Figure, FigureGroup, Story

ENOUGH = 3.4
"""Points of evidence that join two figures (``evidence`` lists what gives how many)."""
TOLERATED = 2.4
"""Points that each other member of a group must give to a figure that enters it."""
RIVAL = 0.3
"""A second candidate in the same report whose points come this near leaves the choice open, and neither is joined."""
LOOK_ALIKE = 2.0
"""Points from which a figure that was not joined is shown as a neighbour."""


def compare_figures(story: Story, table: Contexts | None = None) -> tuple[FigureGroup, ...]:
    """The groups of ``story``, by the first place of a member; each has figures of at least two reports.

    ``table`` are the story's ``contexts``, where they are known already.
    """
    people = subjects(story, table or contexts(story))
    points: dict[tuple[int, int], Evidence] = {}
    for i, j in combinations(range(len(people)), 2):
        evidence = weigh(people[i], people[j])
        if evidence is not None:
            points[i, j] = evidence
    groups = _grow(people, _decided(people, points))
    texts = {report.document.id: report.document.text for report in story.reports}
    found = [
        _group(sorted(group), people, points, texts) for group in groups if len({people[i].doc for i in group}) > 1
    ]
    found.sort(key=lambda item: item[0])
    numbered = [_numbered(group, number) for number, (_, group) in enumerate(found, start=1)]
    return told_apart(numbered, {person.figure.id: person.figure for person in people})


def _decided(people: Sequence[Subject], points: dict[tuple[int, int], Evidence]) -> dict[tuple[int, int], Evidence]:
    """``points`` without the pairs that have a rival: another figure of the same report that fits as well, and is not
    the same thing as the first."""
    best: dict[tuple[int, str], list[tuple[float, int]]] = {}
    for (i, j), evidence in points.items():
        if people[i].doc != people[j].doc and evidence.apart is None and evidence.points >= ENOUGH:
            best.setdefault((i, people[j].doc), []).append((evidence.points, j))
            best.setdefault((j, people[i].doc), []).append((evidence.points, i))
    open_pairs: set[tuple[int, int]] = set()
    for (one, _), candidates in best.items():
        for score, other in candidates:
            rivals = [r for points_of, r in candidates if r != other and points_of >= score - RIVAL]
            if any(not _supported(people, points, other, rival) for rival in rivals):
                open_pairs.add((min(one, other), max(one, other)))
    return {pair: evidence for pair, evidence in points.items() if pair not in open_pairs}


def _grow(people: Sequence[Subject], points: dict[tuple[int, int], Evidence]) -> list[set[int]]:
    """Groups in which every two reports support each other. Pairs come in order of their points, then by where they
    stand.

    A report may give its figure twice, in the headline and below: one of the two must be supported, and nothing may
    exclude the other. A sentence that is printed again with another number is of the same thing whatever the others say
    in other words: of them it is only asked that nothing excludes it.
    """
    home: dict[int, set[int]] = {i: {i} for i in range(len(people))}
    ranked = sorted(points.items(), key=lambda item: (-item[1].points, item[0]))
    for (i, j), evidence in ranked:
        if evidence.points < ENOUGH:
            break
        if evidence.apart is not None:
            continue
        first, second = home[i], home[j]
        if first is second or any(_excluded(points, a, b) for a in first for b in second):
            continue
        if SAME_SENTENCE_REASON not in evidence.reasons and not _support_each_other(people, points, first, second):
            continue
        joined = first | second
        for member in joined:
            home[member] = joined
    out: list[set[int]] = []
    for i in range(len(people)):
        if min(home[i]) == i and len(home[i]) > 1:
            out.append(home[i])
    return out


def _supported(people: Sequence[Subject], points: dict[tuple[int, int], Evidence], a: int, b: int) -> bool:
    evidence = points.get((min(a, b), max(a, b)))
    return evidence is not None and evidence.apart is None and evidence.points >= TOLERATED


def _support_each_other(
    people: Sequence[Subject], points: dict[tuple[int, int], Evidence], first: set[int], second: set[int]
) -> bool:
    """Every report of the one group has a figure that is supported by one of every other report; two of one report
    support each other."""
    supported = {(people[a].doc, people[b].doc) for a in first for b in second if _supported(people, points, a, b)}
    return all(
        _supported(people, points, a, b)
        if people[a].doc == people[b].doc
        else (people[a].doc, people[b].doc) in supported
        for a in first
        for b in second
    )


def _excluded(points: dict[tuple[int, int], Evidence], a: int, b: int) -> bool:
    evidence = points.get((min(a, b), max(a, b)))
    return evidence is None or evidence.apart is not None


def _near(people: Sequence[Subject], points: dict[tuple[int, int], Evidence], a: int, b: int) -> bool:
    """Whether ``b`` was not joined with ``a`` and could be taken for it."""
    evidence = points.get((min(a, b), max(a, b)))
    return (evidence is not None and evidence.points >= LOOK_ALIKE) or look_alike(people[a], people[b])


def _group(
    members: list[int], people: Sequence[Subject], points: dict[tuple[int, int], Evidence], texts: Mapping[str, str]
) -> tuple[tuple[str, int], FigureGroup]:
    figures = tuple(people[i].figure for i in members)
    judged = verdict(figures)
    inside = set(members)
    neighbours = [
        other
        for other in range(len(people))
        if other not in inside and any(_near(people, points, one, other) for one in members)
    ]
    reasons = sorted({reason for pair in combinations(members, 2) if pair in points for reason in points[pair].reasons})
    apart = {i: _apart(people, members, i) for i in neighbours}
    kept_apart = [f"{_named(people[i].figure)}{f': it {why}' if why else ''}" for i, why in apart.items()]
    reason = "Joined on " + ", ".join(reasons) + "."
    if unlike := [text for text, why in zip(kept_apart, apart.values(), strict=True) if why is None]:
        reason += " Look-alikes with too little in common: " + "; ".join(unlike) + "."
    if others := [text for text, why in zip(kept_apart, apart.values(), strict=True) if why is not None]:
        reason += " Look-alikes of something else: " + "; ".join(others) + "."
    group = FigureGroup(
        id="",
        of=describe(figures, texts),
        figures=tuple(figure.id for figure in figures),
        verdict=judged,
        reason=" ".join(
            [
                _in_words(figures, judged),
                *_days(figures, judged, people[members[0]].settings),
                *_elsewhere(people, apart),
            ]
        ),
        neighbours=tuple(people[i].figure.id for i in neighbours),
        explanation=Explanation(rule="same-counted-thing", reason=reason, candidates=tuple(kept_apart)),
        evidence=tuple(figure.span for figure in figures),
    )
    return (figures[0].span.doc, figures[0].span.start), group


def _named(figure: Figure) -> str:
    return f"{figure.span.text} ({figure.of or 'no noun'})"


def _apart(people: Sequence[Subject], members: Sequence[int], other: int) -> str | None:
    """Why the figure ``other`` is of something else than the members: what sets it apart from all of them."""
    if people[other].is_age:
        return None
    settings = people[other].settings
    found = [settings.apart(people[one].figure, people[other].figure) for one in members]
    return found[0] if all(why is not None for why in found) else None


def _days(figures: Sequence[Figure], judged: str, settings: Settings) -> list[str]:
    """That the reports in conflict are of different days: a count may have grown."""
    days = {settings.published.get(figure.span.doc) for figure in figures}
    if judged != "conflict" or None in days or len(days) < 2:
        return []
    return [f"The reports are of different days: {', '.join(sorted(day for day in days if day is not None))}."]


def _elsewhere(people: Sequence[Subject], apart: Mapping[int, str | None]) -> list[str]:
    """A sentence for each look-alike whose place, time or kind says that it is of something else."""
    said = [f"“{people[i].figure.span.text}” {why}." for i, why in apart.items() if why is not None]
    return list(dict.fromkeys(said))


def _numbered(group: FigureGroup, number: int) -> FigureGroup:
    return FigureGroup(
        id=f"fg{number}",
        of=group.of,
        figures=group.figures,
        verdict=group.verdict,
        reason=group.reason,
        neighbours=group.neighbours,
        explanation=group.explanation,
        evidence=group.evidence,
    )


def _in_words(figures: Sequence[Figure], judged: str) -> str:
    """Why the verdict is what it is, naming the pair that decided."""
    said = sorted({f"“{figure.span.text}”" for figure in figures})
    reports = len({figure.span.doc for figure in figures})
    if judged == "agree":
        return f"{reports} reports give the same value: {', '.join(said)}."
    for first, second in combinations(figures, 2):
        if relation(first, second) == judged:
            pair = " and ".join(sorted({f"“{first.span.text}”", f"“{second.span.text}”"}))
            if judged == "conflict":
                return f"No value fits both {_by_whom(first)} and {_by_whom(second)}."
            return f"{pair} are not the same, and one value can fit both."
    return f"The reports give {', '.join(said)}."


def _by_whom(figure: Figure) -> str:
    """The figure as printed, with whose number it is."""
    names = ", as told by ".join(source.name for source in figure.scope.sources)
    return f"“{figure.span.text}”" + (f" ({names})" if names else "")
