"""Intervals: amounts with the words that open or blur them (``between 5 and 10``, ``more than $2m``, ``nearly 300``).

The contract's reading: a bare number has ``low == high``; *about*, *nearly* and their like keep the number and are
``approximate``; *more than*, *at least* leave ``high`` open; *up to*, *fewer than* leave ``low`` open. Read from the
text alone; which of these quantities count something is decided in ``figures``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from rashomon import lexicon
from rashomon.annotate.numbers import Word, cues, is_dash, number_words
from rashomon.annotate.units import Amount, minus_before, read_amount, sign_before

Form = Literal[
    "number", "interval", "alternatives", "approximate", "at-least", "at-most", "vague", "ratio", "tally", "score"
]

SHARED_OUT = 10
"""Up to this many, "two out of three" is a share; "12 out of 40" counts both."""
TALLY_REACH = 10
"""Words before two numbers among which a word of voting makes them a tally."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """``words[first:last]`` with hedges; ``words[number_first:number_last]`` is the numeral alone (of both ends)."""

    first: int
    last: int
    number_first: int
    number_last: int
    low: float | None
    high: float | None
    approximate: bool
    hedge: str | None
    hedge_first: int | None
    unit: str | None
    family: str | None
    kind: str
    form: Form
    linked: bool


@cache
def _before() -> dict[str, Form]:
    data = lexicon.load("hedges")
    table: dict[str, Form] = {}
    for form, key in (("approximate", "about"), ("at-least", "at_least"), ("at-most", "at_most")):
        table.update(dict.fromkeys(data[key], form))
    return table


@cache
def _after() -> dict[str, Form]:
    data = lexicon.load("hedges")
    table: dict[str, Form] = {}
    for form, key in (("approximate", "after_about"), ("at-least", "after_at_least"), ("at-most", "after_at_most")):
        table.update(dict.fromkeys(data[key], form))
    return table


@cache
def _intensifiers() -> frozenset[str]:
    return frozenset(lexicon.load("hedges")["intensifiers"])


@cache
def hedge_prepositions() -> tuple[frozenset[str], frozenset[str]]:
    """Hedges that are prepositions too, and the heads after which they are read as prepositions."""
    data = lexicon.load("hedges")
    return frozenset(data["prepositions"]), frozenset(data["governors"])


def find_quantities(line: Sequence[Word]) -> list[Quantity]:
    """All quantities of a text, in order; none overlap."""
    out: list[Quantity] = []
    starters = number_words()
    i = floor = 0
    while i < len(line):
        word = line[i]
        if not (word.text[0].isdigit() or word.lower in starters):
            i += 1
            continue
        amount = read_amount(line, i)
        if amount is None:
            i += 1
            continue
        found = _quantities_at(line, amount, floor)
        out.extend(found)
        i = floor = max(found[-1].last, amount.last, i + 1)
    return out


def _quantities_at(line: Sequence[Word], amount: Amount, floor: int) -> list[Quantity]:
    pair = _second(line, amount)
    if pair is None:
        return [_hedged(line, _single(line, amount), floor)]
    second, connector = pair
    low, high = _shared_scale(amount, second), second.numeral.low
    joint = Quantity(
        first=amount.first,
        last=second.last,
        number_first=amount.numeral.first,
        number_last=second.numeral.last,
        low=low,
        high=high,
        approximate=False,
        hedge=None,
        hedge_first=None,
        unit=amount.unit or second.unit,
        family=amount.group or second.group,
        kind=second.numeral.kind,
        form="alternatives" if connector == "or" else "interval",
        linked=second.linked,
    )
    if connector == "in" and low > 1 and high > SHARED_OUT and _lower(line, amount.last) == "out":
        return [_hedged(line, _single(line, amount), floor), _single(line, second)]  # "12 out of 40": 12 are counted
    if connector == "in":
        share = round(low / high, 6)
        return [_hedged(line, replace(joint, low=share, high=share, kind="fraction", form="ratio"), floor)]
    if connector != "or" and joint.unit is None and _tallied(line, joint):
        return _both(joint, low, high, "tally")
    if high <= low:
        return (
            _both(joint, low, high, "score")
            if connector in ("to", "-")
            else [_hedged(line, _single(line, amount), floor)]
        )
    before = _lower(line, amount.first - 1)
    if connector == "to" and before in cues("step_cues") and amount.unit and second.unit:
        return [_single(line, amount), _single(line, second)]
    if connector in ("to", "and") and before in ("between", "from"):
        if before == "from" and _lower(line, amount.first - 2) not in cues("range_cues"):
            return [_single(line, amount), _single(line, second)]
        return [_hedged(line, replace(joint, first=amount.first - 1), floor)]
    return [_hedged(line, joint, floor)]


def _lower(line: Sequence[Word], i: int) -> str:
    return line[i].lower if 0 <= i < len(line) else ""


def _single(line: Sequence[Word], amount: Amount) -> Quantity:
    numeral = amount.numeral
    below_zero = minus_before(line, amount)
    sign = -1 if below_zero else 1
    return Quantity(
        first=amount.first - below_zero,
        last=amount.last,
        number_first=numeral.first - below_zero,
        number_last=numeral.last,
        low=sign * numeral.low,
        high=None if numeral.high is None else sign * numeral.high,
        approximate=numeral.approximate,
        hedge=None,
        hedge_first=None,
        unit=amount.unit,
        family=amount.group,
        kind=numeral.kind,
        form="vague" if numeral.kind == "vague" else "number",
        linked=amount.linked,
    )


def _second(line: Sequence[Word], amount: Amount) -> tuple[Amount, str] | None:
    """The amount that a connector ties to ``amount``, with the connector (``-``, ``to``, ``or``, ``and``, ``in``)."""
    i = amount.last
    if i >= len(line) or line[i].breaks or amount.numeral.kind in ("vague", "pair"):
        return None
    if is_dash(line[i]) and line[i].joined:
        if _lower(line, i + 1) == "to" and i + 2 < len(line):
            connector, i = "to", i + (3 if is_dash(line[i + 2]) else 2)  # "6-to-3", "40- to 60-hour"
        elif i + 1 < len(line) and line[i + 1].joined:
            connector, i = "-", i + 1
        else:
            return None
    elif line[i].lower in ("to", "or", "and", "in"):
        connector, i = line[i].lower, i + 1
    elif line[i].lower == "out" and _lower(line, i + 1) == "of":
        connector, i = "in", i + 2
    else:
        return None
    if connector == "and" and _lower(line, amount.first - 1) != "between":
        return None
    second = _amount_from(line, i)
    if second is None or second.numeral.kind in ("vague", "pair") or not _alike(amount, second, connector):
        return None
    return second, connector


def _amount_from(line: Sequence[Word], i: int) -> Amount | None:
    """The amount that begins at ``i``, whose first words may be a currency sign."""
    for j in range(i, min(i + 4, len(line))):
        if line[j].breaks:
            return None
        if line[j].text[0].isdigit() or line[j].lower in number_words():
            if j > i and (sign := sign_before(line, j)) is not None and sign[0] == i:
                return read_amount(line, j)
            return read_amount(line, j) if j == i else None
    return None


def _alike(first: Amount, second: Amount, connector: str) -> bool:
    """Whether two amounts can be the ends of one interval, or the two sides of one count."""
    kinds = {first.numeral.kind, second.numeral.kind}
    if connector == "in":
        small = isinstance(first.numeral.low, int) and isinstance(second.numeral.low, int)
        return (
            small
            and 0 < first.numeral.low < second.numeral.low <= 1000
            and first.unit is None
            and second.unit is None
            and kinds <= {"digits", "words"}
        )
    if ("occasions" in kinds) != (kinds == {"occasions"}):
        return False
    if first.unit and second.unit:
        return first.unit == second.unit
    if first.unit and not second.unit:
        return connector == "-" and first.group in ("currency", "percent")
    if connector == "or" and first.numeral.low >= second.numeral.low:
        return False
    return not (connector == "-" and "words" in kinds and first.numeral.low >= 20)


def _shared_scale(first: Amount, second: Amount) -> float:
    """The lower end; in "2 to 3 million" the magnitude belongs to both."""
    low, scale = first.numeral.low, second.numeral.scale
    if first.numeral.scale == 1 and scale >= 100 and low < 1000 and low <= second.numeral.mantissa:
        return low * int(scale)
    return low


def _tallied(line: Sequence[Word], joint: Quantity) -> bool:
    """Words of voting stand before the two numbers in their sentence, or right after them."""
    near = line[joint.last : joint.last + 3]
    for i in range(joint.first, max(0, joint.first - TALLY_REACH), -1):
        if line[i].breaks or line[i - 1].text in ".!?":
            break
        near = [*near, line[i - 1]]
    return bool({word.lower for word in near if not word.breaks} & cues("tally_cues"))


def _both(joint: Quantity, low: float, high: float, form: Form) -> list[Quantity]:
    """Two figures over one expression: ``60-40`` in a vote."""
    return [replace(joint, low=value, high=value, form=form) for value in (low, high)]


def _phrase_before(line: Sequence[Word], end: int, floor: int) -> tuple[int, str] | None:
    """The longest hedge that ends at ``end``: (index where it begins, the phrase)."""
    for length in (4, 3, 2, 1):
        first = end - length
        if (
            first < floor
            or any(word.breaks for word in line[first + 1 : end])
            or (end < len(line) and line[end].breaks)
        ):
            continue
        phrase = " ".join(word.lower for word in line[first:end])
        if phrase in _before():
            return first, phrase
    return None


def _phrase_after(line: Sequence[Word], start: int) -> tuple[int, str] | None:
    """The longest hedge that begins at ``start``, after a hyphen or none: (index after it, the phrase)."""
    if start < len(line) and is_dash(line[start]) and line[start].joined:
        found = _phrase_after(line, start + 1)
        if found is not None and line[start + 1].joined:
            return found
    for length in (3, 2, 1):
        part = line[start : start + length]
        if len(part) < length or any(word.breaks for word in part):
            continue
        phrase = " ".join(word.lower for word in part)
        if phrase in _after():
            return start + length, phrase
    return None


def _estimated(line: Sequence[Word], first: int, floor: int) -> tuple[int, str] | None:
    """``an estimated net worth of $5 million``: the hedge stands before the noun, not before the number."""
    if _lower(line, first - 1) not in ("of", "at"):
        return None
    for j in range(first - 2, max(floor, first - 6) - 1, -1):
        if line[j].lower in ("estimated", "approximate"):
            apart = any(word.lower in ("the", "a", "an", "by", "its", "their") for word in line[j + 1 : first])
            return first if apart else j, line[j].lower
        if not line[j].text[0].isalpha() or line[j + 1].breaks:
            return None
    return None


def _hedged(line: Sequence[Word], quantity: Quantity, floor: int) -> Quantity:
    """``quantity`` with the hedges before and after it."""
    if quantity.kind == "pair" and quantity.approximate:
        quantity = replace(quantity, form="approximate")
    before = _phrase_before(line, quantity.first, floor) or _estimated(line, quantity.first, floor)
    if before is not None:
        first, phrase = before
        form = _before().get(phrase, "approximate")
        if first - 1 >= floor and not line[first].breaks and line[first - 1].lower in _intensifiers():
            first, phrase = first - 1, f"{line[first - 1].lower} {phrase}"
        return _opened(replace(quantity, first=first, hedge=phrase, hedge_first=first), form)
    after = _phrase_after(line, quantity.last)
    if after is not None:
        last, phrase = after
        return _opened(replace(quantity, last=last, hedge=phrase), _after()[phrase])
    return quantity


def _opened(quantity: Quantity, form: Form) -> Quantity:
    if form == "approximate":
        return replace(quantity, approximate=True, form=form)
    if form == "at-least":
        return replace(quantity, high=None, form=form)
    if quantity.high is None:
        return quantity  # "up to thousands": the word itself is open, and nothing bounds it
    return replace(quantity, low=None, form=form)
