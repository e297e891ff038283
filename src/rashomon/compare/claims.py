"""The same fact across reports: who tells it, from how many origins, and whether the reports agree on it.

A group is a claim with those that were verified against it, one by one: enough points of likeness (``likeness``), and
nothing that makes it another fact. No chain: a claim that is only like a member comes in only where it has most of the
points with the representative too. A claim may stand in two groups, as a long quotation does. What sets two claims
apart (``contrast``) keeps them apart, or, where all else is alike, makes the fact disputed. Likeness alone decides
nothing that a contrast speaks against. Nothing depends on the order of the reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from rashomon.compare.answers import Answers
from rashomon.compare.contrast import Contrast, Contrasts, same_action
from rashomon.compare.independence import Independent
from rashomon.compare.labels import as_printed
from rashomon.compare.likeness import Likeness
from rashomon.compare.neighbours import candidates
from rashomon.model import Claim, ClaimGroup, ClaimVerdict, Explanation, FigureGroup, QuoteGroup, Span, Story

ENOUGH = 1.55
"""Points that join a claim to a representative (``likeness`` lists what gives how many)."""
SUPPORTED = 0.4
"""Points less that do where another member is near enough to the claim."""
DISPUTABLE = 0.2
"""Points more that two claims need which cannot both hold, to be one disputed fact and not two facts."""
OVERLAP = 0.8
"""Share of a group's claims that stand in another group, from which the smaller is not shown beside it."""
SAID = 3
"""Contrasts that the reason of a dispute quotes."""
FEWEST_WORDS = 3
"""Content words of a claim that is listed as told by one report only."""
_MAIN = frozenset({"root", "ccomp", "conj", "parataxis"})

