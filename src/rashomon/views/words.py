"""The plain words that the views use for dates, intervals, kinds and differences. British spelling, no verdicts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rashomon.model import (
    Basis,
    BlockRole,
    Claim,
    ClaimVerdict,
    Difference,
    Failure,
    Figure,
    FigureVerdict,
    Modality,
    Published,
    Quote,
    RemovalReason,
    Span,
    Voice,
)
from rashomon.model.finding import OriginBasis

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

CLAIM_VERDICTS: dict[ClaimVerdict, tuple[str, str]] = {
    "disputed": ("≠", "disputed"),
    "corroborated": ("=", "corroborated"),
    "same-origin": ("←", "same origin"),
    "single": ("1", "told by one"),
}
DECIDED_BY = {
    "negation": "one says that it is so and the other that it is not",
    "action": "the reports give opposite actions",
    "figure": "no value fits the figures of both",
    "date": "the reports give different times",
    "identifier": "the reports give different numbers or names of one thing",
    "name": "the reports name different people",
    "place": "the reports name different places",
    "office": "the reports give somebody different offices",
    "denial": "somebody denies it or puts it aside",
}
SAYS, ANSWERS = "says", "denies or puts aside"
"""How a claim stands to a fact that is in dispute because somebody denies it."""
MODALITIES: dict[Modality, str] = {
    "stated": "stated",
    "hedged": "hedged",
    "denied": "denied",
    "asked": "asked, not stated",
    "conditional": "on a condition",
}
ORIGIN_BASES: dict[OriginBasis, str] = {
    "credit": "credits",
    "same-wording": "same wording as",
    "quotation": "quotes",
}
KINDS = {"direct": "direct", "partial": "partial", "indirect": "indirect"}
KIND_TITLES = {
    "direct": "a whole sentence or more in quotation marks",
    "partial": "a marked fragment inside the reporter’s sentence",
    "indirect": "reported speech without marks",
}
VOICES: dict[Voice, str] = {
    "own": "in its own voice",
    "quoted": "in words that it quotes",
    "headline": "in its headline",
    "caption": "in a caption",
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
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_QUARTERS = {33: "first", 34: "second", 35: "third", 36: "fourth"}
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?\Z")


def date_words(value: str) -> str:
    """``2019-03-26T17:08-04:00`` → ``26 March 2019, 17:08 (UTC−04:00)``, at the precision given; an interval from its
    first day to its last; open ends and the marks of EDTF (``~`` about, ``?`` uncertain) in words; anything else as it
    is."""
    first, slash, last = value.partition("/")
    if slash and first.strip("?~%") in {"", ".."}:
        return f"until {date_words(last)}"
    if slash and last.strip("?~%") in {"", ".."}:
        return f"since {date_words(first)}"
    if slash:
        return f"{date_words(first)} to {date_words(last)}"
    bare = value.rstrip("?~%")
    if bare != value:
        marks = value[len(bare) :]
        about = "about " if "~" in marks or "%" in marks else ""
        return about + date_words(bare) + (", uncertain" if "?" in marks or "%" in marks else "")
    if re.fullmatch(r"\d{3}X", value):
        return f"the {value[:3]}0s"
    part = re.fullmatch(r"(\d{4})-(\d\d)", value)
    if part and int(part[2]) in _SEASONS:
        return f"{_SEASONS[int(part[2])]} {part[1]}"
    if part and int(part[2]) in _QUARTERS:
        return f"{_QUARTERS[int(part[2])]} quarter of {part[1]}"
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
    return date_words(value.replace("?", "")) + (" (inferred)" if basis == "inferred" else "")


def percent_words(share: float) -> str:
    """A share of 0 to 1 in whole per cent: ``12 %``; ``under 1 %`` for what would be rounded to nothing."""
    return "under 1 %" if 0 < share < 0.005 else f"{share * 100:.0f} %"


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
    of = "" if unit is None else " %" if unit == "percent" else f" {unit if low == high == 1 else _plural(unit)}"
    if low is not None and high is not None:
        words = number_words(low) if low == high else f"{number_words(low)}–{number_words(high)}"
        return f"{'≈ ' if approximate else ''}{words}{of}"
    if low is not None:
        return f"{number_words(low)}{of} or more"
    return f"up to {number_words(high)}{of}" if high is not None else "no number"


_PLURALS = {"foot": "feet", "inch": "inches", "century": "centuries", "hertz": "hertz"}


def _plural(unit: str) -> str:
    """Several of a unit; a currency's code has one form."""
    return unit if not unit.islower() or unit.endswith("s") else _PLURALS.get(unit, f"{unit}s")


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


def undecided_words(candidates: Sequence[str]) -> str:
    """Who may be meant. Of one alone that is left, it was open whether anybody is named at all."""
    left = candidates if len(candidates) > 1 else [*candidates, "somebody who is not named"]
    return " or ".join(left)


def asserted_by(claim: Claim) -> str:
    """Whose claim it is, the innermost first: ``Ana Paz, through the Dray agency``; the report's own voice."""
    return ", through ".join(source.name for source in claim.by) or "own voice"


def decided_by(kinds: object) -> str:
    """What makes a fact disputed, in words, of the detail ``decided_by``: kinds joined by ``+``. Empty for none."""
    return "; ".join(DECIDED_BY[kind] for kind in str(kinds).split("+") if kind in DECIDED_BY)


def failure_words(failure: Failure) -> str:
    """Which input was not read and why; the message names it in most cases."""
    where = failure.origin.path or failure.origin.url or "standard input"
    named = where.partition("#")[0] in failure.message or where in failure.message
    return failure.message if named else f"{where}: {failure.message}"


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
