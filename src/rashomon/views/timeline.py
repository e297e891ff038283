"""The timeline: when things happened and when it was published, each at the precision that the texts give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rashomon.compare.edtf import Interval, read_edtf
from rashomon.model import Claim, ClaimGroup, Span, Time
from rashomon.views.facts import Fact
from rashomon.views.index import Index, Report, fact_anchor
from rashomon.views.words import date_words

MAX_DRAWN = 40
"""Dates that one lane of the drawing shows; all are in the table."""
MAX_LISTED = 60
"""Lines of one folded list; the rest is counted."""
WIDTH = 560
"""Width of the drawing, in CSS pixels."""
_LEFT, _RIGHT, _ROW, _SMALLEST = 28.0, 532.0, 18, 7.0
_AROUND = 31
_NUMBER = 22.0
"""Room for the number that is printed beside a bar, in CSS pixels."""


@dataclass(frozen=True, slots=True)
class Event:
    """One dated fact: its number in the table, the words that tell it, those that date it, and who tells it."""

    number: int
    when: str
    edtf: str
    inferred: bool
    claim: Claim
    group: ClaimGroup | None
    dates: tuple[Span, ...]
    reports: tuple[tuple[Report, Span], ...]

    @property
    def anchor(self) -> str | None:
        """Where the fact stands on the page."""
        return fact_anchor(self.group) if self.group else None


@dataclass(frozen=True, slots=True)
class Publication:
    """When a report was published; ``inferred`` where the text does not say it, with the reason."""

    report: Report
    when: str
    inferred: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Bar:
    """An interval in the drawing, in CSS pixels. Open ends and what lies outside the days shown have an arrow."""

    label: str
    x: float
    width: float
    y: int
    before: bool
    after: bool
    uncertain: bool
    title: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A day that the axis names."""

    x: float
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Two lanes over one axis. ``middle`` and ``height`` are the lower ends of the lanes."""

    events: tuple[Bar, ...]
    publications: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    middle: int
    height: int
    outside: int
    left_out: int


def events(tables: Index) -> list[Event]:
    """The dated facts, in the order of the comparison: by their first day. Words that two facts share stand once."""
    by_span = {claim.span: claim for claim in tables.claims.values()}
    found: list[Event] = []
    seen: set[tuple[str, Span, frozenset[Span]]] = set()
    for entry in tables.dossier.comparison.timeline:
        claims = [by_span[span] for span in entry.evidence if span in by_span]
        claim = tables.claims[entry.what]
        # Only a member that is dated itself is in the evidence: its words are shown, not those of another telling.
        shown = claims[0] if claims and claim not in claims else claim
        groups = tables.claim_groups.get(entry.what, ())
        places = {one.span.doc: one.span for one in reversed(claims or [claim])}
        told = (entry.when, shown.span, frozenset(places.values()))
        if told in seen:
            continue
        seen.add(told)
        found.append(
            Event(
                number=len(found) + 1,
                when=date_words(entry.when),
                edtf=entry.when,
                inferred=entry.basis == "inferred",
                claim=shown,
                group=next((group for group in groups if group.claims[0] == entry.what), groups[0] if groups else None),
                dates=_once(span for span in entry.evidence if span not in by_span),
                reports=tuple((report, places[report.doc.id]) for report in tables.reports if report.doc.id in places),
            )
        )
    return found


def _once(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The first place of each different wording."""
    return tuple({" ".join(span.text.casefold().split()): span for span in reversed(list(spans))}.values())[::-1]


def publications(tables: Index) -> list[Publication]:
    """The dated reports, in reading order."""
    return [
        Publication(report, report.when, published.basis == "inferred", published.reason)
        for report in tables.reports
        if (published := report.doc.published) is not None
    ]


def undated(tables: Index, facts: Sequence[Fact]) -> list[Fact]:
    """The facts of ``facts`` that no report dates."""
    dated = {span for entry in tables.dossier.comparison.timeline for span in entry.evidence}
    return [fact for fact in facts if not any(telling.claim.span in dated for telling in fact.tellings)]


def unresolved(tables: Index) -> list[tuple[Report, Time]]:
    """The time expressions that their report does not let be resolved to a date."""
    return [(report, time) for report in tables.reports for time in report.annotations.times if time.value is None]


