"""The story's timeline: each claim whose clause says when, once for claims that are one fact.

A claim is dated by the one expression that hangs from its own predicate (``Claim.when``), never by a date that merely
stands near; where two do, neither is chosen. Claims without an entry are undated: a view shows them apart, not at some
default day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rashomon.annotate.times import is_relative
from rashomon.compare.edtf import Interval, read_edtf
from rashomon.model import Annotations, Claim, ClaimGroup, Story, Time, TimelineEntry

_TOLD = frozenset({"stated", "hedged"})
"""Modalities of what a report tells: a question, a condition or a denial dates no event."""
_BESIDE = frozenset({"caption", "byline"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A claim with the time expression that dates it, its value (``2001/..`` for "since 2001") and the days that this
    means."""

    claim: Claim
    time: Time
    when: str
    days: Interval
    basis: Literal["text", "inferred"]


def dated_claims(report: Annotations) -> Iterator[Dated]:
    """The claims of ``report`` that say when, in the order of the text.

    Captions date their picture, not the story. In somebody's own words a day counts from when they were said, so that
    an uncertain value there (``?``) dates nothing.
    """
    times = {time.id: time for time in report.times}
    inferred = report.document.published is not None and report.document.published.basis == "inferred"
    for claim in report.claims:
        time = times[claim.when[0]] if len(claim.when) == 1 else None
        block = report.document.block_at(claim.span.start)
        if time is None or time.value is None or claim.modality not in _TOLD:
            continue
        if block is None or block.role in _BESIDE:
            continue
        when = _bounded(time.value, claim.explanation.details.get("bound"))
        days = read_edtf(when)
        if days is None or (not days.sure and "quoted" in time.explanation.details):
            continue
        yield Dated(claim, time, when, days, "inferred" if inferred and is_relative(time) else "text")


def _start(days: Interval) -> date:
    """Where it stands in the order: "before 2001", which has no start, by its end."""
    return days.last if days.first == date.min else days.first


def _bounded(value: str, bound: object) -> str:
    """The value of a date that is only the start or the end of when something holds."""
    if bound == "after":
        return f"{value.partition('/')[2] or value}/.."
    return f"../{value.partition('/')[0]}" if bound == "before" else value


def compare_timeline(story: Story, groups: Sequence[ClaimGroup] = ()) -> tuple[TimelineEntry, ...]:
    """The dated claims of ``story`` by the start of their days, the more precise first; one that has only an end, by
    that.

    Claims of one of the ``groups`` are one entry: it names the group's first claim and has the most precise date that
    its members give. Where two members' days have none in common, each date is an entry of its own.
    """
    found = {dated.claim.id: dated for report in story.reports for dated in dated_claims(report)}
    entries: list[tuple[Interval, TimelineEntry]] = []
    for members in _facts(found, groups):
        for number, same in enumerate(_agreeing([found[claim] for claim in members if claim in found])):
            best = same[0]
            what = members[0] if number == 0 else best.claim.id
            spans = [span for dated in same for span in (dated.claim.span, dated.time.span)]
            evidence = tuple(dict.fromkeys(spans))
            basis: Literal["text", "inferred"] = "text" if any(d.basis == "text" for d in same) else "inferred"
            entries.append((best.days, TimelineEntry(best.when, what, basis, evidence)))
    entries.sort(key=lambda entry: (_start(entry[0]), entry[0].days, entry[1].evidence[0], entry[1].what))
    return tuple(entry for _, entry in entries)


def _facts(found: Mapping[str, Dated], groups: Sequence[ClaimGroup]) -> list[tuple[str, ...]]:
    """The claims of each group, then each dated claim that is in none."""
    grouped = {claim for group in groups for claim in group.claims}
    return [*(group.claims for group in groups), *((claim,) for claim in found if claim not in grouped)]


def _agreeing(dated: Sequence[Dated]) -> list[list[Dated]]:
    """The members of one fact by the days that they share, the most precise first; an approximate or wider date joins
    the first that lies in it."""
    parts: list[list[Dated]] = []
    ordered = sorted(dated, key=lambda one: (not one.days.sure, one.days.days, one.basis != "text", one.claim.span))
    for one in ordered:
        home = next((part for part in parts if part[0].days.overlaps(one.days)), None)
        if home is None:
            parts.append([one])
        else:
            home.append(one)
    return parts
