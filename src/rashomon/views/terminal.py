"""Set for the terminal: the summary after ``compare``, and one report as it was understood.

Everything that comes from a report is plain text with its hidden characters spelled out: no markup of rich's and no
escape sequence of a terminal's is ever read from it.

Below ``WIDE`` columns a row of many cells stands as lines of its own under its first words: a table would squeeze its
longest column to a strip.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rashomon.model import Annotations, Document, Dossier, Quote, Span
from rashomon.views import apparatus, board, coverage, facts, figures
from rashomon.views.front import gathered
from rashomon.views.index import Index, Report, index
from rashomon.views.visible import plain
from rashomon.views.words import (
    BASES,
    CLAIM_VERDICTS,
    DIFFERENCES,
    REASONS,
    ROLES,
    VERDICTS,
    count,
    date_words,
    failure_words,
    interval_words,
    number_words,
    published_words,
    shorten,
    speaker_words,
    undecided_words,
)

WIDE = 110
"""From this many columns on, reports and quotations are tables."""
TOP = 5
"""How many findings of a kind the summary shows before it counts the rest."""


@dataclass(frozen=True, slots=True)
class _ByWidth:
    """Shows ``wide`` where there are ``WIDE`` columns, else ``narrow``."""

    narrow: RenderableType
    wide: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self.wide if options.max_width >= WIDE else self.narrow


def summary(dossier: Dossier) -> RenderableType:
    """The dossier in one screenful: reports, facts in dispute or of one origin, quotations that differ, figures
    compared, who is not named, failures."""
    tables = index(dossier)
    quotes = apparatus.entries(tables)
    parts: list[RenderableType] = [Text(plain(dossier.story.title or "Untitled story"), style="bold"), _reports(tables)]
    parts += _unread(tables)
    parts += _facts(facts.entries(tables), sum(len(found) for _, found in facts.alone(tables)))
    parts += _quotes(quotes)
    parts += _figures(figures.entries(tables), len(board.alone(tables)))
    parts += _unnamed(coverage.lines(tables)["entity"])
    parts += _failures(dossier)
    return Group(*parts)


def report(annotations: Annotations) -> RenderableType:
    """One report as it was understood: metadata with their basis, blocks and removed pieces in the order of the page,
    quotations, figures, times, names."""
    doc = annotations.document
    parts: list[RenderableType] = [_metadata(doc), _heading("Text"), _page(doc)]
    parts += _quotations(annotations.quotes)
    parts += _listed(
        "Figures",
        ("where", "as printed", "read as", "of", "voice"),
        (
            (
                _at(figure.span.start),
                figure.span.text,
                interval_words(figure),
                board.counts(figure, doc.text) or "–",
                figure.voice,
            )
            for figure in annotations.figures
        ),
    )
    parts += _listed(
        "Times",
        ("where", "as printed", "read as"),
        (
            (_at(time.span.start), time.span.text, date_words(time.value) if time.value else "not resolved")
            for time in annotations.times
        ),
    )
    names = {entity.id: entity.name for entity in annotations.entities}
    parts += _listed(
        "Naming",
        ("where", "label", "of", "voice"),
        ((_at(name.span.start), name.span.text, names.get(name.entity, "–"), name.voice) for name in annotations.names),
    )
    return Group(*parts)


def _heading(words: str, more: str = "") -> Text:
    text = Text(f"\n{words}", style="bold")
    if more:
        text.append(f"  {more}", style="dim")
    return text


def _indented(line: Text, by: int) -> Padding:
    return Padding(line, (0, 0, 0, by), expand=False)


def _table(columns: Sequence[str], *, ratios: Sequence[int] = ()) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", show_header=any(columns))
    for number, column in enumerate(columns):
        ratio = ratios[number] if ratios else None
        table.add_column(column, ratio=ratio or None, overflow="fold", no_wrap=ratio == 0)
    return table


def _text(words: str, style: str = "") -> Text:
    return Text(plain(words), style=style)


def _reports(tables: Index) -> Group:
    table = _table(("", "outlet", "published", "headline", "quotes", "figures"))
    lines: list[RenderableType] = []
    for name in ("quotes", "figures"):
        column = next(column for column in table.columns if column.header == name)
        column.justify = "right"
    for report in tables.reports:
        siglum = Text(report.siglum, style="bold")
        outlet = _text(report.outlet, "" if report.doc.outlet else "italic dim")
        when = _text(report.when, "" if report.doc.published else "italic dim")
        headline = _text(shorten(report.doc.title or "no headline in the text", 80))
        quotes = sum(quote.marked for quote in report.annotations.quotes)
        figures = len(report.annotations.figures)
        table.add_row(siglum, outlet, when, headline, Text(str(quotes)), Text(str(figures)))
        # No line ends between a number and what it counts.
        counts = ", ".join(
            words.replace(" ", "\xa0") for words in (count(quotes, "quotation"), count(figures, "figure"))
        )
        lines.append(_entry(siglum, Text(" · ").join((outlet, when, Text(counts, style="dim"))), headline))
    return Group(Text(""), _ByWidth(Group(*lines), table))


def _entry(mark: Text, *lines: Text) -> Table:
    """Lines beside a mark, so that what wraps stays under its own beginning."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for number, line in enumerate(lines):
        grid.add_row(mark if number == 0 else "", line)
    return grid


