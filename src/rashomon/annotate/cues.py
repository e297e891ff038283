"""Who is said to have said something: reporting verbs, phrases, nouns in the reporter's own words, with their source.

Nothing here needs quotation marks, so that reported speech without them can be found by the same cues.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from spacy.tokens import Doc, Token

from rashomon import lexicon
from rashomon.annotate.nominals import names_a_person, phrase_start

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
_CLIMBING = frozenset({"conj", "advcl", "xcomp", "acl", "parataxis", "ccomp", "dep", "advcl:relcl"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class CueKind(Enum):
    """What sort of words report."""

    SPEECH = "speech"
    NAMING = "naming"
    STANCE = "stance"
    ACCORDING = "according"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word: ``[start, end)`` are token indices of the cue, ``source`` the head token of who spoke.

    ``relay`` is the head of another who passes the words on (``cited Vidal as saying``). ``verb`` is the word on which
    the words hang. ``passive`` is True where the verb tells what was done to its subject.
    """

    start: int
    end: int
    kind: CueKind
    verb: Token
    source: Token | None
    relay: Token | None = None
    passive: bool = False


@cache
def verbs(kind: str) -> frozenset[str]:
    """The lemmas listed under ``kind`` in the lexicon of reporting verbs."""
    return frozenset(lexicon.load("reporting_verbs")[kind])


@cache
def any_verb() -> frozenset[str]:
    """All verbs that can report."""
    return verbs("speech") | verbs("naming") | verbs("stance") | verbs("quoting")


@cache
def _any_or_thinking() -> frozenset[str]:
    return any_verb() | verbs("thinking")


@cache
def _nouns_of_words() -> frozenset[str]:
    return verbs("nouns") | verbs("documents")


@cache
def _nouns_given_words() -> frozenset[str]:
    return verbs("nouns") | verbs("thoughts")


@cache
def _forms() -> Mapping[str, str]:
    irregular = lexicon.irregular_verbs()
    return {**inflections(any_verb() | set(irregular.values())), **irregular}


