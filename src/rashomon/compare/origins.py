"""Who credits whom: links from each report to agencies, outlets and speakers, and between reports of same wording.

``source`` is the report. ``target`` is an entity's id where the story has one, the printed or full name of an agency or
outlet where it has none, or another report. Bases: ``credit`` (the text names an agency or outlet), ``same-wording``
(two reporters wrote alike; from the report that takes to the one it credits, where a credit says so), ``quotation``
(the report gives words as this actor's, or through this person).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rashomon.compare.credits import Credit
from rashomon.compare.media import Media
from rashomon.model import Copy, OriginLink, Span, Story
from rashomon.model.finding import OriginBasis


def compare_origins(
    story: Story, credits: Sequence[Credit], copies: Sequence[Copy], media: Media
) -> tuple[OriginLink, ...]:
    """One link for each report, target and basis, with all places that say so."""
    places: defaultdict[tuple[str, str, OriginBasis], set[Span]] = defaultdict(set)
    reasons: defaultdict[tuple[str, str, OriginBasis], set[str]] = defaultdict(set)
    for credit in credits:
        link: tuple[str, str, OriginBasis] = (credit.doc, media.target(credit.key), "credit")
        places[link].add(credit.span)
        reasons[link].add(credit.rule)
    for copy in copies:
        wording = [pair for pair, kind in zip(copy.spans, copy.kinds, strict=True) if kind == "writing"]
        if wording:
            source, target = copy.direction.split("→")[::-1] if copy.direction else copy.docs
            link = (source, target, "same-wording")
            places[link].update(span for pair in wording for span in pair)
            reasons[link].add(copy.reason)
    for report in story.reports:
        for quote in report.quotes:
            for named in [*([quote.speaker] if quote.speaker else []), *quote.via]:
                key = media.source(named)
                if key is None or not key.startswith("entity:"):
                    continue
                link = (report.document.id, media.target(key), "quotation")
                places[link].add(named.evidence)
                reasons[link].add("speaker" if named is quote.speaker else "relay")
    return tuple(
        OriginLink(*link, evidence=tuple(sorted(spans)), reason=", ".join(sorted(reasons[link])))
        for link, spans in sorted(places.items())
    )
