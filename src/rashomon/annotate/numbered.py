"""Numbers that count nothing: labels, parts of names, list marks, telephone numbers, scores, idioms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from rashomon import lexicon
from rashomon.annotate.intervals import Quantity
from rashomon.annotate.numbers import Word, is_dash


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(lexicon.load("numbered")[name])


def one_nouns() -> frozenset[str]:
    """Nouns beside which ``one`` does not count."""
    return _list("one_nouns")


def no_quantity(
    line: Sequence[Word], quantity: Quantity, *, titled: bool, block_start: bool, number: Token | None
) -> str | None:
    """Why ``quantity`` states no quantity, as the name of a rule; None where it may state one.

    ``titled``: it stands in a headline, where capitals say nothing. ``block_start``: it is the first word of its block.
    ``number``: the token of the numeral.
    """
    first = line[quantity.number_first]
    before = line[quantity.first - 1] if quantity.first and not line[quantity.first].breaks else None
    after = line[quantity.last] if quantity.last < len(line) and not line[quantity.last].breaks else None
    bare = quantity.unit is None and quantity.hedge is None
    if quantity.form == "score":
        return "score"
    if before is not None and line[quantity.first].joined and _glued_before(line, quantity.first):
        return "part-of-a-name"
    if after is not None and after.joined and after.text in "/_@" and bare:
        return "code"
    if quantity.form == "interval" and bare and _telephone(line, quantity):
        return "telephone-number"
    if block_start and bare and after is not None and after.text in ".)" and after.joined:
        return "list-mark"
    if before is not None and bare:
        if (
            before.text == "("
            and after is not None
            and after.text == ")"
            and quantity.kind == "digits"
            and first.joined
        ):
            follows = line[quantity.last + 1] if quantity.last + 1 < len(line) else None
            if follows is not None and follows.text.isdigit():
                return "telephone-number"
        label = line[quantity.first - 2].lower if before.text == "." and quantity.first >= 2 else before.lower
        if label in _list("labels") and quantity.form in ("number", "interval") and not _counting(number):
            return "label"
        if (
            before.text.istitle()
            and not titled
            and quantity.kind in ("digits", "words")
            and _named(line, quantity, before, number)
        ):
            return "part-of-a-name"
    if quantity.kind == "words" and bare and not titled and _titled_name(line, quantity, block_start=block_start):
        return "part-of-a-name"
    if quantity.linked or (after is not None and after.joined and is_dash(after)):
        compound = line[quantity.last + 1].lower if quantity.last + 1 < len(line) and not quantity.linked else ""
        if compound in _list("descriptions") and quantity.kind in ("digits", "words"):
            return "description"
        if compound and line[quantity.last + 1].text[0].isupper() and not titled:
            return "part-of-a-name"
    if quantity.kind == "occasions":
        return _occasions(line, quantity, after)
    if after is not None and after.lower in _list("idioms") and quantity.unit is None:
        return "idiom"
    if (
        quantity.unit == "cent"
        and quantity.kind == "words"
        and before is not None
        and before.lower in ("my", "his", "her", "their")
    ):
        return "idiom"
    if quantity.unit == "percent" and quantity.low == quantity.high == 100 and number is not None:
        return _whole_heartedly(number)
    return None


def _counting(number: Token | None) -> bool:
    """The parse gives the number to a noun on its right."""
    return number is not None and number.dep_ == "nummod" and number.head.i > number.i


def _glued_before(line: Sequence[Word], i: int) -> bool:
    """``S-300``, ``@user5``, ``#7``, ``v2``, ``1/2``: something that belongs to the number stands right before it."""
    before = line[i - 1]
    if before.text[-1].isalnum() or before.text in "@#/_&.:~=":
        return True
    return is_dash(before) and i >= 2 and before.joined and line[i - 2].text[-1].isalnum()


def _telephone(line: Sequence[Word], quantity: Quantity) -> bool:
    first, last = line[quantity.number_first].text, line[quantity.number_last - 1].text
    return first.isdigit() and last.isdigit() and len(first) == 3 and len(last) in (3, 4)


def _named(line: Sequence[Word], quantity: Quantity, before: Word, number: Token | None) -> bool:
    """``Boeing 737``, ``Apollo 11``: a name right before. A count keeps its noun after it, and the parse knows it."""
    if number is None or number.i == 0:
        return False
    name = number.nbor(-1)
    if name.pos_ != "PROPN" or not before.text[0].isupper():
        return False
    if quantity.kind == "digits" and "," not in line[quantity.number_first].text:
        return not _counting(number) or number.head.i > number.i + 3
    return number.dep_ != "nummod" and quantity.kind != "digits"


def _titled_name(line: Sequence[Word], quantity: Quantity, *, block_start: bool) -> bool:
    """``Three Rivers``: capitals inside a sentence, on the number and on the word after it."""
    first = line[quantity.number_first]
    if not first.text[0].isupper() or block_start or quantity.last >= len(line):
        return False
    before = line[quantity.first - 1] if quantity.first else None
    if before is None or before.text in ".?!:“\"‘'(—–…" or line[quantity.first].breaks:
        return False
    return line[quantity.last].text[0].isupper() or before.text[0].isupper()


def _occasions(line: Sequence[Word], quantity: Quantity, after: Word | None) -> str | None:
    if quantity.form == "alternatives" or quantity.hedge is not None:
        return None
    if line[quantity.number_first].lower == "once":
        return "once-as-adverb"
    if after is not None and after.lower in ("as", "the", "over", "removed"):
        return "multiple"
    return None


def _whole_heartedly(number: Token) -> str | None:
    """``I 100 percent agree``: an adverb between the subject and its verb."""
    doc = number.doc
    before = doc[number.i - 1] if number.i else None
    after = doc[number.i + 2] if number.i + 2 < len(doc) else None
    if before is None or after is None or after.pos_ not in ("VERB", "ADJ", "AUX", "ADV"):
        return None
    return "idiom" if before.pos_ in ("PRON", "AUX", "VERB", "ADV") else None


def is_pronoun_one(line: Sequence[Word], quantity: Quantity, noun: str | None, number: Token | None) -> bool:
    """True where ``one`` points instead of counting: ``one of the``, ``no one``, ``one day``, ``the one``."""
    before = line[quantity.first - 1].lower if quantity.first else ""
    after = line[quantity.last] if quantity.last < len(line) else None
    if quantity.hedge is not None:
        return False
    if before in _list("one_before") or noun is None or noun in _list("one_nouns"):
        return True
    if after is None or after.lower == "of" or after.breaks:
        return True
    return number is None or number.dep_ != "nummod"


def is_pronoun_number(line: Sequence[Word], quantity: Quantity) -> bool:
    """``the two met``: a number written out, with no noun, after a word that points."""
    if quantity.kind not in ("words", "vague") or quantity.hedge is not None or quantity.unit is not None:
        return False
    before = line[quantity.first - 1].lower if quantity.first else ""
    return before in _list("pronoun_before") and (quantity.kind == "vague" or (quantity.low or 0) <= 12)
