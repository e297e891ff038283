"""What the predicate of a clause says: which act, whether it is denied, and how surely."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from rashomon import lexicon
from rashomon.annotate.cues import SUBJECTS, any_verb, verb_lemma
from rashomon.annotate.offices import given_office
from rashomon.annotate.quantities import quantity
from rashomon.annotate.syntax import RELATIVE
from rashomon.model import Modality

_NOT = frozenset({"not", "n't", "n’t", "never", "hardly", "scarcely", "neither"})
_NEGATING = frozenset({("without", "mark"), ("nor", "cc")})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def read_predicate(head: Token, own: Sequence[Token]) -> dict[str, str | int | float]:
    """What the clause with the predicate ``head`` and the tokens ``own`` says, as details of an explanation.

    ``action``; ``negated``, 0 or 1, and ``narrowed``, what alone is negated (``no federal experience`` → federal), and
    ``bounded``, 1 where it is so until or unless something else is; ``kind``: claim, opinion or background; ``head``:
    the predicate's offset; ``form``: clause or fragment; ``status``: happened or expected, where the clause says
    either; ``passive``: 1; ``subject`` or ``antecedent``: the noun of who or what does it; ``states``: 1 where a noun
    or adjective says what something is; and what ``quantity`` and ``given_office`` give.
    """
    act = core(head)
    details: dict[str, str | int | float] = {
        "action": action(act),
        "negated": int(is_negated(head, own)),
        "kind": kind(head, own),
        "head": head.idx,
        "form": "clause" if _is_verbal(head) else "fragment",
        **quantity(head),
        **given_office(own),
    }
    if status := _status(head):
        details["status"] = status
    if any(child.dep_ == "nsubj:pass" for child in head.children):
        details["passive"] = 1
    details |= _subject_noun(head)
    if details["negated"] and any(token.lower_ in {"until", "unless"} for token in head.subtree):
        details["bounded"] = 1
    if any(child.dep_ == "cop" for child in act.children) and not any(_is_too(child) for child in act.children):
        details["states"] = 1  # What is "too simple" is not simple enough for one who says "not that simple".
    if details["negated"] and (narrowed := _narrowed(head)):
        details["narrowed"] = narrowed
    return details


def _is_too(child: Token) -> bool:
    return child.lower_ == "too" and child.dep_ == "advmod"


def _subject_noun(head: Token) -> dict[str, str]:
    """The lemma of the noun of who or what does it: ``subject``; of ``the states that refuse`` the ``antecedent``. A
    name or a pronoun is none."""
    subject = next((child for child in head.children if child.dep_ in SUBJECTS), None)
    relative = head.dep_ == "acl:relcl" and (subject is None or subject.lower_ in RELATIVE)
    word = head.head if relative else subject
    if word is None or word.pos_ != "NOUN":
        return {}
    return {"antecedent" if relative else "subject": word.lemma_.lower()}


def core(head: Token) -> Token:
    """The predicate that says what happens: of ``had to apologize`` and ``failed to apologize`` the infinitive, of
    ``will keep the harbour safe`` the state that results."""
    for _ in range(4):
        lemma = verb_lemma(head)
        below = next((child for child in head.children if child.dep_ == "xcomp" and _goes_on(lemma, child)), None)
        if below is None:
            break
        head = below
    return head


def _goes_on(lemma: str, below: Token) -> bool:
    if below.pos_ == "ADJ":
        return lemma in _words("resulting") and any(child.dep_ == "obj" for child in below.head.children)
    if lemma == "need" and any(child.dep_ == "obj" for child in below.head.children):
        return False  # "They need new leaders to win"
    return below.pos_ == "VERB" and lemma in _words("governing") | _words("failing")


def action(head: Token) -> str:
    """The predicate's lemma, with its particle: ``take down``."""
    particle = next((child.lower_ for child in head.children if child.dep_ == "compound:prt"), "")
    return f"{verb_lemma(head) if head.pos_ == 'VERB' else head.lemma_.lower()} {particle}".strip()


def _is_verbal(head: Token) -> bool:
    """Whether the clause has a verb, or a subject or copula beside its noun; a headline's noun phrase has none."""
    if head.pos_ in {"VERB", "AUX"}:
        return True
    return any(child.dep_ in {*SUBJECTS, "cop", "aux"} for child in head.children)


