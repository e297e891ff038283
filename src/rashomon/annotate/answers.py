"""Clauses that answer: what somebody denies, disputes or puts aside, and whose words those are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from spacy.tokens import Token

from rashomon import lexicon
from rashomon.annotate.cues import inflections
from rashomon.annotate.predicates import core
from rashomon.model import Answer, Document

_RELATIVE = frozenset({"which", "that"})
_HOLDERS = ("nmod:poss", "compound", "amod", "nmod", "obl")
_TOLD = frozenset({"acl", "ccomp", "xcomp"})
_BEFORE = frozenset({"det", "nmod:poss", "amod", "compound", "nummod", "nmod:desc"})
_THINGS = frozenset({"it", "that", "this", "these", "those", "all"})
ACCUSATION = "accusation"
MATTER, THIS, BEFORE = "matter", "this", "before"
"""The kinds of what is answered beside those of the lexicon: any other thing, what a pronoun takes up, and what stands
before "But critics …"."""


def find_answer(document: Document, head: Token, actors: Mapping[int, str], *, negated: bool) -> Answer | None:
    """What the clause with the predicate ``head`` answers; None where it answers nothing or is ``negated`` ("did not
    dispute the claim"). ``actors``: token → entity.

    ``Vidal dismissed Roe's concerns`` answers the concerns of Roe; ``the allegations, which Vidal denies`` the
    allegations, whosoever they are.
    """
    if (opponents := _opponents(head)) is not None:
        return Answer(document.span(opponents.idx, opponents.idx + len(opponents)), BEFORE)
    verb = core(head)
    if (word := _innocence(verb, negated=negated)) is not None:
        return Answer(document.span(word.idx, word.idx + len(word)), ACCUSATION)
    word = _answered(verb) or _called_untrue(verb)
    if word is None or negated:
        return None
    if any(child.dep_ in _TOLD for child in word.children):
        return None  # What the noun tells is a claim of its own, which is denied by it.
    if not (kind := _kind(verb, word)):
        return None
    first = min((child.left_edge.i for child in word.lefts if child.dep_ in _BEFORE), default=word.i)
    start = word.doc[first].idx
    beside = [*word.children, *(child for child in verb.children if child.left_edge.i == word.right_edge.i + 1)]
    holders = [child for dep in _HOLDERS for child in beside if child.dep_ == dep and _may_hold(child)]
    return Answer(
        words=document.span(start, word.idx + len(word)),
        kind=kind,
        holder=next((actors[token.i] for holder in holders for token in _of_name(holder) if token.i in actors), None),
        whose=holders[0].lower_ if holders else None,
        determiner=next((child.lower_ for child in word.lefts if child.dep_ == "det"), None),
        about=tuple(_about(beside)),
    )


def _about(beside: Sequence[Token]) -> Iterator[str]:
    """The nouns and names beside the word that say what it is about: ``attacks on the inquiry``, ``accusations of
    bias``."""
    for child in beside:
        cases = {token.lower_ for token in child.children if token.dep_ == "case"}
        if child.pos_ == "PROPN" and "of" in cases:
            continue  # "the accusations of Tom Reed" are his, or against him.
        if child.dep_ in {"nmod", "obl"} and cases & _listed("about") and not _is_day(child):
            yield from (t.lemma_.lower() for t in child.subtree if t.pos_ in {"NOUN", "PROPN"})


def _is_day(token: Token) -> bool:
    """``on Monday`` is when it was denied."""
    calendar = lexicon.load("calendar")
    return token.lower_ in calendar["weekdays"] or token.lower_ in calendar["months"]


def _kind(verb: Token, word: Token) -> str:
    """The kind of what is answered, by its noun; empty where the verb says nothing of such a thing."""
    noun, denies = word.lemma_.lower(), _name(verb) in _listed("anything")
    if word.pos_ in {"PRON", "DET"}:
        return THIS if word.lower_ in _THINGS else ""
    if denies and noun in _listed("guilt"):
        return ACCUSATION
    return _kinds().get(noun, MATTER if denies else "")


def _innocence(verb: Token, *, negated: bool) -> Token | None:
    """``pleaded not guilty``, ``maintains his innocence``."""
    if verb.lemma_.lower() == "plead":
        guilty = next((child for child in verb.children if child.lower_ == "guilty"), None)
        denied = guilty is not None and (negated or any(child.lower_ == "not" for child in guilty.children))
        return guilty if denied else None
    named = next((child for child in verb.children if child.dep_ == "obj" and child.lower_ == "innocence"), None)
    return named if verb.lemma_.lower() in _listed("innocence") and not negated else None


def _of_name(token: Token) -> Iterator[Token]:
    """The word and the other words of its name: the head of a mention is a name's last word."""
    yield token
    yield from (child for child in token.children if child.dep_ == "flat")


def _may_hold(token: Token) -> bool:
    """Whether the word beside the noun can say whose words they are: ``Roe's``, ``Republican``, ``by the board``."""
    if token.dep_ in {"nmod", "obl"}:
        return any(child.dep_ == "case" and child.lower_ in {"by", "from", "in"} for child in token.children)
    return token.pos_ in {"NOUN", "PROPN"} or token.is_title


def _answered(verb: Token) -> Token | None:
    """The head of what the verb answers."""
    prepositions = _verbs().get(_name(verb)) if verb.pos_ == "VERB" else None
    if prepositions is None or _denies_to_somebody(verb):
        return None
    before = set(prepositions) or _particles()
    for child in verb.children:
        cases = {token.lower_ for token in child.children if token.dep_ == "case"}
        if (child.dep_ == "obj" and not prepositions) or (child.dep_ == "obl" and cases & before):
            if child.lower_ in _RELATIVE and verb.dep_ == "acl:relcl":
                return verb.head
            return child
    return None


def _opponents(head: Token) -> Token | None:
    """The opponents whose answer to the sentence before the clause is: ``But critics see no difference``, ``Opponents,
    however, say that …``."""
    speaking = head.head if head.dep_ == "ccomp" else head
    if speaking.dep_ != "root":
        return None
    subject = next((child for child in speaking.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.tag_ != "NNS" or subject.lemma_.lower() not in _listed("opponents"):
        return None
    turns = any(child.lower_ in _listed("turning") for child in (*speaking.children, *subject.children))
    return subject if turns else None


def _called_untrue(head: Token) -> Token | None:
    """What is called false: ``called the report “misleading”``, ``the allegations are baseless``."""
    if _is_untrue(head):
        subject = next((child for child in head.children if child.dep_ == "nsubj"), None)
        return subject if subject is not None and subject.lemma_.lower() in _kinds() else None
    if head.lemma_.lower() not in _listed("calling"):
        return None
    word = next((child for child in head.children if child.dep_ == "obj"), None)
    names = [child for child in head.children if child.dep_ in {"xcomp", "obl"}]
    return word if word is not None and any(map(_is_untrue, names)) else None


def _is_untrue(token: Token) -> bool:
    return token.lemma_.lower() in _listed("untrue") or any(
        child.dep_ == "conj" and child.lemma_.lower() in _listed("untrue") for child in token.children
    )


def _denies_to_somebody(verb: Token) -> bool:
    """``denied them entry``, ``denied entry to boats``: what is not given, not what is not so."""
    objects = [child for child in verb.children if child.dep_ in {"iobj", "obj"}]
    if len(objects) > 1 or any(child.dep_ == "iobj" for child in objects):
        return True
    below = [child for child in verb.children if child.dep_ in {"obl", "obj"}]
    below += [child for word in below for child in word.children if child.dep_ == "nmod"]
    given = (token for word in below for token in word.children if token.dep_ == "case" and token.lower_ == "to")
    return verb.lemma_.lower().startswith("den") and any(given)


def _name(verb: Token) -> str:
    """The verb as the lexicon lists it, with its particle: ``push back``."""
    below = [
        *verb.children,
        *(token for child in verb.children if child.dep_ in {"obj", "obl"} for token in child.lefts),
    ]
    particle = next((f" {token.lower_}" for token in below if token.lower_ in _particles()), "")
    lemma = _forms().get(verb.lower_) or verb.lemma_.lower()
    return lemma + particle if lemma + particle in _verbs() else lemma


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(lexicon.load("answers")[name])


@cache
def _forms() -> Mapping[str, str]:
    return inflections(verb.split()[0] for verb in _verbs())


@cache
def _particles() -> frozenset[str]:
    return frozenset(word for verb in _verbs() for word in verb.split()[1:])


@cache
def _verbs() -> Mapping[str, Sequence[str]]:
    verbs: Mapping[str, Sequence[str]] = lexicon.load("answers")["verbs"]
    return verbs


@cache
def _kinds() -> Mapping[str, str]:
    """Noun → the kind of statement that it calls."""
    return {noun: kind for kind, words in lexicon.load("answers")["kinds"].items() for noun in words["nouns"]}
