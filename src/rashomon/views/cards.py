"""A card for a noun or for its JSON, which a notebook shows as HTML and anything else as a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from rashomon.dossier import checked, decode
from rashomon.errors import DossierError
from rashomon.model import ANNOTATIONS_FORMAT, FORMAT, Annotations, Document, Dossier, Failure, Quote, QuoteGroup
from rashomon.views import notebook
from rashomon.views.index import index

Item = Dossier | Annotations | Document | Quote | QuoteGroup | Failure


@dataclass(frozen=True, slots=True)
class Card:
    """What ``rashomon.show`` gives: HTML where a notebook asks for it, a line of text elsewhere."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def card(item: object, dossier: Dossier | None = None) -> Card:
    """The card of a noun or of its JSON. ``dossier`` is the one that ``item`` is from, and gives outlets and speakers.

    Raises DossierError for an object of JSON that is none of the contract's or lacks something, TypeError for anything
    else that has no card.
    """
    noun = _noun(cast(Mapping[str, Any], item), dossier) if isinstance(item, Mapping) else item
    return Card(html(noun, dossier), repr(noun))


def html(item: object, dossier: Dossier | None = None) -> str:
    """The HTML of ``card``, a plain string: text that is joined with it is not escaped behind the caller's back."""
    return str(_html(item, dossier))


def _html(item: object, dossier: Dossier | None) -> str:
    match item:
        case Dossier():
            return notebook.dossier_html(item)
        case Annotations():
            return notebook.report_html(item)
        case Document():
            return notebook.document_html(item)
        case Quote():
            return notebook.quote_html(item, index(dossier) if dossier else None)
        case QuoteGroup():
            return notebook.group_html(item, index(dossier) if dossier else None)
        case Failure():
            return notebook.failure_html(item)
    message = f"{type(item).__name__} has no card; show a dossier, a report, a document or a quotation"
    raise TypeError(message)


def _noun(data: Mapping[str, Any], dossier: Dossier | None) -> Item:
    """An object of the contract's JSON as a noun."""
    try:
        if data.get("format") == FORMAT:
            return decode.dossier(checked(data))
        if data.get("format") == ANNOTATIONS_FORMAT:
            return decode.failure(data["failure"]) if "failure" in data else decode.report(cast(Any, data))
        if "blocks" in data:
            return decode.document(cast(Any, data))
        if "differs" in data and dossier is not None:
            quotes = {quote.id: quote for report in dossier.story.reports for quote in report.quotes}
            return decode.quote_group(cast(Any, data), quotes)
        if "speaker" in data and "kind" in data:
            return decode.quote(cast(Any, data))
    except (KeyError, TypeError, ValueError) as error:
        raise DossierError(f"this object breaks the contract: {type(error).__name__} {error}") from error
    raise DossierError(
        "this is no dossier, report, document or quotation of the contract"
        + ("; to show a shared quotation, give its dossier too" if "differs" in data else "")
    )
