"""A dossier made ready for display: reports in reading order with their sigla, and everything by its id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from string import ascii_uppercase

from rashomon.model import (
    Annotations,
    Claim,
    ClaimGroup,
    Document,
    Dossier,
    Entity,
    Figure,
    FigureGroup,
    Quote,
    QuoteGroup,
)
from rashomon.views.words import published_words

UNKNOWN_OUTLET = "outlet unknown"


@dataclass(frozen=True, slots=True)
class Report:
    """One report under its siglum (``A``)."""

    siglum: str
    annotations: Annotations

    @property
    def doc(self) -> Document:
        """The document itself."""
        return self.annotations.document

    @property
    def outlet(self) -> str:
        """The outlet's name, or that it is unknown."""
        return self.doc.outlet.name if self.doc.outlet else UNKNOWN_OUTLET

    @property
    def when(self) -> str:
        """The publication date in words."""
        return published_words(self.doc.published)

    @property
    def anchor(self) -> str:
        """The id of the report's text on the page."""
        return f"r-{safe_id(self.doc.id)}"


@dataclass(frozen=True, slots=True)
class Index:
    """Look-up tables of one dossier; made once by ``index``."""

    dossier: Dossier
    reports: tuple[Report, ...]
    by_doc: dict[str, Report]
    quotes: dict[str, Quote]
    figures: dict[str, Figure]
    claims: dict[str, Claim]
    entities: dict[str, Entity]
    quote_group: dict[str, QuoteGroup]
    figure_group: dict[str, FigureGroup]
    claim_groups: dict[str, tuple[ClaimGroup, ...]]
    """Claim id → its groups: a claim may stand in two."""

    @property
    def quotations(self) -> int:
        """How many passages in quotation marks the reports print."""
        return sum(quote.marked for quote in self.quotes.values())

    def rank(self, doc: str) -> int:
        """The place of a document in reading order; unknown ids come last."""
        report = self.by_doc.get(doc)
        return self.reports.index(report) if report else len(self.reports)

    def source_name(self, target: str) -> str:
        """What an origin is called: the entity of that id, the report's siglum and outlet, or the name itself."""
        if target in self.entities:
            return self.entities[target].name
        report = self.by_doc.get(target)
        return f"{report.siglum} {report.outlet}" if report else target


def index(dossier: Dossier) -> Index:
    """The tables of ``dossier``. Reports stand by publication date, then outlet, then id: never by what they say."""
    ordered = sorted(dossier.story.reports, key=lambda report: _document_order(report.document))
    groups: dict[str, list[ClaimGroup]] = {}
    for group in dossier.comparison.claims:
        for claim in group.claims:
            groups.setdefault(claim, []).append(group)
    reports = tuple(Report(siglum, report) for siglum, report in zip(sigla(), ordered, strict=False))
    return Index(
        dossier=dossier,
        reports=reports,
        by_doc={report.doc.id: report for report in reports},
        quotes={quote.id: quote for report in ordered for quote in report.quotes},
        figures={figure.id: figure for report in ordered for figure in report.figures},
        claims={claim.id: claim for report in ordered for claim in report.claims},
        entities={entity.id: entity for entity in dossier.story.entities},
        quote_group={quote: group for group in dossier.comparison.quotes for quote in group.quotes},
        figure_group={figure: group for group in dossier.comparison.figures for figure in group.figures},
        claim_groups={claim: tuple(found) for claim, found in groups.items()},
    )


def _document_order(doc: Document) -> tuple[bool, str, bool, str, str]:
    return reading_order(
        doc.published.value if doc.published else None, doc.outlet.name if doc.outlet else None, doc.id
    )


def reading_order(published: str | None, outlet: str | None, identity: str) -> tuple[bool, str, bool, str, str]:
    """The key that reports are ordered by wherever they are listed: date, then outlet, then id; what is unknown stands
    last."""
    moment, name = _instant(published or ""), (outlet or "").casefold()
    return (not moment, moment, not name, name, identity)


def _instant(value: str) -> str:
    """A date as text that sorts by time: in UTC where it says its offset, else as it stands."""
    if "T" not in value:
        return value
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return moment.astimezone(UTC).isoformat() if moment.tzinfo else value


def sigla() -> Iterator[str]:
    """``A`` … ``Z``, ``AA``, ``AB`` … without end."""
    length = 1
    while True:
        for number in range(26**length):
            letters = ""
            for _ in range(length):
                number, letter = divmod(number, 26)
                letters = ascii_uppercase[letter] + letters
            yield letters
        length += 1


def quote_anchor(group: QuoteGroup) -> str:
    """The id on the page of a shared quotation."""
    return f"quote-{safe_id(group.id)}"


def figure_anchor(group: FigureGroup) -> str:
    """The id on the page of compared figures."""
    return f"figure-{safe_id(group.id)}"


def fact_anchor(group: ClaimGroup) -> str:
    """The id on the page of a fact."""
    return f"fact-{safe_id(group.id)}"


def safe_id(identity: str) -> str:
    """An id as letters, digits and ``-``, without two ids becoming one: what else it holds is spelled in hex."""
    return "".join(
        char if char.isascii() and (char.isalnum() or char == "-") else f"_{ord(char):x}_" for char in identity
    )
