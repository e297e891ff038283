"""The propositions of a report: its clauses, with who asserts them, how surely, and what they hold.

A claim is the stretch of one clause as printed: its predicate with all that belongs to it, without the clauses at its
edges, which are claims of their own. Reporting words alone ("Vidal said") make no claim; what they report is one, by
whoever says it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from spacy.attrs import IDX
from spacy.tokens import Doc, Span as Tokens, Token

from rashomon.annotate.anaphora import resolve_pronouns
from rashomon.annotate.answers import find_answer
from rashomon.annotate.claim_times import bound, dated
from rashomon.annotate.cues import SUBJECTS
from rashomon.annotate.hours import Clock, clocks, hours
from rashomon.annotate.meaning import meaning_of
from rashomon.annotate.predicates import core, is_finite, modality, only_reports, read_predicate
from rashomon.annotate.syntax import RELATIVE
from rashomon.cleaning.plain.bylines import dateline
from rashomon.model import Claim, Document, Entity, Explanation, Figure, Quote, Source, Span, Time

_CLAUSES = frozenset({"ccomp", "csubj", "advcl", "acl", "parataxis", "conj"})
_EDGES = frozenset({"mark", "cc", "punct"})
_SAYING_NO = frozenset({"nor", "without"})
"""Edges without which a clause would read as if it were so."""
_AFTER_ALL = frozenset({"”", '"', ")"})
_OBJECTS = frozenset({"obj", "iobj"})
_OPENING, _CLOSING = frozenset({"“", "‘"}), frozenset({"”", "’"})
FEWEST = 3
"""Words with letters or digits that a claim has; what is shorter says too little to be compared."""
_ROLES = {"headline", "deck", "body", "list", "quote", "caption"}


@dataclass(frozen=True, slots=True)
class _Clause:
    """Tokens ``[start, end)`` of the clause with the predicate ``head``; ``own`` are those of no clause inside it."""

    head: Token
    start: int
    end: int
    own: tuple[Token, ...]
    asks: bool
    """Whether its sentence ends with a question mark."""


@dataclass(frozen=True, slots=True)
class _Report:
    document: Document
    doc: Doc
    quotes: Mapping[int, Sequence[Quote]]
    """Token → the quotations in which it begins."""
    figures: Mapping[int, Sequence[str]]
    times: Mapping[int, Sequence[str]]
    """Token → the ids of those whose words it is the head of."""
    actors: Mapping[int, str]
    """Token → the entity that it is the head of a mention of, or that it takes up as a pronoun."""
    names: frozenset[int]
    """Tokens of the names of entities."""
    clocks: Mapping[int, Clock]
    """Character → the clock time that begins there."""


def find_claims(
    document: Document,
    doc: Doc,
    entities: Sequence[Entity],
    quotes: Sequence[Quote],
    figures: Sequence[Figure],
    times: Sequence[Time],
) -> tuple[Claim, ...]:
    """The claims of ``document`` in the order of the text. ``by`` is empty where the outlet itself asserts it."""
    places = doc.to_array(IDX).tolist()
    starts = {place: i for i, place in enumerate(places)}
    actors: dict[int, str] = {}
    names: set[int] = set()
    for entity in entities:
        for mention in entity.mentions:
            if mention.head in starts:
                actors[starts[mention.head]] = entity.id
            span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            if span is not None and mention.kind == "name":
                names.update(range(span.start, span.end))
    actors = {**resolve_pronouns(document, doc, entities, quotes), **actors}
    counted = _heads(doc, [(figure.id, figure.number) for figure in figures])
    timed = _heads(doc, [(time.id, time.span) for time in times])
    said = _by_token(
        (quote, bisect_left(places, quote.span.start), bisect_left(places, quote.span.end)) for quote in quotes
    )
    report = _Report(document, doc, said, counted, timed, actors, frozenset(names), clocks(document.text))
    blocks = [(block.start, block.end) for block in document.blocks if block.role in _ROLES]
    found: list[Claim] = []
    spans = [span for q in quotes if (span := doc.char_span(q.span.start, q.span.end, alignment_mode="contract"))]
    contents = _by_token((span, span.start, span.end) for span in spans)
    for sentence in doc.sents:
        if not any(start <= sentence.start_char < end for start, end in blocks):
            continue
        first = _behind_dateline(document, sentence)
        for clause in _clauses(doc, first, sentence.end, contents):
            found.append(_claim(report, clause, f"{document.id}:c{len(found) + 1}"))
    return tuple(found)


def _behind_dateline(document: Document, sentence: Tokens) -> int:
    """The token of ``sentence`` with which the report's own words begin, behind the dateline of a wire report."""
    line = None
    if any(block.start == sentence.start_char for block in document.blocks):
        line = dateline(sentence.text)
    end = sentence.start_char + line.end() if line is not None else sentence.start_char
    return next((token.i for token in sentence if token.idx >= end), sentence.end)


