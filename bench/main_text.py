"""Main text and metadata of HTML pages, beside bare trafilatura on the same pages: ``python -m bench.main_text``.

Kept is the share of the gold text's paragraphs that stand in what was kept (letters and digits compared), macro over
pages; beside is the share of what was kept that is no part of the gold text. F1 on the scrapinghub pages is that of the
benchmark's own scorer: 4-grams of words, normalised by page, of the means of precision and recall.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import trafilatura

from rashomon.cleaning.html import clean_html
from rashomon.cleaning.html_features import squeeze
from rashomon.errors import InputError
from rashomon.model import Origin
from rashomon.sources import RawReport
from rashomon.sources.encoding import decode

BODY = frozenset({"body", "heading", "list", "quote"})
_WORD = re.compile(r"\w+")
_MARK = re.compile(r"^\s{0,9}(?:\d{1,3}[.)]\s|[-*•]\s)")
_NAME_SPLIT = re.compile(r"\s{0,3}(?:;|,|&|\band\b)\s{0,3}")


@dataclass(frozen=True, slots=True)
class Gold:
    """A page with what is known of it; None where the corpus is silent."""

    id: str
    source: bytes
    text: str
    title: str | None = None
    author: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a system made of a page."""

    lines: tuple[str, ...] = ()
    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None


@dataclass
class Row:
    """The figures of one system on one corpus."""

    corpus: str
    system: str
    pages: int = 0
    failures: int = 0
    figures: dict[str, float] = field(default_factory=dict)

    def __str__(self) -> str:
        values = "  ".join(f"{name} {value:.4f}" for name, value in self.figures.items())
        return f"{self.corpus:12} {self.system:12} pages {self.pages} failed {self.failures}  {values}"


def measure(
    shared: Path, *, corpora: Sequence[str] = ("wcxb_dev", "wcxb_test", "scrapinghub"), every: int = 1
) -> list[Row]:
    """One row for each corpus and system; of ``every`` n pages one is read."""
    rows = []
    for corpus in corpora:
        pages = [page for number, page in enumerate(read_corpus(shared, corpus)) if number % every == 0]
        for system, extract in (("rashomon", by_rashomon), ("trafilatura", by_trafilatura)):
            rows.append(_score(corpus, system, pages, [extract(page) for page in pages]))
    return rows


def read_corpus(shared: Path, corpus: str) -> Iterator[Gold]:
    """The pages of ``scrapinghub``, ``wcxb_dev`` or ``wcxb_test``."""
    if corpus == "scrapinghub":
        folder = shared / "data" / "bench" / "scrapinghub"
        truth: dict[str, Any] = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
        for id in sorted(truth):
            yield Gold(id, gzip.decompress((folder / "html" / f"{id}.html.gz").read_bytes()), truth[id]["articleBody"])
        return
    folder = shared / "data" / ("train" if corpus == "wcxb_dev" else "bench") / corpus
    for file in sorted((folder / "ground-truth").glob("*.json")):
        page = json.loads(file.read_text(encoding="utf-8"))
        gold = page["ground_truth"]
        if gold.get("main_content"):
            source = gzip.decompress((folder / "html" / f"{page['file_id']}.html.gz").read_bytes())
            yield Gold(
                page["file_id"],
                source,
                gold["main_content"],
                gold.get("title"),
                gold.get("author"),
                gold.get("publish_date"),
            )


def by_rashomon(page: Gold) -> Extracted | None:
    """None where cleaning refuses the page; its language is no reason here, for the corpora hold other ones."""
    origin = Origin(page.id, None, "text/html", sha256(page.source).hexdigest())
    try:
        document = clean_html(RawReport(origin, decode(page.source, html=True).text, "text/html"))
    except InputError:
        return None
    lines = tuple(document.text[block.start : block.end] for block in document.blocks if block.role in BODY)
    date = document.published.value if document.published else None
    return Extracted(lines, document.title, document.authors, date)


def by_trafilatura(page: Gold) -> Extracted | None:
    """trafilatura with ``favor_precision``, its best setting on news pages."""
    source = page.source.decode("utf-8", "replace")
    text = trafilatura.extract(source, favor_precision=True, include_comments=False) or ""
    found = trafilatura.extract_metadata(source)
    if found is None:
        return Extracted(tuple(text.split("\n")))
    return Extracted(
        tuple(text.split("\n")),
        found.title,
        tuple((found.author or "").split("; ")) if found.author else (),
        found.date,
    )


def _score(corpus: str, system: str, pages: Sequence[Gold], outputs: Sequence[Extracted | None]) -> Row:
    row = Row(corpus, system, len(pages), sum(output is None for output in outputs))
    done = [(page, output or Extracted()) for page, output in zip(pages, outputs, strict=True)]
    kept, beside = zip(*(_kept_and_beside(page.text, output.lines) for page, output in done), strict=True)
    row.figures["kept"] = statistics.mean(kept)
    row.figures["beside"] = statistics.mean(beside)
    row.figures["F1"] = shingle_f1([(page.text, "\n".join(output.lines)) for page, output in done])
    for name, right in (
        ("title", [squeeze(page.title) == squeeze(output.title or "") for page, output in done if page.title]),
        ("date", [(output.date or "")[:10] == page.date[:10] for page, output in done if page.date]),
        ("authors", [_same_authors(page.author, output.authors) for page, output in done if page.author]),
    ):
        if right:
            row.figures[name] = statistics.mean(right)
    return row


def _kept_and_beside(gold: str, lines: Sequence[str]) -> tuple[float, float]:
    paragraphs = [text for line in gold.split("\n") if (text := squeeze(_MARK.sub("", line)))]
    squeezed = [squeeze(line) for line in lines]
    joined, whole = "".join(squeezed), "".join(paragraphs)
    total = sum(map(len, squeezed))
    beside = sum(len(line) for line in squeezed if line not in whole)
    return sum(paragraph in joined for paragraph in paragraphs) / max(len(paragraphs), 1), beside / max(total, 1)


def _same_authors(gold: str, found: Sequence[str]) -> bool:
    wanted = {squeeze(name) for name in _NAME_SPLIT.split(gold)}
    return wanted == {squeeze(part) for name in found for part in _NAME_SPLIT.split(name)}


def shingle_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """F1 as evaluate.py of scrapinghub/article-extraction-benchmark computes it, from (gold, found) texts."""
    scores = [_precision_recall(_shingles(gold), _shingles(found)) for gold, found in pairs]
    precision = statistics.mean(score[0] for score in scores)
    recall = statistics.mean(score[1] for score in scores)
    return 2 * precision * recall / (precision + recall)


def _shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    if len(words) < size:
        return Counter([tuple(words)] if words else [])
    return Counter(tuple(words[start : start + size]) for start in range(len(words) - size + 1))


def _precision_recall(gold: Counter[tuple[str, ...]], found: Counter[tuple[str, ...]]) -> tuple[float, float]:
    right = (gold & found).total()
    if gold == found:
        return 1.0, 1.0
    return right / max(found.total(), 1), right / max(gold.total(), 1)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.main_text", description="Main text and metadata of pages.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--corpus", action="append", help="wcxb_dev, wcxb_test or scrapinghub; all by default")
    parser.add_argument("--every", type=int, default=1, help="read one page of every N")
    options = parser.parse_args()
    for row in measure(
        options.shared, corpora=options.corpus or ("wcxb_dev", "wcxb_test", "scrapinghub"), every=options.every
    ):
        print(row)


if __name__ == "__main__":
    main()
