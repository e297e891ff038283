"""The grammar of dates: which characters of a text are a date or a time, and what they say by themselves.

Read from the text alone, each pattern bounded and anchored on a month, a weekday, four digits or a closed word, so that
the whole is linear. What an expression means depends on the day of publication; ``times`` works that out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from rashomon import lexicon
from rashomon.annotate.numbers import read_numeral, words

Kind = Literal[
    "date",  # any of year, month, day given
    "slashed",  # 3/4/2018: the order of day and month is unknown
    "season",
    "decade",
    "century",
    "years",  # a range of years
    "clock",
    "weekday",
    "day",  # today, yesterday, tomorrow
    "period",  # last week, this month, next year, last summer
    "shift",  # two years ago
    "named",  # 9/11
    "after",  # two years later, a day earlier: counted from a date in the text
]


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression over ``[start, end)``. ``month`` is 1–12, or an EDTF season 21–24 where ``kind`` says so.

    ``modifier`` is ``last``, ``next``, ``this``, ``earlier`` or ``later``; ``count`` units of ``unit`` are a shift,
    negative into the past; ``minute`` is a clock time's from midnight, None where it may be before or after noon.
    """

    start: int
    end: int
    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_year: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    unit: str | None = None
    count: float = 0
    modifier: str | None = None
    minute: int | None = None


def _forms(names: dict[str, int]) -> str:
    """A pattern for names as they are printed: ``March``, ``MARCH``, ``Mar.``. Longest first."""
    printed = {form for name in names for form in (name.capitalize(), name.upper())}
    ordered = sorted(printed, key=lambda form: (-len(form), form))
    return (
        "(?:" + "|".join(rf"{form}\.?" if len(form) <= 4 and form.lower() != "may" else form for form in ordered) + ")"
    )


@dataclass(frozen=True, slots=True)
class _Grammar:
    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, int]
    days: dict[str, int]
    decades: dict[str, int]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    month: re.Pattern[str]
    year_cues: frozenset[str]
    counted: frozenset[str]


_YEAR = r"(?:1[4-9]\d\d|20\d\d)"
_UNIT = r"(?:seconds?|minutes?|hours?|days?|weekends?|weeks?|months?|years?|decades?|centuries|century)"


