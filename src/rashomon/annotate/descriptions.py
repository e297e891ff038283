"""Descriptions that the text itself ties to a name: appositions, titles, copulas, "as" phrases, party tags.

Each is a phrase with the rule that found it. Definite descriptions that only take a name up again ("the congressman")
are in ``definites.py``, because they need to know all roles of the report first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from rashomon import lexicon
from rashomon.annotate.appositions import Named, after_name, before_name
from rashomon.annotate.known_names import title_at
from rashomon.annotate.nominals import (
    is_plural,
    lemma_of,
    names_a_person,
    party_words,
    phrase,
    text_of,
    trim,
)
from rashomon.model import LabelKind

_PARTY_TAG = re.compile(r"[,(]?\s?\(?((?:R|D|I|DFL)[-–—][A-Z][\w.]*)(\s[A-Z][a-z]+)?")
_PARTY_OF = re.compile(
    r",\s((?:Republican|Democrat|Independent|Conservative|Labour)\s(?:of|from)\s[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)"
)
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})
_PLURAL_TITLES = frozenset(
    {"Sens.", "Reps.", "Govs.", "Senators", "Representatives", "Governors", "Presidents", "Messrs."}
)
_HAVE = frozenset({"has", "had", "have", "’s", "'s"})
LONGEST_TITLE = 9
"""Tokens before a name that may still be its title."""


@dataclass(frozen=True, slots=True)
class Description:
    """A phrase, tokens ``[start, end)`` with head ``head``, that says something of the entity ``key``.

    ``chars`` overrides the token range where the phrase does not end at tokens (``R-Tenn.``). ``said_by`` is the token
    of the one who says it, where the report tells it as somebody's words ("Orr called Vidal a crook").
    """

    start: int
    end: int
    head: int
    key: str
    rule: str
    label: LabelKind
    reason: str
    chars: tuple[int, int] | None = None
    said_by: int | None = None

    def span(self, doc: Doc) -> tuple[int, int]:
        """The characters of the phrase, half-open."""
        if self.chars is not None:
            return self.chars
        return doc[self.start].idx, doc[self.end - 1].idx + len(doc[self.end - 1])


def find_descriptions(doc: Doc, named: Sequence[Named]) -> list[Description]:
    """All descriptions of the named, in the order of the text, none twice for one entity."""
    owner = {at: name for name in named for at in range(name.start, name.end)}
    rules: tuple[Callable[[Doc, Named, Mapping[int, Named]], Iterable[Description]], ...] = (
        _titles,
        _shared_title,
        _appositions,
        _copulas,
        _as_phrases,
        _naming_verbs,
        _party_tags,
        _modifiers,
    )
    found = [description for name in named for rule in rules for description in rule(doc, name, owner)]
    seen: set[tuple[int, int, str]] = set()
    unique = []
    for description in sorted(found, key=lambda d: (*d.span(doc), d.key, d.rule)):
        place = (*description.span(doc), description.key)
        if place not in seen:
            seen.add(place)
            unique.append(description)
    return unique


def head_of(doc: Doc, name: Named) -> Token:
    """The token of the name, with its titles, that hangs on something outside."""
    for i in range(name.title, name.end):
        above = doc[i].head.i
        if above == i or not name.title <= above < name.end:
            return doc[i]
    return doc[name.end - 1]


def label_kind(doc: Doc, start: int, end: int, head: Token) -> LabelKind:
    """What kind of label a phrase is: by its head noun, and by what it holds."""
    titles = lexicon.load("titles")
    if any(lemma_of(token) in titles["evaluative"] for token in doc[start:end]):
        return "epithet"
    if (
        head.text in party_words()
        or head.pos_ == "ADJ"
        or (doc[start].lower_ in {"another", "one", "a", "an"} and head.i == start + 1)
    ):
        return "category"
    return "role"


# Before the name ------------------------------------------------------------------------------------------------------


def _titles(doc: Doc, name: Named, owner: Mapping[int, Named]) -> Iterator[Description]:
    """``Halden Gov. Ana Vidal``, ``celebrity photographer and director Luis Orr``, ``the embattled Mr. Orr``."""
    if name.kind not in {"person", "organization"}:
        return
    start = _premodifier_start(doc, name, owner)
    if start >= name.start:
        return
    head = doc[name.start - 1]
    if head.is_punct and name.start - 2 >= start:
        head = doc[name.start - 2]
    direct = name.title < name.start
    label: LabelKind = "title" if direct else label_kind(doc, start, name.start, head)
    end = name.start
    start, end = trim(doc, start, end)
    if start < end:
        yield Description(
            start,
            end,
            min(head.i, end - 1),
            name.key,
            "title-before-name" if direct else "noun-before-name",
            label,
            "stands directly before the name",
        )


def _shared_title(doc: Doc, name: Named, owner: Mapping[int, Named]) -> Iterator[Description]:
    """``Senators Ana Vidal of Halden and Luis Orr``: the plural title is the second's too."""
    if name.kind != "person" or name.title < name.start or name.start < 2 or doc[name.start - 1].lower_ != "and":
        return
    for at in range(name.start - 2, max(name.start - 10, -1), -1):
        other = owner.get(at)
        if doc[at].is_sent_end or (other is not None and other.kind == "person"):
            if other is not None and other.title < other.start and doc[other.start - 1].text in _PLURAL_TITLES:
                yield Description(
                    other.title,
                    other.start,
                    other.start - 1,
                    name.key,
                    "shared-title",
                    "title",
                    "a plural title before two names",
                )
            return


