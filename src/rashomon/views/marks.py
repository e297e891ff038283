"""What is highlighted in the reports: every span that a finding points at, under its layer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rashomon.compare.labels import counted
from rashomon.model import Annotations, Copy, Quote, Source, Span
from rashomon.model.finding import PassageKind
from rashomon.views.index import Index, fact_anchor, figure_anchor, quote_anchor, safe_id
from rashomon.views.visible import plain
from rashomon.views.words import ANSWERS, CLAIM_VERDICTS, VOICES, asserted_by, date_words, interval_words

LAYERS = {
    "q": "quotations",
    "f": "figures",
    "n": "naming",
    "i": "reported without marks",
    "s": "who says so",
    "c": "reporting words",
    "t": "times",
    "m": "names of actors",
    "d": "outlet and date",
    "k": "facts",
    "w": "same wording",
    "e": "other evidence",
}
"""Letter tag → what the layer holds. The reader lists them in this order and shows the first three from the start."""


MAX_PASSAGES = 12
"""Passages of two reports in the same wording that are shown and marked, the longest first."""


@dataclass(slots=True)
class Mark:
    """One highlighted run of a document's text. ``back`` is the anchor of the finding that compares it, if any."""

    start: int
    end: int
    layers: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    back: str | None = None


def span_anchor(span: Span) -> str:
    """The id on the page of the span's highlighted characters: the same in every dossier that holds the report."""
    return f"s-{safe_id(span.doc)}-{span.start}-{span.end}"


def shown_passages(copy: Copy) -> list[tuple[Span, Span, PassageKind]]:
    """The longest passages that two reports share, at most ``MAX_PASSAGES``, in the order of the first one's text."""
    kinds: list[PassageKind] = [*copy.kinds] or ["writing"] * len(copy.spans)
    found = [(one, other, kind) for (one, other), kind in zip(copy.spans, kinds, strict=True)]
    longest = sorted(found, key=lambda passage: (passage[0].start - passage[0].end, passage[0]))
    return sorted(longest[:MAX_PASSAGES])


class MarkBook:
    """Collects marks: one a run of characters, however many findings point at it."""

    def __init__(self) -> None:
        self._marks: dict[str, dict[tuple[int, int], Mark]] = {}

    def add(self, span: Span, layer: str, hint: str = "", *, back: str | None = None) -> None:
        """Highlight ``span``. A layer or hint that the same run has already is not repeated."""
        marks = self._marks.setdefault(span.doc, {})
        mark = marks.setdefault((span.start, span.end), Mark(span.start, span.end))
        if layer not in mark.layers:
            mark.layers.append(layer)
        if hint and hint not in mark.hints:
            mark.hints.append(hint)
        mark.back = mark.back or back

    def add_evidence(self, spans: Iterable[Span], hint: str) -> None:
        """Highlight spans that a finding rests on, where no layer of their own does so already."""
        for span in spans:
            if (span.start, span.end) not in self._marks.get(span.doc, {}):
                self.add(span, "e", hint)

    def of(self, doc: str) -> list[Mark]:
        """The marks of one document, by start, the longer first; layers in their listed order."""
        marks = sorted(self._marks.get(doc, {}).values(), key=lambda mark: (mark.start, -mark.end))
        order = list(LAYERS)
        for mark in marks:
            mark.layers.sort(key=order.index)
        return marks

    def count(self) -> int:
        """How many different runs are highlighted."""
        return sum(len(marks) for marks in self._marks.values())


def collect(tables: Index) -> MarkBook:
    """Every span of the dossier that some view links to, and every annotation."""
    book = MarkBook()
    for report in tables.reports:
        _annotations(book, tables, report.annotations)
    for entity in tables.dossier.story.entities:
        for mention in entity.mentions:
            if mention.kind == "name":
                book.add(mention.span, "m", plain(f"name of {entity.name}"))
    comparison = tables.dossier.comparison
    for group in comparison.quotes:
        for note in group.notes:
            book.add_evidence(note.evidence, plain(f"{note.kind}: {note.text}"))
        book.add_evidence(group.evidence, "evidence of a shared quotation")
    for figures in comparison.figures:
        book.add_evidence(figures.evidence, "evidence of compared figures")
    for naming in comparison.naming:
        book.add_evidence(naming.evidence, "evidence of naming")
    _facts(book, tables)
    for coverage in comparison.coverage:
        book.add_evidence(coverage.evidence, "evidence of what is in which report")
    for link in comparison.origins:
        if link.basis != "same-wording":
            for span in link.evidence:
                book.add(span, "s", "says where it comes from" if link.basis == "credit" else "")
    for copy in comparison.copies:
        for one, two, _ in shown_passages(copy):
            for span, other in ((one, two), (two, one)):
                book.add(span, "w", plain(f"same wording in {tables.source_name(other.doc)}"))
        book.add_evidence(copy.evidence, "says where it comes from")
    for entry in comparison.timeline:
        book.add_evidence(entry.evidence, "evidence of a date")
    return book


def _facts(book: MarkBook, tables: Index) -> None:
    """The claims of each fact, with who asserts them."""
    for group in tables.dossier.comparison.claims:
        word = CLAIM_VERDICTS[group.verdict][1]
        answers = str(group.explanation.details.get("answers", "")).split()
        for identity in group.claims:
            claim = tables.claims[identity]
            told = f"{ANSWERS} a fact" if identity in answers else f"fact, {word}"
            book.add(claim.span, "k", plain(f"{told} · {asserted_by(claim)}"), back=fact_anchor(group))
            for source in claim.by:
                book.add(source.evidence, "s", _source_hint(source, "said by"))
        book.add_evidence(group.evidence, "evidence of a fact")


def _annotations(book: MarkBook, tables: Index, report: Annotations) -> None:
    doc = report.document
    if doc.outlet and doc.outlet.evidence:
        book.add(doc.outlet.evidence, "d", "names the outlet")
    if doc.published:
        inferred = doc.published.basis == "inferred"
        for span in doc.published.evidence:
            book.add(span, "d", "lets a date be inferred" if inferred else "gives the date")
    for quote in report.quotes:
        group = tables.quote_group.get(quote.id)
        book.add(
            quote.span, "q" if quote.marked else "i", _quote_hint(quote), back=quote_anchor(group) if group else None
        )
        for source, role in [(quote.speaker, "speaker"), *((relay, "relay") for relay in quote.via)]:
            if source is not None:
                book.add(source.evidence, "s", _source_hint(source, role))
        if quote.cue is not None:
            book.add(quote.cue, "c", "reporting words")
    for figure in report.figures:
        compared = tables.figure_group.get(figure.id)
        of = counted(figure, doc.text)
        book.add(
            figure.span,
            "f",
            plain(f"figure: {interval_words(figure)}" + (f" · {of}" if of else "")),
            back=figure_anchor(compared) if compared else None,
        )
    for time in report.times:
        book.add(time.span, "t", f"time: {date_words(time.value)}" if time.value else "time, not resolved")
    for name in report.names:
        entity = tables.entities.get(name.entity)
        who = entity.name if entity else "an actor"
        book.add(name.span, "n", plain(f"{name.label} of {who}, {VOICES[name.voice]}"))


def _quote_hint(quote: Quote) -> str:
    parts = [
        f"{quote.kind} quotation",
        f"said by {quote.speaker.name}" if quote.speaker else "speaker not named",
        *(f"via {relay.name}" for relay in quote.via),
        quote.channel or "",
    ]
    return plain(" · ".join(part for part in parts if part))


def _source_hint(source: Source, role: str) -> str:
    return plain(f"{role}: {source.name}")
