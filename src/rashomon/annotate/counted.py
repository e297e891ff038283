"""What a number counts: the noun phrase beside it, the person whose age it is, the verb that it takes part in.

The run of adjectives and nouns right after the number (or after its "of") is the phrase; the parse says which of its
nouns is the head.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from rashomon import lexicon
from rashomon.annotate.syntax import governing_verb

LONGEST = 7
"""Tokens between a number and the head of what it counts."""

_NOUNS = ("NOUN", "PROPN")
_INSIDE = ("ADJ", "NOUN", "PROPN", "NUM", "PART")
_TO_RIGHT = (
    "compound",
    "nmod",
    "nmod:poss",
    "nmod:desc",
    "nmod:unmarked",
    "amod",
    "flat",
    "nummod",
    "case",
    "obl:npmod",
    "obl:unmarked",
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The counted phrase ``doc[first:last]`` with its head token; ``end`` is where the figure's span ends."""

    first: int
    last: int
    head: Token
    rule: str

    @property
    def end(self) -> int:
        token = self.head.doc[self.last - 1]
        return int(token.idx + len(token))


def phrase(counted: Counted) -> str:
    """The counted thing as a lower-case phrase, white space and line ends made one space."""
    doc = counted.head.doc
    return " ".join(doc[counted.first : counted.last].text.lower().split())


def modifiers(counted: Counted) -> tuple[str, ...]:
    """The lemmas of the words before the head, in order."""
    doc = counted.head.doc
    return tuple(
        token.lemma_.lower()
        for token in doc[counted.first : counted.last]
        if token.i != counted.head.i and token.pos_ in ("ADJ", "NOUN", "PROPN", "VERB", "NUM")
    )


def noun_phrase(doc: Doc, first: int, *, rule: str = "noun-after-number") -> Counted | None:
    """The phrase of adjectives and nouns that begins at ``doc[first]`` and ends at its head noun."""
    if first >= len(doc):
        return None
    sentence_end = doc[first].sent.end if doc.has_annotation("SENT_START") else len(doc)
    head: Token | None = None
    i = first
    while i < min(first + LONGEST, sentence_end):
        token = doc[i]
        if token.is_space:
            if "\n" in token.text:
                break
            i += 1  # a no-break space is a token of its own
            continue
        if token.pos_ in _NOUNS:
            head = token
            if not _goes_on(token, first):
                break
        elif token.pos_ == "PART" and head is not None:
            head = None  # "two women's groups": the owner is not what is counted
        elif not _may_stand_inside(doc, i, sentence_end):
            break
        i += 1
    if head is None:
        return None
    return Counted(first, head.i + 1, head, rule)


def over_gap(doc: Doc, i: int) -> int:
    """The index of the first token from ``i`` that is no space within the line."""
    while i < len(doc) and doc[i].is_space and "\n" not in doc[i].text:
        i += 1
    return i


def _goes_on(token: Token, first: int) -> bool:
    """True where a noun only modifies a later one."""
    if token.dep_ in _TO_RIGHT and token.head.i > token.i and token.head.i - first < LONGEST:
        return True
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if following is None:
        return False
    if following.pos_ == "PART" and following.tag_ == "POS":
        return token.head.i > token.i
    # "vice presidents", "shell-fish": names and hyphens that the parse joins the other way round
    return following.dep_ in ("flat", "compound") and following.head.i == token.i and following.pos_ in _NOUNS


def _may_stand_inside(doc: Doc, i: int, end: int) -> bool:
    token = doc[i]
    if token.pos_ in _INSIDE or token.dep_ == "amod" or token.tag_ == "HYPH" or token.text in ("-", "‑"):
        return True
    if token.pos_ == "ADV" and i + 1 < end:  # "two badly damaged ships"
        return doc[i + 1].pos_ == "ADJ" or doc[i + 1].dep_ == "amod"
    if token.pos_ == "VERB" and token.dep_ in ("amod", "compound"):
        return True
    if token.text == "," or token.pos_ == "CCONJ":  # "two small, heavy boxes"
        return i + 1 < end and doc[i + 1].pos_ == "ADJ" and doc[i - 1].pos_ == "ADJ"
    return False


def of_phrase(doc: Doc, first: int) -> Counted | None:
    """The phrase after "of" or "out of" (``two of the people``, ``dozens of boats``) at ``doc[first]``."""
    if first + 1 < len(doc) and doc[first].lower_ == "out":
        first += 1
    if first >= len(doc) or doc[first].lower_ != "of":
        return None
    i = over_gap(doc, first + 1)
    while i < len(doc) and i < first + 5 and (doc[i].pos_ in ("DET", "PRON") or doc[i].tag_ in ("PRP$", "WDT")):
        if doc[i].lower_ in ("them", "us", "you", "whom", "which"):
            return None
        i += 1
    start = i
    while i < len(doc) and i < first + 5 and doc[i].pos_ == "NUM":
        i += 1
    return noun_phrase(doc, i if i < len(doc) else start, rule="noun-after-of")


def state(doc: Doc, first: int) -> Counted | None:
    """``40 injured``, ``three dead``: the people by what happened to them, where the word governs no object."""
    if first >= len(doc) or doc[first].lower_ not in lexicon.load("context")["states"]:
        return None
    word = doc[first]
    if any(child.dep_ in ("obj", "ccomp", "xcomp") for child in word.children):
        return None
    return Counted(first, first + 1, word, "noun-after-number")


def after_preposition(doc: Doc, first: int, prepositions: tuple[str, ...]) -> Counted | None:
    """The phrase after one of ``prepositions`` at ``doc[first]`` (``$5 in cash``): the money's kind or place."""
    if first >= len(doc) or doc[first].lower_ not in prepositions:
        return None
    i = first + 1
    if i < len(doc) and doc[i].lower_ == "of":
        i += 1
    while i < len(doc) and i < first + 5 and (doc[i].pos_ == "DET" or doc[i].tag_ == "PRP$"):
        i += 1
    return noun_phrase(doc, i, rule=f"noun-after-{doc[first].lower_}")


def owner_before(doc: Doc, first: int) -> Token | None:
    """The noun before "of" or "at" before a sum: ``a fine of $500``, ``a price of about $3``."""
    if first < 2 or doc[first - 1].lower_ != "of" or doc[first - 2].pos_ not in _NOUNS:
        return None
    return doc[first - 2]


def verb_of(token: Token) -> Token | None:
    """The verb that governs the figure."""
    return governing_verb(token)


def arguments(verb: Token) -> dict[str, Token]:
    """The subject and object of ``verb``, by dependency label without its subtype."""
    out: dict[str, Token] = {}
    for child in verb.children:
        label = child.dep_.partition(":")[0]
        if child.dep_ == "nsubj:pass":
            out.setdefault("nsubj:pass", child)
        elif label in ("nsubj", "obj"):
            out.setdefault(label, child)
    return out
