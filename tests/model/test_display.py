"""How nouns look on a line: short, with text and offsets, nothing hidden in it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from bench.dossiers import Reporter, document
from hypothesis import given, strategies as st
from tests.views.factory import hostile, tunnel
from tests.views.told import told

from rashomon.model import Document, Quote, Span
from rashomon.model.display import Shown, brief

REPORTS = {report.document.title or "": report for report in told().story.reports}
HERALD = next(report for title, report in REPORTS.items() if title.startswith("Mayor Says"))
DOC = HERALD.document.id


def test_the_line_of_each_noun() -> None:
    quote = HERALD.quotes[4]
    assert repr(quote) == (
        f"Quote('will not stand idly by while the city rewrites its own hist…', {DOC}:{quote.span.start}–"
        f"{quote.span.end}, speaker='Brightway')"
    )
    assert repr(HERALD.figures[0]) == f"Figure('41 commuters', {HERALD.figures[0].span.place}, low=41, high=41)"
    assert repr(HERALD.claims[1]) == (
        f"Claim('That tunnel was never safe', {HERALD.claims[1].span.place}, stated, by=['Irena Kolb'])"
    )
    assert repr(HERALD.document).startswith(f"Document({DOC}, 'Mayor Says Tunnel ‘Was Never Safe’")
    assert repr(HERALD).endswith("5 quotes, 3 figures, 3 names, 5 claims)")
    assert repr(tunnel().comparison.quotes[1]).endswith(" and 1 more, differs=('speaker', 'wording'))")
    assert repr(tunnel()) == (
        "Dossier('The flood in Ostrava Street', 3 reports, 12 quotations, 3 of them shared, 1 failures)"
    )


def test_a_quotation_without_a_speaker_says_so() -> None:
    report = Reporter(document([("body", "“Nothing mysterious,” it was said.")]))
    report.quote("Nothing mysterious")
    assert repr(report.quotes[0]) == f"Quote('Nothing mysterious', {report.doc.id}:1–19, speaker=None)"


@pytest.mark.parametrize("noun", [*hostile().story.reports, *(q for r in hostile().story.reports for q in r.quotes)])
def test_no_control_character_reaches_the_terminal(noun: object) -> None:
    assert not set(repr(noun)) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\x1b\n")


@given(st.text())
def test_a_line_is_short_and_plain(text: str) -> None:
    line = brief(text)
    assert line.isprintable()
    assert len(eval(line)) <= 60  # its own literal
    if len(text) <= 60:
        assert eval(line) == text


def test_a_span_names_its_place() -> None:
    span = Span("000", 2150, 2168, "nothing mysterious")
    assert span.place == "000:2150–2168"
    assert repr(span) == "Span('nothing mysterious', 000:2150–2168)"


def test_the_nouns_that_are_shown_have_one_base() -> None:
    assert issubclass(Quote, Shown)
    assert issubclass(Document, Shown)
    assert not hasattr(HERALD.quotes[0], "__dict__"), "the base must not take the slots away"


def test_without_somebody_to_draw_them_they_have_no_html() -> None:
    code = (
        "import rashomon.model.display as display; display._draw = None;"
        "from rashomon.model import Origin, Document;"
        "print(Document('a', Origin(None, None, 'text/plain', ''), '', '', ())._repr_html_())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "None"


def test_to_be_able_to_show_loads_no_view() -> None:
    code = "import rashomon, sys; print([name for name in sys.modules if 'views' in name or name == 'jinja2'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
