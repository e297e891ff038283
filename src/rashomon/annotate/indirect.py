"""Indirect speech of one sentence: its reported stretches (``contents``) with the source that each cue names."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from rashomon.annotate.cues import Cue, CueKind
from rashomon.annotate.frames import Frame
from rashomon.annotate.speakers import Attributor
from rashomon.model import Document, Explanation, Quote, Span


def find_indirect(document: Document, doc: Doc, frame: Frame, attributor: Attributor) -> list[Quote]:
    """The indirect quotations of ``frame``; their ids are given later. A stretch with marked words in it is reported
    whole: the marked words are a quotation of their own."""
    cues, contents = attributor.reported(frame)
    found: list[Quote] = []
    for content in contents:
        attribution = attributor.attribute_content(content, frame, cues)
        if attribution is None:
            continue
        found.append(
            Quote(
                id="",
                span=_span(document, doc, content.first, content.last),
                kind="indirect",
                block=frame.block.role,
                explanation=Explanation(attribution.rule, attribution.reason, attribution.candidates),
                speaker=attribution.speaker,
                via=attribution.via,
                cue=_span(document, doc, *_cue_with_auxiliaries(content.cue)),
                channel=attribution.channel,
            )
        )
    return found


def _cue_with_auxiliaries(cue: Cue) -> tuple[int, int]:
    """The cue with what denies or weakens it: ``did not say``, ``would not confirm``."""
    if cue.kind in {CueKind.ACCORDING, CueKind.NOUN}:
        return cue.start, cue.end
    start = cue.start
    while start and _weakens(cue.verb.doc[start - 1], cue.verb):
        start -= 1
    return start, cue.end


def _weakens(token: Token, verb: Token) -> bool:
    return token.head.i == verb.i and (token.dep_.startswith("aux") or token.lower_ in {"not", "n't", "never", "also"})


def _span(document: Document, doc: Doc, first: int, last: int) -> Span:
    return document.span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))
