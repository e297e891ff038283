"""Even-handedness, measured: ``python -m bench.swap``.

Two actors' names, or two outlets' names, are exchanged throughout a story. Every finding must be what it was but for
the names. Two settings are given:

* ``compared``: the reports are annotated once, and the names are exchanged in what was read. All that differs then is
  due to the comparison, and is a defect of it.
* ``read anew``: the reports with the names exchanged are read from their text. What differs besides is due to the
  names themselves: the parser or the names' model reads the other name in its place differently. Counts by the kind of
  annotation that was read differently say where.

Names are exchanged word by word, given name for given name and surname for surname, and only for pairs for which that
can be done without doubt: both have two words, each of which stands nowhere in the story but in mentions of its bearer,
and both are spoken of as he, or both as she.
"""

from __future__ import annotations

import argparse
import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console
from rich.table import Table

import rashomon
from bench.edits.reports import folders
from rashomon.annotate.anaphora import resolve_pronouns
from rashomon.annotate.persons import fold
from rashomon.annotate.report import annotate
from rashomon.api import finish
from rashomon.language import parse
from rashomon.model import Annotations, Document, Dossier, Entity, Mention, Outlet, Span

PAIRS = 3
"""Pairs of actors that are exchanged in each story: those that are named most."""
_OFFSETS = {"head", "person", "dated"}
"""Details of explanations that are offsets; so are all that end in ``_at`` or ``_end``."""
_INVENTED = ("Zabriska Bulletin", "Oundle Argus", "Quenby Mercury", "Ibstock Recorder", "Yoxall Examiner")
_T = TypeVar("_T")
Finding = tuple[Any, ...]


# --- exchanging names ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Exchange:
    """Words of a story and what each becomes. Exchanging twice gives the story back."""

    words: Mapping[str, str]
    _moves: dict[str, list[tuple[int, int, int, int]]] = field(default_factory=dict)

    def text(self, text: str) -> str:
        """``text`` with the words exchanged."""
        return self._pattern.sub(lambda match: self.words[match[0]], text)

    @property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.words, key=lambda word: (-len(word), word))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def document(self, document: Document) -> Document:
        """The document with its names exchanged, under its own id, so that the order of a story's reports stays."""
        moves, shift = [], 0
        for match in self._pattern.finditer(document.text):
            new = self.words[match[0]]
            start = match.start() + shift
            moves.append((match.start(), match.end(), start, start + len(new)))
            shift += len(new) - len(match[0])
        self._moves[document.id] = moves
        text = self.text(document.text)
        blocks = tuple(
            replace(block, start=start, end=end, page_start=start, page_end=end)
            for block in document.blocks
            for start, end in [(self.at(document.id, block.start), self.at(document.id, block.end, end=True))]
        )
        outlet, published = document.outlet, document.published
        return replace(
            document,
            text=text,
            page=text,
            blocks=blocks,
            removed=(),
            title=self.text(document.title) if document.title else None,
            outlet=self._of(outlet, text, document.id) if outlet else None,
            published=self._of(published, text, document.id) if published else None,
        )

    def at(self, doc: str, offset: int, *, end: bool = False) -> int:
        """Where the character at ``offset`` of the document stands after the exchange; inside a name, its edge."""
        moves = self._moves[doc]
        place = bisect_right([move[0] for move in moves], offset - end) - 1
        if place < 0:
            return offset
        start, stop, new_start, new_stop = moves[place]
        if offset >= stop:
            return offset - stop + new_stop
        return new_stop if end else new_start if offset == start else min(new_start + offset - start, new_stop - 1)

    def annotations(self, report: Annotations) -> Annotations:
        """What was read of a report, as if it had been read with the names exchanged."""
        document = self.document(report.document)
        rest = {
            f.name: self._of(getattr(report, f.name), document.text, document.id)
            for f in fields(report)
            if f.name != "document"
        }
        return replace(report, document=document, **rest)

    def _of(self, value: _T, text: str, doc: str) -> _T:
        """``value`` with every span moved and every name exchanged; ``text`` is the new text of its document."""
        found: Any = value
        if isinstance(value, Span):
            start, end = self.at(doc, value.start), self.at(doc, value.end, end=True)
            found = Span(doc, start, end, text[start:end])
        elif isinstance(value, str):
            found = self.text(value)
        elif isinstance(value, tuple):
            found = tuple(self._of(item, text, doc) for item in value)
        elif isinstance(value, Mapping):
            found = {
                key: self.at(doc, item)
                if isinstance(item, int) and (key in _OFFSETS or key.endswith(("_at", "_end")))
                else self._of(item, text, doc)
                for key, item in value.items()
            }
        elif is_dataclass(value) and not isinstance(value, type):
            found = replace(value, **{f.name: self._of(getattr(value, f.name), text, doc) for f in fields(value)})
            if isinstance(value, Mention):
                found = replace(found, head=self.at(doc, value.head))
        return found  # type: ignore[no-any-return]

    def back(self) -> Exchange:
        """The exchange that undoes this one in the documents that it was applied to."""
        moves = {doc: [(c, d, a, b) for a, b, c, d in runs] for doc, runs in self._moves.items()}
        return Exchange(self.words, moves)


