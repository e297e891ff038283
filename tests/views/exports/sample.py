"""Dossiers to export, as the contract's objects: the flooded tunnel with findings of every kind, and a hostile one."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

from bench.dossiers import WHY, Reporter, document, entity, find, shared
from tests.views.factory import hostile, tunnel

from rashomon.dossier import checked, dossier_json
from rashomon.dossier.contract import DossierJSON
from rashomon.model import (
    Claim,
    ClaimGroup,
    Comparison,
    Copy,
    Coverage,
    Document,
    Dossier,
    Figure,
    Name,
    Origin,
    OriginLink,
    Outlet,
    Quote,
    Source,
    Story,
    TimelineEntry,
)

ADDRESS = "https://herald.example/2021/tunnel-flood"

FORMULAS = ("=HYPERLINK(A1)", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1")


def everything() -> DossierJSON:
    """The flooded tunnel with claims, copies, origins and a timeline; the Morning Herald has a web address."""
    dossier = tunnel()
    a, b, c = (report.document for report in dossier.story.reports)
    pumps = _claim(a, "The pumps were switched off", 1, by=(Source("Irena Kolb", "e1", find(a, "Mayor Irena Kolb")),))
    same = _claim(b, "The pumps were switched off", 1, by=(Source("Irena Kolb", "e1", find(b, "Irena Kolb")),))
    flood = _claim(a, "The Ostrava Street tunnel filled with water in nine minutes", 2)
    ran = replace(_claim(c, "It ran 14 pumps there", 1), modality="hedged")
    claims = {a.id: (pumps, flood), b.id: (same,), c.id: (ran,)}
    reports = [replace(report, claims=claims[report.document.id]) for report in dossier.story.reports]
    reports[0] = replace(reports[0], document=replace(a, origin=replace(a.origin, url=ADDRESS)))
    comparison = replace(
        dossier.comparison,
        claims=(
            ClaimGroup(
                "cg1", (pumps.id, same.id), "same-origin", 1, ("e1",), "Both quote the mayor.", WHY, (pumps.span,)
            ),
            ClaimGroup("cg2", (flood.id,), "single", 1, (a.id,), "No other report has it.", WHY, (flood.span,)),
        ),
        coverage=(
            *dossier.comparison.coverage,
            Coverage(c.id, "claim", pumps.id, "absent", "not in this report", (pumps.span, same.span)),
            Coverage(c.id, "quote", f"{a.id}:q2", "absent", "not in this report", (find(a, "The pumps"),)),
        ),
        origins=(
            OriginLink(b.id, "e1", "quotation", (find(b, "embattled mayor Irena Kolb said"),)),
            OriginLink(b.id, a.id, "same-wording", (same.span, pumps.span)),
        ),
        copies=(
            Copy(
                (a.id, b.id),
                ((find(a, "The pumps were switched off"), find(b, "The pumps were switched off")),),
                {a.id: 0.05, b.id: 0.061},
                f"{a.id}→{b.id}",
                "The same words in the same order.",
            ),
        ),
        timeline=(
            TimelineEntry("2021-03-03", flood.id, "text", (find(a, "Wednesday"),)),
            TimelineEntry("2021-03", ran.id, "inferred", (ran.span,)),
        ),
    )
    story = replace(dossier.story, reports=tuple(reports))
    return checked(dossier_json(replace(dossier, story=story, comparison=comparison)))


def _claim(doc: Document, words: str, number: int, by: tuple[Source, ...] = ()) -> Claim:
    return Claim(f"{doc.id}:c{number}", find(doc, words), by, "stated", WHY)


def naughty() -> DossierJSON:
    """The hostile report of the views' tests, beside one whose headline, outlet, author, quotation and name are
    formulas, and that holds what XML cannot hold."""
    lines: Any = [
        ("headline", "=cmd|' /C calc'!A0"),
        ("body", "👩\u200d🚒 “=1+1 \x00\ufffe\x0b </script>&amp; ]]> \\textbf{x} | a_b” said @Ida Holm."),
        *(("body", f"{formula} {number} boats") for number, formula in enumerate(FORMULAS, 1)),
    ]
    odd = Reporter(document(lines, outlet="+Outlet"))
    address = _at(odd.doc.origin, "javascript:alert(1)")
    odd.doc = replace(odd.doc, authors=("-Ann and Bo", "Smith, J. {x}"), origin=address)
    odd.quote("=1+1 \x00\ufffe\x0b </script>&amp; ]]> \\textbf{x} | a_b", speaker=("@Ida Holm", "e2", "@Ida Holm"))
    for number, formula in enumerate(FORMULAS, 1):
        odd.figure(f"{formula} {number} boats", str(number), number, number, formula)
        odd.name(formula, "e2", label="epithet")
    plain = Reporter(document([("body", "“1+1 a_b,” said Ida Holm.")], outlet="=Other"))
    plain.doc = replace(plain.doc, origin=_at(plain.doc.origin, "http://[broken"))
    plain.quote("1+1 a_b", speaker=("Ida Holm", "e2", "Ida Holm"))
    bad = hostile()
    names = [find(odd.doc, "@Ida Holm"), find(plain.doc, "Ida Holm")]
    return checked(
        dossier_json(
            replace(
                bad,
                story=Story(
                    "=Story\x00",
                    (*bad.story.reports, odd.annotations(), plain.annotations()),
                    (*bad.story.entities, entity("e2", "@Ida Holm", "person", names)),
                ),
                comparison=replace(
                    bad.comparison,
                    quotes=(*bad.comparison.quotes, shared("=qg", [odd.quotes[0], plain.quotes[0]], ["wording"])),
                ),
            )
        )
    )


def _at(origin: Origin, url: str) -> Origin:
    return replace(origin, url=url)


def one_quotation(words: str, *, before: str = "", after: str = "", title: str = "A title") -> DossierJSON:
    """A dossier of one report whose only finding is ``words``, wherever they stand in its text."""
    doc = document([("headline", title), ("body", f"{before}{words}{after}")], outlet="Outlet")
    start = len(title) + 2 + len(before)
    return _dossier(doc, Quote(f"{doc.id}:q1", doc.span(start, start + len(words)), "direct", "body", WHY))


def witnesses(*texts: str) -> DossierJSON:
    """A dossier of one report for each of ``texts``, which all print one quotation in these words."""
    docs = [
        replace(document([("headline", f"Report {number}"), ("body", text)]), outlet=Outlet(f"Outlet {number}", "user"))
        for number, text in enumerate(texts)
    ]
    quotes = [
        Quote(f"{doc.id}:q1", doc.span(len(doc.text) - len(text), len(doc.text)), "direct", "body", WHY)
        for doc, text in zip(docs, texts, strict=True)
    ]
    reports = []
    for doc, quote in zip(docs, quotes, strict=True):
        reporter = Reporter(doc)
        reporter.quotes.append(quote)
        reports.append(reporter.annotations())
    dossier = Dossier(Story("Story", tuple(reports)), Comparison(quotes=(shared("qg1", quotes, []),)), (), "0", "0")
    return checked(dossier_json(dossier))


def _dossier(doc: Document, *found: Quote | Figure | Name) -> DossierJSON:
    reporter = Reporter(doc)
    reporter.quotes += [item for item in found if isinstance(item, Quote)]
    return checked(dossier_json(Dossier(Story("Story", (reporter.annotations(),)), Comparison(), (), "0", "0")))


def spans(dossier: DossierJSON) -> set[tuple[str, int, int, str]]:
    """The place and words of every annotation of the dossier."""
    kinds = ("quotes", "figures", "claims", "names", "times")
    data: Any = dossier
    return {(item["doc"], item["start"], item["end"], item["text"]) for kind in kinds for item in data[kind]}


def shuffled(dossier: DossierJSON) -> DossierJSON:
    """The same dossier with its lists of documents and annotations the other way round."""
    data: Any = copy.deepcopy(json.loads(json.dumps(dossier)))
    for kind in ("documents", "quotes", "figures", "claims", "names", "times"):
        data[kind].reverse()
    return checked(data)
