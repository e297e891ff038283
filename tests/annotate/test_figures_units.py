"""Units, currencies and magnitudes in their many forms."""

from __future__ import annotations

import pytest
from tests.annotate.test_figures import figures


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("It holds 3.2 million cubic metres of water.", "3.2 million cubic metres of water", 3_200_000, "cubic metre"),
        ("The train ran at 90 kilometres an hour.", "90 kilometres an hour", 90, "kilometre per hour"),
        ("The ship can do 30 knots.", "30 knots", 30, "knot"),
        ("It was 41 degrees Celsius in the hall.", "41 degrees Celsius", 41, "degree Celsius"),
        ("Temperatures fell to minus 12 degrees.", "minus 12 degrees", -12, "degree"),
        ("Temperatures fell to -12 degrees.", "-12 degrees", -12, "degree"),
        ("Growth was minus 0.5 percent.", "minus 0.5 percent", -0.5, "percent"),
        ("The town will pay 4.5 million kroner.", "4.5 million kroner", 4_500_000, "krone"),
        ("The strike cost 12 million Norwegian kroner.", "12 million Norwegian kroner", 12_000_000, "NOK"),
        ("The fund holds 5 million Swiss francs.", "5 million Swiss francs", 5_000_000, "CHF"),
        ("The bank lost 200m euros.", "200m euros", 200_000_000, "EUR"),
        ("The yard owes a quarter of a million euros.", "a quarter of a million euros", 250_000, "EUR"),
        ("It owes three quarters of a billion euros.", "three quarters of a billion euros", 750_000_000, "EUR"),
        ("The bridge cost 4.2 million pounds.", "4.2 million pounds", 4_200_000, "GBP"),
        ("He paid 2,000 pounds for the boat.", "2,000 pounds", 2_000, "GBP"),
        ("The bag weighed 40 pounds.", "40 pounds", 40, "pound"),
        ("They paid for 40 pounds of rice.", "40 pounds of rice", 40, "pound"),
        ("They waited three-and-a-half hours.", "three-and-a-half hours", 3.5, "hour"),
        ("The ministry counted 1\u202f200 cases.", "1\u202f200 cases", 1_200, None),
        ("The ministry counted 12\u00a0345\u00a0678 cases.", "12\u00a0345\u00a0678 cases", 12_345_678, None),
    ],
)  # fmt: skip
def test_units(text: str, span: str, value: float, unit: str | None) -> None:
    (figure,) = figures(text)
    assert (figure.span.text, figure.low, figure.high, figure.unit) == (span, value, value, unit)


def test_won_is_a_currency_and_a_verb() -> None:
    assert [figure.unit for figure in figures("The fine was 40,000 won.")] == ["KRW"]
    assert [figure.unit for figure in figures("Of the boats, 12 won prizes.")] == [None]


@pytest.mark.parametrize("text", ["The town -12 years on- slept.", "Minus the 12 percent, nothing is left."])
def test_no_number_below_zero_without_its_sign(text: str) -> None:
    assert all((figure.low or 0) >= 0 for figure in figures(text))