# --- who can be exchanged --------------------------------------------------------------------------------------------


def actor_pairs(reports: Sequence[Annotations], most: int = PAIRS) -> list[Exchange]:
    """Exchanges of two persons of a story, those who are named most first."""
    text = "\n".join(report.document.text for report in reports)
    sexes = _sexes(reports)
    persons = [
        entity
        for entity in finish(list(reports)).story.entities
        if entity.type == "person" and len(entity.name.split()) == 2 and _only_here(entity, reports)
    ]
    persons.sort(key=lambda entity: (-len(entity.mentions), entity.name))
    found = []
    for one, other in combinations(persons, 2):
        left, right = one.name.split(), other.name.split()
        same = sexes.get(one.name) == sexes.get(other.name) and sexes.get(one.name) in {"he", "she"}
        if same and not set(left) & set(right) and not re.search(rf"{left[0]} {right[1]}|{right[0]} {left[1]}", text):
            found.append(Exchange(dict(zip((*left, *right), (*right, *left), strict=True))))
    return found[:most]


def _only_here(entity: Entity, reports: Sequence[Annotations]) -> bool:
    """True where the words of the name stand in mentions of this person alone, always as printed in the name, and no
    mention has another word (a middle name, a short form of the given name)."""
    words = {fold(word): word for word in entity.name.split()}
    if any(not set(m.span.text.split()) <= set(words.values()) for m in entity.mentions if m.kind == "name"):
        return False
    for report in reports:
        inside = [m.span for m in entity.mentions if m.span.doc == report.document.id]
        for match in re.finditer(r"\w+(?:[’'-]\w+)*?", report.document.text):
            held = any(s.start <= match.start() and match.end() <= s.end for s in inside)
            if fold(match[0]) in words and not (match[0] == words[fold(match[0])] and held):
                return False
    return True


def _sexes(reports: Sequence[Annotations]) -> dict[str, str]:
    """Name of a person → ``he`` or ``she``, where the pronouns that take the name up agree in all reports."""
    found: dict[str, set[str]] = {}
    entities = {m.span: e.name for e in finish(list(reports)).story.entities for m in e.mentions}
    for report in reports:
        doc = parse(report.document.text)
        names = {e.id: entities[e.mentions[0].span] for e in report.entities}
        for token, identity in resolve_pronouns(report.document, doc, report.entities, report.quotes).items():
            word = doc[token].lower_
            if word in {"he", "she"} and identity in names:
                found.setdefault(names[identity], set()).add(word)
    return {name: min(words) for name, words in found.items() if len(words) == 1}


