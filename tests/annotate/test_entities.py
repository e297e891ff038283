"""Who is named in a report, by which forms; every person and place here is invented."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings, strategies as st

from rashomon.annotate.entities import find_entities
from rashomon.annotate.evidence import last_mentions, sex_of
from rashomon.language import parse
from rashomon.model import Block, BlockRole, Document, Entity, Origin


def report(text: str, *, headline: bool = False) -> Document:
    """A document whose blocks are the paragraphs of ``text``."""
    blocks, start = [], 0
    for number, paragraph in enumerate(text.split("\n\n")):
        role: BlockRole = "headline" if headline and number == 0 else "body"
        blocks.append(Block(role, start, start + len(paragraph), start, start + len(paragraph)))
        start += len(paragraph) + 2
    sha = hashlib.sha256(text.encode()).hexdigest()
    return Document(sha[:12], Origin("report.txt", None, "text/plain", sha), text, text, tuple(blocks))


def entities(text: str, *, headline: bool = False) -> tuple[Entity, ...]:
    return find_entities(report(text, headline=headline), parse(text))


def named(text: str, name: str, *, headline: bool = False) -> Entity:
    """The only entity of that name."""
    found = [entity for entity in entities(text, headline=headline) if entity.name == name]
    assert len(found) == 1, [entity.name for entity in entities(text, headline=headline)]
    return found[0]


def holder(text: str, form: str) -> Entity:
    """The only entity that has the form."""
    found = [entity for entity in entities(text) if form in entity.forms]
    assert len(found) == 1, [(entity.name, entity.forms) for entity in entities(text)]
    return found[0]


HARBOUR = (
    "Halden Gov. Marta Vidal signed the harbour bill on Monday. Vidal said the port would reopen.\n\n"
    "“We kept our word,” Ms. Vidal said. The governor left for Orsk later that day.\n\n"
    "Luis Orr, a spokesman for the harbour board, declined to comment. Mr. Orr had criticised the bill."
)


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Marta Vidal", "Marta Vidal"),
        ("Gov. Marta Vidal", "Marta Vidal"),
        ("Halden Gov. Marta Vidal", "Marta Vidal"),
        ("Vidal", "Marta Vidal"),
        ("Ms. Vidal", "Marta Vidal"),
        ("The governor", "Marta Vidal"),
        ("Mr. Orr", "Luis Orr"),
        ("a spokesman for the harbour board", "Luis Orr"),
    ],
)
def test_forms_of_one_person(form: str, name: str) -> None:
    assert holder(HARBOUR, form).name == name


def test_ids_follow_the_first_mention_and_mentions_the_text() -> None:
    found = entities(HARBOUR)
    firsts = [entity.mentions[0].span.start for entity in found]
    assert firsts == sorted(firsts)
    assert [entity.id.split(":")[1] for entity in found] == [f"e{number}" for number in range(1, len(found) + 1)]
    for entity in found:
        starts = [mention.span.start for mention in entity.mentions]
        assert starts == sorted(starts)
        assert all(HARBOUR[m.span.start : m.span.end] == m.span.text for m in entity.mentions)
        assert all(m.span.start <= m.head < m.span.end for m in entity.mentions)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Officials in Norway rejected the offer.", "Norway", "state"),
        ("The Kelso Harbour Authority rejected the offer.", "Kelso Harbour Authority", "organization"),
        ("The offer of the Ministry of Works was rejected.", "Ministry of Works", "organization"),
        ("Rep. Dora Quill (R-Tenn.) rejected the offer.", "Dora Quill", "person"),
        ("Lawmakers passed the Clean Rivers Act on Monday.", "Clean Rivers Act", "law"),
        ("The Republicans rejected the offer.", "Republicans", "group"),
    ],
)
def test_kinds(text: str, name: str, kind: str) -> None:
    assert named(text, name).type == kind


def test_acronym_in_brackets() -> None:
    text = "The Coastal Safety Board (CSB) met on Monday. The CSB gave no date."
    board = named(text, "Coastal Safety Board")
    assert {"CSB", "Coastal Safety Board"} <= set(board.forms)
    assert len([m for m in board.mentions if m.kind == "name"]) == 3


def test_dotted_acronym_is_the_same_body() -> None:
    text = "The Coastal Safety Board met on Monday. Critics of the C.S.B. stayed away."
    assert "C.S.B." in named(text, "Coastal Safety Board").forms


def test_a_headline_in_capitals_goes_on_beyond_the_name() -> None:
    text = "Rep. Marta Vidal Resigns After Vote\n\nRep. Marta Vidal left on Friday. Vidal thanked her staff."
    assert "Marta Vidal" in named(text, "Marta Vidal", headline=True).forms
    assert not [entity.name for entity in entities(text, headline=True) if "Resigns" in entity.name]


def test_a_name_found_once_is_found_in_a_headline_in_capitals() -> None:
    text = "VIDAL SIGNS HARBOUR BILL\n\nGov. Marta Vidal signed the bill on Monday."
    assert "VIDAL" in named(text, "Marta Vidal", headline=True).forms


@pytest.mark.parametrize(
    "text",
    [
        "Gov. Marta Vidal opened the school with her daughter, Ines Vidal. Ines Vidal is 16.",
        "President Vidal spoke first. Later Ines and Clara Vidal, his daughters, sang.",
    ],
)
def test_two_people_of_one_surname_stay_apart(text: str) -> None:
    people = [entity for entity in entities(text) if entity.type == "person" and entity.named]
    assert len({entity.name for entity in people}) == len(people) >= 2
    for entity in people:
        given = {form.split()[0] for form in entity.forms if form in {"Marta Vidal", "Ines Vidal", "Clara Vidal"}}
        assert len(given) <= 1, entity.forms


def test_a_coordinated_given_name_gets_the_surname_that_it_shares() -> None:
    text = "The school thanked Ines and Clara Vidal on Monday. Ines sang."
    assert [m.span.text for m in named(text, "Ines Vidal").mentions] == ["Ines", "Ines"]


def test_a_surname_of_two_equals_is_left_open_with_both_named() -> None:
    text = (
        "Marta Vidal, a lawyer, met Luis Vidal, a banker, on Monday.\n\nThe talks went on.\n\n"
        "Nothing was signed.\n\nVidal will return in May."
    )
    left_open = [entity for entity in entities(text) if entity.name == "Vidal"]
    assert [entity.explanation.candidates for entity in left_open] == [("Luis Vidal", "Marta Vidal")]


def test_an_honorific_tells_two_of_one_surname_apart() -> None:
    text = "Mr. Marcus Vidal met Ms. Ines Vidal on Monday. Ms. Vidal left first. Mr. Vidal stayed."
    assert "Ms. Vidal" in named(text, "Ines Vidal").forms
    assert "Mr. Vidal" in named(text, "Marcus Vidal").forms


def test_the_principal_keeps_the_bare_surname_beside_a_relative() -> None:
    text = "Gov. Marta Vidal came with her son, Luis Vidal. Vidal, 61, is in her second term."
    assert "Vidal" in named(text, "Marta Vidal").forms
    assert "Vidal" not in named(text, "Luis Vidal").forms


@pytest.mark.parametrize(
    ("text", "form", "name"),
    [
        ("Dora Quill, a farmer from Kelso, sued the county.", "a farmer from Kelso", "Dora Quill"),
        ("The county was sued by its former clerk, Dora Quill, in May.", "its former clerk", "Dora Quill"),
        ("Dora Quill, 44, the mayor of Kelso, resigned.", "the mayor of Kelso", "Dora Quill"),
        ("Dora Quill is a farmer.", "a farmer", "Dora Quill"),
        ("Dora Quill resigned as director of the harbour board.", "director of the harbour board", "Dora Quill"),
        pytest.param(
            "Kelso photographer Dora Quill took the picture.",
            "Kelso photographer Dora Quill",
            "Dora Quill",
            marks=pytest.mark.xfail(reason="the parser takes the place for a name of its own"),
        ),
    ],
)
def test_descriptions_tied_to_a_name(text: str, form: str, name: str) -> None:
    assert holder(text, form).name == name


@pytest.mark.parametrize(
    "text",
    [
        "According to Dora Quill, the mayor resigned on Monday.",
        "On Monday the mayor, Dora Quill said, had resigned.",
        "Dora Quill is not the mayor.",
        "Is Dora Quill the mayor?",
    ],
)
def test_what_looks_like_a_description_and_is_none(text: str) -> None:
    quill = named(text, "Dora Quill")
    assert not any("mayor" in form for form in quill.forms)


def test_a_definite_description_needs_exactly_one_bearer() -> None:
    one = "Sen. Dora Quill spoke first. The senator left at noon."
    two = "Sen. Dora Quill and Sen. Luis Orr spoke first. The senator left at noon."
    assert holder(one, "The senator").name == "Dora Quill"
    left_open = holder(two, "The senator")
    assert not left_open.named
    assert left_open.explanation.candidates == ("Dora Quill", "Luis Orr")


@pytest.mark.parametrize(
    ("text", "form", "name"),
    [
        (
            "Defense Secretary Ash Rell wrote first. The defense secretary gave no date.",
            "The defense secretary",
            "Ash Rell",
        ),
        ("Defense Secretary Ash Rell wrote first. The secretary gave no date.", "The secretary", "Ash Rell"),
        (
            "Dora Quill, the former secretary of state, came. The former secretary of state left early.",
            "The former secretary of state",
            "Dora Quill",
        ),
        (
            "President Ivo Kral of Norway came. The Norwegian president left early.",
            "The Norwegian president",
            "Ivo Kral",
        ),
        ("President Ivo Kral of Norway came.", "President Ivo Kral of Norway", "Ivo Kral"),
        ("Former Rep. Dora Quill (I-Vt.) came.", "Former Rep. Dora Quill (I-Vt.)", "Dora Quill"),
        # Without a place it is the president whom the report calls so without one.
        (
            "President Dora Quill met Norwegian President Ivo Kral on Monday. The president left early.",
            "The president",
            "Dora Quill",
        ),
        # One is the subject of the report, the other named in passing.
        (
            "Gov. Dora Quill came on Monday. Quill spoke. Quill left. Quill had learned from Gov. Luis Orr. "
            "Quill was late. Quill’s aides waited.\n\nOn Friday the governor signed the bill.",
            "the governor",
            "Dora Quill",
        ),
        (
            "Dora Quill’s lawyer spoke first. Dora Quill’s lawyer, Luis Orr, gave no date.",
            "Dora Quill’s lawyer",
            "Luis Orr",
        ),
        (
            "The Halden Rifle Association met. The rifle association gave no date.",
            "The rifle association",
            "Halden Rifle Association",
        ),
        ("Norway rejected the offer. The Norwegian government gave no reason.", "The Norwegian government", "Norway"),
    ],
)
def test_a_description_that_only_one_can_bear(text: str, form: str, name: str) -> None:
    assert form in named(text, name).forms, [(entity.name, entity.forms) for entity in entities(text)]


def test_a_former_office_is_not_the_office() -> None:
    text = "Former Sen. Dora Quill spoke first. The senator left at noon."
    assert holder(text, "The senator").name != "Dora Quill"


def test_the_adjective_of_a_country_must_fit() -> None:
    text = "Norwegian President Dora Quill met Chilean President Luis Orr. The Chilean leader left at noon."
    assert holder(text, "The Chilean leader").name == "Luis Orr"


def test_a_person_who_is_only_described_is_not_named() -> None:
    entity = holder("The photographer deleted the picture.", "The photographer")
    assert (entity.named, entity.explanation.rule) == (False, "description-only")


def test_a_party_tag_in_brackets_is_a_part_of_a_form() -> None:
    assert holder("Sen. Dora Quill (I-Vt.) left the hall.", "Sen. Dora Quill (I-Vt.)").name == "Dora Quill"


def test_sex_by_title_and_by_pronoun() -> None:
    text = "Ms. Dora Quill spoke first. Luis Orr said he agreed. Kim Ray left."
    doc = parse(text)
    found = find_entities(report(text), doc)
    sexes = {entity.name: sex_of(doc, entity, found)[0] for entity in found if entity.type == "person"}
    assert sexes == {"Dora Quill": "female", "Luis Orr": "male", "Kim Ray": None}


def test_last_mentions_are_nearest_first() -> None:
    text = "Dora Quill spoke first. Luis Orr agreed. Then the hall was empty."
    order = [entity.name for entity, _ in last_mentions(entities(text), text.index("Then"))]
    assert order[:2] == ["Luis Orr", "Dora Quill"]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Dora Quill",
                "Mr. Orr",
                ", ",
                "the ",
                "a farmer",
                " said ",
                ". ",
                "\n\n",
                "(",
                ")",
                "“",
                "”",
                "U.S.",
                "’s ",
            ]
        ),
        min_size=1,
        max_size=20,
    ).map(lambda parts: "".join(parts).strip())
)
def test_any_jumble_of_names_gives_exact_spans(text: str) -> None:
    if not text or "\n\n\n" in text:
        return
    for entity in find_entities(report(text), parse(text)):
        assert all(text[m.span.start : m.span.end] == m.span.text for m in entity.mentions)
        assert entity.forms[0] == entity.name


def test_the_same_text_gives_the_same_entities() -> None:
    assert entities(HARBOUR) == entities(HARBOUR)


def test_a_name_may_be_the_last_word_of_the_report() -> None:
    text = "Dora Quill left the hall with Luis Orr of Kelso Harbour.\n\nDora"
    assert "Dora" in holder(text, "Dora").forms
