"""What the report says around a quotation: what kind of source speaks, to whom, and when.

The findings stand in the ``details`` of the quotation's explanation, with the characters at which they begin:

``source``                      ``person``, ``organization``, … for a named source; ``several`` named together;
                                ``named`` by words that are no actor of the report; ``document``; ``unnamed``, or
                                ``anonymous`` where the report says that the source does not want to be named
``anonymity``, ``anonymity_at`` the words that say so
``addressee``, ``addressee_at`` to whom: "told reporters", "in a letter to the council"
``when``, ``when_at``           the time expression beside the reporting word, and ``when_value``, its EDTF value
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from rashomon import lexicon
from rashomon.annotate.channels import channel_of
from rashomon.annotate.cues import verb_lemma, verbs
from rashomon.annotate.nominals import names_a_person, phrase_start
from rashomon.model import Document, Entity, Quote, Source, Time

_TO = frozenset({"to", "with", "before"})
_LONGEST = 10
"""Tokens of an addressee; what is longer has a clause in it and is cut at its noun."""


_NEAR = 8
"""Tokens behind the reporting word in which its time and its addressee stand."""


@dataclass(frozen=True, slots=True)
class _Report:
    document: Document
    doc: Doc
    entities: Mapping[str, Entity]
    times: Sequence[tuple[Time, Token]]
    """Each time with the head of its words."""


def with_circumstances(
    document: Document, doc: Doc, quotes: Sequence[Quote], entities: Sequence[Entity], times: Sequence[Time]
) -> tuple[Quote, ...]:
    """``quotes`` with the source's kind, the addressee and the time in their explanations, where the report says
    them."""
    spans = [(time, doc.char_span(time.span.start, time.span.end, alignment_mode="expand")) for time in times]
    heads = [(time, span.root) for time, span in spans if span is not None]
    report = _Report(document, doc, {entity.id: entity for entity in entities}, heads)
    return tuple(_with_details(report, quote) for quote in quotes)


def _with_details(report: _Report, quote: Quote) -> Quote:
    details: dict[str, str | int | float] = dict(quote.explanation.details)
    if quote.speaker is not None:
        details["source"] = _kind(report, quote.speaker)
        details |= _place("anonymity", _anonymity(report, quote.speaker))
    if "anonymity" in details:
        details["source"] = "anonymous"
    cue = _cue_word(report, quote)
    if cue is not None:
        addressee = next(_addressees(cue), None)
        if addressee is not None:
            details |= _place("addressee", _phrase(report.doc, addressee))
        time = _time_of(report, quote, cue)
        if time is not None:
            details |= _place("when", (time.span.text, time.span.start))
            details |= {"when_value": time.value} if time.value else {}
    return replace(quote, explanation=replace(quote.explanation, details=details))


def _place(key: str, found: tuple[str, int] | None) -> dict[str, str | int]:
    return {} if found is None else {key: found[0], f"{key}_at": found[1]}


def _kind(report: _Report, source: Source) -> str:
    entity = report.entities.get(source.entity or "")
    if entity is not None and entity.named:
        return entity.type
    head = _head(report.doc, source)
    if head is None or names_a_person(head):
        return "unnamed"
    if head.pos_ == "PROPN":
        return "several" if any(child.dep_ == "conj" for child in head.children) else "named"
    if head.lemma_.lower() in verbs("documents"):
        return "document"
    return "organization" if head.lemma_.lower() in _bodies() else "unnamed"


def _head(doc: Doc, source: Source) -> Token | None:
    span = doc.char_span(source.evidence.start, source.evidence.end, alignment_mode="expand")
    return span.root if span is not None else None


@cache
def _anonymous() -> re.Pattern[str]:
    return re.compile("|".join(lexicon.load("reporting_verbs")["anonymity"]))


def _anonymity(report: _Report, source: Source) -> tuple[str, int] | None:
    """The words by which the report says that it withholds the name: in the source's own phrase or its sentence."""
    entity = report.entities.get(source.entity or "")
    head = _head(report.doc, source)
    if head is None or (entity is not None and entity.named):
        return None
    sentence = head.sent
    match = _anonymous().search(report.document.text, sentence.start_char, sentence.end_char)
    return (match.group(), match.start()) if match else None