def outlet_pairs(reports: Sequence[Annotations]) -> list[Exchange]:
    """Exchanges of two outlets of a story, without the article before their names. A name of which a word stands in the
    story outside of the name is left out: there it may mean something else."""
    named = {report.document.outlet.name.removeprefix("The ") for report in reports if report.document.outlet}
    text = " ".join(report.document.text for report in reports)
    names = []
    for name in sorted(named):
        rest = set(map(fold, re.findall(r"\w+", text.replace(name, " "))))
        if not rest & set(map(fold, re.findall(r"\w+", name))):
            names.append(name)
    return [Exchange({a: b, b: a}) for a, b in combinations(names, 2) if a not in b and b not in a]


# --- findings without ids --------------------------------------------------------------------------------------------


def findings(dossier: Dossier, back: Exchange | None = None) -> Counter[Finding]:
    """Every finding of ``dossier`` in a form that does not depend on ids; ``back`` maps names and offsets back."""
    comparison = dossier.comparison
    name_of = {entity.id: _said(back, entity.name) for entity in dossier.story.entities}
    found: list[Finding] = []
    for quotes in comparison.quotes:
        notes = Counter((note.kind, _runs(note.evidence, back)) for note in quotes.notes)
        found.append(("quotes", _runs(quotes.evidence, back), quotes.differs, frozenset(notes.items())))
    for figures in comparison.figures:
        found.append(("figures", _runs(figures.evidence, back), figures.verdict, len(figures.neighbours)))
    for claims in comparison.claims:
        found.append(("claims", _runs(claims.evidence, back), claims.verdict, claims.independent_origins))
    for naming in comparison.naming:
        labels = frozenset(
            (doc, voice, tuple(sorted(_said(back, label) for label in said)))
            for voice, by_doc in (("own", naming.own), ("quoted", naming.quoted))
            for doc, said in by_doc.items()
        )
        found.append(("naming", name_of.get(naming.entity), labels))
    for row in comparison.coverage:
        target = name_of.get(row.id) if row.target == "entity" else _runs(row.evidence, back)
        found.append((f"coverage of {row.target}", row.doc, target, row.state))
    for link in comparison.origins:
        found.append(("origins", link.basis, _runs(link.evidence, back)))
    for copy in comparison.copies:
        runs = frozenset(_runs(pair, back) for pair in copy.spans)
        found.append(("copies", copy.docs, runs, copy.direction))
    for entry in comparison.timeline:
        found.append(("timeline", entry.when, entry.basis, _runs(entry.evidence, back)))
    return Counter(found)


def _said(back: Exchange | None, text: str) -> str:
    return back.text(text) if back is not None else text


def _runs(evidence: Sequence[Span], back: Exchange | None) -> frozenset[tuple[str, int, int]]:
    if back is None:
        return frozenset((span.doc, span.start, span.end) for span in evidence)
    return frozenset(
        (span.doc, back.at(span.doc, span.start), back.at(span.doc, span.end, end=True)) for span in evidence
    )


def readings(report: Annotations, back: Exchange | None = None) -> dict[str, Counter[Finding]]:
    """What was read of a report, by kind of annotation, in a form that does not depend on ids."""

    def run(span: Span | None) -> Finding | None:
        return next(iter(_runs((span,), back))) if span is not None else None

    names = {entity.id: _said(back, entity.name) for entity in report.entities}
    return {
        "entities": Counter((e.type, e.named, _runs([m.span for m in e.mentions], back)) for e in report.entities),
        "quotes": Counter((run(q.span), q.kind, q.channel) for q in report.quotes),
        "speakers": Counter((run(q.span), run(q.speaker.evidence if q.speaker else None)) for q in report.quotes),
        "figures": Counter((run(f.span), f.low, f.high, f.unit, f.noun) for f in report.figures),
        "times": Counter((run(t.span), t.value) for t in report.times),
        "names": Counter((run(n.span), n.label, n.voice, names.get(n.entity)) for n in report.names),
        "claims": Counter((run(c.span), c.modality) for c in report.claims),
    }


