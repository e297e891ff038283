"""All edits of all stories, from a seed; each compared with its original alone and within the whole story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.edits import controls, facts, quotations
from bench.edits.edit import KINDS, Edit, Kind, Source
from bench.edits.reports import folders, sources
from bench.edits.scoring import Report, already_differs, beside, false_reports, is_reported
from rashomon.annotate.report import annotate
from rashomon.api import finish
from rashomon.language import parse
from rashomon.model import Dossier

SEED = 20_26
MOST: Mapping[Kind, int] = {
    "figure": 80,
    "date": 80,
    "name": 60,
    "negation": 70,
    "action": 70,
    "cut": 90,
    "wording": 70,
}
"""How many edits of a kind are measured, drawn at random over all stories; of the others all."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the comparison made of one edit.

    ``alone`` and ``within`` (the whole story) are True where it is right: the change reported as such, or nothing
    reported where nothing changed. ``within`` is None where the story could not show it. ``beside`` and ``false`` are
    what was reported without a change.
    """

    edit: Edit
    source: Source
    alone: bool
    within: bool | None
    beside: tuple[Report, ...] = ()
    false: tuple[Report, ...] = ()


def edits_of(reports: Sequence[Source], seed: int = SEED) -> list[Edit]:
    """Every edit of one story's reports. The same reports and the same ``seed`` give the same edits."""
    story = "\n".join(source.text for source in reports)
    values = frozenset(f.low for source in reports for f in source.annotations.figures if f.low is not None)
    found: list[Edit] = []
    for source in reports:
        rng = Random(f"{seed} {source.story} {source.name}")
        found += facts.figures(source, values, rng)
        found += facts.dates(source, rng)
        found += facts.names(source, story, rng)
        found += facts.places(source, story, rng)
        found += facts.negations(source)
        found += facts.actions(source, rng)
        found += quotations.cuts(source)
        found += quotations.wordings(source, rng)
        found += quotations.speakers(source, rng)
        found += quotations.channels(source, rng)
        found += controls.paraphrases(source, rng)
        found += controls.light_rewrites(source)
        found += controls.copies(source)
    return found


def drawn(every: int = 1, seed: int = SEED) -> dict[Path, list[Edit]]:
    """The edits that are measured, by the folder of their story; only each ``every``-th of a kind."""
    made = {folder: edits_of(sources(folder), seed) for folder in folders()}
    kept: set[str] = set()
    for kind in KINDS:
        of_kind = [edit for edits in made.values() for edit in edits if edit.kind == kind]
        most = min(MOST.get(kind, len(of_kind)), len(of_kind))
        kept |= {edit.document.id for edit in Random(f"{seed} {kind}").sample(of_kind, most)[::every]}
    return {folder: [edit for edit in edits if edit.document.id in kept] for folder, edits in made.items()}


def measure(*, every: int = 1, kinds: Iterable[Kind] = KINDS) -> Iterator[Outcome]:
    """The outcome of each edit of ``kinds``, story by story."""
    wanted = set(kinds)
    for folder, edits in drawn(every).items():
        reports = sources(folder)
        whole = finish([source.annotations for source in reports])
        by_name = {source.name: source for source in reports}
        for edit in edits:
            if edit.kind in wanted:
                yield outcome(edit, by_name[edit.report], reports, whole)


def outcome(edit: Edit, source: Source, reports: Sequence[Source], whole: Dossier) -> Outcome:
    """``edit`` beside its original ``source``, alone and among ``reports``, whose own dossier is ``whole``."""
    changed = annotate(edit.document, parse(edit.document.text))
    alone = finish([source.annotations, changed])
    within = finish([*(report.annotations for report in reports), changed])
    original = source.document.id
    if edit.is_control:
        false = false_reports(edit, original, alone, None)
        more = false_reports(edit, original, within, whole)
        return Outcome(edit, source, not false, not more, false=tuple(false) or tuple(more))
    hidden = already_differs(edit, original, whole)
    return Outcome(
        edit,
        source,
        is_reported(edit, original, alone),
        None if hidden else is_reported(edit, original, within),
        beside=tuple(beside(edit, alone)),
    )