# --- the drawing -----------------------------------------------------------------------------------------------------


def drawing(tables: Index, found: Sequence[Event], published: Sequence[Publication]) -> Drawing | None:
    """Both lanes on one scale: the days of publication and a month around them, or, where no report is dated, the days
    of all events. What lies outside is drawn at the edge, with an arrow. None where nothing is dated."""
    happened = [(event, days) for event in found if (days := read_edtf(event.edtf))]
    printed = [
        (one, days)
        for one in published
        if one.report.doc.published and (days := read_edtf(one.report.doc.published.value))
    ]
    window = _window([days for _, days in happened], [days for _, days in printed])
    if window is None:
        return None
    upper = [
        (str(event.number), days, event.inferred, f"{event.number}: {event.when}")
        for event, days in happened[:MAX_DRAWN]
    ]
    lower = [
        (one.report.siglum, days, one.inferred, f"{one.report.siglum}: {one.when}") for one, days in printed[:MAX_DRAWN]
    ]
    top, middle = _lane(upper, window, 22)
    bottom, height = _lane(lower, window, middle + 26)
    outside = sum(not window.overlaps(days) for _, days in happened)
    left_out = len(happened) - len(upper) + len(printed) - len(lower)
    return Drawing(tuple(top), tuple(bottom), tuple(_ticks(window)), middle, height + 22, outside, left_out)


def _window(events: Sequence[Interval], publications: Sequence[Interval]) -> Interval | None:
    """The days that the axis shows: of the publications and of what happened within a month of them."""
    fixed = _closed(publications) or _closed(events)
    if not fixed:
        return None
    first, last = min(days.first for days in fixed), max(days.last for days in fixed)
    reach = Interval(_shifted(first, -_AROUND), _shifted(last, _AROUND))
    near = [days for days in events if reach.contains(days)]
    first = min([first, *(days.first for days in near)])
    last = max([last, *(days.last for days in near)])
    margin = max(1, (last - first).days // 20)
    return Interval(_shifted(first, -margin), _shifted(last, margin))


def _closed(found: Sequence[Interval]) -> list[Interval]:
    return [days for days in found if days.first > date.min and days.last < date.max]


def _shifted(day: date, days: int) -> date:
    """``days`` later, or the calendar's last day (or first) where it ends before that."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _at(number: int, window: Interval) -> float:
    """Where the day of that ordinal number begins."""
    return _LEFT + (_RIGHT - _LEFT) * (number - window.first.toordinal()) / window.days


def _lane(bars: Sequence[tuple[str, Interval, bool, str]], window: Interval, top: int) -> tuple[list[Bar], int]:
    """The bars, each in the first row where it has room; and where the lane ends."""
    rows: list[float] = []
    drawn = []
    for label, days, inferred, title in bars:
        first, last = max(days.first, window.first), min(days.last, window.last)
        if first > last:  # wholly outside: a stub at the edge
            x, width = _LEFT if days.last < window.first else _RIGHT, _SMALLEST
        else:
            x = _at(first.toordinal(), window)
            width = max(_at(last.toordinal() + 1, window) - x, _SMALLEST)
        x = min(x, _RIGHT - width)
        room = _NUMBER + 6 * max(0, len(label) - 2)
        row = next((number for number, end in enumerate(rows) if end <= x - room), len(rows))
        rows[row : row + 1] = [x + width + 6]
        drawn.append(
            Bar(
                label,
                round(x, 1),
                round(width, 1),
                top + _ROW * row,
                days.first < window.first,
                days.last > window.last,
                inferred or not days.sure,
                title,
            )
        )
    return drawn, top + _ROW * max(len(rows), 1)


def _ticks(window: Interval) -> list[Tick]:
    """The first and the last day of the axis and one between, by name."""
    days = window.days - 1
    chosen = dict.fromkeys([window.first, _shifted(window.first, days // 2), window.last])
    anchors = ("start", "middle", "end")
    labels = [date_words(day.isoformat()) for day in chosen]
    return [
        Tick(round(_at(day.toordinal(), window), 1), label, anchor)
        for day, label, anchor in zip(chosen, labels, anchors, strict=False)
    ]
