"""The facts: each with every report that tells it, grouped by the origin to which the report's telling goes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model import Claim, ClaimGroup, ClaimVerdict, Source
from rashomon.views.index import Index, Report, fact_anchor
from rashomon.views.words import ANSWERS, MODALITIES, SAYS, decided_by

MAX_FACTS = 120
"""Facts that are laid out with all that tell them; of more the rest is listed in a line each."""
MAX_ROWS = 12
"""Tellings of one fact that stand open; the rest is folded."""
EACH = "each for itself"
TIED = "not counted apart, for the reason above"
UNNAMED = "one origin that no report names"
SAYING, ANSWERING = "who says it", "who denies it or puts it aside"
PLAIN = frozenset({"", EACH, TIED, SAYING, ANSWERING})
"""Headings that name no origin."""
_ORDER: dict[ClaimVerdict, int] = {"disputed": 0, "corroborated": 1, "same-origin": 2, "single": 3}


@dataclass(frozen=True, slots=True)
class Telling:
    """One report's words for a fact. ``also`` are other facts in which the same words stand, with the words of each;
    ``answers``: they do not tell it, they deny it or put it aside."""

    report: Report
    claim: Claim
    also: tuple[tuple[ClaimGroup, str], ...] = ()
    answers: bool = False

    @property
    def chain(self) -> tuple[Source, ...]:
        """Who asserts it, the innermost first; empty for the report's own voice."""
        return self.claim.by


