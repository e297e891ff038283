"""Trains the models that tell a page's main text → ``cleaning/main_text.json`` and ``cleaning/plain/line_model.json``.

A fifth of the domains, chosen by the hash of their names, is held out for the figures that this prints; the shipped
models are then trained on all pages. Same input, same bytes.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from training.main_text.boosting import Settings, train
from training.main_text.corpus import dump_lines, html_lines, read

CLEANING = Path(__file__).parents[2] / "src" / "rashomon" / "cleaning"
SOURCE = "WCXB development pages, Murrough Foley 2026, CC BY 4.0; trained by training/main_text"
MODELS = {
    # A threshold below even odds: a lost paragraph costs a reader more than a line too many.
    "html": (html_lines, CLEANING / "main_text.json", Settings(rounds=150, leaves=15, threshold=-0.5)),
    "text": (
        dump_lines,
        CLEANING / "plain" / "line_model.json",
        Settings(rounds=200, leaves=63, threshold=0.0, rate=0.08, columns=0.2, smallest_leaf=100),
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.main_text", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--model", choices=sorted(MODELS), action="append", help="html or text; both by default")
    options = parser.parse_args()
    pages = list(read(options.shared / "data" / "train" / "wcxb_dev"))
    for name in options.model or sorted(MODELS):
        lines, target, settings = MODELS[name]
        held_out, model = train([lines(*page) for page in pages], settings, SOURCE)
        target.write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
        print(f"{target}: {len(model['trees'])} trees; log loss a line on the held-out domains {held_out:.4f}")


if __name__ == "__main__":
    main()
