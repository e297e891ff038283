"""Cards for notebooks: bounded, escaped, in the notebook's own colours, and no script."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from rashomon.model import Annotations, Document, Dossier, Failure, Quote, QuoteGroup, Span
from rashomon.views import apparatus, board, facts, figures
from rashomon.views.alignment import align
from rashomon.views.front import Lead, worth_checking
from rashomon.views.index import UNKNOWN_OUTLET, Index, Report, index
from rashomon.views.visible import plain
from rashomon.views.words import (
    DIFFERENCES,
    REASONS,
    ROLES,
    asserted_by,
    count,
    interval_words,
    published_words,
    shorten,
    speaker_words,
)

MOST_REPORTS = 12
MOST_LEADS = 8
MOST_BLOCKS = 12
MOST_ROWS = 6
"""Rows of each table of a report."""
MOST_VERSIONS = 8
_WIDTH = 160
_LONG = 600
"""Characters of one quotation."""

_FRAME = Markup(
    '<div style="font:14px/1.5 system-ui,sans-serif;max-width:60em;overflow-x:auto;border-left:3px solid currentColor;'
    'padding:.2em 0 .2em 1em">{}</div>'
)
_QUIET = Markup('<div style="opacity:.75">{}</div>')
_HEAD = Markup("<div><strong>{}</strong></div>")
_CELL = 'style="text-align:left;vertical-align:top;padding:.15em 1em .15em 0"'
_UNSEEN = Markup('<span style="position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)">{}</span>')


def _text(words: str) -> Markup:
    """Words of a report: escaped, in their own direction, hidden characters by their names: there is no style sheet
    that could show them."""
    return Markup("<bdi>{}</bdi>").format(plain(words))


def dossier_html(dossier: Dossier) -> str:
    """The overview of a dossier: its reports and what is most worth checking."""
    tables = index(dossier)
    leads = worth_checking(apparatus.entries(tables), figures.entries(tables), facts.entries(tables))
    counts = " · ".join(
        [
            count(len(tables.reports), "report"),
            count(tables.quotations, "quotation"),
            f"{len(dossier.comparison.quotes)} in more than one report",
            count(len(dossier.comparison.figures), "thing") + " counted by more than one report",
            *([count(len(dossier.failures), "input") + " not read"] if dossier.failures else []),
        ]
    )
    return _FRAME.format(
        Markup("").join(
            [
                Markup("<strong>{}</strong>").format(_text(shorten(dossier.story.title or "Untitled story", _WIDTH))),
                _QUIET.format(counts),
                _table(("", "outlet", "published", "headline"), [_report(r) for r in tables.reports[:MOST_REPORTS]]),
                _more(len(tables.reports) - MOST_REPORTS, "report"),
                _HEAD.format("Most worth checking") if leads else Markup(""),
                Markup("<ul>{}</ul>").format(Markup("").join(map(_lead, leads[:MOST_LEADS]))) if leads else Markup(""),
                _more(len(leads) - MOST_LEADS, "finding"),
            ]
        )
    )


def document_html(doc: Document) -> str:
    """A report's metadata and its first blocks with their roles."""
    rows = [
        (
            Markup("<small>{}</small>").format(ROLES[block.role]),
            _text(shorten(doc.text[block.start : block.end], 400)),
        )
        for block in doc.blocks[:MOST_BLOCKS]
    ]
    reasons = ", ".join(dict.fromkeys(REASONS[piece.reason] for piece in doc.removed))
    removed = f"{count(len(doc.removed), 'piece')} removed" + (f": {reasons}" if reasons else "")
    return _FRAME.format(
        Markup("").join(
            [
                _masthead(doc),
                _table(("", ""), rows),
                _more(len(doc.blocks) - MOST_BLOCKS, "block"),
                _QUIET.format(removed),
            ]
        )
    )


def report_html(report: Annotations) -> str:
    """A report with what was found in it, the first of each kind."""
    doc = report.document
    counts = " · ".join(
        count(len(found), one)
        for found, one in (
            (report.quotes, "quotation"),
            (report.figures, "figure"),
            (report.times, "date"),
            (report.names, "label"),
            (report.claims, "claim"),
        )
    )
    tables = [
        _listed(
            "Quotations",
            ("words", "said by", "at"),
            [(_words(quote), _text(speaker_words(quote)), _at(quote.span)) for quote in report.quotes[:MOST_ROWS]],
            len(report.quotes),
        ),
        _listed(
            "Figures",
            ("as printed", "read as", "of", "at"),
            [
                (
                    _text(figure.span.text),
                    Markup.escape(interval_words(figure)),
                    _text(board.counts(figure, doc.text) or "–"),
                    _at(figure.span),
                )
                for figure in report.figures[:MOST_ROWS]
            ],
            len(report.figures),
        ),
        _listed(
            "Claims",
            ("words", "according to", "at"),
            [
                (_text(shorten(claim.span.text, _WIDTH)), _text(asserted_by(claim)), _at(claim.span))
                for claim in report.claims[:MOST_ROWS]
            ],
            len(report.claims),
        ),
    ]
    return _FRAME.format(Markup("").join([_masthead(doc), _QUIET.format(counts), *tables]))


def failure_html(failure: Failure) -> str:
    """An input that did not become a report, by name."""
    name = failure.origin.path or failure.origin.url or "-"
    return _FRAME.format(
        Markup("<strong>not read: {}</strong> {}").format(_text(name), _text(f"{failure.message} ({failure.code})"))
    )


