"""Which report tells which quotation and fact. Every person and place is invented."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from tests.compare.reading import reported

from rashomon.cleaning.cut import LOOKS_CUT
from rashomon.compare.entities import merge_entities
from rashomon.compare.quotes import compare_quotes
from rashomon.compare.told import MOST, compare_told
from rashomon.model import Annotations, ClaimGroup, Coverage, Explanation

WHY = Explanation("same-fact", "by hand")
WORDS = "The council will not pay a single crown for the broken lock, and the harbour board knows it well"
SPEECH = f"“{WORDS},” Mayor Ines Faro said on Monday."
CUT = "“The council will not pay a single crown for the broken lock,” Mayor Ines Faro said on Monday."
RETOLD = "Mayor Ines Faro said that the council will not pay for the broken lock and that the harbour board knows it."
OTHER = "Mayor Ines Faro opened the summer fair. The lock was not spoken of."


def rows(*reports: Annotations, claims: tuple[ClaimGroup, ...] = ()) -> tuple[Coverage, ...]:
    story = merge_entities(reports, None)
    return compare_told(story, compare_quotes(story), claims)


def states(*reports: Annotations, claims: tuple[ClaimGroup, ...] = ()) -> list[tuple[str, str]]:
    """State and reason by report, in the order given, of the one item there is."""
    found = rows(*reports, claims=claims)
    by_doc = {row.doc: (row.state, row.reason) for row in found}
    assert len({(row.target, row.id) for row in found}) == 1, found
    return [by_doc[report.document.id] for report in reports]


def test_shared_and_absent() -> None:
    two = f"The lock is closed. {SPEECH}"
    assert states(reported(SPEECH, "2019-03-27"), reported(two, "2019-03-27"), reported(OTHER, "2019-03-27")) == [
        ("present", "in this report"),
        ("present", "in this report"),
        ("absent", "not in this report; in 2 of 2 other reports"),
    ]


def test_what_one_report_alone_has() -> None:
    assert states(reported(SPEECH, "2019-03-27"), reported(OTHER, "2019-03-27")) == [
        ("present", "in this report only"),
        ("absent", "not in this report; in the other report"),
    ]


def test_a_cut_quotation_is_present_in_part() -> None:
    found = states(reported(SPEECH, "2019-03-27"), reported(CUT, "2019-03-27"))
    assert found == [("present", "in this report"), ("present", "in part: cut at the end")]


def test_a_lost_word_is_no_part() -> None:
    slip = SPEECH.replace("a single crown", "a crown")
    assert [reason for _, reason in states(reported(SPEECH), reported(slip))] == ["in this report"] * 2


def test_reported_speech_is_present_in_part() -> None:
    assert states(reported(SPEECH, "2019-03-27"), reported(RETOLD, "2019-03-27"), reported(OTHER, "2019-03-27")) == [
        ("present", "in this report"),
        ("present", "in part: in the report’s own words"),
        ("absent", "not in this report; in 2 of 2 other reports"),
    ]


def test_reported_speech_of_somebody_else_is_not_it() -> None:
    retold = RETOLD.replace("Ines Faro", "Otto Brand")
    found = states(reported(SPEECH, "2019-03-27"), reported(retold, "2019-03-27"), reported(OTHER, "2019-03-27"))
    assert [state for state, _ in found] == ["present", "absent", "absent"]


@pytest.mark.parametrize(
    ("published", "state", "reason"),
    [
        (
            "2019-03-24",
            "not-comparable",
            "written before: published 2019-03-24, and this was said on 2019-03-25; in the other report",
        ),
        (
            "2019-02",
            "not-comparable",
            "written before: published 2019-02-01/2019-02-28, and this was said on 2019-03-25; in the other report",
        ),
        # The same day or month can be before or after: what is not sure is no excuse.
        ("2019-03-25", "absent", "not in this report; in the other report"),
        ("2019-03", "absent", "not in this report; in the other report"),
        (None, "absent", "not in this report, whose date is not known; in the other report"),
    ],
)
def test_what_was_not_yet_said_is_not_missing(published: str | None, state: str, reason: str) -> None:
    assert states(reported(SPEECH, "2019-03-27"), reported(OTHER, published))[1] == (state, reason)


def test_the_evidence_shows_what_was_said_when() -> None:
    found = rows(reported(SPEECH, "2019-03-27"), reported(OTHER, "2019-03-20"))
    (row,) = [row for row in found if row.state == "not-comparable"]
    assert [span.text for span in row.evidence] == ["Monday", WORDS]


@pytest.mark.parametrize(
    ("language", "notes", "reason"),
    [
        ("de", (), "this report is not in English and was not analysed; in the other report"),
        (
            "en",
            (f"{LOOKS_CUT}: it ends with “and so on …”",),
            "not in what was read of this report, which looks cut; in the other report",
        ),
    ],
)
def test_what_was_not_read_whole_cannot_be_compared(language: str, notes: tuple[str, ...], reason: str) -> None:
    other = reported(OTHER, "2019-03-27")
    other = replace(other, document=replace(other.document, language=language, notes=notes))
    assert states(reported(SPEECH, "2019-03-27"), other)[1] == ("not-comparable", reason)


def test_a_note_about_an_executive_is_no_sign_of_a_cut() -> None:
    other = reported(OTHER, "2019-03-27")
    other = replace(other, document=replace(other.document, notes=("the record gives the title 'The Executive'",)))
    assert states(reported(SPEECH, "2019-03-27"), other)[1][0] == "absent"


@pytest.mark.parametrize(
    "text",
    [
        "“It is broken,” Mayor Ines Faro said.",  # short
        f"“{WORDS},” said a fisherman.",  # nobody whom the story names
        f"Mayor Ines Faro spoke of “the broken lock that nobody will pay for at any time”. {OTHER}",  # a fragment
    ],
)
def test_small_talk_of_one_report_gets_no_rows(text: str) -> None:
    assert rows(reported(text), reported(OTHER)) == ()


def facts(*members: Annotations, number: int = 1) -> ClaimGroup:
    claims = tuple(report.claims[0] for report in sorted(members, key=lambda report: report.document.id))
    spans = tuple(claim.span for claim in claims)
    identities = tuple(claim.id for claim in claims)
    return ClaimGroup(
        f"cg{number}",
        identities,
        "corroborated",
        len(claims),
        (),
        "by hand",
        WHY,
        spans,
    )


SANK = "The ferry sank on Monday."


def test_a_fact_by_report() -> None:
    one, two = reported(SANK, "2019-03-27"), reported(f"{SANK} It was old.", "2019-03-28")
    before, after = reported(OTHER, "2019-03-24"), reported(f"{OTHER} It rained.", "2019-03-29")
    assert states(one, two, before, after, claims=(facts(one, two),)) == [
        ("present", "in this report"),
        ("present", "in this report"),
        (
            "not-comparable",
            "written before: published 2019-03-24, and this happened on 2019-03-25; in 2 of 3 other reports",
        ),
        ("absent", "not in this report; in 2 of 3 other reports"),
    ]


def test_what_is_still_to_come_can_be_told_before_it_happens() -> None:
    one = reported("The council will vote on Friday.", "2019-03-27")
    other = reported(OTHER, "2019-03-26")
    assert states(one, other, claims=(facts(one),))[1] == ("absent", "not in this report; in the other report")


def test_what_one_alone_tells_comes_first_and_facts_before_quotations() -> None:
    one = reported(f"{SANK} {SPEECH} “The old mill will be sold before the summer is over,” Mayor Ines Faro added.")
    two = reported(f"{SANK} It was old. {SPEECH}")
    three = reported(f"The pier burned. {OTHER}")
    found = rows(one, two, three, claims=(facts(one, two), facts(three, number=2)))
    kinds = [(row.target, sum(r.state == "present" for r in found if r.id == row.id)) for row in found[::3]]
    assert kinds == [("claim", 1), ("quote", 1), ("claim", 2), ("quote", 2)]


def test_the_table_is_bounded() -> None:
    one = reported(" ".join(f"The ferry sank near pier {number}." for number in range(MOST + 5)))
    groups = tuple(
        ClaimGroup(f"cg{n}", (claim.id,), "single", 1, (), "by hand", WHY, (claim.span,))
        for n, claim in enumerate(one.claims)
    )
    assert len(groups) > MOST
    assert len(rows(one, reported(OTHER), claims=groups)) == 2 * MOST


def test_one_report_has_nothing_to_be_compared_with() -> None:
    assert rows(reported(SPEECH)) == ()


def test_the_order_of_the_reports_does_not_matter() -> None:
    reports = [reported(SPEECH, "2019-03-27"), reported(RETOLD, "2019-03-26"), reported(OTHER)]
    assert len({rows(*order) for order in permutations(reports)}) == 1


def test_it_accuses_nobody() -> None:
    found = rows(reported(SPEECH), reported(CUT), reported(OTHER))
    assert not any(word in row.reason for row in found for word in ("omit", "missing", "fail"))
