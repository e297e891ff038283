"""The grid of facts and counted things, and the columns by origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from bench.dossiers import claim, document, fact, find, with_claims
from tests.views.factory import tunnel
from tests.views.told import little, story_of, told, told_by_crowd

from rashomon.model import Annotations, Claim, ClaimVerdict, Comparison, Copy, Coverage, Document, Dossier, Outlet
from rashomon.views import columns, facts, figures, grid
from rashomon.views.columns import Group, Reason
from rashomon.views.grid import FactCell, Grid
from rashomon.views.html import to_html
from rashomon.views.index import index


def laid(dossier: Dossier) -> Grid:
    """The grid of a dossier."""
    tables = index(dossier)
    found = grid.grid(tables, facts.entries(tables), figures.entries(tables))
    assert found is not None
    return found


def row(found: Grid, identity: str) -> dict[str, FactCell]:
    """A fact's cells by siglum."""
    (cells,) = (cells for entry, cells in found.facts if entry.group.id == identity)
    return {cell.report.siglum: cell for cell in cells}


# --- rows ------------------------------------------------------------------------------------------------------------


def test_disputed_facts_and_conflicts_come_first() -> None:
    found = laid(told())
    assert [entry.group.verdict for entry, _ in found.facts] == [
        "disputed",
        "corroborated",
        "corroborated",
        "same-origin",
        "same-origin",
    ]
    assert [entry.group.verdict for entry, _ in found.figures] == ["conflict", "conflict", "compatible"]


def test_what_one_report_alone_tells_has_no_row() -> None:
    assert all(len(entry.reports) > 1 for entry, _ in laid(told()).facts)


def test_every_row_has_a_cell_for_every_column() -> None:
    found = laid(told())
    across = [report.siglum for report in found.columns]
    assert all([cell.report.siglum for cell in cells] == across for _, cells in found.facts)
    assert all([cell.report.siglum for cell in cells] == across for _, cells in found.figures)


def test_a_cell_holds_who_says_so_how_and_in_which_words() -> None:
    cells = row(laid(told()), "cg3")
    words = {siglum: cell.telling.claim.span.text for siglum, cell in cells.items() if cell.telling}
    assert words == {"A": "Repairs will cost about $12 million", "B": "Repairs will cost $19 million"}
    said = [cell.telling.claim.by[0].name for cell in cells.values() if cell.telling]
    assert said == ["Brightway", "Tomas Reyl"]


def test_a_report_without_it_says_what_coverage_says_and_no_more() -> None:
    found = laid(told())
    silent = row(found, "cg1")["C"]
    assert silent.telling is not None, "C tells it"
    cell = row(found, "cg3")["C"]
    assert (cell.telling, cell.coverage, cell.reason) == (None, None, "")
    doc = cell.report.doc
    lead = facts.entries(index(told()))[0].lead
    for state, reason, shown in (
        ("absent", "not in this report, whose date is not known; in 2 of 2 other reports", "whose date is not known"),
        ("not-comparable", "written before: published 1 May, and this was on 3 May; in 2 of 2 other reports", "3 May"),
        ("not-comparable", "this report is not in English and was not analysed", "not analysed"),
    ):  # fmt: skip
        dossier = told()
        line = Coverage(doc.id, "claim", lead.id, state, reason, (lead.span,))  # type: ignore[arg-type]
        comparison = replace(dossier.comparison, coverage=(*dossier.comparison.coverage, line))
        cell = row(laid(replace(dossier, comparison=comparison)), "cg3")["C"]
        assert cell.reason.endswith(shown)
        assert cell.coverage is not None
        assert cell.coverage.state == state


def test_the_fullest_of_several_tellings_stands_in_the_cell() -> None:
    tables = index(tunnel())
    a, b = tables.reports[0].doc, tables.reports[1].doc
    short = claim(a, 1, "Repairs will cost")
    long = claim(a, 2, "Repairs will cost about $12 million")
    other = claim(b, 1, "Repairs will cost $19 million")
    group = fact("f", [short, long, other], "corroborated", [a.id, b.id], "two")
    dossier = with_claims(tunnel(), {a.id: [short, long], b.id: [other]}, replace(tunnel().comparison, claims=(group,)))
    cell = row(laid(dossier), "f")["A"]
    assert cell.telling is not None
    assert cell.telling.claim is long
    assert cell.more == 1