@cache
def _grammar() -> _Grammar:
    data = lexicon.load("calendar")
    months, weekdays = dict(data["months"]), dict(data["weekdays"])
    seasons, days = dict(data["seasons"]), dict(data["days"])
    month, weekday = _forms(months), _forms(weekdays)
    full = _forms({name: number for name, number in weekdays.items() if name.endswith("day")})
    season = "(?:" + "|".join(sorted(seasons)) + ")"
    dayword = "(?:" + "|".join(sorted(days)) + ")"
    part = r"(?:\s(?:morning|afternoon|evening|night))?"
    ordinal = r"(?:st|nd|rd|th)?"
    named = [
        (
            "named",
            rf"(?<![\d/])(?P<named>{re.escape(day['name'])})(?![\d/])"
            rf"|\b(?P<month>{month})\s{day['day']}(?:th|st|nd|rd)?(?!,?\s\d)(?=,?\s(?:{'|'.join(day['followers'])})\b)",
        )
        for day in data["named_days"]
    ]
    patterns = [
        *named,
        ("iso", rf"(?<![\d/-])(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d/-])"),
        ("slashed", r"(?<![\d/.-])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{4}|\d\d)(?![\d/])"),
        (
            "mdy",
            rf"(?:\b{weekday},?\s(?:the\s)?)?\b(?P<month>{month})\s{{1,2}}(?P<day>\d{{1,2}})(?!\d){ordinal}"
            rf"(?:\s?(?:-|–|to|and)\s?(?P<last_day>\d{{1,2}})(?!\d){ordinal}(?!\s?(?:a\.?m|p\.?m|%|percent|people)))?"
            rf"(?:,?\s{{1,2}}(?P<year>{_YEAR})(?![\d,]\d))?(?![:\d])",
        ),
        (
            "dmy",
            rf"(?:\b{weekday},?\s(?:the\s)?)?(?<![\d.,:$£€-])\b(?P<day>\d{{1,2}}){ordinal}\s(?:of\s)?(?P<month>{month})\b\.?"
            rf"(?:,?\s{{1,2}}(?P<year>{_YEAR})\b)?",
        ),
        ("my", rf"\b(?P<month>{month}),?\s(?:of\s)?(?P<year>{_YEAR})\b(?![,.]\d)"),
        (
            "season",
            rf"\b(?:(?P<modifier>last|this|next|past)\s)?(?i:(?P<season>{season}))(?:\sof)?\s(?P<year>{_YEAR})\b",
        ),
        ("relative season", rf"\b(?i:(?P<modifier>last|this|next|this\spast))\s(?i:(?P<season>{season}))\b"),
        (
            "years",
            rf"\b(?:(?:[Ff]rom|[Bb]etween)\s)?(?<![\d.,$£€-])(?P<year>{_YEAR})\s?(?:-|–|—|to|until|through)\s?"
            rf"(?P<last_year>{_YEAR})(?![\d%-]|[.,]\d)",
        ),
        ("years", rf"\b[Bb]etween\s(?P<year>{_YEAR})\sand\s(?P<last_year>{_YEAR})\b(?![.,]\d)"),
        ("years", rf"(?<![\d.,$£€/-])\b(?P<year>{_YEAR})[-–](?P<last_year>\d\d)(?![\d%:-]|[.,]\d|\w)"),
        ("decade", r"(?:\b[Tt]he\s)?(?:\b(?:early|mid|late)[\s-])?\b(?P<decade>1[4-9]\d0|20\d0)['’]?s\b"),
        ("decade", r"(?:\b[Tt]he\s)(?:(?:early|mid|late)[\s-])?['’‘](?P<short>\d0)s\b"),
        ("century", r"\b(?:[Tt]he\s)?(?P<century>\d{1,2})(?:st|nd|rd|th)[\s-]century\b"),
        (
            "clock",
            r"(?<![\d.,:$£€])\b(?P<clock>\d{1,2}(?:[:.]\d\d)?)\s?(?:[apAP]\.\s?[mM]\.|[ap]m\b|[AP]M\b|o['’]clock)"
            r"|(?<![\d.,:$£€])\b(?P<hhmm>(?:[01]?\d|2[0-3]):[0-5]\d)(?::[0-5]\d)?(?![\d:])",
        ),
        (
            "after",
            rf"\b(?i:the\s(?:same|next|following|previous)|that\s(?:same))\s(?P<unit>{_UNIT})\b"
            rf"|\b[Tt]he\s(?P<dayunit>day)\s(?P<side>before|after)\b(?!\s\w)",
        ),
        (
            "month of period",
            r"\b(?:(?i:(?P<within>earlier|later|late|early|mid|in\searly|in\slate))[\s-])?"
            rf"(?i:(?P<modifier>last|this|next|this\spast))\s(?P<monthonly>{month})\b",
        ),
        (
            "month of period",
            rf"\b(?P<monthonly>{month})\s(?:of\s)?(?P<yearof>last|this|next)\syear\b",
        ),
        (
            "period",
            r"\b(?:(?i:(?P<within>earlier|later|sometime|late|early))\s)?"
            r"(?i:(?P<modifier>last|this|next|this\spast|this\scoming|the\spast))\s"
            r"(?P<unit>week|weekend|month|year|quarter)\b(?!-)",
        ),
        ("period", r"\b(?i:over|during)\sthe\s(?P<unit>weekend)\b"),
        (
            "bare month",
            rf"\b(?i:in|since|until|till|by|during|through|early|late|mid|from|of)[\s-](?P<month>{month})\b(?!\s\d)",
        ),
        (
            "weekday",
            rf"\b(?:(?i:(?P<modifier>last|next|this|this\spast|this\scoming))\s)?(?:(?i:early|late)\s(?:on\s)?)?(?P<weekday>{full}){part}\b",
        ),
        ("day", rf"\b(?i:(?P<dayword>{dayword})){part}\b"),
        ("part of day", r"\b(?i:(?P<which>this|last)\s(?:morning|afternoon|evening|night))\b"),
    ]  # fmt: skip
    return _Grammar(
        months=months,
        weekdays=weekdays,
        seasons=seasons,
        days=days,
        decades=dict(data["decades"]),
        patterns=tuple((name, re.compile(pattern)) for name, pattern in patterns),
        month=re.compile(rf"\b{month}"),
        year_cues=frozenset(data["year_cues"]),
        counted=frozenset(data["counted"]),
    )


@lru_cache(maxsize=8)
def find_dates(text: str) -> tuple[Expression, ...]:
    """The date expressions of ``text``, in order; none overlap. Where two patterns claim a character, the earlier in
    the grammar has it. The last texts are remembered: figures and times ask for the same one."""
    taken = bytearray(len(text))
    found: list[Expression] = []
    grammar = _grammar()
    digits, months, others = _lines(text, grammar)
    for name, pattern in grammar.patterns:
        lines = others if name in _WORDS_ONLY else months if name in _MONTHS else digits
        for match in (match for start, end in lines for match in pattern.finditer(text, start, end)):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            expression = _expression(name, match)
            if expression is not None:
                found.append(expression)
                taken[start:end] = b"\x01" * (end - start)
    for expression in (*_shifts(text), *_years(text)):
        if not any(taken[expression.start : expression.end]):
            found.append(expression)
            taken[expression.start : expression.end] = b"\x01" * (expression.end - expression.start)
    return tuple(sorted(found, key=lambda expression: expression.start))


