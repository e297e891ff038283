"""Relative dates in somebody's own words count from the day on which they were said, not from that of publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rashomon.annotate.times import is_relative, readings, recount
from rashomon.model import Annotations, Document, Quote, Time

SAID = "counted-from-the-day-said"


def with_quoted_times(document: Document, times: Sequence[Time], quotes: Sequence[Quote]) -> tuple[Time, ...]:
    """``times`` with those inside quotation marks counted from the day that the report gives for the words.

    Where it gives none, the value that counts from publication stays and is uncertain (``?``): most words are printed
    soon after they are said, and some are not. ``details["quoted"]`` names the quotation.
    """
    return tuple(_quoted(document, time, quotes) for time in times)


def count_again(report: Annotations, first: date, last: date) -> Annotations:
    """``report`` with its relative dates counted from a publication on some day from ``first`` to ``last``."""
    times = recount(report.document, report.times, first, last)
    values = {time.span.start: time.value for time in times}
    quotes = []
    for quote in report.quotes:
        details = dict(quote.explanation.details)
        value = values.get(int(details.get("when_at", -1)))
        if value is not None:
            details["when_value"] = value
        quotes.append(replace(quote, explanation=replace(quote.explanation, details=details)))
    quoted = with_quoted_times(report.document, times, quotes)
    return replace(report, times=quoted, quotes=tuple(quotes))


def _quoted(document: Document, time: Time, quotes: Sequence[Quote]) -> Time:
    holding = [quote for quote in quotes if quote.marked and quote.span.contains(time.span)]
    if not holding or not is_relative(time):
        return time
    quote = min(holding, key=lambda quote: (quote.span.end - quote.span.start, quote.span.start))
    details = {**time.explanation.details, "quoted": quote.id}
    said = quote.explanation.details.get("when_value")
    day = _day(said) if isinstance(said, str) else None
    if day is not None:
        value = next((value for _, value in readings(document, time, (day,))), None)
        explanation = replace(
            time.explanation, rule=SAID, reason=f"Counted from the day on which it was said, {day}.", details=details
        )
        return replace(time, value=value, explanation=explanation)
    reason = f"{time.explanation.reason} The words are quoted, and the report does not say of which day they are."
    explanation = replace(time.explanation, reason=reason, details=details)
    return replace(time, value=_uncertain(time.value), explanation=explanation)


def _day(value: str) -> date | None:
    """The day of an EDTF value that is one certain day."""
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None


def _uncertain(value: str | None) -> str | None:
    if value is None:
        return None
    return "/".join(end[:-1] + "%" if end.endswith("~") else end.rstrip("?") + "?" for end in value.split("/"))
