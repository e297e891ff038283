"""The whole line in a few functions. ``rashomon/__init__.py`` re-exports them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from rashomon import model
from rashomon.dossier import Verification, assemble, dossier_json, to_json, verify
from rashomon.errors import NothingToCompare
from rashomon.model import Annotations, Document, Failure
from rashomon.model.display import show_by
from rashomon.sources import RawReport, read as read_sources

if TYPE_CHECKING:
    from rashomon.views.cards import Card

Paths = str | Path | Iterable[str | Path]


class Dossier(model.Dossier):
    """A finished dossier: plain data (``story``, ``comparison``, ``failures``) that can show and write itself."""

    __slots__ = ()

    def to_json(self) -> str:
        """The contract's JSON (``rashomon-dossier/1``) as text."""
        return to_json(self)

    def to_html(self, *, verification: Verification | None = None) -> str:
        """One HTML page that needs no network. Its footer counts the spans re-read; ``verification`` saves doing so
        twice."""
        from rashomon.views.html import to_html

        return to_html(self, verification=verification)

    def verify(self) -> Verification:
        """Re-read every span of the JSON that this dossier writes."""
        return verify(dossier_json(self))


def read(paths: Paths, *, stdin: BinaryIO | None = None) -> Iterator[Document | Failure]:
    """Read and clean reports from files, folders or ``-``; one item for each report, in the order given."""
    from rashomon.engine import read_documents

    return read_documents(_sources(paths, stdin))


def annotate(paths: Paths, *, stdin: BinaryIO | None = None) -> Iterator[Annotations | Failure]:
    """Read, clean and annotate reports one by one, in constant memory."""
    from rashomon.engine import annotate_documents

    return annotate_documents(read(paths, stdin=stdin))


def compare(paths: Paths, *, title: str | None = None, stdin: BinaryIO | None = None) -> Dossier:
    """The dossier of the given reports, taken as one story.

    The result does not depend on the order of ``paths``. Raises NothingToCompare where no report is left.
    """
    return build(list(_sources(paths, stdin)), title=title)


def export(
    dossier: model.Dossier | Mapping[str, Any] | str | Path,
    to: str,
    *,
    only: Iterable[str] = (),
    finding: str | None = None,
    bom: bool = False,
) -> bytes:
    """A dossier, its JSON as read, or the path of its JSON, in another tool's format, as the bytes of a file.

    ``to`` is ``csv``, ``xlsx``, ``markdown``, ``web-annotation``, ``tei``, ``claimreview``, ``ftm``, ``parquet``,
    ``conllu`` or ``bibtex``. ``only`` names kinds of findings (``quotes``, ``figures``, ``claims``, ``naming``,
    ``coverage``, ``origins``, ``copies``, ``timeline``), ``finding`` one finding by its id; ``bom`` begins a CSV with a
    byte order mark. Raises DossierError for what is no dossier, VerificationError where a span does not equal its
    slice, ExportError for an unknown format, scope or finding and where a format's package is missing.
    """
    from rashomon.dossier import checked, load
    from rashomon.views import exports

    if isinstance(dossier, model.Dossier):
        data = checked(dossier_json(dossier))
    elif isinstance(dossier, (str, Path)):
        data = load(dossier)
    else:
        data = checked(dossier)
    return exports.write(data, to, only=tuple(only), finding=finding, bom=bom)


def show(item: object, *, dossier: model.Dossier | None = None) -> Card:
    """A card of a dossier, a report, a document, a quotation or a shared one, or of their JSON as plain dictionaries.

    A notebook shows it as bounded HTML, anything else as a line. The nouns themselves show the same where they are the
    last expression of a cell; with ``dossier``, the one that a quotation is from, the card names outlets and speakers
    too. Raises DossierError for a dictionary that is none of the contract's, TypeError for what has no card.
    """
    from rashomon.views.cards import card

    return card(item, dossier)


def _draw(item: object) -> str:
    """What a notebook shows of a noun; the views are imported when the first is asked for."""
    from rashomon.views.cards import html

    return html(item)


# The model imports no view; here, to the right of both, it is told by what it is shown.
show_by(_draw)


def build(items: list[RawReport | Failure], *, title: str | None = None) -> Dossier:
    """The dossier of reports that were read already; the second half of ``compare``."""
    from rashomon.cleaning import learn_habits
    from rashomon.engine import annotate_documents, read_documents

    habits = learn_habits([item for item in items if isinstance(item, RawReport)])
    return finish(annotate_documents(read_documents(items, habits=habits)), title=title)


def finish(items: Iterable[Annotations | Failure], *, title: str | None = None) -> Dossier:
    """Compare annotated reports and assemble the dossier; the last third of ``compare``."""
    from rashomon.compare.entities import merge_entities
    from rashomon.compare.findings import compare as compare_story
    from rashomon.compare.publication import with_publication
    from rashomon.language import pack_version

    reports: list[Annotations] = []
    failures: list[Failure] = []
    for item in items:
        if isinstance(item, Failure):
            failures.append(item)
        else:
            reports.append(item)
    if not reports:
        reasons = "; ".join(
            f"{failure.origin.path or failure.origin.url or '-'}: {failure.message}" for failure in failures
        )
        raise NothingToCompare(f"no report is left to compare. {reasons or 'Name at least one file or folder.'}")
    story = with_publication(merge_entities(reports, title))
    dossier = assemble(story, compare_story(story), failures, language_pack=pack_version())
    return Dossier(**{field.name: getattr(dossier, field.name) for field in fields(dossier)})


def _sources(paths: Paths, stdin: BinaryIO | None) -> Iterator[RawReport | Failure]:
    listed = [paths] if isinstance(paths, (str, Path)) else list(paths)
    return read_sources(listed, stdin=stdin if stdin is not None else sys.stdin.buffer)