def _premodifier_start(doc: Doc, name: Named, owner: Mapping[int, Named]) -> int:
    """Where the nouns and adjectives that lead up to the name begin; ``name.start`` where none does."""
    at = name.title - 1
    anchored = name.title < name.start
    if not anchored and not _leads_up(doc, at, name, owner):
        return name.start
    best = name.title
    while at >= 0 and name.start - at <= LONGEST_TITLE:
        token = doc[at]
        if token.is_space or "\n" in token.text:
            break
        if anchored and at == name.title - 1 and at and doc[at - 1].lower_ in {"a", "an"} and _is_plain_noun(token):
            break  # "in a conversation President Vidal": a common noun does not lead up to a title.
        other = owner.get(at)
        if other is not None and other.kind == "person":
            if token.i + 1 < len(doc) and doc[at + 1].text in {"'s", "’s"}:
                best = other.title
            break
        if token.pos_ == "DET" or token.tag_ in {"PRP$"}:
            if token.lower_ in {"the", "a", "an", "his", "her", "their", "its", "another", "my", "our", "your"}:
                best = at
            break
        if token.text in {"'s", "’s"} or token.tag_ == "POS":
            at -= 1
            continue
        if token.text in {"-", "‐", "–"} and not token.whitespace_ and at > 0 and not doc[at - 1].whitespace_:
            at -= 1
            continue
        if token.text in {'"', "”", "“"} and _closes_short_title(doc, at):
            best = at if token.text != "”" and at + 2 < name.start and doc[at + 1].pos_ != "NOUN" else best
            at -= 1
            continue
        if (
            token.lower_ in {"and", "of"}
            and at + 1 < name.title
            and at > 0
            and doc[at - 1].pos_ in {"NOUN", "PROPN"}
            and (token.lower_ == "of" or (doc[at + 1].pos_ in {"NOUN", "PROPN"} and names_a_person(doc[at - 1])))
        ):
            if token.lower_ == "of" and not names_a_person(doc[at - 1]):
                break
            at -= 1
            continue
        if (
            token.pos_ in {"NOUN", "PROPN", "ADJ"}
            or (token.pos_ in {"VERB", "NUM"} and token.dep_ in {"amod", "nummod", "compound"})
            or token.text in party_words()
            or title_at(doc, at)
        ):
            if token.is_sent_end:
                break
            best = at
            at -= 1
            continue
        if (
            token.pos_ == "ADV"
            and token.dep_ == "advmod"
            and at + 1 < name.start
            and token.head.i < name.end
            and token.head.i > at
            and token.lower_ in {"newly", "then", "former", "once", "longtime", "now"}
        ):
            best = at
            at -= 1
            continue
        break
    return best if best < name.title or anchored else name.start


def _is_plain_noun(token: Token) -> bool:
    return token.pos_ == "NOUN" and token.text.islower() and not names_a_person(token)


def _leads_up(doc: Doc, at: int, name: Named, owner: Mapping[int, Named]) -> bool:
    """True where the token before a bare name is a noun that says what the bearer is."""
    if at < 0 or at in owner or doc[at].is_space or doc[at].is_punct:
        return False
    token = doc[at]
    if token.pos_ not in {"NOUN", "PROPN", "ADJ"} or is_plural(token):
        return False
    clause = head_of(doc, name).head
    if clause.dep_ in {"acl:relcl", "acl"} and clause.head == token:
        return False  # "the aide Vidal hired"
    if name.kind == "organization":
        return lemma_of(token) in lexicon.load("organizations")["common"]
    return names_a_person(token) and token.text not in {"Republican", "Democratic"}