def _unread(tables: Index) -> list[RenderableType]:
    """What is not compared, and why: the only report, and those that are not in English."""
    told = ["One report alone: there is nothing to compare it with."] if len(tables.reports) == 1 else []
    foreign = [report.siglum for report in tables.reports if report.doc.language != "en"]
    if foreign:
        them = f"{', '.join(foreign)} {'is' if len(foreign) == 1 else 'are'} not in English"
        told.append(f"{them}: shown in the dossier, and not analysed.")
    return [Text(""), *map(_text, told)] if told else []


def _facts(found: Sequence[facts.Fact], alone: int) -> list[RenderableType]:
    """What several reports tell: what is disputed first, then what all have from one origin."""
    if not found:
        return []
    number = {verdict: sum(fact.group.verdict == verdict for fact in found) for verdict in CLAIM_VERDICTS}
    counts = (
        f"{number['disputed']} disputed, {number['corroborated']} corroborated, {number['same-origin']} of one origin"
    )
    parts: list[RenderableType] = [_heading("Facts", f"{counts}, {alone} told by one report")]
    shown = [fact for fact in found if fact.group.verdict in {"disputed", "same-origin"}]
    shown.sort(key=lambda fact: fact.group.verdict != "disputed")
    for fact in shown[:TOP]:
        sign, word = CLAIM_VERDICTS[fact.group.verdict]
        head = Text(f"{sign} {word}", style="bold" if fact.group.verdict == "disputed" else "")
        shown_as = fact.lead if fact.group.verdict == "disputed" else fact.fullest
        head.append(f"  “{plain(shorten(shown_as.span.text, 150))}”", style="")
        parts.append(_indented(head, 1))
        line = Text(_sigla(fact.reports), style="bold")
        if fact.answered:
            said, denied = (_sigla(part.reports) for part in fact.parts)
            line = Text(f"told in {said}, denied or put aside in {denied}.")
        line.append(f" {plain(fact.group.reason)}", style="not bold")
        parts.append(_indented(line, 3))
    return [*parts, *_rest(len(shown) - TOP)]


def _sigla(reports: Sequence[Report]) -> str:
    return " ".join(report.siglum for report in reports)


def _quotes(entries: Sequence[apparatus.Entry]) -> list[RenderableType]:
    differing = [entry for entry in entries if entry.group.differs]
    if not entries:
        return []
    flagged = sum(entry.reattributed for entry in entries)
    more = f"{len(entries)} in more than one report, {len(differing)} not alike"
    parts: list[RenderableType] = [_heading("Quotations", more + (f", {flagged} re-attributed" if flagged else ""))]
    for entry in differing[:TOP]:
        signs = ", ".join(" ".join(DIFFERENCES[kind]) for kind in entry.differs)
        head = Text()
        head.append(signs, style="bold" if entry.reattributed else "")
        head.append("  ")
        head.append(f"“{plain(shorten(entry.lemma.span.text, 150))}”")
        parts.append(_indented(head, 1))
        voices = _voices((_said(quote), report, quote.span) for report, quote in entry.quotes)
        parts.append(_indented(voices, 3))
    return [*parts, *_rest(len(differing) - TOP)]


def _voices(found: Iterable[tuple[str, Report, Span]]) -> Text:
    """``A C Brightway · B Tomas Reyl``: who has what, the same things gathered."""
    line = Text()
    for number, voice in enumerate(gathered(found)):
        line.append(" · " if number else "")
        line.append(shorten(" ".join(report.siglum for report, _ in voice.places), 40), style="bold")
        line.append(f" {plain(voice.text)}")
    return line


def _said(quote: Quote) -> str:
    return speaker_words(quote) + (f" ({quote.channel})" if quote.channel else "")


