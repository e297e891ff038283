"""Ages: numbers that say how old somebody is, and the word that names the person.

``Ana Brock, 31,`` · ``Brock (31)`` · ``a 31-year-old`` · ``aged 16`` · ``at age 12`` · ``she is 40``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from rashomon.annotate.intervals import Quantity
from rashomon.annotate.nominals import names_a_person
from rashomon.annotate.numbers import Word, is_dash
from rashomon.annotate.syntax import token_at

OLDEST = 125
_AGED = frozenset({"aged", "age", "ages"})
_BECOME = frozenset({"be", "turn", "become"})
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_PERSONS = frozenset({"he", "she", "i", "you", "who", "they"})


@dataclass(frozen=True, slots=True)
class Age:
    """``start`` and ``end`` are the characters of the whole expression; ``person`` the token that names who it is."""

    start: int
    end: int
    person: Token | None
    rule: str
    others: tuple[Token, ...] = ()
    """The persons to whom the ages that follow belong, in order: ``Ana and Ben, aged 16 and 13 respectively``."""


def find_age(line: Sequence[Word], quantity: Quantity, doc: Doc, number: Token, *, previous: Age | None) -> Age | None:
    """The age that ``quantity`` states, or None. ``previous``: the age that stands right before, for
    ``aged 16 and 13``."""
    low = quantity.low if quantity.low is not None else quantity.high
    if low is None or not 0 < low < OLDEST or quantity.kind not in ("digits", "words"):
        return None
    start, end = line[quantity.first].start, line[quantity.last - 1].end
    if quantity.unit in ("year", "month", "week", "day"):
        return _old(line, quantity, doc, start, number)
    if quantity.unit is not None:
        return None
    first = (
        quantity.first - 1 if quantity.first and line[quantity.first - 1].lower in ("now", "then") else quantity.first
    )
    before = line[first - 1] if first and not line[first].breaks else None
    after = line[quantity.last] if quantity.last < len(line) and not line[quantity.last].breaks else None
    if before is None:
        return None
    if before.lower in _AGED:
        first = quantity.first - 1
        persons = _respective(line, quantity, doc)
        return Age(line[first].start, end, persons[0] if persons else None, "age-after-aged", persons[1:])
    if before.lower == "of" and quantity.first >= 2 and line[quantity.first - 2].lower in _AGED:
        return Age(line[quantity.first - 2].start, end, _subject(number), "age-after-aged")
    if (
        before.text in ",("
        and quantity.kind == "digits"
        and quantity.form == "number"
        and "," not in line[quantity.first].text
    ):
        closes = (
            after is None or after.text in ",.;:)" or after.lower in ("and", "of", "who", "told", "said", "a", "an")
        )
        person = _named_before(doc, before.start)
        if closes and person is not None and (before.text != "(" or (after is not None and after.text == ")")):
            return Age(_name_start(person).idx, end, person, "age-in-apposition")
        several = number.dep_ == "appos" and number.head.tag_ == "NNS" and names_a_person(number.head)
        if closes and several and before.text == "," and number.nbor(-2).i == number.head.i:
            return Age(start, end, None, "age-in-apposition")
        if closes and quantity.first >= 2 and line[quantity.first - 2].lower == "age":
            return Age(
                line[quantity.first - 2].start, end, _possessor(doc, line[quantity.first - 2].start), "age-after-age"
            )
    if before.lower in ("and", ",") and previous is not None and line[quantity.first - 2].end == previous.end:
        whose = previous.others[0] if previous.others else None
        return Age(start, end, whose, "age-beside-an-age", previous.others[1:])
    if _predicate(number, after):
        return Age(start, end, _subject(number), "age-after-be")
    if quantity.form == "number" and before.lower == "at" and number.head.lower_ in ("died", "dies", "die", "dead"):
        return Age(start, end, _subject(number), "age-after-aged")
    if quantity.hedge in ("under", "over", "below", "above", "older than", "younger than") and _limits(number, after):
        return Age(start, end, None, "age-limit")
    return None


def _limits(number: Token, after: Word | None) -> bool:
    """``children under 12``, ``patients over 65``: a bare number behind a noun for persons."""
    person = number.head
    ends = after is None or not after.text[0].isalpha() or after.joined or number.doc[number.i + 1].pos_ not in _NAMING
    return ends and number.dep_.startswith(("nmod", "obl")) and person.pos_ == "NOUN" and names_a_person(person)


def _respective(line: Sequence[Word], quantity: Quantity, doc: Doc) -> tuple[Token, ...]:
    """The persons to whom a row of ages after ``aged`` belongs, in order: the names right before the comma.

    Two names take two ages only where the text says "respectively"; without it they are nobody's.
    """
    aged = quantity.first - 1
    if not aged or line[aged - 1].text not in ",(":
        return ()
    person = _named_before(doc, line[aged - 1].start)
    if person is None:
        return ()
    names = [person]
    first = _name_start(person)
    while first.i > 1 and first.nbor(-1).lower_ in ("and", ",") and first.nbor(-2).pos_ == "PROPN" and len(names) < 6:
        names.append(first.nbor(-2))
        first = _name_start(names[-1])
    if len(names) == 1:
        return (person,)
    coming = [word.lower for word in line[quantity.last : quantity.last + 8] if not word.breaks]
    return tuple(reversed(names)) if "respectively" in coming else ()


def _old(line: Sequence[Word], quantity: Quantity, doc: Doc, start: int, number: Token) -> Age | None:
    """``31-year-old``, ``31 years old``, ``31 years of age``; also as a noun, ``a 31-year-old``."""
    i = quantity.last
    if i < len(line) and is_dash(line[i]) and line[i].joined:
        i += 1
    if i >= len(line) or line[i].breaks:
        return None
    if line[i].lower in ("old", "olds"):
        token = token_at(doc, line[i].start)
        return Age(start, line[i].end, _described(token, number) if token is not None else None, "year-old")
    if line[i].lower == "of" and i + 1 < len(line) and line[i + 1].lower == "age":
        return Age(start, line[i + 1].end, _subject(number), "year-old")
    return None


def _named_before(doc: Doc, offset: int) -> Token | None:
    """The name that ends right before the comma or bracket at ``offset``: a person's, as far as the parse says."""
    mark = token_at(doc, offset)
    if mark is None or mark.i == 0:
        return None
    name = mark.nbor(-1)
    if name.is_space and name.i:
        name = name.nbor(-1)
    if name.text in ('"', "”", "’", "'") and name.i:
        name = name.nbor(-1)
    if name.text in ("Jr.", "Sr.", "Jr", "Sr", "III", "II") and name.i:
        name = name.nbor(-1)
        name = name.nbor(-1) if name.text == "," and name.i else name
    name = _before_place(name)
    if name.ent_type_ in ("LOC", "ORG") or name.pos_ not in ("PROPN", "NOUN"):
        return None
    return name if name.pos_ == "PROPN" or name.ent_type_ == "PER" else None


