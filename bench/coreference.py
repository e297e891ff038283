"""Coreference within a report, on the open part of OntoGUM: ``python -m bench.coreference``.

OntoGUM (Zhu, Pradhan & Zeldes 2021, "OntoGUM: Evaluating Contextualized SOTA Coreference Resolution on 12 More
Genres", ACL) marks noun phrases of every kind, in the scheme of OntoNotes: no singletons, no appositions, no
predicates. Rashomon tracks named and described actors only, and its spans leave titles and modifiers out. Therefore

* mentions are matched by head word: the word of a span that the treebank's tree hangs outside of it, and of a flat name
  its first word, as in the head match of CorefUD (Žabokrtský et al. 2022). Where two gold mentions have one head ("Ana
  and Luis", "Ana"), ours is the shorter;
* our singletons, and our mentions that the tree has as appositions or predicates, are left out on both systems;
* two settings are given. ``all``: every gold chain against all that is predicted; low, for most chains are no actors.
  ``actors``: the gold chains with a mention headed by a proper noun or by he or she. There a cluster of ours that
  touches only the other gold chains is left out too; one that touches none is still an error.

Our clusters are the entities of a report with the pronouns that ``Referents`` resolves to them, within quotations by
``resolve_quoted``; who spoke last, to whom the attribution of quotations lets pronouns lean, is not given. The baseline
clusters the same language pack's names by their last word, and gives he or she to the nearest person's name before.
The pack was trained on the treebank's training and development parts; ``unseen`` are the documents of its test part.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table
from spacy.tokens import Doc
from training.coreference.corpus import HE_SHE, Key, Text, read

from bench.coreference_metrics import MEASURES, Score, conll_f1, measure as score
from rashomon.annotate.entities import find_entities
from rashomon.annotate.quotes import find_quotes
from rashomon.annotate.referents import Referents
from rashomon.language import parse

ASKED = frozenset({"he", "him", "his", "she", "her"})
PRONOUNS = HE_SHE | {"it", "its", "they", "them", "their"}


@dataclass(slots=True)
class Answer:
    """A system's clusters by name, without pronouns; the cluster of each pronoun that it resolved; and why or why
    not, in words."""

    clusters: dict[str, set[Key]] = field(default_factory=dict)
    pronouns: dict[Key, str] = field(default_factory=dict)
    why: dict[Key, str] = field(default_factory=dict)

    def put(self, key: Key | None, cluster: str) -> None:
        if key is not None and not any(key in keys for keys in self.clusters.values()):
            self.clusters.setdefault(cluster, set()).add(key)

    def response(self) -> list[frozenset[Key]]:
        keys = {cluster: set(mentions) for cluster, mentions in self.clusters.items()}
        for key, cluster in self.pronouns.items():
            keys.setdefault(cluster, set()).add(key)
        return [frozenset(mentions) for mentions in keys.values() if len(mentions) > 1]


def rashomon_answer(text: Text, doc: Doc) -> Answer:
    """The entities of the report and the pronouns that go to them."""
    document, answer, inside = text.document, Answer(), dict[int, list[int]]()
    entities = find_entities(document, doc)
    for entity in entities:
        for mention in entity.mentions:
            answer.put(text.key(mention.span.start, mention.span.end), entity.id)
    for quote in find_quotes(document, doc, entities):
        outer = quote.outer or quote.span
        run = [token.i for token in doc if quote.marked and outer.start <= token.idx < outer.end]
        inside |= {i: run for i in run if i not in inside}
    referents = Referents(document, doc, entities, frozenset(range(len(doc))) - inside.keys())
    for token in doc:
        key = text.key(token.idx, token.idx + len(token)) if token.lower_ in PRONOUNS else None
        if key is None or token.pos_ != "PRON":
            continue
        quoted = inside.get(token.i)
        found = referents.resolve(token) if quoted is None else referents.resolve_quoted(token, quoted)
        answer.why[key] = found.how
        if found.source is not None and found.source.entity is not None:
            answer.pronouns[key] = found.source.entity
    return answer


def baseline_answer(text: Text, doc: Doc) -> Answer:
    """Names by their last word; he and she by the nearest person's name before."""
    answer = Answer()
    for name in doc.ents:
        answer.put(text.key(name.start_char, name.end_char), name[-1].text)
    people = {name.end_char: name[-1].text for name in doc.ents if name.label_ == "PER"}
    for token in doc:
        key = text.key(token.idx, token.idx + len(token)) if token.lower_ in HE_SHE else None
        before = [end for end in people if end <= token.idx]
        if key is not None and before:
            answer.pronouns[key] = people[max(before)]
    return answer


