"""Naming by actor, report and voice."""

from __future__ import annotations

from rashomon.compare.naming import compare_naming
from rashomon.model import (
    Annotations,
    Document,
    Entity,
    Explanation,
    LabelKind,
    Mention,
    Name,
    Origin,
    Story,
    Voice,
)

WHY = Explanation("by-hand", "set by hand")
TEXT = "Dictator Quill left. Governor Quill left. Governor Quill left."


def document(identity: str) -> Document:
    return Document(identity, Origin(None, None, "text/plain", identity), TEXT, TEXT, ())


def label(doc: Document, start: int, text: str, voice: Voice, kind: LabelKind = "title") -> Name:
    return Name(doc.span(start, start + len(text)), "e1", voice, kind, WHY)


def quill(*documents: Document) -> Entity:
    mentions = tuple(Mention(doc.span(9, 14), "name", 9) for doc in documents)
    return Entity("e1", "Quill", "person", True, ("Quill",), mentions, WHY)


def test_own_and_quoted_labels_by_report() -> None:
    one, two = document("a"), document("b")
    names = (label(one, 0, "Dictator", "quoted"), label(one, 21, "Governor", "own"))
    others = (label(two, 21, "Governor", "headline"),)
    rows = compare_naming(
        Story(None, (Annotations(one, names=names), Annotations(two, names=others)), (quill(one, two),))
    )
    assert [(row.entity, row.own, row.quoted) for row in rows] == [
        ("e1", {"a": ("Governor",), "b": ("Governor",)}, {"a": ("Dictator",)})
    ]
    assert [span.text for span in rows[0].evidence] == ["Dictator", "Governor", "Governor"]


def test_a_repeated_caption_counts_once() -> None:
    doc = document("a")
    names = (label(doc, 21, "Governor", "caption"), label(doc, 42, "Governor", "caption"))
    rows = compare_naming(Story(None, (Annotations(doc, names=names),), (quill(doc),)))
    assert rows[0].own == {"a": ("Governor",)}
    assert len(rows[0].evidence) == 1


def test_an_actor_without_labels_has_no_row() -> None:
    doc = document("a")
    assert compare_naming(Story(None, (Annotations(doc),), (quill(doc),))) == ()
