"""Which of a clause's time expressions says when it happened, and whether it gives the day or only a bound."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from spacy.tokens import Token

from rashomon import lexicon
from rashomon.annotate.cues import SUBJECTS
from rashomon.annotate.nominals import names_a_person

_WHEN = frozenset({"obl", "nmod", "advmod"})


def dated(time: Token, head: Token, own: Collection[int], actors: Collection[int]) -> Token | None:
    """The word of the clause that the expression with the head ``time`` dates: its predicate ``head``, or an infinitive
    that this governs (``was set to land on Monday``); None where it dates neither.

    The expression hangs from that verb; or stands without a preposition behind a noun of the clause (``arrived in the
    capital Saturday``), which a bare day does not describe; or between a person and the verb (``Vidal on Friday
    left``).
    "The meeting on Friday" may date the meeting or what is said of it: such a day dates nothing. ``own`` are the tokens
    of the clause, ``actors`` the heads of mentions.
    """
    if time.i not in own or time.i == head.i:
        return None
    root = time
    while root.dep_ == "conj" and root.head.i != root.i:
        root = root.head
    word = above = root.head
    while above.dep_ == "xcomp" and above.i != head.i:
        above = above.head
    if above.i == head.i:
        return word if root.dep_.split(":")[0] in _WHEN else None
    if root.dep_.split(":")[0] not in {"obl", "nmod"} or word.i > root.i or word.pos_ not in {"NOUN", "PROPN"}:
        return None
    if word.dep_ in SUBJECTS:
        acts = word.i in actors or names_a_person(word)
        return head if acts and word.head.i == head.i and root.i < head.i else None
    bare = not any(child.dep_ in {"case", "nmod:poss"} for child in root.children)
    return head if bare else None


def bound(time: Token) -> Mapping[str, str]:
    """``after`` or ``before`` where a preposition makes the day a bound: "since 2001", "by Friday"."""
    bounds: Mapping[str, str] = lexicon.load("calendar")["bounds"]
    cases = [child.lower_ for child in time.children if child.dep_ == "case"]
    return next(({"bound": bounds[case]} for case in cases if case in bounds), {})
