"""What may be a name: the pack's names, and those that newspapers mark themselves.

Titles before names, heads of organisations' names, countries, handles, and acronyms in brackets. They overlap;
``mentions.py`` settles which of them stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from rashomon import lexicon
from rashomon.annotate.known_names import (
    adjectives,
    fixed_names,
    initials,
    is_acronym,
    organization_heads,
    title_at,
    title_words,
)
from rashomon.annotate.nominals import is_plural, names_a_person, party_words, text_of
from rashomon.model import EntityType

_HANDLE = re.compile(r"(?<![\w@])@\w{2,30}")
_PARTY_TAG = re.compile(r"(?:R|D|I)(?:[-–—].{0,12})?")
_INITIAL = re.compile(r"(?:[A-Z]\.){1,3}|[A-Z]")
LONGEST_PERSON = 5
LONGEST_NAME = 12
"""Tokens; a longer run of capitals is a headline."""


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name as it stands in the text: tokens ``[start, end)`` without titles; ``title`` is where those begin.

    ``family`` is the surname that a coordinated name lacks and shares ("Ana and Luis **Vidal**"), else empty;
    ``shares`` is true for both of such a pair.
    """

    start: int
    end: int
    kind: EntityType
    title: int
    rule: str
    family: str = ""
    shares: bool = False


def is_capital(token: Token) -> bool:
    return token.text[:1].isupper()


def _is_name_word(token: Token) -> bool:
    text = token.text
    if not is_capital(token) or text in organization_heads() or (token.is_stop and token.pos_ != "PROPN"):
        return False
    return bool(_INITIAL.fullmatch(text)) or (
        text.replace("-", "").replace("’", "").replace("'", "").isalpha()
        and not (text.isupper() and len(text) > 4 and token.pos_ != "PROPN")
    )


def titled_names(doc: Doc) -> Iterator[NameMention]:
    """``Rep. Ana Vidal``, ``Mr. Orr``, and both names after a plural title, ``Senators Ana Vidal and Luis Orr``."""
    index = 0
    while index < len(doc):
        length = title_at(doc, index)
        if not length:
            index += 1
            continue
        start = index + length
        while start < len(doc) and (more := title_at(doc, start)) and start + more < len(doc):
            start += more
        end = _name_end(doc, start)
        if end > start and not _continues_as_organization(doc, end):
            yield NameMention(start, end, "person", index, "title")
            yield from _second_of_plural(doc, index, end)
        index = max(end, index + 1)


def _name_end(doc: Doc, start: int) -> int:
    """Where the person's name that begins at ``start`` ends; ``start`` itself where none begins."""
    end = start
    while end < len(doc) and end - start < LONGEST_PERSON:
        if end > start and doc[end].is_sent_start and not _INITIAL.fullmatch(doc[end - 1].text):
            break
        step = _step_into_name(doc, start, end)
        if not step:
            break
        end += step
    while end > start and not is_capital(doc[end - 1]):
        end -= 1
    return end


def _step_into_name(doc: Doc, start: int, at: int) -> int:
    """How many tokens at ``at`` go on with the name from ``start``: a word, a suffix, a particle, a hyphen."""
    token = doc[at]
    titles = lexicon.load("titles")
    capital_follows = at + 1 < len(doc) and is_capital(doc[at + 1])
    if token.text in titles["suffixes"]:
        return 1
    if token.text == "," and at + 1 < len(doc) and doc[at + 1].text in titles["suffixes"]:
        return 2
    if _is_name_word(token):
        return 0 if at > start and (title_at(doc, at) or token.text in adjectives()) else 1
    if at == start or not capital_follows:
        return 0
    tight = not doc[at - 1].whitespace_ and not token.whitespace_
    particle = token.lower_ in titles["name_particles"] and token.text != "of"
    blank = token.is_space and "\n" not in token.text  # A no-break space may stand as a token of its own.
    return 1 if particle or blank or (token.text == "-" and tight) else 0


def _continues_as_organization(doc: Doc, end: int) -> bool:
    """``President Street``, ``Justice Department``: the capitals go on to a head word that no person has."""
    return end < len(doc) and doc[end].text in organization_heads() and not doc[end].is_sent_start


def _second_of_plural(doc: Doc, title: int, end: int) -> Iterator[NameMention]:
    if not doc[title].text.rstrip(".").endswith("s") or doc[title].text in {"Mrs.", "Ms.", "Mrs", "Ms"}:
        return
    for at in range(end, min(end + 8, len(doc) - 1)):
        if doc[at].is_sent_start:
            return
        if doc[at].lower_ == "and":
            second = _name_end(doc, at + 1)
            if second > at + 2:
                yield NameMention(at + 1, second, "person", at + 1, "title")
            return


