"""How many origins a fact has, and what makes reports one. All reports and people are invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from tests.compare.bare import body, claim, find, person, report, source, story

import rashomon
from rashomon.compare.credits import find_credits
from rashomon.compare.independence import Independence, Independent
from rashomon.compare.media import Media
from rashomon.compare.passages import CROWD, find_passages
from rashomon.compare.quotes import compare_quotes
from rashomon.model import Annotations, Claim, Entity, Source, Story

LEAK = "the gate had leaked for a year"


def independence(whole: Story) -> Independence:
    media = Media.of(whole)
    credits = find_credits(whole, media)
    return Independence(whole, compare_quotes(whole), find_passages(whole), credits, media)


def count(*told: tuple[Annotations, Claim], entities: Sequence[Entity] = ()) -> Independent:
    whole = story(*{annotations.document.id: annotations for annotations, _ in told}.values(), entities=entities)
    return independence(whole).of([claim for _, claim in told])


def says(text: str, *by: tuple[str, str | None], outlet: str | None = None) -> tuple[Annotations, Claim]:
    """A report in which ``by`` (as printed, entity) say that the gate leaked."""
    annotations = report(text, outlet=outlet)
    sources: list[Source] = [source(annotations, printed, entity) for printed, entity in by]
    return annotations, claim(annotations, LEAK, *sources)


def entity(id: str, name: str, *told: tuple[Annotations, Claim], kind: str = "person") -> Entity:
    places = [find(annotations, name) for annotations, _ in told if name in annotations.document.text]
    return person(id, name, *places) if kind == "person" else body(id, name, *places)


def test_two_reports_of_which_nothing_is_known_are_two() -> None:
    one, other = says(f"It is known that {LEAK}."), says(f"Everybody in Halden says {LEAK}.")
    found = count(one, other)
    assert (found.count, len(found.origins)) == (2, 2)
    assert set(found.origins) == {one[0].document.id, other[0].document.id}
    assert found.reason == "2 reports, 2 independent origins: nothing in the texts makes two of them one"
    assert {span.text for span in found.evidence} == {LEAK}


def test_a_report_counts_once_however_often_it_says_it() -> None:
    annotations, once = says(f"It is known that {LEAK}. Marta Vidal says so.")
    again = claim(annotations, "Marta Vidal says so")
    found = count((annotations, once), (annotations, again))
    assert (found.count, found.reason) == (1, "told by one report")


def test_one_speaker_is_one_origin_whatever_the_occasion() -> None:
    one = says(f"Marta Vidal said on Monday {LEAK}.", ("Marta Vidal", "e1"))
    other = says(f"In a tweet Marta Vidal wrote that {LEAK}.", ("Marta Vidal", "e1"))
    found = count(one, other, entities=[entity("e1", "Marta Vidal", one, other)])
    assert (found.count, found.origins) == (1, ("e1",))
    assert found.reason == "2 reports, 1 independent origin: both have it from Marta Vidal"
    assert [span.text for span in found.evidence] == ["Marta Vidal", "Marta Vidal"]


def test_two_speakers_are_two_origins() -> None:
    one = says(f"Marta Vidal said {LEAK}.", ("Marta Vidal", "e1"))
    other = says(f"Luis Roe said {LEAK}.", ("Luis Roe", "e2"))
    entities = [entity("e1", "Marta Vidal", one), entity("e2", "Luis Roe", other)]
    found = count(one, other, entities=entities)
    assert (found.count, set(found.origins)) == (2, {"e1", "e2"})


def test_an_agency_behind_two_unnamed_sources_is_one_origin_however_it_is_printed() -> None:
    one = says(f"A diplomat told Sputnik {LEAK}.", ("A diplomat", None), ("Sputnik", "e3"))
    other = says(
        f"Russia’s Sputnik state news agency cited a source in Halden: {LEAK}.",
        ("a source in Halden", None),
        ("Russia’s Sputnik state news agency", None),
    )
    found = count(one, other, entities=[entity("e3", "Sputnik", one, kind="body")])
    assert (found.count, found.origins) == (1, ("e3",))
    assert found.reason.endswith("both have it from Sputnik")


def test_unnamed_sources_are_never_joined() -> None:
    one = says(f"A senior official said {LEAK}.", ("A senior official", None))
    other = says(f"A senior official told us {LEAK}.", ("A senior official", None))
    assert count(one, other).count == 2


def test_an_agency_credited_for_the_whole_report() -> None:
    one = says(f"HALDEN (Reuters) - Inspectors found {LEAK}.")
    other = says(f"SKERRY (Reuters) – According to inspectors, {LEAK}.")
    assert count(one, other).reason.endswith("both have it from Reuters")
    # Somebody else's words, reported by an agency, come through the agency too.
    third = says(f"(Reuters) - Marta Vidal said {LEAK}.", ("Marta Vidal", "e1"))
    assert count(one, third, entities=[entity("e1", "Marta Vidal", third)]).count == 1


def test_a_part_that_is_not_named_makes_nothing_one() -> None:
    line = "The Associated Press contributed to this report."
    one, other = says(f"It is known that {LEAK}. {line}"), says(f"Halden knew {LEAK}. It rained. {line}")
    assert count(one, other).count == 2


def test_a_credit_for_one_sentence_speaks_of_that_sentence() -> None:
    credit = "as was first reported by the Halden Post"
    one, other = says(f"We know that {LEAK}, {credit}."), says(f"And {LEAK}, {credit}.")
    assert count(one, other).origins == ("halden post",)
    elsewhere = says(f"And {LEAK}. The mayor left, {credit}.")
    assert count(one, elsewhere).count == 2


def test_the_outlet_that_others_credit_is_one_with_them() -> None:
    one = says(f"We have learnt that {LEAK}.", outlet="The Halden Post")
    other = says(f"It is known that {LEAK}, as first reported by the Halden Post.", outlet="Meridian")
    found = count(one, other)
    assert found.count == 1
    assert found.reason.endswith("both have it from The Halden Post, one of the reports")


def test_two_reports_of_one_outlet_are_one() -> None:
    one, other = says(f"We know that {LEAK}.", outlet="Meridian"), says(f"Still {LEAK}.", outlet="Meridian")
    assert count(one, other).reason.endswith("both are by Meridian")


SHARED = f"Inspectors who went down to the lock on Friday found that {LEAK} and that two of its four hinges were gone"


def test_the_same_wording_around_a_claim_is_one_origin() -> None:
    one, other = says(f"Bad news. {SHARED}. It rained."), says(f"{SHARED}, the paper has learnt.")
    found = count(one, other)
    assert found.count == 1
    assert found.reason == "2 reports, 1 independent origin: both tell it in the same wording"
    assert {span.text for span in found.evidence} == {SHARED}


def test_the_same_wording_elsewhere_is_none() -> None:
    elsewhere = "The old lock of Halden was built in the reign of the third king and twice repaired since then"
    one = says(f"{elsewhere}. It is known that {LEAK}.")
    other = says(f"Everybody in Halden says {LEAK}. It rained. {elsewhere}, as we said.")
    assert count(one, other).count == 2


def test_what_both_quote_is_one_quotation_and_not_one_wording() -> None:
    quotation = f"“I told them in May that {LEAK} and that two of its four hinges were gone,”"
    one, other = says(f"{quotation} said a man on the quay."), says(f"On Friday: {quotation} someone said.")
    assert count(one, other).reason.endswith("both print the same quotation")


def test_a_claim_that_only_holds_a_shared_quotation_is_not_made_one_by_it() -> None:
    told = "after two hundred men had gone down to the old lock in the rain the mayor called it “a complete disgrace”"
    one, other = report(f"It was Friday, {told}."), report(f"Late at night, {told[6:]}!")
    claims = [claim(one, told), claim(other, told[6:])]
    # The wording makes them one here; with the wording changed, the fragment alone does not.
    changed = report(
        "On the quay in the storm, where more than two hundred of them had come to see the lock with their own eyes, "
        "the mayor said that it was “a complete disgrace”."
    )
    apart = claim(changed, changed.document.text[:-1])
    assert independence(story(one, other)).of(claims).count == 1
    assert independence(story(one, changed)).of([claims[0], apart]).count == 2


def test_a_report_between_two_others_does_not_make_them_one() -> None:
    other_words = f"Nobody in the council denied in its meeting on Monday night that {LEAK} or that it would cost much"
    one, other = says(SHARED + "."), says(other_words + ".")
    between_report = report(f"{SHARED}. {other_words}.")
    whole = story(one[0], other[0], between_report)
    claims = [one[1], other[1], claim(between_report, LEAK), claim(between_report, other_words)]
    found = independence(whole).of(claims)
    assert found.count == 2
    assert set(found.origins) == {one[0].document.id, other[0].document.id}


def test_two_reports_of_a_crowd_are_one_by_the_longest_that_holds_the_words_of_both() -> None:
    wire = [says(f"{SHARED}. Paper number {number} adds word{number} here.") for number in range(CROWD + 5)]
    longest = report(f"{SHARED}. " + " ".join(f"more{n}" for n in range(60)))
    whole = story(longest, *(annotations for annotations, _ in wire))
    assert not any(longest.document.id not in passage.docs for passage in find_passages(whole))
    counted = independence(whole)
    assert counted.of([wire[0][1], wire[1][1]]).count == 1
    assert counted.of([told for _, told in wire]).count == 1


# --- laws ------------------------------------------------------------------------------------------------------------

TOLD = [
    says(f"Marta Vidal said on Monday {LEAK}.", ("Marta Vidal", "e1")),
    says(f"Marta Vidal told Sputnik {LEAK}.", ("Marta Vidal", "e1"), ("Sputnik", "e3")),
    says(f"A diplomat told Sputnik {LEAK}.", ("A diplomat", None), ("Sputnik", "e3")),
    says(f"HALDEN (Reuters) - Inspectors found {LEAK}."),
    says(f"SKERRY (Reuters) – According to inspectors, {LEAK}.", outlet="Meridian"),
    says(f"{SHARED}. It rained.", outlet="Halden Post"),
    says(f"{SHARED}, the paper has learnt."),
    says(f"Everybody knows {LEAK}."),
]
ACTORS = [entity("e1", "Marta Vidal", TOLD[0], TOLD[1]), entity("e3", "Sputnik", TOLD[1], TOLD[2], kind="body")]


def test_a_pile_of_all_kinds() -> None:
    found = count(*TOLD, entities=ACTORS)
    # Vidal herself, the diplomat through Sputnik, Reuters, the shared wording, and the one of whom nothing is known.
    assert found.count == 5
    assert {"e1", "e3", "Reuters"} <= set(found.origins)


@settings(deadline=None, max_examples=25)
@given(st.permutations(TOLD))
def test_the_order_plays_no_part(told: list[tuple[Annotations, Claim]]) -> None:
    assert count(*told, entities=ACTORS) == count(*TOLD, entities=ACTORS)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(TOLD), min_size=1, max_size=8, unique_by=lambda t: t[1].id), st.sampled_from(TOLD))
def test_one_more_report_adds_one_origin_at_most(
    told: list[tuple[Annotations, Claim]], more: tuple[Annotations, Claim]
) -> None:
    whole = independence(story(*(annotations for annotations, _ in TOLD), entities=ACTORS))
    claims = [told_claim for _, told_claim in told]
    before, after = whole.of(claims), whole.of([*claims, more[1]])
    assert 1 <= before.count <= len({c.span.doc for c in claims})
    assert after.count <= before.count + 1


@settings(deadline=None, max_examples=15)
@given(st.sampled_from(TOLD), st.sampled_from(TOLD), st.text(alphabet="abc .", max_size=60))
def test_a_report_beside_two_changes_nothing_between_them(
    one: tuple[Annotations, Claim], other: tuple[Annotations, Claim], text: str
) -> None:
    reports = {annotations.document.id: annotations for annotations, _ in (one, other)}.values()
    alone = independence(story(*reports, entities=ACTORS)).of([one[1], other[1]])
    beside = independence(story(*reports, report("Unlike. " + text), entities=ACTORS)).of([one[1], other[1]])
    assert alone == beside


def test_names_of_outlets_exchanged_change_names_alone() -> None:
    swap = {"Meridian": "Halden Post", "Halden Post": "Meridian"}
    swapped = [
        (
            replace(told, document=replace(told.document, outlet=None))
            if told.document.outlet is None
            else report(told.document.text, outlet=swap[told.document.outlet.name]),
            told_claim,
        )
        for told, told_claim in TOLD
    ]
    assert count(*swapped, entities=ACTORS).count == count(*TOLD, entities=ACTORS).count


# --- real reports ----------------------------------------------------------------------------------------------------


@pytest.mark.shared
def test_one_agency_behind_two_of_five_reports(shared: Path) -> None:
    dossier = rashomon.compare(shared / "seeds")
    whole = dossier.story
    told = [c for r in whole.reports for c in r.claims if "nothing mysterious" in c.span.text]
    assert len({c.span.doc for c in told}) == 2
    found = independence(whole).of(told)
    (agency,) = [e for e in whole.entities if e.name == "Sputnik"]
    assert (found.count, found.origins) == (1, (agency.id,))
    assert all("Sputnik" in span.text for span in found.evidence)
    links = {(link.source, link.target) for link in dossier.comparison.origins if link.basis == "credit"}
    assert {(span.doc, agency.id) for span in found.evidence} <= links
