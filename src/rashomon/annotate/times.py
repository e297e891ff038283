"""Dates and times of one report with their EDTF values, relative ones counted from its day of publication.

Values follow EDTF (https://www.loc.gov/standards/datetime/): ``2018-12-10``, ``2018-12``, ``199X``,
``2019-03-18/2019-03-24`` for a week, season codes ``2016-22``; ``~`` marks an approximate value ("two years ago"),
``?`` an uncertain one (a weekday that may be the past or the coming one). Where the report does not say when it was
published, a relative expression has no value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Literal

from spacy.tokens import Doc

from rashomon import lexicon
from rashomon.annotate.dates import Expression, find_dates
from rashomon.annotate.syntax import governing_verb, token_at
from rashomon.model import Document, Explanation, Time

Tense = Literal["past", "future", "open", "unknown"]
_TENSES: tuple[Tense, ...] = ("past", "future", "open", "unknown")
NEAR_MONTHS = 2
"""A month this near after publication is more likely meant than the same month a year before."""
SEVERAL_DAYS = "It counts from the day of publication, and not every day that this may be gives the same value."
NO_DATE = "The report does not say when it was published, and this expression counts from that day."


@dataclass(frozen=True, slots=True)
class _Now:
    """When the report was published, as far as it is known: ``day`` only where the day is."""

    year: int
    month: int | None
    day: date | None


@dataclass(frozen=True, slots=True)
class _Reading:
    value: str | None
    rule: str
    reason: str


def find_times(document: Document, doc: Doc) -> tuple[Time, ...]:
    """The date expressions of ``document`` in the order of the text. Clock times stand for no day and are left out.

    ``details`` hold the tense of the verb over the expression, by which it can be counted again from another day.
    """
    return _read_all(document, _published(document), lambda expression: _tense(doc, expression))


def recount(document: Document, times: Sequence[Time], first: date, last: date) -> tuple[Time, ...]:
    """``times``, as ``find_times`` found them, for a report published on some day from ``first`` to ``last``.

    A relative expression has a value where it is the same on every one of these days: "last month" for a report of one
    week in the middle of a month.
    """
    tenses = {time.span.start: _known_tense(time) for time in times}
    out = list(times)
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        counted = _read_all(document, _Now(day.year, day.month, day), lambda found: tenses.get(found.start, "unknown"))
        for place, (before, now) in enumerate(zip(out, counted, strict=True)):
            if number == 0:
                out[place] = now
            elif before.value != now.value:
                explanation = replace(now.explanation, rule="open-within-publication", reason=SEVERAL_DAYS)
                out[place] = replace(now, value=None, explanation=explanation)
    return tuple(out)


def readings(document: Document, time: Time, days: Iterable[date]) -> Iterator[tuple[date, str]]:
    """What ``time`` would mean in a report published on each of ``days``; days on which it has no value are left out.

    An expression that says all by itself means the same on all of them.
    """
    for expression in find_dates(document.text):
        if expression.start == time.span.start:
            for day in days:
                value = _read(expression, _Now(day.year, day.month, day), _known_tense(time), None).value
                if value is not None:
                    yield day, value
            return


def _known_tense(time: Time) -> Tense:
    tense = time.explanation.details.get("tense")
    return next((known for known in _TENSES if known == tense), "unknown")


_FROM_PUBLICATION = (
    "nearest-year", "month-of-named-year", "past-weekday", "coming-weekday", "open-within-publication",
    "counted-from-the-day-said",
)  # fmt: skip


def is_relative(time: Time) -> bool:
    """True where the value counts from the day of publication, or would if that were known."""
    rule = time.explanation.rule
    return rule in _FROM_PUBLICATION or rule.endswith("-from-publication") or rule.startswith("relative-without-")


def _read_all(document: Document, now: _Now | None, tense_of: Callable[[Expression], Tense]) -> tuple[Time, ...]:
    out: list[Time] = []
    anchor: tuple[int, str] | None = None
    for expression in find_dates(document.text):
        if expression.kind == "clock":
            continue
        if anchor is not None and "\n" in document.text[anchor[0] : expression.start]:
            anchor = None
        tense = tense_of(expression)
        reading = _read(expression, now, tense, anchor[1] if anchor else None)
        if reading.value is not None and not reading.value.endswith("?"):
            anchor = (expression.end, reading.value)
        out.append(
            Time(
                id=f"{document.id}:t{len(out) + 1}",
                span=document.span(expression.start, expression.end),
                value=reading.value,
                explanation=Explanation(rule=reading.rule, reason=reading.reason, details={"tense": tense}),
            )
        )
    return tuple(out)


def _published(document: Document) -> _Now | None:
    if document.published is None or document.published.basis == "inferred":
        return None
    value = document.published.value
    try:
        if len(value) >= 10:
            day = date.fromisoformat(value[:10])
            return _Now(day.year, day.month, day)
        year, _, month = value.partition("-")
        return _Now(int(year), int(month) if month else None, None)
    except ValueError:
        # Metadata may hold anything; a date that is none leaves relative expressions without a value.
        return None


@cache
def _future_signs() -> frozenset[str]:
    return frozenset(lexicon.load("calendar")["future"])


def _tense(doc: Doc, expression: Expression) -> Tense:
    """Past or future by the verb that governs the expression and its auxiliaries; open for an infinitive."""
    token = token_at(doc, expression.start)
    verb = governing_verb(token) if token is not None else None
    if verb is None:
        return "unknown"
    words = {child.lower_ for child in verb.children if child.dep_.startswith(("aux", "mark"))} | {verb.lemma_.lower()}
    if words & _future_signs():
        return "future"
    forms = verb.morph.get("Tense", []) + [tense for child in verb.children for tense in child.morph.get("Tense", [])]
    if "Past" in forms:
        return "past"
    if verb.morph.get("VerbForm", []) == ["Inf"] and "to" in words:
        return "future" if {verb.head.lemma_.lower()} & _future_signs() else "open"
    return "unknown"


def _read(expression: Expression, now: _Now | None, tense: Tense, anchor: str | None) -> _Reading:
    """The value of ``expression`` and how it was found."""
    absolute = _absolute(expression)
    if absolute is not None:
        return absolute
    if expression.kind == "after":
        return _after(expression, anchor)
    if anchor is not None and expression.kind == "date" and expression.day and len(anchor) == 10:
        beside = _beside(expression, anchor, now)
        if beside is not None:
            return beside
    if now is None:
        return _Reading(None, "relative-without-publication-date", NO_DATE)
    if expression.kind in ("date", "season"):
        return _yearless(expression, now, tense)
    if expression.kind == "shift":
        return _shift(expression, now)
    if now.day is None:
        if expression.kind == "period" and expression.unit == "year":
            value = now.year + {"last": -1, "next": 1}.get(expression.modifier or "", 0)
            return _Reading(f"{value:04d}", "period-from-publication", "Counted from the year of publication.")
        reason = "The day of publication is not known, and this expression counts from that day."
        return _Reading(None, "relative-without-publication-day", reason)
    if expression.kind == "weekday":
        return _weekday(expression, now.day, tense)
    if expression.kind == "day":
        day = now.day + timedelta(days=int(expression.count))
        return _Reading(day.isoformat(), "day-from-publication", f"Counted from the day of publication, {now.day}.")
    return _period(expression, now.day, tense)


def _beside(expression: Expression, anchor: str, now: _Now | None) -> _Reading | None:
    """A day without a year after a full date of another year in its paragraph: that year, uncertain."""
    year, month, day = (int(part) for part in anchor.split("-"))
    if now is not None and year == now.year:
        return None
    later = (expression.month or 1, expression.day or 1) >= (month, day)
    value = _calendar(year if later else year + 1, expression)
    if value is None or "/" in value:
        return None
    return _Reading(f"{value}?", "year-of-the-date-before", f"The year is taken from the date before it, {anchor}.")


def _absolute(expression: Expression) -> _Reading | None:
    """The value where the expression says all by itself."""
    year = expression.year
    if year is None:
        return None
    if expression.kind == "slashed":
        reason = "Day and month can stand in either order; the year is sure."
        return _Reading(f"{year:04d}", "ambiguous-day-and-month", reason)
    if expression.kind == "decade":
        return _Reading(f"{year // 10:03d}X", "decade", "The text names the decade.")
    if expression.kind == "century":
        return _Reading(f"{year // 100:02d}XX", "century", "The text names the century.")
    if expression.kind == "years":
        return _Reading(f"{year:04d}/{expression.last_year:04d}", "range-of-years", "The text gives both years.")
    if expression.kind == "season":
        return _Reading(f"{year:04d}-{expression.month:02d}", "season", "The text gives season and year.")
    value = _calendar(year, expression)
    if value is None:
        return _Reading(None, "impossible-date", "The calendar has no such day.")
    if expression.kind == "named":
        return _Reading(value, "named-day", "The day is known by this name.")
    return _Reading(value, "full-date" if expression.day else "date", "The text gives the date.")


def _calendar(year: int, expression: Expression) -> str | None:
    """The EDTF date of ``expression`` in ``year``; None for the 31st of a short month."""
    if expression.month is None:
        return f"{year:04d}"
    if expression.day is None:
        return f"{year:04d}-{expression.month:02d}"
    ends = [expression.day, *([expression.last_day] if expression.last_day else [])]
    try:
        return "/".join(date(year, expression.month, day).isoformat() for day in ends)
    except ValueError:
        return None


def _yearless(expression: Expression, now: _Now, tense: Tense) -> _Reading:
    """``October 4``, ``in March``, ``last December``, ``this summer``: the year nearest to publication on the side that
    the tense or the modifier names."""
    month = expression.month
    assert month is not None
    if expression.kind == "season":
        year = now.year + {"last": -1, "next": 1}.get(expression.modifier or "", 0)
        mark = "?" if expression.modifier == "last" else ""
        reason = f"Counted from the year of publication, {now.year}."
        return _Reading(f"{year:04d}-{month:02d}{mark}", "season-from-publication", reason)
    if now.month is None:
        reason = "Only the year of publication is known."
        return _Reading(None, "relative-without-publication-month", reason)
    if expression.modifier is not None and expression.modifier.endswith("year"):
        year = now.year + {"last": -1, "next": 1}.get(expression.modifier.split()[0], 0)
        return _Reading(f"{year:04d}-{month:02d}", "month-of-named-year", "Counted from the year of publication.")
    year, uncertain = _nearest_year(expression, now, tense)
    value = _calendar(year, expression)
    if value is None:
        return _Reading(None, "impossible-date", "The calendar has no such day in that year.")
    reason = "No year in the text: the nearest one that its sentence allows, counted from publication."
    return _Reading(value + ("?" if uncertain and "/" not in value else ""), "nearest-year", reason)


def _nearest_year(expression: Expression, now: _Now, tense: Tense) -> tuple[int, bool]:
    """The year of a date without one, and whether it is uncertain.

    A date of almost a year ago is printed with its year; where the past one is that far and the coming one is near, the
    coming one is taken, uncertain unless the sentence says that it is to come.
    """
    month, day = expression.month or 1, expression.day or 0
    published = (now.month or 1, now.day.day if now.day else 31)
    whole_month = month == now.month and not expression.day
    is_past = (month, day) <= published
    past = now.year if is_past else now.year - 1
    coming = now.year if not is_past or whole_month or (month, day) == published else now.year + 1
    if expression.modifier == "this":
        return now.year, False
    if expression.modifier == "last":
        return past - 1 if whole_month else past, False
    if expression.modifier == "next" or tense == "future":
        return coming, False
    ahead = (coming - now.year) * 12 + month - published[0]
    if not is_past and ahead <= NEAR_MONTHS:
        return coming, True
    return past, tense == "open" and not is_past


def _shift(expression: Expression, now: _Now) -> _Reading:
    base = now.day.isoformat() if now.day else f"{now.year:04d}-{now.month:02d}" if now.month else f"{now.year:04d}"
    value = _moved(base, expression.unit, expression.count)
    reason = f"Counted from publication, {base}."
    return _Reading(value, "shift-from-publication", reason if value else "The report's date is not precise enough.")


def _after(expression: Expression, anchor: str | None) -> _Reading:
    """``six years later``: counted from the date before it in the same paragraph, and from nothing else."""
    if anchor is None or not anchor[-1].isdigit() or "/" in anchor or "X" in anchor:
        reason = "No exact date stands before it in its paragraph to count from."
        return _Reading(None, "no-date-to-count-from", reason)
    value = _moved(anchor, expression.unit, expression.count)
    if value is None:
        return _Reading(None, "no-date-to-count-from", f"The date before it, {anchor}, is not precise enough.")
    return _Reading(value.rstrip("~"), "counted-from-the-date-before", f"Counted from the date before it, {anchor}.")


def _moved(base: str, unit: str | None, count: float) -> str | None:
    """``base`` moved by ``count`` units, at the precision that the unit allows; ``~`` marks that it is no exact day."""
    parts = [int(part) for part in base.split("-")]
    if unit in ("decade", "century"):
        count, unit = count * (10 if unit == "decade" else 100), "year"
    if unit == "year":
        year = parts[0] + int(count // 1)
        return f"{year:04d}~" if 1 <= year <= 9999 else None
    if unit == "month" and len(parts) >= 2:
        months = parts[0] * 12 + parts[1] - 1 + int(count // 1)
        return f"{months // 12:04d}-{months % 12 + 1:02d}~" if 12 <= months < 120000 else None
    if unit in ("day", "week") and len(parts) == 3 and abs(count) < 20000:
        try:
            moved = date(*parts) + timedelta(days=round(count * (7 if unit == "week" else 1)))
        except OverflowError:
            return None
        return moved.isoformat() + ("~" if unit == "week" else "")
    if unit in ("hour", "minute", "second") and len(parts) == 3 and abs(count) < 12:
        return base + "?"
    return None


def _weekday(expression: Expression, day: date, tense: Tense) -> _Reading:
    """The nearest such day: the day of publication itself or the last one before it, unless the sentence speaks of what
    is to come."""
    assert expression.weekday is not None
    back = (day.weekday() - expression.weekday) % 7
    if expression.modifier == "next" or (tense == "future" and expression.modifier != "last"):
        forward = (expression.weekday - day.weekday()) % 7
        if expression.modifier == "next":
            forward = forward or 7
            value, mark = day + timedelta(days=forward), "?" if forward < 4 else ""
        else:
            value, mark = day + timedelta(days=forward), ""
        return _Reading(value.isoformat() + mark, "coming-weekday", f"The next such day after publication, {day}.")
    if expression.modifier == "last":
        back = back or 7
        mark = "?" if back < 4 else ""
        value = day - timedelta(days=back)
        return _Reading(value.isoformat() + mark, "past-weekday", f"The last such day before publication, {day}.")
    value = day - timedelta(days=back)
    mark = "?" if tense == "open" and back else ""
    reason = f"The nearest such day up to publication, {day}."
    return _Reading(value.isoformat() + mark, "past-weekday", reason)


def _period(expression: Expression, day: date, tense: Tense) -> _Reading:
    """``last week``, ``this weekend``, ``earlier this month``, ``next year``. Weeks run from Monday to Sunday."""
    reason = f"Counted from the day of publication, {day}."
    step = {"last": -1, "next": 1}.get(expression.modifier or "", 0)
    rule = "period-from-publication"
    if expression.unit == "year":
        return _Reading(f"{day.year + step:04d}", rule, reason)
    if expression.unit in ("month", "quarter"):
        months = day.year * 12 + day.month - 1
        if expression.unit == "quarter":
            quarter = months // 3 + step
            # EDTF level 2: 33 to 36 are the quarters.
            return _Reading(f"{quarter // 4:04d}-{33 + quarter % 4}", rule, reason)
        months += step
        return _Reading(f"{months // 12:04d}-{months % 12 + 1:02d}", rule, reason)
    monday = day - timedelta(days=day.weekday())
    if expression.unit == "weekend":
        saturday = monday + timedelta(days=5 + 7 * step)
        # "over the weekend" names none: the last one that has begun, unless the sentence speaks of what is to come.
        begun = day.weekday() >= (3 if expression.modifier else 5)
        if step == 0 and not begun and tense != "future":
            saturday -= timedelta(days=7)
        mark = "?" if step == 0 and tense not in ("past", "future") else ""
        return _Reading(f"{saturday}{mark}/{saturday + timedelta(days=1)}{mark}", rule, reason)
    if expression.modifier == "earlier":
        return _Reading(f"{monday}/{day}" if monday < day else f"{day}", rule, reason)
    if expression.modifier == "later":
        sunday = monday + timedelta(days=6)
        return _Reading(f"{day}/{sunday}" if day < sunday else f"{day}", rule, reason)
    monday += timedelta(days=7 * step)
    return _Reading(f"{monday}/{monday + timedelta(days=6)}", rule, reason)
