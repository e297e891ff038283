"""Versions of one quotation against every base: what is lacking, added, and where, in any order."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from bench.dossiers import WHY, Reporter, document, shared
from tests.views.factory import tunnel

from rashomon.model import Claim, Comparison, Note, QuoteGroup, Story
from rashomon.views import apparatus
from rashomon.views.collation import MOST_BASES, Collation
from rashomon.views.index import index

HARBOUR = (
    "We opened the gate at dawn because the water was rising",
    "We opened the gate at dawn",
    "we opened the sluice at dawn because the water was rising",
)


def entry_of(
    *versions: str, order: tuple[int, ...] | None = None, cuts: tuple[str, ...] = (), claimed: tuple[str, ...] = ()
) -> apparatus.Entry:
    """The apparatus of a quotation with these versions, a report each; ``cuts`` are words of the first that a note
    calls cut, ``claimed`` the predicates of its clauses."""
    reporters = []
    for number, words in enumerate(versions):
        reporter = Reporter(document([("body", f"“{words},” said Orla Finch to paper {number}.")], outlet=f"P{number}"))
        reporter.quote(words)
        reporters.append(reporter)
    reports = [reporter.annotations() for reporter in reporters]
    first = reports[0].document
    claims = tuple(
        Claim(
            f"{first.id}:c{number}",
            first.span(first.text.index(word), first.text.index(word) + len(word)),
            (),
            "stated",
            replace(WHY, details={"form": "clause", "head": first.text.index(word)}),
        )
        for number, word in enumerate(claimed)
    )
    reports[0] = replace(reports[0], claims=claims)
    quotes = [reporter.quotes[0] for reporter in reporters]
    places = [(words, first.text.index(words)) for words in cuts]
    made = [Note("cut", words, (first.span(start, start + len(words)),)) for words, start in places]
    group: QuoteGroup = shared("g1", quotes, ["cut"], *made)
    listed = tuple(reports[number] for number in order or range(len(reports)))
    dossier = replace(tunnel(), story=Story(None, listed), comparison=Comparison(quotes=(group,)))
    (entry,) = apparatus.entries(index(dossier))
    return entry


def told(collation: Collation, base: int) -> list[tuple[str, list[tuple[str, str]]]]:
    """The places of one base: its words, and each reading with the sigla of the reports."""
    return [
        (
            place.words or f"after {place.after}",
            [(reading.text, " ".join(report.siglum for report, _ in reading.places)) for reading in place.readings],
        )
        for place in collation.places[base]
    ]


def test_the_longest_version_is_the_first_base() -> None:
    bases = entry_of(*HARBOUR).collation.bases
    assert [base.words for base in bases] == [11, 11, 6]
    assert sorted(report.siglum for base in bases for report in base.reports) == ["A", "B", "C"]


def test_places_of_the_longest_base() -> None:
    collation = entry_of(*HARBOUR).collation
    number = next(base.number for base in collation.bases if "gate" in base.text and base.words == 11)
    assert told(collation, number) == [
        ("gate", [("sluice", "C")]),
        ("because the water was rising", [("", "B")]),
    ]


def test_places_of_a_short_base() -> None:
    collation = entry_of(*HARBOUR).collation
    assert told(collation, 2) == [
        ("gate", [("sluice", "C")]),
        ("after at dawn", [("because the water was rising", "A C")]),
    ]


def test_versions_that_differ_in_marks_alone_are_one_base() -> None:
    bases = entry_of("The gate was open.", "the gate was open", "The gate, was open").collation.bases
    assert len(bases) == 1
    assert bases[0].text in {"The gate was open.", "The gate, was open"}


def test_every_version_gives_its_own_words_back_against_every_base() -> None:
    for entry in (*apparatus.entries(index(tunnel())), entry_of(*HARBOUR)):
        for witness in entry.witnesses:
            assert len(witness.versions) == len(entry.collation.bases)
            for version in witness.versions:
                for run in version.runs:
                    kept = "".join(piece.text for piece in run.pieces if piece.kind != "lacking")
                    assert kept == run.quote.span.text


def test_what_lacks_in_one_is_added_in_the_other() -> None:
    long, short = "The gate was open and nobody looked", "The gate was open"
    entry = entry_of(long, short)
    (at_long, at_short) = [told(entry.collation, number) for number in (0, 1)]
    assert at_long == [("and nobody looked", [("", "B")])]
    assert at_short == [("after was open", [("and nobody looked", "A")])]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_the_reports_changes_nothing(order: tuple[int, ...]) -> None:
    usual, other = entry_of(*HARBOUR), entry_of(*HARBOUR, order=order)
    assert usual.collation.places == other.collation.places
    assert [base.text for base in usual.collation.bases] == [base.text for base in other.collation.bases]
    assert usual.collation.versions == other.collation.versions


def test_only_so_many_versions_can_be_the_base() -> None:
    versions = [f"The gate was open {'and open ' * number}still" for number in range(MOST_BASES + 3)]
    entry = entry_of(*versions)
    assert len(entry.collation.bases) == MOST_BASES
    assert len(entry.witnesses) == len(versions)
    assert entry.collation.bases[0].words == max(len(version.split()) for version in versions)


def test_the_drawing_is_to_scale_and_is_told_in_words() -> None:
    entry = entry_of(*HARBOUR[:2])
    cut = entry.witnesses[1].versions[0]
    assert [(stroke.kind, stroke.left, stroke.width) for stroke in cut.strokes] == [
        ("same", 0.0, 130.9),
        ("lacking", 130.9, 109.1),
    ]
    assert cut.in_words == "6 of 11 words; 5 not in this report"
    assert [kind for kind, _ in cut.paths] == ["same", "lacking"]
    longer = entry.witnesses[0].versions[1]
    assert longer.in_words == "6 of 6 words; 5 only in this report"


@pytest.mark.parametrize(
    ("lost", "predicates", "dropped"),
    [
        ("because the water was rising", ("opened", "rising"), True),
        ("at dawn", ("opened", "rising"), False),
        ("because the water was rising", ("opened",), False),
        ("because the water was rising", (), False),
    ],
)
def test_a_cut_drops_a_clause_where_it_takes_the_predicate(
    lost: str, predicates: tuple[str, ...], dropped: bool
) -> None:
    entry = entry_of(*HARBOUR[:2], cuts=(lost,), claimed=predicates)
    assert bool(entry.clauses) is dropped
