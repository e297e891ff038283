"""A fact in dispute because somebody denies it: the one is told from the other in words, in every view."""

from __future__ import annotations

import re

import pytest
from bench.dossiers import claim, fact, find, with_claims
from tests.views.test_terminal import printed
from tests.views.told import little, story_of

from rashomon.dossier import dossier_json
from rashomon.model import Comparison, Document, Dossier
from rashomon.views import facts, front, grid
from rashomon.views.exports.gather import gather
from rashomon.views.html import to_html
from rashomon.views.index import Index, index
from rashomon.views.marks import collect
from rashomon.views.terminal import summary
from rashomon.views.words import ANSWERS, SAYS

HERALD = "Tom Reed said the dock was sold. Ines Faro denied the allegation, and so did the board of the harbour."
COURIER = "A friend of the mayor may have bought the dock. A clerk saw the deed."


def sale(*, decided_by: str = "denial", answers: str | None = None) -> Dossier:
    """The sale of the dock: both reports tell it, and the Herald has two denials."""
    a, b = little("Herald", HERALD), little("Courier", COURIER)
    one, two = a.document, b.document
    sold = claim(one, 1, "the dock was sold", by=[("Tom Reed", None, "Tom Reed")])
    denial = claim(one, 2, "Ines Faro denied the allegation")
    board = claim(one, 3, "so did the board of the harbour")
    bought = claim(two, 1, "A friend of the mayor may have bought the dock", modality="hedged")
    clerk = claim(two, 2, "A clerk saw the deed")
    answers = f"{denial.id} {board.id}" if answers is None else answers
    reason = "It is denied or put aside: “Ines Faro denied the allegation”."
    group = fact(
        "x",
        [sold, denial, board, bought, clerk],
        "disputed",
        [one.id, two.id],
        reason,
        decided_by=decided_by,
        answers=answers,
    )
    claims = {one.id: [sold, denial, board], two.id: [bought, clerk]}
    return with_claims(story_of([a, b], Comparison()), claims, Comparison(claims=(group,)))


@pytest.fixture(name="tables")
def _tables() -> Index:
    return index(sale())


def the_fact(tables: Index) -> facts.Fact:
    (entry,) = facts.entries(tables)
    return entry


def cells(tables: Index) -> tuple[grid.FactCell, ...]:
    found = grid.grid(tables, facts.entries(tables), [])
    assert found is not None
    ((_, mine),) = found.facts
    return mine


def herald(dossier: Dossier) -> Document:
    """The report that tells it and denies it."""
    return next(one.document for one in dossier.story.reports if "Ines Faro" in one.document.text)


def test_those_that_say_it_stand_over_those_that_deny_it(tables: Index) -> None:
    entry = the_fact(tables)
    assert [(part.origin, [telling.claim.span.text for telling in part.tellings]) for part in entry.parts] == [
        (
            facts.SAYING,
            ["A friend of the mayor may have bought the dock", "A clerk saw the deed", "the dock was sold"],
        ),
        (facts.ANSWERING, ["Ines Faro denied the allegation", "so did the board of the harbour"]),
    ]
    assert not any(part.common for part in entry.parts), "what stands together has no common origin"
    assert entry.fullest.span.text == "A friend of the mayor may have bought the dock", "a denial stands for no fact"


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("the dock was sold", SAYS),
        ("A friend of the mayor may have bought the dock", "hedged"),
        ("Ines Faro denied the allegation", ANSWERS),
    ],
)
def test_each_says_how_it_stands_to_the_fact(tables: Index, words: str, stance: str) -> None:
    entry = the_fact(tables)
    assert [entry.stance(telling) for telling in entry.tellings if telling.claim.span.text == words] == [stance]


def test_a_fact_that_nobody_denies_needs_no_such_word() -> None:
    entry = the_fact(index(sale(decided_by="figure", answers="")))
    assert not entry.answered
    assert {entry.stance(telling) for telling in entry.tellings} == {""}


def test_what_all_others_are_compared_with_is_never_a_denial(tables: Index) -> None:
    lead = the_fact(tables).lead
    entry = the_fact(index(sale(answers=lead.id)))
    assert not entry.answered


def test_the_front_page_says_which_is_which(tables: Index) -> None:
    (lead,) = front.worth_checking([], [], facts.entries(tables))
    assert [voice.text for voice in lead.voices] == [
        "hedged: “A friend of the mayor may have bought the dock” (own voice)",
        "says: “A clerk saw the deed” (own voice)",
        "says: “the dock was sold” (Tom Reed)",
        "denies or puts aside: “Ines Faro denied the allegation” (own voice)",
        "denies or puts aside: “so did the board of the harbour” (own voice)",
    ]
    assert [place.text for voice in lead.voices for _, place in voice.places][-2] == "Ines Faro denied the allegation"


def test_a_cell_of_the_grid_has_both_where_a_report_tells_and_denies_it(tables: Index) -> None:
    herald, courier = sorted(cells(tables), key=lambda cell: cell.answer is None)
    assert herald.telling and herald.telling.claim.span.text == "the dock was sold"
    assert herald.answer and herald.answer.claim.span.text == "so did the board of the harbour"
    assert (herald.stance, herald.more) == (SAYS, 1)
    assert (courier.stance, courier.answer, courier.more) == ("hedged", None, 1)


def test_a_report_that_only_denies_it_says_so_in_its_cell() -> None:
    denials = [
        one.id for report in sale().story.reports if report.document.id != herald(sale()).id for one in report.claims
    ]
    found = cells(index(sale(answers=" ".join(denials))))
    assert sorted(cell.stance for cell in found) == [ANSWERS, SAYS]
    assert all(cell.answer is None for cell in found)


def test_the_page_has_both_headings_and_links_to_both() -> None:
    dossier = sale()
    page = to_html(dossier)
    card = page[page.index('id="fact-x"') : page.index("How was this found?", page.index('id="fact-x"'))]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", card))
    assert words.index("who says it") < words.index("the dock was sold", words.index("who says it"))
    assert words.index("who denies it or puts it aside") < words.rindex("Ines Faro denied the allegation")
    assert "Decided by" not in words, "the reason has said so"
    doc = herald(dossier)
    for span in (find(doc, "the dock was sold"), find(doc, "Ines Faro denied the allegation")):
        assert f'href="#s-{span.doc}-{span.start}-{span.end}"' in card
    row = page[page.index('id="row-fact-x"') :].split("</tr>")[0]
    assert f"<b>{SAYS}</b>" in row and f"<b>{ANSWERS}</b>" in row


def test_the_mark_in_the_report_says_that_it_denies(tables: Index) -> None:
    span = find(herald(sale()), "Ines Faro denied the allegation")
    (mark,) = (mark for mark in collect(tables).of(span.doc) if (mark.start, mark.end) == (span.start, span.end))
    assert mark.hints == ["denies or puts aside a fact · own voice"]


def test_the_terminal_says_in_which_reports() -> None:
    lines = printed(summary(sale()), width=160)
    assert "≠ disputed  “the dock was sold”" in lines
    assert re.search(r"told in A B, denied or put aside in [AB]\. It is denied", lines)


def test_exports_say_it_at_the_place_of_the_denial() -> None:
    (same,) = (finding for finding in gather(dossier_json(sale())) if finding.kind == "same claim")
    says = {place.span["text"]: place.says for place in same.places if place.span}
    assert says["Ines Faro denied the allegation"].startswith("denies or puts aside “")
    assert says["the dock was sold"] == "stated; asserted by Tom Reed"
