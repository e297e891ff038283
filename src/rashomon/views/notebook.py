"""Cards for notebooks: bounded, escaped, in the notebook's own colours, and no script."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from rashomon.model import Document, Dossier, Quote
from rashomon.views import apparatus, facts, figures
from rashomon.views.front import Lead, worth_checking
from rashomon.views.index import UNKNOWN_OUTLET, Report, index
from rashomon.views.visible import isolated
from rashomon.views.words import REASONS, ROLES, count, published_words, shorten, speaker_words

MOST_REPORTS = 12
MOST_LEADS = 8
MOST_BLOCKS = 12
_WIDTH = 160

_FRAME = Markup(
    '<div style="font:14px/1.5 system-ui,sans-serif;max-width:60em;border-left:3px solid currentColor;'
    'padding:.2em 0 .2em 1em">{}</div>'
)
_QUIET = Markup('<div style="opacity:.75">{}</div>')
_CELL = 'style="text-align:left;vertical-align:top;padding:.15em 1em .15em 0"'


def dossier_html(dossier: Dossier) -> str:
    """The overview of a dossier: its reports and what is most worth checking."""
    tables = index(dossier)
    leads = worth_checking(apparatus.entries(tables), figures.entries(tables), facts.entries(tables))
    counts = " · ".join(
        [
            count(len(tables.reports), "report"),
            count(tables.quotations, "quotation"),
            f"{len(dossier.comparison.quotes)} in more than one report",
            count(len(dossier.comparison.figures), "figure") + " compared",
            count(len(dossier.failures), "input") + " not read",
        ]
    )
    return _FRAME.format(
        Markup("").join(
            [
                Markup("<strong>{}</strong>").format(
                    isolated(shorten(dossier.story.title or "Untitled story", _WIDTH))
                ),
                _QUIET.format(counts),
                _table(("", "outlet", "published", "headline"), [_report(r) for r in tables.reports[:MOST_REPORTS]]),
                _more(len(tables.reports) - MOST_REPORTS, "report"),
                Markup("<div><strong>Most worth checking</strong></div>") if leads else Markup(""),
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
            isolated(shorten(doc.text[block.start : block.end], 400)),
        )
        for block in doc.blocks[:MOST_BLOCKS]
    ]
    reasons = ", ".join(dict.fromkeys(REASONS[piece.reason] for piece in doc.removed))
    removed = f"{count(len(doc.removed), 'piece')} removed" + (f": {reasons}" if reasons else "")
    return _FRAME.format(
        Markup("").join(
            [
                Markup("<strong>{}</strong>").format(isolated(shorten(doc.title or "no headline in the text", _WIDTH))),
                _QUIET.format(
                    Markup(" · ").join(
                        [
                            isolated(doc.outlet.name if doc.outlet else UNKNOWN_OUTLET),
                            Markup.escape(published_words(doc.published)),
                        ]
                    )
                ),
                _table(("", ""), rows),
                _more(len(doc.blocks) - MOST_BLOCKS, "block"),
                _QUIET.format(removed),
            ]
        )
    )


def quote_html(quote: Quote) -> str:
    """A quotation with its speaker, channel and place."""
    where = f"{quote.span.doc}:{quote.span.start}–{quote.span.end}"
    said = [isolated(speaker_words(quote)), *([isolated(quote.channel)] if quote.channel else []), isolated(where)]
    return _FRAME.format(
        Markup("<q>{}</q>{}").format(isolated(shorten(quote.span.text, 600)), _QUIET.format(Markup(" · ").join(said)))
    )


def _report(report: Report) -> tuple[Markup, ...]:
    return (
        Markup("<b>{}</b>").format(report.siglum),
        isolated(shorten(report.outlet, 40)),
        Markup.escape(report.when),
        isolated(shorten(report.doc.title or "no headline in the text", 90)),
    )


def _lead(lead: Lead) -> Markup:
    voices = Markup(" · ").join(
        Markup("<b>{}</b> {}").format(
            " ".join(report.siglum for report, _ in voice.places[:6]), isolated(shorten(voice.text, 60))
        )
        for voice in lead.voices[:6]
    )
    subject = Markup("<q>{}</q>") if lead.quoted else Markup("{}")
    return Markup("<li><b>{}</b> {}: {}</li>").format(
        lead.word, subject.format(isolated(shorten(lead.subject, 110))), voices
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[Markup]]) -> Markup:
    head = (
        Markup("").join(Markup(f"<th {_CELL}>{{}}</th>").format(name) for name in heads) if any(heads) else Markup("")
    )
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup(f"<td {_CELL}>{{}}</td>").format(cell) for cell in row))
        for row in rows
    )
    return Markup("<table><tr>{}</tr>{}</table>").format(head, body)


def _more(number: int, what: str) -> Markup:
    return _QUIET.format(f"… {number} more {what}{'s' if number != 1 else ''}") if number > 0 else Markup("")
