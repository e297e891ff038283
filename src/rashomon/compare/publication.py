"""When an undated report was published, inferred from what the other reports of its story date.

A report that says "on Friday" of a speech which another dates 29 March was published on that Friday or within the week
after it. Each such hint allows some days; the days that all of them allow are the answer. Where they allow none, or
too many to say anything, there is no date, and the document's notes show the hints. Captions, bylines and removed junk
give no hint, and no inferred date is a hint for another report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rashomon.annotate.quoted_times import count_again
from rashomon.annotate.times import is_relative, readings
from rashomon.cleaning.plain.bylines import dateline
from rashomon.compare.context import Contexts, contexts, terms
from rashomon.compare.edtf import Interval, read_edtf
from rashomon.compare.quotes import compare_quotes
from rashomon.model import Annotations, ClaimGroup, Document, Published, Span, Story, Time

LONGEST = 31
"""Days of the longest interval that is given: a wider one says nothing that a reader would use."""
_PRECISE = 7
"""Days of the least precise expression that is a hint, and of the least precise event that dates another report."""
_LIKE = 0.5
"""Weighted cosine from which two clauses about one actor may tell one event: half of what they say is the same."""
_FEWEST = 3
"""Stems that two such clauses share, however rare: two words are soon shared by two events of one story."""
_AROUND = 30
"""Days around an event that are tried: "on Friday", "tomorrow", "last week" all say it of fewer."""
_BESIDE = frozenset({"caption", "byline"})


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that a report dates: the words that tell it, the expression, who takes part, and what it is about."""

    span: Span
    time: Time
    actors: frozenset[str]
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hint:
    """The days on which a report can have been published if it and others speak of one occasion; none where it dates
    the occasion otherwise than they do."""

    days: frozenset[date]
    reason: str
    evidence: tuple[Span, ...]


def with_publication(story: Story, groups: Sequence[ClaimGroup] = ()) -> Story:
    """``story`` with an inferred date for each undated report that has one, and its relative dates counted from it.

    ``groups`` are claims known to be one fact; without them claims are matched by who, what and the words around them.
    """
    undated = {r.document.id for r in story.reports if r.document.published is None and r.times}
    if not undated:
        return story
    finder = _Finder(story, groups)
    if not finder.anchors:
        return story
    return replace(story, reports=tuple(finder.dated(r) if r.document.id in undated else r for r in story.reports))


