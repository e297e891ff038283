"""Direct, partial and indirect quotations of one report, with speaker, relay, cue and channel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from rashomon.annotate.block_quotes import with_block_quotes
from rashomon.annotate.cues import that_quote, verbs
from rashomon.annotate.frames import Frame, Run, make_frames, make_runs
from rashomon.annotate.headlines import settle_headlines
from rashomon.annotate.indirect import find_indirect
from rashomon.annotate.marks import find_marked
from rashomon.annotate.nested import nested_quotes
from rashomon.annotate.not_quotes import is_scare_quote, not_a_quote
from rashomon.annotate.referents import Referents
from rashomon.annotate.speakers import UNATTRIBUTED, Attribution, Attributor, frame_cues
from rashomon.model import Document, Entity, Explanation, Quote, QuoteKind, Span

_SPOKEN_ENDS = ".?!…"


def find_quotes(document: Document, doc: Doc, entities: Sequence[Entity]) -> tuple[Quote, ...]:
    """The quotations of ``document`` in the order of the text.

    ``doc`` is the parse of ``document.text``, ``entities`` the report's actors. ``Quote.span`` leaves out the marks and
    a comma that belongs to the reporter's sentence.
    """
    marked = with_block_quotes(document, doc, find_marked(document))
    outer = make_runs(document, doc, [m for m in marked if m.depth == 1])
    every_frame = make_frames(document, doc, outer, verbs("speech"))
    accepted = _accepted(doc, outer, every_frame)
    if len(accepted) < len(outer):
        every_frame = make_frames(document, doc, accepted, verbs("speech"))
    own = _own_tokens(doc, accepted)
    referents = Referents(document, doc, entities, own)
    attributor = Attributor(document, doc, own, referents)
    found: list[tuple[Run, Frame, Attribution]] = []
    reported: list[Quote] = []
    previous: Frame | None = None
    for number, frame in enumerate(every_frame):
        cues = that_quote(attributor.reported(frame)[0], own)
        following = every_frame[number + 1] if number + 1 < len(every_frame) else None
        attributed = attributor.attribute(frame, previous, following, cues)
        found += [
            (run, frame, attribution)
            for run, attribution in attributed.items()
            if attribution.rule != UNATTRIBUTED or not is_scare_quote(run, frame, cues)
        ]
        reported += find_indirect(document, doc, frame, attributor)
        previous = frame
    found = [(run, frame, attributor.complete(attribution, frame)) for run, frame, attribution in found]
    inner = make_runs(document, doc, [m for m in marked if m.depth == 2])
    frames = {run: frame for run, frame, _ in found}
    holders = [(run, attribution) for run, _, attribution in found]
    found = settle_headlines(found)
    for run, holder, attribution in nested_quotes(doc, inner, holders, referents):
        found.append((run, frames[holder], attribution))
    found.sort(key=lambda quote: (quote[0].marked.start, -quote[0].marked.end))
    quotes = [*_quotes(document, doc, found), *reported]
    quotes.sort(key=lambda quote: (quote.span.start, -quote.span.end))
    return tuple(replace(quote, id=f"{document.id}:q{number}") for number, quote in enumerate(quotes, 1))


def _accepted(doc: Doc, outer: Sequence[Run], frames: Sequence[Frame]) -> list[Run]:
    """The runs that are not titles, nicknames or terms."""
    everything = _own_tokens(doc, outer)
    refused: set[int] = set()
    for frame in frames:
        cues = frame_cues(frame, everything) if frame.runs else []
        refused |= {run.first for run in frame.runs if not_a_quote(doc, run, frame, cues) is not None}
    return [run for run in outer if run.first not in refused]


def _own_tokens(doc: Doc, runs: Sequence[Run]) -> frozenset[int]:
    quoted = {i for run in runs for i in range(run.first, run.last)}
    return frozenset(i for i in range(len(doc)) if i not in quoted)


def _quotes(document: Document, doc: Doc, found: Sequence[tuple[Run, Frame, Attribution]]) -> Iterator[Quote]:
    for run, frame, attribution in found:
        m = run.marked
        start, end = _trimmed(document.text, m.inner_start, m.inner_end)
        cue = attribution.cue
        yield Quote(
            id="",
            span=document.span(start, end),
            kind=_kind(run, frame),
            block=frame.block.role,
            explanation=Explanation(attribution.rule, attribution.reason, attribution.candidates),
            outer=document.span(m.start, m.end),
            speaker=attribution.speaker,
            via=attribution.via,
            cue=_span(document, doc, *cue) if cue is not None else None,
            channel=attribution.channel,
        )


def _span(document: Document, doc: Doc, first: int, last: int) -> Span:
    return document.span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` without space at its edges and without one comma at its end."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > 1 and text[end - 1] == ",":
        end -= 1
    return start, end


def _kind(run: Run, frame: Frame) -> QuoteKind:
    """Direct where the run is a sentence or more: it begins like one and stands like one."""
    before = frame.before(run) if run.marked.depth == 1 else []
    introduced = not before or before[-1].text in {",", ":"} or not before[-1].is_alpha
    ends = run.ending in _SPOKEN_ENDS or run.ending == ","
    if run.begins_sentence and introduced and (ends or not run.marked.closed or run.marked.continued):
        return "direct"
    return "partial"
