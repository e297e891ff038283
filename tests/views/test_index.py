"""Reports under their sigla."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, permutations

from tests.views.factory import tunnel

from rashomon.model import Annotations, Published
from rashomon.views.index import index, safe_id, sigla


def test_sigla_go_on_after_z() -> None:
    letters = list(islice(sigla(), 704))
    assert letters[:3] == ["A", "B", "C"]
    assert letters[25:29] == ["Z", "AA", "AB", "AC"]
    assert letters[701:] == ["ZZ", "AAA", "AAB"]
    assert len(set(letters)) == len(letters)


def test_reports_stand_by_date_then_outlet_with_undated_ones_last() -> None:
    outlets = [report.outlet for report in index(tunnel()).reports]
    assert outlets == ["Morning Herald", "The Courier", "outlet unknown"]


def test_dates_are_compared_as_moments() -> None:
    dossier = tunnel()
    values = {"Morning Herald": "2021-03-04T23:00-04:00", "The Courier": "2021-03-05T01:00+02:00"}

    def dated(report: Annotations) -> Annotations:
        doc = report.document
        value = values.get(doc.outlet.name) if doc.outlet else None
        return replace(report, document=replace(doc, published=Published(value, "user") if value else None))

    story = replace(dossier.story, reports=tuple(map(dated, dossier.story.reports)))
    assert [report.outlet for report in index(replace(dossier, story=story)).reports][:2] == [
        "The Courier",
        "Morning Herald",
    ]


def test_the_order_of_the_pile_plays_no_part() -> None:
    expected = [report.doc.id for report in index(tunnel()).reports]
    for order in permutations(range(3)):
        assert [report.doc.id for report in index(tunnel(order=order)).reports] == expected


def test_ids_become_safe_without_meeting() -> None:
    assert safe_id("0a1b-c") == "0a1b-c"
    awkward = ['x"y', "x'y", "x y", "x_y", "x/y", "x:y", "é", "x_22_y"]
    safe = [safe_id(identity) for identity in awkward]
    assert len(set(safe)) == len(awkward)
    assert all(set(identity) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-") for identity in safe)


def test_a_report_without_outlet_or_date_says_so() -> None:
    report = index(tunnel()).reports[2]
    assert (report.outlet, report.when) == ("outlet unknown", "no date in the text")
    assert index(replace(tunnel(), failures=())).rank("nowhere") == 3