@dataclass(frozen=True, slots=True)
class Part:
    """The tellings that go back to one origin. ``origin`` says which (``from Ana Paz``), empty for a report that stands
    for itself; or those that say it, and those that deny it."""

    origin: str
    tellings: tuple[Telling, ...]

    @property
    def common(self) -> bool:
        """True where several tellings go back to one origin."""
        return len(self.tellings) > 1 and self.origin not in PLAIN

    @property
    def reports(self) -> list[Report]:
        """The reports whose tellings these are, once each, in reading order."""
        return _reports(self.tellings)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. ``lead`` is the claim with which all others were compared; ``decided`` says what makes it disputed."""

    group: ClaimGroup
    anchor: str
    lead: Claim
    parts: tuple[Part, ...]
    decided: str

    @property
    def open(self) -> list[Part]:
        """The first ``MAX_ROWS`` tellings, part by part."""
        return _cut(self.parts, 0, MAX_ROWS)

    @property
    def folded(self) -> list[Part]:
        """The tellings after those."""
        return _cut(self.parts, MAX_ROWS, len(self.tellings))

    @property
    def tellings(self) -> list[Telling]:
        """All of them, part by part."""
        return [telling for part in self.parts for telling in part.tellings]

    @property
    def answered(self) -> bool:
        """True where somebody denies it or puts it aside."""
        return any(telling.answers for telling in self.tellings)

    def stance(self, telling: Telling) -> str:
        """``denies or puts aside``, else ``says`` or how it is said (``hedged``); empty where nobody denies it."""
        if not self.answered:
            return ""
        modality = telling.claim.modality
        return ANSWERS if telling.answers else SAYS if modality == "stated" else MODALITIES[modality]

    @property
    def reports(self) -> list[Report]:
        """The reports that tell it, once each, in reading order."""
        return _reports(self.tellings)

    @property
    def fullest(self) -> Claim:
        """The telling with most words, of those that say it."""
        saying = (telling.claim for telling in self.tellings if not telling.answers)
        return max(saying, key=lambda claim: len(claim.span.text.split()))


def _reports(tellings: Sequence[Telling]) -> list[Report]:
    found = {telling.report.siglum: telling.report for telling in tellings}
    return [found[siglum] for siglum in sorted(found, key=lambda siglum: (len(siglum), siglum))]


def _cut(parts: Sequence[Part], start: int, end: int) -> list[Part]:
    """The tellings from number ``start`` to ``end``, still under their origins."""
    found, at = [], 0
    for part in parts:
        mine = part.tellings[max(0, start - at) : max(0, end - at)]
        if mine:
            found.append(Part(part.origin, mine))
        at += len(part.tellings)
    return found


def entries(tables: Index) -> list[Fact]:
    """The facts that several reports tell: disputed ones first, then those of several origins, then those of one; of
    each those that most reports tell first."""
    found = [_fact(tables, group) for group in tables.dossier.comparison.claims if group.verdict != "single"]
    return sorted(
        found,
        key=lambda fact: (
            _ORDER[fact.group.verdict],
            -len(fact.reports),
            -fact.group.independent_origins,
            tables.rank(fact.lead.span.doc),
            fact.lead.span.start,
            fact.group.id,
        ),
    )


def alone(tables: Index) -> list[tuple[Report, list[Fact]]]:
    """Per report, the facts that it alone tells, in the order of the text."""
    found: dict[str, list[Fact]] = {}
    for group in tables.dossier.comparison.claims:
        if group.verdict == "single":
            fact = _fact(tables, group)
            found.setdefault(fact.lead.span.doc, []).append(fact)
    return [
        (report, sorted(found[report.doc.id], key=lambda fact: fact.lead.span.start))
        for report in tables.reports
        if report.doc.id in found
    ]


def _fact(tables: Index, group: ClaimGroup) -> Fact:
    claims = [tables.claims[claim] for claim in group.claims]
    return Fact(
        group=group,
        anchor=fact_anchor(group),
        lead=_lead(tables, group),
        parts=_parts(tables, group, claims),
        decided=_decided(group),
    )


def _decided(group: ClaimGroup) -> str:
    """What makes it disputed, in words; empty where nothing does."""
    return decided_by(group.explanation.details.get("decided_by", ""))


def _answers(group: ClaimGroup) -> set[str]:
    """The claims that deny it or put it aside; never the one that all were compared with."""
    details = group.explanation.details
    return set(str(details.get("answers", "")).split()) - {str(details.get("representative", group.claims[0]))}


def _lead(tables: Index, group: ClaimGroup) -> Claim:
    named = group.explanation.details.get("representative")
    return tables.claims[str(named) if named in group.claims else group.claims[0]]


def _parts(tables: Index, group: ClaimGroup, claims: Sequence[Claim]) -> tuple[Part, ...]:
    answers = _answers(group)
    tellings = [
        Telling(
            tables.by_doc[claim.span.doc],
            claim,
            tuple(
                (other, _lead(tables, other).span.text)
                for other in tables.claim_groups[claim.id]
                if other.id != group.id
            ),
            claim.id in answers,
        )
        for claim in sorted(claims, key=lambda claim: (tables.rank(claim.span.doc), claim.span.start))
    ]
    denied = tuple(telling for telling in tellings if telling.answers)
    if denied:
        said = tuple(telling for telling in tellings if not telling.answers)
        return (Part(SAYING, said), Part(ANSWERING, denied))
    # Tellings that cannot both hold stand side by side, also where both are given as one speaker's.
    if group.verdict == "single" or (group.verdict == "disputed" and len(group.origins) == 1):
        return (Part("", tuple(tellings)),)
    if len(group.origins) == 1:
        origin = group.origins[0]
        return (Part(UNNAMED if origin in tables.by_doc else f"from {tables.source_name(origin)}", tuple(tellings)),)
    named: dict[str, list[Telling]] = {}
    apart: list[Telling] = []
    rest: list[Telling] = []
    placed: set[str] = set()
    for telling in tellings:
        key = _origin(tables, group, telling)
        home = rest if key is None else apart if key in tables.by_doc else named.setdefault(key, [])
        home.append(telling)
        if key is not None:
            placed.add(telling.report.siglum)
    # A report counts once: what else it says of the fact stands with the reports that stand for themselves.
    apart += [telling for telling in rest if telling.report.siglum in placed]
    tied = [telling for telling in rest if telling.report.siglum not in placed]
    apart.sort(key=lambda telling: (tables.rank(telling.claim.span.doc), telling.claim.span.start))
    parts = [Part(f"from {tables.source_name(origin)}", tuple(mine)) for origin, mine in named.items()]
    parts += [Part(EACH if named or tied else "", tuple(apart))] if apart else []
    return (*parts, Part(TIED, tuple(tied))) if tied else tuple(parts)


def _origin(tables: Index, group: ClaimGroup, telling: Telling) -> str | None:
    """To which of the group's origins a telling goes back, as far as its own words show it."""
    for source in telling.chain:
        for key in (source.entity, source.name):
            if key in group.origins:
                return key
    doc = telling.claim.span.doc
    return doc if doc in group.origins else None


@dataclass(frozen=True, slots=True)
class OriginRow:
    """One origin of facts that several reports tell: the facts that go back to it, and the reports that tell them."""

    name: str
    report: Report | None
    facts: tuple[Fact, ...]
    reports: tuple[Report, ...]


def origins(tables: Index, found: Sequence[Fact]) -> list[OriginRow]:
    """Every origin of ``found``, those of most facts first, then by name."""
    held: dict[str, list[Fact]] = {}
    for fact in found:
        for origin in fact.group.origins:
            nameless = len(fact.group.origins) == 1 and origin in tables.by_doc
            held.setdefault("" if nameless else origin, []).append(fact)
    rows = []
    for key, mine in held.items():
        telling = {
            one.report.siglum
            for fact in mine
            for one in fact.tellings
            if len(fact.group.origins) == 1 or _origin(tables, fact.group, one) == key
        }
        reports = tuple(report for report in tables.reports if report.siglum in telling)
        name = tables.source_name(key) if key else UNNAMED
        rows.append(OriginRow(name, tables.by_doc.get(key), tuple(mine), reports))
    return sorted(rows, key=lambda row: (not row.name, -len(row.facts), row.name.casefold(), row.name))
