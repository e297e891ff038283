"""What stands in quotation marks and is nobody's words: titles, nicknames, terms."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Token

from rashomon import lexicon
from rashomon.annotate.cues import Cue, CueKind
from rashomon.annotate.frames import Frame, Run
from rashomon.model import Explanation

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SMALL_WORDS = """a an and as at but by for from in into nor of off on onto or out over s so t the to up upon via with
vs de la le el is"""
_SMALL = frozenset(_SMALL_WORDS.split())
_FOLLOWER = re.compile(r"[ -]([^\W\d_]+)")
_DETERMINERS = frozenset({"the", "a", "an", "this", "that"})
_SCARE_WORDS = 4
_DISPLAY = frozenset({"headline", "heading", "deck"})
_TITLE_REACH = 3
"""Tokens between a noun such as ``film`` and the marks in which it says that they hold its title."""


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("not_quotes")[kind])


@cache
def _phrases(kind: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(entry.split()) for entry in lexicon.load("not_quotes")[kind])


def not_a_quote(doc: Doc, run: Run, frame: Frame, cues: list[Cue]) -> Explanation | None:
    """Why ``run`` is no quotation, or None where it may be one. ``cues`` are those of ``frame``."""
    if not _WORD.search(run.text):
        return Explanation("marks-without-words", "there are no words between the marks")
    before, after = frame.before(run), frame.after(run)
    return _nickname(doc, run) or _term(run, before) or _title(doc, run, frame, before, after, cues) or None


def is_scare_quote(run: Run, frame: Frame, cues: list[Cue]) -> bool:
    """True for a word or two in a sentence of the reporter's in which nobody is said to speak, judge or want anything.

    Asked only of runs that no rule gives to a speaker.
    """
    whole = run.begins_sentence and not frame.before(run) and run.ending in ".?!"
    return not cues and not whole and len(run.text.split()) <= _SCARE_WORDS and frame.block.role not in _DISPLAY


def _nickname(doc: Doc, run: Run) -> Explanation | None:
    """John “Jack” Roe: names directly on both sides of one to three capitalised words."""
    left = doc[run.first - 1] if run.first else None
    right = doc[run.last] if run.last < len(doc) else None
    words = run.text.split()
    if left is None or right is None or not 1 <= len(words) <= 3 or run.text[-1:] in ",.?!":
        return None
    names = left.pos_ == right.pos_ == "PROPN" and left.text[0].isupper() and right.text[0].isupper()
    capital = all(word[0].isupper() or word.lower() in _SMALL for word in words)
    if names and capital and not left.is_sent_end and left.text not in lexicon.load("titles")["titles"]:
        return Explanation("nickname", f"“{run.text}” stands between the parts of a name")
    return None


def _term(run: Run, before: list[Token]) -> Explanation | None:
    """``the term “x”``, ``known as “x”``, ``so-called “x”``: mentioned, not said."""
    if len(run.text.split()) > 6:
        return None
    words = _joined(before[-6:])
    bare = words[:-1] if words and words[-1] in _DETERMINERS else words
    for phrase in _phrases("naming"):
        if tuple(bare[-len(phrase) :]) == phrase or ("-" in phrase[0] and "".join(bare[-3:]).endswith(phrase[0])):
            return Explanation("named-so", f"“{' '.join(phrase)}” says that “{run.text}” is a name in use")
    if len(words) >= 2 and words[-1] in _words("terms") and words[-2] in _DETERMINERS:
        return Explanation("mentioned-term", f"“{words[-2]} {words[-1]}” says that “{run.text}” is mentioned as a word")
    return None


def _joined(tokens: list[Token]) -> list[str]:
    return [token.lower_ for token in tokens]


def _title(
    doc: Doc, run: Run, frame: Frame, before: list[Token], after: list[Token], cues: list[Cue]
) -> Explanation | None:
    """Titles of works: named as such beside the marks, or set like titles where nobody speaks."""
    text = run.text.strip(" ,.")
    if not text or len(text.split()) > 14:
        return None
    set_as_title = title_case(text)
    left = [token.lower_ for token in before[-_TITLE_REACH - 1 :]]
    near = [token.lemma_.lower() for token in before[-_TITLE_REACH:]]
    starts = text[0].isupper() or text[0].isdigit()
    if starts and set_as_title and _is_programme(before, text):
        return Explanation("title-of-work", f"“{run.text}” is what something is said or shown on")
    if left and left[-1] in _words("titled") and frame.block.role != "headline":
        return Explanation("title-announced", f"“{left[-1]}” announces a title")
    if left[-1:] == ["called"] and starts and set_as_title and before[-1].tag_ == "VBN":
        return Explanation("title-announced", "“called” announces a title")
    if left[-1:] == ["called"] and starts and near[:-1] and set(near[:-1]) & _words("works"):
        return Explanation("title-announced", "“called” after the noun of a work announces a title")
    if not starts or not set_as_title:
        return None
    work = next((word for word in reversed(near) if word in _words("works")), None)
    if work is not None and not any(token.pos_ in {"VERB", "AUX"} for token in before[-_TITLE_REACH:]):
        return Explanation("title-of-work", f"“{work}” before the marks says that they hold a title")
    follower = _FOLLOWER.match(doc.text, run.marked.end)
    if follower is not None and follower.group(1).lower() in _words("followers") and run.text[-1:] not in ",.?!":
        return Explanation("title-of-work", f"“{follower.group(1)}” after the marks belongs to a work or its makers")
    if frame.block.role in {"headline", "heading", "deck"} or _spoken(run, frame, before, after, cues):
        return None
    if len(_content(text)) >= 2 or (
        before and before[-1].pos_ in {"ADP", "PROPN"} and before[-1].lower_ not in {"as", "to"}
    ):
        return Explanation("set-as-title", f"“{run.text}” is set like a title and nobody is said to speak here")
    return None


def _is_programme(before: list[Token], text: str) -> bool:
    """``on “Morning Harbour”``, ``on Channel Nine’s “Morning Harbour”``."""
    if not before:
        return False
    owned = before[-1].tag_ == "POS" and any(token.lower_ == "on" for token in before[-6:-1])
    return owned or (before[-1].lower_ == "on" and len(text.split()) >= 2 and len(text.split()) <= 5)


def _spoken(run: Run, frame: Frame, before: list[Token], after: list[Token], cues: list[Cue]) -> bool:
    """True where a reporting word stands directly beside the run, so that capitals are the speaker's own."""
    near = {token.i for token in [*before[-4:], *after[:8]]}
    if not before and frame.items and frame.items[0] is run and run.ending in ".?!,":
        return True
    return any(cue.kind in {CueKind.SPEECH, CueKind.NAMING, CueKind.ACCORDING} and cue.verb.i in near for cue in cues)


def _content(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word.lower() not in _SMALL]


def title_case(text: str) -> bool:
    """True where every word that matters begins with a capital, as titles and names do."""
    content = _content(text)
    return bool(content) and all(word[0].isupper() for word in content)
