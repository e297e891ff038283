"""The front page: what was read, what was found, and what is most worth checking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.model import Difference, FigureVerdict, Span
from rashomon.views import apparatus, figures
from rashomon.views.index import Index, Report
from rashomon.views.naming import Line
from rashomon.views.words import DIFFERENCES, VERDICTS, shorten, speaker_words

WORTH_CHECKING = 8
"""The longest list that a hurried editor reads."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The counters of the front page."""

    reports: int
    outlets: int
    quotations: int
    reported: int
    shared: int
    differing: int
    reattributed: int
    figures: int
    compared: int
    conflicts: int
    unnamed: int


@dataclass(frozen=True, slots=True)
class Voice:
    """What one or several reports have in the same words, and where each has it."""

    text: str
    places: tuple[tuple[Report, Span], ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """One thing to check: where its comparison stands (``anchor``), its subject, what each report has, and why."""

    kind: Difference | FigureVerdict
    sign: str
    word: str
    anchor: str
    subject: str
    quoted: bool
    voices: tuple[Voice, ...]
    reason: str


def count_findings(
    tables: Index, quotes: list[apparatus.Entry], compared: list[figures.Entry], lines: list[Line]
) -> Counts:
    """The counters."""
    return Counts(
        reports=len(tables.reports),
        outlets=len({report.outlet for report in tables.reports if report.doc.outlet}),
        quotations=tables.quotations,
        reported=len(tables.quotes) - tables.quotations,
        shared=len(quotes),
        differing=sum(bool(entry.group.differs) for entry in quotes),
        reattributed=sum(entry.reattributed for entry in quotes),
        figures=len(tables.figures),
        compared=len(compared),
        conflicts=sum(entry.group.verdict == "conflict" for entry in compared),
        unnamed=sum(line.absent > 0 for line in lines),
    )


def worth_checking(quotes: list[apparatus.Entry], compared: list[figures.Entry]) -> list[Lead]:
    """Re-attributed quotations, figures that cannot both hold, then what was cut or worded otherwise."""
    first = [_quote(entry, "speaker") for entry in quotes if entry.reattributed]
    second = [_figure(entry) for entry in compared if entry.group.verdict == "conflict"]
    rest = [
        _quote(entry, kind)
        for kind in ("cut", "wording", "addition", "channel")
        for entry in quotes
        if entry.group.differs and not entry.reattributed and _main(entry) == kind
    ]
    return [*first, *second, *rest]


def _main(entry: apparatus.Entry) -> Difference:
    return entry.differs[0]


def _quote(entry: apparatus.Entry, kind: Difference) -> Lead:
    sign, word = DIFFERENCES[kind]
    return Lead(
        kind=kind,
        sign=sign,
        word=word,
        anchor=entry.anchor,
        subject=shorten(entry.lemma.span.text, 110),
        quoted=True,
        voices=_voices(entry, kind),
        # Who the speakers are stands in the voices already.
        reason="" if kind == "speaker" else next((note.text for note in entry.notes if note.kind == kind), ""),
    )


def _voices(entry: apparatus.Entry, kind: Difference) -> tuple[Voice, ...]:
    """The speakers where those differ, the channels where those do, else nothing but the places."""
    found = []
    for report, quote in entry.quotes:
        text, span = "", quote.span
        if kind == "speaker":
            text = speaker_words(quote)
            span = quote.speaker.evidence if quote.speaker else span
        elif kind == "channel":
            text = quote.channel or "channel not stated"
        found.append((text, report, span))
    return gathered(found)


def gathered(found: Iterable[tuple[str, Report, Span]]) -> tuple[Voice, ...]:
    """Those that say the same become one voice, in the order in which each thing is said first. Each report
    is named once a voice, at the first place."""
    voices: dict[str, dict[str, tuple[Report, Span]]] = {}
    for text, report, span in found:
        voices.setdefault(text, {}).setdefault(report.siglum, (report, span))
    return tuple(Voice(text, tuple(places.values())) for text, places in voices.items())


def _figure(entry: figures.Entry) -> Lead:
    sign, word = VERDICTS[entry.group.verdict]
    return Lead(
        kind=entry.group.verdict,
        sign=sign,
        word=word,
        anchor=entry.anchor,
        subject=entry.group.of,
        quoted=False,
        voices=gathered(
            (f"“{' '.join(row.figure.span.text.split())}”", row.report, row.figure.span) for row in entry.rows
        ),
        reason=entry.group.reason,
    )