def test_a_figure_that_looks_alike_is_shown_as_not_joined() -> None:
    found = laid(tunnel())
    ((entry, cells),) = [(entry, cells) for entry, cells in found.figures if entry.group.id == "fg3"]
    kinds = {cell.report.siglum: (cell.row is not None, cell.apart is not None) for cell in cells}
    assert kinds == {"A": (True, False), "B": (False, False), "C": (True, False)}
    near = index(tunnel()).figures[found.figures[0][0].rows[1].figure.id]
    assert near.span.text == "At least 50 people"
    alone = replace(entry.group, neighbours=(near.id,))
    others = [group for group in tunnel().comparison.figures if group.id != "fg3"]
    dossier = replace(tunnel(), comparison=replace(tunnel().comparison, figures=(*others, alone)))
    html = to_html(dossier)
    assert "not joined" in html[html.index('id="row-figure-fg3"') :].split("</tr>")[0]


def test_rows_and_columns_are_bounded() -> None:
    found = laid(told_by_crowd(grid.MAX_COLUMNS + 7))
    assert len(found.columns) == grid.MAX_COLUMNS
    many = told()
    copies = [replace(many.comparison.claims[0], id=f"again{number}") for number in range(grid.MAX_LINES)]
    many = replace(many, comparison=replace(many.comparison, claims=(*many.comparison.claims, *copies)))
    assert len(laid(many).facts) == grid.MAX_LINES
    assert "The first 60 of 65 facts; the list has more." in to_html(many)


def test_no_grid_where_nothing_is_compared() -> None:
    dossier = story_of([little("One", "It rained."), little("Two", "It snowed.")], Comparison())
    tables = index(dossier)
    assert grid.grid(tables, [], []) is None
    html = to_html(dossier)
    assert (
        "facts-grid"
        not in html.replace("facts-grid", "", html.split("</style>")[0].count("facts-grid")).split("<script")[0]
    )


def test_words_are_cut_between_words_and_marked_as_cut() -> None:
    long = "The council " + "voted again and " * 20 + "went home"
    one, two = little("One", long + "."), little("Two", long + " late.")
    claims = {report.document.id: [claim(report.document, 1, long)] for report in (one, two)}
    group = fact("f", [mine[0] for mine in claims.values()], "corroborated", list(claims), "two")
    html = to_html(with_claims(story_of([one, two], Comparison()), claims, Comparison(claims=(group,))))
    cell = html[html.index('id="row-fact-f"') :].split("</tr>")[0]
    assert "went home" not in cell
    assert cell.count("…") == 3


def test_the_order_of_the_files_changes_nothing() -> None:
    first, *others = (to_html(told(order=order)) for order in permutations(range(3)))
    assert all(other == first for other in others)


# --- columns by origin -----------------------------------------------------------------------------------------------

LINES = ["The mayor closed the gate.", "Nine boats sank.", "A fisher swam home.", "The harbour is shut."]
Told = tuple[str, ClaimVerdict, Sequence[str]]


def harbour(*outlets: str | None) -> list[Annotations]:
    """Reports that tell the same four things, in the order A, B, C …"""
    reports = []
    for number, outlet in enumerate(outlets):
        doc = document([("headline", f"Report {number}"), *(("body", line) for line in LINES)])
        doc = replace(doc, outlet=Outlet(outlet or f"Outlet {number}", "user") if outlet != "" else None)
        reports.append(Annotations(doc))
    return sorted(reports, key=_reading_order)


def _reading_order(report: Annotations) -> tuple[str, str]:
    outlet = report.document.outlet
    return (outlet.name.casefold() if outlet else "~", report.document.id)


