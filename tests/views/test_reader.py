"""Marks in a report's text: nested, crossing, across blocks."""

from __future__ import annotations

from html.parser import HTMLParser

from bench.dossiers import Line, document, find
from hypothesis import given, strategies as st
from tests.views.factory import tunnel

from rashomon.model import BLOCK_SEPARATOR, Annotations
from rashomon.views.index import Report, index
from rashomon.views.marks import MarkBook, collect, span_anchor
from rashomon.views.reader import LEVELS, Text, bins, read

LINES: list[Line] = [
    ("headline", "Ferry <late> & lost"),
    ("removed", "newsletter", "Sign up"),
    ("removed", "share", "Share this"),
    ("body", "The ferry was late, the captain said."),
    ("removed", "donation", "Give"),
    ("body", "Nobody knew 👩\u200d🚒 why."),
]


class Marks(HTMLParser):
    """Anchor → the text under it, its pieces joined; fails where the tags do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.under: dict[str, str] = {}
        self.open: list[str | None] = []
        self.text = ""
        self.feed(str(html))
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        anchor = (held.get("id") or held.get("data-s")) if tag == "mark" else None
        if tag == "mark":
            assert anchor is not None
            assert "id" in held or anchor in self.under, "a piece comes before its anchor"
            self.under.setdefault(anchor, "")
        self.open.append(anchor)

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        for anchor in self.open:
            if anchor:
                self.under[anchor] += data


def marked(*spans: tuple[int, int]) -> tuple[Report, Text]:
    """LINES with a mark at each of ``spans``."""
    doc = document(LINES)
    book = MarkBook()
    for start, end in spans:
        book.add(doc.span(start, end), "q")
    report = Report("A", Annotations(doc))
    return report, read(report, book)


def under(text: Text) -> dict[str, str]:
    """Anchor → marked text of the whole report."""
    joined: dict[str, str] = {}
    html = "".join(part.html for part in text.parts)
    joined.update(Marks(html).under)
    return joined


def test_blocks_and_removed_pieces_stand_in_the_order_of_the_page() -> None:
    _, text = marked()
    assert [part.role or part.reasons for part in text.parts] == [
        "headline",
        "newsletter box, share bar",
        "body",
        "donation appeal",
        "body",
    ]


def test_text_without_marks_is_the_text() -> None:
    report, text = marked()
    blocks = [Marks(part.html).text for part in text.parts if part.block]
    assert BLOCK_SEPARATOR.join(blocks) == report.doc.text


def test_nested_marks_are_not_cut() -> None:
    doc = document(LINES)
    outer, inner = find(doc, "The ferry was late"), find(doc, "ferry was")
    _, text = marked((outer.start, outer.end), (inner.start, inner.end))
    assert under(text) == {span_anchor(outer): outer.text, span_anchor(inner): inner.text}
    assert text.split == ()


def test_crossing_marks_are_cut_once() -> None:
    doc = document(LINES)
    one, two = find(doc, "ferry was late"), find(doc, "late, the captain")
    _, text = marked((one.start, one.end), (two.start, two.end))
    assert under(text) == {span_anchor(one): one.text, span_anchor(two): two.text}
    assert text.split == (span_anchor(two),)


def test_a_mark_across_blocks_has_a_piece_in_each() -> None:
    doc = document(LINES)
    start, end = find(doc, "captain said.").start, find(doc, "Nobody").end
    _, text = marked((start, end))
    assert under(text) == {span_anchor(doc.span(start, end)): "captain said.Nobody"}


def test_one_run_of_characters_is_one_mark() -> None:
    doc = document(LINES)
    book = MarkBook()
    span = find(doc, "captain")
    book.add(span, "n", "a label")
    book.add(span, "q", "a quotation", back="quote-1")
    book.add(span, "q", "a quotation")
    (mark,) = book.of(doc.id)
    assert (mark.layers, mark.hints, mark.back) == (["q", "n"], ["a label", "a quotation"], "quote-1")
    html = next(part.html for part in read(Report("A", Annotations(doc)), book).parts if "captain" in part.html)
    assert 'class="mq mn" title="a label; a quotation" data-b="quote-1"' in html


LENGTH = len(document(LINES).text)


@given(st.lists(st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)), max_size=12))
def test_every_span_can_be_read_back(drawn: list[tuple[int, int]]) -> None:
    spans = [(start, end) for start, end in drawn if start < end]
    report, text = marked(*spans)
    doc = report.doc
    found = under(text)
    inside = {offset for block in doc.blocks for offset in range(block.start, block.end)}
    for start, end in spans:
        expected = "".join(doc.text[offset] for offset in range(start, end) if offset in inside)
        assert found.get(span_anchor(doc.span(start, end)), "") == expected


def test_the_histogram_counts_every_finding_once() -> None:
    tables = index(tunnel())
    book = collect(tables)
    for report in tables.reports:
        text = read(report, book)
        findings = [m for m in book.of(report.doc.id) if m.back or {"q", "f", "n", "i"} & set(m.layers)]
        assert sum(item.marks for item in text.bins) == len(findings)
        assert sum(item.compared for item in text.bins) == sum(m.back is not None for m in findings)
        assert [item.start for item in text.bins[1:]] == [item.end for item in text.bins[:-1]]
        assert (text.bins[0].start, text.bins[-1].end) == (0, len(report.doc.text))
        assert max(item.level for item in text.bins) == LEVELS
        for item in text.bins:
            assert bool(item.anchor) is (item.marks > 0) is (item.level > 0)
            first = item.anchor.rsplit("-", 2)[1:2]
            assert all(item.start <= int(start) < item.end for start in first)


def test_a_report_without_findings_has_an_empty_histogram() -> None:
    doc = document([("body", "Nothing was said and nothing was counted.")])
    assert {item.marks for item in bins(doc, [])} == {0}
    assert {item.level for item in bins(doc, [])} == {0}
