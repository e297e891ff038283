"""The summary and the single report in a terminal."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType
from tests.views.factory import hostile, tunnel
from tests.views.told import told, told_by_hostile

from rashomon.model import Comparison
from rashomon.views.terminal import report, summary


def printed(renderable: RenderableType, *, width: int = 80) -> str:
    """What a pipe of ``width`` columns gets."""
    stream = io.StringIO()
    Console(file=stream, width=width, highlight=False).print(renderable)
    return stream.getvalue()


@pytest.mark.parametrize("width", [40, 80, 200])
def test_lines_fit_and_hold_no_escape_sequences(width: int) -> None:
    for dossier in (tunnel(), hostile(), told(), told_by_hostile()):
        for text in (printed(summary(dossier), width=width), printed(report(dossier.story.reports[0]), width=width)):
            assert max(map(cell_len, text.splitlines())) <= width
            assert "\x1b" not in text


@pytest.mark.parametrize(
    "line",
    [
        "A  Morning Herald  4 March 2021",
        "C  outlet unknown  no date in the text",
        "Quotations  3 in more than one report, 2 not alike, 1 re-attributed",
        "A Brightway (statement) · B Tomas Reyl",
        "Figures  3 things counted by more than one report, 2 in conflict, 1 by one",
        "≠ conflict  repairs: A about $12 million · B $19 million",
        "Tomas Reyl is not named in A",
        "≈ compatible  people (missing): A Two people · C Three",
        "pile/empty.txt: the file holds no text; remove it",
    ],
)
def test_summary(line: str) -> None:
    assert line in printed(summary(tunnel()), width=120)


@pytest.mark.parametrize(
    "line",
    [
        "Facts  1 disputed, 2 corroborated, 2 of one origin, 3 told by one report",
        " ≠ disputed  “Repairs will cost about $12 million”",
        "   A B No value fits both “about $12 million” and “$19 million”.",
        "   A C Both have it from Irena Kolb.",
    ],
)
def test_what_is_disputed_comes_before_what_goes_back_to_one_origin(line: str) -> None:
    text = printed(summary(told()), width=120)
    assert line in text
    assert text.index("≠ disputed") < text.index("← same origin")


def test_what_is_not_compared_is_said() -> None:
    assert "nothing to compare" not in printed(summary(tunnel()))
    (first, second, *rest) = tunnel().story.reports
    alone = replace(tunnel(), story=replace(tunnel().story, reports=(first,)), comparison=Comparison())
    assert "One report alone: there is nothing to compare it with." in printed(summary(alone))
    foreign = replace(second, document=replace(second.document, language="fr"))
    mixed = replace(tunnel(), story=replace(tunnel().story, reports=(first, foreign, *rest)))
    assert "B is not in English: shown in the dossier, and not analysed." in printed(summary(mixed))


@pytest.mark.parametrize(
    "line",
    [
        "published  5 March 2021  (in the text)",
        "outlet     The Courier  (given by you)",
        "caption     Divers at the mouth of the tunnel on Thursday.",
        "− comments  Comments are moderated. Be kind.",
        "not decided: a cyclist or Tomas Reyl",
        "50 or more",
        "4 March 2021",
        "embattled mayor",
    ],
)
def test_report(line: str) -> None:
    courier = next(
        item for item in tunnel().story.reports if item.document.title == "Flooded tunnel: Brightway blames city"
    )
    assert line in printed(report(courier), width=160)


def test_a_report_is_not_read_as_markup_of_the_terminal() -> None:
    text = printed(report(hostile().story.reports[0]), width=160)
    assert "[bold red]" in text
    assert "⟨RLO⟩" in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    "line",
    [
        "A  Morning Herald · 4 March 2021 · 5\xa0quotations, 3\xa0figures",
        "   Mayor Says Tunnel ‘Was Never Safe’ After Flood Traps Dozens",
        "C  outlet unknown · no date in the text · 3\xa0quotations, 3\xa0figures",
        " ≠ conflict  commuters (trapped): A 41 commuters · B At least 50 people · C",
        "             Nearly 60 commuters",
    ],
)
def test_a_narrow_summary_gives_each_report_its_own_lines(line: str) -> None:
    assert line in [words.rstrip() for words in printed(summary(tunnel()), width=80).splitlines()]


def test_a_narrow_report_gives_each_quotation_the_whole_width() -> None:
    text = printed(report(hostile().story.reports[1]), width=60)
    assert "     9  “We never paid the bill”" in text
    assert "        Ana Paz · direct" in text


def test_reported_speech_is_printed_without_marks() -> None:
    (first, *_) = tunnel().story.reports
    indirect = replace(first, quotes=tuple(replace(quote, kind="indirect") for quote in first.quotes[:1]))
    for width in (80, 200):
        text = printed(report(indirect), width=width).partition("Quotations")[2]
        assert "Was Never Safe" in text
        assert "“Was Never Safe”" not in text