def grouped(
    reports: Sequence[Annotations],
    facts_told: Mapping[str, tuple[str, Sequence[Sequence[str]]]],
    copies: Sequence[Copy] = (),
) -> tuple[Group, ...]:
    """The columns where each fact (its words → who tells it, by siglum, and the groups that have it from one source).

    A group of several is told by one named speaker; a report alone in its group stands for itself.
    """
    docs = {siglum: report.document for siglum, report in zip("ABCD", reports, strict=False)}
    claims: dict[str, list[Claim]] = {doc.id: [] for doc in docs.values()}
    groups = []
    for nth, (words, (verdict, parts)) in enumerate(facts_told.items()):
        mine, origins = [], []
        for number, part in enumerate(parts):
            source = (f"Speaker {nth}.{number}", None, "Report")
            for siglum in part:
                doc = docs[siglum]
                by = [source] if len(part) > 1 else []
                claims[doc.id].append(claim(doc, nth + 1, words, by=by))
                mine.append(claims[doc.id][-1])
            origins.append(source[0] if len(part) > 1 else docs[part[0]].id)
        groups.append(fact(f"f{nth}", mine, verdict, origins, "by hand"))  # type: ignore[arg-type]
    dossier = with_claims(
        story_of(reports, Comparison()), claims, Comparison(claims=tuple(groups), copies=tuple(copies))
    )
    tables = index(dossier)
    assert [report.doc.id for report in tables.reports] == [doc.id for doc in docs.values()]
    return columns.columns(tables, tables.reports, facts.entries(tables))


def sigla(groups: Sequence[Group]) -> list[str]:
    return ["".join(report.siglum for report in group.reports) for group in groups]


ALL = "corroborated"


@pytest.mark.parametrize(
    ("told_by", "expected"),
    [
        pytest.param({LINES[0]: (ALL, ["AB", "C"]), LINES[1]: (ALL, ["AB", "C"])}, ["AB", "C"], id="always from one"),
        pytest.param({LINES[0]: (ALL, ["AB", "C"])}, ["A", "B", "C"], id="one fact is too little"),
        pytest.param(
            {LINES[0]: (ALL, ["AB", "C"]), LINES[1]: (ALL, ["AB", "C"]), LINES[2]: (ALL, ["A", "B"])},
            ["A", "B", "C"],
            id="one fact told apart sets them apart",
        ),
        pytest.param(
            {LINES[0]: (ALL, ["AC", "B"]), LINES[1]: (ALL, ["AC", "B"])}, ["AC", "B"], id="the later one moves beside"
        ),
        pytest.param(
            {
                LINES[0]: (ALL, ["AB", "C"]),
                LINES[1]: (ALL, ["AB", "C"]),
                LINES[2]: (ALL, ["BC", "A"]),
                LINES[3]: ("same-origin", ["BC"]),
            },
            ["A", "B", "C"],
            id="no chain, and apart in between",
        ),
        pytest.param(
            {LINES[0]: ("same-origin", ["ABC"]), LINES[1]: ("same-origin", ["ABC"])}, ["ABC"], id="all from one"
        ),
    ],
)
def test_reports_of_one_origin_stand_side_by_side(
    told_by: Mapping[str, tuple[str, Sequence[Sequence[str]]]], expected: list[str]
) -> None:
    assert sigla(grouped(harbour(None, None, None), told_by)) == expected


def test_no_report_makes_two_others_one_by_standing_between_them() -> None:
    groups = grouped(
        harbour(None, None, None),
        {
            LINES[0]: ("same-origin", ["AB"]),
            LINES[1]: ("same-origin", ["AB"]),
            LINES[2]: ("same-origin", ["BC"]),
            LINES[3]: ("same-origin", ["BC"]),
        },
    )
    assert sigla(groups) == ["AB", "C"]


def test_a_heading_names_the_origins_and_leads_to_them() -> None:
    told_by = {line: (ALL, ["AB", "C"]) for line in LINES}
    (pair, _) = grouped(harbour(None, None, None), told_by)
    (reason,) = pair.reasons
    assert reason.words == "one origin in all 4 facts that both tell:"
    assert len(reason.links) == columns.MAX_NAMED
    assert reason.links[0] == ("from Speaker 0.0", "fact-f0")


