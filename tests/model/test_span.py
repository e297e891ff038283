"""Spans and documents: text is never changed, and nothing can be built that points nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from rashomon.model import Document, Entity, Explanation, Note, Origin, Span

WHY = Explanation("a-rule", "because")


def document(text: str) -> Document:
    return Document("d1", Origin(None, None, "text/plain", "00"), text, text, ())


@given(st.text(min_size=1), st.data())
def test_a_span_of_a_document_equals_its_slice(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = document(text).span(start, end)
    assert span.text == text[start:end]
    assert span.contains(span)
    assert span.overlaps(span)


@pytest.mark.parametrize(("start", "end", "text"), [(3, 3, ""), (5, 4, "a"), (-1, 2, "abc"), (0, 4, "abc")])
def test_a_span_that_cannot_be_placed_cannot_be_built(start: int, end: int, text: str) -> None:
    with pytest.raises(ValueError, match="span"):
        Span("d1", start, end, text)


def test_spans_of_two_documents_never_overlap() -> None:
    assert not Span("a", 0, 3, "abc").overlaps(Span("b", 0, 3, "abc"))
    assert not Span("a", 0, 3, "abc").contains(Span("b", 0, 3, "abc"))


def test_spans_side_by_side_do_not_overlap() -> None:
    doc = document("Lund denied it.")
    assert not doc.span(0, 4).overlaps(doc.span(4, 5))


def test_no_finding_without_evidence() -> None:
    with pytest.raises(ValueError, match="no evidence"):
        Note("cut", "ends earlier", ())


def test_no_entity_without_a_mention() -> None:
    with pytest.raises(ValueError, match="no mention"):
        Entity("d1:e1", "Hanne Lund", "person", True, ("Lund",), (), WHY)


def test_no_explanation_without_a_rule_or_a_reason() -> None:
    with pytest.raises(ValueError, match="rule"):
        Explanation("", "because")
    with pytest.raises(ValueError, match="reason"):
        Explanation("a-rule", "")
