"""Shared passages with their places in both reports. All reports are invented."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import combinations, pairwise

import pytest
from bench.passages import exhaustive
from hypothesis import given, settings, strategies as st
from tests.compare.bare import report, story

from rashomon.compare.bridges import bound, bridge, cost
from rashomon.compare.passages import CROWD, FEWEST, Passage, align, candidates, find_passages
from rashomon.compare.words import read_words
from rashomon.model import Annotations

FERRY = (
    "The ferry Halden Star ran onto the rocks off Skerry Point shortly before dawn on Sunday with ninety passengers on "
    "board, after its rudder had failed in a heavy swell, the coast guard found."
)


def shared(one: Annotations | str, other: Annotations | str) -> list[Passage]:
    return list(find_passages(story(one, other)))


def texts(passage: Passage) -> set[str]:
    return {passage.first.text, passage.second.text}


@pytest.mark.parametrize(
    ("edit", "lost"),
    [
        (lambda text: text, 0),
        (lambda text: text.replace("ninety", "90"), 1),
        (lambda text: text.replace(" shortly before dawn", ""), 3),
        (lambda text: text.replace("rudder", "old and badly maintained rudder"), 0),
        (lambda text: text.replace("in a heavy swell", "in heavy seas"), 2),
        (lambda text: text.replace("Halden Star", "“Halden Star”").replace(", ", " – "), 0),
        (lambda text: text.replace(" ", "\u00a0 ").upper(), 0),
        (lambda text: text.replace("coast guard", "coast-guard"), 0),
        (lambda text: text.replace("passengers", "passen\u00adgers").replace("rudder", "rud\u200bder"), 0),
    ],
)
def test_a_passage_is_found_through_small_edits(edit: Callable[[str], str], lost: int) -> None:
    before = "Nobody was hurt. "
    after = " Divers will look at the wreck on Monday."
    (passage,) = shared("Boat lost at sea, again. " + FERRY, before + edit(FERRY) + after)
    assert sum(length for _, _, length in passage.runs) == len(FERRY.split()) - lost
    assert texts(passage) == {FERRY[:-1], edit(FERRY)[:-1]}
    assert passage.kind == "writing"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Nine words in a row: an actor with office and party is what anybody would write.
        (
            "Halden council leader Marta Vidal of the Harbour Party said no.",
            "Halden council leader Marta Vidal of the Harbour Party laughed.",
        ),
        # The same news in other words.
        (FERRY, "Ninety people were on the Halden Star when it struck Skerry Point before sunrise on Sunday."),
        ("", FERRY),
        ("Rocks.", "Rocks."),
    ],
)
def test_less_is_no_passage(one: str, other: str) -> None:
    assert shared(one + " It rained.", other + " The sun shone.") == []


def test_a_long_insertion_makes_two_passages_and_a_short_one_does_not() -> None:
    half = FERRY.index(" with ninety")
    clause = " which belongs to a company in Port Halden and is thirty years old"
    sentence = clause + ", had been inspected in May and again in June by two engineers of the harbour authority" * 2
    assert len(shared(FERRY, FERRY[:half] + clause + FERRY[half:])) == 1
    assert len(shared(FERRY, FERRY[:half] + sentence + FERRY[half:])) == 2


def test_a_repeated_paragraph_is_found_in_both_places() -> None:
    found = shared(FERRY + " Nobody was hurt.", FERRY + "\n\nOur first report follows.\n\n" + FERRY)
    places = {(passage.first, passage.second) for passage in found}
    assert len(places) == 2


SPEECH = (
    "“We will not leave this harbour to the sea, and we will not leave it to the men who let the gate rot for a year”"
)


def test_what_both_quote_is_no_shared_writing() -> None:
    (passage,) = shared(f"Marta Vidal told the council: {SPEECH}.", f"{SPEECH}, the mayor said in Halden on Friday.")
    assert passage.kind == "quotation"
    assert passage.own <= 0


def test_words_that_one_report_has_without_marks_are_still_a_quotation() -> None:
    (passage,) = shared(f"She said: {SPEECH}.", "As she put it, " + SPEECH.strip("“”") + ".")
    assert passage.kind == "quotation"


def test_writing_around_a_quotation_that_both_print_is_shared_writing() -> None:
    around = "At a crowded meeting in the old customs house on Friday night the mayor, Marta Vidal, told the council: "
    (passage,) = shared(around + SPEECH + ".", "It went on for hours. " + around + SPEECH + " – and left.")
    assert passage.kind == "writing"
    assert len(passage.written) == 19


def test_the_quotation_alone_does_not_carry_scattered_words_beside_it() -> None:
    (passage,) = shared(
        f"On Friday the mayor spoke to the council. {SPEECH}, she said. Then she left the room.",
        f"The mayor of Halden spoke on Friday to the press. {SPEECH}, she said. After that she left town.",
    )
    assert passage.kind == "quotation"


# --- laws ------------------------------------------------------------------------------------------------------------

VOCABULARY = ("gate", "ferry", "mayor", "the", "of", "harbour", "rot", "a", "storm", "council")
paragraphs = st.lists(st.sampled_from(VOCABULARY), max_size=60).map(" ".join)


@settings(deadline=None, max_examples=150)
@given(paragraphs, paragraphs)
def test_the_same_as_exhaustive_alignment_and_the_spans_are_exact(one: str, other: str) -> None:
    reports = [report(one + " first."), report(other + " second")]
    left, right = read_words(reports)
    reference = exhaustive(left.ids, right.ids)
    found = align(left, right)
    # What is repeated can be paired in many ways of equal worth; that there is a passage, and of what worth, cannot.
    assert bool(found) == bool(reference)
    if found:
        assert worth(found[0]) == max(worth(runs_of(pairs)) for pairs in reference)
    for passage in find_passages(story(*reports)):
        for i, j in passage.pairs():
            assert passage.left.ids[i] == passage.right.ids[j]
        for span in (passage.first, passage.second):
            document = next(r.document for r in reports if r.document.id == span.doc)
            assert document.text[span.start : span.end] == span.text


def worth(runs: tuple[tuple[int, int, int], ...]) -> int:
    total = sum(length for _, _, length in runs)
    for (i, j, length), (next_i, next_j, _) in pairwise(runs):
        total -= cost(next_i - i - length, next_j - j - length)
    return total


def runs_of(pairs: list[tuple[int, int]]) -> tuple[tuple[int, int, int], ...]:
    return tuple((i, j, 1) for i, j in pairs)


@settings(deadline=None)
@given(st.lists(st.integers(0, 4), max_size=7), st.lists(st.integers(0, 4), max_size=7))
def test_a_bridge_is_the_best_of_all_alignments(cut: list[int], added: list[int]) -> None:
    def every(i: int, j: int) -> list[tuple[tuple[int, int], ...]]:
        pairs = [(a, b) for a in range(i, len(cut)) for b in range(j, len(added)) if cut[a] == added[b]]
        return [(), *(((a, b), *rest) for a, b in pairs for rest in every(a + 1, b + 1))]

    def value(pairs: tuple[tuple[int, int], ...]) -> int:
        ends = [(-1, -1), *pairs, (len(cut), len(added))]
        gaps = [(y[0] - x[0] - 1, y[1] - x[1] - 1) for x, y in pairwise(ends)]
        return len(pairs) - sum(cost(*gap) for gap in gaps)

    score, runs = bridge(cut, added)
    assert score == max(value(pairs) for pairs in every(0, 0))
    assert score <= bound(cut, added)
    assert all(cut[i : i + length] == added[j : j + length] for i, j, length in runs)


PILE = (
    FERRY + " Nobody was hurt.",
    "SKERRY POINT – " + FERRY.replace("ninety", "more than eighty"),
    f"The mayor was not there. {SPEECH}, she said later.",
    f"{SPEECH}: so Marta Vidal on Friday, when she spoke for an hour. " + FERRY[:120],
    "In other news, the price of herring rose again.",
)


@settings(deadline=None, max_examples=20)
@given(st.permutations(PILE))
def test_the_order_of_the_reports_plays_no_part(pile: list[str]) -> None:
    def found(texts: tuple[str, ...] | list[str]) -> list[tuple[object, ...]]:
        return [(p.first, p.second, p.runs, p.kind) for p in find_passages(story(*texts))]

    assert found(pile) == found(PILE)


@settings(deadline=None, max_examples=30)
@given(st.sampled_from(list(combinations(PILE, 2))), st.lists(paragraphs, max_size=4))
def test_reports_beside_two_change_nothing_between_them(pair: tuple[str, str], others: list[str]) -> None:
    alone = [(p.first, p.second) for p in find_passages(story(*pair))]
    ids = {report(text).document.id for text in pair}
    beside = [text for text in {*others, *PILE} if text not in pair]
    together = find_passages(story(*pair, *beside))
    assert [(p.first, p.second) for p in together if set(p.docs) == ids] == alone


# --- padding, bridges, crowds ----------------------------------------------------------------------------------------


def noise(number: int, words: int) -> str:
    random_words = random.Random(number)
    return " ".join(f"w{random_words.randrange(100000)}" for _ in range(words))


def test_padding_hides_no_passage() -> None:
    padded = "\n\n".join([noise(1, 3000), FERRY, noise(2, 3000)])
    (passage,) = shared(FERRY + " Nobody was hurt.", padded)
    assert texts(passage) == {FERRY[:-1]}


def test_a_report_that_holds_two_others_does_not_join_them() -> None:
    one, other = FERRY, noise(3, 60)
    bridging = "\n\n".join([one, other])
    pairs = {frozenset(p.docs) for p in find_passages(story(one, other, bridging))}
    ids = {text: report(text).document.id for text in (one, other, bridging)}
    assert pairs == {frozenset({ids[one], ids[bridging]}), frozenset({ids[other], ids[bridging]})}


def test_words_repeated_without_end_are_read_in_time_and_are_no_passage_of_their_own() -> None:
    one, other = "the gate " * 3000 + FERRY, "of the gate " * 2000 + FERRY
    found = shared(one, other)
    assert any(FERRY[:-1] in passage.first.text for passage in found)


def test_in_a_crowd_every_report_is_listed_beside_the_longest() -> None:
    size = CROWD + 6
    wire = [FERRY + f" Our paper {noise(number, 20)}." for number in range(size)]
    longest = FERRY + noise(99, 200)
    whole = story(*wire, longest, "Something else altogether.")
    found = find_passages(whole)
    centre = report(longest).document.id
    assert len(found) == size
    assert all(centre in passage.docs for passage in found)
    assert {doc for passage in found for doc in passage.docs} >= {report(text).document.id for text in wire}


def test_up_to_a_crowd_all_pairs_are_compared() -> None:
    wire = [FERRY + f" Our paper {noise(number, 20)}." for number in range(CROWD)]
    assert len(find_passages(story(*wire))) == CROWD * (CROWD - 1) // 2


def test_reports_of_other_events_are_not_even_aligned() -> None:
    reading = read_words([report(noise(number, 200)) for number in range(40)])
    assert candidates(reading) == []


def test_fewest_is_what_the_manual_says() -> None:
    words = " ".join(f"word{n}" for n in range(FEWEST))
    assert len(shared(f"a {words} b", f"c {words} d")) == 1
    assert shared(f"a {words[:-1]}x b", f"c {words} d") == []
