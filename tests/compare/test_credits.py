"""Credit lines and what is none. Outlets and people are invented; the agencies are those of the lexicon."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st
from tests.compare.bare import BY_RULE, body, find, person, report, source, story

from rashomon import lexicon
from rashomon.compare.credits import Credit, find_credits
from rashomon.compare.media import Media, agency_in, aliases, is_medium, outlet_key
from rashomon.model import Annotations, Quote
from rashomon.model.document import BlockRole

REUTERS, AP = "agency:Reuters", "agency:Associated Press"


def credits(*reports: Annotations) -> list[Credit]:
    whole = story(*reports)
    return list(find_credits(whole, Media.of(whole)))


def found(text: str, roles: dict[int, BlockRole] | None = None, outlet: str | None = None) -> list[tuple[str, ...]]:
    return [(c.rule, c.scope, c.key, c.span.text) for c in credits(report(text, roles=roles, outlet=outlet))]


DPA_AND_AFP = [
    ("signature", "report", "agency:Deutsche Presse-Agentur", "dpa"),
    ("signature", "report", "agency:Agence France-Presse", "AFP"),
]
TEXT = "The ferry sank off Skerry Point on Sunday."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"HALDEN (Reuters) - {TEXT}", [("dateline", "report", REUTERS, "Reuters")]),
        (f"PORT HALDEN, March 3 (Reuters) — {TEXT}", [("dateline", "report", REUTERS, "Reuters")]),
        (f"(AP) – {TEXT}", [("dateline", "report", AP, "AP")]),
        (f"Halden, March 3. /TASS/. {TEXT}", [("dateline", "report", "agency:TASS", "TASS")]),
        (f"HALDEN (AA) - {TEXT}", [("dateline", "report", "agency:Anadolu Agency", "AA")]),
        (
            f"HALDEN (AP, Reuters) -- {TEXT}",
            [("dateline", "report", AP, "AP"), ("dateline", "report", REUTERS, "Reuters")],
        ),
        (f"Ferry sinks\n\n{TEXT}\n\nReuters", [("signature", "report", REUTERS, "Reuters")]),
        (
            f"Ferry sinks\n\n{TEXT} Nobody was hurt. (AFP)",
            [("signature", "report", "agency:Agence France-Presse", "AFP")],
        ),
        (f"{TEXT} Nobody was hurt. /TASS/", [("signature", "report", "agency:TASS", "TASS")]),
        (f"{TEXT} Nobody was hurt. – dpa/AFP", DPA_AND_AFP),
        (f"By Ines Faro, Associated Press\n\n{TEXT}", [("byline", "report", AP, "Associated Press")]),
        (
            f"{TEXT} The Associated Press contributed to this report.",
            [("contribution", "part", AP, "The Associated Press contributed to this report")],
        ),
        (
            f"{TEXT} Reuters and AFP contributed to this story.",
            [
                ("contribution", "part", REUTERS, "Reuters and AFP contributed to this story"),
                ("contribution", "part", "agency:Agence France-Presse", "AFP contributed to this story"),
            ],
        ),
        (
            f"{TEXT} With reporting by Reuters.",
            [("contribution", "part", REUTERS, "With reporting by Reuters")],
        ),
        (
            f"{TEXT} This story was originally published by The Halden Post.",
            [
                (
                    "republished",
                    "report",
                    "outlet:halden post",
                    "This story was originally published by The Halden Post",
                )
            ],
        ),
        (
            f"{TEXT}\n\nFirst published in The Sea Quarterly.",
            [("republished", "report", "outlet:sea quarterly", "First published in The Sea Quarterly")],
        ),
        (
            "The leak, first reported by the Halden Post, was known in May.",
            [("first-reported", "sentence", "outlet:halden post", "first reported by the Halden Post")],
        ),
        (
            "The Halden Post first reported on Monday that the gate leaks.",
            [("first-reported", "sentence", "outlet:halden post", "The Halden Post first reported")],
        ),
        (
            "The gate leaks, according to Russian news agency TASS.",
            [("statement-credit", "sentence", "agency:TASS", "according to Russian news agency TASS")],
        ),
        (
            "Vidal told Reuters Monday that the gate leaks.",
            [("statement-credit", "sentence", REUTERS, "told Reuters")],
        ),
        (
            "The gate leaks, the Halden Times reported, citing AP.",
            [
                ("statement-credit", "sentence", "outlet:halden times", "the Halden Times reported"),
                ("statement-credit", "sentence", AP, "citing AP"),
            ],
        ),
    ],
)
def test_what_is_a_credit(text: str, expected: list[tuple[str, ...]]) -> None:
    assert sorted(found(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        # A photographer's agency says nothing about the text.
        (f"Ines Faro / Reuters\n\n{TEXT}", {0: "caption"}),
        (f"Ines Faro/Reuters\n\n{TEXT}", {}),
        (f"Photo by Ines Faro, Associated Press\n\n{TEXT}", {0: "byline"}),
        (f"{TEXT}\n\nInes Faro / Reuters", {}),
        (f"{TEXT}\n\nInes Faro/Reuters", {}),
        (f"AFP PHOTO / INES FARO\n\n{TEXT}", {0: "caption"}),
        # A place is no agency, an agency's building and poll are not what it reported.
        (f"HALDEN (Pa.) — {TEXT}", {}),
        ("Shots were heard near the Reuters building in Halden.", {}),
        ("The mayor leads in a Reuters/Halden poll.", {}),
        ("She takes AP history at school.", {}),
        # Bodies speak, and are no media.
        ("The gate leaks, according to the Harbour Agency.", {}),
        ("Vidal told Congress that the gate leaks.", {}),
        ("Staff and donors contributed to this report.", {}),
        ("Vidal first reported the leak to the council.", {}),
        # What somebody is quoted as saying is not the outlet's credit.
        ("“It was first reported by the Halden Post,” she said.", {}),
    ],
)
def test_what_is_none(text: str, roles: dict[int, BlockRole]) -> None:
    assert found(text, roles) == []


def test_a_dateline_in_the_middle_credits_no_whole_report() -> None:
    paragraphs = [TEXT] * 4 + [f"HALDEN (Reuters) - {TEXT}", TEXT]
    assert found("\n\n".join(paragraphs)) == []


def test_an_outlet_that_names_itself_credits_nobody() -> None:
    assert found("Vidal told the Halden Post that the gate leaks.", outlet="Halden Post") == []
    assert found("Vidal told the Halden Post that the gate leaks.", outlet="Meridian") != []


def test_a_mayor_with_an_agency_s_name_is_no_agency() -> None:
    text = "Vidal told Tass that the gate leaks. Ivo Tass is the mayor."
    without = report(text)
    mayor = person(f"{without.document.id}:e1", "Ivo Tass", find(without, "Ivo Tass"), find(without, "Tass"))
    assert [c.key for c in credits(without)] == ["agency:TASS"]
    assert credits(replace(without, entities=(mayor,))) == []


def test_who_is_given_as_speaker_or_relay_is_a_credit_with_the_reach_of_the_words() -> None:
    bare = report("The gate leaks, a diplomat told the state agency. Sputnik has more: “It leaks.”")
    quote = Quote("q1", find(bare, "The gate leaks"), "indirect", "body", BY_RULE, via=(source(bare, "Sputnik"),))
    (credit,) = credits(replace(bare, quotes=(quote,)))
    assert (credit.rule, credit.key, credit.span.text) == ("relay", "agency:Sputnik", "Sputnik")
    assert credit.reach.text == "The gate leaks"


@pytest.mark.parametrize(
    ("printed", "agency"),
    [
        ("TASS", "TASS"),
        ("Russia’s Sputnik state news agency", "Sputnik"),
        ("the Russian news agency TASS", "TASS"),
        ("a Reuters correspondent", "Reuters"),
        ("the AP", "Associated Press"),
        ("Reuters/Halden poll", None),
        ("the Reuters building", None),
        ("Jane Xinhua Roe", None),
        ("Halden Post", None),
        ("", None),
    ],
)
def test_an_agency_by_any_name(printed: str, agency: str | None) -> None:
    assert agency_in(printed) == agency


def test_every_alias_leads_to_one_agency_and_is_found_alone() -> None:
    names = [printed for name, others in lexicon.load("wires")["agencies"].items() for printed in [name, *others]]
    assert len(names) == len(set(names)) == len(aliases())
    for printed, name in aliases().items():
        assert agency_in(printed) == name


@pytest.mark.parametrize(
    ("name", "medium"),
    [
        ("Halden Times", True),
        ("Channel Nine News", True),
        ("The Skerry Broadcasting Network", True),
        ("Harbour Agency", False),
        ("Rebel Network", False),
        ("Coast Guard Service", False),
    ],
)
def test_media_by_their_names(name: str, medium: bool) -> None:
    assert is_medium(name) is medium


def test_outlets_are_alike_but_for_article_and_address() -> None:
    assert outlet_key("The Halden Post") == outlet_key("halden post") == outlet_key("Halden Post.com") == "halden post"
    assert outlet_key("Halden Post") != outlet_key("Skerry Post")


def test_the_agency_in_a_link_is_the_story_s_entity_where_there_is_one() -> None:
    bare = report("The gate leaks, according to TASS.")
    whole = story(bare, entities=[body("e7", "TASS", find(bare, "TASS"))])
    media = Media.of(whole)
    (credit,) = find_credits(whole, media)
    assert media.target(credit.key) == "e7"
    assert media.target(REUTERS) == "Reuters"


@given(st.text(alphabet=" \n().,/-AP“”Reutrsbyfio", max_size=80))
def test_credits_point_at_the_characters_that_they_rest_on(text: str) -> None:
    if not text.strip():
        return
    bare = report(f"{TEXT}\n\nHALDEN (Reuters) - {text} first reported by AP.")
    for credit in credits(bare):
        for span in (credit.span, credit.reach):
            assert bare.document.text[span.start : span.end] == span.text
