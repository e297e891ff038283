"""Which language a report is in; only English ones can be analysed so far."""

from __future__ import annotations

import re

from rashomon import lexicon

_SHORTEST = 200
# Function words make up two fifths of English running text; a fifth of it is still clearly English.
_ENGLISH_SHARE = 0.2


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language that ``text`` is in; ``en`` where it is too short to tell."""
    words = re.findall(r"\w+", text[:20_000].lower())
    english = frozenset(lexicon.load("function_words"))
    if len(text) < _SHORTEST or sum(word in english for word in words) >= _ENGLISH_SHARE * len(words):
        return "en"
    from resiliparse.parse.lang import detect_fast

    language = str(detect_fast(text)[0])
    return "en" if language == "unknown" else language


def note_of(language: str) -> str:
    """What a reader should know of a report in ``language``."""
    return f"this report is not English (language code {language}): it is shown, and nothing in it is analysed"
