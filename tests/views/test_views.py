"""What the views say of quotations, figures, naming and coverage, before any HTML."""

from __future__ import annotations

from dataclasses import replace

from bench.dossiers import Reporter, document, shared
from tests.views.factory import tunnel

from rashomon.model import Comparison, Story
from rashomon.views import apparatus, coverage, figures, front, naming
from rashomon.views.index import index

TABLES = index(tunnel())


def test_re_attributed_quotations_come_first_then_cuts_then_what_agrees() -> None:
    assert [entry.group.id for entry in apparatus.entries(TABLES)] == ["qg2", "qg1", "qg3"]


def test_the_lemma_is_the_longest_version() -> None:
    lemmas = {entry.group.id: entry.lemma.span.text for entry in apparatus.entries(TABLES)}
    assert lemmas["qg1"].startswith("The pumps were switched off because nobody paid")
    assert lemmas["qg3"] == "That tunnel was never safe."


def test_each_witness_keeps_its_own_words() -> None:
    for entry in apparatus.entries(TABLES):
        for witness in entry.witnesses:
            for run in witness.runs:
                kept = "".join(piece.text for piece in run.pieces if piece.kind != "lacking")
                assert kept == run.quote.span.text


def two_runs(second: str) -> list[apparatus.Witness]:
    """The apparatus of a quotation that the other report prints in two places."""
    whole = Reporter(document([("body", "“The gate was open and nobody looked,” said Orla Finch.")], published=None))
    parts = Reporter(document([("body", f"“The gate was open,” said Finch, “{second}.”")]))
    whole.quote("The gate was open and nobody looked")
    parts.quote("The gate was open")
    parts.quote(second)
    group = shared("g1", [*whole.quotes, *parts.quotes], ["cut"])
    reports = tuple(sorted((whole.annotations(), parts.annotations()), key=lambda item: item.document.id))
    dossier = replace(tunnel(), story=Story(None, reports), comparison=Comparison(quotes=(group,)))
    (entry,) = apparatus.entries(index(dossier))
    return [witness for witness in entry.witnesses if witness.first.span.doc == parts.doc.id]


def test_runs_that_print_successive_words_are_one_version() -> None:
    (witness,) = two_runs("and nobody looked")
    assert [[piece.kind for piece in run.pieces] for run in witness.runs] == [["same"], ["same"]]
    assert len(witness.said_by) == 1


def test_runs_that_print_the_same_words_are_two_versions() -> None:
    assert [len(witness.runs) for witness in two_runs("the gate was open")] == [1, 1]


def test_the_quotations_of_a_report_are_listed_under_it() -> None:
    listed = {report.siglum: quotes for report, quotes in apparatus.printed(TABLES)}
    alone = [quote.span.text for quote in listed["A"] if quote.id not in TABLES.quote_group]
    assert alone == ["Was Never Safe", "reckless"]
    assert [quote.span.text for quote in listed["C"]] == [
        "Never safe",
        "That tunnel was never safe",
        "a cartel of plumbers",
    ]


def test_kinds_are_counted() -> None:
    assert apparatus.kinds(apparatus.entries(TABLES)) == [("speaker", 1), ("cut", 1), ("wording", 1)]


def test_conflicts_come_before_what_is_compatible() -> None:
    assert [entry.group.verdict for entry in figures.entries(TABLES)] == ["conflict", "conflict", "compatible"]


def test_a_scale_holds_every_interval() -> None:
    entry = figures.entries(TABLES)[0]
    bars = [row.bar for row in entry.rows]
    assert all(bar and 0 <= bar.left <= bar.right <= figures.SCALE_WIDTH for bar in bars)
    one, two, three = (bar for bar in bars if bar)
    assert one.left < two.left < three.left
    assert two.open_right
    assert two.right == figures.SCALE_WIDTH


def test_no_scale_where_there_is_nothing_to_see() -> None:
    one = TABLES.figures[next(iter(TABLES.figures))]
    assert figures.scale([one, one]) == [None, None]
    assert figures.scale([one, replace(one, low=3, high=3, unit="percent")]) == [None, None]
    assert figures.scale([replace(one, low=None, high=None)]) == [None]


def test_own_voice_and_quoted_voice_stay_apart() -> None:
    brightway = naming.actors(TABLES)[1]
    rows = {row.report.siglum: row for row in brightway.rows}
    assert [label.text for label in rows["C"].own] == ["The operator"]
    assert [label.text for label in rows["C"].quoted] == ["a cartel of plumbers"]
    assert [report.siglum for report in brightway.silent] == ["B"]


def test_a_label_in_a_headline_says_so() -> None:
    mayor = naming.actors(TABLES)[0].rows[0].own
    assert [(label.text, label.voice) for label in mayor] == [("Mayor", "headline"), ("Mayor", "own")]


def test_who_is_not_named_comes_first_and_keeps_its_state() -> None:
    lines = coverage.lines(TABLES)["entity"]
    assert [line.name for line in lines] == ["Tomas Reyl", "Irena Kolb"]
    states = [cell.coverage.state for cell in lines[0].cells if cell.coverage]
    assert states == ["absent", "present", "not-comparable"]
    assert [cell.uses for cell in lines[0].cells] == [0, 2, 0]


def test_most_worth_checking() -> None:
    leads = front.worth_checking(apparatus.entries(TABLES), figures.entries(TABLES), [])
    assert [lead.kind for lead in leads] == ["conflict", "conflict", "speaker", "cut"]
    said = [(voice.text, [report.siglum for report, _ in voice.places]) for voice in leads[2].voices]
    assert said == [("Brightway", ["A"]), ("Tomas Reyl", ["B"])]
    assert [[report.siglum for report, _ in voice.places] for voice in leads[3].voices] == [["A", "B"]]
    assert leads[3].reason.startswith("The Courier leaves out")


def test_counters() -> None:
    lines = coverage.lines(TABLES)["entity"]
    counts = front.count_findings(TABLES, apparatus.entries(TABLES), figures.entries(TABLES), lines, [])
    assert counts == front.Counts(3, 2, 12, 0, 3, 2, 1, 8, 3, 2, 1, facts=0, origins=0, disputed=0, alone=0)


def test_each_use_of_a_label_stands_in_its_line() -> None:
    actor = next(actor for actor in naming.actors(TABLES) if actor.entity.name == "Irena Kolb")
    (label,) = next(row.own for row in actor.rows if row.report.outlet == "The Courier")
    (use,) = label.uses
    assert use.span.text == "embattled mayor"
    assert use.before == "… and everybody in this building knew it,” "
    assert use.after == " Irena Kolb said."
    doc = TABLES.by_doc[use.span.doc].doc
    for line in (
        line for actor in naming.actors(TABLES) for row in actor.rows for mine in row.own for line in mine.uses
    ):
        doc = TABLES.by_doc[line.span.doc].doc
        whole = line.before.removeprefix("…") + line.span.text + line.after.removesuffix("…")
        assert whole in doc.text
        assert len(line.before) <= naming.CONTEXT + 1
