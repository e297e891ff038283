"""The board: every figure of the story once, the most disputed first, with whose it is and for what it holds."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.views.factory import hostile, tunnel

from rashomon.model import Dossier, Figure, Scope, Source, Span
from rashomon.views import board, figures
from rashomon.views.html import to_html
from rashomon.views.index import Index, index

TABLES = index(tunnel())


def things(tables: Index) -> list[board.Thing]:
    return [*board.shared(figures.entries(tables)), *board.alone(tables)]


@pytest.mark.parametrize("dossier", [tunnel(), tunnel(order=(2, 0, 1)), hostile()])
def test_every_figure_stands_on_the_board_once(dossier: Dossier) -> None:
    tables = index(dossier)
    shown = [row.figure.id for thing in things(tables) for row in thing.rows]
    assert sorted(shown) == sorted(tables.figures)


def test_the_most_disputed_come_first_and_what_one_report_counts_last() -> None:
    verdicts = [thing.group.verdict if thing.group else "alone" for thing in things(TABLES)]
    order = ["conflict", "compatible", "agree", "alone"]
    assert verdicts == sorted(verdicts, key=order.index)
    assert {"conflict", "alone"} <= set(verdicts)
    assert all((thing.anchor is None) == (thing.group is None) for thing in things(TABLES))


def test_the_order_of_the_files_changes_nothing() -> None:
    other = index(tunnel(order=(2, 1, 0)))
    assert [(thing.name, [row.figure for row in thing.rows]) for thing in things(TABLES)] == [
        (thing.name, [row.figure for row in thing.rows]) for thing in things(other)
    ]


def test_like_things_stand_side_by_side() -> None:
    report = tunnel().story.reports[0]
    first = report.figures[0]
    made = [
        replace(first, id=f"x{number}", of=of, low=number, high=number)
        for number, of in enumerate(("fishing boats", "people", "small boats", None, "old people"))
    ]
    dossier = tunnel()
    story = replace(dossier.story, reports=(replace(report, figures=tuple(made)),))
    tables = index(replace(dossier, story=story, comparison=replace(dossier.comparison, figures=())))
    assert [thing.name for thing in board.alone(tables)] == [
        "fishing boats",
        "small boats",
        "old people",
        "people",
        "a number",
    ]


def _figure(scope: Scope, *, of: str | None = None, unit: str | None = None) -> Figure:
    return replace(next(iter(TABLES.figures.values())), scope=scope, of=of, unit=unit)


@pytest.mark.parametrize(
    ("of", "unit", "name"),
    [
        ("boats", None, "boats"),
        (None, None, "a number"),
        (None, "percent", "a share in per cent"),
        (None, "USD", "an amount in USD"),
    ],
)
def test_a_thing_has_a_name(of: str | None, unit: str | None, name: str) -> None:
    assert board.name(_figure(Scope(), of=of, unit=unit)) == name


LISAVA, FRIDAY = Span("d", 0, 6, "Lisava"), Span("d", 10, 16, "Friday")


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        (Scope(), []),
        (Scope(places=(LISAVA,)), ["Lisava"]),
        (Scope(time=FRIDAY, bound="after"), ["Friday (from then on)"]),
        (Scope(time=FRIDAY, bound="before"), ["Friday (up to then)"]),
        (Scope(places=(LISAVA,), time=FRIDAY, per="week"), ["Lisava", "Friday", "per week"]),
        (Scope(out_of=1200), ["out of 1,200"]),
        (Scope(aspect="change"), ["a change"]),
        (Scope(aspect="whole"), ["the whole, of which a part is told"]),
    ],
)
def test_for_what_a_figure_holds_in_words(scope: Scope, words: list[str]) -> None:
    assert [text for text, _ in board.setting(_figure(scope))] == words


def test_the_page_shows_whose_and_where() -> None:
    dossier = tunnel()
    report = dossier.story.reports[0]
    at = report.figures[0].span
    scope = Scope(places=(at,), sources=(Source("The harbour office", None, at), Source("Meridian", None, at)))
    changed = replace(report, figures=(replace(report.figures[0], scope=scope), *report.figures[1:]))
    reports = tuple(changed if one is report else one for one in dossier.story.reports)
    page = to_html(replace(dossier, story=replace(dossier.story, reports=reports)))
    start = page.index('id="board"')
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page[start:]))
    assert "own words, as told by The harbour office, as told by Meridian" in words
    assert "not said" in words


def test_one_report_alone_has_a_board() -> None:
    dossier = tunnel()
    alone = replace(dossier.story, reports=dossier.story.reports[:1])
    page = to_html(
        replace(
            dossier, story=alone, comparison=replace(dossier.comparison, quotes=(), figures=(), naming=(), coverage=())
        )
    )
    assert "Every counted thing" in page
    assert "Counted by several reports" not in page
