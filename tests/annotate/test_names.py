"""How a report names its actors, and with whose voice; every person here is invented."""

from __future__ import annotations

import hashlib

import pytest

from rashomon.annotate.entities import find_entities
from rashomon.annotate.names import find_names
from rashomon.language import parse
from rashomon.model import Block, BlockRole, Document, Explanation, Origin, Quote, Source


def report(text: str, *, first: BlockRole = "body") -> Document:
    blocks, start = [], 0
    for number, paragraph in enumerate(text.split("\n\n")):
        role: BlockRole = first if number == 0 else "body"
        blocks.append(Block(role, start, start + len(paragraph), start, start + len(paragraph)))
        start += len(paragraph) + 2
    sha = hashlib.sha256(text.encode()).hexdigest()
    return Document(sha[:12], Origin("report.txt", None, "text/plain", sha), text, text, tuple(blocks))


def labels(
    text: str, *, first: BlockRole = "body", speaker: str | None = None
) -> list[tuple[str, str, str, str, str | None]]:
    """(entity, label, voice, kind, speaker) of every label; quotations are what stands in curly marks."""
    document, doc = report(text, first=first), parse(text)
    entities = find_entities(document, doc)
    quotes, at = [], 0
    who = next((entity for entity in entities if entity.name == speaker), None)
    while (start := text.find("“", at)) >= 0:
        at = text.index("”", start)
        source = Source(who.name, who.id, who.mentions[0].span) if who else None
        why = Explanation("marks", "stands in marks")
        quotes.append(Quote(f"q{at}", document.span(start + 1, at), "partial", "body", why, speaker=source))
    name = {entity.id: entity.name for entity in entities}
    found = find_names(document, doc, entities, tuple(quotes))
    assert all(text[n.span.start : n.span.end] == n.span.text for n in found)
    return [(name[n.entity], n.span.text, n.voice, n.label, name.get(n.speaker or "")) for n in found]


@pytest.mark.parametrize(
    ("text", "entity", "label", "kind"),
    [
        ("Rep. Dora Quill left.", "Dora Quill", "Rep.", "title"),
        pytest.param(
            "Halden Attorney General Dora Quill left.",
            "Dora Quill",
            "Halden Attorney General",
            "title",
            marks=pytest.mark.xfail(reason="the parser takes the place for a name of its own"),
        ),
        ("Rep. Dora Quill (R-Tenn.) left.", "Dora Quill", "R-Tenn.", "category"),
        ("Rep. Dora Quill, D-Ohio, left.", "Dora Quill", "D-Ohio", "category"),
        ("Senator Dora Quill, Republican of Ohio, left.", "Dora Quill", "Republican of Ohio", "category"),
        ("Celebrity photographer Dora Quill left.", "Dora Quill", "Celebrity photographer", "role"),
        ("Dora Quill, the special envoy for Halden, left.", "Dora Quill", "the special envoy for Halden", "role"),
        ("The board fired its former director, Dora Quill, in May.", "Dora Quill", "its former director", "role"),
        ("The dictator Dora Quill left.", "Dora Quill", "The dictator", "epithet"),
        ("The Quill regime fell after Dora Quill left.", "Dora Quill", "Quill regime", "category"),
        ("Sen. Dora Quill left. The senator was tired.", "Dora Quill", "The senator", "role"),
    ],
)
def test_labels(text: str, entity: str, label: str, kind: str) -> None:
    found = [(who, what, what_kind) for who, what, _, what_kind, _ in labels(text)]
    assert (entity, label, kind) in found


def test_a_bare_name_has_no_label() -> None:
    assert labels("Dora Quill left the hall. Quill was tired.") == []


def test_a_plural_title_is_both_persons() -> None:
    found = labels("Senators Dora Quill and Luis Orr left the hall.")
    assert {(who, label) for who, label, *_ in found} == {("Dora Quill", "Senators"), ("Luis Orr", "Senators")}


def test_headline_and_caption_are_told_by_the_block() -> None:
    assert labels("Gov. Dora Quill resigns\n\nNothing else.", first="headline")[0][2] == "headline"
    assert labels("Gov. Dora Quill at the port.\n\nNothing else.", first="caption")[0][2] == "caption"


def test_a_label_inside_a_quotation_is_the_speakers() -> None:
    found = labels("“We trust Governor Quill,” said Luis Orr. Dora Quill thanked him.", speaker="Luis Orr")
    assert ("Dora Quill", "Governor", "quoted", "title", "Luis Orr") in found


def test_quoted_words_in_the_reporters_sentence_are_quoted() -> None:
    found = labels("Luis Orr said that Dora Quill was a “dangerous demagogue.”", speaker="Luis Orr")
    assert [(who, voice) for who, label, voice, *_ in found if label == "dangerous demagogue"] == [
        ("Dora Quill", "quoted")
    ]


def test_what_speakers_call_themselves() -> None:
    found = labels("“I am a farmer,” Dora Quill said.", speaker="Dora Quill")
    assert ("Dora Quill", "a farmer", "quoted", "role", "Dora Quill") in [
        (who, label, voice, "role", by) for who, label, voice, _, by in found
    ]


def test_denied_labels_are_no_labels() -> None:
    assert labels("“I am not a crook,” Dora Quill said. Dora Quill is not a crook.", speaker="Dora Quill") == []


def test_a_label_is_given_once_with_its_complements() -> None:
    found = [label for _, label, *_ in labels("Dora Quill, a farmer from Kelso who never voted, sued the county.")]
    assert found == ["a farmer from Kelso who never voted"]


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Luis Orr called Dora Quill a crook on Monday.", "quoted"),
        ("Luis Orr described Dora Quill as a crook.", "quoted"),
        ("Dora Quill was named director of the board.", "own"),
        ("Dora Quill became a senator on Monday.", "own"),
    ],
)
def test_what_somebody_calls_another_is_not_the_reports_own_voice(text: str, voice: str) -> None:
    assert [found for who, label, found, *_ in labels(text) if who == "Dora Quill"] == [voice]
