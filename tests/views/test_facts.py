"""Facts, coverage, origins, timeline and plots: what the views say, before any HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise, permutations

import pytest
from bench.dossiers import claim, fact, find, with_claims
from hypothesis import given, strategies as st
from tests.views.factory import tunnel
from tests.views.told import documents, inferred, little, story_of, told, told_by_crowd

from rashomon.compare.edtf import Interval
from rashomon.dossier import dossier_json, verify
from rashomon.model import Comparison, Copy, TimelineEntry
from rashomon.views import apparatus, coverage, facts, figures, front, origins, plots, timeline
from rashomon.views.index import index
from rashomon.views.marks import MAX_PASSAGES, collect, shown_passages

TABLES = index(told())
TOLD = facts.entries(TABLES)


def test_the_hand_made_dossier_verifies() -> None:
    assert verify(dossier_json(told())).problems == ()


# --- facts -----------------------------------------------------------------------------------------------------------


def test_disputed_facts_come_first_then_several_origins_then_one() -> None:
    assert [(entry.group.id, entry.group.verdict) for entry in TOLD] == [
        ("cg3", "disputed"),
        ("cg1", "corroborated"),
        ("cg5", "corroborated"),
        ("cg4", "same-origin"),
        ("cg2", "same-origin"),
    ]


def test_a_dispute_says_what_decides_it_and_who_says_which() -> None:
    costs = TOLD[0]
    assert costs.decided == "no value fits the figures of both"
    assert [(part.origin, [t.claim.span.text for t in part.tellings]) for part in costs.parts] == [
        ("from Brightway", ["Repairs will cost about $12 million"]),
        ("from Tomas Reyl", ["Repairs will cost $19 million"]),
    ]


def test_reports_that_stand_for_themselves_have_no_origin_above_them() -> None:
    flood = next(entry for entry in TOLD if entry.group.id == "cg1")
    assert [(part.origin, [t.report.siglum for t in part.tellings]) for part in flood.parts] == [
        ("from police", ["B"]),
        (facts.EACH, ["A", "C"]),
    ]


@pytest.mark.parametrize(("group", "origin"), [("cg2", "from Irena Kolb"), ("cg4", facts.UNNAMED)])
def test_a_common_origin_stands_above_all_that_go_back_to_it(group: str, origin: str) -> None:
    entry = next(entry for entry in TOLD if entry.group.id == group)
    assert [part.origin for part in entry.parts] == [origin]
    assert len(entry.parts[0].tellings) == 2


def test_a_report_that_is_one_with_another_is_not_said_to_be_the_origin() -> None:
    a, b, c = documents(tunnel())
    members = [claim(doc, 1, "tunnel") for doc in (a, b, c)]
    group = fact("x", members, "corroborated", [a.id, c.id], "2 of them print the same quotation")
    tables = index(with_claims(tunnel(), {m.span.doc: [m] for m in members}, Comparison(claims=(group,))))
    (entry,) = facts.entries(tables)
    assert [(part.origin, [t.report.siglum for t in part.tellings]) for part in entry.parts] == [
        (facts.EACH, ["A", "C"]),
        (facts.TIED, ["B"]),
    ]


def test_a_report_counts_once_whatever_else_it_says_of_the_fact() -> None:
    a, b, _ = documents(tunnel())
    said = claim(a, 1, "tunnel", by=[("Irena Kolb", "e1", "Mayor Irena Kolb")])
    own, other = claim(a, 2, "Repairs"), claim(b, 1, "tunnel")
    group = fact("x", [said, own, other], "corroborated", ["e1", b.id], "why")
    tables = index(with_claims(tunnel(), {a.id: [said, own], b.id: [other]}, Comparison(claims=(group,))))
    (entry,) = facts.entries(tables)
    assert [(part.origin, [t.claim.span.text for t in part.tellings]) for part in entry.parts] == [
        ("from Irena Kolb", ["tunnel"]),
        (facts.EACH, ["Repairs", "tunnel"]),
    ]


def test_tellings_that_cannot_both_hold_stand_without_an_origin_above_them() -> None:
    a, b, _ = documents(tunnel())
    pair = [claim(a, 1, "tunnel"), claim(b, 1, "tunnel")]
    group = fact("x", pair, "disputed", ["e1"], "why", decided_by="negation")
    (entry,) = facts.entries(index(with_claims(tunnel(), {c.span.doc: [c] for c in pair}, Comparison(claims=(group,)))))
    assert [(part.origin, len(part.tellings)) for part in entry.parts] == [("", 2)]


def test_several_things_can_make_a_dispute() -> None:
    a, b, _ = documents(tunnel())
    pair = [claim(a, 1, "tunnel"), claim(b, 1, "tunnel")]
    group = fact("x", pair, "disputed", [a.id, b.id], "why", decided_by="date+figure")
    (entry,) = facts.entries(index(with_claims(tunnel(), {c.span.doc: [c] for c in pair}, Comparison(claims=(group,)))))
    assert entry.decided == "the reports give different times; no value fits the figures of both"


def test_words_that_stand_in_two_facts_say_so() -> None:
    trapped = next(entry for entry in TOLD if entry.group.id == "cg5")
    also = {telling.report.siglum: [group.id for group, _ in telling.also] for telling in trapped.tellings}
    assert also == {"B": [], "C": ["cg1"]}


def test_the_chain_keeps_its_order() -> None:
    pumps = next(entry for entry in TOLD if entry.group.id == "cg4")
    assert [source.name for source in pumps.tellings[1].chain] == ["Irena Kolb", "Tomas Reyl"]


def test_facts_of_one_report_are_listed_under_it() -> None:
    alone = {report.siglum: [entry.lead.span.text for entry in found] for report, found in facts.alone(TABLES)}
    assert alone == {
        "A": ["Two people are still missing"],
        "C": ["The operator has not said what the repair will cost", "It ran 14 pumps there"],
    }


def test_tellings_beyond_the_first_are_folded_under_their_origin() -> None:
    a, b, _ = documents(tunnel())
    said = [claim(a, n, "tunnel", by=[("Irena Kolb", "e1", "Mayor Irena Kolb")]) for n in range(facts.MAX_ROWS)]
    said += [claim(b, n, "tunnel", by=[("Irena Kolb", "e1", "Irena Kolb")]) for n in range(3)]
    group = fact("x", said, "same-origin", ["e1"], "why")
    held = {a.id: said[: facts.MAX_ROWS], b.id: said[facts.MAX_ROWS :]}
    (entry,) = facts.entries(index(with_claims(tunnel(), held, Comparison(claims=(group,)))))
    assert [(part.origin, len(part.tellings)) for part in entry.open] == [("from Irena Kolb", facts.MAX_ROWS)]
    assert [(part.origin, len(part.tellings)) for part in entry.folded] == [("from Irena Kolb", 3)]
    assert [r.siglum for r in entry.reports] == ["A", "B"]


def test_origins_are_counted_with_what_goes_back_to_them() -> None:
    rows = {row.name: ([entry.group.id for entry in row.facts], [r.siglum for r in row.reports]) for row in
            facts.origins(TABLES, TOLD)}  # fmt: skip
    assert rows["Irena Kolb"] == (["cg2"], ["A", "C"])
    assert rows["police"] == (["cg1", "cg5"], ["B"])
    assert rows[facts.UNNAMED] == (["cg4"], ["A", "B"])
    assert rows["A Morning Herald"] == (["cg1"], ["A"])


def test_nothing_depends_on_the_order_of_the_reports() -> None:
    for order in permutations(range(3)):
        tables = index(told(order=order))
        found = facts.entries(tables)
        assert found == TOLD
        assert origins.graph(tables, origins.links(tables)) == origins.graph(TABLES, origins.links(TABLES))
        assert plots.overlap(tables, found) == plots.overlap(TABLES, TOLD)


# --- front page ------------------------------------------------------------------------------------------------------


def leads() -> list[front.Lead]:
    return front.worth_checking(apparatus.entries(TABLES), figures.entries(TABLES), TOLD)


def test_what_is_most_worth_checking_comes_in_the_order_of_its_weight() -> None:
    # Both facts of one origin are shared quotations, which the list of quotations has.
    assert [lead.kind for lead in leads()] == [
        "disputed",
        "conflict",
        "conflict",
        "speaker",
        "cut",
    ]
    assert {entry.group.id for entry in TOLD if entry.group.verdict == "same-origin"} == {"cg2", "cg4"}


def test_a_disputed_lead_has_both_words_with_who_says_them_and_the_reason() -> None:
    lead = leads()[0]
    assert [voice.text for voice in lead.voices] == [
        "“Repairs will cost about $12 million” (Brightway)",
        "“Repairs will cost $19 million” (Tomas Reyl)",
    ]
    assert lead.reason == "No value fits both “about $12 million” and “$19 million”."
    assert lead.anchor == "fact-cg3"


def test_no_kind_keeps_the_others_off_the_list() -> None:
    a, b, _ = documents(tunnel())
    members = [[claim(doc, number, "tunnel") for doc in (a, b)] for number in range(9)]
    groups = tuple(fact(f"x{n}", pair, "disputed", [a.id, b.id], "why") for n, pair in enumerate(members))
    held = {doc.id: [pair[side] for pair in members] for side, doc in enumerate((a, b))}
    tables = index(with_claims(tunnel(), held, replace(tunnel().comparison, claims=groups)))
    found = front.worth_checking(apparatus.entries(tables), figures.entries(tables), facts.entries(tables))
    assert [lead.kind for lead in found[:7]] == ["disputed"] * 3 + ["conflict"] * 2 + ["speaker", "cut"]
    assert len(found) == 9 + 2 + 1 + 1


def test_of_one_origin_the_fact_that_a_report_tells_in_its_own_voice_is_first() -> None:
    a, b, _ = documents(tunnel())
    said = [claim(a, 1, "tunnel", by=[("Irena Kolb", "e1", "Mayor Irena Kolb")]),
            claim(b, 1, "tunnel", by=[("Irena Kolb", "e1", "Irena Kolb")])]  # fmt: skip
    own = [claim(a, 2, "Repairs", by=[("Irena Kolb", "e1", "Mayor Irena Kolb")]), claim(b, 2, "Repairs")]
    groups = (fact("said", said, "same-origin", ["e1"], "x"), fact("own", own, "same-origin", ["e1"], "x"))
    held = {a.id: [said[0], own[0]], b.id: [said[1], own[1]]}
    tables = index(with_claims(tunnel(), held, Comparison(claims=groups)))
    found = front.worth_checking([], [], facts.entries(tables))
    assert [lead.anchor for lead in found] == ["fact-own", "fact-said"]


def test_the_paragraph_is_made_of_the_reports_own_sentences() -> None:
    sentences = front.gist(TABLES, TOLD)
    assert [(s.telling.claim.span.text, s.cut) for s in sentences] == [
        ("Nearly 60 commuters were caught in the drowned tunnel", False)
    ]
    assert [report.siglum for report, _ in sentences[0].places] == ["A", "B", "C"]


def test_a_claim_within_a_sentence_is_not_taken_for_one() -> None:
    one, other = little("One", "He said the old bridge had been closed for a year."), little("Two", "The old bridge.")
    members = [claim(one.document, 1, "the old bridge had been closed for a year"),
               claim(other.document, 1, "The old bridge")]  # fmt: skip
    group = fact("x", members, "corroborated", [one.document.id, other.document.id], "why")
    dossier = with_claims(
        story_of([one, other], Comparison()), {m.span.doc: [m] for m in members}, Comparison(claims=(group,))
    )
    tables = index(dossier)
    assert front.gist(tables, facts.entries(tables)) == []


def test_the_counters() -> None:
    lines = coverage.lines(TABLES)["entity"]
    counts = front.count_findings(TABLES, apparatus.entries(TABLES), figures.entries(TABLES), lines, TOLD)
    assert (counts.facts, counts.disputed, counts.alone) == (5, 1, 3)
    assert counts.origins == len(facts.origins(TABLES, TOLD)) == 7


# --- coverage --------------------------------------------------------------------------------------------------------


def test_what_one_report_alone_tells_comes_first() -> None:
    lines = coverage.lines(TABLES)["claim"]
    assert [(line.name, line.present, line.absent) for line in lines] == [
        ("It ran 14 pumps there", 1, 2),
        ("The Ostrava Street tunnel filled with water in nine minutes on Wednesday", 2, 0),
    ]


def test_the_four_states() -> None:
    first, second = coverage.lines(TABLES)["claim"]
    assert [cell.state for cell in first.cells] == ["absent", "absent", "present"]
    assert [cell.state for cell in second.cells] == ["present", "partly", "not-comparable"]
    assert [coverage.STATES[cell.state][1] for cell in second.cells] == ["in this report", "in part", "not comparable"]


def test_reports_with_the_same_reason_share_a_line() -> None:
    first = coverage.lines(TABLES)["claim"][0]
    assert [(reason, [cell.report.siglum for cell in cells]) for reason, cells in first.gaps] == [
        ("not in this report; in 1 of 2 other reports", ["A", "B"])
    ]


def test_lines_lead_to_their_finding() -> None:
    found = coverage.lines(TABLES)
    assert [line.target for line in found["claim"]] == ["fact-cg8", "fact-cg1"]
    assert [line.target for line in found["quote"]] == ["quote-qg1"]
    assert {line.target for line in found["entity"]} == {None}


def test_a_cell_without_a_row_says_that_nothing_is_stated() -> None:
    (line,) = coverage.lines(TABLES)["quote"]
    assert [cell.state for cell in line.cells] == ["present", "unstated", "absent"]


# --- origins ---------------------------------------------------------------------------------------------------------


def test_credits_come_before_wording_and_quotations() -> None:
    assert [(link.report.siglum, link.word, link.name) for link in origins.links(TABLES)] == [
        ("B", "credits", "Dray agency"),
        ("B", "same wording as", "A Morning Herald"),
        ("A", "quotes", "Irena Kolb"),
        ("C", "quotes", "Irena Kolb"),
    ]


def test_shares_are_in_words_and_the_passages_are_laid_in_reading_order() -> None:
    (pair,) = origins.shared(TABLES)
    assert [(report.siglum, written, quoted) for report, written, quoted in pair.shares] == [
        ("A", "12 %", "3 %"),
        ("B", "under 1 %", "0 %"),
    ]
    for one, other, _ in pair.passages:
        assert one.doc == pair.one.doc.id
        assert other.doc == pair.other.doc.id
    assert pair.written


def test_of_many_passages_the_longest_are_shown_and_the_rest_is_counted() -> None:
    words = " ".join(f"{'w' * (number + 1)}." for number in range(20))
    one, other = little("One", words), little("Two", words)
    pairs = tuple((find(one.document, f"{'w' * n}.", nth=0), find(other.document, f"{'w' * n}.")) for n in range(1, 21))
    copy = Copy((one.document.id, other.document.id), pairs, {}, None, "why")
    assert len(shown_passages(copy)) == MAX_PASSAGES
    tables = index(story_of([one, other], Comparison(copies=(copy,))))
    (pair,) = origins.shared(tables)
    assert len(pair.passages) + pair.more == 20
    assert min(a.end - a.start for a, _, _ in pair.passages) > 20 - MAX_PASSAGES
    marks = collect(tables).of(one.document.id)
    assert len([mark for mark in marks if "w" in mark.layers]) == MAX_PASSAGES


def test_the_drawing_has_a_line_for_each_link_solid_or_dashed() -> None:
    drawn = origins.graph(TABLES, origins.links(TABLES))
    assert drawn is not None
    assert [node.label for node in drawn.reports] == ["A Morning Herald", "B The Courier", "C outlet unknown"]
    assert [node.label for node in drawn.targets] == ["Irena Kolb", "Dray agency"]
    assert sorted(edge.dashed for edge in drawn.edges) == [False, False, False, True]
    assert all(re.fullmatch(r"M\d+ \d+(L\d+ \d+|Q\d+ \d+ \d+ \d+)", edge.path) for edge in drawn.edges)


def test_no_links_no_drawing() -> None:
    tables = index(tunnel())
    assert origins.graph(tables, origins.links(tables)) is None


def test_a_drawing_of_many_reports_is_bounded_and_says_how_many_are_left_out() -> None:
    tables = index(told_by_crowd(40))
    drawn = origins.graph(tables, origins.links(tables))
    assert drawn is not None
    assert len(drawn.reports) == origins.MAX_DRAWN
    assert drawn.left_out == 10


# --- timeline --------------------------------------------------------------------------------------------------------


def test_events_keep_their_precision_in_words() -> None:
    assert [(event.number, event.when, event.inferred) for event in timeline.events(TABLES)] == [
        (1, "since 1990", False),
        (2, "3 March 2021", False),
        (3, "about March 2021", True),
    ]


def test_an_event_points_at_the_words_that_date_it() -> None:
    flood = timeline.events(TABLES)[1]
    assert [span.text for span in flood.dates] == ["Wednesday"]
    assert flood.anchor == "fact-cg1"
    assert [report.siglum for report, _ in flood.reports] == ["A"]


def test_words_that_two_facts_share_are_dated_once() -> None:
    a, b, _ = documents(tunnel())
    shared, one, two = (
        claim(a, 1, "Ostrava Street tunnel"),
        claim(b, 1, "the Ostrava Street tunnel flooded"),
        claim(b, 2, "tunnel"),
    )
    dated = find(a, "Wednesday")
    groups = (fact("x", [shared, one], "corroborated", [a.id, b.id], "why"), fact("y", [two, shared], "corroborated",
              [a.id, b.id], "why"))  # fmt: skip
    entries = tuple(TimelineEntry("2021-03-03", lead.id, "text", (shared.span, dated)) for lead in (shared, two))
    later = TimelineEntry("2021-03-04", two.id, "text", (two.span, dated))
    comparison = Comparison(claims=groups, timeline=(*entries, later))
    found = timeline.events(index(with_claims(tunnel(), {a.id: [shared], b.id: [one, two]}, comparison)))
    assert [(event.number, event.claim) for event in found] == [(1, shared), (2, two)]


def test_only_a_telling_that_is_dated_is_shown_beside_the_date() -> None:
    a, b, _ = documents(tunnel())
    members = [claim(a, 1, "Ostrava Street tunnel"), claim(b, 1, "the Ostrava Street tunnel flooded")]
    entry = TimelineEntry("2021-03-04", members[0].id, "text", (members[1].span, find(b, "5 March 2021")))
    group = fact("x", members, "corroborated", [a.id, b.id], "why")
    comparison = Comparison(claims=(group,), timeline=(entry,))
    (event,) = timeline.events(index(with_claims(tunnel(), {m.span.doc: [m] for m in members}, comparison)))
    assert event.claim is members[1]
    assert [report.siglum for report, _ in event.reports] == ["B"]


def test_what_nobody_dates_is_in_the_tray() -> None:
    alone = [entry for _, found in facts.alone(TABLES) for entry in found]
    tray = timeline.undated(TABLES, [*TOLD, *alone])
    assert [entry.group.id for entry in tray] == ["cg3", "cg5", "cg4", "cg2", "cg7"]


def test_times_that_cannot_be_resolved_are_listed() -> None:
    assert [(report.siglum, time.span.text) for report, time in timeline.unresolved(TABLES)] == [("C", "on television")]


def test_inferred_publication_dates_say_so() -> None:
    dates = {one.report.outlet: one for one in timeline.publications(index(inferred()))}
    unknown = dates["outlet unknown"]
    assert unknown.when == "3 March 2021 to 9 March 2021 (inferred)"
    assert unknown.inferred
    assert unknown.reason.startswith("it says “on television”")


def test_bars_are_as_long_as_the_date_is_imprecise() -> None:
    tables = index(inferred())
    axis = timeline.drawing(tables, timeline.events(tables), timeline.publications(tables))
    assert axis is not None
    since, day, month = axis.events
    assert (since.before, since.after) == (True, True)
    assert day.width < month.width <= since.width
    assert (day.uncertain, month.uncertain) == (False, True)
    by_label = {bar.label: bar for bar in axis.publications}
    assert sorted(bar.uncertain for bar in by_label.values()) == [False, False, True]
    assert [tick.x for tick in axis.ticks] == sorted(tick.x for tick in axis.ticks)
    assert axis.ticks[0].label == "2 March 2021"


def test_what_lies_far_off_is_drawn_at_the_edge_and_counted() -> None:
    one = little("One", "It opened in 1901. It closed on Monday.")
    doc = one.document
    opened, closed = claim(doc, 1, "It opened in 1901"), claim(doc, 2, "It closed on Monday")
    dated = tunnel().story.reports[0].document.published
    assert dated is not None
    one = replace(one, document=replace(doc, published=replace(dated, evidence=())), claims=(opened, closed))
    entries = (
        TimelineEntry("1901", opened.id, "text", (opened.span,)),
        TimelineEntry("2021-03-01", closed.id, "text", (closed.span,)),
    )
    tables = index(story_of([one], Comparison(timeline=entries)))
    axis = timeline.drawing(tables, timeline.events(tables), timeline.publications(tables))
    assert axis is not None
    assert axis.outside == 1
    assert axis.events[0].before
    assert axis.events[0].width < axis.events[1].width


@pytest.mark.parametrize("when", ["0001-01-01", "0001-01-02", "9999-12-31", "9999-12", "0001/9999", "../9999-12-31"])
def test_the_ends_of_the_calendar_are_drawn(when: str) -> None:
    one = little("One", "It closed once.")
    closed = claim(one.document, 1, "It closed once")
    entries = (TimelineEntry(when, closed.id, "text", (closed.span,)),)
    tables = index(story_of([replace(one, claims=(closed,))], Comparison(timeline=entries)))
    axis = timeline.drawing(tables, timeline.events(tables), [])
    drawn = [] if axis is None else list(axis.events)
    assert all(0 <= bar.x <= bar.x + bar.width <= timeline.WIDTH for bar in drawn)
    # What has no first or no last day fixes no axis; everything else has its bar.
    assert bool(drawn) == (when in {"0001-01-02"})


def test_without_dates_nothing_is_drawn() -> None:
    tables = index(story_of([little("One", "Nothing.")], Comparison()))
    assert timeline.drawing(tables, [], []) is None


DAYS = st.dates(date(1995, 1, 1), date(2040, 1, 1))


@given(st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=30))
def test_bars_stay_inside_and_never_lie_on_one_another(days: list[tuple[date, date]]) -> None:
    bars = [(str(n), Interval(min(d), max(d)), False, "") for n, d in enumerate(days)]
    window = Interval(min(min(d) for d in days), max(max(d) for d in days))
    drawn, bottom = timeline._lane(bars, window, 0)
    rows: dict[int, list[timeline.Bar]] = {}
    for bar in drawn:
        assert 0 <= bar.x <= bar.x + bar.width <= timeline.WIDTH
        assert bar.y < bottom
        rows.setdefault(bar.y, []).append(bar)
    for row in rows.values():
        for left, right in pairwise(row):
            assert left.x + left.width <= right.x or right.x + right.width <= left.x


# --- plots -----------------------------------------------------------------------------------------------------------


def test_the_heat_map_counts_facts_that_both_tell_and_is_symmetric() -> None:
    rows = plots.overlap(TABLES, TOLD)
    numbers = [[cell.facts if cell else None for cell in row.cells] for row in rows]
    assert numbers == [[None, 3, 2], [3, None, 2], [2, 2, None]]
    assert [cell.shade if cell else None for cell in rows[0].cells] == [None, 4, 3]
    assert [cell.share if cell else "" for cell in rows[0].cells] == ["", "12 %", "0 %"]


def test_a_heat_map_of_many_reports_is_bounded() -> None:
    tables = index(told_by_crowd(40))
    rows = plots.overlap(tables, facts.entries(tables))
    assert len(rows) == len(rows[0].cells) == plots.MAX_REPORTS


def test_reports_that_share_nothing_have_no_heat_map() -> None:
    tables = index(story_of([little("One", "Rain."), little("Two", "Snow.")], Comparison()))
    assert plots.overlap(tables, []) == []


def test_shares_of_quoted_words_are_whole_by_report() -> None:
    titles, rows = plots.speakers(TABLES)
    assert titles[0] == "Irena Kolb"
    assert plots.NOT_NAMED in titles
    for row in rows:
        assert sum(cell.share for cell in row.cells) == pytest.approx(1)
        assert sum(cell.words for cell in row.cells) == row.total
    courier = rows[1].cells[titles.index("Tomas Reyl")]
    assert courier.quote is not None
    assert courier.quote.span.text == "will not stand idly by while Brightway rewrites history"


def test_speakers_beyond_the_columns_are_one() -> None:
    tables = index(told_by_crowd(3))
    assert plots.speakers(tables)[0] == [plots.NOT_NAMED]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Ilse Varga", ["Ilse Varga"]),
        ("other speakers", ["other", "speakers"]),
        ("Maximiliana Oberholzerin", ["Maximiliana", "Oberholzerin"]),
        ("Bundesverfassungsgericht", ["Bundesverfas…"]),
    ],
)
def test_the_title_of_a_column_is_broken_between_words(title: str, lines: list[str]) -> None:
    assert plots.heading(title) == lines
