"""Dates against MEANTIME: 60 Wikinews reports with the values of their time expressions and the events that they date.

Minard et al. 2016, "MEANTIME, the NewsReader Multilingual Event and Time Corpus" (LREC). Expressions of duration,
frequency and vague past are left out on both sides. The baseline is ``dateparser.search.search_dates`` with the day of
publication as its base; it dates an event by the nearest date of its sentence.

``python -m bench.chronology --shared ../shared``, and with ``--inferred`` the dates of publication that are inferred
for stories whose reports' dates are known.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from dateparser.search import search_dates
from rich.console import Console
from rich.table import Table
from spacy.tokens import Doc

import rashomon
from rashomon.annotate.report import annotate
from rashomon.cleaning.plain.bylines import read_date
from rashomon.compare.edtf import Interval, read_edtf
from rashomon.compare.entities import merge_entities
from rashomon.compare.publication import with_publication
from rashomon.compare.timeline import compare_timeline
from rashomon.language import parse
from rashomon.model import Annotations, Block, BlockRole, Document, Origin, Published, Story

MEASURES = ("found", "right", "inside", "events right", "events dated")
_NO_SPACE_BEFORE = re.compile(r"[.,;:!?%)\]’”]|'s|n't|'|’s")
_NO_SPACE_AFTER = re.compile(r"[(\[$£€“‘]")
_DAY_AT = frozenset({"IS_INCLUDED", "SIMULTANEOUS"})


@dataclass(frozen=True, slots=True)
class Gold:
    """One report: its text, the dates in it by place, and for each dated event word its place and the days."""

    document: Document
    dates: Mapping[tuple[int, int], Interval]
    events: Mapping[tuple[int, int], Interval]
    in_text: frozenset[tuple[int, int]]
    """The events that are dated by an expression of the text, not by the day of publication alone."""
    sentences: Sequence[tuple[int, int]]


@dataclass(slots=True)
class Row:
    """Hits and numbers of one system: ``measure`` → (hits, number)."""

    system: str
    tally: dict[str, list[int]] = field(default_factory=dict)

    def add(self, measure: str, hit: bool) -> None:
        """Count one case."""
        pair = self.tally.setdefault(measure, [0, 0])
        pair[0] += hit
        pair[1] += 1

    def shown(self, measure: str) -> str:
        """``0.912 (104/114)``."""
        hits, number = self.tally.get(measure, [0, 0])
        return f"{hits / number:.3f} ({hits}/{number})" if number else "–"


def folder(shared: Path) -> Path:
    """Where the corpus lies."""
    return shared / "data" / "bench" / "meantime"


def gold_value(value: str) -> Interval | None:
    """The days of a TimeML value: a date, week, weekend, quarter or time of a day; None for what is no date."""
    week = re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value)
    if week:
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return Interval(monday + timedelta(days=5 if week[3] else 0), monday + timedelta(days=6))
    quarter = re.fullmatch(r"(\d{4})-Q([1-4])", value)
    if quarter:
        return read_edtf(f"{quarter[1]}-{32 + int(quarter[2])}")
    return read_edtf(re.sub(r"(-XX)+$", "", value.partition("T")[0]))


def read(path: Path) -> Gold:
    """One annotated report. Its text is the tokens joined as print joins them."""
    root = ElementTree.parse(path).getroot()
    text, places, sentences = "", {}, list[list[int]]()
    before = None
    for token in root.iter("token"):
        word, sentence = token.text or "", int(token.get("sentence", "0"))
        if sentence != before:
            text = text.rstrip() + ("\n\n" if text and sentence <= 2 else " " if text else "")
            sentences.append([len(text), len(text)])
        elif _NO_SPACE_BEFORE.fullmatch(word):
            text = text.removesuffix(" ")
        places[token.get("t_id", "")] = (len(text), len(text) + len(word))
        text += word if _NO_SPACE_AFTER.fullmatch(word) else f"{word} "
        sentences[-1][1] = len(text.rstrip())
        before = sentence
    text = text.rstrip()
    marks = {mark.get("m_id", ""): mark for mark in root.find("Markables") or ()}
    # Two reports have no annotated day of publication: Wikinews prints it as the second line.
    printed = read_date(text.split("\n\n")[1])
    stated = [m.get("value", "") for m in marks.values() if m.get("functionInDocument") == "CREATION_TIME"]
    created = stated[0] if stated else printed[0] if printed else ""

    def place(mark: ElementTree.Element) -> tuple[int, int] | None:
        anchors = [places[anchor.get("t_id", "")] for anchor in mark.iter("token_anchor")]
        return (anchors[0][0], anchors[-1][1]) if anchors else None

    dates, days = {}, {}
    for identity, mark in marks.items():
        if mark.tag == "TIMEX3" and mark.get("type") in {"DATE", "TIME"}:
            interval, where = gold_value(mark.get("value", "")), place(mark)
            if interval is not None:
                days[identity] = interval
                if where is not None and not re.fullmatch(r"[^A-Za-z]*\d\d?[:.]\d\d.*", text[slice(*where)]):
                    dates[where] = interval
    events: dict[tuple[int, int], Interval] = {}
    in_text = set()
    for link in root.iter("TLINK"):
        source, target = (next(link.iter(end)).get("m_id", "") for end in ("source", "target"))
        if link.get("reltype") == "INCLUDES":
            source, target = target, source
        elif link.get("reltype") not in _DAY_AT:
            continue
        event = marks[source]
        where = place(event) if event.tag == "EVENT_MENTION" else None
        if where is None or target not in days:
            continue
        if marks[target].get("functionInDocument") != "CREATION_TIME":
            in_text.add(where)
        if where not in events or days[target].days < events[where].days:
            events[where] = days[target]
    bounds = [(first, last) for first, last in sentences]
    return Gold(_document(path.name, text, created), dates, events, frozenset(in_text), bounds)


def _document(name: str, text: str, created: str) -> Document:
    blocks, start = [], 0
    roles: list[BlockRole] = ["headline", "dateline", "body"]
    for role, paragraph in zip(roles, text.split("\n\n"), strict=True):
        blocks.append(Block(role, start, start + len(paragraph), start, start + len(paragraph)))
        start += len(paragraph) + 2
    sha = hashlib.sha256(text.encode()).hexdigest()
    origin = Origin(name, None, "text/plain", sha)
    return Document(sha[:12], origin, text, text, tuple(blocks), published=Published(created, "user"))


Found = tuple[list[tuple[int, int, Interval]], dict[tuple[int, int], Interval]]
"""The dates found, by place, and the days given to the gold's event words."""


