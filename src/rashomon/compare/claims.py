"""The same fact across reports: who tells it, from how many origins, and whether the reports agree on it.

A group is a claim with those that were verified against it, one by one: enough points of likeness (``likeness``), and
nothing that makes it another fact. No chain: a claim that is only like a member comes in only where it has most of the
points with the representative too. A claim may stand in two groups, as a long quotation does. What sets two claims
apart (``contrast``) keeps them apart, or, where all else is alike, makes the fact disputed. Likeness alone decides
nothing that a contrast speaks against. Nothing depends on the order of the reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from rashomon.compare.answers import Answers
from rashomon.compare.contrast import Contrast, Contrasts
from rashomon.compare.independence import Independent
from rashomon.compare.joining import Pair, Pairs, Star, how_meant
from rashomon.compare.labels import as_printed
from rashomon.compare.likeness import Likeness
from rashomon.model import Claim, ClaimGroup, ClaimVerdict, Explanation, FigureGroup, QuoteGroup, Span, Story

OVERLAP = 0.8
"""Share of a group's claims that stand in another group, from which the smaller is not shown beside it."""
SAID = 3
"""Contrasts that the reason of a dispute quotes."""
FEWEST_WORDS = 3
"""Content words of a claim that is listed as told by one report only."""
_MAIN = frozenset({"root", "ccomp", "conj", "parataxis"})

Origins: TypeAlias = Callable[[Sequence[Claim]], Independent]


def compare_claims(
    story: Story, quote_groups: Sequence[QuoteGroup], figure_groups: Sequence[FigureGroup], origins: Origins
) -> tuple[ClaimGroup, ...]:
    """The groups of ``story``: facts that several reports tell, then those that one report tells alone, each in the
    order of the text. ``origins`` counts the independent origins of claims."""
    likeness = Likeness(story, quote_groups)
    pairs = Pairs(likeness, Contrasts(story, figure_groups))
    stars = _maximal(_settled(_maximal(_answered(pairs, Answers(story, likeness.claims)))))
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


def _answered(pairs: Pairs, answers: Answers) -> Iterable[Star]:
    """The stars with the claims that answer their representative: a denial of it, in whatever words and in whichever
    report; and one for each claim that only an answer stands beside. What answers a claim answers those that tell the
    same.

    An answer may mean what its own report tells or what several tell; what another report alone tells, if no other
    does.
    """
    stars = {star.centre: star for star in pairs.stars()}
    answered: dict[int, list[int]] = {}
    docs = pairs.likeness.docs
    for answer, meant in answers.items():
        near = [row for row in meant if row in stars or docs[row] == docs[answer]]
        for row in near or (meant if len(meant) == 1 else ()):
            answered.setdefault(row, []).append(answer)
    for row in sorted(answered):
        told = pairs.told_of(row).members | (stars[row].members if row in stars else {})
        alike = [row, *(other for other, pair in told.items() if not pair.contrasts)]
        others = sorted({answer for other in alike for answer in answered.get(other, ())} - {*alike})
        stars[row] = Star(row, told | _answers_to(row, others, pairs.likeness))
    return stars.values()


def _answers_to(row: int, others: Sequence[int], likeness: Likeness) -> dict[int, Pair]:
    found = {}
    for other in others:
        claim, answer = likeness.claims[row], likeness.claims[other]
        contrast = Contrast("denial", f"it is denied or put aside: “{answer.span.text}”", (claim.span, answer.span))
        found[other] = Pair(float(likeness.points(row, np.array([other]))[0]), (contrast,))
    return found


def _maximal(stars: Iterable[Star]) -> list[Star]:
    """The stars that are not for the most part in another, which has more claims or, of as many, more points. One that
    holds a dispute stays."""
    kept: list[Star] = []
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


def _settled(stars: Iterable[Star]) -> Iterable[Star]:
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
            settled = Star(star.centre, members)
            shown += [(kind, settled.rows) for kind in sorted(kinds)]
            yield settled


def _weight(star: Star) -> float:
    return -sum(pair.points for pair in star.members.values())


# --- findings --------------------------------------------------------------------------------------------------------


def _group(star: Star, likeness: Likeness, origins: Origins) -> ClaimGroup:
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
        reason=" ".join([_in_words(contrasts, independent), *_otherwise_meant(star, likeness)]),
        explanation=_explained(star, likeness, contrasts),
        evidence=_evidence(claims, contrasts, independent),
    )


def _explained(star: Star, likeness: Likeness, contrasts: Sequence[Contrast]) -> Explanation:
    """Why these claims stand together: those that tell the same by their points, those that answer by what they say."""
    centre = likeness.claims[star.centre]
    alike = star.alike - {star.centre}
    answering = star.members.keys() - alike
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
        number = "one claim" if len(answering) == 1 else f"{len(answering)} claims"
        reasons.append(f"what “{centre.span.text}” says is denied or put aside in {number}")
        details["answers"] = " ".join(sorted(likeness.claims[row].id for row in answering))
    if contrasts:
        details["decided_by"] = "+".join(sorted({contrast.kind for contrast in contrasts}))
        against = (row for row, pair in star.members.items() if pair.contrasts)
        details["against"] = " ".join(sorted(likeness.claims[row].id for row in against))
    return Explanation("same-fact" if alike else "answered", "; ".join(reasons), details=details)


def _in_words(contrasts: Sequence[Contrast], independent: Independent) -> str:
    if not contrasts:
        return f"{independent.reason}."
    said = "; ".join(list(dict.fromkeys(contrast.reason for contrast in contrasts))[:SAID])
    return f"{said[0].upper()}{said[1:]}."


def _otherwise_meant(star: Star, likeness: Likeness) -> Iterator[str]:
    """A sentence for each way in which one claim tells as a question, a wish or still to come what another tells as
    so."""
    first: dict[str, Claim] = {}
    for row in (star.centre, *sorted(star.alike - {star.centre})):
        first.setdefault(how_meant(likeness.claims[row]), likeness.claims[row])
    so = first.keys() & {"", "as happened"}
    if first.keys() == {"", "as still to come"}:
        return  # "They will talk", "they can talk".
    if so:
        yield from (f"Told {how} in “{first[how].span.text}”." for how in sorted(first.keys() - so))


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
