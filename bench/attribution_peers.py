"""Other people's ways to find quotations, rebuilt over our parse so that they can be compared on the same text.

They are for comparison only. Each gives quotations as one line of ``rashomon annotate --jsonl`` has them. All that
need a list of reporting verbs use ours, which is longer than theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from spacy.tokens import Doc, Span, Token

from rashomon.annotate.cues import verb_lemma, verbs
from rashomon.model import Document

Json = dict[str, Any]
_MARKED = re.compile(r"[“\"]([^“”\"\n]+)(?:[”\"]|$)|(?<!\w)‘([^\n]+?)’(?!\w)", re.MULTILINE)
_FEWEST_WORDS = 4
_SHORTEST, _LONGEST, _REACH = 6, 100, 5
_FLOATING = 5
"""Sentences that words without a tag of their own may run on."""


def marked(text: str) -> list[tuple[int, int]]:
    """What stands between quotation marks, line by line; a mark left open runs to the end of its line."""
    return [match.span(1 if match[1] else 2) for match in _MARKED.finditer(text)]


def _quote(content: Span, source: Span | None, cue: Token | None) -> Json:
    evidence = {"start": source.start_char, "end": source.end_char} if source is not None else None
    return {
        "start": content.start_char,
        "end": content.end_char,
        "text": content.text,
        "speaker": {"name": source.text, "entity": None, "evidence": evidence} if source is not None else None,
        "via": [],
        "cue": {"start": cue.idx, "end": cue.idx + len(cue)} if cue is not None else None,
    }


def _reports(token: Token) -> bool:
    return token.pos_ == "VERB" and verb_lemma(token) in verbs("speech")


def by_marks(document: Document, doc: Doc) -> list[Json]:
    """Every marked stretch is a quotation, and the nearest name in its paragraph outside marks its source."""
    found = []
    stretches = marked(doc.text)
    names = [e for e in doc.ents if not any(start < e.end_char and e.start_char < end for start, end in stretches)]
    for start, end in stretches:
        content = doc.char_span(start, end, alignment_mode="expand")
        block = next((b for b in document.blocks if b.start <= start < b.end), None)
        if content is not None and block is not None:
            near = [e for e in names if block.start <= e.start_char < block.end]
            source = min(near, key=lambda e: max(start - e.end_char, e.start_char - end), default=None)
            found.append(_quote(content, source, None))
    return found


def textacy_whole(document: Document, doc: Doc) -> list[Json]:
    """textacy 0.13 (Apache-2.0), ``extract.triples.direct_quotations``, as published: marks pair off in their order,
    and a text with an odd number of marks is refused as a whole."""
    return list(_textacy(doc, [token for token in doc if token.is_quote]))


def textacy_by_paragraph(document: Document, doc: Doc) -> list[Json]:
    """The same with each paragraph for itself, so that one stray mark costs no more than its paragraph."""
    marks = [token for token in doc if token.is_quote]
    blocks = [[token for token in marks if block.start <= token.idx < block.end] for block in document.blocks]
    return [quote for block in blocks for quote in _textacy(doc, block)]


def _textacy(doc: Doc, marks: Sequence[Token]) -> Iterator[Json]:
    if len(marks) % 2:
        return
    pairs = [(marks[at].i, marks[at + 1].i) for at in range(0, len(marks), 2)]
    for first, last in pairs:
        content = doc[first : last + 1]
        words = [token for token in content if not (token.is_punct or token.is_stop)]
        if len(content) < _FEWEST_WORDS or all(token.is_title for token in words):
            continue
        near = [
            sent
            for sent in doc.sents
            if (sent.start < first and sent.end >= first - 1) or (sent.start <= last + 1 and sent.end > last)
        ]
        cues = [
            token
            for sent in near
            for token in sent
            if _reports(token) and not any(opens <= token.i <= closes for opens, closes in pairs)
        ]
        # The nearest verb with a subject wins, on whichever side of the words it stands.
        for cue in sorted(cues, key=lambda token: min(abs(token.i - first), abs(token.i - last))):
            subject = next((child for child in cue.children if child.dep_ in {"nsubj", "csubj"}), None)
            if subject is not None:
                yield _quote(content, _with_compounds(subject), cue)
                break


def _with_compounds(noun: Token) -> Span:
    nouns = [noun, *noun.conjuncts]
    nouns += [child for each in nouns for child in each.children if child.dep_ in {"compound", "flat"}]
    return noun.doc[min(token.i for token in nouns) : max(token.i for token in nouns) + 1]


def verb_list(document: Document, doc: Doc) -> list[Json]:
    """In the manner of the Gender Gap Tracker (Asr et al. 2021, PLOS ONE 16(1), e0245533): clauses that a verb of the
    list takes, then sentences in marks that follow such a quotation, then what is left between marks beside a verb.

    Of overlapping quotations the first way's stays; those of fewer than four words go. The paper's labels are spaCy's
    (CLEAR); with Universal Dependencies ``according to`` is a case mark, and interrupted speech is parataxis.
    """
    syntactic = [*_clauses(doc), *_according(doc)]
    kept: list[Json] = []
    for quote in [*syntactic, *_floating(doc, syntactic), *_beside_verbs(doc)]:
        apart = all(quote["end"] <= other["start"] or other["end"] <= quote["start"] for other in kept)
        if apart and len(quote["text"].split()) >= _FEWEST_WORDS:
            kept.append(quote)
    return kept


def _clauses(doc: Doc) -> Iterator[Json]:
    for token in doc:
        if token.dep_ == "ccomp" and _reports(token.head):
            content, verb = _phrase(token), token.head
            places = [*verb.children, *verb.head.children]
        elif token.dep_ == "parataxis" and _reports(token):
            whole, tag = _phrase(token.head), _phrase(token)
            content, verb = doc[whole.start : tag.start] if tag.end >= whole.end - 1 else whole, token
            places = list(verb.children)
        else:
            continue
        subject = next((child for child in places if child.dep_ == "nsubj"), None)
        if subject is not None and subject.lower_ not in {"i", "we"} and len(content):
            yield _quote(content, _phrase(subject), verb)


def _phrase(head: Token) -> Span:
    return head.doc[head.left_edge.i : head.right_edge.i + 1]


def _according(doc: Doc) -> Iterator[Json]:
    for token in doc[:-1]:
        if token.lower_ == "according" and doc[token.i + 1].lower_ == "to" and token.head.i > token.i:
            source, clause = token.head, token.head.head
            start, end = (source.right_edge.i + 1, clause.right_edge.i + 1)
            if source.i >= clause.i:
                start, end = clause.left_edge.i, token.i
            if start < end:
                yield _quote(doc[start:end], doc[token.i + 2 : source.right_edge.i + 1], token)


def _floating(doc: Doc, syntactic: Sequence[Json]) -> Iterator[Json]:
    """Sentences in marks right after one whose quotation stands before its verb, or has no marks: same speaker."""
    sents = list(doc.sents)
    at = 1
    while at < len(sents):
        before = _told_in(sents[at - 1], syntactic)
        last = _closes_in(sents, at) if before is not None else None
        if before is not None and last is not None:
            speaker = before["speaker"]["evidence"]
            source = doc.char_span(speaker["start"], speaker["end"])
            yield _quote(doc[sents[at].start : sents[last].end], source, None)
            at = last
        at += 1


def _told_in(sent: Span, syntactic: Sequence[Json]) -> Json | None:
    """The quotation that fills half of a sentence and ends it with its source, or is unmarked and begins it."""
    for quote in syntactic:
        shared = min(quote["end"], sent.end_char) - max(quote["start"], sent.start_char)
        if shared * 2 >= min(quote["end"] - quote["start"], len(sent.text)):
            cue = quote["cue"]
            return quote if cue is not None and cue["start"] > quote["start"] else None
    return None


def _closes_in(sents: Sequence[Span], at: int) -> int | None:
    """The sentence, five at most on, in which the mark that opens sentence ``at`` closes."""
    if sents[at].text.strip()[:1] not in {"“", '"'}:
        return None
    for number in range(at, min(at + _FLOATING, len(sents))):
        text = sents[number].text.strip()
        closing = [i for i, char in enumerate(text) if char in '”"' and (number > at or i)]
        if closing:
            return number if closing[0] >= len(text) - 3 else None
    return None


def _beside_verbs(doc: Doc) -> Iterator[Json]:
    for start, end in marked(doc.text):
        content = doc.char_span(start, end, alignment_mode="expand")
        if content is not None and _SHORTEST < len(content) + 2 < _LONGEST:
            verb = _verb_near(doc, content)
            subject = next((child for child in verb.children if child.dep_ == "nsubj"), None) if verb else None
            yield _quote(content, _phrase(subject) if subject is not None else None, verb)


def _verb_near(doc: Doc, content: Span) -> Token | None:
    """Any full verb a few words before the marks, else after them, with no full stop or mark between."""
    before = range(content.start - 2, max(-1, content.start - 2 - _REACH), -1)
    after = range(content.end + 1, min(len(doc), content.end + 1 + _REACH))
    for side in (before, after):
        for i in side:
            if doc[i].pos_ == "VERB":
                return doc[i]
            if doc[i].text == "." or doc[i].is_quote:
                break
    return None