def _chain(head: Token) -> list[Token]:
    """The verbs from the predicate's core up to the clause's own verb."""
    chain = [core(head)]
    while chain[-1].i != head.i:
        chain.append(chain[-1].head)
    return chain


def is_negated(head: Token, own: Sequence[Token]) -> bool:
    """An odd number of negations on the predicate (``did not come``, ``without coming``), in its subject or object
    (``no one came``), or in the verb itself (``failed to come``)."""
    chain = _chain(head)
    count = sum(verb_lemma(verb) in _words("failing") for verb in chain[1:])
    # "Not only the gate", "not to the gate but to the bridge", "nobody did more than he" say that something is so.
    otherwise = max((token.i for token in own if token.lower_ in {"but", "only", "than"}), default=-1)
    for child in (child for verb in chain for child in verb.children):
        count += (_negates(child) or _is_none(child)) and child.i > otherwise
    return count % 2 == 1


def _negates(child: Token) -> bool:
    """Whether the word under a predicate says that it is not so: ``not``, ``nor``, ``without``, ``no longer``, ``in no
    way``."""
    if child.dep_ == "obl" and child.lemma_.lower() in _words("no_way"):
        return any(token.lower_ == "no" for token in child.lefts)
    if child.dep_ == "advmod":
        return child.lower_ in _NOT or (child.lower_ == "longer" and child.nbor(-1).lower_ == "no")
    return (child.lower_, child.dep_) in _NEGATING


def _is_none(token: Token) -> bool:
    """Whether the word is a subject or object that there is not: ``nobody``, ``no boat``."""
    if token.dep_ not in {*SUBJECTS, "obj"}:
        return False
    return token.lower_ in {"nobody", "none", "nothing"} or any(t.lower_ in {"no", "neither"} for t in token.lefts)


def _narrowed(head: Token) -> str:
    """The words that narrow what there is not, with spaces between: ``nothing improper`` → improper."""
    words = (child for verb in _chain(head) for child in verb.children if _is_none(child))
    return " ".join(t.lemma_.lower() for word in words for t in word.children if t.dep_ in {"amod", "compound"})


def modality(head: Token, own: Sequence[Token], *, asks: bool) -> tuple[Modality, str]:
    """How surely the clause says it, and why; ``asks`` where its sentence ends with a question mark."""
    above = head.head
    marks = {child.lower_ for child in head.children if child.dep_ == "mark"}
    if head.dep_ in {"ccomp", "acl"} and above.i != head.i and _takes_back(above):
        return "denied", f"it is what “{above.text}” takes back"
    if head.dep_ == "acl:relcl" and _is_nothing(above):
        return "denied", f"it is told of “{above.text}”, which there is not"
    if asks or marks & _words("asking"):
        return "asked", "it is a question"
    if marks & _words("conditional"):
        return "conditional", "it is a condition"
    if any(child.dep_ == "advcl" and _is_needed(child) for child in head.children):
        return "conditional", "it holds under a condition"
    modals, hedging = _words("modals"), _words("hedging")
    hedge = next((token for token in own if token.lower_ in modals and token.dep_ == "aux"), None)
    if hedge is None:
        hedge = next((t for t in own if t.lower_ in hedging or t.lemma_.lower() in hedging), None)
    if hedge is None and head.dep_ == "xcomp" and above.lemma_.lower() in hedging:
        hedge = above
    if hedge is not None:
        return "hedged", f"“{hedge.text}” leaves it open"
    return "stated", "nothing in the clause weakens it"


def _is_needed(condition: Token) -> bool:
    """Whether the clause above holds only under this one: ``if the bridge closes``, not ``even if``."""
    marks = [child for child in condition.children if child.lower_ in _words("conditional") and child.dep_ == "mark"]
    return any(mark.i == 0 or mark.nbor(-1).lower_ != "even" for mark in marks)


