"""Text dumps of whole pages: what is kept of the article, and what is kept beside it; beside keeping every line.

The pages are the WCXB article pages; each block element becomes a line, as copying a page as text does.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from training.main_text.dump import as_text

from bench.main_text import BODY, Gold, _kept_and_beside, read_corpus
from rashomon.cleaning.plain import clean_plain
from rashomon.errors import InputError
from rashomon.model import Origin
from rashomon.sources import RawReport
from rashomon.sources.encoding import decode


@dataclass(frozen=True, slots=True)
class Result:
    """Means over the pages: paragraphs kept, and the share of the kept text that is not the article's."""

    system: str
    pages: int
    kept: float
    beside: float

    def __str__(self) -> str:
        return f"{self.system:<16} {self.pages} pages: paragraphs kept {self.kept:.3f}, not body {self.beside:.3f}"


def measure(shared: Path, *, corpus: str = "wcxb_test", every: int = 1) -> list[Result]:
    """Rashomon and the baseline on the same dumps."""
    scores: dict[str, list[tuple[float, float]]] = {"Rashomon": [], "keep everything": []}
    for page in list(read_corpus(shared, corpus))[::every]:
        dump = as_text(decode(page.source, html=True).text)
        scores["keep everything"].append(_kept_and_beside(page.text, dump.split("\n")))
        scores["Rashomon"].append(_kept_and_beside(page.text, _body(dump, page)))
    return [
        Result(system, len(rows), statistics.mean(row[0] for row in rows), statistics.mean(row[1] for row in rows))
        for system, rows in scores.items()
    ]


def _body(dump: str, page: Gold) -> Sequence[str]:
    raw = RawReport(Origin(f"{page.id}.txt", None, "text/plain", sha256(dump.encode()).hexdigest()), dump, "text/plain")
    try:
        document = clean_plain(raw)
    except InputError:
        return []
    return [document.text[block.start : block.end] for block in document.blocks if block.role in BODY]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.dump_cleaning", description="Text dumps of pages.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--corpus", default="wcxb_test")
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    for result in measure(options.shared, corpus=options.corpus, every=options.every):
        print(result)


if __name__ == "__main__":
    main()
