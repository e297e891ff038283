"""All that is found in one report, in the order in which one part stands on another."""

from __future__ import annotations

from spacy.tokens import Doc

from rashomon.annotate.circumstances import with_circumstances
from rashomon.annotate.claims import find_claims
from rashomon.annotate.entities import find_described
from rashomon.annotate.figures import find_figures
from rashomon.annotate.names import find_names
from rashomon.annotate.quoted_times import with_quoted_times
from rashomon.annotate.quotes import find_quotes
from rashomon.annotate.times import find_times
from rashomon.model import Annotations, Document


def annotate(document: Document, doc: Doc) -> Annotations:
    """The annotations of ``document``, whose parse is ``doc`` (``doc.text == document.text``)."""
    entities, descriptions = find_described(document, doc)
    times = find_times(document, doc)
    quotes = with_circumstances(document, doc, find_quotes(document, doc, entities), entities, times)
    times = with_quoted_times(document, times, quotes)
    figures = find_figures(document, doc, quotes, times, entities)
    return Annotations(
        document=document,
        entities=entities,
        quotes=quotes,
        figures=figures,
        times=times,
        names=find_names(document, doc, entities, quotes, descriptions),
        claims=find_claims(document, doc, entities, quotes, figures, times),
    )