# --- clauses ---------------------------------------------------------------------------------------------------------


def _clauses(doc: Doc, first: int, last: int, contents: Mapping[int, Sequence[Tokens]]) -> Iterator[_Clause]:
    """The clauses of the sentence ``[first, last)`` that say something, in the order of their predicates. ``contents``
    are the quoted words that each token stands in."""
    sentence = list(doc[first:last])
    heads = [token for token in sentence if _is_predicate(token)]
    divided = _divided(sentence, {head.i for head in heads})
    final = next((token.text for token in reversed(sentence) if token.is_punct and token.text not in _AFTER_ALL), "")
    for head in heads:
        own = tuple(divided[head.i])
        for content in contents.get(head.i, ()):
            # The words that report stay outside of what they report; a fragment in marks is part of its clause.
            if not _is_built_in(content, head):
                own = tuple(token for token in own if content.start <= token.i < content.end)
        while own and own[0].lower_ not in _SAYING_NO and (own[0].dep_ in _EDGES or own[0].is_space):
            own = own[1:]
        while own and (own[-1].is_punct or own[-1].is_space or own[-1].dep_ == "cc") and not _closes(own):
            own = own[:-1]
        words = [token for token in own if token.is_alpha or token.like_num]
        if len(words) >= FEWEST and not only_reports(head, words):
            yield _Clause(head, own[0].i, own[-1].i + 1, own, final == "?")


def _closes(own: Sequence[Token]) -> bool:
    """Whether the last token closes a quotation that was opened in the clause."""
    opened = sum(token.text in _OPENING for token in own)
    return own[-1].text in _CLOSING and sum(token.text in _CLOSING for token in own) == opened


def _is_built_in(content: Tokens, head: Token) -> bool:
    """Whether the quoted words are a piece of a clause whose subject or finite verb stands before them: ``Vidal is
    “very close” to a deal``."""
    carriers = (child for child in head.children if child.dep_ in {*SUBJECTS, "aux", "aux:pass", "cop"})
    return any(carrier.i < content.start for carrier in carriers)


def _is_predicate(token: Token) -> bool:
    """The head of a clause that is told as a fact of its own: a finite verb, a noun or adjective with a copula, a
    participle with words of its own behind a noun or a comma. Infinitives belong to the clause above."""
    base = token.dep_.split(":")[0]
    if token.dep_ == "root" or token.head.i == token.i:
        return not token.is_punct and not token.is_space
    if base not in _CLAUSES:
        return False
    if is_finite(token) or any(child.dep_ in SUBJECTS for child in token.children):
        return True
    if sum(1 for _ in islice(token.subtree, FEWEST + 1)) <= FEWEST:
        return False
    after_comma = "," in {token.left_edge.text, token.doc[max(0, token.i - 1)].text}
    return (base == "acl" and token.tag_ in {"VBN", "VBG"}) or (base == "advcl" and token.tag_ == "VBG" and after_comma)


def _divided(sentence: Sequence[Token], heads: Collection[int]) -> dict[int, list[Token]]:
    """Each of ``heads`` with the tokens of the sentence that hang from it and from no other of them between."""
    above = {token.i: token.head.i for token in sentence}
    own: dict[int, list[Token]] = {head: [] for head in heads}
    for token in sentence:
        path = [token.i]
        while path[-1] not in own and (up := above.get(path[-1], path[-1])) != path[-1]:
            path.append(up)
        if path[-1] in own:
            own[path[-1]].append(token)
        for place in path:
            above[place] = path[-1]
    return own


# --- what a clause says ----------------------------------------------------------------------------------------------


