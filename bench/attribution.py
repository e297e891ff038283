"""Attribution on PolNeAR: who says what, by which words. Rashomon beside its peers, over the same text and parse.

``python -m bench.attribution --shared DIR`` prints the table of docs/attribution.md.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from spacy.tokens import Doc

import rashomon
from bench.attribution_peers import Json, by_marks, marked, textacy_by_paragraph, textacy_whole, verb_list
from rashomon.annotate.report import annotate
from rashomon.dossier.encode import annotations_json, document_json
from rashomon.language import parse
from rashomon.model import Document

Spans = Sequence[tuple[int, int]]
Kind = Literal["direct", "mixed", "indirect"]
KINDS: tuple[Kind, ...] = ("direct", "mixed", "indirect")
MOSTLY = 0.8
"""Share of a content's letters inside quotation marks from which on it counts as direct."""
OURS = "Rashomon"
PEERS: Mapping[str, Callable[[Document, Doc], list[Json]]] = {
    "verb list": verb_list,
    "quotation marks": by_marks,
    "textacy": textacy_whole,
    "textacy by paragraph": textacy_by_paragraph,
}


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution of PolNeAR, as characters of the page: a content may be in pieces, a source or cue absent."""

    contents: Spans
    sources: Spans
    cues: Spans


@dataclass(frozen=True, slots=True)
class Page:
    """One article: its text, its attributions, and what Rashomon read, cleaned and parsed of it."""

    text: str
    gold: Sequence[Gold]
    document: Document
    doc: Doc


@dataclass(frozen=True, slots=True)
class Predicted:
    """One quotation of a system, as characters of the page. ``names`` are all that its speaker and relays are called;
    ``at`` numbers it in the system's own list."""

    span: tuple[int, int]
    sources: Spans
    names: Sequence[str]
    cue: tuple[int, int] | None
    at: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One system: measure → figure, and for shares also how many of how many."""

    system: str
    figures: Mapping[str, float]
    counts: Mapping[str, tuple[int, int]]

    def shown(self, measure: str) -> str:
        """A figure as a table shows it."""
        return f"{self.figures[measure]:.3f}" if measure in self.figures else "–"


def program(shared: Path) -> ModuleType:
    """PolNeAR's scorer beside the corpora, as a module: its definitions are the ones that count."""
    spec = importlib.util.spec_from_file_location("polnear_scorer", shared / "eval" / "polnear.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def folder(shared: Path) -> Path:
    """Where PolNeAR's development part lies."""
    return shared / "data" / "bench" / "polnear_dev"


def read_gold(brat: str) -> list[Gold]:
    """The attributions of one brat file that have a content. The scorer's own reader leaves out the cues."""
    spans: dict[str, Spans] = {}
    events: list[dict[str, list[str]]] = []
    for line in brat.splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            places = rest.partition("\t")[0].partition(" ")[2].split(";")
            spans[key] = [(int(start), int(end)) for start, end in (place.split() for place in places)]
        elif key.startswith("E"):
            roles: dict[str, list[str]] = {}
            for role, _, of in (argument.partition(":") for argument in rest.split()):
                roles.setdefault(role.rstrip("0123456789"), []).append(of)
            events.append(roles)
    parts = [
        Gold(*([span for of in roles.get(role, ()) for span in spans[of]] for role in ("Content", "Source", "Cue")))
        for roles in events
    ]
    return [gold for gold in parts if gold.contents]


def read_pages(shared: Path) -> Iterator[tuple[str, Page]]:
    """Name and page of each article, in order. Of articles annotated twice the first annotation counts, as in the
    scorer."""
    brat: dict[str, Path] = {}
    for path in sorted((folder(shared) / "attributions").glob("*.ann")):
        brat.setdefault(path.stem.rsplit("_", 1)[0], path)
    for document in rashomon.read(folder(shared) / "text"):
        stem = Path(document.origin.path or "").stem
        if isinstance(document, Document) and stem in brat:
            text = (folder(shared) / "text" / f"{stem}.txt").read_text(encoding="utf-8")
            gold = read_gold(brat[stem].read_text(encoding="utf-8"))
            yield stem, Page(text, gold, document, parse(document.text))


def letters(text: str, spans: Spans) -> frozenset[int]:
    """Where the letters and digits of ``spans`` are: without space, punctuation and marks, which nobody reads out."""
    return frozenset(i for start, end in spans for i in range(start, end) if text[i : i + 1].isalnum())


def kind_of(content: frozenset[int], in_marks: frozenset[int]) -> Kind:
    """Direct where the content is mostly in quotation marks, indirect where nothing of it is."""
    share = len(content & in_marks) / len(content) if content else 0.0
    return "direct" if share >= MOSTLY else "mixed" if share else "indirect"


def overlaps(one: tuple[int, int] | None, others: Spans) -> bool:
    """True where ``one`` shares a character with one of ``others``."""
    return one is not None and any(one[0] < end and start < one[1] for start, end in others)


def hits(gold: Gold, predicted: Sequence[Predicted]) -> list[Predicted]:
    """The quotations that find a content, as the scorer has it: they share half of the shorter of the two."""
    content = {i for start, end in gold.contents for i in range(start, end)}
    found = []
    for quote in predicted:
        start, end = quote.span
        if len(content.intersection(range(start, end))) >= 0.5 * min(len(content), end - start):
            found.append(quote)
    return found


def is_exact(text: str, gold: Gold, found: Iterable[Predicted]) -> bool:
    """True where quotations that stay inside the content make it up wholly. A content in pieces needs several."""
    wanted = letters(text, gold.contents)
    inside = [part for quote in found if (part := letters(text, [quote.span])) <= wanted]
    return frozenset().union(*inside) == wanted


def source_right(text: str, gold: Gold, found: Iterable[Predicted], same_name: Callable[[str, str], bool]) -> bool:
    """True where a speaker or relay lies on a gold source or bears its name, as in the scorer."""
    return any(
        any(overlaps(source, gold.sources) for source in quote.sources)
        or any(same_name(text[start:end], name) for start, end in gold.sources for name in quote.names)
        for quote in found
    )


def predictions(line: Json, to_page: Callable[[Json, int, int], tuple[int, int] | None]) -> list[Predicted]:
    """The quotations of one line of ``rashomon annotate --jsonl``, on the page."""
    document = line["document"]
    named = {entity["id"]: [entity["name"], *entity.get("forms", [])] for entity in line.get("entities", [])}
    found = []
    for number, quote in enumerate(line["quotes"]):
        place = to_page(document, quote["start"], quote["end"])
        if place is None:
            continue
        voices = [voice for voice in (quote.get("speaker"), *(quote.get("via") or ())) if voice]
        evidence = [to_page(document, v["evidence"]["start"], v["evidence"]["end"]) for v in voices if v["evidence"]]
        cue = quote.get("cue")
        found.append(
            Predicted(
                place,
                [span for span in evidence if span],
                [name for v in voices for name in [v.get("name") or "", *named.get(v.get("entity"), [])]],
                to_page(document, cue["start"], cue["end"]) if cue else None,
                number,
            )
        )
    return found


def count(
    page: Page, predicted: Sequence[Predicted], same_name: Callable[[str, str], bool]
) -> Iterator[tuple[str, bool]]:
    """Each case of one page, as measure and hit: contents and sources by kind, exact contents, cues both ways."""
    in_marks = letters(page.text, marked(page.text))
    cued = {quote.cue: False for quote in predicted if quote.cue}
    for gold in page.gold:
        kind = kind_of(letters(page.text, gold.contents), in_marks)
        found = hits(gold, predicted)
        yield f"found, {kind}", bool(found)
        right = source_right(page.text, gold, found, same_name)
        if gold.sources:
            yield "found with the right source", right
        if found:
            yield "exact contents", is_exact(page.text, gold, found)
            if gold.sources:
                yield f"source, {kind}", right
        if gold.cues:
            named = {quote.cue for quote in found if overlaps(quote.cue, gold.cues)}
            cued |= dict.fromkeys((cue for cue in named if cue), True)
            yield "cue.recall", bool(named)
    yield from (("cue.precision", right) for right in cued.values())


def f1(precision: float, recall: float) -> float:
    """The harmonic mean; nothing where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def row(system: str, printed: str, cases: Iterable[tuple[str, bool]]) -> Row:
    """One system's row of the scorer's printed figures and of the counted cases."""
    figures = {name: float(value) for name, value in re.findall(r"^(\S+) ([\d.]+)", printed, re.MULTILINE)}
    tally: dict[str, list[bool]] = {}
    for measure, hit in cases:
        tally.setdefault(measure, []).append(hit)
    figures |= {measure: sum(seen) / len(seen) for measure, seen in tally.items()}
    if "cue.precision" in figures:
        figures["cue.f1"] = f1(figures["cue.precision"], figures["cue.recall"])
    return Row(system, figures, {measure: (sum(seen), len(seen)) for measure, seen in tally.items()})


def measure(shared: Path) -> list[Row]:
    """Rashomon first, then the peers. The five first figures are what the scorer prints for each system."""
    scorer = program(shared)
    lines: dict[str, list[str]] = {name: [] for name in (OURS, *PEERS)}
    cases: dict[str, list[tuple[str, bool]]] = {name: [] for name in lines}
    for _, page in read_pages(shared):
        systems: dict[str, Json] = {OURS: dict(annotations_json(annotate(page.document, page.doc)))}
        for name, peer in PEERS.items():
            systems[name] = {"document": document_json(page.document), "quotes": peer(page.document, page.doc)}
        for name, line in systems.items():
            lines[name].append(json.dumps(line))
            cases[name] += count(page, predictions(line, scorer.to_page), scorer.same_name)
    return [row(name, _printed(scorer, shared, lines[name]), cases[name]) for name in lines]


def _printed(scorer: Any, shared: Path, lines: Sequence[str]) -> str:
    with tempfile.TemporaryDirectory() as work, contextlib.redirect_stdout(io.StringIO()) as printed:
        path = Path(work) / "annotated.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8")
        scorer.main(folder(shared), path)
    return printed.getvalue()


MEASURES = ["content.precision", "content.recall", "content.f1", "found", "source", "found with the right source"]
MEASURES += ["cue.precision", "cue.recall", "cue.f1", "exact contents"]
MEASURES += [f"{measure}, {kind}" for kind in KINDS for measure in ("found", "source")]


def main() -> None:
    """Print one Markdown table: a line for each measure, a column for each system."""
    parser = argparse.ArgumentParser(prog="python -m bench.attribution", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder of the corpora")
    options = parser.parse_args()
    if not folder(options.shared).is_dir():
        print(f"{folder(options.shared)} is not there: nothing can be measured. Name the corpora with --shared.")
        return
    rows = measure(options.shared)
    print(f"| measure | of | {' | '.join(row.system for row in rows)} |\n|---|---|{'---|' * len(rows)}")
    for name in MEASURES:
        of = str(rows[0].counts[name][1]) if name in rows[0].counts and name.startswith("found") else ""
        print(f"| {name} | {of} | {' | '.join(row.shown(name) for row in rows)} |")


if __name__ == "__main__":
    main()
