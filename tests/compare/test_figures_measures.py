"""What two figures say beside each other: the algebra of agree, compatible, conflict."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from rashomon.annotate.intervals import find_quantities
from rashomon.annotate.numbers import words
from rashomon.compare.measures import admitted, relation, verdict
from rashomon.model import Explanation, Figure, Scope, Span


def figure(text: str) -> Figure:
    """The one figure that ``text`` states."""
    line = words(text)
    (quantity,) = find_quantities(line)
    span = Span("d", 0, len(text), text)
    return Figure(
        id="f",
        span=span,
        number=span,
        low=quantity.low,
        high=quantity.high,
        approximate=quantity.approximate,
        hedge=quantity.hedge,
        unit=quantity.unit,
        of=None,
        noun=None,
        voice="own",
        explanation=Explanation("test", "A test."),
    )


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("12", "12", "agree"),
        ("twelve", "a dozen", "agree"),
        ("about 100", "roughly 100", "agree"),
        ("more than 50", "over 50", "agree"),
        ("at least 50", "no fewer than 50", "agree"),
        ("two weeks", "14 days", "agree"),
        ("about 100", "100", "compatible"),
        ("about 100", "between 99 and 100", "compatible"),
        ("nearly 100", "99", "compatible"),
        ("about 100", "nearly 100", "compatible"),
        ("at least $10,000", "more than $10,000", "compatible"),
        ("more than two years", "two years", "compatible"),
        ("$1.4 billion", "$1.375 billion", "compatible"),
        ("43 million", "43.9 million", "compatible"),
        ("thousands", "12,000", "compatible"),
        ("up to 40", "35", "compatible"),
        ("a few hundred", "hundreds", "compatible"),
        ("several hundred", "1,000", "compatible"),
        ("a few hundred", "more than 2,000", "conflict"),
        ("several thousand", "about 300", "conflict"),
        ("12", "15", "conflict"),
        ("nearly 100", "104", "conflict"),
        ("more than 50", "40", "conflict"),
        ("fewer than 40", "at least 60", "conflict"),
        ("$1.4 billion", "$1.9 billion", "conflict"),
        ("dozens", "3", "conflict"),
        ("200", "199", "compatible"),
        ("300", "more than 300", "compatible"),
        ("two years", "three years", "conflict"),
        ("210", "199", "conflict"),
    ],
)
def test_relations(first: str, second: str, expected: str) -> None:
    assert relation(figure(first), figure(second)) == expected
    assert relation(figure(second), figure(first)) == expected


HEDGES = ["{}", "about {}", "nearly {}", "more than {}", "at least {}", "up to {}", "fewer than {}", "{} or more"]
FIGURES = st.builds(
    lambda hedge, number: figure(hedge.format(f"{number:,}")), st.sampled_from(HEDGES), st.integers(1, 10**7)
)


@given(FIGURES)
def test_a_figure_agrees_with_itself(one: Figure) -> None:
    assert relation(one, one) == "agree"
    assert verdict((one, one)) == "agree"


@given(FIGURES, FIGURES)
def test_the_relation_is_symmetric(one: Figure, other: Figure) -> None:
    assert relation(one, other) == relation(other, one)


@given(FIGURES, FIGURES)
def test_agreement_needs_the_same_bounds(one: Figure, other: Figure) -> None:
    if relation(one, other) == "agree":
        assert (one.low, one.high) == (other.low, other.high)


@given(FIGURES)
def test_what_is_admitted_holds_the_number(one: Figure) -> None:
    span = admitted(one)
    for bound in (one.low, one.high):
        assert bound is None or span.low <= bound <= span.high


@given(st.lists(FIGURES, min_size=2, max_size=5), st.randoms())
def test_the_verdict_does_not_depend_on_the_order(some: list[Figure], chance: object) -> None:
    assert verdict(tuple(some)) == verdict(tuple(reversed(some)))
    pairs = {relation(a, b) for i, a in enumerate(some) for b in some[i + 1 :]}
    assert (verdict(tuple(some)) == "conflict") == ("conflict" in pairs)


def part(text: str, *, out_of: float | None = None, per: str | None = None) -> Figure:
    """The one figure that ``text`` states, as a part of ``out_of`` or as a rate ``per`` something."""
    return replace(figure(text), scope=Scope(out_of=out_of, per=per))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (part("12", out_of=40), part("30 percent"), "agree"),
        (part("12", out_of=40), part("45 percent"), "conflict"),
        (part("13", out_of=40), part("33 percent"), "compatible"),
        (part("12", out_of=40), part("about a third of"), "compatible"),
        (part("two in five"), part("40 percent"), "agree"),
        (part("a third of"), part("33 percent"), "compatible"),
        (part("a third of"), part("50 percent"), "conflict"),
        (part("a third of", out_of=60), part("20"), "agree"),
        (part("a third of", out_of=60), part("35"), "conflict"),
        (part("12", out_of=40), part("15", out_of=40), "conflict"),
        (part("400", per="day"), part("2,800", per="week"), "compatible"),
        (part("400", per="day"), part("3,500", per="week"), "conflict"),
        (part("400", per="day"), part("400", per="day"), "agree"),
    ],
)
def test_shares_parts_and_rates(first: Figure, second: Figure, expected: str) -> None:
    assert relation(first, second) == expected
    assert relation(second, first) == expected
