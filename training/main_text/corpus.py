"""The WCXB development pages (CC BY 4.0) as lines with their gold labels: as HTML, and as text dumps of the pages."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from rashomon.cleaning import html_features
from rashomon.cleaning.html_align import kept_lines
from rashomon.cleaning.html_features import squeeze
from rashomon.cleaning.html_main import extract, squeezed_lines
from rashomon.cleaning.html_metadata import declared_text
from rashomon.cleaning.html_page import parse, render
from rashomon.cleaning.plain import features as plain_features
from rashomon.cleaning.plain.lines import split_lines
from rashomon.sources.encoding import decode
from training.main_text.dump import as_text

_LIST_MARK = re.compile(r"^\s{0,9}(?:\d{1,3}[.)]\s|[-*•]\s)")


@dataclass(frozen=True)
class PageLines:
    """One page: its lines' features, lengths in characters, and whether the gold text holds them."""

    domain: str
    features: Sequence[set[str]]
    sizes: Sequence[int]
    gold: Sequence[bool]


def read(folder: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Domain, source and the gold text's paragraphs (squeezed) of each page that has a gold text."""
    for file in sorted((folder / "ground-truth").glob("*.json")):
        truth = json.loads(file.read_text(encoding="utf-8"))
        gold = truth["ground_truth"].get("main_content")
        raw = gzip.decompress((folder / "html" / f"{truth['file_id']}.html.gz").read_bytes())
        if gold:
            paragraphs = [squeeze(_LIST_MARK.sub("", line)) for line in gold.split("\n")]
            domain = ".".join(urlsplit(truth["url"]).netloc.split(".")[-2:])
            yield domain, decode(raw, html=True).text, [paragraph for paragraph in paragraphs if paragraph]


def html_lines(domain: str, source: str, gold: list[str]) -> PageLines:
    """The lines of the page as ``cleaning/html_page`` renders it."""
    root, notes = parse(source)
    page = render(root, notes)
    lines = [squeeze(page.text[line.start : line.end]) for line in page.lines]
    kept = [kept_lines(lines, squeezed_lines(output)) for output in extract(source)]
    body, title = declared_text(root)
    described = html_features.describe(page, kept, squeeze(body), squeeze(title))
    return PageLines(domain, described, [len(line) for line in lines], kept_lines(lines, gold))


def dump_lines(domain: str, source: str, gold: list[str]) -> PageLines:
    """The lines of the page copied as text."""
    lines = split_lines(as_text(source))
    squeezed = [squeeze(line.text) for line in lines]
    described = plain_features.describe(lines, plain_features.junk_of(lines))
    return PageLines(domain, described, [len(line) for line in squeezed], kept_lines(squeezed, gold))