def _cue_word(report: _Report, quote: Quote) -> Token | None:
    """The word that reports: the verb or noun of the cue."""
    if quote.cue is None:
        return None
    span = report.doc.char_span(quote.cue.start, quote.cue.end, alignment_mode="expand")
    return span.root if span is not None else None


def _addressees(cue: Token) -> Iterator[Token]:
    """Heads of the phrases that say to whom, the surest first."""
    telling = verb_lemma(cue) in lexicon.load("reporting_verbs")["telling"]
    passive = any(child.dep_ in {"nsubj:pass", "aux:pass"} for child in cue.children)
    for child in cue.children:
        told = child.dep_ == "iobj" or (telling and child.dep_ == ("nsubj:pass" if passive else "obj"))
        if told and _listens(child):
            yield child
    for child in cue.children:
        if child.dep_.startswith("obl") and _case(child) & _TO and _listens(child):
            yield child
    for token in cue.doc[cue.i + 1 : cue.i + 1 + _NEAR]:
        if (
            token.dep_.startswith(("obl", "nmod"))
            and _case(token) == {"to"}
            and _follows(cue, token)
            and _listens(token)
        ):
            yield token
    for child in cue.children:
        # "in a letter to the council", "in an interview with the Halden Post"
        if child.dep_.startswith(("obl", "obj")) and channel_of(child) is not None:
            yield from (t for t in child.children if t.dep_ == "nmod" and _case(t) & _TO and _listens(t))


def _listens(token: Token) -> bool:
    if token.pos_ == "PRON":
        return token.lower_ in {"me", "him", "her", "us", "them", "you"}
    if token.pos_ == "PROPN":
        return True
    return names_a_person(token) or token.lemma_.lower() in _audiences()


@cache
def _bodies() -> frozenset[str]:
    """Nouns for bodies."""
    organizations = lexicon.load("organizations")
    return frozenset([*organizations["generic"], *organizations["heads"]])


@cache
def _audiences() -> frozenset[str]:
    """Nouns for those to whom one speaks, persons apart."""
    return _bodies() | frozenset([*lexicon.load("organizations")["common"], "people", "crowd", "audience"])


def _case(token: Token) -> set[str]:
    return {child.lower_ for child in token.children if child.dep_ == "case"}


def _phrase(doc: Doc, head: Token) -> tuple[str, int]:
    """The words of the addressee without the preposition and without clauses."""
    start = phrase_start(head)
    while start < head.i and doc[start].pos_ == "ADP":
        start += 1
    end = head.right_edge.i + 1
    inside = [t for t in doc[head.i + 1 : end] if t.dep_.startswith("acl") or t.text in {",", "(", ":", "“", '"'}]
    if inside:
        end = min(token.left_edge.i if token.dep_.startswith("acl") else token.i for token in inside)
    if not head.i < end <= start + _LONGEST:
        end = head.i + 1
    return doc[start:end].text, doc[start].idx


def _time_of(report: _Report, quote: Quote, cue: Token) -> Time | None:
    """The time expression that hangs from the reporting word, outside of the words reported."""
    sentence = cue.sent
    for time, head in report.times:
        if quote.span.start <= time.span.start < quote.span.end or not sentence.start <= head.i < sentence.end:
            continue
        above = head.head
        hangs = cue.i in {head.i, above.i} or (above.dep_.startswith(("obl", "obj")) and above.head.i == cue.i)
        if hangs or _follows(cue, head):
            return time
    return None


def _follows(cue: Token, token: Token) -> bool:
    """``“The gate is shut,” Vidal said on Monday``: beside the reporting word, though the tree hangs it in the quoted
    clause."""
    between = cue.doc[cue.i + 1 : token.i]
    return 0 <= len(between) <= _NEAR and not any(
        t.pos_ in {"VERB", "AUX", "SCONJ", "CCONJ"} or t.is_punct or t.is_space for t in between
    )
