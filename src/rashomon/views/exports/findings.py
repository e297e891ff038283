"""What an export is made of: findings and the places that they rest on, and the choice of some of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from rashomon.dossier.contract import DocumentJSON, DossierJSON, SpanJSON
from rashomon.errors import ExportError
from rashomon.views.index import reading_order, sigla

Scope = Literal["quotes", "figures", "claims", "naming", "coverage", "origins", "copies", "timeline"]
SCOPES: tuple[Scope, ...] = get_args(Scope)

Role = Literal["place", "neighbour", "elsewhere"]
"""``place``: what the finding says holds here. ``neighbour``: this looks alike and is something else. ``elsewhere``:
where other reports have what this one lacks."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands: a document and the exact characters, or the whole document (``span`` is None).

    ``says`` is what is to be said of this place alone; it may be empty.
    """

    doc: str
    span: SpanJSON | None
    role: Role = "place"
    says: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found. ``kind`` is the word that a reader sees; ``id`` is the contract's, or made of what the
    finding is about where the contract gives none (``naming:e1``, ``coverage:<doc>:e1``).

    ``entities`` are the ids of the actors concerned; ``subject`` is the contract's id where it gives one.
    """

    scope: Scope
    kind: str
    id: str
    says: str
    places: tuple[Place, ...]
    reason: str = ""
    rule: str = ""
    entities: tuple[str, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One document under its siglum."""

    siglum: str
    doc: DocumentJSON

    @property
    def outlet(self) -> str | None:
        """The outlet's name where it is known."""
        return self.doc["outlet"]["name"] if self.doc["outlet"] else None

    @property
    def url(self) -> str | None:
        """Where the report was published."""
        return self.doc["origin"]["url"]

    @property
    def published(self) -> str | None:
        """When it was published, at the precision known; it may be inferred."""
        return self.doc["published"]["value"] if self.doc["published"] else None

    @property
    def dated(self) -> str | None:
        """When it was published, where something says so: an inferred date is none to cite."""
        published = self.doc["published"]
        return published["value"] if published and published["basis"] != "inferred" else None


@dataclass(frozen=True, slots=True)
class Selection:
    """A dossier with those of its findings that are to be written. ``whole`` is True where none was left out."""

    dossier: DossierJSON
    reports: dict[str, Report]
    findings: tuple[Finding, ...]
    whole: bool

    def of(self, scope: Scope, kind: str | None = None) -> list[Finding]:
        """The selected findings of a scope, or of one kind in it."""
        return [finding for finding in self.findings if finding.scope == scope and kind in (None, finding.kind)]

    def touched(self) -> list[Report]:
        """The reports in which a selected finding has a place; all of them where nothing was left out."""
        docs = {place.doc for finding in self.findings for place in finding.places}
        return [report for report in self.reports.values() if self.whole or report.doc["id"] in docs]


def reports(dossier: DossierJSON) -> dict[str, Report]:
    """The documents by id, in reading order, each with its siglum: the same as on the page."""
    ordered = sorted(
        dossier["documents"],
        key=lambda doc: reading_order(
            doc["published"]["value"] if doc["published"] else None,
            doc["outlet"]["name"] if doc["outlet"] else None,
            doc["id"],
        ),
    )
    return {doc["id"]: Report(siglum, doc) for siglum, doc in zip(sigla(), ordered, strict=False)}


def select(
    dossier: DossierJSON, findings: Iterable[Finding], only: Collection[str] = (), finding: str | None = None
) -> Selection:
    """The findings of the scopes ``only`` (all where it is empty), or the one with the id ``finding``.

    Raises ExportError for a scope or an id that is not there.
    """
    unknown = [scope for scope in only if scope not in SCOPES]
    if unknown:
        raise ExportError(f"there is no scope {unknown[0]!r}; choose among {', '.join(SCOPES)}")
    listed = tuple(findings)
    chosen = tuple(
        item for item in listed if (not only or item.scope in only) and (finding is None or item.id == finding)
    )
    if finding is not None and not chosen:
        raise ExportError(
            f"there is no finding {finding!r} {'in ' + ', '.join(only) if only else 'in the dossier'}; "
            "`--to csv` lists every finding with its id"
        )
    return Selection(dossier, reports(dossier), chosen, whole=not only and finding is None)
