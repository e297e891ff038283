"""Events and actors across reports, on the test topics of ECB+: ``python -m bench.ecbplus``.

Cybulska & Vossen 2014 (ECB+); topics 36 to 45 are the test part since Cybulska & Vossen 2015, "Bag of Events". Each
half of a topic is a story, as for the comparison; scores of the stories are added. Mentions are predicted, in the
sentences whose annotation was checked:

* an event is the predicate of a claim. Claims of one group tell one event; every other claim tells one of its own.
  ECB+ also marks events that are nouns ("the earthquake"), which are no claims: the figure is one of merit, not of aim.
* an actor is an entity of the story, by the heads of its names and descriptions; people, things and places are gold.

A mention is the gold one in whose span its head word stands. The baseline takes the same mentions and puts those with
the same head lemma together, which is hard to beat on ECB+ (Upadhyay et al. 2016, "Revisiting the Evaluation for
Cross Document Event Coreference", COLING).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.table import Table
from spacy.tokens import Doc
from training.same_fact.corpus import TEST, Report, reports

from bench.coreference_metrics import MEASURES, Cluster, Score, conll_f1, measure as score
from rashomon.annotate.report import annotate
from rashomon.api import finish
from rashomon.language import parse
from rashomon.model import Dossier, Story

Head = tuple[str, int]
"""Document and character offset of a mention's head word."""


@dataclass(slots=True)
class Row:
    """Scores of one system on events or actors."""

    what: str
    system: str
    stories: int = 0
    scores: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in MEASURES})

    @property
    def conll(self) -> float:
        return conll_f1(self.scores)

    def add(self, scores: dict[str, Score]) -> None:
        """Add the scores of one more story."""
        self.stories += 1
        self.scores = {name: self.scores[name] + scores[name] for name in self.scores}

    def cells(self) -> list[str]:
        """What, system, number of stories, CoNLL, F1 of each measure."""
        shown = [f"{100 * figure:.1f}" for figure in (self.conll, *(self.scores[name].f1 for name in MEASURES))]
        return [self.what, self.system, str(self.stories), *shown]


def event_clusters(dossier: Dossier) -> list[list[Head]]:
    """The predicates of the claims, those of one group together. A claim of two groups counts in the first."""
    heads = {
        claim.id: (claim.span.doc, int(claim.explanation.details["head"]))
        for report in dossier.story.reports
        for claim in report.claims
    }
    taken: set[str] = set()
    clusters = []
    for group in dossier.comparison.claims:
        clusters.append([heads[id] for id in group.claims if id not in taken])
        taken.update(group.claims)
    return [cluster for cluster in clusters if cluster] + [[heads[id]] for id in heads if id not in taken]


def actor_clusters(story: Story) -> list[list[Head]]:
    """The heads of each entity's mentions."""
    return [[(mention.span.doc, mention.head) for mention in entity.mentions] for entity in story.entities]


def by_lemma(clusters: Iterable[Sequence[Head]], docs: dict[str, Doc]) -> list[list[Head]]:
    """The same mentions, put together by the lemma of their head word."""

    def lemma(head: Head) -> str:
        span = docs[head[0]].char_span(head[1], head[1] + 1, alignment_mode="expand")
        return span.root.lemma_.lower() if span is not None else ""

    heads = sorted((head for cluster in clusters for head in cluster), key=lambda head: (lemma(head), head))
    return [list(same) for _, same in groupby(heads, key=lemma)]


def gold_clusters(story: Sequence[Report], what: str) -> list[frozenset[Head]]:
    """The chains of a story, each mention by its document and first character."""
    chains: dict[str, set[Head]] = {}
    for report in story:
        for start, _, chain in report.events if what == "events" else report.actors:
            chains.setdefault(chain, set()).add((report.document.id, start))
    return [frozenset(chain) for chain in chains.values()]


def as_gold(clusters: Iterable[Sequence[Head]], story: Sequence[Report], what: str) -> list[Cluster]:
    """Clusters with each mention as the gold one that holds its head; the first of two that fall together stays.
    Mentions outside of the checked sentences are left out."""
    by_id = {report.document.id: report for report in story}
    seen: set[Head] = set()
    found = list[Cluster]()
    for cluster in clusters:
        keys = []
        for doc, offset in cluster:
            report = by_id[doc]
            if not any(start <= offset < end for start, end in report.checked):
                continue
            spans = report.events if what == "events" else report.actors
            key = (doc, min((s for s, e, _ in spans if s <= offset < e), default=offset))
            if key not in seen:
                seen.add(key)
                keys.append(key)
        if keys:
            found.append(frozenset(keys))
    return found


def stories(folder: Path, topics: frozenset[int] = TEST) -> Iterator[list[Report]]:
    """The stories of ``topics``, each with its reports."""
    chosen = sorted((r for r in reports(folder) if r.topic in topics), key=lambda r: (r.topic, r.story, r.document.id))
    for _, same in groupby(chosen, key=lambda report: report.story):
        yield list(same)


def measure(shared: Path, *, most: int | None = None) -> list[Row]:
    """A row for events and actors, for Rashomon and the baseline; nothing where the corpus is not there."""
    folder = shared / "data" / "train" / "ecbplus"
    if not folder.is_dir():
        return []
    rows = {(what, name): Row(what, name) for what in ("events", "actors") for name in ("Rashomon", "same head lemma")}
    for story in list(stories(folder))[:most]:
        docs = {report.document.id: parse(report.document.text) for report in story}
        dossier = finish([annotate(report.document, docs[report.document.id]) for report in story])
        for what, ours in (("events", event_clusters(dossier)), ("actors", actor_clusters(dossier.story))):
            key = gold_clusters(story, what)
            for name, clusters in (("Rashomon", ours), ("same head lemma", by_lemma(ours, docs))):
                rows[what, name].add(score(key, as_gold(clusters, story, what)))
    return list(rows.values())


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(prog="python -m bench.ecbplus", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder of corpora")
    parser.add_argument("--most", type=int, help="only so many stories")
    options = parser.parse_args()
    table = Table("mentions of", "system", "stories", "CoNLL", *MEASURES, title="ECB+ test, F1 in %")
    for row in measure(options.shared, most=options.most):
        table.add_row(*row.cells())
    Console(width=None if sys.stdout.isatty() else 110).print(table)


if __name__ == "__main__":
    main()
