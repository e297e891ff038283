"""What is found once for a report and handed on equals what each part would find for itself. Everybody is invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st
from tests.annotate.quoting import report

from rashomon.annotate.cues import find_cues, that_quote
from rashomon.annotate.entities import find_described, find_entities
from rashomon.annotate.names import find_names
from rashomon.annotate.nominals import text_of
from rashomon.annotate.syntax import places_of
from rashomon.language import parse

REPORTS = [
    "Gov. Marta Vidal, a farmer from Halden, spoke on Monday. The governor left with her lawyer, Luis Orr.",
    "The Harbour Board said the mayor, Ana Noll, was late. “I’m a farmer,” Noll said. The board met again.",
    "Sen. Ivo Kral (R-Halden) and Rep. Ana Noll met. The senator called the congresswoman a crook, according to Orr.",
    "A photographer saw the president. President Ivo Kral of Ostmark waved. Vidal's lawyer, Luis Orr, did not.",
]
SENTENCES = [
    "Marta Vidal said that the gate is closed, according to Luis Orr.",
    "Orr made it clear that he believes the warning by Vidal, who fears a flood.",
    "Vidal made the case that the council wants more and voiced doubt that it hopes for less.",
    "The letter from Orr, quoted by Noll as saying nothing, was denied and thought lost.",
    "The council made its remarks public; Noll knows Vidal’s claim that it rained.",
]
TEXT = "Ms. Vidal’s  “gate” —\n\nsaid\u00a0so: 1,250 men, at 7 p.m.  \nOrr left."


@pytest.mark.parametrize("text", REPORTS)
def test_the_descriptions_of_the_actors_serve_for_their_names(text: str) -> None:
    document, doc = report(text), parse(text)
    entities, descriptions = find_described(document, doc)
    assert entities == find_entities(document, doc)
    assert descriptions and {d.key for d in descriptions} <= {entity.id for entity in entities}
    assert find_names(document, doc, entities, (), descriptions) == find_names(document, doc, entities, ())


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(REPORTS + SENTENCES), min_size=1, max_size=4))
def test_they_serve_in_any_report(parts: list[str]) -> None:
    text = " ".join(parts)
    document, doc = report(text), parse(text)
    entities, descriptions = find_described(document, doc)
    assert find_names(document, doc, entities, (), descriptions) == find_names(document, doc, entities, ())


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_cues_that_quote_are_among_those_that_report(sentence: str) -> None:
    doc = parse(sentence)
    own = frozenset(range(len(doc)))
    every = find_cues(list(doc), own, thinking=True)
    assert that_quote(every, own) == find_cues(list(doc), own)


def test_thoughts_do_not_quote() -> None:
    doc = parse("Vidal assumes that the gate is closed.")
    own = frozenset(range(len(doc)))
    every = find_cues(list(doc), own, thinking=True)
    assert [cue.verb.text for cue in every] == ["assumes"]
    assert that_quote(every, own) == []


@given(st.integers(0, 40), st.integers(0, 40))
def test_the_text_of_tokens_is_that_of_their_span(start: int, end: int) -> None:
    doc = parse(TEXT)
    start = min(start, len(doc) - 1)
    assert text_of(doc, start, end) == doc[start:end].text


@pytest.mark.parametrize("kinds", [("NOUN",), ("NOUN", "PROPN"), ("PRON",), ("SPACE",)])
def test_places_of_a_part_of_speech(kinds: tuple[str, ...]) -> None:
    doc = parse(f"{TEXT} He saw her.")
    assert places_of(doc, *kinds) == [token.i for token in doc if token.pos_ in kinds]
    assert places_of(parse(""), *kinds) == []