# Patterns that can match without a digit: with a month, or with closed words alone. The others need a digit.
_MONTHS = frozenset({"bare month", "month of period"})
_WORDS_ONLY = frozenset({"relative season", "after", "period", "weekday", "day", "part of day"})


def _lines(text: str, grammar: _Grammar) -> tuple[list[tuple[int, int]], list[tuple[int, int]], list[tuple[int, int]]]:
    """The lines with a digit, those with a month, and all: most patterns have nothing to look for in most lines."""
    lines = [match.span() for match in _LINE.finditer(text)]
    digits = [span for span in lines if _DIGIT.search(text, *span)]
    months = [span for span in lines if grammar.month.search(text, *span)]
    return digits, months, lines


def _number(match: re.Match[str], name: str) -> int | None:
    value = match.groupdict().get(name)
    return int(value) if value else None


def _month(match: re.Match[str], name: str = "month") -> int | None:
    value = match.groupdict().get(name)
    return _grammar().months[value.lower().rstrip(".")] if value else None


def _minute(match: re.Match[str]) -> int | None:
    """Minutes from midnight of a clock time; None where it may be before or after noon."""
    printed = str(match["clock"] or match["hhmm"])
    hour, _, minutes = printed.replace(".", ":").partition(":")
    half = match[0][len(printed) :].strip()[:1].lower()
    if half in {"a", "p"}:
        at = int(hour) % 12 + (12 if half == "p" else 0)
    elif int(hour) < 13:
        return None
    else:
        at = int(hour)
    minute = int(minutes or 0)
    return at * 60 + minute if at < 24 and minute < 60 else None


def _modifier(match: re.Match[str]) -> str | None:
    value = match.groupdict().get("modifier")
    if not value:
        return None
    value = " ".join(value.lower().split())
    return {"past": "last", "the past": "last", "this past": "last", "this coming": "next"}.get(value, value)


def _expression(name: str, match: re.Match[str]) -> Expression | None:
    start, end = match.span()
    year, day = _number(match, "year"), _number(match, "day")
    grammar = _grammar()
    if name in ("iso", "mdy", "dmy", "my"):
        month = _number(match, "month") if name == "iso" else _month(match)
        last_day = _number(match, "last_day")
        if month is None or not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
            return None
        if last_day is not None and (day is None or not day < last_day <= 31):
            return None
        return Expression(start, end, "date", year=year, month=month, day=day, last_day=last_day)
    if name == "slashed":
        return _slashed(match)
    if name in ("season", "relative season"):
        season = grammar.seasons[match["season"].lower()]
        return Expression(start, end, "season", year=year, month=season, modifier=_modifier(match))
    if name == "years":
        last = _number(match, "last_year")
        assert year is not None and last is not None
        if last < 100:
            last += year // 100 * 100
        return Expression(start, end, "years", year=year, last_year=last) if year < last else None
    if name == "decade":
        decade = _number(match, "decade")
        if decade is None:
            short = int(match["short"])
            decade = (1900 if short >= 30 else 2000) + short
        return Expression(start, end, "decade", year=decade) if decade % 10 == 0 else None
    if name == "century":
        century = int(match["century"])
        return Expression(start, end, "century", year=(century - 1) * 100) if 10 <= century <= 21 else None
    if name == "clock":
        return Expression(start, end, "clock", minute=_minute(match))
    if name in ("period", "month of period"):
        return _period(match)
    if name == "bare month":
        return Expression(match.start("month"), end, "date", month=_month(match))
    if name == "weekday":
        weekday = grammar.weekdays[match["weekday"].lower().rstrip(".")]
        return Expression(start, end, "weekday", weekday=weekday, modifier=_modifier(match))
    if name == "named":
        return _named_day(match)
    if name == "part of day":
        return Expression(start, end, "day", count=0 if match["which"].lower() == "this" else -1)
    if name == "after":
        return _same_or_next(match)
    return Expression(start, end, "day", count=grammar.days[match["dayword"].lower()])


def _named_day(match: re.Match[str]) -> Expression | None:
    for day in lexicon.load("calendar")["named_days"]:
        if match["named"] == day["name"] or (match["month"] and _month(match) == day["month"]):
            start, end = match.span()
            return Expression(start, end, "named", year=day["year"], month=day["month"], day=day["day"])
    return None


