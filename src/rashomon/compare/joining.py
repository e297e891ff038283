"""Which claims of two reports tell one fact: enough points of likeness, and nothing that sets them apart.

Every member is verified against its representative. No chain: a claim that is only like a member comes in only where it
has most of the points with the representative too. Likeness alone decides nothing that a contrast speaks against.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from rashomon.compare.clauses import both_state
from rashomon.compare.contrast import Contrast, Contrasts
from rashomon.compare.likeness import NEGATION, SPEAKER, Likeness
from rashomon.compare.neighbours import candidates
from rashomon.model import Claim

ENOUGH = 1.6
"""Points that join a claim to a representative (``likeness`` lists what gives how many)."""
SUPPORTED = 0.4
"""Points less that do where another member is near enough to the claim."""
ANSWERED = 0.3
"""Points less that do where somebody answers the claim, which shows what is at issue."""
COUNTED = 0.3
"""Points that a common figure would give: two figures of one thing that conflict show as well what is at issue."""
MOOD = 0.5
"""Points more that what is and what ought to be need, or a question and a statement, to be told as one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims of one fact: the points, and what sets them apart all the same."""

    points: float
    contrasts: tuple[Contrast, ...]


@dataclass(frozen=True, slots=True)
class Star:
    """A representative's row and its members' rows with their pairs."""

    centre: int
    members: dict[int, Pair]

    @property
    def rows(self) -> frozenset[int]:
        return frozenset(self.members) | {self.centre}

    @property
    def alike(self) -> frozenset[int]:
        """The rows without those that answer the representative in other words."""
        answers = {row for row, pair in self.members.items() if any(c.kind == "denial" for c in pair.contrasts)}
        return self.rows - answers


class Pairs:
    """The pairs of claims of two reports that are near enough to be looked at, judged when they are asked for."""

    def __init__(self, likeness: Likeness, contrasts: Contrasts) -> None:
        self.likeness = likeness
        self._contrasts = contrasts
        self._points: dict[tuple[int, int], float] = {}
        self._near: list[list[int]] = [[] for _ in range(len(likeness))]
        self._judged: dict[tuple[int, int], Pair | None] = {}
        least = ENOUGH - max(SUPPORTED, ANSWERED + SPEAKER, SPEAKER + NEGATION + COUNTED)
        for row, others in candidates(likeness):
            points = likeness.points(row, others)
            for at in np.flatnonzero(points >= least).tolist():
                other = int(others[at])
                self._points[min(row, other), max(row, other)] = float(points[at])
                self._near[row].append(other)
                self._near[other].append(row)

    def stars(self) -> Iterable[Star]:
        """Each claim with the claims of other reports that tell the same, where there are any."""
        for centre in range(len(self.likeness)):
            members = self._members(centre)
            if members:
                yield Star(centre, _of_one_count(members, self.likeness, self._contrasts))

    def told_of(self, centre: int) -> Star:
        """The claims of other reports that tell the same as a claim that somebody answers.

        The answer shows what is at issue: fewer points do where a word is shared, and other sources may tell it.
        """
        members: dict[int, Pair] = {}
        for other in self._near[centre]:
            points = self._of(centre, other) + self.likeness.told_apart(centre, other)
            if points >= ENOUGH - ANSWERED and self.likeness.shared_words(centre, other):
                pair = self._judge(centre, other)
                if pair is not None and not pair.contrasts:
                    members[other] = pair
        return Star(centre, _of_one_count(members, self.likeness, self._contrasts))

    def _members(self, centre: int) -> dict[int, Pair]:
        ranked = sorted(self._near[centre], key=lambda other: (-self._of(centre, other), other))
        sure: dict[int, Pair] = {}
        for other in ranked:
            points = self._of(centre, other)
            if points >= ENOUGH or points + self._lacking(centre, other) >= ENOUGH:
                pair = self._judge(centre, other)
                if pair is not None and (points >= ENOUGH or pair.contrasts):
                    sure[other] = pair
        members = dict(sure)
        for other in ranked:
            if self._of(centre, other) < ENOUGH - SUPPORTED:
                break
            if other not in sure and any(self._of(member, other) >= ENOUGH for member in sure):
                pair = self._judge(centre, other)
                if pair is not None and not pair.contrasts:
                    members[other] = pair
        return self._without_own(members)

    def _without_own(self, members: dict[int, Pair]) -> dict[int, Pair]:
        """The members without what one utterance says both ways ("I won't say that I will go, and I won't say that I
        won't"): its speaker does not dispute it."""
        agreeing = [row for row, pair in members.items() if not pair.contrasts]
        return {
            row: pair
            for row, pair in members.items()
            if not any(contrast.kind == "negation" for contrast in pair.contrasts)
            or not any(self.likeness.one_utterance(row, other) for other in agreeing)
        }

    def _of(self, one: int, other: int) -> float:
        return self._points.get((min(one, other), max(one, other)), 0.0)

    def _lacking(self, one: int, other: int) -> float:
        """Points that two claims lack as one fact and not as a dispute: different sources, or one that says that it is
        not so, are less likely to tell one fact, and no less likely to dispute one; nor are two figures, which show as
        well as a common one what is at issue if they conflict.
        """
        counted = all(self.likeness.claims[row].figures for row in (one, other))
        told = self.likeness.told_apart(one, other) + self.likeness.denied_apart(one, other)
        return told + COUNTED if counted else told

    def _judge(self, one: int, other: int) -> Pair | None:
        key = min(one, other), max(one, other)
        if key not in self._judged:
            first, second = self.likeness.claims[key[0]], self.likeness.claims[key[1]]
            if "asked" in {first.modality, second.modality} and self.likeness.same_words_of_one_utterance(*key):
                # They are a question or none, whatever mark each report ends them with.
                first, second = (replace(claim, modality="asked") for claim in (first, second))
            found = self._contrasts.between(first, second)
            if "denied" in {first.modality, second.modality} and self.likeness.same_words_of_one_utterance(*key):
                found = ()  # What the speaker denies is denied in both, whatever words introduce it.
            if found:
                apart = not self.likeness.comparable(*key) and not both_state(first, second)
            else:
                apart = (
                    self._contrasts.counts_otherwise(first, second)
                    or self._contrasts.other_actors(first, second)
                    or self._contrasts.on_other_days(first, second)
                )
            lacking = self._lacking(*key) if found else 0.0
            pair = None if apart else _judged(first, second, self._of(*key) + lacking, found)
            self._judged[key] = replace(pair, points=self._of(*key)) if pair else None
        return self._judged[key]


def _of_one_count(members: dict[int, Pair], likeness: Likeness, contrasts: Contrasts) -> dict[int, Pair]:
    """The members without those that agree with the representative, but count otherwise than a member with more points:
    "hundreds" goes with "over 2,000" and with "about 300", which do not go with each other."""
    kept: dict[int, Pair] = {}
    for row, pair in sorted(members.items(), key=lambda item: (-item[1].points, item[0])):
        claim = likeness.claims[row]
        agreeing = [other for other, held in kept.items() if not held.contrasts]
        if pair.contrasts or not any(contrasts.counts_otherwise(claim, likeness.claims[other]) for other in agreeing):
            kept[row] = pair
    return kept


def _judged(first: Claim, second: Claim, points: float, found: tuple[Contrast, ...]) -> Pair | None:
    """None where the claims are two facts: what is and what ought to be, or a question and a statement, if they are not
    nearly the same otherwise; claims with a contrast that are not alike enough otherwise."""
    if _mood(first) != _mood(second) and (found or points < ENOUGH + MOOD):
        return None
    if found and (points < ENOUGH or not all(contrast.sure for contrast in found)):
        return None
    return Pair(points, found)


def how_meant(claim: Claim) -> str:
    """How the claim is told: ``as a question``, ``under a condition``, ``as a demand or a judgement``, ``as still to
    come``, ``as happened``; else empty."""
    mood = _mood(claim)
    if mood == "open":
        return "as a question" if claim.modality == "asked" else "under a condition"
    if mood == "wished":
        return "as a demand or a judgement"
    return {"expected": "as still to come", "happened": "as happened"}.get(
        str(claim.explanation.details.get("status")), ""
    )


def _mood(claim: Claim) -> str:
    if claim.modality in {"asked", "conditional"}:
        return "open"
    return "wished" if claim.explanation.details["kind"] == "opinion" else "told"
