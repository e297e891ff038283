"""How alike two claims are. Every person and place is invented."""

from __future__ import annotations

import numpy as np
import pytest
from tests.compare.reading import reported

from rashomon.compare import likeness as module
from rashomon.compare.entities import merge_entities
from rashomon.compare.likeness import Likeness, word_stem
from rashomon.compare.neighbours import DIRECTIONS, REACH, _neighbours, candidates
from rashomon.compare.quotes import compare_quotes

TEXTS = (
    "Mayor Ines Faro closed the northern lock on Saturday. The choir of Tarn sang in the square. A barge sank.",
    "The northern lock was shut by Mayor Ines Faro. Prices of bread rose by 4 percent in the market of Tarn.",
    "“The lock is rotten,” Ines Faro said. The council paid 4 percent more for coal.",
)


@pytest.fixture(scope="module")
def claims() -> Likeness:
    story = merge_entities([reported(text) for text in TEXTS], None)
    return Likeness(story, compare_quotes(story))


def row(likeness: Likeness, words: str) -> int:
    [found] = [number for number, claim in enumerate(likeness.claims) if words in claim.span.text]
    return found


def test_the_same_in_other_words_has_more_points_than_anything_else(claims: Likeness) -> None:
    one, other = row(claims, "closed the northern lock"), row(claims, "lock was shut")
    everything = np.array([number for number in range(len(claims)) if claims.docs[number] != claims.docs[one]])
    points = claims.points(one, everything)
    assert everything[points.argmax()] == other


def test_points_are_the_same_from_either_side(claims: Likeness) -> None:
    for one in range(len(claims)):
        for other in range(len(claims)):
            there = claims.points(one, np.array([other]))[0]
            assert there == pytest.approx(claims.points(other, np.array([one]))[0], abs=1e-4)


def test_the_parts_are_named_and_add_up(claims: Likeness) -> None:
    one, other = row(claims, "closed the northern lock"), row(claims, "lock was shut")
    parts = claims.explain(one, other)
    assert set(parts) <= set(module.PARTS)
    assert sum(parts.values()) == pytest.approx(float(claims.points(one, np.array([other]))[0]), abs=0.06)
    assert {"lock", "northern"} <= set(claims.shared_words(one, other))


def test_an_equal_figure_counts(claims: Likeness) -> None:
    assert claims.explain(row(claims, "Prices of bread"), row(claims, "more for coal"))["figure"] == module.FIGURE


def between(first: str, second: str, one: str, other: str) -> dict[str, float]:
    """The parts of the points of the first report's claim with the words ``one`` and the second's with ``other``."""
    reports = [reported(first), reported(second)]
    story = merge_entities(reports, None)
    likeness = Likeness(story, compare_quotes(story))
    rows = [
        number
        for report, words in zip(reports, (one, other), strict=True)
        for number, claim in enumerate(likeness.claims)
        if claim.span.doc == report.document.id and words in claim.span.text
    ]
    return likeness.explain(*rows)


@pytest.mark.parametrize(
    ("first", "second", "one", "other", "share"),
    [
        (  # A piece that a report builds into its own sentence is all that it prints of the utterance.
            "“The harbour master is a reckless gambler and a poor sailor,” Ines Faro said.",
            "Ines Faro called the harbour master a “reckless gambler” on Monday.",
            "poor sailor",
            "on Monday",
            1.0,
        ),
        (  # Two clauses of one utterance have no words of it in common.
            "“The northern lock is rotten and the council slept for years,” Ines Faro said.",
            "“The northern lock is rotten and the council slept for years,” said Ines Faro.",
            "lock is rotten",
            "council slept",
            0.0,
        ),
        (  # Two utterances are none in common, whatever words they share.
            "“The northern lock is rotten,” Ines Faro said.",
            "“Nobody closed the northern lock in time for the barge,” Ivo Lang said.",
            "is rotten",
            "Nobody closed",
            0.0,
        ),
    ],
)
def test_what_both_print_of_one_utterance(first: str, second: str, one: str, other: str, share: float) -> None:
    likeness_of = between(first, second, one, other)
    assert likeness_of.get("quotation", 0.0) == pytest.approx(share)


def test_common_actors_count_up_to_three() -> None:
    names = "Ines Faro, Ivo Lang, Marta Vidal and Tom Reed"
    four = between(f"{names} opened the lock.", f"A choir sang for {names}.", "opened", "sang")
    assert four["actors"] == pytest.approx(module.ACTOR * module.MOST_ACTORS)
    one = between("Ines Faro opened the lock.", "A choir sang for Ines Faro.", "opened", "sang")
    assert one["actors"] == pytest.approx(module.ACTOR)


@pytest.mark.parametrize(
    ("first", "second", "points"),
    [
        ("Ines Faro said that the lock was rotten.", "Ivo Lang said that the lock was old.", -module.SPEAKER),
        ("Ines Faro said that the lock was rotten.", "Ines Faro said that the lock was old.", 0.0),
        ("Ines Faro said that the lock was rotten.", "The lock was old.", 0.0),
    ],
)
def test_claims_by_different_sources_are_less_alike(first: str, second: str, points: float) -> None:
    assert between(first, second, "was rotten", "was old").get("speaker", 0.0) == pytest.approx(points)


@pytest.mark.parametrize(
    ("one", "other"), [("apologize", "apology"), ("apologized", "apologies"), ("investigate", "investigation")]
)
def test_words_of_one_stem(one: str, other: str) -> None:
    assert word_stem(one) == word_stem(other)


def test_a_story_without_claims() -> None:
    empty = Likeness(merge_entities([reported("Read more."), reported("No.")], None))
    assert len(empty) == 0
    assert list(candidates(empty)) == []


def test_in_a_small_pile_all_claims_of_other_reports_are_compared(claims: Likeness) -> None:
    pairs = {(one, int(other)) for one, others in candidates(claims) for other in others}
    assert pairs == {
        (one, other)
        for one in range(len(claims))
        for other in range(one + 1, len(claims))
        if claims.docs[one] != claims.docs[other]
    }


def test_in_a_large_pile_the_nearest_are_among_the_candidates() -> None:
    random = np.random.default_rng(3)
    points = random.standard_normal((600, 16)).astype(np.float32)
    twins = points + 0.01 * random.standard_normal(points.shape).astype(np.float32)
    found = _neighbours(np.concatenate([points, twins]))
    assert all(number + 600 in found[number] for number in range(600))
    assert sum(map(len, found)) <= 1200 * DIRECTIONS * REACH
    assert all((others > number).all() for number, others in enumerate(found))