def inflections(lemmas: Iterable[str]) -> dict[str, str]:
    """Regular form → lemma of verbs of the lexicon: a trained lemmatiser now and then invents a stem."""
    table: dict[str, str] = {}
    for lemma in sorted(lemmas):
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        past = [stem + "ed", stem + "ing", lemma + "s", lemma + "es"]
        if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
            past += [lemma[:-1] + "ied", lemma[:-1] + "ies"]
        if lemma[-1] not in "aeiouywx":
            past += [lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"]
        for form in [lemma, *past]:
            table.setdefault(form, lemma)
    return table


def verb_lemma(token: Token) -> str:
    """The lemma of a verb, from the lexicon's forms where they know it: reporting verbs, and irregular ones."""
    return _forms().get(token.lower_) or token.lemma_.lower()


def find_cues(tokens: Sequence[Token], own: Collection[int], *, thinking: bool = False) -> list[Cue]:
    """The cues among ``tokens`` (the reporter's words of one sentence) in order. ``own`` holds the indices of all
    tokens that are the reporter's: a source is looked for among them only. ``thinking`` adds the verbs that report
    without quoting."""
    found = [cue for token in tokens if (cue := _cue_at(token, own, thinking=thinking)) is not None]
    return sorted(found, key=lambda cue: (cue.start, cue.end))


def that_quote(cues: Sequence[Cue], own: Collection[int]) -> list[Cue]:
    """What ``find_cues`` finds without ``thinking``, from the ``cues`` that it found with it."""
    found: list[Cue] = []
    for cue in cues:
        if cue.kind is CueKind.NOUN:
            found += filter(None, [_cue_at(cue.verb, own, thinking=False)])
        elif cue.kind is CueKind.ACCORDING or verb_lemma(cue.verb) in any_verb():
            found.append(cue)
    return sorted(found, key=lambda cue: (cue.start, cue.end))


def _cue_at(token: Token, own: Collection[int], *, thinking: bool) -> Cue | None:
    if token.lower_ == "according":
        return _according(token, own)
    kind = token.pos_
    if kind in {"VERB", "AUX"} and (lemma := verb_lemma(token)) in (_any_or_thinking() if thinking else any_verb()):
        return _verb_cue(token, lemma, own)
    if thinking and token.lemma_ == "make" and (cue := _made_clear(token, own)) is not None:
        return cue
    if thinking and kind == "NOUN" and (cue := _noun_given_words(token, own)) is not None:
        return cue
    if kind in {"NOUN", "PROPN"} and token.lemma_.lower() in _nouns_of_words():
        return _noun_cue(token, own)
    return None


def _made_clear(token: Token, own: Collection[int]) -> Cue | None:
    """``Vidal made (it) clear that …``, for ``made``."""
    for i in range(token.i + 1, min(len(token.doc), token.i + 4)):
        clear = token.doc[i]
        if i in own and clear.lower_ in {"clear", "plain", "known"}:
            return Cue(token.i, i + 1, CueKind.SPEECH, token, subject_of(token, own))
    return None


def _noun_given_words(noun: Token, own: Collection[int]) -> Cue | None:
    """``Vidal made the case that …``, ``voiced doubt that …``: whoever makes or voices it."""
    if noun.dep_ != "obj" or noun.head.i >= noun.i or noun.head.i not in own:
        return None
    if noun.lemma_.lower() not in _nouns_given_words() or possessor_of(noun, own) is not None:
        return None
    source = agent_of(noun.head, own) if is_passive(noun.head) else subject_of(noun.head, own)
    return Cue(noun.i, noun.i + 1, CueKind.NOUN, noun, source) if source is not None else None


def _according(token: Token, own: Collection[int]) -> Cue | None:
    doc = token.doc
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if following is None or following.lower_ != "to":
        return None
    head = token.head if token.head.i > token.i else phrase_head(doc, token.i + 2, own)
    if head is None or head.i not in own or head.i <= following.i:
        head = phrase_head(doc, token.i + 2, own)
    return Cue(token.i, token.i + 2, CueKind.ACCORDING, token, head) if head is not None else None


def _verb_cue(token: Token, lemma: str, own: Collection[int]) -> Cue | None:
    kind = (
        CueKind.SPEECH if lemma in verbs("speech") else CueKind.NAMING if lemma in verbs("naming") else CueKind.STANCE
    )
    quoting = _quoting_above(token)
    if quoting is not None:
        return _quoted_as_saying(token, quoting, own)
    passive = is_passive(token)
    if passive:
        if lemma in verbs("quoting"):
            source = subject_of(token, own)
            return Cue(token.i, token.i + 1, CueKind.SPEECH, token, source, agent_of(token, own), passive=False)
        return Cue(token.i, token.i + 1, kind, token, agent_of(token, own), passive=True)
    return Cue(token.i, token.i + 1, kind, token, subject_of(token, own))


def _quoting_above(token: Token) -> Token | None:
    """``quoted`` in ``quoted Vidal as saying``, for ``saying``."""
    if token.tag_ != "VBG" or token.i == 0 or token.doc[token.i - 1].lower_ != "as":
        return None
    above = token.head
    for _ in range(3):
        if verb_lemma(above) in verbs("quoting"):
            return above
        above = above.head
    return None


def _quoted_as_saying(token: Token, quoting: Token, own: Collection[int]) -> Cue | None:
    if is_passive(quoting):
        return Cue(token.i, token.i + 1, CueKind.SPEECH, token, subject_of(quoting, own), agent_of(quoting, own))
    spoken = next((child for child in quoting.children if child.dep_ in {"obj", "iobj"}), None)
    return Cue(token.i, token.i + 1, CueKind.SPEECH, token, spoken, subject_of(quoting, own))


def _noun_cue(token: Token, own: Collection[int]) -> Cue | None:
    source = possessor_of(token, own)
    return Cue(token.i, token.i + 1, CueKind.NOUN, token, source) if source is not None else None


def possessor_of(noun: Token, own: Collection[int]) -> Token | None:
    """Whose words a noun of words is: ``Vidal's warning``, ``a letter from Vidal``, ``a post by Vidal``."""
    for child in noun.children:
        if child.dep_ == "nmod:poss" and child.i in own:
            return child
    for child in noun.children:
        if child.dep_.startswith(("nmod", "obl")) and child.i in own and child.i > noun.i:
            cases = [case.lower_ for case in child.children if case.dep_ == "case"]
            if any(case in {"from", "by"} for case in cases):
                return child
    following = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    if following is not None and following.i in own and following.lower_ in {"from", "by"}:
        return phrase_head(noun.doc, following.i + 1, own)
    return None


def is_passive(verb: Token) -> bool:
    return any(child.dep_ in {"nsubj:pass", "aux:pass"} for child in verb.children) or (
        verb.tag_ == "VBN" and verb.dep_ == "acl"
    )


def agent_of(verb: Token, own: Collection[int]) -> Token | None:
    """Who did it, in a passive clause with ``by``."""
    for child in verb.children:
        if child.dep_.startswith("obl") and child.i in own and any(case.lower_ == "by" for case in child.children):
            return child
    return None


def subject_of(verb: Token, own: Collection[int]) -> Token | None:
    """The head of who does ``verb``: its subject, the subject that it shares with the verb above it, or the noun that
    its relative clause or participle modifies. At most eight steps up; quoted verbs on the way share nothing."""
    start = verb
    beside = _parenthetical(verb, own)
    if beside is not None:
        return beside
    for _ in range(8):
        subjects = [child for child in verb.children if child.dep_ in SUBJECTS and child.i in own]
        before = [child for child in subjects if child.i < verb.i]
        # Of two before the verb the nearer one: the other is a dateline or a heading.
        subject = before[-1] if before else next(iter(subjects), None)
        if subject is not None and verb.i in own:
            return _antecedent(subject, verb, own)
        if verb is start:
            behind = verb.i - 1 if verb.i and verb.doc[verb.i - 1].text != "," else verb.i - 2
            apart = behind < 0 or behind not in own or verb.doc[behind].is_space
            inverted = _inverted_subject(verb, own)
            left = _subject_left(verb, own)
            beside = (inverted or left) if apart else (left or inverted)
            if beside is not None:
                return beside
        if _is_free_participle(verb):
            above = _verb_above(verb.head)
            if above is None:
                return None
            verb = _out_of_noun_clause(above)
            continue
        if verb.dep_ in {"acl", "acl:relcl"} and verb.head.pos_ in {"NOUN", "PROPN", "PRON"} and verb.head.i in own:
            return verb.head
        if verb.head == verb or not (verb.dep_ in _CLIMBING or verb.dep_.startswith(("acl", "advcl"))):
            return None
        after_comma = verb.tag_ == "VBG" and verb.i > 0 and verb.doc[verb.i - 1].text == ","
        above = _joined_reporting(verb) if verb.dep_ == "conj" else verb.head
        verb = _out_of_noun_clause(above) if after_comma else above
    return None


def _out_of_noun_clause(verb: Token) -> Token:
    """``Vidal defended her comment that Roe lied, saying …``: not the verb of the clause that the noun holds, but the
    one above."""
    for _ in range(3):
        if verb.dep_ != "acl" or not any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children):
            break
        verb = _verb_above(verb.head) or verb
    return verb