def _takes_back(above: Token) -> bool:
    """Whether the word denies what hangs from it: ``denied that …``, ``the denial that …``, ``dismissed the claim that
    …``, ``no evidence that …``; not where that is itself denied (``did not deny that …``)."""
    if verb_lemma(above) in _words("denying"):
        return not any(child.lower_ in _NOT for child in above.children)
    if above.lemma_.lower() in _words("showing"):
        return _is_lacking(above)
    if verb_lemma(above) in _words("raising"):
        # "I don't think that he came" says that he did not come (Fillmore 1963, neg-raising).
        return any(child.lower_ in _NOT and child.dep_ == "advmod" for child in above.children)
    verb = above.head
    if above.pos_ != "NOUN" or above.dep_ not in {"obj", "nsubj:pass"} or verb_lemma(verb) not in _words("denying"):
        return False
    return not any(child.lower_ in _NOT for child in verb.children)


def _is_nothing(word: Token) -> bool:
    """``nothing that …``; ``not something that …``, where that is the predicate."""
    if word.lower_ == "nothing":
        return not any(child.lower_ in _NOT for child in word.head.children)
    named = word.lower_ in {"anything", "something", "thing"} and any(child.dep_ == "cop" for child in word.children)
    return named and any(child.lower_ in _NOT for child in word.children)


def _is_lacking(noun: Token) -> bool:
    """Whether the noun is what there is not: ``no evidence``, ``failed to produce a shred of evidence``."""
    count, token = 0, noun
    for _ in range(5):
        verb = token.pos_ == "VERB"
        words = _NOT if verb else {"no", "little"}
        count += any(child.lower_ in words for child in token.lefts)
        count += verb and verb_lemma(token) in _words("failing")
        if token.dep_ not in {"nmod", "obj", "nsubj:pass", "xcomp", "conj"} or token.head.i == token.i:
            break
        token = token.head
    return count % 2 == 1


def kind(head: Token, own: Sequence[Token]) -> str:
    """``claim`` for what can be checked; ``opinion`` for a judgement or a demand; ``background`` for a clause that only
    says who or what something is."""
    if any(token.lower_ in _words("opining") and token.dep_ == "aux" for token in own):
        return "opinion"
    if head.lemma_.lower() in _words("opinion"):
        return "opinion"
    if head.dep_ == "acl:relcl" and any(child.dep_ == "cop" for child in head.children):
        return "background"
    return "claim"


def _status(head: Token) -> str:
    """``expected`` for what is still to come (``is expected to vote``, ``will vote``), ``happened`` for what a past or
    perfect tense tells; empty where the clause leaves it open."""
    chain = _chain(head)
    auxiliaries = [child for verb in chain for child in verb.children if child.dep_ in {"aux", "aux:pass"}]
    printed = {auxiliary.lower_ for auxiliary in auxiliaries}
    if any(_expects(verb) for verb in chain) or printed & _words("future"):
        return "expected"
    if len(chain) > 1 or head.pos_ != "VERB" or printed & (_words("modals") | _words("opining") | {"would"}):
        return ""
    perfect = any(auxiliary.tag_ == "VBD" or auxiliary.lower_ in {"has", "have"} for auxiliary in auxiliaries)
    return "happened" if head.tag_ == "VBD" or (head.tag_ == "VBN" and perfect) else ""


def _expects(verb: Token) -> bool:
    below = next((child for child in verb.children if child.dep_ == "xcomp" and child.pos_ in {"VERB", "AUX"}), None)
    return below is not None and (verb_lemma(verb) in _words("expecting") or verb.lemma_.lower() in _words("expecting"))


def only_reports(head: Token, words: Sequence[Token]) -> bool:
    """``Vidal said on Monday``: who says it and when, with what is said in a clause of its own."""
    if verb_lemma(head) not in any_verb():
        return False
    content = any(_is_told(child) for child in head.children) or head.dep_ == "parataxis"
    content = content or verb_lemma(head) in _words("saying")
    return content and not any(child.dep_ in {"obj", "xcomp", "nsubj:pass"} for child in head.children)


def _is_told(token: Token) -> bool:
    """Whether ``token`` is the head of what a verb reports; an infinitive without a subject (``voted to close``) is
    what somebody does."""
    if token.dep_ not in {"ccomp", "parataxis"}:
        return False
    return is_finite(token) or any(child.dep_ in SUBJECTS for child in token.children)


def is_finite(token: Token) -> bool:
    carriers = [token, *(child for child in token.children if child.dep_ in {"aux", "aux:pass", "cop"})]
    return any(carrier.tag_ in _FINITE for carrier in carriers)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("modality")[kind])
