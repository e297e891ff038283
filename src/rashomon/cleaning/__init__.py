"""Raw page → document: main text, blocks with roles, title, byline, date, outlet; what was removed and why."""

from __future__ import annotations

from dataclasses import replace

from rashomon.cleaning.language import language_of, note_of
from rashomon.cleaning.plain import Habits, clean_plain, learn_habits
from rashomon.errors import InputError
from rashomon.model import Document
from rashomon.sources import RawReport

__all__ = ["LONGEST", "Habits", "clean", "learn_habits"]

LONGEST = 500_000
"""Characters of the longest report that is read: a thick book. What is longer is no news report, and would hold up the
whole pile."""


def clean(raw: RawReport, habits: Habits | None = None) -> Document:
    """The document of a raw report. Raises InputError with the code of the failure and what to do.

    ``habits`` are what the reports of a pile share; without them each report is cleaned on its own.
    """
    if raw.media_type == "text/html":
        from rashomon.cleaning.html import clean_html

        document = clean_html(raw)
    else:
        document = clean_plain(raw, habits)
    if len(document.text) > LONGEST:
        where = raw.origin.path or raw.origin.url or "standard input"
        raise InputError(
            "too-long", f"{where} has {len(document.text):,} characters, more than {LONGEST:,}; give the report alone"
        )
    language = language_of(document.text)
    notes = document.notes if language == "en" else (*document.notes, note_of(language))
    return replace(document, language=language, notes=notes)
