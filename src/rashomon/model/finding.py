"""What comparing the reports of one story yields. A finding without evidence cannot be constructed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from rashomon.model.annotation import Explanation
from rashomon.model.display import Shown, brief
from rashomon.model.span import Span

Difference = Literal["speaker", "channel", "cut", "wording", "addition"]
FigureVerdict = Literal["agree", "compatible", "conflict"]
ClaimVerdict = Literal["corroborated", "same-origin", "single", "disputed"]
CoverageState = Literal["present", "absent", "not-comparable"]
CoverageTarget = Literal["entity", "claim", "quote"]
PassageKind = Literal["writing", "quotation"]
OriginBasis = Literal["credit", "same-wording", "quotation"]


def _require(evidence: tuple[Span, ...], what: str) -> None:
    if not evidence:
        raise ValueError(f"{what} has no evidence: a finding points at the characters that it rests on")


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to see about a finding: ``kind`` is a short word (``cut``, ``bracket``), ``text`` a plain sentence."""

    kind: str
    text: str
    evidence: tuple[Span, ...]

    def __post_init__(self) -> None:
        _require(self.evidence, f"note {self.kind!r}")


@dataclass(frozen=True, slots=True)
class QuoteGroup(Shown):
    """One utterance as several reports print it. ``quotes`` are quote ids in the order of documents and of the text."""

    id: str
    quotes: tuple[str, ...]
    differs: tuple[Difference, ...]
    notes: tuple[Note, ...]
    explanation: Explanation
    evidence: tuple[Span, ...]

    def __post_init__(self) -> None:
        _require(self.evidence, f"quote group {self.id}")

    def __repr__(self) -> str:
        first, count = self.evidence[0], len(self.quotes)
        return f"QuoteGroup({brief(first.text)}, {first.place} and {count - 1} more, differs={self.differs!r})"


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures of one counted thing. ``neighbours`` look alike and are something else."""

    id: str
    of: str
    figures: tuple[str, ...]
    verdict: FigureVerdict
    reason: str
    neighbours: tuple[str, ...]
    explanation: Explanation
    evidence: tuple[Span, ...]

    def __post_init__(self) -> None:
        _require(self.evidence, f"figure group {self.id}")


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """One fact as one or several reports assert it. The explanation's ``details`` name the claim that all others were
    compared with (``representative``) and, where it is disputed, what decides (``decided_by``) and which claims deny it
    or put it aside (``answers``, their ids with a blank between)."""

    id: str
    claims: tuple[str, ...]
    verdict: ClaimVerdict
    independent_origins: int
    origins: tuple[str, ...]
    reason: str
    explanation: Explanation
    evidence: tuple[Span, ...]

    def __post_init__(self) -> None:
        _require(self.evidence, f"claim group {self.id}")


@dataclass(frozen=True, slots=True)
class Naming:
    """How each report names one entity: document id → the labels in its own voice, and those in somebody's quoted
    voice."""

    entity: str
    own: dict[str, tuple[str, ...]]
    quoted: dict[str, tuple[str, ...]]
    evidence: tuple[Span, ...]

    def __post_init__(self) -> None:
        _require(self.evidence, f"naming of {self.entity}")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether a report holds an entity, a claim or a quotation. ``evidence`` is where the others (or it) have it."""

    doc: str
    target: CoverageTarget
    id: str
    state: CoverageState
    reason: str
    evidence: tuple[Span, ...]

    def __post_init__(self) -> None:
        _require(self.evidence, f"coverage of {self.id} in {self.doc}")


@dataclass(frozen=True, slots=True)
class OriginLink:
    """Who credits whom. ``source`` is a report; ``target`` an entity's id, a report, or the name of an agency or outlet
    that no entity of the story bears. ``reason`` names the rules that found it."""

    source: str
    target: str
    basis: OriginBasis
    evidence: tuple[Span, ...]
    reason: str = ""

    def __post_init__(self) -> None:
        _require(self.evidence, f"origin {self.source} → {self.target}")


@dataclass(frozen=True, slots=True)
class Copy:
    """Passages that two reports share, with their places in both.

    ``share`` is the part of each report's words, 0 to 1, that both reporters wrote alike; ``quoted`` the part that both
    print and at least one marks as somebody's words. What a report added is the rest. ``kinds`` says of each passage
    whether the reporters' own words alone suffice for it. ``direction`` is ``"a→b"`` only where the text of b says that
    it comes from a.
    """

    docs: tuple[str, str]
    spans: tuple[tuple[Span, Span], ...]
    share: dict[str, float]
    direction: str | None
    reason: str
    quoted: dict[str, float] = field(default_factory=dict)
    kinds: tuple[PassageKind, ...] = ()
    evidence: tuple[Span, ...] = ()
    """The credit lines that give the direction."""

    def __post_init__(self) -> None:
        _require(tuple(span for pair in self.spans for span in pair), f"copy {self.docs}")


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A dated claim."""

    when: str
    what: str
    basis: Literal["text", "inferred"]
    evidence: tuple[Span, ...]

    def __post_init__(self) -> None:
        _require(self.evidence, f"timeline entry {self.what}")


@dataclass(frozen=True, slots=True)
class Comparison:
    """All findings of a story, each list in a fixed order that does not depend on the order of the files."""

    quotes: tuple[QuoteGroup, ...] = ()
    figures: tuple[FigureGroup, ...] = ()
    claims: tuple[ClaimGroup, ...] = ()
    naming: tuple[Naming, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    origins: tuple[OriginLink, ...] = ()
    copies: tuple[Copy, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
