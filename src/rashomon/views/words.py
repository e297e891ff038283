"""The plain words that the views use for dates, intervals, kinds and differences. British spelling, no verdicts."""

from __future__ import annotations

import re
from datetime import date

from rashomon.model import Basis, BlockRole, Difference, Figure, FigureVerdict, Published, Quote, RemovalReason, Span

DIFFERENCES: dict[Difference, tuple[str, str]] = {
    "speaker": ("⚑", "re-attributed"),
    "channel": ("⇄", "channel changed"),
    "cut": ("✂", "cut"),
    "wording": ("≠", "wording"),
    "addition": ("+", "addition"),
}
"""Difference → its sign and its word: never the sign alone."""

VERDICTS: dict[FigureVerdict, tuple[str, str]] = {
    "conflict": ("≠", "conflict"),
    "compatible": ("≈", "compatible"),
    "agree": ("=", "agree"),
}

KINDS = {"direct": "direct", "partial": "partial", "indirect": "indirect"}
KIND_TITLES = {
    "direct": "a whole sentence or more in quotation marks",
    "partial": "a marked fragment inside the reporter’s sentence",
    "indirect": "reported speech without marks",
}
ROLES: dict[BlockRole, str] = {
    "headline": "headline",
    "deck": "deck",
    "byline": "byline",
    "dateline": "date line",
    "caption": "caption",
    "heading": "heading",
    "body": "body",
    "list": "list",
    "quote": "block quotation",
}
REASONS: dict[RemovalReason, str] = {
    "navigation": "navigation",
    "newsletter": "newsletter box",
    "donation": "donation appeal",
    "related": "teaser of another story",
    "poll": "poll",
    "comments": "comments",
    "licence": "licence",
    "share": "share bar",
    "advert": "advert",
    "repeated-caption": "repeated caption",
    "other": "other",
}
BASES = {
    "text": "in the text",
    "metadata": "in the page’s metadata",
    "user": "given by you",
    "inferred": "inferred",
}
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?\Z")


def date_words(value: str) -> str:
    """``2019-03-26T17:08-04:00`` → ``26 March 2019, 17:08 (UTC−04:00)``, at the precision given; an interval from its
    first day to its last; anything else as it is."""
    first, slash, last = value.partition("/")
    if slash:
        return f"{date_words(first)} to {date_words(last)}"
    match = _ISO.match(value)
    if match is None or not 1 <= int(match[2] or 1) <= 12:
        return value
    year, month, day, clock, zone = match.groups()
    if day is not None:
        try:
            date(int(year), int(month), int(day))
        except ValueError:
            return value
    words = " ".join(
        part for part in (str(int(day)) if day else "", _MONTHS[int(month) - 1] if month else "", year) if part
    )
    if clock:
        words += f", {clock}"
        if zone:
            words += " (UTC)" if zone in {"Z", "+00:00", "+0000"} else f" (UTC{zone.replace('-', '−')})"
    return words


def published_words(published: Published | None) -> str:
    """The publication date in words, or that there is none."""
    return published_words_of(published.value, published.basis) if published else "no date in the text"


def published_words_of(value: str, basis: Basis) -> str:
    """``published_words`` of a date given by its parts."""
    # That the day is uncertain is what "inferred" says.
    return date_words(value.rstrip("?")) + (" (inferred)" if basis == "inferred" else "")


def number_words(value: float) -> str:
    """A number with its thousands grouped and no needless zeros: ``92,000``, ``1.5``."""
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.12g}"


def interval_words(figure: Figure) -> str:
    """The interval that was read: ``99–100``, ``≈ 100``, ``50 or more``, ``up to 10``, with its unit."""
    return bounds_words(figure.low, figure.high, approximate=figure.approximate, unit=figure.unit)


def bounds_words(low: float | None, high: float | None, *, approximate: bool, unit: str | None) -> str:
    """``interval_words`` of a figure given by its parts."""
    if low is not None and high is not None:
        words = number_words(low) if low == high else f"{number_words(low)}–{number_words(high)}"
        if approximate:
            words = f"≈ {words}"
    elif low is not None:
        words = f"{number_words(low)} or more"
    elif high is not None:
        words = f"up to {number_words(high)}"
    else:
        words = "no number"
    if unit is None:
        return words
    return f"{words} %" if unit == "percent" else f"{words} {unit}"


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 report``, ``5 reports``, ``no reports``."""
    return f"{number_words(number) if number else 'no'} {one if number == 1 else many or one + 's'}"


def shorten(text: str, width: int) -> str:
    """At most ``width`` characters of ``text`` on one line, cut at a word, with an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > width // 2 else cut).rstrip(" ,;:–—-") + "…"


def speaker_words(quote: Quote) -> str:
    """Whose words the report says they are."""
    return quote.speaker.name if quote.speaker else "speaker not named"


_SOURCE_KINDS = {"unnamed": "unnamed source", "anonymous": "unnamed source", "document": "a document"}
_CIRCUMSTANCES = (("anonymity", ""), ("addressee", "to "), ("when", "said: "))


def circumstance_words(quote: Quote) -> list[tuple[str, Span | None]]:
    """What kind of source speaks where it has no name, to whom and when, each with the characters that say so."""
    details = quote.explanation.details
    kind = _SOURCE_KINDS.get(str(details.get("source")))
    found: list[tuple[str, Span | None]] = [(kind, None)] if kind else []
    for key, before in _CIRCUMSTANCES:
        words, start = details.get(key), details.get(f"{key}_at")
        if isinstance(words, str) and isinstance(start, int):
            found.append((before + words, Span(quote.span.doc, start, start + len(words), words)))
    return found
