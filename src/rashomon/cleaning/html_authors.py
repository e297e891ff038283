"""The names in a declared byline, without "By", addresses, handles, job titles and the outlet's own name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rashomon.cleaning.html_features import squeeze

_BY = re.compile(
    r"^(?:(?:(?:this post was\s)?written|reported|posted|story|words)\s)?by[:\s]\s{0,3}|^authors?[:\s]\s{0,3}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.|@|\.(?:com|org|net|co|html?)\b", re.IGNORECASE)
_JOB = re.compile(
    r"\b(?:editor|editors|reporter|correspondent|writer|columnist|producer|contributor|contributing|staff|journalist"
    r"|bureau chief|analyst|fellow|professor|director|manager|ph\.?d\.?|md|m\.d\.|rd|rdn|cfp|mba|jr\.?|sr\.?|ii|iii"
    r"|intern|freelance|freelancer|strategist|specialist|associate|senior|head of|founder|ceo|author)\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s{0,3}(?:;|\||•|·|\s/\s|\s(?:&|and|with)\s)\s{0,3}", re.IGNORECASE)
_NOBODY = frozenset(
    {
        *("admin", "administrator", "staff", "editor", "editors", "guest", "unknown", "anonymous", "wordpress"),
        *("webmaster", "user", "author", "none", "null", "by", "editorialteam", "siteadmin", "superuser"),
    }
)
_LONGEST = 60


def clean_authors(names: Iterable[str], outlet: str | None) -> tuple[str, ...]:
    """The persons (or agencies) that ``names`` hold, each once, in their order; nobody where none is left."""
    site = squeeze(outlet or "").removeprefix("the")
    found: dict[str, str] = {}
    for entry in names:
        for name in _split(entry):
            key = squeeze(name)
            known = key in found or key in _NOBODY or key.removeprefix("the") == site
            if key and not known and _is_name(name):
                found[key] = name
    return tuple(found.values())


def _split(entry: str) -> list[str]:
    entry = _BY.sub("", " ".join(entry.split())[:400])
    names: list[str] = []
    for part in _SPLIT.split(entry):
        pieces = [piece.strip(" .,–—-") for piece in part.split(",")]
        # "Jane Roe, Senior Editor" and "Jane Roe, Berlin" are one person, "Jane Roe, John Doe" are two.
        kept = [
            piece for number, piece in enumerate(pieces) if number == 0 or (" " in piece and not _JOB.search(piece))
        ]
        names.extend(_BY.sub("", piece) for piece in kept)
    return names


def _is_name(name: str) -> bool:
    return (
        len(name) <= _LONGEST
        and _ADDRESS.search(name) is None
        and any(map(str.isalpha, name))
        and not any(map(str.isdigit, name))
        and len(name.split()) <= 6
    )
