"""Block quotations without marks: a paragraph that gives somebody's words because the one before it says so.

``Read the statement in full:`` and then the statement. In a saved page such a paragraph may be set as a quotation;
in plain text the colon, a reporting word near it and somebody who says "I" or "you" must tell.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.attrs import IDX
from spacy.tokens import Doc, Span as Tokens, Token

from rashomon.annotate.cues import verb_lemma, verbs
from rashomon.annotate.marks import Family, Marked
from rashomon.model import Block, Document

_NEAR = 5
"""Tokens between a reporting verb and the colon that it introduces words by."""
_FEWEST = 6
"""Words of a block quotation; a shorter paragraph after a colon is the item of a list."""


def with_block_quotes(document: Document, doc: Doc, marked: Sequence[Marked]) -> list[Marked]:
    """``marked`` and the block quotations of ``document``, whose inner runs stand one level deeper."""
    places = doc.to_array(IDX).tolist()
    opened = {run.block for run in marked if run.start == document.blocks[run.block].start or run.continues}
    found: list[Marked] = []
    for index in range(1, len(document.blocks)):
        before, block = document.blocks[index - 1], document.blocks[index]
        introduction, tokens = (
            doc[bisect_left(places, part.start) : bisect_left(places, part.end)] for part in (before, block)
        )
        goes_on = bool(found) and found[-1].block == index - 1 and block.role == before.role == "quote"
        if index in opened or not (goes_on or _introduces(introduction, before, block, tokens)):
            continue
        found.append(_whole(block, index, continues=goes_on))
        if goes_on:
            found[-2] = replace(found[-2], continued=True)
    blocks = {run.block for run in found}
    deeper = [replace(run, depth=run.depth + 1) if run.block in blocks else run for run in marked]
    return sorted([*deeper, *found], key=lambda run: (run.start, run.depth))


def _whole(block: Block, index: int, *, continues: bool) -> Marked:
    edges = (block.start, block.end, block.start, block.end)
    return Marked(*edges, 1, Family.DOUBLE, index, opened=False, closed=False, continues=continues)


def _introduces(introduction: Tokens, before: Block, block: Block, tokens: Tokens) -> bool:
    if before.role not in {"body", "list", "deck"} or block.role not in {"body", "quote"}:
        return False
    final = next((token for token in reversed(introduction) if not token.is_space), None)
    colon = final is not None and final.text == ":"
    if not colon and block.role == "body":
        return False
    words = [token for token in tokens if token.is_alpha]
    if len(words) < _FEWEST or not words[0].text[0].isupper():
        return False
    last = [token for token in introduction if not token.is_space]
    if block.role == "quote":
        return colon or any(_reports(token) for token in last)
    sentence = list(_last_sentence(last))
    telling = any(_reports(token) and len(sentence) - place <= _NEAR for place, token in enumerate(sentence))
    telling = telling or any(t.pos_ == "NOUN" and t.lemma_.lower() in verbs("documents") for t in sentence)
    personal = any("1" in token.morph.get("Person", []) or "2" in token.morph.get("Person", []) for token in tokens)
    return telling and personal


def _last_sentence(tokens: Sequence[Token]) -> Iterator[Token]:
    begins = max((place for place, token in enumerate(tokens) if token.is_sent_start), default=0)
    yield from tokens[begins:]


def _reports(token: Token) -> bool:
    return token.pos_ == "VERB" and verb_lemma(token) in verbs("speech")