class _Finder:
    """The story's dated occasions, and which occasions are one."""

    def __init__(self, story: Story, groups: Sequence[ClaimGroup]) -> None:
        self.named = frozenset(entity.id for entity in story.entities if entity.named)
        self.contexts: Contexts = contexts(story)
        self.same: dict[Span, set[str]] = {}
        spans = {claim.id: claim.span for report in story.reports for claim in report.claims}
        spans |= {quote.id: quote.span for report in story.reports for quote in report.quotes}
        alike = [(group.id, group.claims) for group in groups]
        alike += [(group.id, group.quotes) for group in compare_quotes(story)]
        for group, members in alike:
            for member in members:
                self.same.setdefault(spans[member], set()).add(group)
        self.days = sorted(
            days.first
            for report in story.reports
            if report.document.published and (days := read_edtf(report.document.published.value)) and days.days == 1
        )
        self.anchors = [
            (occasion, days)
            for report in story.reports
            for occasion in occasions(report)
            if (days := _anchored(report.document, occasion.time)) is not None
        ]

    def dated(self, report: Annotations) -> Annotations:
        """``report`` with its inferred date, or with a note where its hints contradict each other."""
        document = report.document
        hints = [hint for hint in self._hints(report) if hint is not None]
        if not hints:
            return report
        days = frozenset.intersection(*(hint.days for hint in hints))
        if not days:
            shown = "; ".join(dict.fromkeys(hint.reason for hint in hints))
            note = f"no date is inferred, as no day fits all that it says: {shown}"
            return replace(report, document=replace(document, notes=(*document.notes, note)))
        first, last = min(days), max(days)
        if len(days) != (last - first).days + 1 or len(days) > LONGEST:
            return report
        deciding = _deciding(hints)
        published = Published(
            str(Interval(first, last, sure=first != last)),
            "inferred",
            tuple(dict.fromkeys(span for hint in deciding for span in hint.evidence)),
            "; ".join(dict.fromkeys(hint.reason for hint in deciding)),
        )
        return count_again(replace(report, document=replace(document, published=published)), first, last)

    def _hints(self, report: Annotations) -> Iterator[Hint | None]:
        yield self._dateline(report)
        for occasion in occasions(report):
            if is_relative(occasion.time):
                yield self._hint(report.document, occasion)

    def _hint(self, document: Document, occasion: Occasion) -> Hint | None:
        """The days on which ``occasion`` can be one of the dated ones that it is the same as; None without any."""
        allowed: set[date] = set()
        matched = [(other, days) for other, days in self.anchors if self._one(occasion, other)]
        for _, event in matched:
            around = [event.first + timedelta(days=number) for number in range(-_AROUND, event.days + _AROUND)]
            meant = {day: read_edtf(value) for day, value in readings(document, occasion.time, around)}
            if any(days is None or days.days > _PRECISE for days in meant.values()):
                return None
            allowed |= {day for day, days in meant.items() if days is not None and days.contains(event)}
            if allowed & {around[0], around[-1]}:
                # "on March 4" may be said a year later: it sets no end.
                return None
        if not matched:
            return None
        dates = " or ".join(sorted({str(days) for _, days in matched}))
        reason = f"it says “{occasion.time.span.text}” of what is dated {dates} elsewhere"
        spans = [span for other, _ in matched for span in (other.span, other.time.span)]
        return Hint(frozenset(allowed), reason, (occasion.span, occasion.time.span, *dict.fromkeys(spans)))

    def _one(self, mine: Occasion, other: Occasion) -> bool:
        """True where two reports tell one occasion: the same quotation or fact, or a named actor and most words."""
        if mine.span.doc == other.span.doc:
            return False
        if self.same.get(mine.span, set()) & self.same.get(other.span, set()):
            return True
        if not mine.actors & other.actors & self.named or len(mine.terms & other.terms) < _FEWEST:
            return False
        return self.contexts.similarity(mine.terms, other.terms) >= _LIKE

    def _dateline(self, report: Annotations) -> Hint | None:
        """``PORT SABLE, May 14 (Meridian) —``: that day or the next, in the year of the story's dated reports."""
        document = report.document
        body = next((block for block in document.blocks if block.role in {"body", "dateline"}), None)
        if body is None or not self.days:
            return None
        match = dateline(document.text[body.start : body.end])
        end = body.start + match.end() if match else body.end if body.role == "dateline" else body.start
        time = next((t for t in report.times if body.start <= t.span.start and t.span.end <= end), None)
        if time is None or not is_relative(time):
            return None
        written = {read_edtf(value.rstrip("?")) for _, value in readings(document, time, self.days)}
        day = written.pop() if len(written) == 1 else None
        if day is None or day.days != 1:
            return None
        reason = f"its date line says “{time.span.text}”, and the other reports put it in {day.first.year}"
        return Hint(frozenset({day.first, day.first + timedelta(days=1)}), reason, (time.span,))


def occasions(report: Annotations) -> Iterator[Occasion]:
    """What ``report`` dates outside of captions and quoted words: claims that say when, and quotations with a time
    beside the reporting word; in the order of the text."""
    times = {time.id: time for time in report.times}
    places = {time.span.start: time for time in report.times}
    found: list[tuple[Span, Time | None, Sequence[str]]] = []
    for claim in report.claims:
        details = claim.explanation.details
        if claim.modality in {"stated", "hedged"} and not details.get("negated") and "bound" not in details:
            found.append((claim.span, times[claim.when[0]] if len(claim.when) == 1 else None, claim.actors))
    for quote in report.quotes:
        speaker = quote.speaker.entity if quote.speaker else None
        time = places.get(int(quote.explanation.details.get("when_at", -1)))
        found.append((quote.span, time, (speaker,) if speaker else ()))
    for span, time, actors in sorted(found, key=lambda one: one[0]):
        block = report.document.block_at(span.start)
        beside = block is None or block.role in _BESIDE
        if time is not None and not beside and "quoted" not in time.explanation.details:
            about = terms(span.text) - terms(time.span.text) | {f"actor:{actor}" for actor in actors}
            yield Occasion(span, time, frozenset(actors), about)


def _anchored(document: Document, time: Time) -> Interval | None:
    """The days of an expression that can date another report: certain, a week at most, and not itself inferred."""
    if time.value is None or time.value[-1] in "?~%":
        return None
    if is_relative(time) and (document.published is None or document.published.basis == "inferred"):
        return None
    days = read_edtf(time.value)
    return days if days is not None and days.sure and days.days <= _PRECISE else None


def _deciding(hints: Sequence[Hint]) -> list[Hint]:
    """The hints, in the order of the text, that each rule out a day which those before it allow."""
    kept: list[Hint] = []
    left: frozenset[date] | None = None
    for hint in hints:
        narrowed = hint.days if left is None else left & hint.days
        if narrowed != left:
            kept.append(hint)
            left = narrowed
    return kept
