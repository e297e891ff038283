"""What a report does not tell that the others do: facts, quotations and actors. It says "not in this report", never
why."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.compare.context import Contexts
from rashomon.compare.told import compare_told, incomparable
from rashomon.model import Annotations, ClaimGroup, Coverage, Document, Entity, QuoteGroup, Span, Story
from rashomon.model.finding import CoverageState

_ACTORS = frozenset({"person", "organization", "state", "group", "place", "product", "work", "law", "event", "other"})


def compare_coverage(
    story: Story, quotes: Sequence[QuoteGroup] = (), claims: Sequence[ClaimGroup] = (), table: Contexts | None = None
) -> tuple[Coverage, ...]:
    """The rows of ``compare_told``, then those of ``compare_actors``."""
    return (*compare_told(story, quotes, claims, table), *compare_actors(story))


def compare_actors(story: Story) -> tuple[Coverage, ...]:
    """For each actor that at least half of the reports name, and each report: present, absent, or not comparable.

    An actor is present where the report names it; a bare description is not a name, and the reason says where there is
    one. A single report has nothing to be compared with. The evidence is where this report, or else the others, name
    the actor.
    """
    if len(story.reports) < 2:
        return ()
    rows = []
    for entity in story.entities:
        if entity.type not in _ACTORS or entity.explanation.candidates:
            continue
        named = _first_names(entity)
        for report in story.reports:
            others = len(story.reports) - 1
            elsewhere = [span for doc, span in sorted(named.items()) if doc != report.document.id]
            if report.document.id in named:
                if len(named) >= 2:
                    rows.append(
                        _row(report.document, entity, "present", "named in this report", (named[report.document.id],))
                    )
            elif 2 * len(elsewhere) >= others:
                printed = _printed(report, entity)
                if printed is None:
                    rows.append(_not_named(report.document, entity, tuple(elsewhere), others))
                else:
                    reason = f"“{printed.text}” stands in this report; whether it is {entity.name} was not decided"
                    rows.append(_row(report.document, entity, "not-comparable", reason, (printed, *elsewhere)))
    return tuple(rows)


def _printed(report: Annotations, entity: Entity) -> Span | None:
    """A place where the report prints one of the entity's names although no mention there was joined to it.

    A name that the report gives to somebody else (another person of that surname) does not count.
    """
    text = report.document.text
    taken = [mention.span for other in report.entities for mention in other.mentions if other.id != entity.id]
    names = {
        m.span.text for m in entity.mentions if m.kind == "name" and len(m.span.text) >= 4 and m.span.text[0].isupper()
    }
    for name in sorted(names, key=lambda name: (-len(name), name)):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            span = report.document.span(*match.span())
            if not any(other.overlaps(span) and other.text != span.text for other in taken):
                return span
    return None


def _first_names(entity: Entity) -> dict[str, Span]:
    """Document id → where the report names the entity first."""
    first: dict[str, Span] = {}
    for mention in sorted(entity.mentions, key=lambda m: (m.span.doc, m.span.start)):
        if mention.kind == "name":
            first.setdefault(mention.span.doc, mention.span)
    return first


def _not_named(document: Document, entity: Entity, elsewhere: tuple[Span, ...], others: int) -> Coverage:
    count = f"{len(elsewhere)} of {others} other reports" if others > 1 else "the other report"
    barrier = incomparable(document)
    if barrier is not None:
        return _row(document, entity, "not-comparable", f"{barrier}; named in {count}", elsewhere)
    described = [m.span.text for m in entity.mentions if m.span.doc == document.id and m.kind == "description"]
    if described:
        reason = f"not named in this report, which says “{described[0]}”; named in {count}"
    else:
        reason = f"not in this report; named in {count}"
    return _row(document, entity, "absent", reason, elsewhere)


def _row(document: Document, entity: Entity, state: CoverageState, reason: str, evidence: tuple[Span, ...]) -> Coverage:
    return Coverage(document.id, "entity", entity.id, state, reason, evidence)