def _before_place(name: Token) -> Token:
    """``Ana Brock of Port Ellis, 31``: the name before "of" and a place."""
    first = _name_start(name)
    if name.ent_type_ == "LOC" and first.i > 1 and first.nbor(-1).lower_ == "of" and first.nbor(-2).ent_type_ == "PER":
        return first.nbor(-2)
    return name


def _name_start(person: Token) -> Token:
    """The first word of the name that ends with ``person``: back over capitalised words, five at the most."""
    first = person
    for _ in range(5):
        if first.i == 0 or first.nbor(-1).pos_ != "PROPN" or first.nbor(-1).is_space:
            break
        first = first.nbor(-1)
    return first


def _described(token: Token, number: Token) -> Token | None:
    """Whom ``a 31-year-old engineer`` describes: the name to which the phrase stands in apposition (``Ana Brock, a
    31-year-old engineer``), the name that it stands before (``the 31-year-old Brock``), or the subject of *be*."""
    first = number
    for _ in range(5):
        if first.i == 0 or first.nbor(-1).pos_ not in ("DET", "ADJ", "ADV", "NOUN"):
            break
        first = first.nbor(-1)
    if first.i > 1 and first.pos_ == "DET" and first.nbor(-1).text == ",":
        name = first.nbor(-2)
        return name if name.pos_ == "PROPN" and name.ent_type_ not in ("LOC", "ORG") else None
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if following is not None and following.pos_ == "PROPN" and following.ent_type_ == "PER":
        return following
    head = token
    for _ in range(4):
        if any(child.dep_ == "cop" for child in head.children):
            return next((child for child in head.children if child.dep_.startswith("nsubj")), None)
        if head.dep_ not in (
            "amod",
            "compound",
            "nummod",
            "nmod",
            "obl:npmod",
            "obl:unmarked",
            "nmod:unmarked",
            "advmod",
        ):
            return None
        head = head.head
    return None


def _possessor(doc: Doc, offset: int) -> Token | None:
    noun = token_at(doc, offset)
    if noun is None:
        return None
    return next((child for child in noun.children if child.dep_ == "nmod:poss"), None)


def _subject(number: Token) -> Token | None:
    for token in (number, number.head, number.head.head):
        for child in token.children:
            if child.dep_.startswith("nsubj"):
                return child
    return None


def _predicate(number: Token, after: Word | None) -> bool:
    """``she was about 15``, ``he turned 40``: a bare number said of a person."""
    if after is not None and after.text not in ".,;:)—–-”\"" and after.lower not in (
        "and", "when", "at", "but", "in", "on", "who", "or", "as", "while", "now", "then", "years", "this", "last",
        "next",
    ):  # fmt: skip
        return False
    verb = next((child for child in number.children if child.dep_ == "cop"), None)
    subject = next((child for child in number.children if child.dep_.startswith("nsubj")), None)
    if verb is None and number.head.lemma_.lower() in _BECOME:
        verb = number.head
        subject = next((child for child in verb.children if child.dep_.startswith("nsubj")), None)
    if verb is None or subject is None:
        return False
    described = subject.tag_ == "NN" and names_a_person(subject)
    return subject.lower_ in _PERSONS or subject.ent_type_ == "PER" or described
