"""What a number without a noun of its own measures: ``the toll rose to 41``, ``police put the crowd at 4,000``.

Also whether it is the level itself, the level before (``up from nine``), or only the change (``fell 4 points``): a
change of 4 percent and a rate of 4 percent look alike and are not the same thing.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from rashomon import lexicon
from rashomon.annotate.counted import noun_phrase
from rashomon.annotate.numbers import cues
from rashomon.annotate.syntax import governing_verb
from rashomon.model import Aspect

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_OF_A_LEVEL = frozenset(
    {"", "at", "to", "by", "from", "as", "above", "below", "over", "under", "near", "around", "about"}
)
_NOUNS = frozenset({"NOUN", "PROPN"})


@cache
def level_words(kind: str) -> frozenset[str]:
    """The words of ``lexicon/en/levels.yaml`` under ``kind``."""
    return frozenset(lexicon.load("levels")[kind])


def measured(amount: Token, before: str) -> Token | None:
    """The head of what ``amount`` measures; None where no verb of a level or of putting ties it to a noun.

    ``amount`` is the number or its unit, ``before`` the word in front of it.
    """
    verb = _verb(amount)
    if verb is None or _case(amount) not in _OF_A_LEVEL:
        return None
    lemma = _lemma(verb)
    if lemma in level_words("putting") and before in ("at", "as", "to"):
        found = next((child for child in verb.children if child.dep_ in {"obj", "nsubj:pass"}), None)
    elif lemma in level_words("moving") | level_words("standing") or _is_copula_of(verb, amount):
        found = next((child for child in (*verb.children, *amount.children) if child.dep_ in _SUBJECTS), None)
    elif lemma in level_words("moved") and before in ("by", "to", "from"):
        found = next((child for child in verb.children if child.dep_ in {"obj", "nsubj:pass"}), None)
    else:
        return None
    if found is None or found.i == amount.i or found.pos_ not in _NOUNS or found.ent_type_ in ("PER", "LOC", "ORG"):
        return None
    return counted_by(found)


def counted_by(noun: Token) -> Token:
    """``the number of boats`` counts boats: what stands after "of", or the noun itself."""
    if noun.lemma_.lower() not in level_words("numbers"):
        return noun
    return next((child for child in noun.children if child.dep_ == "nmod" and _case(child) == "of"), noun)


def measured_phrase(head: Token) -> str:
    """The words of what is measured, in lower case: its adjectives and nouns up to ``head``."""
    first = head
    while first.i and first.nbor(-1).pos_ in {"ADJ", "NOUN", "PROPN"} and first.nbor(-1).head.i <= head.i:
        first = first.nbor(-1)
    found = noun_phrase(head.doc, first.i)
    last = found.last if found is not None and found.head.i == head.i else head.i + 1
    return " ".join(head.doc[first.i : last].text.lower().split())


def aspect(amount: Token, before: str, two_before: str, after: str, *, things: bool) -> Aspect:
    """Whether ``amount`` gives the value, the value before, or a change; ``before`` and ``after`` are the words around
    it. ``things``: it counts things that can be dropped or raised themselves ("dropped 40 bombs")."""
    verb = _verb(amount)
    lemma = _lemma(verb) if verb is not None else ""
    changes = level_words("moving") | level_words("moved")
    if before == "from" and (lemma in changes or two_before in ("up", "down", ",")):
        return "before"
    if after in level_words("comparing") and amount.i + 2 < len(amount.doc):
        following = amount.doc[amount.i + 2].lower_ if amount.doc[amount.i + 1].lower_ == after else ""
        if following == "than" or after in ("higher", "lower"):
            return "change"
    if (before == "by" and (lemma in changes or two_before in cues("step_cues"))) or after in level_words("changes"):
        return "change"
    if before in ("up", "down") and not things:
        return "change"
    bare = not things and _case(amount) == "" and before not in ("at", "to", "by", "from", "of")
    if verb is not None and lemma in level_words("moving") and bare and amount.head.i == verb.i and amount.i > verb.i:
        return "change" if amount.dep_ not in _SUBJECTS else "value"
    return "value"


def _verb(amount: Token) -> Token | None:
    """The verb over ``amount``: its head, or the copula that makes it a predicate."""
    copula = next((child for child in amount.children if child.dep_ == "cop"), None)
    return copula if copula is not None else governing_verb(amount)


def _is_copula_of(verb: Token, amount: Token) -> bool:
    return verb.dep_ == "cop" and verb.head.i == amount.i


def _lemma(verb: Token) -> str:
    """The lemma of ``verb``, by the forms of the lexicon where the pipeline's cuts it short (``stood`` → ``sto``)."""
    forms: dict[str, str] = lexicon.load("levels")["forms"]
    return forms.get(verb.lower_, verb.lemma_.lower())


def _case(token: Token) -> str:
    return next((child.lower_ for child in token.children if child.dep_ == "case"), "")