def rashomon_dates(gold: Gold) -> Found:
    """The time annotations, and the dates of the timeline and of the words that report."""
    report = annotate(gold.document, parse(gold.document.text))
    dates = [
        (time.span.start, time.span.end, interval)
        for time in report.times
        if time.value and (interval := read_edtf(time.value.rstrip("~")))
    ]
    heads: list[tuple[int, Interval]] = []
    claims = {claim.id: claim for claim in report.claims}
    for entry in compare_timeline(Story(None, (report,))):
        interval = read_edtf(entry.when)
        if interval is not None:
            heads.append((int(claims[entry.what].explanation.details["dated"]), interval))
    for quote in report.quotes:
        value = quote.explanation.details.get("when_value")
        if quote.cue is not None and isinstance(value, str) and (interval := read_edtf(value)):
            heads += [(offset, interval) for offset in range(quote.cue.start, quote.cue.end)]
    events = {}
    for place in gold.events:
        held = [interval for offset, interval in heads if place[0] <= offset < place[1]]
        if held:
            events[place] = held[0]
    return dates, events


def baseline_dates(gold: Gold) -> Found:
    """What ``search_dates`` finds, and for an event word the nearest of it in the sentence."""
    assert gold.document.published is not None
    base = datetime.fromisoformat(gold.document.published.value)
    text = gold.document.text
    dates, at = [], 0
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    for words, moment in search_dates(text, languages=["en"], settings=settings) or ():
        start = text.find(words, at)
        if start >= 0:
            dates.append((start, start + len(words), Interval(moment.date(), moment.date())))
            at = start + len(words)
    events = {}
    for place in gold.events:
        low, high = next(bounds for bounds in gold.sentences if bounds[0] <= place[0] < bounds[1])
        near = [(abs(start - place[0]), days) for start, _, days in dates if low <= start < high]
        if near:
            events[place] = min(near)[1]
    return dates, events


def measure(shared: Path, *, most: int | None = None) -> list[Row]:
    """Rashomon's row and the baseline's, over the same reports.

    ``found``: a gold expression that the system dates at all; ``right``: with exactly the gold's days; ``inside``: with
    days inside the gold's (a day for a month counts). ``events right``: of the gold's dated events that the system
    dates, those on the gold's days; ``events dated``: of the events that an expression of the text dates, those dated
    rightly. What is found beside the gold is not counted: the corpus annotates the first sentences of a report only.
    """
    systems = {"Rashomon": rashomon_dates, "search_dates": baseline_dates}
    rows = [Row(system) for system in systems]
    for path in sorted(folder(shared).glob("corpus_*/*.xml"))[:most]:
        gold = read(path)
        for row, system in zip(rows, systems.values(), strict=True):
            _score(row, gold, *system(gold))
    return rows


