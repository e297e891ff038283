"""One entity for one actor across reports, and never one for two; every person here is invented."""

from __future__ import annotations

import hashlib
import itertools

import pytest
from tests.compare.reading import annotated, reported, story

from rashomon.compare.coverage import compare_coverage
from rashomon.compare.entities import merge_entities
from rashomon.compare.naming import compare_naming
from rashomon.model import Entity, Story


def holder(story: Story, form: str) -> Entity:
    found = [entity for entity in story.entities if form in entity.forms]
    assert len(found) == 1, [(entity.name, entity.forms) for entity in story.entities]
    return found[0]


@pytest.mark.parametrize(
    ("one", "other", "forms"),
    [
        ("Mr. Nicolás Cairo left.", "Nicolas Cairo left.", ("Nicolás Cairo", "Nicolas Cairo")),
        ("Dora M. Quill left.", "Rep. Dora Quill left.", ("Dora M. Quill", "Rep. Dora Quill")),
        ("Michael Orr left.", "Sen. Mike Orr left.", ("Michael Orr", "Mike Orr")),
        ("Dora Quillmann left.", "Dora Quilmann left.", ("Dora Quillmann", "Dora Quilmann")),
        ("Dora Quill left. Quill was tired.", "Ms. Quill left.", ("Dora Quill", "Ms. Quill")),
        ("Lawyers for Sea-Mart left.", "Lawyers for Seamart left.", ("Sea-Mart", "Seamart")),
        (
            "The Coastal Safety Board (CSB) met.",
            "Officials of the CSB met on Monday.",
            ("Coastal Safety Board", "CSB"),
        ),
        ("Officials in the U.S. agreed.", "The United States agreed.", ("U.S.", "United States")),
        (
            "The photographer Dora Quill left.",
            "Dora Quill came at noon. The photographer left at one.",
            ("Dora Quill", "The photographer"),
        ),
        (
            "Sen. Dora Quill, the opposition leader in Halden, spoke on Monday.",
            "Nobody answered. The Halden opposition leader left at one.",
            ("Dora Quill", "The Halden opposition leader"),
        ),
    ],
)
def test_one_actor(one: str, other: str, forms: tuple[str, str]) -> None:
    merged = story(one, other)
    assert holder(merged, forms[0]) is holder(merged, forms[1])


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        ("Gov. Dora Quill left.", "Luis Quill, her cousin, left.", ("Dora Quill", "Luis Quill")),
        ("Mr. Kim Orr left.", "Ms. Kim Orr left.", ("Mr. Kim Orr", "Ms. Kim Orr")),
        ("Peter Rayner left.", "Pеter Rayner left.", ("Peter Rayner", "Pеter Rayner")),  # a Cyrillic е
        ("Dora Bryan left.", "Dora Ryan left.", ("Dora Bryan", "Dora Ryan")),
        ("The Kelso Harbour Board met.", "The Orsk Harbour Board met.", ("Kelso Harbour Board", "Orsk Harbour Board")),
        ("Dora Quill Jr. left.", "Dora Quill III left.", ("Dora Quill Jr.", "Dora Quill III")),
        ("Dora Quill, the former mayor of Halden, left.", "The Halden mayor left.", ("Dora Quill", "The Halden mayor")),
    ],
)
def test_two_actors(one: str, other: str, names: tuple[str, str]) -> None:
    merged = story(one, other)
    assert holder(merged, names[0]) is not holder(merged, names[1])


def test_whose_number_it_is_is_the_actor_of_the_story() -> None:
    texts = ("Dora Quill said that 12 boats sank.", "Ms. Quill said that 14 boats sank.")
    merged = merge_entities([reported(text, "2019-03-27") for text in texts], None)
    known = {entity.id: entity.name for entity in merged.entities}
    sources = [source for report in merged.reports for figure in report.figures for source in figure.scope.sources]
    assert [(known.get(source.entity or ""), source.name) for source in sources] == [("Dora Quill", "Dora Quill")] * 2


def test_a_surname_of_two_people_stays_open() -> None:
    merged = story("Marta Vidal left.", "Luis Vidal left.", "Vidal left, officials said.")
    bare = [entity for entity in merged.entities if entity.forms == ("Vidal",)]
    assert len(bare) == 1


