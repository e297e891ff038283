"""Cards for notebooks: escaped and bounded."""

from __future__ import annotations

from dataclasses import replace

from bench.dossiers import Line, document
from tests.views.factory import hostile, tunnel

from rashomon.views.notebook import MOST_BLOCKS, document_html, dossier_html, quote_html


def test_a_dossier_shows_its_reports_and_what_to_check() -> None:
    html = dossier_html(tunnel())
    for words in ("The flood in Ostrava Street", "Morning Herald", "outlet unknown", "re-attributed", "Tomas Reyl"):
        assert words in html


def test_cards_hold_no_script_and_load_nothing() -> None:
    dossier = hostile()
    cards = [dossier_html(dossier)]
    cards += [document_html(report.document) for report in dossier.story.reports]
    cards += [quote_html(quote) for report in dossier.story.reports for quote in report.quotes]
    for card in cards:
        assert "<script" not in card
        assert "<img" not in card
        assert "src=" not in card.replace("src=x", "")


def test_long_documents_are_cut_with_a_count() -> None:
    lines: list[Line] = [("body", f"Paragraph number {number}.") for number in range(MOST_BLOCKS + 7)]
    html = document_html(document(lines))
    assert "… 7 more blocks" in html
    assert len(document_html(document([("body", "word " * 100_000)]))) < 3_000


def test_many_reports_are_cut_with_a_count() -> None:
    dossier = tunnel()
    many = tuple(
        replace(report, document=replace(report.document, id=f"{number}"), quotes=(), figures=(), names=(), times=())
        for number, report in enumerate(dossier.story.reports * 10)
    )
    empty = replace(dossier.comparison, quotes=(), figures=(), naming=(), coverage=())
    html = dossier_html(replace(dossier, story=replace(dossier.story, reports=many, entities=()), comparison=empty))
    assert "… 18 more reports" in html


def test_a_quotation_says_who_and_where() -> None:
    quote = tunnel().story.reports[1].quotes[1]
    html = quote_html(quote)
    assert "Tomas Reyl" in html
    assert f"{quote.span.start}–{quote.span.end}" in html