def _claim(report: _Report, clause: _Clause, identity: str) -> Claim:
    doc = report.doc
    start, end = doc[clause.start].idx, doc[clause.end - 1].idx + len(doc[clause.end - 1])
    own = {token.i for token in clause.own}
    modal, why = modality(clause.head, clause.own, asks=clause.asks)
    held = {token.i: report.actors[token.i] for token in clause.own if token.i in report.actors}
    subjects = [entity for i, entity in held.items() if _fills(doc[i], clause.head, SUBJECTS)]
    subjects = subjects or _understood_subjects(report, clause.head)
    act = core(clause.head)
    details = {**read_predicate(clause.head, clause.own), **hours(clause.own, report.clocks)}
    times = [(identity, doc[i]) for i in sorted(own) for identity in report.times.get(i, ())]
    when = [(i, time, word) for i, time in times if (word := dated(time, clause.head, own, report.actors)) is not None]
    if len(when) == 1:
        details |= {"dated": when[0][2].idx, **bound(when[0][1])}
    return Claim(
        id=identity,
        span=report.document.span(start, end),
        by=_asserted_by(report.quotes.get(clause.head.i, ())),
        modality=modal,
        explanation=Explanation(f"clause-{clause.head.dep_.split(':')[0]}", why, (), details),
        figures=tuple(identity for i in sorted(own) for identity in report.figures.get(i, ())),
        times=tuple(identity for identity, _ in times),
        actors=tuple(dict.fromkeys([*subjects, *held.values()])),
        subjects=tuple(dict.fromkeys(subjects)),
        objects=tuple(dict.fromkeys(e for i, e in held.items() if _fills(doc[i], act, _OBJECTS))),
        when=tuple(identity for identity, _, _ in when),
        answers=find_answer(report.document, clause.head, report.actors, negated=bool(details["negated"])),
        meaning=meaning_of(act, clause.own, report.names),
    )


def _heads(doc: Doc, found: Sequence[tuple[str, Span]]) -> Mapping[int, Sequence[str]]:
    """Token → the ids of the spans whose head it is."""
    spans = [(identity, doc.char_span(span.start, span.end, alignment_mode="expand")) for identity, span in found]
    heads = [(identity, tokens.root.i) for identity, tokens in spans if tokens is not None]
    return _by_token((identity, head, head + 1) for identity, head in heads)


_Held = TypeVar("_Held")


def _by_token(found: Iterable[tuple[_Held, int, int]]) -> dict[int, list[_Held]]:
    """Token → what holds it, of things that each reach from one token to before another."""
    held: dict[int, list[_Held]] = {}
    for thing, start, end in found:
        for i in range(start, end):
            held.setdefault(i, []).append(thing)
    return held


def _fills(token: Token, head: Token, roles: Collection[str]) -> bool:
    """Whether ``token`` is in the name of what stands to ``head`` in one of ``roles``: itself, with others beside it,
    or behind a description (``the governor, Vidal``)."""
    for _ in range(4):
        if token.dep_ in roles:
            return token.head.i == head.i
        if token.head.i == token.i or token.dep_ not in {"flat", "nmod:desc", "conj", "appos"}:
            return False
        token = token.head
    return False


def _understood_subjects(report: _Report, head: Token) -> list[str]:
    """Who acts in a clause that does not say it: the noun that it belongs to (``Vidal, who …``), or the subject of the
    clause that it goes on from (``… and left``, ``…, saying``)."""
    own = [child for child in head.children if child.dep_ in SUBJECTS]
    if any(child.lower_ not in RELATIVE for child in own):
        return []
    for _ in range(3):
        base, above = head.dep_.split(":")[0], head.head
        if base == "acl":
            return [report.actors[above.i]] if above.i in report.actors else []
        if base not in {"conj", "advcl", "xcomp"} or above.i == head.i:
            return []
        above_own = [child for child in above.children if child.dep_ in SUBJECTS]
        if above_own:
            return [report.actors[child.i] for child in above_own if child.i in report.actors]
        head = above
    return []


def _asserted_by(holding: Sequence[Quote]) -> tuple[Source, ...]:
    """The chain of speakers: of every quotation that holds the predicate, the innermost speaker first."""
    chain: dict[tuple[str, str | None], Source] = {}
    for quote in sorted(holding, key=lambda q: q.span.end - q.span.start):
        for source in [*([quote.speaker] if quote.speaker else []), *quote.via]:
            chain.setdefault((source.name, source.entity), source)
    return tuple(chain.values())
