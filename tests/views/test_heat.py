"""The heat map of naming: what is counted, in which voice, and where each number leads."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import permutations

from bench.dossiers import Reporter, document, entity, find
from tests.views.factory import hostile, tunnel

from rashomon.model import Comparison, Dossier, Naming, Span, Story
from rashomon.views import heat, naming, plots
from rashomon.views.heat import Heat
from rashomon.views.html import to_html
from rashomon.views.index import index

TABLES = index(tunnel())
ACTORS = naming.actors(TABLES)


def drawn(dossier: Dossier) -> Heat:
    """The map of a dossier."""
    tables = index(dossier)
    found = heat.heat(tables, naming.actors(tables))
    assert found is not None
    return found


def numbers(found: Heat) -> dict[str, dict[str, list[int]]]:
    """Voice → actor → the numbers from left to right."""
    return {
        panel.voice: {line.actor.entity.name: [cell.uses for cell in line.cells] for line in panel.lines}
        for panel in found.panels
    }


def busy(labels: int, *, reports: int = 2, actors: int = 1) -> Dossier:
    """Each report labels each actor ``labels`` times; the last actor once more."""
    names = [f"Actor{number:02}" for number in range(actors)]
    reporters, mentions = [], dict[str, list[Span]]()
    for number in range(reports):
        words = " ".join(f"the boss {name} came." for name in names for _ in range(labels + (name == names[-1])))
        reporter = Reporter(document([("headline", f"Report {number}"), ("body", words)], outlet=f"Outlet {number}"))
        for place in range(words.count("the boss")):
            reporter.name("the boss", "", nth=place)
            name = words.split("the boss ")[place + 1].split()[0]
            reporter.names[-1] = replace(reporter.names[-1], entity=name)
            mentions.setdefault(name, []).append(find(reporter.doc, name))
        reporters.append(reporter)
    return Dossier(
        Story(
            "Bosses",
            tuple(reporter.annotations() for reporter in reporters),
            tuple(entity(name, name, "person", mentions[name]) for name in names),
        ),
        Comparison(naming=tuple(Naming(name, {}, {}, (mentions[name][0],)) for name in names)),
        (),
        "0.0",
        "test 0",
    )


def test_each_voice_is_counted_apart() -> None:
    assert numbers(drawn(tunnel())) == {
        "own": {"Irena Kolb": [1, 1, 0], "Brightway": [1, 0, 1], "Tomas Reyl": [0, 1, 0]},
        "quoted": {"Brightway": [0, 0, 1]},
        "headline": {"Irena Kolb": [1, 0, 0]},
    }


def test_the_numbers_are_those_of_the_lists_below() -> None:
    listed = sum(len(label.uses) for actor in ACTORS for row in actor.rows for label in (*row.own, *row.quoted))
    assert sum(panel.total for panel in drawn(tunnel()).panels) == listed


def test_each_number_leads_to_the_lines_that_it_counts() -> None:
    html = to_html(tunnel())
    for panel in drawn(tunnel()).panels:
        for cell in (cell for line in panel.lines for cell in line.cells if cell.uses):
            assert f'<a href="#{cell.anchor}" aria-label="' in html
            (place,) = re.findall(
                rf'<div class="uses" id="{cell.anchor}">(.*?)(?:</td>|<div class="uses")', html, re.DOTALL
            )
            assert place.count("<li>") == cell.uses


def test_one_scale_for_all_voices_and_outlets() -> None:
    found = drawn(busy(8, actors=2))
    shades = {cell.uses: cell.shade for panel in found.panels for line in panel.lines for cell in line.cells}
    assert shades == {8: 4, 9: 4}
    assert {cell.shade for panel in drawn(tunnel()).panels for line in panel.lines for cell in line.cells} == {0, 4}


def test_places_are_whole_pixels_in_rows_and_columns() -> None:
    found = drawn(tunnel())
    for panel in found.panels:
        assert [line.y for line in panel.lines] == [heat.HEAD + heat.SIDE * n for n in range(len(panel.lines))]
        for line in panel.lines:
            assert [cell.x for cell in line.cells] == [found.column(number) for number in range(3)]
    assert found.width == heat.NAMES + 3 * heat.SIDE + 1


def test_the_order_of_the_files_changes_nothing() -> None:
    first, *others = (to_html(tunnel(order=order)) for order in permutations(range(3)))
    assert all(other == first for other in others)


def test_many_actors_and_reports_are_cut_to_those_with_most() -> None:
    found = drawn(busy(1, reports=plots.MAX_REPORTS + 4, actors=heat.MAX_ACTORS + 3))
    assert found.actors == heat.MAX_ACTORS
    assert len(found.reports) == plots.MAX_REPORTS
    (panel,) = found.panels
    assert panel.lines[-1].actor.entity.name == f"Actor{heat.MAX_ACTORS + 2:02}", "labelled more often than the others"
    html = to_html(busy(1, reports=plots.MAX_REPORTS + 4, actors=heat.MAX_ACTORS + 3))
    assert "The 15 actors of 18 that are labelled most." in html
    assert "The 30 reports of 34 that label most." in html


def test_no_map_where_nobody_is_labelled() -> None:
    dossier = tunnel()
    tables = index(replace(dossier, comparison=replace(dossier.comparison, naming=())))
    assert heat.heat(tables, naming.actors(tables)) is None
    bare = tuple(replace(report, names=()) for report in dossier.story.reports)
    tables = index(replace(dossier, story=replace(dossier.story, reports=bare)))
    assert heat.heat(tables, naming.actors(tables)) is None
    assert 'id="naming-map"' not in to_html(replace(dossier, story=replace(dossier.story, reports=bare)))


def test_hostile_names_stay_text() -> None:
    html = to_html(hostile())
    (svg,) = re.findall(r'<figure class="plot" id="map-own">.*?</figure>', html, re.DOTALL)
    assert "&lt;script&gt;" in svg
    assert "<script" not in svg
    assert "\u202e" not in svg
    assert "\u200b" not in svg
