"""The tag of a quotation: the reporter's words right after or before the marks that say who speaks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from rashomon.annotate.cues import Cue, CueKind, phrase_head
from rashomon.annotate.frames import Frame, Run

_REACH = 28
"""Tokens after the marks in which a tag's verb stands, a long apposition to the speaker's name included."""
_PAUSES = frozenset({",", "—", "–", "―", "--", "-", ".", "…"})
_ENDS_OPEN = frozenset(",?!…—–-")
_CLAUSE_WORDS = """and but or that which who when while because if after before since although though where until
unless than"""
_NOT_BEFORE_A_TAG = frozenset(_CLAUSE_WORDS.split())
_ADVERBIAL = frozenset({"as", "in", "on", "at", "of"})
_PHRASE_STARTS = frozenset({"PROPN", "PRON", "DET", "NOUN", "ADJ", "NUM"})


def tag_after(doc: Doc, run: Run, frame: Frame, after: Sequence[Cue], own: Collection[int]) -> Cue | None:
    """The reporting verb of ``“…,” Vidal said`` or ``“…,” said Vidal``, with its source; None where none follows.

    ``after`` are the cues of ``frame`` behind ``run``.
    """
    tokens = frame.after(run)[:_REACH]
    if not tokens or not _leaves_room(run, tokens[0]):
        return None
    while tokens and tokens[0].text in _PAUSES:
        tokens = tokens[1:]
    if not tokens or tokens[0].tag_ == "VBG" or tokens[0].lower_ in _NOT_BEFORE_A_TAG:
        return None
    if tokens[0].lower_ == "according":
        return next((cue for cue in after if cue.start == tokens[0].i), None)
    position = _verb_position(tokens, after)
    if position is None:
        return None
    cue = next(c for c in after if c.verb.i == tokens[position].i and c.kind is CueKind.SPEECH)
    if position and tokens[0].pos_ in {"CCONJ", "SCONJ", "ADP"} and tokens[0].lower_ not in _ADVERBIAL:
        return None
    source = _source(doc, cue, tokens, position, own)
    return replace(cue, source=source, passive=False) if source is not None else None


def _leaves_room(run: Run, following: Token) -> bool:
    """A tag comes after a comma, a question or a dash, or after a whole sentence; not in the middle of a clause."""
    if run.ending in _ENDS_OPEN or following.text in {",", "—", "–", "―", "--"}:
        return True
    return run.begins_sentence and len(run.text.split()) > 2


def _verb_position(tokens: Sequence[Token], after: Sequence[Cue]) -> int | None:
    """Where the first verb of the clause stands among ``tokens``, if it reports; verbs of relative clauses and
    participles between commas are passed over."""
    reporting = {cue.verb.i for cue in after if cue.kind is CueKind.SPEECH}
    commas = 0
    for position, token in enumerate(tokens):
        if token.text in {":", ";"}:
            return None
        commas += token.text == ","
        if token.pos_ not in {"VERB", "AUX"}:
            continue
        if token.i in reporting and not (position and _nonfinite(token)):
            return position
        if token.i not in reporting and not _nonfinite(token) and not (commas and _subordinate(token)):
            return None
    return None


def _nonfinite(token: Token) -> bool:
    """Auxiliaries, participles, infinitives and verbs of relative clauses carry no tag."""
    return token.dep_ in {"cop", "aux", "aux:pass"} or token.dep_.startswith("acl") or token.tag_ in {"VBG", "VB"}


def _subordinate(token: Token) -> bool:
    return token.pos_ == "AUX" or token.dep_ not in {"root", "parataxis", "ccomp"}


def _source(doc: Doc, cue: Cue, tokens: Sequence[Token], position: int, own: Collection[int]) -> Token | None:
    """Who speaks: before the verb the phrase with which the tag begins, after it the phrase that follows."""
    inside = {token.i for token in tokens}
    known = cue.source if cue.source is not None and cue.source.i in inside else None
    if position == 0:
        if known is not None and known.i > cue.verb.i:
            return known
        return _following(doc, cue.verb, inside, own) or cue.source
    if known is not None and known.i < cue.verb.i:
        return known
    first = next((token for token in tokens[:position] if token.pos_ in _PHRASE_STARTS), None)
    return (phrase_head(doc, first.i, own) if first is not None else None) or known


def _following(doc: Doc, verb: Token, inside: Collection[int], own: Collection[int]) -> Token | None:
    at = verb.i + 1
    while at in inside and doc[at].pos_ == "ADV":
        at += 1
    return phrase_head(doc, at, own) if at in inside else None


def verb_before(run: Run, frame: Frame, before: Sequence[Cue]) -> Cue | None:
    """A reporting verb right before the marks: ``said, “…”``, ``wrote: “…”``, ``said that “…”``."""
    tokens = [t for t in frame.before(run) if t.text not in {",", ":"} and t.lower_ not in {"that", "as"}]
    if not tokens:
        return None
    return next((cue for cue in before if cue.verb.i == tokens[-1].i and cue.kind is not CueKind.NOUN), None)


def verb_at_the_end(doc: Doc, run: Run, after: Sequence[Cue]) -> Cue | None:
    """``… “…” to …, Vidal said``: a clause after a comma that reports the whole sentence before it."""
    for cue in after:
        if cue.kind is not CueKind.SPEECH or cue.source is None or cue.passive or cue.source.i < run.last:
            continue
        if cue.verb.tag_ not in {"VBD", "VBZ", "VBP"}:
            continue
        left = min((token.i for token in cue.source.subtree if token.i >= run.last), default=cue.source.i)
        first = min(left, cue.verb.i)
        if first and doc[first - 1].text in {",", "”", '"', "’", "'"}:
            return cue
    return None