def _figures(entries: Sequence[figures.Entry], alone: int) -> list[RenderableType]:
    if not entries:
        return []
    conflicts = sum(entry.group.verdict == "conflict" for entry in entries)
    shared = f"{count(len(entries), 'thing')} counted by more than one report, {conflicts} in conflict"
    more = f"{shared}, {number_words(alone)} by one"
    parts: list[RenderableType] = [_heading("Figures", more)]
    for entry in entries[:TOP]:
        sign, word = VERDICTS[entry.group.verdict]
        verdict = Text(f"{sign} {word}", style="bold" if entry.group.verdict == "conflict" else "")
        line = Text(f"{plain(entry.group.of)}: ")
        line.append(_voices((row.figure.span.text, row.report, row.figure.span) for row in entry.rows))
        parts.append(Padding(_entry(verdict, line), (0, 0, 0, 1), expand=False))
    return [*parts, *_rest(len(entries) - TOP)]


def _unnamed(lines: Sequence[coverage.Line]) -> list[RenderableType]:
    lacking = [line for line in lines if line.absent]
    if not lacking:
        return []
    parts: list[RenderableType] = [_heading("Not in every report")]
    for line in lacking[:TOP]:
        absent = [cell.report.siglum for cell in line.cells if cell.coverage and cell.coverage.state == "absent"]
        text = _text(shorten(line.name, 60))
        text.append(" is not named in ", style="dim")
        text.append(shorten(", ".join(absent), 60))
        parts.append(_indented(text, 1))
    return [*parts, *_rest(len(lacking) - TOP)]


def _failures(dossier: Dossier) -> list[RenderableType]:
    if not dossier.failures:
        return []
    parts: list[RenderableType] = [_heading("Not read", count(len(dossier.failures), "input"))]
    for failure in dossier.failures[:TOP]:
        parts.append(_indented(_text(failure_words(failure)), 1))
    return [*parts, *_rest(len(dossier.failures) - TOP)]


def _rest(number: int) -> list[RenderableType]:
    return [_indented(Text(f"… and {number} more in the dossier", style="dim"), 1)] if number > 0 else []


def _metadata(doc: Document) -> Table:
    table = _table(("", ""))
    rows = [
        ("headline", doc.title or "none in the text", ""),
        ("outlet", doc.outlet.name if doc.outlet else "unknown", BASES[doc.outlet.basis] if doc.outlet else ""),
        ("authors", ", ".join(doc.authors) or "none in the text", ""),
        ("published", published_words(doc.published), BASES[doc.published.basis] if doc.published else ""),
        ("file", doc.origin.path or doc.origin.url or "standard input", f"{doc.origin.media_type}, id {doc.id}"),
        *(("note", note, "") for note in doc.notes),
    ]
    for name, value, basis in rows:
        line = _text(value)
        if basis:
            line.append(f"  ({basis})", style="dim")
        table.add_row(Text(name, style="dim"), line)
    return table


def _page(doc: Document) -> Table:
    """Blocks and removed pieces in the order of the page."""
    table = _table(("", ""))
    pieces: list[tuple[int, Text, Text]] = [
        (block.page_start, Text(ROLES[block.role], style="dim"), _text(doc.text[block.start : block.end]))
        for block in doc.blocks
    ]
    for piece in doc.removed:
        words = _text(shorten(piece.text, 100), "dim strike")
        if piece.why:
            words.append(f"  ({plain(piece.why)})", style="not strike dim")
        pieces.append((piece.page_start, Text(f"− {REASONS[piece.reason]}", style="dim"), words))
    for _, role, words in sorted(pieces, key=lambda piece: piece[0]):
        table.add_row(role, words)
    return table


def _listed(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[RenderableType]:
    table = _table(columns)
    for row in rows:
        table.add_row(*(_text(cell) for cell in row))
    if not table.row_count:
        return [_heading(title, "none found")]
    return [_heading(title, count(table.row_count, "place")), table]


def _quotations(quotes: Sequence[Quote]) -> list[RenderableType]:
    columns = ("where", "words", "said by", "kind", "channel")
    heading, *wide = _listed("Quotations", columns, map(_quote_row, quotes))
    lines: list[RenderableType] = []
    for where, words, speaker, kind, channel in map(_quote_row, quotes):
        told = " · ".join((speaker, kind) if channel == "–" else (speaker, kind, channel))
        lines.append(_entry(Text(f"{where:>6}", style="dim"), _text(words), _text(told, "dim")))
    return [heading, *(_ByWidth(Group(*lines), table) for table in wide)]


def _quote_row(quote: Quote) -> tuple[str, str, str, str, str]:
    speaker = speaker_words(quote)
    if quote.speaker is None and quote.explanation.candidates:
        speaker = "not decided: " + undecided_words(quote.explanation.candidates)
    speaker += "".join(f", via {relay.name}" for relay in quote.via)
    # Reported speech stands without marks in the report, so it stands without them here.
    words = f"“{quote.span.text}”" if quote.marked else quote.span.text
    return (_at(quote.span.start), words, speaker, quote.kind, quote.channel or "–")


def _at(offset: int) -> str:
    return str(offset)
