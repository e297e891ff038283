"""Title, outlet and date of a report: what the user gives, what the page's metadata say, what the text says, and
disagreements."""

from __future__ import annotations

import re
from datetime import datetime

from rashomon.model import Outlet, Published
from rashomon.sources import Given

_ISO = re.compile(r"^\d{4}(?:-\d{2}(?:-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?)?$")


def iso(value: str) -> str | None:
    """An ISO date or time in the contract's form, to the minute; None where ``value`` is no such thing, as a 45th day
    of a 13th month is none."""
    value = value.strip()
    if not _ISO.match(value):
        return None
    try:
        # A year or a month is one if its first day is a day.
        datetime.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) <= len("YYYY-MM") else value)
    except ValueError:
        return None
    value = value.replace(" ", "T")
    match = re.match(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(.*)$", value)
    if match is None:
        return value
    zone = match[2].replace("Z", "+00:00")
    return match[1] + (zone[:3] + ":" + zone[3:] if re.fullmatch(r"[+-]\d{4}", zone) else zone)


def title_of(given: Given, found: str | None, notes: list[str]) -> str | None:
    """The given title, else the one found; a disagreement is noted."""
    if given.title and found and given.title.casefold() != found.casefold():
        notes.append(f"the {_source(given)} gives the title {given.title!r}, the report {found!r}")
    return given.title or found


def outlet_of(given: Given, found: str | None) -> Outlet | None:
    """The given outlet, else the one in the page's metadata, else None: an outlet that nothing names is unknown."""
    if given.outlet:
        return Outlet(given.outlet, given.basis)
    return Outlet(found, "metadata") if found else None


def date_of(given: Given, found: Published | None, notes: list[str]) -> Published | None:
    """The given date, else the one found; a disagreement is noted, and a given date that is not ISO 8601 is refused
    with a note."""
    if given.published is None:
        return found
    value = iso(given.published)
    if value is None:
        notes.append(
            f"the {_source(given)} gives the date {given.published!r}, which is no ISO 8601 date; it is not used"
        )
        return found
    if found is not None and found.value[:10] != value[:10]:
        notes.append(f"the {_source(given)} gives the date {value}, the report {found.value}")
    return Published(value, given.basis, (), f"the {_source(given)} gives it")


def _source(given: Given) -> str:
    return "metadata file" if given.basis == "user" else "record"
