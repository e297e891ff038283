"""The same fact in several reports, what they agree on and what not. Every person and place is invented."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings, strategies as st
from tests.compare.reading import reported

from rashomon.compare.entities import merge_entities
from rashomon.compare.findings import compare
from rashomon.compare.likeness import SPEAKER
from rashomon.model import Annotations, ClaimGroup

ONE = (
    "The harbour council of Halden closed the northern lock on Saturday after a barge had struck the gate.\n\n"
    "Mayor Ines Faro said that 40 workers were sent home. Engineers will examine the gate this week.\n\n"
    "The bakery in Mill Street sold out before noon."
)
TWO = (
    "After a barge hit its gate, Halden's northern lock was closed by the harbour council on Saturday.\n\n"
    "Forty workers were sent home, Mayor Ines Faro said. The minister of transport did not comment.\n\n"
    "A choir from Tarn opened the summer festival."
)


def groups(*texts: str) -> list[tuple[ClaimGroup, list[str]]]:
    """The groups that claims of several reports form, with the words of their claims."""
    story = merge_entities([reported(text, "2019-03-27") for text in texts], None)
    claims = {claim.id: claim.span for report in story.reports for claim in report.claims}
    found = compare(story).claims
    return [
        (group, [claims[key].text for key in group.claims])
        for group in found
        if len({claims[key].doc for key in group.claims}) > 1
    ]


def verdicts(*texts: str) -> set[tuple[str, str]]:
    """Verdict and what decides, of the groups of several reports."""
    return {(group.verdict, str(group.explanation.details.get("decided_by", ""))) for group, _ in groups(*texts)}


def test_one_fact_in_other_words() -> None:
    found = groups(ONE, TWO)
    closed = [words for group, words in found if any("northern lock" in text for text in words)]
    assert closed and all(any("closed" in text for text in words) for words in closed)
    assert not any("bakery" in text or "choir" in text for _, words in found for text in words)


def test_what_one_report_alone_tells_stands_alone() -> None:
    story = merge_entities([reported(ONE), reported(TWO)], None)
    claims = {claim.id: claim.span.text for report in story.reports for claim in report.claims}
    single = [claims[group.claims[0]] for group in compare(story).claims if group.verdict == "single"]
    assert "The bakery in Mill Street sold out before noon" in single
    assert "Engineers will examine the gate this week" in single


@pytest.mark.parametrize(
    ("first", "second", "decided"),
    [
        ("Ines Faro left the town on Friday.", "Ines Faro left the town on Saturday.", "date"),
        ("Ines Faro closed the northern lock.", "Ines Faro did not close the northern lock.", "negation"),
        ("Ines Faro never closed the northern lock.", "Ines Faro closed the northern lock.", "negation"),
        ("The court convicted the pilot of the ferry.", "The court acquitted the pilot of the ferry.", "action"),
        ("The barge struck a pier in Halden at noon.", "The barge struck a pier in Lisbon at noon.", "place"),
        ("Police arrested Ivo Lang at the gate.", "Police arrested Tom Reed at the gate.", "name"),
        ("The new wall will keep the harbour safe.", "The new wall will fail to keep the harbour safe.", "negation"),
        (
            "Ines Faro is the only captain who can steer the ferry in a storm.",
            "There are dozens of captains who can steer the ferry in a storm.",
            "figure",
        ),
        ("Most fishermen voted for the new harbour.", "Few fishermen voted for the new harbour.", "figure"),
        ("The minister of transport closed the lock.", "The deputy minister of transport closed the lock.", "office"),
        ("The governor of Tarn opened the new harbour.", "The mayor of Tarn opened the new harbour.", "office"),
        (
            "The harbour board of Tarn is close to naming a new chief engineer.",
            "The harbour board of Tarn is close to choosing an interim chief engineer.",
            "office",
        ),
        ("The closing of the lock was legal.", "The closing of the lock was unlawful.", "action"),
        ("The crew of the barge B-12 was rescued.", "The crew of the barge B-21 was rescued.", "identifier"),
        ("The storm damaged 40 houses in the old town.", "The storm damaged 60 houses in the old town.", "figure"),
        (
            "The inspectors said on Monday that the gate was safe.",
            "The inspectors said on Friday that the gate was safe.",
            "date",
        ),
        (
            "Ivo Lang said that the gate was not safe for ships.",
            "Ivo Lang said that the gate was safe for ships.",
            "negation",
        ),
    ],
)
def test_what_cannot_both_be_so_is_disputed(first: str, second: str, decided: str) -> None:
    assert ("disputed", decided) in verdicts(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ines Faro left the town on Friday.", "On Friday Ines Faro left the town."),
        ("The storm damaged about 40 houses in the old town.", "The storm damaged 41 houses in the old town."),
        ("The board accepted the offer of the union.", "The union rejected the offer of the board."),
        ("Did Ines Faro close the northern lock?", "Ines Faro did not close the northern lock."),
        ("Ines Faro should close the northern lock.", "Ines Faro did not close the northern lock."),
        (
            "Ines Faro earned about 40,000 crowns from the sale of boats and nets in 2013.",
            "From the sale of boats and nets Ines Faro earned 90,000 crowns in 2014.",
        ),
        ("The former minister closed the lock in Tarn.", "The minister closed the lock in Tarn."),
        ("A congressman opened the new harbour of Tarn.", "A lawmaker opened the new harbour of Tarn."),
        ("Most fishermen voted for the new harbour.", "Few farmers voted for the new harbour."),
        ("Few fishermen voted for the new harbour.", "Many fishermen did not vote for the new harbour."),
        ("Ines Faro has years of experience as a captain.", "Ines Faro has no naval experience as a captain."),
        (
            "The inquiry did not find that Ines Faro closed the lock too late.",
            "There is no evidence that Ines Faro closed the lock too late.",
        ),
        ("Ines Faro closed not only the northern lock.", "Ines Faro closed the northern lock."),
        (
            "“We will close the lock,” Ines Faro said. “We will not close the harbour,” she said.",
            "“We will close the harbour if we must,” Ines Faro said.",
        ),
    ],
)
def test_what_can_both_be_so_is_not(first: str, second: str) -> None:
    assert not [verdict for verdict, _ in verdicts(first, second) if verdict == "disputed"]


@pytest.mark.parametrize(
    ("other", "how"),
    [
        ("The council of Halden is expected to close the northern lock.", "as still to come"),
        ("The council of Halden must close the northern lock.", "as a demand or a judgement"),
        ("Did the council of Halden close the northern lock?", "as a question"),
    ],
)
def test_one_fact_of_two_moods_says_so(other: str, how: str) -> None:
    [(group, _)] = groups("The council of Halden closed the northern lock.", other)
    assert group.verdict != "disputed"
    assert group.reason.endswith(f"Told {how} in “{other[:-1]}”.")


def test_two_that_expect_the_same_need_no_such_word() -> None:
    told = "The council of Halden is expected to close the northern lock."
    [(group, _)] = groups(told, "The council of Halden plans to close the northern lock.")
    assert "Told as" not in group.reason


def test_what_ought_to_be_is_not_what_is_in_other_words() -> None:
    assert not groups("The council of Halden should shut the northern lock.", "The lock in the north was closed.")


@pytest.mark.parametrize(
    ("first", "second", "disputed"),
    [
        (
            "Ines Faro left the town of Halden at 11 a.m. on the ferry.",
            "Ines Faro left the town of Halden on the ferry in the afternoon.",
            True,
        ),
        (
            "Ines Faro left the town of Halden at 11 a.m. on the ferry.",
            "Ines Faro left the town of Halden on the ferry in the morning.",
            False,
        ),
        (
            "Ines Faro left the town of Halden at 11:10 a.m. on the ferry.",
            "Ines Faro left the town of Halden on the ferry at 11:15 a.m. in rain.",
            False,
        ),
        (
            "Ines Faro left the town of Halden at 2 a.m. on the ferry.",
            "Ines Faro left the town of Halden on the ferry on Tuesday night.",
            False,
        ),
        ("“The report is a hoax,” Ines Faro said.", "“The report is not a hoax,” Ivo Lang said.", True),
        (
            "The old northern lock was wrecked by Ines Faro.",
            "“The lock is not something Ines Faro wrecked,” Ivo Lang said.",
            True,
        ),
        ("Ines Faro met Ivo Lang in the old town.", "Ivo Lang met Ines Faro in the old town.", False),
        (
            "“I don't think Ines Faro closed the northern lock,” Ivo Lang said.",
            "Ines Faro closed the northern lock.",
            True,
        ),
    ],
)
def test_more_that_cannot_both_be_so_or_can(first: str, second: str, disputed: bool) -> None:
    assert any(verdict == "disputed" for verdict, _ in verdicts(first, second)) == disputed


def test_another_person_of_one_surname_whom_no_report_knows_beside_the_first() -> None:
    first = "Captain Ines Faro won the election for harbour master of Halden."
    second = "In Halden, Captain Irma Faro easily won Sunday's election and will be the new harbour master."
    [(group, _)] = [found for found in groups(first, second) if found[0].verdict == "disputed"]
    assert "“Ines Faro”" in group.reason and "“Irma Faro”" in group.reason
    known = groups(first, f"{second} Ines Faro stayed at home.")
    assert not any(group.verdict == "disputed" for group, _ in known)


@pytest.mark.parametrize(
    ("first", "second", "disputed"),
    [
        (
            "The plan of Ines Faro for the harbour includes 23 steps against fires.",
            "There are 19 steps against fires in the plan that Ines Faro has made for the harbour.",
            True,
        ),
        (
            "The plan of Ines Faro would cut the harbour fund by 800 million crowns.",
            "Ines Faro wants to cut 716 million crowns from the harbour fund under her plan.",
            True,
        ),
        (
            "The plan of Ines Faro for the harbour includes 23 steps against fires.",
            "There are six steps against fires in the plan that Ines Faro has made for the harbour.",
            False,
        ),
    ],
)
def test_near_numbers_of_like_things_in_other_words(first: str, second: str, disputed: bool) -> None:
    found = [group for group, _ in groups(first, second) if group.verdict == "disputed"]
    assert bool(found) == disputed
    assert all(group.explanation.details["decided_by"] == "figure" for group in found)


def test_another_place_that_no_report_knows_beside_the_first() -> None:
    first = "Ines Faro misspoke at a meeting of veterans in Tarnholm."
    second = "At the Tarnmouth meeting Ines Faro misspoke about the veterans of the war."
    [(group, _)] = [found for found in groups(first, second) if found[0].verdict == "disputed"]
    assert {"“Tarnholm”", "“Tarnmouth”"} <= set(group.reason.split()) and group.explanation.details[
        "decided_by"
    ] == "place"
    known = groups(first, f"{second} There had been no trouble in Tarnholm.")
    assert not any(group.verdict == "disputed" for group, _ in known)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "“I am not saying that I will close the lock. I am not saying that I won't close the lock,” Faro said.",
            "“I am not saying that I will close the lock. I am not saying that I won't close the lock,” Faro told us.",
        ),
        (
            "Ines Faro will not talk about the northern lock until the storm is over.",
            "“We can sit down and talk about a deal on the old northern lock,” Ivo Lang said.",
        ),
        (
            "“The lock was not built by us,” said a spokesman for Ines Faro. “The northern lock did not fail.”",
            "“The northern lock failed,” Ines Faro said.",
        ),
        ("The farmers who never voted for the northern lock left the hall.", "Ines Faro voted for the northern lock."),
        ("“The vote was not a failure,” Ines Faro said.", "“That was a failure,” Ivo Lang said."),
        ("They need new boats to win the northern race.", "Nobody believes that they won the northern race."),
    ],
)
def test_what_only_looks_like_a_dispute(first: str, second: str) -> None:
    assert not any(verdict == "disputed" for verdict, _ in verdicts(first, second))


def test_other_days_are_other_facts_whatever_was_done() -> None:
    first = "On Monday Ines Faro urged the council to close the northern lock."
    assert not groups(first, "The closing of the northern lock was demanded by Ines Faro on Wednesday.")
    assert groups(first, "The closing of the northern lock was demanded by Ines Faro on Monday.")


def test_the_same_words_of_one_utterance_are_one_claim_whatever_mark_ends_them() -> None:
    found = groups(
        "“He wants to run the harbour like his fishing boat? Heaven help us,” Ines Faro said.",
        "“He wants to run the harbour like his fishing boat. Heaven help us,” Ines Faro said.",
    )
    assert any(all("run the harbour" in text for text in words) for _, words in found)


def test_a_question_in_words_of_its_own_is_no_statement() -> None:
    found = groups(
        "“Does he want to run the harbour like his fishing boat?” Ivo Lang asked.",
        "Ines Faro wants to run the harbour like her fishing boat.",
    )
    assert not found


def test_a_piece_of_a_quotation_tells_what_the_whole_tells() -> None:
    found = groups(
        "“The harbour master is a reckless gambler,” Ines Faro told the council.",
        "Mayor Ines Faro called him a “reckless gambler” in the council.",
    )
    assert any(sum("reckless gambler" in text for text in words) == 2 for _, words in found)


def test_counts_that_cannot_both_be_so_corroborate_nothing() -> None:
    """Over 2,000 and about 300 both go with hundreds, and not with each other."""
    found = groups(
        "Hundreds of people gathered at the harbour late on Tuesday.",
        "Over 2,000 people gathered at the harbour on Tuesday night.",
        "About 300 troublemakers gathered at the harbour on Tuesday night.",
    )
    for group, words in found:
        both = any("2,000" in one for one in words) and any("About 300" in one for one in words)
        assert not both or group.verdict == "disputed"


def test_different_sources_do_not_make_a_dispute_less_likely() -> None:
    [(group, _)] = groups(
        "Ines Faro said that the ferry did not leave Halden at noon.",
        "Ivo Lang said that the last ferry left the harbour of Halden before noon on Sunday.",
    )
    assert (group.verdict, group.explanation.details["speaker"]) == ("disputed", -SPEAKER)


def test_a_dispute_points_at_the_words_that_decide() -> None:
    [(group, _)] = groups("Ines Faro left the town on Friday.", "Ines Faro left the town on Saturday.")
    assert {span.text for span in group.evidence} >= {"Friday", "Saturday"}
    assert "Friday" in group.reason and "Saturday" in group.reason


def test_reports_by_themselves_corroborate() -> None:
    [(group, _)] = groups("Ines Faro left the town on Friday.", "On Friday Ines Faro left the town.")
    assert (group.verdict, group.independent_origins) == ("corroborated", 2)


def test_reports_that_lean_on_one_agency_do_not() -> None:
    [(group, _)] = groups(
        "Ines Faro left the town on Friday, according to the Associated Press.",
        "On Friday Ines Faro left the town, the Associated Press reported.",
    )
    assert (group.verdict, group.independent_origins) == ("same-origin", 1)


def _shape(reports: list[Annotations]) -> list[tuple[str, tuple[str, ...], str]]:
    return [(g.verdict, g.claims, g.reason) for g in compare(merge_entities(reports, None)).claims]


def test_the_order_of_the_reports_does_not_matter() -> None:
    reports = [reported(ONE), reported(TWO), reported("The northern lock of Halden stayed open on Saturday.")]
    assert len({str(_shape(list(order))) for order in permutations(reports)}) == 1


_SENTENCES = (
    "Ines Faro closed the lock on Friday.", "Ines Faro did not close the lock.", "“It is over,” Ivo Lang said.",
    "40 workers went home.", "Who closed the lock?", "The lock was closed.", "No.", "Ivo Lang denied that it is shut.",
)  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=4), min_size=2, max_size=3))
def test_every_group_holds_claims_once_and_points_at_their_words(texts: list[list[str]]) -> None:
    reports = {report.document.id: report for report in (reported(" ".join(text)) for text in texts)}
    story = merge_entities(list(reports.values()), None)
    claims = {claim.id: claim for report in story.reports for claim in report.claims}
    for group in compare(story).claims:
        assert len(set(group.claims)) == len(group.claims)
        assert {claims[key].span for key in group.claims} <= set(group.evidence)
        docs = {claims[key].span.doc for key in group.claims}
        assert (group.verdict == "single") == (len(group.claims) == 1)
        assert group.independent_origins <= max(1, len(docs))
        for span in group.evidence:
            assert reports[span.doc].document.text[span.start : span.end] == span.text
