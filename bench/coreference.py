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
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from rich.console import Console
from rich.table import Table
from spacy.tokens import Doc

from bench.coreference_metrics import MEASURES, Score, conll_f1, measure as score
from rashomon.annotate.entities import find_entities
from rashomon.annotate.quotes import find_quotes
from rashomon.annotate.referents import Referents
from rashomon.language import parse
from rashomon.model import Block, BlockRole, Document, Origin

ASKED = frozenset({"he", "him", "his", "she", "her"})
HE_SHE = ASKED | {"himself", "hers", "herself"}
PRONOUNS = HE_SHE | {"it", "its", "they", "them", "their"}
_ENTITY = re.compile(r"\((\w+)(\)?)|(\w+)\)")
_ROLES: dict[str, BlockRole] = {"head": "heading", "caption": "caption", "item": "list", "quote": "quote"}

Key: TypeAlias = tuple[int, int]
"""A mention: its head word, and how many shorter mentions have the same head."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the treebank; ``head`` is its own index at the root."""

    start: int
    end: int
    upos: str
    head: int
    relation: str


@dataclass(slots=True)
class Text:
    """A document of OntoGUM. ``chains`` are its gold clusters."""

    name: str
    document: Document
    words: list[Word]
    chains: list[frozenset[Key]] = field(default_factory=list)

    def spelled(self, word: int) -> str:
        return self.document.text[self.words[word].start : self.words[word].end]

    def head(self, inside: Sequence[int]) -> int:
        """The head of a run of words: the highest, and of a flat name the first."""
        top = next((i for i in inside if self.words[i].head not in inside or self.words[i].head == i), inside[0])
        while self.words[top].relation.startswith("flat"):
            top = self.words[top].head
        return top

    def key(self, start: int, end: int) -> Key | None:
        """The mention that a span of characters is, or None for what the scheme does not mark."""
        inside = [i for i, word in enumerate(self.words) if word.start < end and start < word.end]
        if not inside:
            return None
        top = self.head(inside)
        predicate = any(word.head == top and word.relation == "cop" for word in self.words)
        return None if predicate or self.words[top].relation == "appos" else (top, 0)

    def is_name(self, key: Key) -> bool:
        return self.words[key[0]].upos == "PROPN"

    def is_actor(self, chain: frozenset[Key]) -> bool:
        return any(self.is_name(key) or self.spelled(key[0]).lower() in HE_SHE for key in chain)


def read(path: Path) -> Text:
    """A CoNLL-U file with ``Entity`` brackets as running text, a blank line between two paragraphs."""
    text, words, starts = "", list[Word](), list[tuple[BlockRole, int]]()
    opened, found = dict[str, list[int]](), list[tuple[int, int, str]]()
    for sentence in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = sentence.splitlines()
        if not text or any(line.startswith("# newpar") for line in lines):
            text = text.rstrip() + "\n\n" if text else ""
            kind = next((line for line in lines if line.startswith("# newpar_block")), "").replace("|", " ")
            role: BlockRole = next((_ROLES[word] for word in kind.split() if word in _ROLES), "body")
            starts.append(("headline" if not text and role == "heading" else role, len(text)))
        base, covered, begin, end = len(words), 0, 0, 0
        for row in (line.split("\t") for line in lines if not line.startswith("#")):
            space = "" if "SpaceAfter=No" in row[9].split("|") else " "
            if not row[0].isdigit():
                if "-" in row[0]:
                    covered, begin, end = int(row[0].split("-")[1]), len(text), len(text) + len(row[1])
                    text += row[1] + space
                continue
            if int(row[0]) > covered:
                begin, end = len(text), len(text) + len(row[1])
                text += row[1] + space
            at = max(text.find(row[1], begin, end), begin)
            head = int(row[6]) + base - 1 if row[6] != "0" else len(words)
            words.append(Word(at, min(end, at + len(row[1])), row[3], head, row[7]))
            begin = min(end - 1, at + len(row[1]))
            entity = next((value[7:] for value in row[9].split("|") if value.startswith("Entity=")), "")
            for opens, closes, ends in _ENTITY.findall(entity):
                if opens:
                    opened.setdefault(opens, []).append(len(words) - 1)
                if closes or ends:
                    found.append((opened[opens or ends].pop(), len(words), opens or ends))
    text = text.rstrip()
    bounds = [*(start for _, start in starts[1:]), len(text) + 2]
    blocks = [Block(role, s, e - 2, s, e - 2) for (role, s), e in zip(starts, bounds, strict=True)]
    sha = sha256(text.encode()).hexdigest()
    origin = Origin(path.name, None, "text/plain", sha)
    result = Text(path.stem, Document(sha[:12], origin, text, text, tuple(blocks)), words)
    result.chains = _chains(result, found)
    return result


def _chains(text: Text, found: Sequence[tuple[int, int, str]]) -> list[frozenset[Key]]:
    chains: dict[str, set[Key]] = {}
    ranks = Counter[int]()
    for start, end, chain in sorted(found, key=lambda mention: (mention[1] - mention[0], mention[0])):
        head = text.head(range(start, end))
        chains.setdefault(chain, set()).add((head, ranks[head]))
        ranks[head] += 1
    return [frozenset(chain) for chain in chains.values() if len(chain) > 1]


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
    unseen = set(re.findall(r"newdoc id = (\S+)", held.read_text(encoding="utf-8"))) if held.exists() else set()
    for path in sorted((train / "ontogum_open").glob("*.conllu"))[::every]:
        text = read(path)
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
