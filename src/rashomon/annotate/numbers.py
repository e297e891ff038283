"""The numeral grammar: how English writes a number, in digits and in words, read from the text alone.

``words`` cuts a text into words in one pass; ``read_numeral`` reads the numeral that begins at one of them. Nothing
here knows what is counted, and nothing here needs a parse. Everything is linear in the length of the text: each word
is read by a loop that never goes back over more than a handful of words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from rashomon import lexicon

NumeralKind = Literal["digits", "words", "vague", "fraction", "occasions", "pair", "article"]

_WORD = re.compile(r"\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?![\d.,]\d)|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’.][^\W\d_]+)*|\S")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3}){1,8}(?:\.\d{1,8})?|\d{1,18}(?:\.\d{1,8})?")
_HALF_AFTER = frozenset(
    ["first", "second", "other", "better", "top", "bottom", "last", "latter", "one", "this", "that", "next", "final"]
)
_HALF_BEFORE = frozenset(["of", "the", "its", "his", "her", "their", "our", "my", "all", "these", "those"])
_DASHES = frozenset("-‐‑–")
_GROUPING = str.maketrans("", "", "\u00a0\u2009\u202f")


class Word(NamedTuple):
    """A word or sign of the text at ``[start, end)``; ``lower`` is its lower-case form. ``joined``: no space before."""

    start: int
    end: int
    text: str
    lower: str
    joined: bool
    breaks: bool
    """A line end stands between this word and the one before: no numeral and no phrase runs over it."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral over ``words[first:last]``. ``high`` is None where the word itself is open ("thousands").

    ``mantissa`` is what stands before the magnitude: 1.2 in "1.2 million"; ``scale`` is that magnitude, 1 for none.
    """

    first: int
    last: int
    low: float
    high: float | None
    kind: NumeralKind
    approximate: bool = False
    mantissa: float = 0.0
    scale: float = 1.0

    @property
    def value(self) -> float:
        return self.low


@dataclass(frozen=True, slots=True)
class _Lexicon:
    units: dict[str, int]
    teens: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    collectives: dict[str, int]
    pairs: dict[str, int]
    loose_pairs: dict[str, int]
    vague: dict[str, int]
    several: frozenset[str]
    occasions: dict[str, int]
    denominators: dict[str, int]
    fraction_signs: dict[str, float]
    suffixes: dict[str, int]
    money_suffixes: dict[str, int]
    ordinal_endings: frozenset[str]
    tally_cues: frozenset[str]
    range_cues: frozenset[str]
    step_cues: frozenset[str]

    @property
    def magnitudes(self) -> dict[str, int]:
        return {"hundred": 100} | self.scales | self.collectives


@cache
def _lexicon() -> _Lexicon:
    data = lexicon.load("numbers")
    fields: dict[str, Any] = {
        key: frozenset(value) if isinstance(value, list) else value for key, value in data.items()
    }
    return _Lexicon(**fields)


@cache
def _magnitudes() -> dict[str, int]:
    return _lexicon().magnitudes


@cache
def number_words() -> frozenset[str]:
    """Every word that can begin a numeral written out; the quick test before anything is read."""
    known = _lexicon()
    return frozenset(
        {*known.units, *known.teens, *known.tens, *known.vague, *known.occasions, *known.fraction_signs, *known.pairs}
        | {
            *known.loose_pairs,
            *known.several,
            *known.scales,
            *known.collectives,
            "hundred",
            "half",
            "a",
            "an",
            "quarter",
        }
    )


def cues(topic: Literal["tally_cues", "range_cues", "step_cues"]) -> frozenset[str]:
    """Words that say how two numbers side by side are meant."""
    found: frozenset[str] = getattr(_lexicon(), topic)
    return found


def words(text: str) -> list[Word]:
    """``text`` cut into digit groups, letter words and single signs, in order. White space is in none of them."""
    out: list[Word] = []
    before = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        out.append(
            Word(
                start,
                end,
                match.group(),
                match.group().lower().replace("’", "'"),
                start == before and start > 0,
                "\n" in text[before:start],
            )
        )
        before = end
    return out


def decimal(text: str) -> float | None:
    """The value of digits grouped by commas or by spaces that do not break (``1,250``, ``2.5``), or None where they are
    no number (``1.2.3``)."""
    text = text.translate(_GROUPING)
    if len(text) > 40 or not text.isascii() or not _GROUPED.fullmatch(text):
        return None
    value = float(text.replace(",", ""))
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def is_dash(word: Word) -> bool:
    return word.text in _DASHES


def _next(line: Sequence[Word], i: int, *, hyphens: bool = True) -> int | None:
    """The index of the word after a space or a hyphen at ``i``; None at the end of a line or before other signs."""
    if i >= len(line) or line[i].breaks:
        return None
    if not line[i].joined or (hyphens and i and is_dash(line[i - 1])):
        return i
    if hyphens and is_dash(line[i]) and i + 1 < len(line) and line[i + 1].joined:
        return i + 1
    return None


def read_numeral(line: Sequence[Word], i: int, *, money: bool = False) -> Numeral | None:
    """The longest numeral that begins at ``line[i]``, or None. ``money``: a currency sign stands before it."""
    word = line[i]
    if word.text[0].isdigit():
        return _read_digits(line, i, money=money)
    known = _lexicon()
    if word.lower in known.fraction_signs:
        value = known.fraction_signs[word.lower]
        return Numeral(i, i + 1, value, value, "fraction", mantissa=value)
    if word.lower in known.occasions:
        return Numeral(i, i + 1, known.occasions[word.lower], known.occasions[word.lower], "occasions")
    if word.lower in known.vague:
        return _read_vague(line, i, 1)
    if word.lower in known.several:
        return _read_several(line, i)
    if word.lower in ("a", "an", "half", "quarter", "the"):
        return _read_article(line, i)
    if word.lower in known.pairs or word.lower in known.loose_pairs:
        return None
    return _read_fraction(line, i) or _read_words(line, i)


def _scaled(line: Sequence[Word], last: int, value: float) -> tuple[int, float, float]:
    """``value`` times the magnitude words that follow: (index after them, value, magnitude)."""
    scale = 1.0
    known = _magnitudes()
    while (j := _next(line, last)) is not None and line[j].lower in known:
        scale *= known[line[j].lower]
        last = j + 1
        if scale > 1e15:
            break
    return last, value * scale, scale


def _whole(value: float) -> float:
    rounded = round(value, 6)
    return int(rounded) if float(rounded).is_integer() and abs(rounded) < 2**53 else rounded


def _read_digits(line: Sequence[Word], i: int, *, money: bool) -> Numeral | None:
    value = decimal(line[i].text)
    if value is None:
        return None
    known = _lexicon()
    last, scale = i + 1, 1.0
    if last < len(line) and line[last].joined:
        glued = line[last].lower
        if glued in known.suffixes or (money and glued in known.money_suffixes):
            scale = known.suffixes.get(glued) or known.money_suffixes[glued]
            return Numeral(i, last + 1, _whole(value * scale), _whole(value * scale), "digits", False, value, scale)
        if glued in known.fraction_signs:
            value += known.fraction_signs[glued]
            last += 1
        elif glued[0].isalpha() and glued not in _glued_units():
            return None  # an ordinal, a name ("4K"), a plural of a name ("737s")
    else:
        value, last = _mixed(line, last, value)
    last, total, scale = _scaled(line, last, value)
    return Numeral(i, last, _whole(total), _whole(total), "digits", False, value, scale)


def _mixed(line: Sequence[Word], last: int, value: float) -> tuple[float, int]:
    """``2 1/2`` is two and a half; the whole must be an integer and the fraction proper."""
    part = line[last : last + 3]
    if (
        len(part) == 3
        and part[1].text == "/"
        and part[1].joined
        and part[2].joined
        and not part[0].breaks
        and float(value).is_integer()
        and part[0].text in ("1", "2", "3", "5", "7")
        and part[2].text in ("2", "3", "4", "8")
        and int(part[0].text) < int(part[2].text)
    ):
        return value + int(part[0].text) / int(part[2].text), last + 3
    return value, last


@cache
def _glued_units() -> frozenset[str]:
    return frozenset(lexicon.load("units")["glued"])


def _read_words(line: Sequence[Word], i: int) -> Numeral | None:
    """Numbers written out, by the usual rules: units after tens, a number below a hundred before ``hundred``, ever
    smaller magnitudes. A word that does not fit ends the numeral."""
    known = _lexicon()
    total, group, previous, bound = 0.0, 0.0, "", float("inf")
    j: int | None = i
    last = i
    while j is not None and j < len(line):
        word = line[j].lower
        if word in known.units and previous in ("", "tens", "hundred", "scale"):
            group, previous = group + known.units[word], "units"
        elif word in known.teens and previous in ("", "hundred", "scale"):
            group, previous = group + known.teens[word], "teens"
        elif word in known.tens and previous in ("", "hundred", "scale"):
            group, previous = group + known.tens[word], "tens"
        elif word == "hundred" and 0 < group < 100:
            group, previous = group * 100, "hundred"
        elif word in known.collectives and 0 < group < 100 and not total:
            group, previous = group * known.collectives[word], "end"
        elif word in known.scales and group > 0 and known.scales[word] < bound:
            bound = known.scales[word]
            total, group, previous = total + group * bound, 0.0, "scale"
        elif word in known.scales and j == i and _attributive(line, j):
            total, previous = known.scales[word], "scale"  # "million-dollar"
        else:
            break
        last = j + 1
        if previous == "end":
            break
        j = _next(line, last)
        if j is not None and previous in ("hundred", "scale") and line[j].lower == "and":
            follower = line[j + 1].lower if j + 1 < len(line) and not line[j + 1].breaks else ""
            j = j + 1 if {follower} & {*known.units, *known.teens, *known.tens} else None
    if last == i:
        return None
    value, last = _and_a_half(line, last, total + group)
    if not total and float(value) != group:  # "two and a half million"
        end, scaled, scale = _scaled(line, last, value)
        return Numeral(i, end, _whole(scaled), _whole(scaled), "words", False, value, scale)
    scale = bound if total and not group else 1.0
    return Numeral(i, last, _whole(value), _whole(value), "words", False, value / scale, scale)


def _attributive(line: Sequence[Word], j: int) -> bool:
    """``million-dollar``: a magnitude joined by a hyphen to a word after it, and to none before it."""
    if j and line[j].joined and is_dash(line[j - 1]):
        return False
    return j + 2 < len(line) and line[j + 1].joined and is_dash(line[j + 1]) and line[j + 2].joined


def _and_a_half(line: Sequence[Word], last: int, value: float) -> tuple[float, int]:
    """``two and a half``, ``two-and-a-half``: the value and the index after it."""
    rest = [word.lower for word in line[last : last + 6] if not word.breaks]
    if rest[:3] == ["and", "a", "half"]:
        return value + 0.5, last + 3
    if rest[:2] == ["and", "one-half"]:
        return value + 0.5, last + 2
    if "".join(rest) == "-and-a-half":
        return value + 0.5, last + 6
    return value, last


def _read_vague(line: Sequence[Word], i: int, times: float) -> Numeral | None:
    """``dozens``, ``hundreds``, ``tens of thousands``: open upwards, from the least that the words promise."""
    known = _lexicon()
    low, last = times * known.vague[line[i].lower], i + 1
    while (
        last + 1 < len(line)
        and line[last].lower == "of"
        and not line[last].breaks
        and not line[last + 1].breaks
        and line[last + 1].lower in known.vague
        and low < 1e15
    ):
        low *= known.vague[line[last + 1].lower]
        last += 2
    return Numeral(i, last, _whole(low), None, "vague", True)


def _read_several(line: Sequence[Word], i: int) -> Numeral | None:
    """``several hundred``, ``a few thousand``: open upwards from two of the magnitude."""
    j = _next(line, i + 1)
    if j is None or line[j].lower not in _magnitudes():
        return None
    last, low, _ = _scaled(line, i + 1, 2)
    return Numeral(i, last, _whole(low), None, "vague", True)


def _read_article(line: Sequence[Word], i: int) -> Numeral | None:
    """``a dozen``, ``a hundred``, ``a million and a half``, ``half a million``, ``a few hundred``, ``half a dozen``."""
    known, magnitudes = _lexicon(), _magnitudes()
    if line[i].lower == "half":
        return _read_half(line, i)
    if line[i].lower not in ("a", "an"):
        return None
    first, factor = i, 1.0
    j = _next(line, i + 1, hyphens=False)
    if j is None:
        return None
    if line[j].lower == "half":
        inner = _next(line, j + 1)
        if inner is None or line[inner].lower not in magnitudes:
            return None
        factor, j = 0.5, inner
    elif line[j].lower in known.several:
        several = _read_several(line, j)
        return several and Numeral(first, several.last, several.low, None, "vague", True)
    elif line[j].lower in known.pairs or line[j].lower in known.loose_pairs:
        return _read_pair(line, i, j)
    elif line[j].lower in ("third", "quarter", "fifth", "tenth") and _words_at(line, j + 1, "of"):
        value = _whole(1 / known.denominators[line[j].lower])
        return _of_magnitude(line, Numeral(first, j + 1, value, value, "fraction", mantissa=value))
    if line[j].lower not in magnitudes:
        return None
    last, value, scale = _scaled(line, j, factor)
    if factor == 1.0:
        value, last = _more_after_article(line, j, last, value, scale)
    return Numeral(first, last, _whole(value), _whole(value), "words", False, factor, scale)


def _of_magnitude(line: Sequence[Word], part: Numeral) -> Numeral:
    """``a quarter of a million``, ``three quarters of a billion``: one number; any other fraction as it is."""
    if not (_words_at(line, part.last, "of", "a") and part.last + 2 < len(line) and not line[part.last + 2].breaks):
        return part
    scale = _lexicon().scales.get(line[part.last + 2].lower)
    if scale is None:
        return part
    value = _whole(part.low * scale)
    return Numeral(part.first, part.last + 3, value, value, "words", False, part.low, scale)


def _words_at(line: Sequence[Word], i: int, *wanted: str) -> bool:
    """True where the words at ``i`` are ``wanted``, on one line."""
    found = line[i : i + len(wanted)]
    return [word.lower for word in found] == list(wanted) and not any(word.breaks for word in found)


def _read_half(line: Sequence[Word], i: int) -> Numeral | None:
    """``half a million``, ``half-dozen``, ``half of the members``, ``half an hour``; not ``the second half``."""
    if i and not line[i].breaks and line[i - 1].lower in _HALF_AFTER:
        return None
    j = _next(line, i + 1)
    if j is None:
        return None
    half = Numeral(i, i + 1, 0.5, 0.5, "fraction", mantissa=0.5)
    if line[j].lower in _HALF_BEFORE:
        return half
    if line[j].lower in ("a", "an"):
        after = _next(line, j + 1)
        if after is None:
            return None
        if line[after].lower not in _magnitudes():
            return Numeral(i, j + 1, 0.5, 0.5, "fraction", mantissa=0.5) if line[after].lower in _halved() else None
        j = after
    if line[j].lower not in _magnitudes():
        return None
    last, value, scale = _scaled(line, j, 0.5)
    return Numeral(i, last, _whole(value), _whole(value), "words", False, 0.5, scale)


@cache
def _halved() -> frozenset[str]:
    """The singular units of which there can be a half: ``half an hour``, ``half a mile``."""
    units = lexicon.load("units")
    return frozenset({*units["durations"], *units["measures"], "percent", "percentage"})


def _more_after_article(line: Sequence[Word], j: int, last: int, value: float, scale: float) -> tuple[float, int]:
    """``a hundred and twenty``, ``a million and a half``."""
    half = [word.lower for word in line[last : last + 3] if not word.breaks]
    if half == ["and", "a", "half"]:
        return value + scale / 2, last + 3
    start = last + 1 if half[:1] == ["and"] else last
    if start >= len(line) or line[start].breaks or line[start].lower not in number_words() - {"a", "an"}:
        return value, last
    rest = _read_words(line, start)
    if rest is None or rest.value >= scale:
        return value, last
    return value + rest.value, rest.last


def _read_pair(line: Sequence[Word], i: int, j: int) -> Numeral | None:
    """``a couple of days``, ``a pair of gloves``, ``a couple dozen``; ``a couple`` by itself counts nobody."""
    known = _lexicon()
    word = line[j].lower
    loose = word in known.loose_pairs
    value = known.loose_pairs.get(word) or known.pairs[word]
    after = _next(line, j + 1, hyphens=False)
    if after is None:
        return None
    if loose and line[after].lower in _magnitudes():
        last, total, scale = _scaled(line, j + 1, value)
        return Numeral(i, last, _whole(total), _whole(total), "pair", True, value, scale)
    if line[after].lower == "of":
        return Numeral(i, j + 1, value, value, "pair", loose)
    return None


def _read_fraction(line: Sequence[Word], i: int) -> Numeral | None:
    """``two-thirds``, ``three quarters``, ``one-fifth``."""
    known = _lexicon()
    top = known.units.get(line[i].lower)
    j = _next(line, i + 1)
    if not top or j is None:
        return None
    bottom = known.denominators.get(line[j].lower)
    if not bottom or (top > 1) != line[j].lower.endswith(("s", "halves")) or top >= bottom:
        return None
    ordinal = j == i + 1 and top == 1 and line[j].lower in ("second", "third", "fourth", "fifth")
    if ordinal and not _words_at(line, j + 1, "of"):
        return None  # "one third term": without the hyphen it may be an ordinal
    value = _whole(top / bottom)
    return _of_magnitude(line, Numeral(i, j + 1, value, value, "fraction", mantissa=value))