# --- measuring -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Row:
    """Findings of exchanged stories: how many there are, and how many are not what they were."""

    what: str
    pairs: int = 0
    findings: int = 0
    compared: Counter[str] = field(default_factory=Counter)
    read_anew: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)


def difference(one: Counter[Finding], other: Counter[Finding]) -> Counter[str]:
    """Findings of one side alone, by their kind; a finding that changed counts once."""
    lost, come = (Counter(item[0] for item in side.elements()) for side in (one - other, other - one))
    return lost | come


def exchanged(reports: Sequence[Annotations], exchange: Exchange) -> tuple[Dossier, Dossier, list[Annotations]]:
    """The dossiers of a story with names exchanged: of what was read before, and read anew; and what was read anew."""
    moved = [exchange.annotations(report) for report in reports]
    anew = [annotate(report.document, parse(report.document.text)) for report in moved]
    return finish(moved), finish(anew), anew


def measure(stories: Mapping[str, Sequence[Annotations]]) -> Iterator[Row]:
    """One row for actors and one for outlets, over all stories."""
    for what, pairs in (("two actors", actor_pairs), ("two outlets", outlet_pairs)):
        row = Row(what)
        for reports in stories.values():
            before = findings(finish(list(reports)))
            for exchange in pairs(reports):
                moved, anew, read = exchanged(reports, exchange)
                back = exchange.back()
                row.pairs += 1
                row.findings += before.total()
                row.compared += difference(before, findings(moved, back))
                row.read_anew += difference(before, findings(anew, back))
                for old, new in zip(reports, read, strict=True):
                    first, second = readings(old), readings(new, back)
                    row.causes += Counter({kind: (first[kind] - second[kind]).total() for kind in first})
        yield row


def read_folder(folder: Path) -> list[Annotations]:
    """The annotated reports of one story, by document id."""
    found = []
    for document in rashomon.read(folder):
        if isinstance(document, Document):
            found.append(annotate(document, parse(document.text)))
    return sorted(found, key=lambda report: report.document.id)


def main() -> None:
    """Print the rows for the stories written for this project, and for the annotated ones where they are."""
    parser = argparse.ArgumentParser(prog="python -m bench.swap", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder of annotated stories")
    options = parser.parse_args()
    sets = {"written for the project": {folder.name: read_folder(folder) for folder in folders()}}
    annotated = options.shared / "eval" / "stories"
    if annotated.is_dir():
        places = sorted(path for path in annotated.iterdir() if path.is_dir())
        sets["annotated"] = {place.name: _texts(place) for place in places}
    table = Table(
        "stories", "exchanged", "pairs", "findings", "differ as compared", "differ read anew", "read otherwise"
    )
    for name, stories in sets.items():
        for row in measure(stories):
            shown = [_shown(counts) for counts in (row.compared, row.read_anew, row.causes)]
            table.add_row(name, row.what, str(row.pairs), str(row.findings), *shown)
    Console(width=None if sys.stdout.isatty() else 140).print(table)


def _texts(folder: Path) -> list[Annotations]:
    """The annotated reports of a folder of texts; one that does not name its outlet gets an invented one."""
    found = []
    for document, name in zip(rashomon.read(sorted(folder.glob("*.txt"))), _INVENTED, strict=False):
        if isinstance(document, Document):
            outlet = document.outlet or Outlet(name, "user")
            found.append(annotate(replace(document, outlet=outlet), parse(document.text)))
    return sorted(found, key=lambda report: report.document.id)


def _shown(counts: Counter[str]) -> str:
    return ", ".join(f"{kind} {number}" for kind, number in sorted(counts.items()) if number) or "none"


if __name__ == "__main__":
    main()