def test_one_outlet_is_one_origin_and_an_unknown_one_is_none() -> None:
    assert sigla(grouped(harbour("Gull", "GULL", "Tern"), {})) == ["AB", "C"]
    assert grouped(harbour("Gull", "Gull"), {})[0].reasons == (Reason("one outlet"),)
    reports = harbour("", "")
    assert [report.document.outlet for report in reports] == [None, None]
    assert sigla(grouped(reports, {})) == ["A", "B"]


def test_a_reason_that_is_not_of_all_names_those_it_is_of() -> None:
    reports = harbour("Gull", "Gull", "Tern")
    a, b, c = (report.document for report in reports)
    (group,) = grouped(reports, {}, [alike(a, c, 0.6), alike(b, c, 0.7)])
    assert [reason.words for reason in group.reasons] == ["A B: one outlet", "A B C: more than half in"]


def test_a_passage_that_makes_no_reports_one_ties_nothing() -> None:
    """A sentence that both happen to print alike is a passage, and the claims themselves are the evidence."""
    reports = harbour(None, None)
    a, b = (report.document for report in reports)
    claims = {doc.id: [claim(doc, 1, LINES[0])] for doc in (a, b)}
    mine = [held[0] for held in claims.values()]
    group = fact("f", mine, "corroborated", [a.id, b.id], "2 reports, 2 independent origins")
    dossier = with_claims(
        story_of(reports, Comparison()), claims, Comparison(claims=(group,), copies=(alike(a, b, 0.1),))
    )
    assert all(cell.ties == () for cell in row(laid(dossier), "f").values())


def alike(one: Document, other: Document, share: float, *, words: str = LINES[0]) -> Copy:
    return Copy(
        (one.id, other.id), ((find(one, words), find(other, words)),), {one.id: share, other.id: 0.1}, None, "x"
    )


@pytest.mark.parametrize(("share", "expected"), [(0.51, ["AB"]), (0.5, ["A", "B"]), (0.2, ["A", "B"])])
def test_more_than_half_in_the_same_wording_is_one_origin(share: float, expected: list[str]) -> None:
    reports = harbour(None, None)
    groups = grouped(reports, {}, [alike(reports[0].document, reports[1].document, share)])
    assert sigla(groups) == expected
    if expected == ["AB"]:
        assert groups[0].reasons == (Reason("51 % of A in", (("the same wording as B", "wording"),)),)


def test_a_passage_among_the_evidence_ties_two_tellings() -> None:
    reports = harbour(None, None, None)
    a, b, c = (report.document for report in reports)
    claims = {doc.id: [claim(doc, 1, LINES[0])] for doc in (a, b, c)}
    mine = [claims[doc.id][0] for doc in (a, b, c)]
    group = fact("f", mine, "corroborated", [a.id, c.id], "2 tell it in the same wording")
    passage = alike(a, b, 0.1)
    group = replace(group, evidence=passage.spans[0])
    dossier = with_claims(story_of(reports, Comparison()), claims, Comparison(claims=(group,), copies=(passage,)))
    cells = row(laid(dossier), "f")
    assert [[other.siglum for other in cells[siglum].ties] for siglum in "ABC"] == [["B"], ["A"], []]
    bare = replace(dossier, comparison=replace(dossier.comparison, copies=()))
    cells = row(laid(bare), "f")
    assert [(cells[siglum].ties, cells[siglum].loose) for siglum in "ABC"] == [((), False), ((), True), ((), False)]


def test_the_heading_of_a_group_spans_its_columns() -> None:
    reports = harbour("Gull", "Gull", "Tern")
    claims = {report.document.id: [claim(report.document, 1, LINES[0])] for report in reports}
    mine = [held[0] for held in claims.values()]
    group = fact("f", mine, "corroborated", list(claims), "three")
    html = " ".join(to_html(with_claims(story_of(reports, Comparison()), claims, Comparison(claims=(group,)))).split())
    assert '<th colspan="2" scope="colgroup"><span aria-hidden="true">←</span> one outlet </th><td></td></tr>' in html
    assert '<colgroup span="2" class="one-origin"></colgroup>' in html
