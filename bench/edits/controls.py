"""Copies in which nothing changed but the words: paraphrases by rule, light rewrites, identical copies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random

from spacy.tokens import Token

from bench.edits.edit import Edit, Replacement, Source, edited
from bench.edits.facts import told_by_reporter
from bench.edits.words import base, inflected, table
from rashomon.annotate.cues import SUBJECTS

_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_LONGEST = 9
"""Tokens of a subject or object that is moved."""
_CLAUSES = {
    "conj",
    "ccomp",
    "xcomp",
    "advcl",
    "parataxis",
    "csubj",
    "iobj",
    "compound:prt",
    "aux",
    "expl",
    "vocative",
    "discourse",
}
_CLOSED = {"PRON", "DET"}


def paraphrases(source: Source, rng: Random) -> Iterator[Edit]:
    """The same facts in other sentences, one rule a sentence: each sentence alone, and all of them in one copy."""
    rules: tuple[tuple[str, Callable[[Source, Token], list[Replacement] | None]], ...] = (
        ("passive", to_passive),
        ("active", to_active),
        ("time first", time_first),
        ("clause first", clause_first),
        ("that", with_that),
        ("verb before speaker", inverted),
        ("synonym", synonym),
    )
    found: list[tuple[str, list[Replacement]]] = []
    for sentence in source.doc.sents:
        fitting = [
            (name, changes)
            for name, rule in rules
            for token in sentence
            if (changes := rule(source, token)) is not None
        ]
        if fitting:
            found.append(rng.choice(fitting))
    for name, changes in found:
        yield edited(source, "paraphrase", name, changes)
    if len(found) > 1:
        yield edited(source, "paraphrase", "all sentences", [change for _, changes in found for change in changes])


def light_rewrites(source: Source) -> Iterator[Edit]:
    """Other marks of quotation, other ways of printing a number, a report without its last paragraph."""
    marks = {"“": '"', "”": '"', "’": "'", "‘": "'"}
    straight = [Replacement(i, i + 1, marks[char]) for i, char in enumerate(source.text) if char in marks]
    if straight:
        yield edited(source, "light rewrite", "straight marks", straight)
    numbers = list(_numbers(source))
    if numbers:
        yield edited(source, "light rewrite", "numbers", numbers)
    last = source.document.blocks[-1]
    if last.role == "body" and last.end - last.start > 40:
        first = re.match(r"[^.!?]*[.!?][”\"]?", source.text[last.start : last.end])
        if (
            first
            and first.end() < last.end - last.start
            and not re.search(r"[“”\"]", source.text[last.start : last.end])
        ):
            yield edited(source, "light rewrite", "shorter end", [Replacement(last.start + first.end(), last.end, "")])


def copies(source: Source) -> Iterator[Edit]:
    """The report once more, by another outlet."""
    yield edited(source, "identical copy", "copy", [])


def _numbers(source: Source) -> Iterator[Replacement]:
    """Small numbers in words for digits and the other way, and "per cent" for "percent"."""
    for figure in source.annotations.figures:
        start, end, text = figure.number.start, figure.number.end, figure.number.text
        if figure.low != figure.high or not told_by_reporter(source, figure.span.start, figure.span.end):
            continue
        if text in _SMALL[2:]:
            yield Replacement(start, end, str(_SMALL.index(text)))
        elif (
            text.isdigit()
            and 2 <= int(text) < len(_SMALL)
            and source.text[end : end + 1] == " "
            and source.text[start - 1] == " "
        ):
            yield Replacement(start, end, _SMALL[int(text)])
    for token in source.doc:
        if token.text == "percent" and told_by_reporter(source, token.idx, token.idx + len(token)):
            yield Replacement(token.idx, token.idx + len(token), "per cent")


# --- rules: a token (mostly the head of a sentence) → what to replace, or None ----------------------------------------


def to_passive(source: Source, head: Token) -> list[Replacement] | None:
    """``The council approved the budget on Thursday`` → ``The budget was approved by the council on Thursday``."""
    verb = base(head.text, head.tag_)
    subject, thing = _only(head, {"nsubj"}), _only(head, {"obj"})
    if head.tag_ != "VBD" or verb is None or verb not in table("passive") or subject is None or thing is None:
        return None
    if not _simple(source, head) or not _movable(subject) or not _movable(thing):
        return None
    acting, acted_on = _tokens(subject), _tokens(thing)
    if acting[-1].i + 1 != head.i or head.i + 1 != acted_on[0].i or acting[0].i != head.sent.start:
        return None
    plural = thing.tag_ in {"NNS", "NNPS"} or any(child.dep_ == "conj" for child in thing.children)
    copula = "were" if plural else "was"
    text = f"{_capital(_text(acted_on))} {copula} {inflected(verb, 'VBN')} by {_small(acting)}"
    return [Replacement(acting[0].idx, acted_on[-1].idx + len(acted_on[-1]), text)]


def to_active(source: Source, head: Token) -> list[Replacement] | None:
    """``The budget was approved by the council on Thursday`` → ``The council approved the budget on Thursday``."""
    verb = base(head.text, head.tag_)
    subject = _only(head, {"nsubj:pass"})
    agents = [c for c in head.children if c.dep_.startswith("obl") and any(g.lower_ == "by" for g in c.children)]
    auxiliary = _only(head, {"aux:pass"})
    if (
        head.tag_ != "VBN"
        or verb is None
        or verb not in table("passive")
        or subject is None
        or len(agents) != 1
        or auxiliary is None
    ):
        return None
    agent = agents[0]
    if auxiliary.lower_ not in {"was", "were"} or not _simple(source, head) or not _movable(subject):
        return None
    acted_on, acting = _tokens(subject), _tokens(agent)
    named = agent.ent_type_ or agent.tag_ in {"NNS", "NN"}
    following = (
        acted_on[-1].i + 1 == auxiliary.i == head.i - 1 and acting[0].i == head.i + 1 and acting[0].lower_ == "by"
    )
    if (
        not following
        or not named
        or acted_on[0].i != head.sent.start
        or len(acting) > _LONGEST
        or agent.pos_ in _CLOSED
    ):
        return None
    if agent.tag_ == "CD" or any(token.pos_ in {"NUM", "VERB"} for token in acting):
        return None  # "by two goals", "by closing the yard" are no agents
    text = f"{_capital(_text(acting[1:]))} {inflected(verb, 'VBD')} {_small(acted_on)}"
    return [Replacement(acted_on[0].idx, acting[-1].idx + len(acting[-1]), text)]


def time_first(source: Source, token: Token) -> list[Replacement] | None:
    """``Roe resigned on Monday.`` → ``On Monday, Roe resigned.``"""
    head = token.head
    case = _only(token, {"case"})
    days = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
    if token.text not in days or token.dep_ != "obl" or head.dep_ != "root" or case is None or case.lower_ != "on":
        return None
    phrase, first = _tokens(token), source.doc[head.sent.start]
    start, end = phrase[0].idx, phrase[-1].idx + len(phrase[-1])
    subject = next((child for child in head.children if child.dep_ in SUBJECTS), None)
    opens = (
        all(child.dep_ not in {"parataxis", "conj"} for child in head.children)
        and subject is not None
        and subject.left_edge.i == first.i
        and subject.i < token.i
    )
    if not opens or len(phrase) > 3 or not told_by_reporter(source, first.idx, end) or source.text[end] not in ".":
        return None
    lead = f"{_capital(_text(phrase))}, "
    small = first.text if first.pos_ == "PROPN" or first.text == "I" else first.text[0].lower() + first.text[1:]
    if first.dep_ == "nmod:desc":
        small = first.text
    return [
        Replacement(first.idx, first.idx + len(first), f"{lead}{small}"),
        Replacement(start - 1, end, ""),
    ]


def clause_first(source: Source, token: Token) -> list[Replacement] | None:
    """``Roe resigned after the vote was counted.`` → ``After the vote was counted, Roe resigned.``"""
    head = token.head
    mark = _only(token, {"mark"})
    if (
        token.dep_ != "advcl"
        or head.dep_ != "root"
        or mark is None
        or mark.lower_ not in {"after", "before", "because", "when"}
    ):
        return None
    clause, first = _tokens(token), source.doc[head.sent.start]
    subject = next((child for child in head.children if child.dep_ in SUBJECTS), None)
    own = next((child for child in token.children if child.dep_ in SUBJECTS), None)
    if (
        subject is None
        or own is None
        or subject.left_edge.i != first.i
        or any(word.tag_ in {"PRP", "PRP$"} for word in clause)
    ):
        return None
    start, end = clause[0].idx, clause[-1].idx + len(clause[-1])
    between = [word for word in source.doc[first.i : clause[0].i] if word.tag_ in {"PRP", "PRP$"}]
    if (
        clause[0].i != mark.i
        or between
        or source.text[end : end + 1] != "."
        or not told_by_reporter(source, first.idx, end)
    ):
        return None
    if source.doc[clause[0].i - 1].is_punct or any(child.dep_ in {"conj", "ccomp"} for child in head.children):
        return None
    small = first.text if first.pos_ == "PROPN" or first.dep_ == "nmod:desc" else first.text[0].lower() + first.text[1:]
    return [
        Replacement(first.idx, first.idx + len(first), f"{_capital(_text(clause))}, {small}"),
        Replacement(start - 1, end, ""),
    ]


def with_that(source: Source, head: Token) -> list[Replacement] | None:
    """``Roe said the gate was rotten`` → ``Roe said that the gate was rotten``, and the other way."""
    clause = _only(head, {"ccomp"})
    if (
        clause is None
        or head.lower_ not in {"said", "says"}
        or not told_by_reporter(source, head.idx, clause.right_edge.idx)
    ):
        return None
    first = clause.left_edge
    if first.i != head.i + 1:
        return None
    if first.lower_ == "that" and first.dep_ == "mark":
        return [Replacement(first.idx, first.idx + len(first) + 1, "")]
    subject = next((child for child in clause.children if child.dep_ in SUBJECTS), None)
    if subject is None or subject.left_edge.i != first.i:
        return None
    return [Replacement(first.idx, first.idx, "that ")]


def inverted(source: Source, head: Token) -> list[Replacement] | None:
    """``“…,” Roe said.`` → ``“…,” said Roe.``, and the other way."""
    subject = _only(head, {"nsubj"})
    if head.text != "said" or subject is None or subject.pos_ != "PROPN":
        return None
    name = _tokens(subject)
    plain = all(word.pos_ == "PROPN" for word in name)
    first, last = min(name[0].i, head.i), max(name[-1].i, head.i)
    start, end = source.doc[first].idx, source.doc[last].idx + len(source.doc[last])
    before = source.text[max(0, start - 3) : start]
    if not plain or not re.search(r"[,?!.][”\"] $", before) or last - first != len(name) or source.text[end] != ".":
        return None
    text = f"said {_text(name)}" if head.i > name[-1].i else f"{_text(name)} said"
    return [Replacement(start, end, text)]


def synonym(source: Source, token: Token) -> list[Replacement] | None:
    """Another verb with the same meaning, in the same form."""
    verb = base(token.text, token.tag_)
    other = table("synonyms").get(verb) if verb else None
    acted_on = any(child.dep_ in {"obj", "nsubj:pass"} for child in token.children)
    if (
        other is None
        or not acted_on
        or token.pos_ != "VERB"
        or not told_by_reporter(source, token.idx, token.idx + len(token))
    ):
        return None
    return [Replacement(token.idx, token.idx + len(token), inflected(other, token.tag_))]


# --- parts of a sentence ---------------------------------------------------------------------------------------------


def _only(head: Token, labels: set[str]) -> Token | None:
    found = [child for child in head.children if child.dep_ in labels]
    return found[0] if len(found) == 1 else None


def _tokens(head: Token) -> Sequence[Token]:
    return sorted(head.subtree, key=lambda token: token.i)


def _text(tokens: Sequence[Token]) -> str:
    return str(tokens[0].doc[tokens[0].i : tokens[-1].i + 1].text)


def _simple(source: Source, head: Token) -> bool:
    """A main clause of the reporter's with no clause joined to it and no negation."""
    if head.dep_ != "root" or any(
        child.dep_ in _CLAUSES or child.lower_ in {"not", "n’t", "n't"} for child in head.children
    ):
        return False
    return told_by_reporter(source, head.sent.start_char, head.sent.end_char)


def _movable(noun: Token) -> bool:
    """A short phrase in one piece around a noun, with no clause in it and nothing that points back."""
    tokens = _tokens(noun)
    whole = tokens[-1].i - tokens[0].i + 1 == len(tokens) <= _LONGEST
    plain = not any(t.pos_ in {"VERB", "AUX"} or t.is_punct or t.tag_ in {"PRP", "PRP$", "WDT", "WP"} for t in tokens)
    return whole and plain and noun.pos_ in {"NOUN", "PROPN", "SYM"}


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _small(tokens: Sequence[Token]) -> str:
    """The phrase inside a sentence: a small first letter unless it begins with a name or title."""
    text, first = _text(tokens), tokens[0]
    keep = first.pos_ == "PROPN" or (first.dep_ in {"nmod:desc", "compound"} and first.ent_type_ != "")
    return text if keep else text[0].lower() + text[1:]
