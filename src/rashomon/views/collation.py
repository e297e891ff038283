"""The versions of one quotation laid against each version that can be chosen as the base.

Every version is compared with the base alone, never with what was compared before it, so that neither the order of the
reports nor that of the comparisons matters. All bases are worked out beforehand: the page needs no program to show one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model import Quote, Span
from rashomon.views.alignment import Piece, PieceKind, align_runs, word_forms
from rashomon.views.index import Index, Report

MOST_BASES = 4
"""Longer lists of different versions offer the longest ones only: the page grows with versions times bases."""
RIBBON_WIDTH = 240.0
"""Width of a drawn version, in CSS pixels."""


@dataclass(frozen=True, slots=True)
class Run:
    """One marked run of words, laid against the base."""

    quote: Quote
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Base:
    """A version that the others can be laid against, with every report that prints it, case and marks aside."""

    number: int
    quotes: tuple[Quote, ...]
    reports: tuple[Report, ...]
    words: int

    @property
    def text(self) -> str:
        """Its words; several runs follow one another."""
        return _joined(self.quotes)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A run of words in the drawn version, in pixels from its left edge."""

    kind: PieceKind
    left: float
    width: float


_SHAPES: dict[PieceKind, tuple[float, float]] = {"same": (4, 6), "added": (1.5, 11), "lacking": (7, 0)}
"""Top and height of a run of words in the drawing, which is 14 pixels high."""


@dataclass(frozen=True, slots=True)
class Version:
    """How one report prints the quotation against one base."""

    base: Base
    runs: tuple[Run, ...]
    strokes: tuple[Stroke, ...]

    @property
    def is_base(self) -> bool:
        """True where it is the base itself."""
        return tuple(run.quote for run in self.runs) == self.base.quotes

    @property
    def paths(self) -> list[tuple[PieceKind, str]]:
        """The drawing, one SVG path for each kind of run."""
        drawn: dict[PieceKind, str] = {}
        for stroke in self.strokes:
            top, height = _SHAPES[stroke.kind]
            side = f"v{height:g}h{-stroke.width:g}z" if height else ""
            drawn[stroke.kind] = drawn.get(stroke.kind, "") + f"M{stroke.left:g} {top:g}h{stroke.width:g}{side}"
        return list(drawn.items())

    @property
    def in_words(self) -> str:
        """The drawing in words."""
        count = {kind: sum(p.words for run in self.runs for p in run.pieces if p.kind == kind) for kind in _KINDS}
        said = [f"{count['same']} of {self.base.words} words"]
        said += [f"{count['lacking']} not in this report"] if count["lacking"] else []
        said += [f"{count['added']} only in this report"] if count["added"] else []
        return "; ".join(said)


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands at one place in some reports: ``text``, or nothing where it is empty."""

    text: str
    places: tuple[tuple[Report, Span], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the base at which some report differs. ``words`` are the base's own; where they are empty, words stand
    only in the readings, behind ``after``."""

    words: str
    after: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Collation:
    """All versions against all bases: one list of versions a row, in the order of ``bases``; places by base."""

    bases: tuple[Base, ...]
    versions: tuple[tuple[Version, ...], ...]
    places: tuple[tuple[Place, ...], ...]


_KINDS: tuple[PieceKind, ...] = ("same", "lacking", "added")


def collate(tables: Index, rows: Sequence[Sequence[Quote]]) -> Collation:
    """``rows`` are the reports' versions, each of one or several runs, in reading order."""
    bases = _bases(tables, rows)
    versions = [_versions(base, rows) for base in bases]
    places = tuple(_places(tables, base, mine) for base, mine in zip(bases, versions, strict=True))
    return Collation(bases, tuple(zip(*versions, strict=True)), places)


def _bases(tables: Index, rows: Sequence[Sequence[Quote]]) -> tuple[Base, ...]:
    """The different versions, the longest first."""
    same: dict[tuple[str, ...], list[Sequence[Quote]]] = {}
    for row in rows:
        same.setdefault(word_forms(_joined(row)), []).append(row)
    ordered = sorted(same.items(), key=lambda item: (-len(item[0]), -len(_joined(item[1][0]))))[:MOST_BASES]
    bases = []
    for number, (forms, alike) in enumerate(ordered):
        # Of versions that differ in marks alone the fullest; among equals the first in reading order.
        lengths = [len(_joined(row)) for row in alike]
        docs = dict.fromkeys(row[0].span.doc for row in alike)
        reports = tuple(tables.by_doc[doc] for doc in docs)
        bases.append(Base(number, tuple(alike[lengths.index(max(lengths))]), reports, len(forms)))
    return tuple(bases)


def _versions(base: Base, rows: Sequence[Sequence[Quote]]) -> list[Version]:
    aligned = []
    for row in rows:
        pieces = align_runs(base.text, [quote.span.text for quote in row])
        aligned.append(tuple(Run(quote, mine) for quote, mine in zip(row, pieces, strict=True)))
    longest = max(sum(piece.words for run in runs for piece in run.pieces) for runs in aligned)
    return [Version(base, runs, _strokes(runs, RIBBON_WIDTH / max(longest, 1))) for runs in aligned]


def _strokes(runs: Sequence[Run], scale: float) -> tuple[Stroke, ...]:
    strokes: list[Stroke] = []
    at = 0
    for piece in (piece for run in runs for piece in run.pieces):
        if piece.words:
            strokes.append(Stroke(piece.kind, round(at * scale, 1), round(piece.words * scale, 1)))
            at += piece.words
    return tuple(strokes)


def _places(tables: Index, base: Base, versions: Sequence[Version]) -> tuple[Place, ...]:
    """Where some version differs from ``base``, in its order; versions that read alike stand together."""
    found: dict[tuple[int, int], dict[tuple[str, ...], list[tuple[str, Report, Span]]]] = {}
    for version in versions:
        for run in version.runs:
            report = tables.by_doc[run.quote.span.doc]
            for at, text in _readings(run.pieces).items():
                found.setdefault(at, {}).setdefault(word_forms(text), []).append((text, report, run.quote.span))
    return tuple(
        Place(
            words=base.text[at[0] : at[1]],
            after="" if at[0] < at[1] else " ".join(base.text[: at[0]].split()[-2:]),
            readings=tuple(
                Reading(same[0][0], tuple((report, span) for _, report, span in same)) for same in found[at].values()
            ),
        )
        for at in sorted(found)
    )


def _readings(pieces: Sequence[Piece]) -> dict[tuple[int, int], str]:
    """What stands in place of the base's words where they differ; nothing where they are lacking."""
    found: dict[tuple[int, int], str] = {}
    for piece in pieces:
        if piece.kind != "same":
            found[piece.at] = (found.get(piece.at, "") + " " + (piece.text if piece.kind == "added" else "")).strip()
    return found


def _joined(row: Sequence[Quote]) -> str:
    return " ".join(quote.span.text for quote in row)
