"""What differs between the versions of one quotation, in words, with the characters that show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rashomon.compare.alignment import Segment, align
from rashomon.compare.labels import shorten_middle
from rashomon.compare.wording import is_content, wording
from rashomon.model import Difference, Note, Quote, Span

_ORDER: tuple[Difference, ...] = ("speaker", "channel", "cut", "wording", "addition")
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "sen",
        "rep",
        "gov",
        "president",
        "senator",
        "representative",
        "secretary",
        "minister",
        "former",
        "the",
        "a",
        "an",
        "of",
    ]
)


def differences(
    base: Quote, others: Sequence[Quote], names: Mapping[str, str], *, apart: Sequence[Quote] = ()
) -> tuple[tuple[Difference, ...], tuple[Note, ...]]:
    """The kinds of difference, in a fixed order, and a note for each; ``names`` are the story's entities by id.

    Reports differ, not quotations: what a report leaves out here and prints in another of ``others`` (its headline has
    a few words, the body the whole) or of ``apart`` (the reporter's words stand between two halves) is no difference.
    """
    kinds: set[Difference] = set()
    notes: list[Note] = []
    printed = {id(other): _printed(base, other) for other in (*others, *apart)}
    for other in others:
        if other.span.doc == base.span.doc:
            continue
        beside = [o for o in (*others, *apart) if o is not other and o.span.doc == other.span.doc]
        elsewhere = frozenset[int]().union(*(printed[id(o)] for o in beside))
        for difference, note in _pair(base, other, elsewhere):
            if note not in notes:
                kinds.add(difference)
                notes.append(note)
    everyone = sorted([base, *others], key=lambda quote: (quote.span.doc, quote.span.start))
    for difference, note in (*_speakers(everyone, names), *_channels(everyone)):
        kinds.add(difference)
        notes.append(note)
    return tuple(kind for kind in _ORDER if kind in kinds), tuple(notes)


def _printed(base: Quote, other: Quote) -> frozenset[int]:
    """Where the words of ``base`` begin that ``other`` prints too."""
    same = [segment for segment in align(base.span.text, other.span.text) if segment.kind == "same"]
    words = wording(base.span.text).words
    return frozenset(w.start for w in words if any(s.base_start <= w.start < s.base_end for s in same))


def _pair(base: Quote, other: Quote, elsewhere: frozenset[int]) -> list[tuple[Difference, Note]]:
    """What differs in ``other``. ``elsewhere`` are the beginnings of the words of ``base`` that its report prints in
    another quotation."""
    found: list[tuple[Difference, Note]] = []
    words = wording(other.span.text)
    for whole in align(base.span.text, other.span.text):
        segment = _lacking(base, whole, elsewhere)
        if segment is None or segment.kind == "same":
            continue
        left = _piece(base.span, segment.base_start, segment.base_end)
        right = _piece(other.span, segment.witness_start, segment.witness_end)
        if segment.kind == "cut" and left is not None:
            where = _where(segment, base.span.text)
            near = [at for at in words.ellipses if abs(at - segment.witness_start) <= 6]
            marked = "marked by an ellipsis" if near else "without an ellipsis"
            if segment != whole:
                marked = "in none of this report’s quotations"
            elif where != "in the middle":
                marked = "the quotation ends earlier" if where == "at the end" else "the quotation begins later"
            text = f"cut {where}: “{shorten_middle(left.text)}” ({marked})"
            found.append(("cut", Note("cut", text, (left, other.span))))
        elif segment.kind == "addition" and right is not None:
            inserted = all(
                word.inserted for word in words.words if segment.witness_start <= word.start < segment.witness_end
            )
            text = f"“{shorten_middle(right.text)}” stands only here" + (", in brackets" if inserted else "")
            found.append(("addition", Note("bracket" if inserted else "addition", text, (right, base.span))))
        elif segment.kind == "wording" and left is not None and right is not None:
            text = f"“{shorten_middle(right.text)}” where the longest version has “{shorten_middle(left.text)}”"
            found.append(("wording", Note("wording", text, (right, left))))
    return found


def _lacking(base: Quote, segment: Segment, elsewhere: frozenset[int]) -> Segment | None:
    """The part of ``segment`` whose words of ``base`` are not printed elsewhere; None where all are."""
    if segment.base_start == segment.base_end or segment.kind == "same" or not elsewhere:
        return segment
    held = [w for w in wording(base.span.text).words if segment.base_start <= w.start < segment.base_end]
    lacking = [word for word in held if word.start not in elsewhere]
    if len(lacking) == len(held):
        return segment
    return replace(segment, base_start=lacking[0].start, base_end=lacking[-1].end) if lacking else None


def _piece(span: Span, start: int, end: int) -> Span | None:
    return Span(span.doc, span.start + start, span.start + end, span.text[start:end]) if end > start else None


def _where(segment: Segment, base: str) -> str:
    first, last = wording(base).words[0], wording(base).words[-1]
    if segment.base_start <= first.start:
        return "at the start"
    return "at the end" if segment.base_end >= last.end else "in the middle"


def _speakers(quotes: Sequence[Quote], names: Mapping[str, str]) -> list[tuple[Difference, Note]]:
    """A note where two reports give the words to different speakers. A report that names none differs in nothing."""
    groups: list[list[Quote]] = []
    for quote in quotes:
        if quote.speaker is None:
            continue
        home = next((group for group in groups if _same_speaker(group[0], quote, names)), None)
        if home is None:
            groups.append([quote])
        else:
            home.append(quote)
    if len(groups) < 2:
        return []
    shown = "; ".join(dict.fromkeys(_name(group[0], names) for group in groups))
    evidence = tuple(quote.speaker.evidence for group in groups for quote in group[:1] if quote.speaker is not None)
    return [("speaker", Note("speaker", f"given to different speakers: {shown}", evidence))]


def _name(quote: Quote, names: Mapping[str, str]) -> str:
    assert quote.speaker is not None
    return names.get(quote.speaker.entity or "", quote.speaker.name)


def _same_speaker(left: Quote, right: Quote, names: Mapping[str, str]) -> bool:
    assert left.speaker is not None and right.speaker is not None
    if left.speaker.entity is not None and left.speaker.entity == right.speaker.entity:
        return True
    first, second = _words(_name(left, names)), _words(_name(right, names))
    return bool(first and second) and (first <= second or second <= first)


def _words(name: str) -> set[str]:
    forms = {form.removesuffix("'s") for form in wording(name).forms}
    return {form for form in forms if is_content(form) and form not in _TITLES}


def _channels(quotes: Sequence[Quote]) -> list[tuple[Difference, Note]]:
    first: dict[str, Quote] = {}
    for quote in quotes:
        if quote.channel is not None:
            first.setdefault(quote.channel, quote)
    if len(first) < 2:
        return []
    shown = "; ".join(sorted(first))
    evidence = tuple(first[channel].span for channel in sorted(first))
    return [("channel", Note("channel", f"said through different channels: {shown}", evidence))]
