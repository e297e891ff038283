"""Origins: who credits whom and who has the same wording, as tables, and the same links drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model import Copy, OriginLink, Span
from rashomon.model.finding import OriginBasis, PassageKind
from rashomon.views.index import Index, Report
from rashomon.views.marks import shown_passages
from rashomon.views.words import ORIGIN_BASES, percent_words, shorten

MAX_WORDS = 4
"""Places that are printed for one link; more are counted."""
MAX_LINES = 40
"""Lines of one table; the rest is counted."""
MAX_DRAWN = 30
"""Reports that the drawing shows: a graph of more cannot be read."""
MAX_TARGETS = 14
"""Sources that the drawing shows."""
_ORDER: tuple[OriginBasis, ...] = ("credit", "same-wording", "quotation")
WIDTH = 560
_ROW, _TOP, LEFT, RIGHT = 30, 24, 162, 370
"""The drawing, in CSS pixels: its width, height of a row, upper margin, right edge of the reports, left edge of the
sources."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link. ``report`` is the one that credits, ``other`` the report that it is linked with, if it is one."""

    report: Report
    basis: OriginBasis
    name: str
    other: Report | None
    places: tuple[Span, ...]
    reason: str

    @property
    def word(self) -> str:
        """The basis as a word."""
        return ORIGIN_BASES[self.basis]


@dataclass(frozen=True, slots=True)
class Shared:
    """The same wording of two reports, each share in words; the passages shown, and how many more there are."""

    one: Report
    other: Report
    shares: tuple[tuple[Report, str, str], ...]
    passages: tuple[tuple[Span, Span, PassageKind], ...]
    more: int
    reason: str
    credit: tuple[Span, ...]
    largest: float

    @property
    def written(self) -> bool:
        """True where it is not only quotations that both print."""
        return any(kind == "writing" for _, _, kind in self.passages)


def links(tables: Index) -> list[Link]:
    """All links: credits first, then same wording, then who is quoted; each by report in reading order."""
    found = [link for origin in tables.dossier.comparison.origins if (link := _link(tables, origin))]
    return sorted(
        found,
        key=lambda link: (
            _ORDER.index(link.basis),
            tables.rank(link.report.doc.id),
            link.name.casefold(),
            link.name,
        ),
    )


def _link(tables: Index, origin: OriginLink) -> Link | None:
    report = tables.by_doc.get(origin.source)
    if report is None:
        return None
    return Link(
        report=report,
        basis=origin.basis,
        name=tables.source_name(origin.target),
        other=tables.by_doc.get(origin.target),
        # In one wording every place stands twice; the passages themselves have a table of their own.
        places=tuple(span for span in origin.evidence if span.doc == report.doc.id),
        reason=origin.reason,
    )


def shared(tables: Index) -> list[Shared]:
    """What two reports have in the same wording, the largest shares first."""
    found = [_shared(tables, copy) for copy in tables.dossier.comparison.copies]
    return sorted(
        found,
        key=lambda pair: (-pair.largest, tables.rank(pair.one.doc.id), tables.rank(pair.other.doc.id)),
    )


def _shared(tables: Index, copy: Copy) -> Shared:
    one, other = sorted((tables.by_doc[doc] for doc in copy.docs), key=lambda report: tables.rank(report.doc.id))
    passages = shown_passages(copy)
    return Shared(
        one=one,
        other=other,
        shares=tuple(
            (report, percent_words(copy.share.get(report.doc.id, 0)), percent_words(copy.quoted.get(report.doc.id, 0)))
            for report in (one, other)
        ),
        passages=tuple((a, b, kind) if a.doc == one.doc.id else (b, a, kind) for a, b, kind in passages),
        more=len(copy.spans) - len(passages),
        reason=copy.reason,
        credit=copy.evidence,
        largest=max([*copy.share.values(), 0.0]) + max([*copy.quoted.values(), 0.0]) / 1000,
    )


# --- the drawing -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Node:
    """A report on the left, or a source on the right, with its place in the drawing."""

    label: str
    y: int
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A line: solid for what the text credits or quotes, dashed for same wording. ``path`` is SVG path data."""

    dashed: bool
    path: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Reports on the left, the sources that they name on the right. ``left_out`` says what is not drawn."""

    reports: tuple[Node, ...]
    targets: tuple[Node, ...]
    edges: tuple[Edge, ...]
    height: int
    left_out: int


def graph(tables: Index, found: Sequence[Link]) -> Graph | None:
    """The credits, the speakers whom two reports or more quote, and the same wording; None where there is no link.

    The layout is a matter of the data alone: reports in reading order, sources by how many reports name them.
    """
    naming: dict[str, dict[str, Link]] = {}
    for link in found:
        if link.other is None:
            naming.setdefault(link.name, {}).setdefault(link.report.siglum, link)
    kept = [
        name
        for name, by_report in naming.items()
        if len(by_report) > 1 or any(link.basis == "credit" for link in by_report.values())
    ]
    kept.sort(key=lambda name: (-len(naming[name]), name.casefold(), name))
    sources = kept[:MAX_TARGETS]
    between = [link for link in found if link.other is not None]
    if not sources and not between:
        return None
    reports = [report for report in tables.reports if _linked(report, [naming[name] for name in sources], between)]
    drawn = reports[:MAX_DRAWN]
    left = {report.siglum: _TOP + _ROW * row for row, report in enumerate(drawn)}
    right = {name: _TOP + _ROW * row for row, name in enumerate(sources)}
    edges = [
        Edge(False, f"M{LEFT} {left[siglum]}L{RIGHT} {right[name]}")
        for name in sources
        for siglum in naming[name]
        if siglum in left
    ]
    for link in between:
        assert link.other is not None
        ends = [left.get(link.report.siglum), left.get(link.other.siglum)]
        if None not in ends:
            one, two = ends
            edges.append(_arc(one or 0, two or 0, dashed=link.basis == "same-wording"))
    return Graph(
        reports=tuple(
            Node(shorten(f"{report.siglum} {report.outlet}", 22), left[report.siglum], report.anchor)
            for report in drawn
        ),
        targets=tuple(Node(shorten(name, 26), right[name]) for name in sources),
        edges=tuple(edges),
        height=_TOP + _ROW * max(len(drawn), len(sources), 1),
        left_out=len(kept) - len(sources) + len(reports) - len(drawn),
    )


def _linked(report: Report, sources: Sequence[dict[str, Link]], between: Sequence[Link]) -> bool:
    named = any(report.siglum in by_report for by_report in sources)
    return named or any(report in (link.report, link.other) for link in between)


def _arc(one: int, two: int, *, dashed: bool) -> Edge:
    """From report to report, bent towards the sources so that it passes beside the reports between them."""
    bend = LEFT + 20 + min(abs(one - two), 180) // 2
    return Edge(dashed, f"M{LEFT} {one}Q{bend} {(one + two) // 2} {LEFT} {two}")