def _closes_short_title(doc: Doc, at: int) -> bool:
    """``"Glee" actress``: quotation marks around one to three words inside the label."""
    return any(
        k > 0 and doc[k].text in {'"', "“", "”"} for k in (at - 2, at - 3, at - 4, at + 2, at + 3) if 0 <= k < len(doc)
    )


# Appositions ----------------------------------------------------------------------------------------------------------


def _appositions(doc: Doc, name: Named, owner: Mapping[int, Named]) -> Iterator[Description]:
    """``Ana Vidal, the governor of Halden`` and ``the governor, Ana Vidal``; ``Ana Vidal, who is a farmer``."""
    for apposition in (*after_name(doc, name, owner), *before_name(doc, name, owner)):
        head = doc[apposition.head]
        yield _description(
            doc, (apposition.start, apposition.end), head, name, "apposition", "stands in apposition to the name"
        )
    for token in doc[name.title : name.end]:
        for child in token.children:
            if child.dep_ != "acl:relcl" or child.i <= name.end or not names_a_person(child):
                continue
            if child.pos_ == "NOUN" and _has_copula(child):
                reason = "a relative clause says so of the named"
                yield from _of_predicate(doc, child, name, "relative-clause", reason)


def _has_copula(token: Token) -> bool:
    return any(child.dep_ == "cop" for child in token.children) and not any(
        child.lower_ in NEGATIONS for child in token.children
    )


def _description(doc: Doc, where: tuple[int, int], head: Token, name: Named, rule: str, reason: str) -> Description:
    start, end = where
    return Description(start, end, head.i, name.key, rule, label_kind(doc, start, end, head), reason)


def _of_predicate(doc: Doc, head: Token, name: Named, rule: str, reason: str) -> Iterator[Description]:
    """The phrase of a predicate noun, without its subject and copula, in its longer and shorter ranges."""
    before = [child.i + 1 for child in head.children if child.i < head.i and child.dep_ in {"cop", "aux", "nsubj"}]
    start = max([phrase(head).start, *before])
    for _, end in phrase(head).ranges():
        low, high = trim(doc, start, end)
        if low <= head.i < high:
            yield _description(doc, (low, high), head, name, rule, reason)


# Predicates -----------------------------------------------------------------------------------------------------------


def _copulas(doc: Doc, name: Named, owner: Mapping[int, Named]) -> Iterator[Description]:
    """``Vidal is a farmer``, ``Vidal was a “demagogue”``; denied, asked and supposed ones are left out."""
    top = head_of(doc, name)
    head = top.head
    if top.dep_ not in {"nsubj", "nsubj:outer"} or head.i <= top.i or head.i in owner or not _has_copula(head):
        return
    if head.pos_ not in {"NOUN", "PROPN"} or doc[head.right_edge.i].text == "?":
        return
    if any(child.dep_ == "aux" and child.lower_ not in _HAVE for child in head.children):
        return
    determined = doc[phrase(head).start].lower_ in {"a", "an", "the"}
    if (names_a_person(head) and not is_plural(head)) if name.kind == "person" else determined:
        teller = _teller(head.head) if head.dep_ == "ccomp" else None
        for description in _of_predicate(doc, head, name, "copula", "the report says that the named is it"):
            yield replace(description, said_by=teller)


def _as_phrases(doc: Doc, name: Named, owner: Mapping[int, Named]) -> Iterator[Description]:
    """``Vidal resigned as director of the board``, ``cast Vidal as the likely choice``."""
    top = head_of(doc, name)
    verb = top.head
    if name.kind != "person" or top.dep_ not in {"nsubj", "nsubj:pass", "obj"} or verb.pos_ != "VERB":
        return
    has_object = any(child.dep_ == "obj" for child in verb.children)
    if top.dep_ == "nsubj" and has_object and verb.lemma_ in lexicon.load("titles")["naming_verbs"]:
        return
    for child in verb.children:
        if child.dep_ not in {"obl", "advcl", "xcomp"} or child.i <= verb.i or child.i in owner or is_plural(child):
            continue
        mark = next((c for c in child.children if c.lower_ == "as" and c.i < child.i), None)
        if mark is None or not names_a_person(child):
            continue
        for _, end in phrase(child).ranges():
            start, end = trim(doc, max(mark.i + 1, phrase(child).start), end)
            if start <= child.i < end:
                found = _description(doc, (start, end), child, name, "as-phrase", "the report gives it as the standing")
                yield replace(found, said_by=_judge(verb) if top.dep_ == "obj" else None)