def _is_free_participle(verb: Token) -> bool:
    """``Vidal left the hall, saying …``: after a comma a participle belongs to the clause, not to the noun before."""
    return verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.i > 0 and verb.doc[verb.i - 1].text == ","


def _verb_above(token: Token) -> Token | None:
    for _ in range(6):
        if token.pos_ == "VERB":
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def _joined_reporting(verb: Token) -> Token:
    """The verb to which ``verb`` is joined: in ``Vidal confirmed that Roe left and said that …`` the one that reports,
    where the tree has joined it to the verb of the reported clause."""
    joined = verb.head
    if verb_lemma(verb) not in verbs("speech") or verb_lemma(joined) in verbs("speech"):
        return joined
    above = joined
    for _ in range(4):
        if above.head == above:
            break
        above = above.head
        if above.tag_ == verb.tag_ and verb_lemma(above) in verbs("speech"):
            return above
    return joined


def _parenthetical(verb: Token, own: Collection[int]) -> Token | None:
    """A pronoun right before the verb, or a name between commas with it (``Halden, Vidal said, is …``)."""
    doc, i = verb.doc, verb.i - 1
    if i < 0 or i not in own or verb.tag_ not in _FINITE:
        return None
    if doc[i].lower_ in {"he", "she", "they", "we", "i"}:
        return doc[i]
    after = doc[verb.i + 1] if verb.i + 1 < len(doc) else None
    if after is None or after.text != "," or doc[i].pos_ not in {"PROPN", "NOUN"}:
        return None
    start = phrase_start(doc[i])
    if start < 2 or doc[start - 1].text != ",":
        return None
    # Between the commas stands nothing else: no apposition that ends here.
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    closes = subject is not None and any(child.dep_ in {"appos", "acl:relcl", "acl"} for child in subject.children)
    return None if closes else phrase_head(doc, start, own)


def _subject_left(verb: Token, own: Collection[int]) -> Token | None:
    """The subject of a finite verb that the tree gives to another word: the phrase right before it, over a party tag or
    an apposition, else the nearest subject with no verb between the two."""
    if verb.tag_ not in _FINITE:
        return None
    beside = _phrase_left(verb, own)
    if beside is not None:
        return beside
    for i in range(verb.i - 1, max(-1, verb.i - _SUBJECT_REACH), -1):
        token = verb.doc[i]
        if i not in own or token.text in {";", ":"} or token.is_space:
            return None
        if token.dep_ in SUBJECTS and token.pos_ in {"NOUN", "PROPN", "PRON"}:
            return _antecedent(token, token.head, own)
        if token.pos_ == "CCONJ" and i >= verb.i - 2:
            return None
        if token.pos_ == "VERB" and not token.dep_.startswith("acl"):
            return None
    return None