def outcomes(text: Text, answer: Answer) -> Iterator[tuple[Key, str]]:
    """Each he, him, his, she, her of a gold chain with a name before it, as right, wrong or open.

    Right is a cluster whose nearest mention before, of those in any gold chain, is in the pronoun's chain. (The scheme
    begins a new chain at every indefinite, "a member of …", so that a person's mentions may stand in several.)
    """
    chain_of = {key: chain for chain in text.chains for key in chain}
    for key in sorted(key for key in chain_of if text.spelled(key[0]).lower() in ASKED):
        if not any(text.is_name(other) and other < key for other in chain_of[key]):
            continue
        given = answer.pronouns.get(key)
        before = [other for other in answer.clusters.get(given or "", ()) if other < key and other in chain_of]
        right = bool(before) and max(before) in chain_of[key]
        yield key, "open" if given is None else "right" if right else "wrong"


@dataclass(slots=True)
class Row:
    """A system on the documents of a genre; ``pronouns`` are the same in both settings."""

    setting: str
    genre: str
    system: str
    documents: int = 0
    scores: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in MEASURES})
    pronouns: Counter[str] = field(default_factory=Counter)

    @property
    def conll(self) -> float:
        return conll_f1(self.scores)

    def cells(self) -> list[str]:
        """The row as it is printed: documents, F1 in percent, pronouns right, wrong, open."""
        shown = [f"{100 * figure:.1f}" for figure in (self.conll, *(self.scores[name].f1 for name in MEASURES))]
        counts = "/".join(str(self.pronouns[outcome]) for outcome in ("right", "wrong", "open"))
        return [self.setting, self.genre, self.system, str(self.documents), *shown, counts]


def measure(shared: Path, *, every: int = 1) -> list[Row]:
    """Every ``every``-th document, by setting, genre and system; nothing where the corpus is not there."""
    train, rows = shared / "data" / "train", dict[tuple[str, str, str], Row]()
    held = train / "ud_gum_open" / "en_gum_open-test.conllu"
    unseen = {text.name for text in read(held)} if held.exists() else set()
    for path in sorted((train / "ontogum_open").glob("*.conllu"))[::every]:
        (text,) = read(path)
        doc = parse(text.document.text)
        actors = [chain for chain in text.chains if text.is_actor(chain)]
        beside = frozenset[Key]().union(*(chain for chain in text.chains if chain not in actors))
        for system, answer in (("Rashomon", rashomon_answer(text, doc)), ("baseline", baseline_answer(text, doc))):
            ours, pronouns = answer.response(), Counter(outcome for _, outcome in outcomes(text, answer))
            of_actors = [o for o in ours if not o & beside or any(o & chain for chain in actors)]
            for setting, key, response in (("actors", actors, of_actors), ("all", text.chains, ours)):
                scores = score(key, response)
                for genre in ("every genre", *(["unseen"] if text.name in unseen else []), text.name.split("_")[1]):
                    row = rows.setdefault((setting, genre, system), Row(setting, genre, system))
                    row.documents += 1
                    row.scores = {name: row.scores[name] + scores[name] for name in scores}
                    row.pronouns += pronouns
    return sorted(rows.values(), key=lambda row: (row.setting, row.genre != "every genre", row.genre))


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(prog="python -m bench.coreference", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder of corpora")
    parser.add_argument("--every", type=int, default=1, help="only every so many documents")
    options = parser.parse_args()
    rows = measure(options.shared, every=options.every)
    table = Table("chains", "genre", "system", "texts", "CoNLL", *MEASURES, "he/she right/wrong/open", title="F1, in %")
    for row in rows:
        table.add_row(*row.cells())
    Console(width=None if sys.stdout.isatty() else 120).print(table)


if __name__ == "__main__":
    main()
