"""What two reports share, as findings and as links. All reports are invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st
from tests.compare.bare import BY_RULE, body, find, person, report, source, story

from rashomon.compare.copies import compare_copies
from rashomon.compare.credits import find_credits
from rashomon.compare.media import Media
from rashomon.compare.origins import compare_origins
from rashomon.compare.passages import find_passages
from rashomon.model import Annotations, Copy, OriginLink, Quote, Story

FERRY = (
    "The ferry Halden Star ran onto the rocks off Skerry Point shortly before dawn on Sunday with ninety passengers on "
    "board, after its rudder had failed in a heavy swell, the coast guard found."
)
WORDS = "“We will not leave this harbour to the sea, and we will not leave it to the men who let the gate rot,”"


def findings(whole: Story) -> tuple[tuple[Copy, ...], tuple[OriginLink, ...]]:
    media = Media.of(whole)
    credits = find_credits(whole, media)
    copies = compare_copies(find_passages(whole), credits, media)
    return copies, compare_origins(whole, credits, copies, media)


def copy_of(one: Annotations, other: Annotations) -> Copy:
    ((copy,), _) = findings(story(one, other))
    return copy


def test_the_share_is_of_each_report_s_own_words() -> None:
    short = report(FERRY)
    long = report(FERRY + " " + " ".join(f"word{n}" for n in range(len(FERRY.split()))))
    copy = copy_of(short, long)
    assert copy.share == {short.document.id: 1.0, long.document.id: 0.5}
    assert copy.quoted == {short.document.id: 0.0, long.document.id: 0.0}
    assert copy.direction is None
    assert copy.reason == "same wording in one passage, with 34 equal words of the reporters' own"


def test_shared_quotations_are_a_share_of_their_own() -> None:
    one, other = report(f"{WORDS} Marta Vidal said."), report(f"The mayor spoke on Friday: {WORDS} and left.")
    copy = copy_of(one, other)
    assert copy.kinds == ("quotation",)
    assert set(copy.share.values()) == {0.0}
    assert copy.quoted[one.document.id] == pytest.approx(23 / 26, abs=1e-4)
    assert copy.reason == "no wording of the reporters is shared, only 1 quotation that both print"


def test_a_quotation_in_shared_writing_is_not_counted_as_writing() -> None:
    one = report(f"{FERRY} {WORDS} Marta Vidal said on the quay.")
    other = report(f"It was a dark night. {FERRY} {WORDS} Marta Vidal said.")
    copy = copy_of(one, other)
    assert copy.kinds == ("writing",)
    assert copy.share[one.document.id] == pytest.approx((34 + 3) / 63, abs=1e-4)
    assert copy.quoted[one.document.id] == pytest.approx(23 / 63, abs=1e-4)


# --- direction -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "This story was first published in The Halden Post.",
        "The leak was first reported by the Halden Post.",
        "The Halden Post contributed to this report.",
    ],
)
def test_a_credit_line_gives_the_direction(line: str) -> None:
    source_report = report(FERRY + " Nobody was hurt.", outlet="The Halden Post")
    taker = report(f"{FERRY}\n\n{line}", outlet="Meridian")
    copy = copy_of(source_report, taker)
    assert copy.direction == f"{source_report.document.id}→{taker.document.id}"
    assert [span.doc for span in copy.evidence] == [taker.document.id]
    assert "comes from The Halden Post" in copy.reason


def test_an_agency_s_own_report_and_one_with_its_dateline() -> None:
    wire = report(FERRY + " Nobody was hurt.", outlet="Reuters")
    taker = report(f"HALDEN (Reuters) - {FERRY}", outlet="Meridian")
    assert copy_of(wire, taker).direction == f"{wire.document.id}→{taker.document.id}"


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        # Nobody says anything.
        (FERRY + " It rained.", FERRY + " It snowed.", ""),
        # Both have it from a third.
        (f"HALDEN (Reuters) - {FERRY}", f"SKERRY (Reuters) — {FERRY} It rained.", "; both credit Reuters"),
        # A remark to the other outlet is not its report.
        (FERRY + " It rained.", FERRY + " Vidal told the Halden Post that the gate leaks.", ""),
        # Each gives the other.
        (
            FERRY + " It was first reported by Meridian.",
            FERRY + " It was first reported by the Halden Post.",
            "; each credits the other, so the direction is left open",
        ),
    ],
)
def test_without_a_credit_of_the_other_there_is_no_direction(one: str, other: str, says: str) -> None:
    copy = copy_of(report(one, outlet="Halden Post"), report(other, outlet="Meridian"))
    assert copy.direction is None
    assert copy.reason.endswith(says)
    assert "copied" not in copy.reason


def test_a_credit_gives_no_direction_to_shared_quotations() -> None:
    one = report(f"{WORDS} Marta Vidal said.", outlet="Halden Post")
    other = report(f"She was clear: {WORDS} as first reported by the Halden Post.", outlet="Meridian")
    assert copy_of(one, other).direction is None


# --- links -----------------------------------------------------------------------------------------------------------


def test_links_say_who_credits_whom_and_where() -> None:
    taker = report(f"HALDEN (Reuters) - {FERRY} “It leaks,” Marta Vidal told TASS.", outlet="Meridian")
    other = report(f"{FERRY} It rained.")
    quote = replace(taker.quotes[0], speaker=source(taker, "Marta Vidal", "e1"), via=(source(taker, "TASS", "e2"),))
    taker = replace(taker, quotes=(quote,))
    entities = [person("e1", "Marta Vidal", find(taker, "Marta Vidal")), body("e2", "TASS", find(taker, "TASS"))]
    _, links = findings(story(taker, other, entities=entities))
    a, b = taker.document.id, other.document.id
    assert {(link.source, link.target, link.basis) for link in links} == {
        (a, "Reuters", "credit"),
        (a, "e2", "credit"),
        (a, "e1", "quotation"),
        (*sorted((a, b)), "same-wording"),
    }
    by_target = {link.target: link for link in links if link.basis != "same-wording"}
    assert [span.text for span in by_target["Reuters"].evidence] == ["Reuters"]
    assert [span.text for span in by_target["e2"].evidence] == ["told TASS"]
    assert [span.text for span in by_target["e1"].evidence] == ["Marta Vidal"]
    assert (by_target["Reuters"].reason, by_target["e1"].reason) == ("dateline", "speaker")


def test_a_link_of_same_wording_follows_the_direction() -> None:
    source_report = report(FERRY + " Nobody was hurt.", outlet="Halden Post")
    taker = report(f"{FERRY}\n\nFirst published in the Halden Post.", outlet="Meridian")
    _, links = findings(story(source_report, taker))
    (link,) = [link for link in links if link.basis == "same-wording"]
    assert (link.source, link.target) == (taker.document.id, source_report.document.id)


def test_what_only_both_quote_makes_no_link_between_reports() -> None:
    _, links = findings(story(f"{WORDS} Marta Vidal said.", f"It was Friday. {WORDS} the mayor said."))
    assert links == ()


def test_unnamed_sources_are_no_target() -> None:
    bare = report("The gate leaks, an official said.")
    unnamed = source(bare, "an official")
    quote = Quote("q", find(bare, "The gate leaks"), "indirect", "body", BY_RULE, speaker=unnamed)
    _, links = findings(story(replace(bare, quotes=(quote,))))
    assert links == ()


PILE = (
    f"HALDEN (Reuters) - {FERRY}",
    f"{FERRY} {WORDS} Marta Vidal said. It was first reported by Meridian.",
    f"It rained. {WORDS} said the mayor on Friday.",
    "The price of herring rose, according to AP.",
)


@settings(deadline=None, max_examples=15)
@given(st.permutations(PILE))
def test_the_order_of_the_reports_plays_no_part(pile: Sequence[str]) -> None:
    assert findings(story(*pile)) == findings(story(*PILE))
