"""The formats by name. A format's module is imported when it is asked for: most need a library that others do not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from importlib import import_module

from rashomon.dossier.contract import DossierJSON
from rashomon.errors import ExportError
from rashomon.views.exports.findings import SCOPES, Scope, select
from rashomon.views.exports.gather import gather

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Format:
    """``text``: it can be read in a terminal. ``holds``: the scopes that it has a place for."""

    name: str
    title: str
    module: str
    text: bool = True
    holds: tuple[Scope, ...] = SCOPES


FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        Format("csv", "one row a finding and place; safe in a spreadsheet", "csv"),
        Format("xlsx", "the same as a workbook, with the reports and the actors", "xlsx", text=False),
        Format("markdown", "findings with footnotes that hold the exact words", "markdown"),
        Format("web-annotation", "W3C Web Annotation (JSON-LD)", "web_annotation"),
        Format("tei", "critical apparatus of the quotations (TEI P5)", "tei", holds=("quotes",)),
        Format("claimreview", "schema.org ClaimReview drafts without a rating", "claimreview", holds=("claims",)),
        Format("ftm", "FollowTheMoney entities", "ftm"),
        Format("parquet", "the rows of the CSV, typed and exact", "parquet", text=False),
        Format("conllu", "the parsed reports with the findings' spans (CoNLL-U)", "conllu"),
        Format("bibtex", "the reports as BibTeX", "bibtex"),
    )
}


def write(
    dossier: DossierJSON, to: str, *, only: Collection[str] = (), finding: str | None = None, bom: bool = False
) -> bytes:
    """The bytes of the file in the format ``to``; the same dossier gives the same bytes.

    ``only`` names scopes, ``finding`` one finding by its id. ``bom`` puts a byte order mark before a CSV, which some
    spreadsheets need to read it as UTF-8. Raises ExportError where the format has no place for what is asked.
    """
    form = FORMATS.get(to)
    if form is None:
        raise ExportError(f"there is no format {to!r}; choose among {', '.join(FORMATS)}")
    if bom and to != "csv":
        raise ExportError(f"a byte order mark is for CSV; leave it out with {to}")
    selection = select(dossier, gather(dossier), only, finding)
    held = ", ".join(form.holds)
    if only and not set(only) & set(form.holds):
        raise ExportError(f"{to} holds {held} only; choose another format for {', '.join(only)}")
    if finding is not None and selection.findings[0].scope not in form.holds:
        raise ExportError(f"{to} holds {held} only; the finding {finding} is of {selection.findings[0].scope}")
    data: bytes = import_module(f"rashomon.views.exports.{form.module}").write(selection)
    return BOM + data if bom else data
