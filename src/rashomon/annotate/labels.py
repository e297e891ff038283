"""Names set beside somebody's words with a colon or a dash: scripts, headlines, signatures."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Doc, Token

from rashomon.annotate.cues import phrase_head
from rashomon.annotate.frames import Frame, Run
from rashomon.annotate.nominals import DASHES
from rashomon.annotate.referents import Referents

_LONGEST_LABEL = 8
_LEAST_WORDS = 5
DISPLAY = frozenset({"headline", "heading", "deck"})
_VERBAL = frozenset({"VERB", "AUX"})


def label_of(
    doc: Doc, run: Run, frame: Frame, following: Frame | None, own: Collection[int], referents: Referents
) -> tuple[str, Token] | None:
    """The rule and the head of the name that labels ``run``; None where none does. ``following`` is the next frame."""
    before, after = frame.before(run), frame.after(run)
    for rule, tokens in (
        ("colon-after-name", before[:-1] if before and before[-1].text == ":" else []),
        ("colon-after-name", _headline_label(frame) if frame.block.role in DISPLAY else []),
        ("signature-after-dash", _signature(run, frame, after, following)),
        ("dash-after-name", _before_dash(run, before)),
    ):
        head = _name(doc, tokens, own, referents)
        if head is not None:
            return rule, head
    return None


def _name(doc: Doc, tokens: Sequence[Token], own: Collection[int], referents: Referents) -> Token | None:
    """The head of a name or description that fills ``tokens``."""
    if not tokens or any(token.pos_ in _VERBAL for token in tokens):
        return None
    head = phrase_head(doc, tokens[0].i, own)
    if head is None or head.i > tokens[-1].i:
        return None
    capitals = len(tokens) > 1 and all(token.pos_ == "PROPN" and token.text[0].isupper() for token in tokens)
    return head if capitals or referents.named(head) or referents.named(tokens[-1]) else None


def _headline_label(frame: Frame) -> list[Token]:
    """``Vidal: Harbour is ‘lost’`` and ``Harbour is ‘lost’: Vidal``."""
    own = frame.own
    colons = [position for position, token in enumerate(own) if token.text == ":"]
    if not colons:
        return []
    first, last = own[: colons[0]], own[colons[-1] + 1 :]
    if 0 < len(first) <= _LONGEST_LABEL and not any(run.first < own[colons[0]].i for run in frame.runs):
        return first
    trailing = 0 < len(last) <= _LONGEST_LABEL and not any(run.first > own[colons[-1]].i for run in frame.runs)
    return last if trailing else []


def _signature(run: Run, frame: Frame, after: Sequence[Token], following: Frame | None) -> list[Token]:
    """``“…” — Marta Vidal``, in the paragraph or on the next line."""
    if len(run.text.split()) < _LEAST_WORDS or frame.items[-1] is run:
        signed = following is not None and frame.items[-1] is run and not following.runs
        tokens = following.own if signed and following is not None else []
    else:
        tokens = list(after)
    if not 1 < len(tokens) <= _LONGEST_LABEL + 1 or tokens[0].text not in DASHES:
        return []
    return [token for token in tokens[1:] if not token.is_punct]


def _before_dash(run: Run, before: Sequence[Token]) -> list[Token]:
    """``including Marta Vidal — “It was a shame” — and Luis Roe``."""
    if len(before) < 2 or before[-1].text not in DASHES or not run.begins_sentence:
        return []
    if len(run.text.split()) < _LEAST_WORDS or before[-2].pos_ != "PROPN":
        return []
    return [before[-2]]