def _phrase_left(verb: Token, own: Collection[int]) -> Token | None:
    doc = verb.doc
    i = verb.i - 1
    while i > 0 and i in own and doc[i].pos_ in {"ADV", "AUX"}:
        i -= 1
    if i > 0 and doc[i].text == ",":
        i -= 1 if doc[i - 1].text == ")" else 0
    if i > 0 and doc[i].text in {",", ")"}:
        opening = "(" if doc[i].text == ")" else ","
        stop = max(0, i - _SUBJECT_REACH)
        i = next((k for k in range(i - 1, stop, -1) if doc[k].text == opening and k in own), 0) - 1
    if i < 0 or i not in own or doc[i].pos_ not in {"NOUN", "PROPN"}:
        return None
    start = phrase_start(doc[i])
    if start and start - 1 in own and doc[start - 1].pos_ in {"ADP", "VERB", "SCONJ"}:
        return None
    return phrase_head(doc, start, own)


_SUBJECT_REACH = 20
"""Tokens between a subject and its verb, an apposition and a party tag included."""


def _antecedent(subject: Token, verb: Token, own: Collection[int]) -> Token | None:
    """The noun that a relative pronoun stands for; the subject itself where it is none."""
    if subject.lower_ not in _RELATIVE or (subject.lower_ == "that" and not verb.dep_.startswith("acl")):
        return subject
    clause = verb
    for _ in range(4):
        if clause.dep_.startswith("acl"):
            named = _named_before(subject) if subject.lower_ in {"who", "whom"} else None
            if named is not None and clause.head.pos_ == "NOUN" and not names_a_person(clause.head):
                return named
            return clause.head if clause.head.i in own else None
        if clause.head == clause:
            break
        clause = clause.head
    return None


def _named_before(relative: Token) -> Token | None:
    """``on the same page as Vidal, who …``: the name right before the pronoun, a comma between them or not."""
    at = relative.i - 1
    if at > 0 and relative.doc[at].text == ",":
        at -= 1
    return relative.doc[at] if at >= 0 and relative.doc[at].pos_ == "PROPN" else None


def _inverted_subject(verb: Token, own: Collection[int]) -> Token | None:
    """``said Marta Vidal``: the noun right after a finite verb that has no subject before it."""
    if verb.tag_ not in _FINITE and verb.tag_ != "VBN":
        return None
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    if after is None or after.i not in own or after.pos_ not in {"PROPN", "DET", "NOUN"}:
        return None
    before = verb.doc[verb.i - 1] if verb.i else None
    if before is not None and before.i in own and not before.is_punct and not before.is_space:
        return None
    return phrase_head(verb.doc, after.i, own)


def phrase_head(doc: Doc, start: int, own: Collection[int]) -> Token | None:
    """The head of the noun phrase that begins at ``start``: the last noun of a run of nouns and their modifiers."""
    last: Token | None = None
    for at in range(start, min(len(doc), start + 14)):
        token = doc[at]
        if at not in own or token.is_space:
            break
        if token.pos_ == "PRON" and last is None:
            return token
        if token.pos_ in {"NOUN", "PROPN"}:
            last = token
        elif token.pos_ not in {"DET", "ADJ", "NUM", "ADV"} and token.tag_ not in {"POS", "HYPH", "VBN", "VBG"}:
            break
    if last is None:
        return None
    for _ in range(6):
        if last.dep_ in {"flat", "compound", "nmod:desc", "nmod:poss"} and start <= last.head.i and last.head.i in own:
            last = last.head
        else:
            break
    return last


def outer_cues(cue: Cue, cues: Sequence[Cue]) -> Iterator[Cue]:
    """The cues above ``cue`` whose reported words hold it, the nearest first (``Roe said Vidal called …``)."""
    by_verb = {other.verb.i: other for other in cues if other.kind is not CueKind.NOUN}
    token = cue.verb
    for _ in range(10):
        if token.head == token:
            return
        inside = token.dep_ in {"ccomp", "conj", "xcomp", "acl:relcl"}
        reported = token.dep_ == "ccomp"
        token = token.head
        if not inside:
            return
        if reported and token.i in by_verb:
            yield by_verb[token.i]
