"""The invented pile holds what a real one holds, and is the same each time."""

from __future__ import annotations

from bench.pile import story

from rashomon.dossier import dossier_json, verify
from rashomon.views.html import to_html

SMALL = {"reports": 14, "quotations": 90, "claims": 90}


def test_the_pile_verifies_and_is_the_same_each_time() -> None:
    dossier = dossier_json(story(**SMALL))
    assert verify(dossier).ok
    assert dossier == dossier_json(story(**SMALL))
    assert dossier != dossier_json(story(**SMALL, seed=8))


def test_the_pile_holds_every_kind_of_finding() -> None:
    dossier = story(**SMALL)
    reports, comparison = dossier.story.reports, dossier.comparison
    assert sum(len(report.quotes) for report in reports) == 90
    assert sum(len(report.claims) for report in reports) == 90
    for kind in ("quotes", "figures", "claims", "naming", "coverage", "origins", "copies", "timeline"):
        assert getattr(comparison, kind), kind
    assert {group.verdict for group in comparison.claims} >= {"corroborated", "same-origin", "single"}
    assert {row.target for row in comparison.coverage} == {"claim", "quote", "entity"}


def test_a_large_page_rests_what_no_one_has_asked_for() -> None:
    page = to_html(story(**SMALL))
    assert 'class="large"' in page
    assert page.count("<!--[[") >= 5
    assert page.count('<div id="rest" hidden><!--[') == 1
