"""What ``rashomon.show`` gives: cards of nouns and of their JSON, and refusals that say what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.views.factory import hostile, tunnel
from tests.views.told import told

import rashomon
from rashomon.dossier import dossier_json
from rashomon.dossier.encode import annotations_json
from rashomon.errors import DossierError
from rashomon.model import ANNOTATIONS_FORMAT, Annotations, Dossier

DOSSIER = told()
REPORT: Annotations = next(r for r in DOSSIER.story.reports if (r.document.title or "").startswith("Flooded"))
DATA: dict[str, Any] = dict(dossier_json(DOSSIER))
PAIRS: dict[str, tuple[object, dict[str, Any]]] = {
    "dossier": (DOSSIER, DATA),
    "report": (REPORT, dict(annotations_json(REPORT))),
    "document": (REPORT.document, dict(annotations_json(REPORT)["document"])),
    "quotation": (REPORT.quotes[1], dict(annotations_json(REPORT)["quotes"][1])),
    "failure": (DOSSIER.failures[0], {"format": ANNOTATIONS_FORMAT, "failure": DATA["failures"][0]}),
}


@pytest.mark.parametrize("kind", PAIRS)
def test_a_noun_and_its_json_look_the_same(kind: str) -> None:
    noun, data = PAIRS[kind]
    assert rashomon.show(data)._repr_html_() == rashomon.show(noun)._repr_html_()
    assert len(repr(rashomon.show(data)).splitlines()) == 1


@pytest.mark.parametrize("kind", ["dossier", "report", "document", "quotation"])
def test_a_noun_shows_itself_as_show_shows_it(kind: str) -> None:
    noun: Any = PAIRS[kind][0]
    assert noun._repr_html_() == rashomon.show(noun)._repr_html_()
    assert type(noun._repr_html_()) is str, "a Markup would escape what it is joined with"


def test_what_is_evaluated_in_a_cell_is_shown() -> None:
    """As a notebook does: the method is looked up on the object, and a plain text stands beside it."""
    for noun in (REPORT.quotes[0], REPORT, REPORT.document, DOSSIER.comparison.quotes[0], DOSSIER):
        assert (noun._repr_html_() or "").startswith("<div")
        assert repr(noun).startswith(type(noun).__name__)
    made: Any = rashomon.Dossier(**{name: getattr(DOSSIER, name) for name in Dossier.__slots__})
    assert made._repr_html_() == DOSSIER._repr_html_()


def test_the_dossier_gives_a_quotation_its_outlet() -> None:
    quote = REPORT.quotes[1]
    assert "The Courier" not in rashomon.show(quote)._repr_html_()
    assert "B The Courier" in rashomon.show(quote, dossier=DOSSIER)._repr_html_()


def test_a_shared_quotation_needs_its_dossier_only_as_json() -> None:
    group, data = DOSSIER.comparison.quotes[1], DATA["comparison"]["quotes"][1]
    assert rashomon.show(data, dossier=DOSSIER)._repr_html_() == rashomon.show(group, dossier=DOSSIER)._repr_html_()
    assert "Tomas Reyl" in rashomon.show(group, dossier=DOSSIER)._repr_html_()
    assert "<del>" in rashomon.show(group)._repr_html_()
    with pytest.raises(DossierError, match="give its dossier too"):
        rashomon.show(data)


@pytest.mark.parametrize(
    ("break_it", "says"),
    [
        (lambda data: {}, "no dossier, report, document or quotation"),
        (lambda data: {"format": "rashomon-dossier/99"}, "no dossier, report, document or quotation"),
        (lambda data: {**data, "documents": 3}, "breaks the contract"),
        (lambda data: {**data["quotes"][0], "end": 10**6}, "breaks the contract"),
        (lambda data: {key: value for key, value in data["quotes"][0].items() if key != "via"}, "KeyError 'via'"),
        (lambda data: {"format": ANNOTATIONS_FORMAT}, "KeyError 'document'"),
    ],
)
def test_other_dictionaries_are_refused(break_it: Callable[[dict[str, Any]], dict[str, Any]], says: str) -> None:
    with pytest.raises(DossierError, match=says):
        rashomon.show(break_it(DATA))


@pytest.mark.parametrize("item", [None, 3, "a quotation", [REPORT], REPORT.quotes[0].span])
def test_what_has_no_card_is_a_type_error(item: object) -> None:
    with pytest.raises(TypeError, match="has no card"):
        rashomon.show(item)


def test_hostile_json_is_as_harmless_as_hostile_nouns() -> None:
    dossier = hostile()
    data = dossier_json(dossier)
    items: list[Any] = [dossier, data, *dossier.story.reports, *data["documents"], *data["quotes"]]
    for item in items:
        html = rashomon.show(item)._repr_html_()
        assert "<script" not in html
        assert not set(html) & set("\u202e\u200b\x1b\x00")
    for group in data["comparison"]["quotes"]:
        assert "<b>" not in rashomon.show(group, dossier=dossier)._repr_html_().replace("<b>A</b>", "")


def test_the_same_story_gives_the_same_card() -> None:
    assert rashomon.show(tunnel(order=(2, 0, 1)))._repr_html_() == rashomon.show(tunnel())._repr_html_()
