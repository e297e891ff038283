"""Claims: the clauses of a report, who asserts them and how surely. Every person and place here is invented.

In the tables ``[…]`` marks the claim.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from tests.annotate.quoting import report

from rashomon.annotate.report import annotate
from rashomon.language import parse
from rashomon.model import Claim

_PARTS = ("Marta Vidal ", "said ", "that ", "“", "”", "closed ", "the gate", ". ", ", ", "who ", "?", "if ")


def claims(text: str) -> tuple[Claim, ...]:
    return annotate(report(text), parse(text)).claims


def marked(text: str) -> Claim:
    """The claim that stands in the brackets."""
    stretch = text[text.index("[") + 1 : text.index("]")]
    found = claims(text.replace("[", "").replace("]", ""))
    matching = [claim for claim in found if claim.span.text == stretch]
    assert matching, [claim.span.text for claim in found]
    return matching[0]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("[The council closed the gate on Monday].", ()),
        ("Marta Vidal said [the council closed the gate].", ("Marta Vidal",)),
        ("“[The council closed the gate],” Marta Vidal said.", ("Marta Vidal",)),
        ("[The council closed the gate], according to the Halden Harbour Board.", ("Halden Harbour Board",)),
        ("[The council closed the gate] and the workers went home.", ()),
        ("The council closed the gate and [the workers went home].", ()),
        ("The gate, [which the council closed on Monday], is old.", ()),
        ("The council closed the gate, [causing a jam in the harbour].", ()),
        ("[The council voted to close the gate].", ()),
        ("PORT SABLE, May 14 (Meridian) - [The council closed the gate].", ()),
        ("HALDEN — [The council closed the gate on Monday].", ()),
        (
            "Spokesman Ivo Lang said that Marta Vidal told Tom Roe that [the gate was safe].",
            ("Marta Vidal", "Ivo Lang"),
        ),
    ],
)
def test_a_clause_and_who_asserts_it(text: str, by: tuple[str, ...]) -> None:
    assert tuple(source.name for source in marked(text).by) == by


@pytest.mark.parametrize("text", ["Vidal said on Monday.", "“No,” Marta Vidal said.", "Read more."])
def test_reporting_words_alone_are_no_claim(text: str) -> None:
    assert claims(text) == ()


@pytest.mark.parametrize(
    ("text", "modality", "negated"),
    [
        ("[The council closed the gate on Monday].", "stated", 0),
        ("[The council did not close the gate on Monday].", "stated", 1),
        ("[No one closed the gate on Monday].", "stated", 1),
        ("[The council may close the gate on Monday].", "hedged", 0),
        ("[The council allegedly closed the gate].", "hedged", 0),
        ("[Did the council close the gate on Monday]?", "asked", 0),
        ("Marta Vidal asked whether [the council closed the gate].", "asked", 0),
        ("The workers will go home if [the council closes the gate].", "conditional", 0),
        ("Marta Vidal denied that [the council closed the gate].", "denied", 0),
    ],
)
def test_how_surely(text: str, modality: str, negated: int) -> None:
    claim = marked(text)
    assert (claim.modality, claim.explanation.details["negated"]) == (modality, negated)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[The council closed the gate on Monday].", "claim"),
        ("[The council should close the gate].", "opinion"),
        ("[The plan of the council is outrageous].", "opinion"),
        ("Marta Vidal, [who is the mayor of Halden], left.", "background"),
    ],
)
def test_what_can_be_checked_is_apart_from_judgements_and_background(text: str, kind: str) -> None:
    assert marked(text).explanation.details["kind"] == kind


def test_a_claim_holds_its_actors_figures_and_times() -> None:
    text = "Marta Vidal met 40 workers of the Halden Harbour Board on 3 May 2019."
    document = report(text)
    found = annotate(document, parse(text))
    [claim] = found.claims
    names = {entity.id: entity.name for entity in found.entities}
    assert [names[identity] for identity in claim.subjects] == ["Marta Vidal"]
    assert {"Marta Vidal", "Halden Harbour Board"} <= {names[identity] for identity in claim.actors}
    assert claim.figures == (found.figures[0].id,)
    assert claim.times == (found.times[0].id,)


def test_claims_of_like_meaning_lie_nearer() -> None:
    text = "The mayor closed the bridge.\n\nThe bridge was shut by the mayor.\n\nApples are cheap in this autumn."
    first, second, third = (
        np.frombuffer(claim.meaning.clause, dtype=np.float16).astype(float) for claim in claims(text)
    )
    assert first @ second > first @ third


def test_the_content_words_of_a_claim_stand_beside_their_vectors() -> None:
    [claim] = claims("Marta Vidal did not say why the council had opened the northern gate.")[-1:]
    assert claim.meaning.words == ("council", "open", "northern", "gate")
    width = len(np.frombuffer(claim.meaning.clause, dtype=np.float16))
    assert np.frombuffer(claim.meaning.vectors, dtype=np.float16).reshape(4, width).any()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(_PARTS), max_size=14))
def test_claims_of_any_text_are_exact(parts: list[str]) -> None:
    text = "".join(parts).strip()
    if not text:
        return
    for claim in claims(text):
        assert text[claim.span.start : claim.span.end] == claim.span.text


@pytest.mark.parametrize(
    ("text", "when", "dated"),
    [
        ("[The council closed the gate on Monday].", ["Monday"], "closed"),
        ("[The council closed the gate to the harbour Monday].", ["Monday"], "closed"),
        ("[The council will close the gate next week].", ["next week"], "close"),
        ("[The gate was set to open on Monday].", ["Monday"], "open"),
        ("[The 2018 gate was old and rusty].", [], None),
        ("[Monday’s meeting closed the gate].", [], None),
        ("[The council, in its meeting of May 2018, closed the gate].", [], None),
        ("Marta Vidal said on Monday that [the council closed the gate].", [], None),
        ("[The gate opened on Monday and on Tuesday].", ["Monday", "Tuesday"], None),
    ],
)
def test_the_day_of_a_claim(text: str, when: list[str], dated: str | None) -> None:
    plain = text.replace("[", "").replace("]", "")
    found = annotate(report(plain), parse(plain))
    claim = marked(text)
    times = {time.id: time.span.text for time in found.times}
    word = claim.explanation.details.get("dated")
    assert [times[time] for time in claim.when] == when
    assert (None if word is None else plain[int(word) :].split()[0].rstrip(".")) == dated


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("[The gate was closed since 2001].", "after"),
        ("[The council will close the gate by Friday].", "before"),
        ("[The council closed the gate before Monday].", "before"),
        ("[The council closed the gate on Monday].", None),
    ],
)
def test_a_day_that_is_only_a_bound(text: str, bound: str | None) -> None:
    assert marked(text).explanation.details.get("bound") == bound