def from_lexicon(doc: Doc) -> Iterator[NameMention]:
    for token in doc:
        for words, kind in fixed_names().get(token.text, ()):
            end = token.i + len(words)
            if end > len(doc) or any(doc[token.i + k].text != word for k, word in enumerate(words)):
                continue
            # "Georgia Rowe", "Jordan Price": a capital that hangs on another makes it a part of that name.
            alone = not any(joined(doc[token.i], doc, at) for at in (token.i - 1, end))
            if token.text in {"Democrat", "Republican"} and token.pos_ not in {"NOUN", "PROPN"}:
                continue
            if (
                alone
                and not (words == ("US",) and token.pos_ == "PRON")
                and not (kind == "group" and token.dep_ in {"compound", "amod"})
            ):
                yield NameMention(token.i, end, kind, token.i, "country")
            break


def joined(token: Token, doc: Doc, at: int) -> bool:
    """True where the token at ``at`` is a capitalised word that the parse makes one name with ``token``."""
    if not 0 <= at < len(doc):
        return False
    other = doc[at]
    if not is_capital(other) or other.pos_ not in {"PROPN", "X"} or other.text in title_words():
        return False
    return (other.head == token or token.head == other) and {other.dep_, token.dep_} & {"flat", "compound"} != set()


def from_pack(doc: Doc, headline: frozenset[int]) -> Iterator[NameMention]:
    """The pack's names without determiners, titles, possessives and adjectives of countries."""
    kinds: dict[str, EntityType] = {
        "PER": "person",
        "PERSON": "person",
        "ORG": "organization",
        "LOC": "place",
        "GPE": "place",
    }
    for ent in doc.ents:
        if ent.label_ not in kinds:
            continue
        for start, end in _pieces(doc, ent.start, ent.end):
            kind = kinds[ent.label_]
            start, end = _tidy(doc, start, end, kind)
            if start >= end or end - start > LONGEST_NAME or not any(is_capital(token) for token in doc[start:end]):
                continue
            words = doc[start:end]
            text = words.text
            if text in adjectives() or all(token.text in adjectives() or token.pos_ == "ADJ" for token in words):
                continue
            if len(words) == 1 and (
                not is_capital(words[0]) or (words[0].pos_ not in {"PROPN", "NOUN", "X"}) or text in title_words()
            ):
                continue
            if len(words) == 1 and words[0].i in headline and words[0].pos_ != "PROPN":
                continue
            if (
                len(words) == 1
                and kind == "person"
                and (names_a_person(words[0]) or is_plural(words[0]) or is_acronym(text))
            ):
                continue  # "Aide", "Spokesmen", "G.O.P."
            if (kind != "person" and text in party_words()) or _PARTY_TAG.fullmatch(text):
                continue
            if text in _state_abbreviations() and text != "Washington":
                continue
            if kind != "person" and text in lexicon.load("organizations")["groups"]:
                continue
            yield NameMention(start, end, kind, start, f"pack-{ent.label_.lower()}")


