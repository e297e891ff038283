"""Which actors a report does not name."""

from __future__ import annotations

from rashomon.compare.coverage import compare_coverage
from rashomon.model import Annotations, Document, Entity, Explanation, Mention, Origin, Story
from rashomon.model.annotation import MentionKind

WHY = Explanation("by-hand", "set by hand")
TEXT = "Quill left. The governor was tired."
WITHOUT = "Orr stayed. The governor was tired."


def document(identity: str, *notes: str, text: str = TEXT, language: str = "en") -> Document:
    return Document(
        identity, Origin(None, None, "text/plain", identity), text, text, (), language=language, notes=notes
    )


def entity(**kinds: MentionKind) -> Entity:
    """An entity mentioned by name ("Quill") or by description ("The governor") in the documents given."""
    places = {"name": (0, 5), "description": (12, 24), "pronoun": (0, 5)}
    mentions = tuple(Mention(document(doc).span(*places[kind]), kind, places[kind][0]) for doc, kind in kinds.items())
    return Entity("e1", "Quill", "person", True, ("Quill",), mentions, WHY)


def rows(one: Entity, *documents: Document) -> list[tuple[str, str, str]]:
    found = compare_coverage(Story(None, tuple(Annotations(doc) for doc in documents), (one,)))
    return [(row.doc, row.state, row.reason) for row in found]


def test_present_and_absent() -> None:
    assert rows(entity(a="name", b="name"), document("a"), document("b"), document("c", text=WITHOUT)) == [
        ("a", "present", "named in this report"),
        ("b", "present", "named in this report"),
        ("c", "absent", "not in this report; named in 2 of 2 other reports"),
    ]


def test_a_description_is_not_a_name() -> None:
    found = rows(entity(a="name", b="name", c="description"), document("a"), document("b"), document("c", text=WITHOUT))
    assert found[2][1:] == (
        "absent",
        "not named in this report, which says “The governor”; named in 2 of 2 other reports",
    )


def test_an_actor_of_a_minority_of_reports_is_not_missed_elsewhere() -> None:
    documents = [document(identity) for identity in "abcd"]
    assert rows(entity(a="name"), *documents) == []


def test_a_cut_report_cannot_be_compared() -> None:
    found = rows(
        entity(a="name", b="name"), document("a"), document("b"), document("c", "the text looks cut", text=WITHOUT)
    )
    assert found[2][1] == "not-comparable"


def test_one_report_has_nothing_to_be_compared_with() -> None:
    assert rows(entity(a="name"), document("a")) == []


def test_never_accuses() -> None:
    found = rows(entity(a="name", b="name"), document("a"), document("b"), document("c"))
    assert not any("omit" in reason for _, _, reason in found)


def test_a_name_that_stands_in_the_report_is_not_called_absent() -> None:
    found = rows(entity(a="name", b="name"), document("a"), document("b"), document("c"))
    assert found[2] == ("c", "not-comparable", "“Quill” stands in this report; whether it is Quill was not decided")


def test_a_report_in_another_language_cannot_be_compared() -> None:
    found = rows(entity(a="name", b="name"), document("a"), document("b"), document("c", text=WITHOUT, language="de"))
    assert found[2][1] == "not-comparable"