def _naming_verbs(doc: Doc, name: Named, owner: Mapping[int, Named]) -> Iterator[Description]:
    """``called Vidal a crook``, ``was named deputy director``, ``became the first woman``."""
    top = head_of(doc, name)
    verb = top.head
    lemma = verb.lemma_.lower()
    given = lemma in lexicon.load("titles")["naming_verbs"] and top.dep_ in {"obj", "iobj", "nsubj:pass"}
    became = lemma in {"become", "remain"} and top.dep_ == "nsubj"
    if name.kind != "person" or verb.pos_ != "VERB" or not (given or became):
        return
    if any(child.lower_ in NEGATIONS for child in verb.children):
        return
    for child in verb.children:
        after = child.i > max(verb.i, top.i if given else 0)
        if after and child.dep_ in {"xcomp", "obj", "appos"} and child.i not in owner and names_a_person(child):
            reason = "the report says that somebody names them so" if given else "the report says what they became"
            for description in _of_predicate(doc, child, name, "naming-verb", reason):
                yield replace(description, said_by=_judge(verb) if given else None)


def _judge(verb: Token) -> int | None:
    """The subject of a verb by which somebody says what another is; None for acts ("named Vidal director")."""
    if verb.lemma_.lower() not in lexicon.load("titles")["judging_verbs"]:
        return None
    return next((child.i for child in verb.children if child.dep_ == "nsubj"), None)


def _teller(verb: Token) -> int | None:
    """The subject of a verb whose content clause is somebody's statement."""
    if verb.lemma_.lower() not in lexicon.load("reporting_verbs")["speech"]:
        return None
    return next((child.i for child in verb.children if child.dep_ == "nsubj"), None)


# Tags and modifiers ---------------------------------------------------------------------------------------------------


def _party_tags(doc: Doc, name: Named, owner: Mapping[int, Named]) -> Iterator[Description]:
    """``Ana Vidal (R-Tenn.)``, ``Ana Vidal, D-Ohio,``, ``Ana Vidal, Republican of Ohio,``."""
    if name.kind != "person":
        return
    if name.end >= len(doc):
        return
    after = doc[name.end - 1].idx + len(doc[name.end - 1])
    window = doc[name.end - 1].whitespace_ + text_of(doc, name.end, min(name.end + 14, len(doc)))
    match = _PARTY_OF.match(window)
    if match is None and window[:2] in {" (", ", "}:
        match = _PARTY_TAG.match(window, 1)
    if match is None:
        return
    begin, end = after + match.start(1), after + match.end(1)
    text = match.group(1)
    state = re.split(r"[-–—]", text, maxsplit=1)[-1]
    if match.re is _PARTY_TAG and match.group(2) and f"{state}{match.group(2)}" in lexicon.load("places")["us_states"]:
        end = after + match.end(2)
    elif text.endswith(".") and not _is_state_abbreviation(state):
        end -= 1  # The full stop of a sentence is no part of "R-Texas.", but one of "R-Tenn.".
    span = doc.char_span(begin, end, alignment_mode="expand")
    if span is not None:
        yield Description(
            span.start,
            span.end,
            span.start,
            name.key,
            "party-tag",
            "category",
            "a tag of party and state behind the name",
            (begin, end),
        )


def _is_state_abbreviation(text: str) -> bool:
    return any(text in forms for forms in lexicon.load("places")["us_states"].values())


def _modifiers(doc: Doc, name: Named, owner: Mapping[int, Named]) -> Iterator[Description]:
    """``the Vidal regime``: the name as a modifier of a lower-case noun for what is around the person."""
    if name.kind not in {"person", "state", "organization"} or name.end >= len(doc):
        return
    noun = doc[name.end]
    if noun.is_title or noun.lower_ not in lexicon.load("titles")["collectives"]:
        return
    yield Description(
        name.start,
        name.end + 1,
        noun.i,
        name.key,
        "name-as-modifier",
        "category",
        "the name stands before a noun for what is around the named",
    )