def test_no_chain_of_small_differences() -> None:
    """Each name is one letter from the next; the ends are two letters apart and are not joined through the middle."""
    merged = story("Dora Quillmann left.", "Dora Quilmann left.", "Dora Quilman left.")
    assert not any({"Dora Quillmann", "Dora Quilman"} <= set(entity.forms) for entity in merged.entities)


def test_an_explanation_says_why_names_were_joined() -> None:
    merged = story("Michael Orr left.", "Sen. Mike Orr left.")
    why = holder(merged, "Mike Orr").explanation
    assert why.rule == "compatible-full-names"
    assert "Mike Orr" in why.reason
    assert "Michael Orr" in why.reason


REPORTS = (
    "Gov. Dora Quill clashed with Luis Orr, the mayor of Kelso, on Monday. Quill called it a good day.\n\n"
    "The mayor left early. The Coastal Safety Board (CSB) took notes.",
    "Kelso Mayor Luis Orr and Governor Dora Quill clashed. Mr. Orr left early, the CSB said.",
    "A clash with Mayor Orr ended the visit of Ms. Quill, the governor. Ines Rey, a reporter, saw it.",
)


def test_any_order_of_reports_gives_the_same_story() -> None:
    annotations = [annotated(text) for text in REPORTS]
    stories = [merge_entities(order, "Clash") for order in itertools.permutations(annotations)]
    assert all(other == stories[0] for other in stories)
    assert [report.document.id for report in stories[0].reports] == sorted(a.document.id for a in annotations)


def test_ids_are_ordered_by_weight_and_used_everywhere() -> None:
    merged = story(*REPORTS)
    ids = [entity.id for entity in merged.entities]
    assert ids == [f"e{number}" for number in range(1, len(ids) + 1)]
    weights = [len({m.span.doc for m in entity.mentions}) for entity in merged.entities]
    assert weights == sorted(weights, reverse=True)
    for report in merged.reports:
        assert {name.entity for name in report.names} <= set(ids)
        assert {entity.id for entity in report.entities} <= set(ids)


def _findings(texts: tuple[str, ...], rename: dict[str, str]) -> list[object]:
    """What was found, by the places of the reports, with the names as ``rename`` turns them."""

    def turned(text: str) -> str:
        marked = text
        for number, old in enumerate(rename):
            marked = marked.replace(old, f"\0{number}\0")
        for number, new in enumerate(rename.values()):
            marked = marked.replace(f"\0{number}\0", new)
        return marked

    merged = story(*texts)
    place = {hashlib.sha256(text.encode()).hexdigest()[:12]: number for number, text in enumerate(texts)}
    name = {entity.id: turned(entity.name) for entity in merged.entities}
    actors = sorted(
        (
            name[e.id],
            e.type,
            sorted(turned(f) for f in e.forms),
            sorted((place[m.span.doc], m.kind) for m in e.mentions),
        )
        for e in merged.entities
    )
    naming = sorted(
        (name[row.entity], sorted((place[doc], tuple(map(turned, labels))) for doc, labels in row.own.items()))
        for row in compare_naming(merged)
    )
    coverage = sorted((name[row.id], place[row.doc], row.state) for row in compare_coverage(merged))
    return [actors, naming, coverage]


def test_even_handed_swapping_two_actors_swaps_the_findings() -> None:
    swap = {"Dora Quill": "Luis Orr", "Luis Orr": "Dora Quill", "Quill": "Orr", "Orr": "Quill"}
    reports = (
        "Gov. Dora Quill clashed with Mayor Luis Orr on Monday. Quill left early. Orr stayed.",
        "Dora Quill, a lawyer, and Luis Orr, a banker, clashed on Monday. Orr stayed until noon.",
        "The visit of Gov. Quill ended in a clash, said Ines Rey, a reporter. The governor left early.",
    )
    swapped = tuple(
        text.replace("Dora Quill", "\1").replace("Luis Orr", "\2").replace("Quill", "\3").replace("Orr", "\4")
        .replace("\1", "Luis Orr").replace("\2", "Dora Quill").replace("\3", "Orr").replace("\4", "Quill")
        for text in reports
    )  # fmt: skip
    assert _findings(reports, swap) == _findings(swapped, {})
