"""``python -m bench``: one table of quality and speed, with baselines measured in the same run on the same text."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table
from training.language_pack.evaluate import name_scores, treebank_scores

from bench import (
    attribution,
    chronology,
    claims_growth,
    coreference,
    dump_cleaning,
    ecbplus,
    main_text,
    passages,
    speed,
    stories,
    swap,
)
from bench.edits.__main__ import rows as edit_rows
from bench.edits.measure import measure as measure_edits
from bench.edits.reports import folders
from bench.peers import baseline_dossier
from rashomon.language import load

LAST = Path(".bench") / "last.json"
TARGETS = {
    "quote F1": 0.985,
    "quote.speaker": 0.93,
    "quote.channel": 0.80,
    "figure_group.verdict": 0.85,
    "quote.via": 0.75,
    "indirect.recall": 0.75,
    "indirect.speaker": 0.85,
    "same_quote.recall": 0.90,
    "same_quote.kept_apart": 0.97,
    "same_fact.recall": 0.50,
    "only_one.kept": 0.90,
    "contradict.recall": 0.40,
    "figure.recall": 0.85,
    "figure.precision": 0.75,
    "figure_group.recall": 0.75,
    "figure_group.kept_apart": 0.97,
    "PolNeAR content.f1": 0.75,
    "PolNeAR source": 0.85,
}
COREFERENCE = {"every genre", "news", "unseen"}


def main() -> None:
    """Measure, print, remember."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder of corpora and stories")
    parser.add_argument("--quick", action="store_true", help="three stories, every tenth page, no treebanks")
    parser.add_argument("--compare", action="store_true", help="list gained and lost cases against the last run")
    options = parser.parse_args()
    console = Console(width=None if sys.stdout.isatty() else 110)
    if not options.shared.is_dir():
        console.print(f"{options.shared} is not there: nothing can be measured. Name the corpora with --shared.")
        return
    table = Table("what", "measure", "Rashomon", "baseline", "target", title="Rashomon, measured")
    _stories(table, options.shared, quick=options.quick)
    _language(table, options.shared, quick=options.quick)
    _cleaning(table, options.shared, quick=options.quick)
    _attribution(table, options.shared, quick=options.quick)
    _coreference(table, options.shared, quick=options.quick)
    _chronology(table, options.shared, quick=options.quick)
    _passages(table, options.shared, quick=options.quick)
    _facts(table, options.shared, quick=options.quick)
    _speed(table, options.shared)
    console.print(table)
    found = stories.cases(options.shared, most=3 if options.quick else None)
    if options.compare and LAST.exists():
        for line in stories.changes(json.loads(LAST.read_text(encoding="utf-8")), found):
            console.print(line)
    LAST.parent.mkdir(exist_ok=True)
    LAST.write_text(json.dumps(found), encoding="utf-8")


def _stories(table: Table, shared: Path, *, quick: bool) -> None:
    systems = {"Rashomon": stories.rashomon_dossier, "baseline": baseline_dossier}
    results = stories.measure(shared, systems, most=3 if quick else None)
    ours, theirs = results["Rashomon"], results["baseline"]
    table.add_row("annotated stories", "quote F1", _f1(ours), _f1(theirs), _target("quote F1"))
    for measure, (hits, number) in ours.items():
        other = theirs.get(measure)
        shown = f"{other[0] / other[1]:.3f}" if other and other[1] else "–"
        table.add_row(
            "", measure, f"{hits / number:.3f} ({hits:g}/{number:g})" if number else "–", shown, _target(measure)
        )


def _f1(tally: dict[str, tuple[float, float]]) -> str:
    precision, recall = (
        hits / number if number else 0.0 for hits, number in (tally["quote.precision"], tally["quote.recall"])
    )
    return f"{2 * precision * recall / (precision + recall or 1):.3f}"


def _target(measure: str) -> str:
    return f"≥ {TARGETS[measure]:.3f}" if measure in TARGETS else ""


def _language(table: Table, shared: Path, *, quick: bool) -> None:
    if quick:
        return
    train = shared / "data" / "train"
    scores = treebank_scores(load(), train / "ud_ewt" / "en_ewt-ud-test.conllu")
    for measure, target in (("Sentences", ""), ("UPOS", "≥ 95"), ("UAS", "≥ 87.5"), ("LAS", "≥ 87")):
        table.add_row("language pack, EWT raw text", measure, f"{scores[measure]:.2f}", "", target)
    names = name_scores(load(), train / "uner_ewt" / "en_ewt-ud-test.iob2")
    table.add_row("language pack, UNER EWT", "span F1", f"{names['F1']:.2f}", "", "≥ 81")