def _score(
    row: Row, gold: Gold, dates: list[tuple[int, int, Interval]], events: Mapping[tuple[int, int], Interval]
) -> None:
    for place, days in gold.dates.items():
        held = [interval for start, end, interval in dates if start < place[1] and place[0] < end]
        row.add("found", bool(held))
        row.add("right", any((i.first, i.last) == (days.first, days.last) for i in held))
        row.add("inside", any(days.contains(i) for i in held))
    for place, days in gold.events.items():
        right = place in events and days.contains(replace(events[place], sure=True))
        if place in events:
            row.add("events right", right)
        if place in gold.in_text:
            row.add("events dated", right)


@dataclass(slots=True)
class Inferred:
    """How often an undated report got a date: of ``reports``, ``given`` got one, ``right`` of those hold the true day,
    ``days`` is their length on average; ``refused`` are those whose hints contradict each other."""

    system: str
    reports: int = 0
    given: int = 0
    right: int = 0
    refused: int = 0
    days: float = 0

    def count(self, found: Interval | None, truth: Interval) -> None:
        """Count one report."""
        self.reports += 1
        if found is not None:
            self.days = (self.days * self.given + found.days) / (self.given + 1)
            self.given += 1
            self.right += found.contains(truth)

    def __str__(self) -> str:
        return (
            f"{self.system}: {self.given} of {self.reports} dated, {self.right} rightly, "
            f"{self.days:.1f} days long; {self.refused} refused"
        )


def measure_inferred(shared: Path, *, most: int | None = None) -> list[Inferred]:
    """Each dated report of the stories in turn without its date, beside the others with theirs.

    The baseline takes the days from the first to the last of the others.
    """
    ours, theirs = Inferred("Rashomon"), Inferred("from the first to the last of the others")
    for reports in _stories(shared, most):
        for number, hidden in enumerate(reports):
            others = [report for place, report in enumerate(reports) if place != number]
            days = [_day(report) for report in others]
            if not days or hidden.published is None:
                continue
            undated = replace(hidden, published=None)
            story = with_publication(merge_entities([_annotated(d) for d in (undated, *others)], None))
            document = next(r.document for r in story.reports if r.document.id == hidden.id)
            found = read_edtf(document.published.value) if document.published else None
            ours.count(found, _day(hidden))
            ours.refused += any("no date is inferred" in note for note in document.notes)
            theirs.count(Interval(min(d.first for d in days), max(d.last for d in days)), _day(hidden))
    return [ours, theirs]


def _stories(shared: Path, most: int | None) -> Iterator[list[Document]]:
    by_folder: dict[str, list[Document]] = {}
    for document in rashomon.read(shared / "data" / "stories"):
        if isinstance(document, Document) and document.language == "en" and document.published is not None:
            by_folder.setdefault(Path(document.origin.path or "").parent.name, []).append(document)
    yield from (by_folder[name] for name in sorted(by_folder)[:most])


def _day(document: Document) -> Interval:
    days = read_edtf(document.published.value) if document.published is not None else None
    assert days is not None
    return days


@lru_cache(maxsize=16)
def _annotated(document: Document) -> Annotations:
    return annotate(document, _parsed(document.text))


@lru_cache(maxsize=8)
def _parsed(text: str) -> Doc:
    return parse(text)


def misses(shared: Path) -> Iterator[str]:
    """One line for each expression and event that Rashomon gets wrong, to read."""
    for path in sorted(folder(shared).glob("corpus_*/*.xml")):
        gold = read(path)
        dates, events = rashomon_dates(gold)
        text = gold.document.text
        for place, days in gold.dates.items():
            held = [interval for start, end, interval in dates if start < place[1] and place[0] < end]
            if not any((i.first, i.last) == (days.first, days.last) for i in held):
                yield f"date {text[slice(*place)]!r}: {days}, found {', '.join(map(str, held)) or 'none'}"
        for place, days in gold.events.items():
            if place in events and not days.contains(events[place]):
                yield f"event {text[place[0] - 60 : place[1] + 40]!r}: {days}, found {events[place]}"
            elif place in gold.in_text and place not in events:
                yield f"event undated {text[place[0] - 60 : place[1] + 60]!r} {text[slice(*place)]}: {days}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.chronology", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--misses", action="store_true", help="list what is wrong")
    parser.add_argument("--inferred", action="store_true", help="infer the hidden dates of the stories instead")
    options = parser.parse_args()
    console = Console(width=140)
    if options.misses:
        for line in misses(options.shared):
            console.print(line, markup=False)
        return
    if options.inferred:
        for found in measure_inferred(options.shared):
            console.print(str(found), markup=False)
        return
    rows = measure(options.shared)
    table = Table("measure", *(row.system for row in rows), title="Dates, MEANTIME")
    for name in MEASURES:
        table.add_row(name, *(row.shown(name) for row in rows))
    console.print(table)


if __name__ == "__main__":
    main()
