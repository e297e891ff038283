"""How each report names each actor, the report's own voice apart from the voices that it quotes."""

from __future__ import annotations

from rashomon.model import Name, Naming, Span, Story

_ACTORS = frozenset({"person", "organization", "state", "group"})


def compare_naming(story: Story) -> tuple[Naming, ...]:
    """One row an actor that some report labels, in the order of the story's entities.

    ``own`` holds the labels in the report's own voice, headlines and captions included, ``quoted`` those inside
    quotations; each as printed, in the order of the text, once. A report that labels the actor in neither voice has no
    entry.
    """
    rows = []
    for entity in story.entities:
        if entity.type not in _ACTORS:
            continue
        own: dict[str, tuple[str, ...]] = {}
        quoted: dict[str, tuple[str, ...]] = {}
        evidence: list[Span] = []
        for report in story.reports:
            names = [name for name in report.names if name.entity == entity.id]
            mine = _labels([name for name in names if name.voice != "quoted"])
            theirs = _labels([name for name in names if name.voice == "quoted"])
            if mine:
                own[report.document.id] = tuple(mine)
            if theirs:
                quoted[report.document.id] = tuple(theirs)
            evidence += [*mine.values(), *theirs.values()]
        if evidence:
            rows.append(Naming(entity.id, own, quoted, tuple(sorted(set(evidence)))))
    return tuple(rows)


def _labels(names: list[Name]) -> dict[str, Span]:
    """Label on one line → where it stands first. A label that differs only in capitals is the same label."""
    labels: dict[str, Span] = {}
    seen: set[str] = set()
    for name in names:
        label = " ".join(name.span.text.split())
        if label.casefold() not in seen:
            seen.add(label.casefold())
            labels[label] = name.span
    return labels