def _slashed(match: re.Match[str]) -> Expression | None:
    """``3/14/2018`` is read where only one order is possible; else the year alone is sure."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    start, end = match.span()
    if 1 <= a <= 12 < b <= 31 or 1 <= a == b <= 12:
        return Expression(start, end, "date", year=year, month=a, day=b)
    if 1 <= b <= 12 < a <= 31:
        return Expression(start, end, "date", year=year, month=b, day=a)
    return Expression(start, end, "slashed", year=year) if 1 <= a <= 12 and 1 <= b <= 12 else None


def _period(match: re.Match[str]) -> Expression:
    within = (match.groupdict().get("within") or "").lower().split()
    start, end = match.span()
    month = _month(match, "monthonly") if "monthonly" in match.groupdict() else None
    modifier = _modifier(match)
    if month is not None:
        of_year = match.groupdict().get("yearof")
        return Expression(start, end, "date", month=month, modifier=f"{of_year} year" if of_year else modifier)
    if modifier == "this" and within[-1:] in (["earlier"], ["later"]):
        modifier = within[-1]
    return Expression(start, end, "period", unit=match["unit"], modifier=modifier)


def _same_or_next(match: re.Match[str]) -> Expression | None:
    start, end = match.span()
    if match["dayunit"]:
        return Expression(start, end, "after", unit="day", count=-1 if match["side"] == "before" else 1)
    unit = match["unit"].removesuffix("s")
    if unit not in ("day", "week", "month", "year"):
        return None
    lead = match.group().lower()
    count = 0 if "same" in lead else -1 if "previous" in lead else 1
    return Expression(start, end, "after", unit=unit, count=count)


_SHIFT = re.compile(rf"\b(?P<unit>{_UNIT})\s(?P<side>ago|later|earlier|before|afterwards?|prior|hence|from\snow)\b")


def _shifts(text: str) -> Iterator[Expression]:
    """``two years ago``, ``a day earlier``, ``six years later``: the number is read backwards from the unit."""
    for match in _SHIFT.finditer(text):
        window = max(0, match.start() - 48)
        line = words(text[window : match.start()])
        for j in range(len(line)):
            numeral = read_numeral(line, j)
            article = (
                line[j].lower in ("a", "an", "one") and j == len(line) - 1 and (not j or line[j - 1].lower != "half")
            )
            if not article and (numeral is None or numeral.last != len(line)):
                continue
            if numeral is not None and numeral.high is None and not article:
                continue
            count = 1 if article or numeral is None else numeral.low
            side = match["side"].split()[0]
            past = side in ("ago", "earlier", "before", "prior")
            follows = re.match(r"[ -]\w", text[match.end() : match.end() + 2]) is not None
            if side in ("before", "after", "prior") and follows:
                continue  # "24 years before retiring": a length of time, counted from an event without a date
            kind: Kind = "shift" if side in ("ago", "hence", "from") else "after"
            if "\n" in text[window + line[j].start : match.end()]:
                continue
            yield Expression(
                window + line[j].start,
                match.end(),
                kind,
                unit=_singular(match["unit"]),
                count=-count if past else count,
            )
            break


def _singular(unit: str) -> str:
    return "century" if unit.startswith("centur") else unit.removesuffix("s")


_LINE = re.compile(r"[^\n]+")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_BARE_YEAR = re.compile(
    rf"(?:(?<![\w$£€.,:#/&@-])|(?<=\b(?:mid|pre)-)|(?<=\b(?:late|post)-)|(?<=\bearly-))(?P<year>{_YEAR})(?![\w%°]|[.,:/]\d|-[\dA-Z])"
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[\s(-]{1,2}$")
_WORD_AFTER = re.compile(r"[\s-]([^\W\d_]+)")


def _years(text: str) -> Iterator[Expression]:
    """Four digits that are a year. English reports write larger counts with a comma, so a plural noun must follow, with
    no word like *in* before, for four bare digits to be a count."""
    grammar = _grammar()
    # Tried where digits begin: the marks that may not stand before a year are slow to look for everywhere.
    for match in filter(None, (_BARE_YEAR.match(text, digits.start()) for digits in _DIGITS.finditer(text))):
        year = int(match["year"])
        before = _WORD_BEFORE.search(text, max(0, match.start() - 24), match.start())
        after = _WORD_AFTER.match(text, match.end(), min(len(text), match.end() + 24))
        cue = before is not None and before[1].lower() in grammar.year_cues
        follower = after[1] if after else ""
        if not cue:
            plural = follower.islower() and follower.endswith("s") and not follower.endswith(("ss", "us", "is", "was"))
            if plural or follower in grammar.counted or (year < 1800 and not follower.istitle() and follower != ""):
                continue
        start = match.start()
        yield Expression(start, match.end(), "date", year=year)
