"""Reads bylines and date lines: who wrote, when, and where the text says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import dateparser

from rashomon import lexicon

_PARTICLE = r"(?:de|del|della|di|da|van|von|der|den|la|le|bin|al|ibn|el|dos|du|ter|ten)"
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w’'À-ÿ\-]*\.?"
_NAME = rf"{_CAPITALISED}(?:\s(?:{_PARTICLE}\s){{0,2}}{_CAPITALISED}){{1,3}}"
_BY = re.compile(
    r"^(?:(?:story|words|text|report|written|reporting|analysis|opinion) )?by\b[:\s]{1,3}(.{3,160})$", re.IGNORECASE
)
_WHOLE_NAME = re.compile(rf"^{_NAME}$")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_ORDINAL = r"(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?:{_MONTH} \d{{1,2}}{_ORDINAL},? \d{{4}}|\d{{1,2}}{_ORDINAL} {_MONTH},? \d{{4}}"
    r"|\d{4}-\d{2}-\d{2})\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(\d{1,2})[:.](\d{2})(?::\d{2})? ?(?:([ap])\.?m\.?)?(?: ?\(?\b([A-Z]{2,4})\b\)?)?"
    r"|\b(\d{1,2}) ?([ap])\.?m\.?(?: ([A-Z]{2,4})\b)?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:first )?(?:published|posted|updated|last (?:updated|modified)|date|created|modified|on)\b"
    r"(?: (?:on|at))?\s?:?",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.’'\-]+(?:[ ,/][ ]?[A-ZÀ-Þ][\wÀ-ÿ.’'\-]*){0,5}),?"
    r"(?: \d{1,2} [A-Z][a-z]+\.?| [A-Z][a-z]+\.? \d{1,2})?"
    r"(?: \((?P<agency>[A-Z][\w \-/]{1,30})\))? ?(?:[—–―]|--| - |-(?= ))"
)
# Offsets of the zone abbreviations that news outlets print; an unknown one leaves the time without an offset.
_ZONES = {"UTC": "+00:00", "GMT": "+00:00", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "MSK": "+03:00"}
_ZONES |= {"EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00"}
_ZONES |= {"MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00"}
_SPLIT_NAMES = re.compile(r"\s*(?:,|;|&|\band\b|\bwith\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says. ``date`` is ISO 8601 at the precision given; ``date_at`` is where it stands in the line."""

    authors: tuple[str, ...] = ()
    date: str | None = None
    date_at: tuple[int, int] | None = None
    updated: bool = False


def read_byline(line: str) -> Byline | None:
    """The author and date of a byline such as ``By Jane Roe``, ``Jane Roe | March 26, 2019 | 5:08pm EDT``; None if
    it is none."""
    if len(line) > 200:
        return None
    match = _BY.match(line)
    if match:
        authors = names_of(match[1])
        date = read_date(line)
        return Byline(authors, *(date or (None, None))) if authors else None
    parts = [part.strip() for part in re.split(r"\s[|·•–—]\s|\s{2,}|\t|\||·", line) if part.strip()]
    date = read_date(line)
    authors = tuple(name for part in parts if not _DATE.search(part) for name in names_of(part))
    if date is not None:
        rest = _LABEL.sub("", _TIME.sub("", _DATE.sub("", line))).strip(" |·•–—,-()")
        # A date line is a date with a label and perhaps the author; more words make it a sentence.
        if len(rest.split()) <= (8 if authors or "|" in line or "·" in line else 4):
            return Byline(
                authors, *date, updated=bool(re.match(r"(?:last )?(?:updated|modified)", line, re.IGNORECASE))
            )
        return None
    return None


def is_person_name(line: str) -> bool:
    """True for a line that is nothing but one or more personal names (Eoin Higgins; Jane Roe and John Doe)."""
    if len(line) > 80 or (line.endswith((".", "?", "!", ":")) and not line.endswith(("Jr.", "Sr."))):
        return False
    names = names_of(line)
    return bool(names) and sum(len(name) for name in names) >= len(re.sub(_SPLIT_NAMES, "", line)) - 1


def names_of(text: str) -> tuple[str, ...]:
    """The personal names in the words after "By", without roles, outlets and dates."""
    words = lexicon.load("bylines")
    forbidden, roles = set(words["not_names"]), set(words["roles"])
    text = re.split(r"\s[|·•]\s|\||·|\(|\bin [A-Z]|\bfor (?:the )?[A-Z]|\bat [A-Z]", text)[0]
    found = []
    for part in _SPLIT_NAMES.split(text):
        name = part.strip(" .–—-:")
        if name.isupper():
            name = name.title()
        if not name or name.lower() in roles:
            continue
        if _WHOLE_NAME.match(name) and not forbidden & set(re.findall(r"[a-z]+", name.lower())):
            found.append(name)
        else:
            break
    return tuple(found)


def read_date(line: str) -> tuple[str, tuple[int, int]] | None:
    """The full date in a line, with its time and zone where they stand beside it, and the place of both; None
    without a year."""
    match = _DATE.search(line)
    if match is None:
        return None
    parsed = dateparser.parse(match[0].replace("Sept.", "Sep."), languages=["en"], settings={"STRICT_PARSING": True})
    if parsed is None:
        return None
    return _with_time(parsed, line, match.span())


def _with_time(day: datetime, line: str, place: tuple[int, int]) -> tuple[str, tuple[int, int]]:
    value = day.date().isoformat()
    for time in _TIME.finditer(line):
        if time.start() < place[1] and time.end() > place[0]:
            continue
        gap = line[place[1] : time.start()] if time.start() >= place[1] else line[time.end() : place[0]]
        if len(gap) > 12:
            continue
        hour, minute = int(time[1] or time[5]), int(time[2] or 0)
        half, zone = (time[3] or time[6] or "").lower(), (time[4] or time[7] or "").upper()
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        if hour > 23 or minute > 59:
            continue
        return (
            f"{value}T{hour:02}:{minute:02}{_ZONES.get(zone, '')}",
            (min(place[0], time.start()), max(place[1], time.end())),
        )
    return value, place


def dateline(line: str) -> re.Match[str] | None:
    """The place, and the agency if one is credited, at the head of a wire report: ``PORT SABLE, May 14 (Meridian)
    -``."""
    match = _DATELINE.match(line)
    return match if match and match["place"].split(",")[0].isupper() else None


def is_credit(line: str) -> bool:
    """True where a picture's credit stands in the line."""
    return _credits().search(line.lower()) is not None


@cache
def _credits() -> re.Pattern[str]:
    # In lower case like the expressions themselves: leaving case open would take several times as long.
    return re.compile("|".join(f"(?:{entry})" for entry in lexicon.load("bylines")["credits"]))