def _cleaning(table: Table, shared: Path, *, quick: bool) -> None:
    every = 10 if quick else 1
    for row in main_text.measure(shared, corpora=("wcxb_test", "scrapinghub"), every=every):
        table.add_row("saved pages", str(row), "", "", "")
    ours, theirs = dump_cleaning.measure(shared, every=every)
    what = f"text dumps ({ours.pages} pages)"
    table.add_row(what, "paragraphs kept", f"{ours.kept:.3f}", f"{theirs.kept:.3f}", "≥ 0.96")
    table.add_row(what, "not body", f"{ours.beside:.3f}", f"{theirs.beside:.3f}", "≤ 0.12")


def _attribution(table: Table, shared: Path, *, quick: bool) -> None:
    if quick or not attribution.folder(shared).is_dir():
        return
    rows = attribution.measure(shared)
    for measure in attribution.MEASURES:
        peers = ", ".join(f"{row.system} {row.shown(measure)}" for row in rows[1:])
        table.add_row("attribution, PolNeAR", measure, rows[0].shown(measure), peers, _target(f"PolNeAR {measure}"))


def _coreference(table: Table, shared: Path, *, quick: bool) -> None:
    if quick:
        return
    rows = [row for row in coreference.measure(shared) if row.setting == "actors" and row.genre in COREFERENCE]
    for ours, theirs in zip(rows[::2], rows[1::2], strict=True):
        what = f"coreference of actors, OntoGUM: {ours.genre}"
        table.add_row(what, "CoNLL F1", f"{100 * ours.conll:.1f}", f"{100 * theirs.conll:.1f}", "")
        table.add_row("", "LEA F1", f"{100 * ours.scores['LEA'].f1:.1f}", f"{100 * theirs.scores['LEA'].f1:.1f}", "")


def _chronology(table: Table, shared: Path, *, quick: bool) -> None:
    if not chronology.folder(shared).is_dir():
        return
    ours, theirs = chronology.measure(shared, most=6 if quick else None)
    for measure in chronology.MEASURES:
        table.add_row("dates, MEANTIME", measure, ours.shown(measure), theirs.shown(measure), "")
    if not quick:
        for found in chronology.measure_inferred(shared):
            table.add_row("inferred publication", str(found), "", "", "")


def _passages(table: Table, shared: Path, *, quick: bool) -> None:
    most, pairs = (6, 30) if quick else (None, 300)
    for what, scores, target in (
        (
            "shared passages, stories, against exhaustive alignment",
            passages.stories(shared, most=most),
            "≥ 0.99, ≥ 0.99",
        ),
        ("shared passages, planted and edited", passages.planted(shared, pairs=pairs), ""),
    ):
        peers = "; ".join(f"{name} {score}" for name, score in scores.items() if name != "Rashomon")
        table.add_row(what, "precision, recall", str(scores["Rashomon"]), peers, target)
    if not quick:
        for pile in passages.growth(shared):
            shown = f"{pile.seconds:.1f} s ({pile.aligned} pairs aligned)"
            table.add_row("shared passages, growth", f"{pile.reports} reports", shown, "", "")


def _facts(table: Table, shared: Path, *, quick: bool) -> None:
    """What the comparison makes of changed reports, of exchanged names, and of ECB+."""
    for row in edit_rows(measure_edits(every=10 if quick else 1)):
        kind, alone, within, beside, target = row.cells()
        table.add_row("synthetic edits", f"{kind}: reported alone", alone, "", target)
        table.add_row("", f"{kind}: within the story", within, "", target)
        table.add_row("", f"{kind}: without a change", beside, "", "0")
    if quick:
        return
    for exchanged in swap.measure({folder.name: swap.read_folder(folder) for folder in folders()}):
        what = f"{exchanged.what} exchanged, {exchanged.pairs} pairs"
        table.add_row(what, "findings that differ", f"{exchanged.compared.total()} of {exchanged.findings}", "", "0")
        table.add_row("", "read anew", f"{exchanged.read_anew.total()} of {exchanged.findings}", "", "")
    for step in claims_growth.measure(shared):
        table.add_row("facts, growth", f"{step.reports} reports", str(step), "", "n log n")
    measured = ecbplus.measure(shared)
    for ours, theirs in zip(measured[::2], measured[1::2], strict=True):
        table.add_row(f"ECB+ test, {ours.what}", "CoNLL F1", f"{100 * ours.conll:.1f}", f"{100 * theirs.conll:.1f}", "")


def _speed(table: Table, shared: Path) -> None:
    first = speed.cold(shared / "seeds")
    table.add_row("speed", "five reports, cold: wall s", f"{first.seconds:.1f}", "", "≤ 4")
    table.add_row("", "processor s", f"{first.processor:.1f}", "", "")
    table.add_row("", "memory MB", f"{first.megabytes:.0f}", "", "≤ 600")
    long = speed.pile(sorted((shared / "data" / "stories").glob("*/*.txt")))
    table.add_row("", f"{long.reports} reports: reports/s", f"{long.per_second:.1f}", "", "")
    table.add_row("", "whole analysis over the encoder", f"{long.over_encoder:.2f}", "", "≤ 1.5")


if __name__ == "__main__":
    main()
