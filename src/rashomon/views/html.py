"""Dossier → one HTML file: no request, no script needed to read it, the same bytes for the same dossier.

Everything that a report says is escaped (Jinja2's autoescape, and ``visible`` for its text) and a content security
policy in the file allows the one style sheet and the one script that are in it, by their SHA-256, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from rashomon.dossier import Verification, dossier_json, verify
from rashomon.model import Dossier
from rashomon.views import (
    apparatus,
    board,
    collation,
    coverage,
    facts,
    figures,
    front,
    grid,
    heat,
    keys,
    naming,
    origins,
    plots,
    reasons,
    timeline,
    words,
)
from rashomon.views.index import fact_anchor, figure_anchor, index, quote_anchor
from rashomon.views.marks import LAYERS, collect, span_anchor
from rashomon.views.reader import Text, read
from rashomon.views.resting import Rest
from rashomon.views.visible import isolated, plain

STYLES = ("dossier.css", "facts.css", "matrix.css")
SCRIPTS = ("keys.js", "dossier.js")
LARGE = 12
"""A pile of more reports than this is laid out by the browser piece by piece."""


def to_html(dossier: Dossier, *, verification: Verification | None = None) -> str:
    """The whole dossier as one page. ``verification`` is what ``verify`` found; it is made here where it is not
    given."""
    tables = index(dossier)
    book = collect(tables)
    texts = [read(report, book) for report in tables.reports]
    quotes = apparatus.entries(tables)
    compared = figures.entries(tables)
    told = facts.entries(tables)
    alone = facts.alone(tables)
    lines = coverage.lines(tables)
    links = origins.links(tables)
    named = naming.actors(tables)
    dated = timeline.events(tables)
    published = timeline.publications(tables)
    style = "\n".join(map(_asset, STYLES)) + _split_rules(texts)
    script = "\n".join(map(_asset, SCRIPTS))
    return (
        _environment()
        .get_template("page.html")
        .render(
            dossier=dossier,
            tables=tables,
            texts=texts,
            counts=front.count_findings(tables, quotes, compared, lines["entity"], told),
            leads=front.worth_checking(quotes, compared, told),
            gist=front.gist(tables, told),
            told=told,
            told_alone=alone,
            fact_origins=facts.origins(tables, told),
            links=links,
            graph=origins.graph(tables, links),
            shared=origins.shared(tables),
            overlap=plots.overlap(tables, told),
            speakers=plots.speakers(tables),
            events=dated,
            publications=published,
            axis=timeline.drawing(tables, dated, published),
            undated=timeline.undated(tables, [*told, *(fact for _, mine in alone for fact in mine)]),
            unresolved=timeline.unresolved(tables),
            quotes=quotes,
            showing=front.quotation_choices(quotes),
            fact_kinds=front.verdict_choices("disputed", words.CLAIM_VERDICTS, [fact.group.verdict for fact in told]),
            figure_kinds=front.verdict_choices("conflict", words.VERDICTS, [entry.group.verdict for entry in compared]),
            lacking_lines=sum(coverage.unnamed(found) for found in lines.values()),
            ribbon_width=collation.RIBBON_WIDTH,
            printed=apparatus.printed(tables),
            reported=apparatus.reported(tables),
            compared=compared,
            grid=grid.grid(tables, told, compared),
            grid_view=grid,
            all_figures=figures.all_rows(tables),
            board=board,
            actors=named,
            heat=heat.heat(tables, named),
            lines=lines,
            layers=LAYERS,
            marks=book.count(),
            check=verification or verify(dossier_json(dossier)),
            style=Markup(style),
            script=Markup(script),
            style_hash=_hash(style),
            script_hash=_hash(script),
            scale_width=figures.SCALE_WIDTH,
            large=LARGE,
            worth_shown=front.WORTH_CHECKING,
            max_places=naming.MAX_PLACES,
            naming=naming,
            facts=facts,
            rest=Rest(),
            keys=keys,
            coverage=coverage,
            origins=origins,
            timeline=timeline,
            plots=plots,
        )
        + "\n"
    )


class _Dedented(Extension):
    """Templates without the indentation and the lines of tables that are for who reads them: a tenth of a large
    page."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _ROWS.sub("", re.sub(r"^[ \t]+", "", source, flags=re.MULTILINE))


_ROWS = re.compile(r"(?<=>)\n(?=</?(?:t[dhr]|tbody|thead|table)\b)")
"""Between the parts of a table white space says nothing."""


@cache
def _environment() -> Environment:
    environment = Environment(
        extensions=[_Dedented],
        loader=PackageLoader("rashomon.views"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {
        "text": isolated,
        "plain": plain,
        "shorten": words.shorten,
        "anchor": span_anchor,
        "figure_anchor": figure_anchor,
        "quote_anchor": quote_anchor,
        "fact_anchor": fact_anchor,
        "elsewhere": coverage.elsewhere,
        "setting": board.setting,
        "interval": words.interval_words,
        "measured": reasons.measured,
        "date": words.date_words,
        "number": words.number_words,
        "word_count": apparatus.words,
        "count_of": words.count,
        "circumstances": words.circumstance_words,
    }
    environment.globals |= {
        "ANSWERS": words.ANSWERS,
        "BASES": words.BASES,
        "HELP": keys.HELP,
        "CLAIM_VERDICTS": words.CLAIM_VERDICTS,
        "MODALITIES": words.MODALITIES,
        "ROOM": coverage.ROOM,
        "SHORT": coverage.SHORT,
        "STATES": coverage.STATES,
        "DECIDED_BY": words.DECIDED_BY,
        "DIFFERENCES": words.DIFFERENCES,
        "KIND_TITLES": words.KIND_TITLES,
        "REASONS": words.REASONS,
        "VERDICTS": words.VERDICTS,
    }
    return environment


def _asset(name: str) -> str:
    return resources.files("rashomon.views").joinpath("assets", name).read_text(encoding="utf-8").strip()


def _split_rules(texts: list[Text]) -> str:
    """A rule for each span that lies in several pieces: its anchor lights up all of them, without a script."""
    anchors = [anchor for text in texts for anchor in text.split]
    return "".join(f'\n:root:has(#{anchor}:target) mark[data-s="{anchor}"]{{{_TARGET}}}' for anchor in anchors)


_TARGET = "background:var(--hit)!important;outline:2px solid var(--hit-line)"


def _hash(text: str) -> str:
    """The source expression of Content Security Policy Level 3 for an inline element."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
