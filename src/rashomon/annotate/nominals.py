"""Noun phrases of a report: where they begin and end, and what their head says.

The bounds are read off the tags, not the tree: a parser that hangs one preposition wrong would otherwise tear labels.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from rashomon import lexicon

LONGEST_LABEL = 30
"""Tokens. Nobody reads a longer phrase as a label; it is cut to the part before its relative clause."""
LONGEST_PREMODIFIER = 12

POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
DASHES = frozenset({"—", "–", "―", "--", "-"})
_STOPS = frozenset({",", ".", ";", ":", "!", "?", ")", "]", "…", *DASHES})
_MARKS = frozenset({'"', "“", "”", "‘"})
_RELATIVES = frozenset({"who", "whom", "whose", "which", "that", "where"})
_PERSON_ENDINGS = ("man", "woman", "person", "ologist", "ician", "keeper")


def text_of(doc: Doc, start: int, end: int) -> str:
    """The text of the tokens ``[start, end)`` without the space after the last."""
    if end == start + 1:
        return str(doc[start].text)
    # Neither Doc.text, which is built anew at every call, nor Span.text, which costs ten times as much.
    tokens = [doc[i] for i in range(start, min(end, len(doc)))]
    return "".join([token.text_with_ws for token in tokens[:-1]]) + tokens[-1].text if tokens else ""


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` without white space, marks and linking words at its edges; may come out empty."""
    while start < end and (doc[start].is_space or (doc[start].is_punct and doc[start].text not in {"(", "["})):
        if doc[start].text in _MARKS and any(doc[k].text in _MARKS for k in range(start + 2, min(start + 6, end))):
            break  # '"Harbour" actress': the marks are inside the label.
        start += 1
    while start < end:
        last = doc[end - 1]
        if not (last.is_space or (last.is_punct and last.text not in {")", "]"}) or last.pos_ in {"CCONJ", "ADP"}):
            break
        end -= 1
    return start, end


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as tokens: ``[start, core)`` up to its noun, ``[start, middle)`` with its prepositional phrases,
    ``[start, end)`` with participles and relative clauses; ``closed`` where punctuation ends it."""

    start: int
    core: int
    middle: int
    end: int
    closed: bool

    def ranges(self) -> tuple[tuple[int, int], ...]:
        """The different ranges, the longest that can be a label first."""
        ends = dict.fromkeys(
            [self.end if self.end - self.start <= LONGEST_LABEL else self.middle, self.middle, self.core]
        )
        return tuple((self.start, end) for end in ends if self.start < end and end - self.start <= LONGEST_LABEL)


def phrase(head: Token) -> Phrase:
    """The noun phrase of ``head``."""
    doc = head.doc
    start = phrase_start(head)
    core = head.i + 1
    middle, closed, at = core, True, core
    relative = False
    end = core
    limit = min(len(doc), head.i + 1 + 2 * LONGEST_LABEL)
    while at < limit:
        token = doc[at]
        if token.text == "(" and (close := _closing_bracket(doc, at)) is not None:
            at = end = close + 1
            middle = middle if relative else end
            continue
        if token.text in {"”", '"'} and not any(doc[k].text in _MARKS for k in range(start, at)):
            break  # The phrase began inside the marks and ends with them.
        if "\n" in token.text or (token.text in _STOPS and not _inside_word(doc, at)) or token.is_sent_start:
            break
        if token.lower_ in _RELATIVES and not relative:
            relative = True
            middle = end
        elif (not relative and token.pos_ in {"VERB", "AUX"} and not _participle(token)) or (
            token.lower_ in {"and", "or", "but"} and not relative and not _joins_nouns(doc, at)
        ):
            closed = False
            break
        elif (
            token.lower_ in {"when", "while", "because", "if", "after", "before", "as", "since", "until"}
            and not relative
        ):
            closed = token.lower_ != "as"
            break
        at += 1
        end = at
        if not relative and middle == at - 1 and not (token.pos_ == "VERB" and _participle(token)):
            middle = at
    _, middle = trim(doc, start, max(middle, core))
    while middle > core and doc[middle - 1].pos_ in {"ADV", "ADP"}:
        middle -= 1
    _, end = trim(doc, start, max(end, core))
    return Phrase(start, core, max(middle, core), max(end, core), closed)


def _closing_bracket(doc: Doc, at: int) -> int | None:
    return next((k for k in range(at + 1, min(at + 8, len(doc))) if doc[k].text == ")"), None)


def phrase_start(head: Token) -> int:
    """Where the phrase that ends in ``head`` begins: its determiner, or its first adjective or noun."""
    doc = head.doc
    start = at = head.i
    while at > 0 and not doc[at].is_sent_start and head.i - at < LONGEST_PREMODIFIER:
        at -= 1
        token = doc[at]
        if token.is_space:
            break
        if token.pos_ == "DET" or token.tag_ == "PRP$" or token.lower_ in {"the", "a", "an", "another"}:
            start = at
            break
        if token.pos_ in {"ADJ", "NOUN", "PROPN", "NUM"} or (
            token.pos_ == "VERB" and _participle(token) and not token.is_ancestor(head)
        ):
            start = at
        elif token.text in POSSESSIVES or token.tag_ == "POS" or _inside_word(doc, at) or _between_adjectives(doc, at):
            continue
        elif (token.pos_ == "ADV" and doc[at + 1].pos_ in {"ADJ", "VERB"}) or (
            token.text in _MARKS
            and any(doc[k].text in _MARKS for k in range(max(0, at - 4), at + 5) if k != at and k < head.i)
        ):
            start = at
        else:
            break
    while start < head.i and (doc[start].text in POSSESSIVES or doc[start].text in DASHES):
        start += 1
    return start


def _participle(token: Token) -> bool:
    return token.tag_ in {"VBN", "VBG"} or "Part" in token.morph.get("VerbForm", []) or token.dep_ in {"amod", "acl"}


def _inside_word(doc: Doc, at: int) -> bool:
    """A hyphen or dot with no space on either side is a part of a word."""
    return (
        0 < at < len(doc) - 1
        and not doc[at].whitespace_
        and not doc[at - 1].whitespace_
        and doc[at].text in {"-", "‐", "–", "/", "."}
    )


def _between_adjectives(doc: Doc, at: int) -> bool:
    return (
        doc[at].text in {",", "and"}
        and 0 < at < len(doc) - 1
        and doc[at - 1].pos_ == "ADJ"
        and doc[at + 1].pos_ in {"ADJ", "NOUN"}
    )


def _joins_nouns(doc: Doc, at: int) -> bool:
    """``agent and Marine who …``: the conjunction goes on with a noun phrase, not with another clause."""
    for token in doc[at + 1 : at + 8]:
        if token.pos_ in {"NOUN", "PROPN"}:
            return True
        if token.pos_ not in {"ADJ", "DET", "NUM", "ADV", "PUNCT"}:
            return False
    return False


def core(head: Token) -> tuple[int, int]:
    """The token range of the phrase of ``head`` up to the noun itself."""
    return phrase_start(head), head.i + 1


@cache
def person_nouns() -> frozenset[str]:
    titles = lexicon.load("titles")
    kin = titles["kin"]
    return frozenset([*titles["persons"], *kin["male"], *kin["female"], *kin["any"]])


@cache
def party_words() -> frozenset[str]:
    return frozenset(lexicon.load("organizations")["parties"])


def lemma_of(token: Token) -> str:
    """The singular of a noun, lower case, with the parse's lemma where the word itself is no known noun."""
    lower = token.lower_
    return lower if lower in person_nouns() else token.lemma_.lower() or lower


def names_a_person(token: Token) -> bool:
    """True where the noun says what a person is: by the lexicon, or by an ending that only such nouns have."""
    if token.text in party_words():
        return True
    lemma = lemma_of(token)
    if lemma in person_nouns() or lemma.rpartition("-")[2] in person_nouns():
        return True
    return token.pos_ in {"NOUN", "PROPN"} and len(lemma) > 6 and lemma.endswith(_PERSON_ENDINGS)


def is_plural(token: Token) -> bool:
    return token.tag_ in {"NNS", "NNPS"} or "Plur" in token.morph.get("Number", [])