def _pieces(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The range divided where white space with a line end or a possessive stands in it."""
    begin = start
    for at in range(start, end):
        if "\n" in doc[at].text or (
            doc[at].text in {"'s", "’s", "'", "’"} and at + 1 < end and doc[at + 1].text[:1].isupper()
        ):
            yield begin, at
            begin = at + 1
    yield begin, end


def _tidy(doc: Doc, start: int, end: int, kind: EntityType) -> tuple[int, int]:
    while start < end and (
        doc[start].is_space
        or doc[start].is_punct
        or doc[start].lower_ in {"the", "a", "an"}
        or doc[start].text in {"$", "@"}
    ):
        start += 1
    if kind == "person":
        while start < end and (length := title_at(doc, start)) and start + length < end:
            start += length
        while (
            start < end - 1 and doc[start].pos_ in {"NOUN", "ADJ", "DET", "VERB", "ADP"} and not is_capital(doc[start])
        ):
            start += 1
    while start < end and (
        doc[end - 1].is_space or doc[end - 1].is_punct or doc[end - 1].text in {"'s", "’s", "'", "’"}
    ):
        end -= 1
    suffixes = lexicon.load("titles")["suffixes"]
    if kind == "person" and start < end < len(doc):
        if doc[end].text in suffixes:
            end += 1
        elif doc[end].text == "," and end + 1 < len(doc) and doc[end + 1].text in suffixes:
            end += 2
    return start, end


def organization_names(doc: Doc, headline: frozenset[int]) -> Iterator[NameMention]:
    """``Harbour Safety Board``, ``Ministry of Works``, ``Clean Rivers Act``: capitals that end in a telling head."""
    laws = {law.capitalize() for law in lexicon.load("organizations")["laws"]}
    for token in doc:
        is_law = token.text in laws and token.i not in headline
        if not is_law and (token.text not in organization_heads() or token.i in headline):
            continue
        start = token.i
        while start > 0 and _goes_into_name(doc[start - 1]) and not doc[start].is_sent_start:
            start -= 1
        end = _of_phrase_end(doc, token.i + 1)
        while start < token.i and (
            (title_at(doc, start) and doc[start].text.endswith("."))
            or (doc[start].is_sent_start and doc[start].pos_ not in {"PROPN", "NOUN", "ADJ"})
        ):
            start += 1
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if (
            following is not None
            and following.pos_ == "PROPN"
            and is_capital(following)
            and not following.is_sent_start
        ):
            continue  # "Police Chief Orr", "Senate Majority Leader": the head is not the last word.
        if start < token.i or end > token.i + 1:
            if is_law and end > token.i + 1 and start == token.i:
                continue
            yield NameMention(
                start,
                end,
                "law" if is_law and token.text not in organization_heads() else "organization",
                start,
                "law-head" if is_law else "organization-head",
            )


def _goes_into_name(token: Token) -> bool:
    if token.is_space or (token.is_punct and token.text not in {"&", "-"}):
        return False
    return (
        is_capital(token) and token.pos_ in {"PROPN", "NOUN", "ADJ", "X"} and token.lower_ != "the"
    ) or token.text == "&"


def _of_phrase_end(doc: Doc, at: int) -> int:
    """Where ``of …`` or ``for …`` with capitals after a head ends; ``at`` where there is none."""
    if at + 1 >= len(doc) or doc[at].text not in {"of", "for", "on"}:
        return at
    if doc[at].text == "on" and doc[at - 1].text not in {"Committee", "Commission", "Conference", "Council"}:
        return at
    start = at + 1 + (doc[at + 1].lower_ == "the")
    end = start
    while (
        end < len(doc)
        and is_capital(doc[end])
        and doc[end].pos_ in {"PROPN", "NOUN", "ADJ"}
        and not doc[end].is_sent_start
    ):
        end += 1
        if (
            end + 1 < len(doc)
            and doc[end].text == "and"
            and doc[end + 1].text
            in {"Development", "Science", "Security", "Services", "Trade", "Culture", "Prevention", "Budget"}
        ):
            end += 1
    return end if end > start else at


def handles(doc: Doc) -> Iterator[NameMention]:
    for match in _HANDLE.finditer(doc.text):
        span = doc.char_span(*match.span(), alignment_mode="expand")
        if span is not None and span.text == match.group():
            yield NameMention(span.start, span.end, "other", span.start, "handle")


def bracketed_acronyms(doc: Doc, known: Sequence[NameMention]) -> Iterator[NameMention]:
    """``Coastal Safety Board (CSB)``: the letters in brackets are the name's initials."""
    ending = {mention.end: mention for mention in known}
    for token in doc[: max(len(doc) - 2, 0)]:
        if token.text != "(" or doc[token.i + 2].text != ")" or not is_acronym(doc[token.i + 1].text) or token.i == 0:
            continue
        acronym = doc[token.i + 1]
        before = ending.get(token.i)
        start = token.i
        while (
            start > 0
            and (_goes_into_name(doc[start - 1]) or doc[start - 1].text in {"of", "for", "and", "the", "on"})
            and token.i - start < LONGEST_NAME
        ):
            start -= 1
        for begin in range(start, token.i):
            if is_capital(doc[begin]) and initials(text_of(doc, begin, token.i)) == acronym.text.replace(".", ""):
                kind = before.kind if before is not None and before.kind not in {"person", "place"} else "organization"
                yield NameMention(begin, token.i, kind, begin, "bracketed-acronym")
                yield NameMention(token.i + 1, token.i + 2, kind, token.i + 1, "bracketed-acronym")
                break


def acronyms(doc: Doc, headline: frozenset[int]) -> Iterator[NameMention]:
    """``CSB``: three to five capitals that the parse takes for a name, in a line that is not set in capitals."""
    not_bodies = lexicon.load("organizations")["not_bodies"]
    for token in doc:
        text = token.text
        if token.pos_ != "PROPN" or not 3 <= len(text.replace(".", "")) <= 5 or not is_acronym(text):
            continue
        if text.replace(".", "") in not_bodies or text in _state_abbreviations() or token.i in headline:
            continue
        beside = [doc[at] for at in (token.i - 1, token.i + 1) if 0 <= at < len(doc)]
        if not any((other.text.isupper() and len(other.text) > 1) or other.text in {"@", "#"} for other in beside):
            yield NameMention(token.i, token.i + 1, "organization", token.i, "acronym")


@cache
def _state_abbreviations() -> frozenset[str]:
    return frozenset(short for shorts in lexicon.load("places")["us_states"].values() for short in shorts)