def quote_html(quote: Quote, tables: Index | None = None) -> str:
    """A quotation with its speaker, channel and place; with ``tables``, its outlet."""
    said = [_text(speaker_words(quote)), *(_text(f"via {relay.name}") for relay in quote.via)]
    said += [_text(quote.channel)] if quote.channel else []
    said += [_text(_outlet(quote.span, tables))] if tables else []
    return _FRAME.format(
        Markup("{}{}").format(_words(quote), _QUIET.format(Markup(" · ").join([*said, _at(quote.span)])))
    )


def group_html(group: QuoteGroup, tables: Index | None = None) -> str:
    """A shared quotation: each version laid against the longest. With ``tables``, who prints it and who said it."""
    longest = max(group.evidence, key=lambda span: (apparatus.words(span.text), len(span.text)))
    differs = ", ".join(DIFFERENCES[kind][1] for kind in group.differs) or "same words"
    rows = []
    for identity, span in list(zip(group.quotes, group.evidence, strict=True))[:MOST_VERSIONS]:
        words = _text(shorten(span.text, _LONG)) if span == longest else _laid(longest.text, span.text)
        quote = tables.quotes.get(identity) if tables else None
        said = (_text(_outlet(span, tables)), _text(speaker_words(quote))) if tables and quote else ()
        rows.append((words, *said, _at(span)))
    heads = ("words", "outlet", "said by", "at") if tables else ("words", "at")
    said_of_it = list(dict.fromkeys(note.text for note in group.notes))
    notes = Markup("").join(Markup("<li>{}</li>").format(_text(text)) for text in said_of_it[:MOST_ROWS])
    return _FRAME.format(
        Markup("").join(
            [
                _HEAD.format(f"{count(len(group.quotes), 'version')}: {differs}"),
                _table(heads, rows),
                _more(len(group.quotes) - MOST_VERSIONS, "version"),
                Markup("<ul>{}</ul>").format(notes) if notes else Markup(""),
                _more(len(said_of_it) - MOST_ROWS, "note"),
            ]
        )
    )


def _laid(longest: str, words: str) -> Markup:
    """A version against the longest one: struck out what it lacks, underlined what it adds. Spaces stand around what is
    struck out, since no words of the version do; all else has its own."""
    out, left, struck = [], _LONG, False
    for piece in align(longest, words):
        if struck and piece.text[:1].isalnum():
            out.append(Markup(" "))
        struck = piece.kind == "lacking"
        text = _text(piece.text[:left])
        if struck:
            out.append(Markup(" <del>{}{}{}</del>").format(_UNSEEN.format("[not here: "), text, _UNSEEN.format("]")))
        elif piece.kind == "added":
            out.append(Markup("<ins>{}{}{}</ins>").format(_UNSEEN.format("[only here: "), text, _UNSEEN.format("]")))
        else:
            before, after = (" " if piece.text[at].isspace() else "" for at in (0, -1))
            out.append(Markup("{}{}{}").format(before, text, after))
        left -= len(piece.text)
        if left <= 0:
            out.append(Markup("…"))
            break
    return Markup("").join(out)


def _words(quote: Quote) -> Markup:
    return Markup("<q>{}</q>" if quote.marked else "{}").format(_text(shorten(quote.span.text, _LONG)))


def _at(span: Span) -> Markup:
    return Markup('<small style="white-space:nowrap">{}</small>').format(_text(span.place))


def _outlet(span: Span, tables: Index) -> str:
    report = tables.by_doc.get(span.doc)
    return f"{report.siglum} {report.outlet}" if report else UNKNOWN_OUTLET


def _masthead(doc: Document) -> Markup:
    outlet = _text(doc.outlet.name if doc.outlet else UNKNOWN_OUTLET)
    return Markup("<strong>{}</strong>{}").format(
        _text(shorten(doc.title or "no headline in the text", _WIDTH)),
        _QUIET.format(Markup("{} · {}").format(outlet, published_words(doc.published))),
    )


def _listed(title: str, heads: Sequence[str], rows: Sequence[Sequence[Markup]], number: int) -> Markup:
    """A titled table of the first rows, with how many more there are; nothing where there is none."""
    if not rows:
        return Markup("")
    return _HEAD.format(title) + _table(heads, rows) + _more(number - len(rows), title.lower().removesuffix("s"))


def _report(report: Report) -> tuple[Markup, ...]:
    return (
        Markup("<b>{}</b>").format(report.siglum),
        _text(shorten(report.outlet, 40)),
        Markup.escape(report.when),
        _text(shorten(report.doc.title or "no headline in the text", 90)),
    )


def _lead(lead: Lead) -> Markup:
    voices = Markup(" · ").join(
        Markup("<b>{}</b> {}").format(
            " ".join(report.siglum for report, _ in voice.places[:6]), _text(shorten(voice.text, 60))
        )
        for voice in lead.voices[:6]
    )
    subject = Markup("<q>{}</q>") if lead.quoted else Markup("{}")
    return Markup("<li><b>{}</b> {}: {}</li>").format(
        lead.word, subject.format(_text(shorten(lead.subject, 110))), voices
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[Markup]]) -> Markup:
    head = (
        Markup("").join(Markup(f"<th {_CELL}>{{}}</th>").format(name) for name in heads) if any(heads) else Markup("")
    )
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup(f"<td {_CELL}>{{}}</td>").format(cell) for cell in row))
        for row in rows
    )
    return Markup('<table style="font:inherit"><tr>{}</tr>{}</table>').format(head, body)


def _more(number: int, what: str) -> Markup:
    return _QUIET.format(f"… {number} more {what}{'s' if number != 1 else ''}") if number > 0 else Markup("")
