"""What is exported at all: every kind of finding, in words, with its places; the choice of some of them."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any, get_args

import pytest
from tests.views.exports.sample import everything, naughty, shuffled, spans

import rashomon
from rashomon.errors import DossierError, ExportError, VerificationError
from rashomon.model.finding import ClaimVerdict, CoverageState, OriginBasis
from rashomon.views.exports import FORMATS, SCOPES
from rashomon.views.exports.findings import Finding, select
from rashomon.views.exports.gather import CLAIM_VERDICTS, COVERAGE, ORIGINS, asserted_by, gather, said_by


def told(kind: str) -> list[str]:
    return [finding.says for finding in gather(everything()) if finding.kind == kind]


def by_id(identity: str) -> Finding:
    return next(finding for finding in gather(everything()) if finding.id == identity)


def test_every_scope_of_the_contract_has_findings() -> None:
    assert {finding.scope for finding in gather(everything())} == set(SCOPES)


def test_every_annotation_stands_in_a_finding() -> None:
    for dossier in (everything(), naughty()):
        placed = {
            (place.doc, place.span["start"], place.span["end"], place.span["text"])
            for finding in gather(dossier)
            for place in finding.places
            if place.span
        }
        assert spans(dossier) <= placed


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("same quotation", "in 2 reports: cut"),
        ("same quotation", "in 2 reports: re-attributed, wording"),
        ("quotation", "partial quotation, said by Brightway (statement)"),
        ("quotation", "direct quotation, speaker not decided: a cyclist or Tomas Reyl"),
        ("figures compared", "repairs: conflict"),
        ("figure", "≈ 12,000,000 USD (repairs), in the report’s own voice"),
        ("same claim", "told by more than one report, all from one origin; 1 independent origin (Irena Kolb)"),
        ("same claim", "told by one report only; 1 independent origin (A (Morning Herald))"),
        ("claim", "stated; asserted by Irena Kolb"),
        ("claim", "hedged; asserted by the report itself"),
        ("naming", "how Brightway is called"),
        ("coverage", "Tomas Reyl: not in this report"),
        ("coverage", "the claim “The pumps were switched off”: not in this report"),
        (
            "coverage",
            "the quotation “The pumps were switched off because nobody paid for the power, and everybody in this "
            "building knew it”: not in this report",
        ),
        ("origin", "B (The Courier) quotes Irena Kolb"),
        ("origin", "B (The Courier) has the same wording as A (Morning Herald)"),
        (
            "same wording",
            "A (Morning Herald) and B (The Courier) share wording: 5 % of A (Morning Herald), 6 % of B (The Courier); "
            "direction: A (Morning Herald) → B (The Courier)",
        ),
        ("event", "3 March 2021: The Ostrava Street tunnel filled with water in nine minutes"),
        ("event", "March 2021 (inferred): It ran 14 pumps there"),
        ("date", "4 March 2021"),
        ("date", "date not resolved"),
    ],
)
def test_findings_in_words(kind: str, says: str) -> None:
    assert says in told(kind)


def test_the_places_of_a_compared_figure_tell_members_from_neighbours() -> None:
    places = by_id("fg3").places
    assert [(place.role, place.says) for place in places] == [
        ("place", "2 (people)"),
        ("place", "3 (people)"),
        ("neighbour", "looks alike, is something else: 14 (pumps)"),
    ]


def test_what_a_report_lacks_points_at_the_report_and_at_those_that_have_it() -> None:
    lacking = next(finding for finding in gather(everything()) if finding.says == "Tomas Reyl: not in this report")
    assert [(place.role, place.span["text"] if place.span else None) for place in lacking.places] == [
        ("place", None),
        ("elsewhere", "Tomas Reyl"),
    ]


def test_naming_keeps_the_voices_apart() -> None:
    says = {place.span["text"]: place.says for place in by_id("naming:e2").places if place.span}
    assert says == {
        "the operator": "role, own voice",
        "The operator": "role, own voice",
        "a cartel of plumbers": "epithet, quoted voice",
    }


def test_a_label_without_a_place_is_shown_as_such() -> None:
    dossier: Any = everything()
    dossier["names"] = []
    finding = next(finding for finding in gather(dossier) if finding.id == "naming:e1")
    assert [(place.span, place.says) for place in finding.places] == [
        (None, "“Mayor”, own voice; its place is not recorded"),
        (None, "“embattled mayor”, own voice; its place is not recorded"),
    ]


def test_ids_are_unique_and_the_order_of_the_lists_does_not_matter() -> None:
    ids = [finding.id for finding in gather(everything())]
    assert len(ids) == len(set(ids))
    assert gather(everything()) == gather(shuffled(everything()))


def test_relays_and_chains_of_assertion_are_named() -> None:
    dossier: Any = everything()
    quote, claim = dossier["quotes"][4], dossier["claims"][0]
    quote["via"] = [{"name": "Harbour Radio", "entity": None, "evidence": quote["speaker"]["evidence"]}]
    claim["by"].append({"name": "Harbour Radio", "entity": None})
    assert said_by(quote) == "said by Brightway, via Harbour Radio (statement)"
    assert asserted_by(claim) == "Irena Kolb, as told by Harbour Radio"


def test_who_may_have_spoken_is_named_also_where_one_name_is_left() -> None:
    dossier: Any = everything()
    quote = next(quote for quote in dossier["quotes"] if quote["explanation"]["candidates"])
    quote["explanation"]["candidates"] = ["Tomas Reyl"]
    assert said_by(quote) == "speaker not decided: Tomas Reyl or somebody who is not named"


def test_a_figure_says_for_what_it_holds_and_whose_number_it_is() -> None:
    dossier: Any = everything()
    figure = next(figure for figure in dossier["figures"] if figure["of"] == "repairs")
    place = dict(dossier["quotes"][0]["speaker"]["evidence"], doc=figure["doc"])
    figure["scope"] |= {
        "places": [place],
        "per": "year",
        "sources": [{"name": "the council", "entity": None, "evidence": place}],
    }
    figure["by"] = None
    says = [finding.says for finding in gather(dossier) if finding.id == figure["id"]]
    name = place["text"]
    assert says == [
        f"≈ 12,000,000 USD (repairs; {name}; per year), in the report’s own voice, as told by the council",
    ]
    del figure["scope"]
    assert told("figure")
    assert "≈ 12,000,000 USD (repairs), in the report’s own voice" in [finding.says for finding in gather(dossier)]


def test_a_denial_says_what_it_denies() -> None:
    dossier: Any = everything()
    group = next(group for group in dossier["comparison"]["claims"] if len(group["claims"]) == 2)
    claims = {claim["id"]: claim for claim in dossier["claims"]}
    said, denial = group["claims"]
    group["verdict"] = "disputed"
    group["explanation"] = {
        "rule": "answered",
        "reason": "",
        "candidates": [],
        "details": {"decided_by": "denial", "representative": said, "against": denial, "answers": denial},
    }
    finding = next(finding for finding in gather(dossier) if finding.id == group["id"])
    assert finding.says.startswith("disputed (somebody denies it or puts it aside); ")
    says = {place.span["start"]: place.says for place in finding.places if place.span}
    assert says[claims[denial]["start"]].startswith(f"denies or puts aside “{claims[said]['text']}”; ")
    assert "denies" not in says[claims[said]["start"]]
    del group["explanation"]["details"]["answers"]
    finding = next(finding for finding in gather(dossier) if finding.id == group["id"])
    says = {place.span["start"]: place.says for place in finding.places if place.span}
    assert says[claims[denial]["start"]].startswith("cannot be so together with “")


def test_a_choice_of_findings() -> None:
    found = gather(everything())
    chosen = select(everything(), found, only=["figures", "copies"])
    assert {finding.scope for finding in chosen.findings} == {"figures", "copies"}
    assert not chosen.whole
    one = select(everything(), found, finding="qg2")
    assert [finding.id for finding in one.findings] == ["qg2"]
    assert [report.siglum for report in one.touched()] == ["A", "B"]


@pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: form.name)
def test_ids_may_hold_any_sign_and_two_kinds_may_share_one(form: Any) -> None:
    dossier: Any = everything()
    text = json.dumps(dossier).replace('"qg1"', '"a#b"').replace('"cg1"', '"a#b"').replace('"fg1"', '"qg2"')
    changed = json.loads(text)
    assert [finding.id for finding in gather(changed) if finding.subject == "a#b"] == ["a#b", "a#b#2"]
    for identity in ("a#b", "a#b#2", "qg2#2"):
        scope = next(finding.scope for finding in gather(changed) if finding.id == identity)
        if scope in form.holds:
            assert rashomon.export(changed, form.name, finding=identity)


@pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: form.name)
def test_the_same_dossier_gives_the_same_bytes(form: Any) -> None:
    data = rashomon.export(everything(), form.name)
    assert data == rashomon.export(everything(), form.name)
    assert data == rashomon.export(shuffled(everything()), form.name)
    if form.text:
        data.decode("utf-8")


@pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: form.name)
def test_every_format_takes_a_scope_and_one_finding(form: Any) -> None:
    whole = rashomon.export(everything(), form.name)
    scope = "copies" if "copies" in form.holds else form.holds[0]
    assert len(rashomon.export(everything(), form.name, only=[scope])) < len(whole) or len(form.holds) == 1
    finding = {"quotes": "qg2", "claims": "cg1"}[form.holds[0]]
    assert len(rashomon.export(everything(), form.name, finding=finding)) < len(whole)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"to": "docx"}, "there is no format 'docx'; choose among csv, xlsx"),
        ({"to": "csv", "only": ["quote"]}, "there is no scope 'quote'; choose among quotes, figures"),
        ({"to": "csv", "finding": "qg9"}, "there is no finding 'qg9' in the dossier"),
        ({"to": "csv", "finding": "qg1", "only": ["figures"]}, "there is no finding 'qg1' in figures"),
        ({"to": "tei", "only": ["figures"]}, "tei holds quotes only; choose another format for figures"),
        ({"to": "claimreview", "finding": "qg1"}, "claimreview holds claims only; the finding qg1 is of quotes"),
        ({"to": "tei", "bom": True}, "a byte order mark is for CSV"),
    ],
)
def test_what_cannot_be_written_is_named(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ExportError, match=message.replace("(", r"\(")):
        rashomon.export(everything(), **options)


def test_a_dossier_whose_spans_do_not_verify_is_refused() -> None:
    dossier: Any = everything()
    dossier["quotes"][0]["start"] += 1
    dossier["quotes"][0]["end"] += 1
    with pytest.raises(VerificationError, match="does not agree with its reports"):
        rashomon.export(dossier, "csv")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: data["story"].update(title="\ud83d"), "half of a surrogate pair"),
        (lambda data: data["figures"][0].update(low=float("nan")), "a number that JSON does not know"),
        (lambda data: data["quotes"][0].update(start="1"), "breaks the contract"),
        (lambda data: data.update(format="rashomon-dossier/2"), "not a rashomon-dossier/1"),
    ],
)
def test_what_is_no_dossier_is_refused(change: Any, message: str) -> None:
    dossier: Any = everything()
    change(dossier)
    with pytest.raises(DossierError, match=message):
        rashomon.export(dossier, "csv")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda data: data["documents"].append(data["documents"][0]), "stands 2 times"),
        (lambda data: data["comparison"]["figures"][0].update(id="fg2"), "comparison.figures: the id fg2 stands 2"),
        (
            lambda data: data["comparison"]["coverage"][0].update(doc="nowhere"),
            "document nowhere is not in the dossier",
        ),
        (lambda data: data["quotes"][0].update(start=5, end=5, text=""), "is empty or runs backwards"),
    ],
)
def test_what_leads_nowhere_is_refused(change: Any, problem: str) -> None:
    dossier: Any = everything()
    change(dossier)
    with pytest.raises(VerificationError, match=problem):
        rashomon.export(dossier, "csv")


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("corroborated", "told independently by more than one report; 2 independent origins (Irena Kolb)"),
        ("same-origin", "told by more than one report, all from one origin; 2 independent origins (Irena Kolb)"),
        ("single", "told by one report only; 2 independent origins (Irena Kolb)"),
        ("disputed", "disputed; 2 independent origins (Irena Kolb)"),
    ],
)
def test_verdicts_on_claims_are_plain_words(verdict: str, words: str) -> None:
    dossier: Any = everything()
    dossier["comparison"]["claims"][0].update(verdict=verdict, independent_origins=2)
    assert next(finding.says for finding in gather(dossier) if finding.id == "cg1") == words


@pytest.mark.parametrize(
    ("basis", "words"), [("credit", "credits"), ("same-wording", "has the same wording as"), ("quotation", "quotes")]
)
def test_origins_are_plain_words(basis: str, words: str) -> None:
    dossier: Any = everything()
    dossier["comparison"]["origins"][0]["basis"] = basis
    finding = next(finding for finding in gather(dossier) if finding.scope == "origins")
    assert finding.says == f"B (The Courier) {words} Irena Kolb"
    assert finding.entities == ("e1",)


def test_no_direction_is_said_where_the_text_says_none() -> None:
    dossier: Any = everything()
    dossier["comparison"]["copies"][0]["direction"] = None
    finding = next(finding for finding in gather(dossier) if finding.scope == "copies")
    assert finding.says.endswith("; the text does not say in which direction")
    assert [place.says for place in finding.places] == ["passage 1", "passage 1"]


def test_every_value_of_the_contract_has_its_words() -> None:
    assert set(CLAIM_VERDICTS) == set(get_args(ClaimVerdict))
    assert set(COVERAGE) == set(get_args(CoverageState))
    assert set(ORIGINS) == set(get_args(OriginBasis))


def test_a_passage_says_what_it_is_and_what_gives_the_direction() -> None:
    dossier: Any = everything()
    copy = dossier["comparison"]["copies"][0]
    copy.update(kinds=["quotation"], evidence=[dossier["quotes"][0]["cue"]])
    finding = next(finding for finding in gather(dossier) if finding.scope == "copies")
    assert [place.says for place in finding.places] == [
        *("passage 1, quotation", "passage 1, quotation", "gives the direction"),
    ]


def test_the_words_never_judge() -> None:
    words = " ".join(f"{finding.says} {place.says}" for finding in gather(everything()) for place in finding.places)
    assert not {"omitted", "copied", "true", "false", "lie"} & set(words.casefold().split())


def test_formats_are_imported_when_they_are_asked_for() -> None:
    heavy = ("lxml", "pyarrow", "xlsxwriter", "spacy", "rapidfuzz")
    code = f"import rashomon.views.exports, sys; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
