"""TEI: valid by the Guidelines' own schema, and each witness's words come back from the apparatus."""

from __future__ import annotations

import lzma
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from lxml import etree
from tests.views.exports.sample import everything, naughty, one_quotation, witnesses

import rashomon
from rashomon.dossier.contract import DossierJSON
from rashomon.views.exports.segments import base_of, segments
from rashomon.views.exports.tei import NAMESPACE, holdable

T = f"{{{NAMESPACE}}}"


@pytest.fixture(scope="session")
def schema() -> etree.RelaxNG:
    """``tei_all`` of TEI P5; it takes some seconds to read."""
    packed = (Path(__file__).parent / "data" / "tei_all.rng.xz").read_bytes()
    return etree.RelaxNG(etree.fromstring(lzma.decompress(packed)))


def tei(dossier: DossierJSON, **options: Any) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(rashomon.export(dossier, "tei", **options), parser)


def printed(quote: etree._Element, witness: str) -> str:
    """What one witness prints: the common text and its own readings."""
    words = quote.text or ""
    for app in quote:
        assert app.tag == f"{T}app"
        readings = [reading for reading in app if f"#{witness}" in (reading.get("wit") or "").split()]
        assert len(readings) == 1, "every witness stands in exactly one reading"
        words += (readings[0].text or "") + (app.tail or "")
    return words


def restored(root: etree._Element, dossier: DossierJSON) -> dict[tuple[str, int, int], str]:
    """Place → words, as the apparatus gives them."""
    found = {}
    for division in root.iter(f"{T}div"):
        quote = next(division.iter(f"{T}quote"))
        for note in division.iter(f"{T}note"):
            if note.get("type") == "place":
                where, _, document = (note.text or "").removeprefix("characters ").partition(" of document ")
                start, end = map(int, where.split("–"))
                words = printed(quote, (note.get("corresp") or "").removeprefix("#"))
                found[document.partition(";")[0], start, end] = words
    return found


def test_the_schema_of_the_guidelines_holds(schema: etree.RelaxNG) -> None:
    empty = everything()
    empty["quotes"], empty["comparison"]["quotes"], empty["names"], empty["figures"] = [], [], [], []
    empty["comparison"]["figures"] = []
    empty["comparison"]["coverage"] = []
    for dossier in (everything(), naughty(), one_quotation("Never."), empty):
        schema.assertValid(tei(dossier))
    schema.assertValid(tei(everything(), finding="qg1"))


def test_the_schema_would_refuse_what_is_wrong(schema: etree.RelaxNG) -> None:
    root = tei(everything())
    next(root.iter(f"{T}lem")).tag = f"{T}lemma"
    assert not schema.validate(root)


def test_a_cut_is_a_reading_without_words() -> None:
    quote = next(tei(everything(), finding="qg1").iter(f"{T}quote"))
    readings = [[(part.get("wit"), part.text) for part in app] for app in quote]
    assert readings == [[("#A", "because nobody paid for the power,"), ("#B", "…")]]
    assert quote.text == "The pumps were switched off "


def test_witnesses_are_the_reports() -> None:
    listed = tei(everything(), finding="qg2").iter(f"{T}witness")
    assert [
        (item.get("{http://www.w3.org/XML/1998/namespace}id"), item.findtext(f"{T}bibl/{T}publisher"))
        for item in listed
    ] == [
        ("A", "Morning Herald"),
        ("B", "The Courier"),
    ]


def test_the_notes_say_who_speaks_in_which_report() -> None:
    notes = [note.text or "" for note in tei(everything(), finding="qg2").iter(f"{T}note")]
    assert any(note.endswith("said by Brightway (statement)") for note in notes)
    assert any(note.endswith("said by Tomas Reyl") for note in notes)
    assert any(note.startswith("Said by Brightway in one report and by Tomas Reyl in the other.") for note in notes)


@pytest.mark.parametrize("dossier", [everything(), naughty()], ids=["everything", "naughty"])
def test_every_quotation_comes_back(dossier: DossierJSON) -> None:
    expected = {(item["doc"], item["start"], item["end"]): holdable(item["text"]) for item in dossier["quotes"]}
    assert restored(tei(dossier), dossier) == expected


# One witness each, so that carriage returns, hidden characters and markup are in it.
XML_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
WORDS = st.lists(st.sampled_from(["the", "pumps", "were", "off", "never", "…", "[old]", ",", "safe."]), min_size=1)


@settings(max_examples=40, deadline=None)
@given(XML_TEXT)
def test_any_text_comes_back(words: str) -> None:
    dossier = one_quotation(words)
    assert list(restored(tei(dossier), dossier).values()) == [holdable(words)]


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS.map(" ".join), min_size=2, max_size=4, unique=True))
def test_any_witnesses_come_back(texts: list[str]) -> None:
    dossier = witnesses(*texts)
    expected = {(item["doc"], item["start"], item["end"]): item["text"] for item in dossier["quotes"]}
    assert restored(tei(dossier), dossier) == expected


@given(st.dictionaries(st.sampled_from("ABCDE"), st.one_of(WORDS.map(" ".join), XML_TEXT), min_size=1))
def test_segments_join_to_each_witness(texts: dict[str, str]) -> None:
    found = segments(texts)
    for witness, text in texts.items():
        assert "".join(segment[witness] for segment in found) == text
    assert segments(dict(reversed(texts.items()))) == found


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["never safe", "never safe"], [["never safe", "never safe"]]),
        (["The tunnel was never safe", "was never"], [["The tunnel ", ""], ["was never", "was never"], [" safe", ""]]),
        (
            ["will not stand idly by", "will never stand by"],
            [["will ", "will "], ["not", "never"], [" stand ", " stand "], ["idly ", ""], ["by", "by"]],
        ),
        (
            ["in Venezuela, now", "in [Venezuela] now"],
            [["in ", "in "], ["", "["], ["Venezuela", "Venezuela"], [",", "]"], [" now", " now"]],
        ),
        (
            ["a fragment of it", "fragment", "it"],
            [["a ", "", ""], ["fragment", "fragment", ""], [" of ", "", ""], ["it", "", "it"]],
        ),
        (["nothing alike", "wholly other"], [["wholly other", "nothing alike"]]),
    ],
)
def test_segments(texts: list[str], expected: list[list[str]]) -> None:
    found = segments(dict(zip("ABC", texts, strict=False)))
    assert [list(segment.values()) for segment in found] in (expected, [row[::-1] for row in expected])


def test_the_base_is_the_longest_witness() -> None:
    assert base_of({"B": "never safe", "A": "never"}) == "B"
    assert base_of({"B": "never", "A": "never"}) == "A"
