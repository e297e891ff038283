"""The scorer of the synthetic edits, on dossiers made by hand. Every report and person here is invented."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from bench.edits.__main__ import described, rows
from bench.edits.edit import Edit, Kind, Place, Source
from bench.edits.measure import Outcome
from bench.edits.scoring import already_differs, beside, false_reports, is_reported
from spacy.tokens import Doc
from spacy.vocab import Vocab

from rashomon.model import (
    Annotations,
    Block,
    Claim,
    ClaimGroup,
    Comparison,
    Difference,
    Document,
    Dossier,
    Explanation,
    Figure,
    FigureGroup,
    FigureVerdict,
    Note,
    Origin,
    Quote,
    QuoteGroup,
    Source as Speaker,
    Span,
    Story,
)

WHY = Explanation("by-hand", "set by hand for this test")
ONE = "The council closed 12 gates on Monday.\n\n“The gate was rotten and old,” Vidal said.\n\nRoe left Sande."
OTHER = "The council closed 30 gates on Monday.\n\n“The gate was rotten and old,” Vidal said.\n\nRoe left Sande."


def document(text: str, id: str) -> Document:
    blocks, start = [], 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block("body", start, start + len(paragraph), start, start + len(paragraph)))
        start += len(paragraph) + 2
    sha = hashlib.sha256(text.encode()).hexdigest()
    return Document(id, Origin(f"{id}.txt", None, "text/plain", sha), text, text, tuple(blocks))


def span(doc: Document, words: str) -> Span:
    start = doc.text.index(words)
    return doc.span(start, start + len(words))


def report(doc: Document) -> Annotations:
    """A report with its first sentence as a claim, its first number as a figure, its quotation."""
    number = next(word for word in doc.text.split() if word.isdigit())
    value = float(number)
    quoted = span(doc, doc.text[doc.text.index("“") + 1 : doc.text.index(",”")])
    name = span(doc, doc.text[doc.text.index("” ") + 2 : doc.text.index(" said")])
    return Annotations(
        doc,
        figures=(
            Figure(
                f"{doc.id}:f1",
                span(doc, f"{number} gates"),
                span(doc, number),
                *(value, value, False, None, None, "gates", "gate", "own", WHY),
            ),
        ),
        quotes=(Quote(f"{doc.id}:q1", quoted, "direct", "body", WHY, speaker=Speaker(name.text, None, name)),),
        claims=(Claim(f"{doc.id}:c1", span(doc, doc.text.split("\n\n")[0][:-1]), (), "stated", WHY),),
    )


def dossier(*docs: Document, **findings: object) -> Dossier:
    comparison = Comparison(**findings)  # type: ignore[arg-type]
    return Dossier(Story("gates", tuple(report(doc) for doc in docs)), comparison, (), "0", "pack")


def edit(kind: Kind, before: str, after: str, text: str = OTHER) -> Edit:
    one, other = document(ONE, "one"), document(text, "other")
    a, b = span(one, before), span(other, after)
    return Edit(kind, "rule", "gates", "one", other, (Place((a.start, a.end), (b.start, b.end)),))


def figures(*docs: Document, verdict: FigureVerdict) -> FigureGroup:
    found = [report(doc).figures[0] for doc in docs]
    ids, spans = tuple(figure.id for figure in found), tuple(figure.span for figure in found)
    return FigureGroup("fg1", "gates", ids, verdict, "why", (), WHY, spans)


def claims(*docs: Document, by: str, verdict: str = "disputed") -> ClaimGroup:
    found = [report(doc).claims[0] for doc in docs]
    return ClaimGroup(
        id="cg1",
        claims=tuple(claim.id for claim in found),
        verdict=verdict,  # type: ignore[arg-type]
        independent_origins=len(docs),
        origins=(),
        reason="why",
        evidence=tuple(claim.span for claim in found),
        explanation=Explanation("by-hand", "set by hand", details={"decided_by": by}),
    )


def quotes(*docs: Document, differs: tuple[Difference, ...], noted: Document | None = None) -> QuoteGroup:
    found = [report(doc).quotes[0] for doc in docs]
    where = report(noted if noted is not None else docs[-1]).quotes[0].span
    notes = tuple(Note(kind, "they differ", (where,)) for kind in differs)
    ids, spans = tuple(quote.id for quote in found), tuple(quote.span for quote in found)
    return QuoteGroup("qg1", ids, differs, notes, WHY, spans)


# --- a change --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("verdict", "right"), [("conflict", True), ("compatible", False), ("agree", False)])
def test_a_changed_figure_is_one_in_conflict(verdict: FigureVerdict, right: bool) -> None:
    one, changed = document(ONE, "one"), edit("figure", "12", "30")
    found = dossier(one, changed.document, figures=(figures(one, changed.document, verdict=verdict),))
    assert is_reported(changed, "one", found) is right


def test_a_conflict_with_a_third_report_is_no_report_of_the_change() -> None:
    one, third, changed = document(ONE, "one"), document(OTHER, "third"), edit("figure", "12", "30")
    group = figures(one, third, verdict="conflict")
    assert not is_reported(changed, "one", dossier(one, third, changed.document, figures=(group,)))


@pytest.mark.parametrize(
    ("kind", "by", "verdict", "right"),
    [
        ("figure", "figure", "disputed", True),
        ("date", "date", "disputed", True),
        ("date", "figure", "disputed", False),
        ("negation", "negation", "corroborated", False),
        ("action", "action", "disputed", True),
        ("place", "place", "disputed", True),
        ("name", "name", "disputed", True),
        ("name", "identifier", "disputed", False),
    ],
)
def test_a_dispute_counts_by_what_decided(kind: Kind, by: str, verdict: str, right: bool) -> None:
    one, changed = document(ONE, "one"), edit(kind, "12", "30")
    found = dossier(one, changed.document, claims=(claims(one, changed.document, by=by, verdict=verdict),))
    assert is_reported(changed, "one", found) is right


def test_a_dispute_elsewhere_is_no_report_of_the_change() -> None:
    one, changed = document(ONE, "one"), edit("place", "Sande", "Sande")
    found = dossier(one, changed.document, claims=(claims(one, changed.document, by="place"),))
    assert not is_reported(changed, "one", found)


def test_claims_that_do_not_say_what_decided_count_for_nothing() -> None:
    one, changed = document(ONE, "one"), edit("date", "Monday", "Monday")
    explained = claims(one, changed.document, by="date")
    bare = replace(explained, explanation=WHY)
    assert is_reported(changed, "one", dossier(one, changed.document, claims=(explained,)))
    assert not is_reported(changed, "one", dossier(one, changed.document, claims=(bare,)))


def test_a_changed_name_may_be_that_of_a_speaker() -> None:
    text = ONE.replace("Vidal", "Novak")
    one, changed = document(ONE, "one"), edit("name", "Vidal", "Novak", text)
    for differs, right in (("speaker", True), ("wording", False)):
        group = quotes(one, changed.document, differs=(differs,))  # type: ignore[arg-type]
        assert is_reported(changed, "one", dossier(one, changed.document, quotes=(group,))) is right


@pytest.mark.parametrize(
    ("kind", "differs", "right"),
    [("cut", "cut", True), ("cut", "wording", False), ("speaker", "speaker", True)],
)
def test_a_changed_quotation(kind: Kind, differs: Difference, right: bool) -> None:
    text = ONE.replace(" and old", "")
    one, changed = document(ONE, "one"), edit(kind, "The gate was rotten and old", "The gate was rotten", text)
    group = quotes(one, changed.document, differs=(differs,))
    assert is_reported(changed, "one", dossier(one, changed.document, quotes=(group,))) is right


def test_a_cut_that_a_third_report_made_is_not_this_one() -> None:
    text = ONE.replace(" and old", "")
    one, third = document(ONE, "one"), document(text, "third")
    changed = edit("cut", "The gate was rotten and old", "The gate was rotten", text)
    group = quotes(one, third, changed.document, differs=("cut",), noted=third)
    assert not is_reported(changed, "one", dossier(one, third, changed.document, quotes=(group,)))


def test_an_empty_run_lies_at_the_edge_of_a_quotation() -> None:
    text = ONE.replace(" and old", "")
    one, other = document(ONE, "one"), document(text, "other")
    at = text.index(",”")
    changed = Edit("cut", "at the end", "gates", "one", other, (Place((at, at + len(" and old")), (at, at)),))
    group = quotes(one, other, differs=("cut",))
    assert is_reported(changed, "one", dossier(one, other, quotes=(group,)))


def test_who_speaks_cannot_change_where_the_reports_differ_already() -> None:
    one, third = document(ONE, "one"), document(ONE.replace("Vidal", "Novak"), "third")
    changed = edit("speaker", "The gate was rotten and old", "The gate was rotten and old")
    before = dossier(one, third, quotes=(quotes(one, third, differs=("speaker",)),))
    assert already_differs(changed, "one", before)
    assert not already_differs(changed, "one", dossier(one, third))
    assert not already_differs(replace(changed, kind="cut"), "one", before)


# --- nothing changed -------------------------------------------------------------------------------------------------


def test_any_report_on_a_copy_alone_is_false() -> None:
    one, copy = document(ONE, "one"), edit("identical copy", "12", "12", ONE)
    clean = dossier(one, copy.document, figures=(figures(one, copy.document, verdict="agree"),))
    assert false_reports(copy, "one", clean, None) == []
    wrong = dossier(one, copy.document, quotes=(quotes(one, copy.document, differs=("channel",)),))
    assert [found.what for found in false_reports(copy, "one", wrong, None)] == ["channel"]


def test_what_the_story_reports_without_the_copy_is_not_the_copys() -> None:
    one, third, copy = document(ONE, "one"), document(OTHER, "third"), edit("identical copy", "12", "12", ONE)
    whole = dossier(one, third, figures=(figures(one, third, verdict="conflict"),))
    joined = figures(one, third, copy.document, verdict="conflict")
    assert false_reports(copy, "one", dossier(one, third, copy.document, figures=(joined,)), whole) == []
    apart = quotes(third, copy.document, differs=("cut",))
    found = false_reports(copy, "one", dossier(one, third, copy.document, figures=(joined,), quotes=(apart,)), whole)
    assert [report.what for report in found] == ["cut"]


def test_a_report_in_another_paragraph_than_the_change_is_beside_it() -> None:
    one, changed = document(ONE, "one"), edit("figure", "12", "30")
    right = figures(one, changed.document, verdict="conflict")
    wrong = quotes(one, changed.document, differs=("cut",))
    found = dossier(one, changed.document, figures=(right,), quotes=(wrong,))
    assert [report.what for report in beside(changed, found)] == ["cut"]
    assert beside(replace(changed, kind="speaker"), found) == []


def test_nothing_is_asked_of_a_copy_but_silence() -> None:
    copy = edit("identical copy", "12", "12", ONE)
    with pytest.raises(ValueError, match="nothing was changed"):
        is_reported(copy, "one", dossier(document(ONE, "one"), copy.document))


# --- the table -------------------------------------------------------------------------------------------------------


def test_rows_count_by_kind_and_leave_out_what_could_not_be_seen() -> None:
    one = document(ONE, "one")
    source = Source("gates", "one", Annotations(one), Doc(Vocab()))
    changed = edit("figure", "12", "30")
    outcomes = [
        Outcome(changed, source, True, True),
        Outcome(changed, source, False, None),
        Outcome(edit("identical copy", "12", "12", ONE), source, True, True),
    ]
    found = rows(outcomes)
    assert [(row.kind, row.alone, row.within, row.beside, row.is_control) for row in found] == [
        ("figure", (1, 2), (1, 1), 0, False),
        ("identical copy", (1, 1), (1, 1), 0, True),
    ]
    text = described(outcomes[1])
    assert "missed: alone" in text
    assert "⟦12⟧" in text
    assert "⟦30⟧" in text