Origins: TypeAlias = Callable[[Sequence[Claim]], Independent]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two claims of one fact: the points, and what sets them apart all the same."""

    points: float
    contrasts: tuple[Contrast, ...]


@dataclass(frozen=True, slots=True)
class _Star:
    """A representative's row and its members' rows with their pairs."""

    centre: int
    members: dict[int, _Pair]

    @property
    def rows(self) -> frozenset[int]:
        return frozenset(self.members) | {self.centre}


def compare_claims(
    story: Story, quote_groups: Sequence[QuoteGroup], figure_groups: Sequence[FigureGroup], origins: Origins
) -> tuple[ClaimGroup, ...]:
    """The groups of ``story``: facts that several reports tell, then those that one report tells alone, each in the
    order of the text. ``origins`` counts the independent origins of claims."""
    likeness = Likeness(story, quote_groups)
    joined = _stars(likeness, Contrasts(story, figure_groups))
    stars = _maximal(_settled(_maximal(_answered(joined, Answers(story, likeness.claims), likeness))))
    told: set[int] = {row for star in stars for row in star.rows}
    found = [_group(star, likeness, origins) for star in stars]
    found += [
        _single(likeness.claims[row], origins)
        for row in range(len(likeness))
        if row not in told and _stands_alone(likeness.claims[row])
    ]
    found.sort(
        key=lambda group: (group.verdict == "single", group.evidence[0].doc, group.evidence[0].start, group.claims)
    )
    return tuple(replace(group, id=f"cg{number}") for number, group in enumerate(found, start=1))


def _stars(likeness: Likeness, contrasts: Contrasts) -> Iterable[_Star]:
    """Each claim with the claims of other reports that tell the same."""
    pairs: dict[tuple[int, int], float] = {}
    near: list[list[int]] = [[] for _ in range(len(likeness))]
    for row, others in candidates(likeness):
        points = likeness.points(row, others)
        for at in np.flatnonzero(points >= ENOUGH - SUPPORTED).tolist():
            other = int(others[at])
            pairs[min(row, other), max(row, other)] = float(points[at])
            near[row].append(other)
            near[other].append(row)

    def points_of(one: int, other: int) -> float:
        return pairs.get((min(one, other), max(one, other)), 0.0)

    judged: dict[tuple[int, int], _Pair | None] = {}

    def judge(one: int, other: int) -> _Pair | None:
        key = min(one, other), max(one, other)
        if key not in judged:
            first, second = likeness.claims[key[0]], likeness.claims[key[1]]
            if "asked" in {first.modality, second.modality} and likeness.same_words_of_one_utterance(*key):
                # They are a question or none, whatever mark each report ends them with.
                first, second = (replace(claim, modality="asked") for claim in (first, second))
            found = contrasts.between(first, second)
            apart = not likeness.comparable(*key) if found else contrasts.counts_otherwise(first, second)
            # Different sources are less likely to tell one fact, and no less likely to dispute one.
            lacking = likeness.told_apart(*key) if found else 0.0
            pair = None if apart else _judged(first, second, points_of(*key) + lacking, found)
            judged[key] = replace(pair, points=points_of(*key)) if pair else None
        return judged[key]

    for centre in range(len(likeness)):
        ranked = sorted(near[centre], key=lambda other: (-points_of(centre, other), other))
        sure: dict[int, _Pair] = {}
        for other in ranked:
            # What different sources say lacks points as one fact that it has as a dispute.
            near_enough = points_of(centre, other) >= ENOUGH
            if near_enough or points_of(centre, other) + likeness.told_apart(centre, other) >= ENOUGH + DISPUTABLE:
                pair = judge(centre, other)
                if pair is not None and (near_enough or pair.contrasts):
                    sure[other] = pair
        if not sure:
            continue
        members = dict(sure)
        for other in ranked:
            if other not in sure and any(points_of(member, other) >= ENOUGH for member in sure):
                pair = judge(centre, other)
                if pair is not None and not pair.contrasts:
                    members[other] = pair
        yield _Star(centre, _of_one_count(members, likeness, contrasts))


def _answered(stars: Iterable[_Star], answers: Answers, likeness: Likeness) -> Iterable[_Star]:
    """The stars with the claims that answer their representative: a denial of it, in whatever words and in whichever
    report; and one for each claim that only an answer stands beside.

    An answer may mean what its own report tells or what several tell; what another report alone tells, if no other does.
    """
    told = {star.centre: star for star in stars}
    answered: dict[int, list[int]] = {}
    for answer, meant in answers.items():
        docs = likeness.docs
        near = [row for row in meant if row in told or docs[row] == docs[answer]]
        for row in near or (meant if len(meant) == 1 else ()):
            answered.setdefault(row, []).append(answer)
    for row, others in sorted(answered.items()):
        star = told.get(row, _Star(row, {}))
        told[row] = replace(star, members={**star.members, **_answers_to(row, others, likeness)})
    return told.values()


def _answers_to(row: int, others: Sequence[int], likeness: Likeness) -> dict[int, _Pair]:
    found = {}
    for other in others:
        claim, answer = likeness.claims[row], likeness.claims[other]
        contrast = Contrast("denial", f"it is denied or put aside: “{answer.span.text}”", (claim.span, answer.span))
        found[other] = _Pair(float(likeness.points(row, np.array([other]))[0]), (contrast,))
    return found


def _of_one_count(members: dict[int, _Pair], likeness: Likeness, contrasts: Contrasts) -> dict[int, _Pair]:
    """The members without those that agree with the representative, but count otherwise than a member with more points:
    "hundreds" goes with "over 2,000" and with "about 300", which do not go with each other."""
    kept: dict[int, _Pair] = {}
    for row, pair in sorted(members.items(), key=lambda item: (-item[1].points, item[0])):
        claim = likeness.claims[row]
        agreeing = [other for other, held in kept.items() if not held.contrasts]
        if pair.contrasts or not any(contrasts.counts_otherwise(claim, likeness.claims[other]) for other in agreeing):
            kept[row] = pair
    return kept


def _judged(first: Claim, second: Claim, points: float, found: tuple[Contrast, ...]) -> _Pair | None:
    """None where the claims are two facts: what is and what ought to be; a question and a statement; what is
    expected and what has happened; claims with a contrast that are not alike enough otherwise."""
    if _mood(first) != _mood(second):
        return None
    if _at_other_moments(first.explanation.details, second.explanation.details):
        return None
    if found and (points < ENOUGH + DISPUTABLE or not all(contrast.sure for contrast in found)):
        return None
    return _Pair(points, found)


def _at_other_moments(first: Mapping[str, object], second: Mapping[str, object]) -> bool:
    """Whether the same act is still to come in the one and has happened in the other."""
    moments = {first.get("status"), second.get("status")}
    return moments == {"happened", "expected"} and same_action(str(first["action"]), str(second["action"]))


def _mood(claim: Claim) -> str:
    if claim.modality in {"asked", "conditional"}:
        return "open"
    return "wished" if claim.explanation.details["kind"] == "opinion" else "told"


def _maximal(stars: Iterable[_Star]) -> list[_Star]:
    """The stars that are not for the most part in another, which has more claims or, of as many, more points. One that
    holds a dispute stays."""
    kept: list[_Star] = []
    holders: dict[int, list[int]] = {}
    for star in sorted(stars, key=lambda star: (-len(star.rows), _weight(star), star.centre)):
        near = {number for row in star.rows for number in holders.get(row, ())}
        disputed = any(pair.contrasts for pair in star.members.values())
        if not disputed and any(len(star.rows & kept[number].rows) >= OVERLAP * len(star.rows) for number in near):
            continue
        for row in star.rows:
            holders.setdefault(row, []).append(len(kept))
        kept.append(star)
    return kept


def _settled(stars: Iterable[_Star]) -> Iterable[_Star]:
    """The stars with each dispute in one of them only, the one with the most points."""
    shown: list[tuple[str, frozenset[int]]] = []
    for star in sorted(stars, key=lambda star: (_weight(star), star.centre)):
        members = {
            row: pair
            for row, pair in star.members.items()
            if not pair.contrasts
            or any(
                not any(c.kind == kind and {row, star.centre} <= rows for kind, rows in shown) for c in pair.contrasts
            )
        }
        if members:
            kinds = {contrast.kind for pair in members.values() for contrast in pair.contrasts}
            settled = _Star(star.centre, members)
            shown += [(kind, settled.rows) for kind in sorted(kinds)]
            yield settled


def _weight(star: _Star) -> float:
    return -sum(pair.points for pair in star.members.values())


# --- findings --------------------------------------------------------------------------------------------------------


def _group(star: _Star, likeness: Likeness, origins: Origins) -> ClaimGroup:
    likeness.claims[star.centre]
    rows = sorted(star.rows, key=lambda row: (likeness.claims[row].span.doc, likeness.claims[row].span.start))
    claims = [likeness.claims[row] for row in rows]
    contrasts = [contrast for row in sorted(star.members) for contrast in star.members[row].contrasts]
    independent = origins(claims)
    verdict: ClaimVerdict = "disputed" if contrasts else "corroborated" if independent.count > 1 else "same-origin"
    return ClaimGroup(
        id="",
        claims=tuple(claim.id for claim in claims),
        verdict=verdict,
        independent_origins=independent.count,
        origins=independent.origins,
        reason=_in_words(contrasts, independent),
        explanation=_explained(star, likeness, contrasts),
        evidence=_evidence(claims, contrasts, independent),
    )


def _explained(star: _Star, likeness: Likeness, contrasts: Sequence[Contrast]) -> Explanation:
    """Why these claims stand together: those that tell the same by their points, those that answer by what they say."""
    centre = likeness.claims[star.centre]
    answering = {row for row, pair in star.members.items() if any(c.kind == "denial" for c in pair.contrasts)}
    alike = star.members.keys() - answering
    details: dict[str, str | int | float] = {"representative": centre.id}
    reasons = []
    if alike:
        weakest = min(alike, key=lambda row: (star.members[row].points, row))
        details |= likeness.explain(star.centre, weakest)
        shared = as_printed(likeness.shared_words(star.centre, weakest)[:4], centre.span.text)
        others = "1 claim was" if len(alike) == 1 else f"each of {len(alike)} claims was"
        reasons.append(
            f"{others} compared with “{centre.span.text}”; {'it' if len(alike) == 1 else 'the least like'} has "
            f"{star.members[weakest].points:.2f} points" + (f" and shares “{'”, “'.join(shared)}”" if shared else "")
        )
    if answering:
        reasons.append(f"what “{centre.span.text}” says is denied or put aside in {len(answering)} claims")
    if contrasts:
        details["decided_by"] = "+".join(sorted({contrast.kind for contrast in contrasts}))
    return Explanation("same-fact" if alike else "answered", "; ".join(reasons), details=details)


def _in_words(contrasts: Sequence[Contrast], independent: Independent) -> str:
    if not contrasts:
        return f"{independent.reason}."
    said = "; ".join(list(dict.fromkeys(contrast.reason for contrast in contrasts))[:SAID])
    return f"{said[0].upper()}{said[1:]}."


def _evidence(claims: Sequence[Claim], contrasts: Sequence[Contrast], independent: Independent) -> tuple[Span, ...]:
    """The claims, and what decides: the words that cannot both be so, else what makes reports one origin."""
    spans = [claim.span for claim in claims]
    spans += [span for contrast in contrasts for span in contrast.evidence] if contrasts else independent.evidence
    return tuple(dict.fromkeys(spans))


def _stands_alone(claim: Claim) -> bool:
    """Whether a claim is worth listing as told by one report only: a main clause that can be checked."""
    details = claim.explanation.details
    main = claim.explanation.rule.removeprefix("clause-") in _MAIN
    checkable = (
        details["kind"] == "claim" and details["form"] == "clause" and claim.modality in {"stated", "hedged", "denied"}
    )
    return main and checkable and len(claim.meaning.words) >= FEWEST_WORDS


def _single(claim: Claim, origins: Origins) -> ClaimGroup:
    independent = origins([claim])
    return ClaimGroup(
        id="",
        claims=(claim.id,),
        verdict="single",
        independent_origins=independent.count,
        origins=independent.origins,
        reason="No claim of another report is like it enough to be the same fact.",
        explanation=Explanation(
            "told-by-one", "nothing in another report was joined to it", details={"representative": claim.id}
        ),
        evidence=(claim.span,),
    )
