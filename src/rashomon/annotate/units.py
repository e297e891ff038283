"""Amounts: a numeral with the unit that stands beside it (``$1.2 billion``, ``5 percent``, ``two years``, ``10km``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rashomon import lexicon
from rashomon.annotate.numbers import Numeral, Word, is_dash, read_numeral


@dataclass(frozen=True, slots=True)
class Amount:
    """``words[first:last]``: the numeral with its currency sign and its unit word. ``unit``: None for a bare count."""

    first: int
    last: int
    numeral: Numeral
    unit: str | None
    group: str | None
    """The family of the unit: ``currency``, ``percent``, ``durations``, ``measures``."""
    linked: bool = False
    """A hyphen joins numeral and unit: ``10-year``."""


@cache
def _signs() -> dict[str, str]:
    return dict(lexicon.load("units")["currency_signs"])


@cache
def _unit_words() -> dict[tuple[str, ...], tuple[str, str]]:
    """The words of a unit → (its name, its family)."""
    data = lexicon.load("units")
    table: dict[tuple[str, ...], tuple[str, str]] = {}
    for family, key in (
        ("currency", "currency_words"),
        ("percent", "percent"),
        ("durations", "durations"),
        ("measures", "measures"),
    ):
        for unit, forms in data[key].items():
            for form in forms:
                table[tuple(form.replace("-", " - ").split())] = (unit, family)
    return table


@cache
def seconds() -> dict[str, float]:
    """A duration unit → its length in seconds."""
    return {unit: float(length) for unit, length in lexicon.load("units")["in_seconds"].items()}


@cache
def money_verbs() -> frozenset[str]:
    """Verbs with which "pounds" without a sign are money."""
    return frozenset(lexicon.load("units")["money_verbs"])


@cache
def family(unit: str | None) -> str | None:
    """The family of a figure's unit."""
    for name, kind in _unit_words().values():
        if name == unit:
            return kind
    return "currency" if unit in _signs().values() else None


def sign_before(line: Sequence[Word], i: int) -> tuple[int, str] | None:
    """The currency sign that ends at ``i``, as (the index where it begins, the currency); None without one."""
    for length in (4, 3, 2, 1):
        first = i - length
        if first < 0:
            continue
        parts = line[first:i]
        if any(part.breaks for part in parts[1:]) or any(not part.joined for part in parts[1:]):
            continue
        currency = _signs().get("".join(part.lower for part in parts))
        if currency is None:
            continue
        if parts[0].joined and first and line[first - 1].text[-1].isalpha() and parts[0].text[0].isalpha():
            continue
        return first, currency
    return None


def _unit_after(line: Sequence[Word], i: int) -> tuple[int, str, str, bool] | None:
    """The unit word at ``i``: (index after it, unit, family, joined by a hyphen)."""
    if i >= len(line) or line[i].breaks:
        return None
    linked = line[i].joined and is_dash(line[i])
    start = i + 1 if linked else i
    for length in (3, 2, 1):
        part = line[start : start + length]
        if len(part) < length or any(word.breaks for word in part):
            continue
        found = _unit_words().get(tuple(word.lower for word in part))
        if found is not None:
            return start + length, *found, linked
    return None


def read_amount(line: Sequence[Word], i: int) -> Amount | None:
    """The amount whose numeral begins at ``line[i]``; a currency sign before it belongs to the amount."""
    sign = sign_before(line, i)
    numeral = read_numeral(line, i, money=sign is not None or _is_money(line, i))
    if numeral is None:
        return None
    if sign is not None:
        last = numeral.last
        after = _unit_after(line, last)
        if after is not None and after[2] == "currency" and not after[3]:
            last = after[0]  # "$5 dollars", "US$5 USD"
        return Amount(sign[0], last, numeral, sign[1], "currency")
    of = numeral.last
    if numeral.kind == "vague" and of < len(line) and line[of].lower == "of" and not line[of].breaks:
        after = _unit_after(line, of + 1)  # "tens of thousands of dollars"
        if after is not None:
            return Amount(i, after[0], numeral, after[1], after[2])
    if numeral.kind == "pair" and of < len(line) and line[of].lower == "of":
        after = _unit_after(line, of + 1)
        return Amount(i, after[0] if after else of, numeral, after[1] if after else None, after[2] if after else None)
    after = _unit_after(line, of)
    if after is None and of + 1 < len(line) and line[of].lower in _CURRENCY_ADJECTIVES:
        after = _unit_after(line, of + 1)  # "5 million American dollars", "300 Canadian dollars"
        if after is not None:
            return Amount(i, after[0], numeral, _CURRENCY_ADJECTIVES[line[of].lower].get(after[1], after[1]), after[2])
    if after is None:
        return Amount(i, numeral.last, numeral, None, None)
    last, unit, kind, linked = after
    return Amount(i, last, numeral, unit, kind, linked)


def _is_money(line: Sequence[Word], i: int) -> bool:
    """``200m euros``: a currency right after the letter on the digits, which is a magnitude then and no unit."""
    after = _unit_after(line, i + 2)
    return after is not None and after[2] == "currency" and line[i + 1].joined


def minus_before(line: Sequence[Word], amount: Amount) -> bool:
    """``minus 12 degrees``, ``−0.5 percent``: the number is below zero, where its unit can be."""
    if amount.group != "percent" and not (amount.unit or "").startswith("degree"):
        return False
    if not amount.first or line[amount.first].breaks:
        return False
    before = line[amount.first - 1]
    return before.lower == "minus" or (before.text in "-−" and line[amount.first].joined and not before.joined)


_CURRENCY_ADJECTIVES: dict[str, dict[str, str]] = {
    "canadian": {"USD": "CAD"},
    "australian": {"USD": "AUD"},
    "singapore": {"USD": "SGD"},
    "hong kong": {"USD": "HKD"},
    "american": {},
    "us": {},
    "u.s": {},
}
