"""Cards for notebooks: escaped and bounded."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bench.dossiers import Line, Reporter, document, shared
from tests.views.factory import hostile, tunnel

from rashomon.model import Note
from rashomon.views.notebook import (
    MOST_BLOCKS,
    MOST_ROWS,
    MOST_VERSIONS,
    document_html,
    dossier_html,
    failure_html,
    group_html,
    quote_html,
    report_html,
)


def test_a_dossier_shows_its_reports_and_what_to_check() -> None:
    html = dossier_html(tunnel())
    for words in ("The flood in Ostrava Street", "Morning Herald", "outlet unknown", "re-attributed", "Tomas Reyl"):
        assert words in html
    assert "3 things counted by more than one report" in html
    assert "1 input not read" in html
    assert "not read" not in dossier_html(replace(tunnel(), failures=()))


def test_cards_hold_no_script_and_load_nothing() -> None:
    dossier = hostile()
    cards = [dossier_html(dossier)]
    cards += [document_html(report.document) for report in dossier.story.reports]
    cards += [report_html(report) for report in dossier.story.reports]
    cards += [quote_html(quote) for report in dossier.story.reports for quote in report.quotes]
    cards += [group_html(group) for group in dossier.comparison.quotes]
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


def test_a_report_shows_what_was_found_in_it() -> None:
    report = tunnel().story.reports[0]
    html = report_html(report)
    for words in (
        "Morning Herald",
        "5 quotations",
        "Irena Kolb",
        "41 commuters",
        "≈ 12,000,000 USD",
        "<bdi>repairs</bdi>",
    ):
        assert words in html


def test_each_table_of_a_report_is_cut_with_a_count() -> None:
    report = tunnel().story.reports[0]
    many = replace(report, quotes=report.quotes * 44)
    html = report_html(many)
    assert f"… {5 * 44 - MOST_ROWS} more quotations" in html
    assert len(report_html(replace(report, quotes=report.quotes * 1_000))) < len(html) + 20
    one = report_html(replace(report, figures=(report.figures[0],) * (MOST_ROWS + 1)))
    assert "… 1 more figure<" in one


def test_versions_are_laid_against_the_longest() -> None:
    html = group_html(tunnel().comparison.quotes[0])
    assert "2 versions: cut" in html
    assert "<del>" in html
    assert "because nobody paid for the power" in html
    assert "[not here: " in html, "what is struck out is said in words too"
    assert "The Courier leaves out" in html


def test_many_versions_and_long_ones_are_bounded() -> None:
    lines: list[Line] = [("body", f"“{'never ' * 500}safe,” she said.")]
    reporter = Reporter(document(lines))
    reporter.quote("never " * 500 + "safe")
    group = shared("g", reporter.quotes * 222, [])
    html = group_html(group)
    assert f"… {222 - MOST_VERSIONS} more versions" in html
    assert len(html) < 12_000
    assert len(quote_html(reporter.quotes[0])) < 1_500


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u2066", "\ufeff", "\x1b"])
def test_hidden_characters_are_named_because_no_style_sheet_can_show_them(sign: str) -> None:
    reporter = Reporter(document([("headline", f"A{sign}B"), ("body", f"“We nev{sign}er paid,” said Ana{sign}Paz.")]))
    reporter.quote(f"We nev{sign}er paid", speaker=(f"Ana{sign}Paz", None, f"Ana{sign}Paz"))
    report = reporter.annotations()
    group = shared("g", [reporter.quotes[0]] * 2, ["cut"], Note("cut", f"cut {sign}", (reporter.quotes[0].span,)))
    for html in (document_html(reporter.doc), report_html(report), quote_html(reporter.quotes[0]), group_html(group)):
        assert sign not in html
        assert "⟨" in html


def test_cards_take_the_colours_of_the_notebook() -> None:
    dossier = tunnel()
    cards = [dossier_html(dossier), group_html(dossier.comparison.quotes[0])]
    cards += [report_html(report) for report in dossier.story.reports]
    for card in cards:
        assert "background" not in card
        assert "#" not in card.replace("&#39;", "").replace("&#34;", "")
        assert "currentColor" in card


def test_an_input_that_was_not_read_is_named() -> None:
    html = failure_html(hostile().failures[0])
    assert html.count("&lt;script&gt;") == 3
    assert "<script" not in html


@pytest.mark.parametrize(
    ("version", "shown"),
    [
        ("The gate was open.", "The gate was open <del>[not here: and nobody looked at it]</del>."),
        ("open and nobody looked at it.", "<del>[not here: The gate was]</del> open and nobody looked at it."),
        (
            "The gate was wide open and nobody looked.",
            "The gate was <ins>[only here: wide]</ins> open and nobody looked <",
        ),
        (
            "The gate was shut and nobody looked at it.",
            "was <del>[not here: open]</del> <ins>[only here: shut]</ins> and",
        ),
    ],
)
def test_what_is_struck_out_stands_apart_and_nothing_else_does(version: str, shown: str) -> None:
    longest = "The gate was open and nobody looked at it."
    reporter = Reporter(document([("body", f"“{longest}” she said."), ("body", f"“{version}” he said.")]))
    reporter.quote(longest)
    reporter.quote(version)
    html = group_html(shared("g", reporter.quotes, ["cut"]))
    plain = re.sub(r"</?(bdi|span)[^>]*>", "", html)
    assert shown in " ".join(plain.split())
