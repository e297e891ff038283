"""The dossiers of ``factory`` with what the reports tell: facts, coverage, origins, shared wording, a timeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bench.dossiers import WHY, claim, document, fact, find, with_claims
from tests.views.factory import crowd, hostile, tunnel

from rashomon.model import (
    Annotations,
    Claim,
    Comparison,
    Copy,
    Coverage,
    Document,
    Dossier,
    Explanation,
    OriginLink,
    Published,
    Source,
    Span,
    Story,
    Time,
    TimelineEntry,
)


def documents(dossier: Dossier) -> tuple[Document, Document, Document]:
    """Herald, Courier and the voice of the tunnel, in whatever order the story has them."""
    by_title = {report.document.title or "": report.document for report in dossier.story.reports}
    herald, courier, voice = (
        next(doc for title, doc in by_title.items() if title.startswith(start))
        for start in ("Mayor Says", "Flooded", "‘Never safe’")
    )
    return herald, courier, voice


def told(*, order: Sequence[int] = (0, 1, 2)) -> Dossier:
    """The flooded tunnel: five facts that several reports tell, three that one tells, and all that goes with them."""
    dossier = tunnel(order=order)
    a, b, c = documents(dossier)
    brightway = ("Brightway", "e2", "Brightway said.")
    reyl = ("Tomas Reyl", "e3", "according to Reyl")
    kolb_a = ("Irena Kolb", "e1", "Mayor Irena Kolb")
    filled = claim(a, 1, "The Ostrava Street tunnel filled with water in nine minutes on Wednesday")
    unsafe_a = claim(a, 2, "That tunnel was never safe", by=[kolb_a])
    costs_a = claim(a, 3, "Repairs will cost about $12 million", by=[brightway])
    missing = claim(a, 4, "Two people are still missing")
    pumps_a = claim(a, 5, "The pumps were switched off", by=[kolb_a])
    flooded = claim(b, 1, "the Ostrava Street tunnel flooded", by=[("police", None, "police")])
    costs_b = claim(b, 2, "Repairs will cost $19 million", by=[reyl])
    pumps_b = claim(
        b, 3, "The pumps were switched off", by=[("Irena Kolb", "e1", "Irena Kolb"), ("Tomas Reyl", "e3", "Tomas Reyl")]
    )
    trapped = claim(b, 4, "At least 50 people were trapped", by=[("police", None, "police")])
    caught = claim(c, 1, "Nearly 60 commuters were caught in the drowned tunnel")
    unsafe_c = claim(c, 2, "That tunnel was never safe", by=[("Irena Kolb", "e1", "Kolb")])
    silent = claim(c, 3, "The operator has not said what the repair will cost", modality="denied")
    ran = claim(c, 4, "It ran 14 pumps there")
    claims = {
        a.id: [filled, unsafe_a, costs_a, missing, pumps_a],
        b.id: [flooded, costs_b, pumps_b, trapped],
        c.id: [caught, unsafe_c, silent, ran],
    }
    coverage = [
        *(
            Coverage(doc.id, "claim", ran.id, "present" if doc is c else "absent", why, (ran.span,))
            for doc, why in (
                (a, "not in this report; in 1 of 2 other reports"),
                (b, "not in this report; in 1 of 2 other reports"),
                (c, "in this report only"),
            )
        ),
        Coverage(a.id, "claim", filled.id, "present", "in this report", (filled.span,)),
        Coverage(b.id, "claim", filled.id, "present", "in part: it lacks “in nine minutes”", (flooded.span,)),
        Coverage(c.id, "claim", filled.id, "not-comparable", "published before Wednesday; in 2 others", (filled.span,)),
        Coverage(a.id, "quote", f"{a.id}:q2", "present", "in this report", (find(a, "The pumps were switched off"),)),
        Coverage(
            c.id,
            "quote",
            f"{a.id}:q2",
            "absent",
            "not in this report; in 2 of 2 other reports",
            (find(a, "The pumps were switched off"),),
        ),
    ]
    return with_claims(
        dossier,
        claims,
        replace(
            dossier.comparison,
            claims=(
                fact(
                    "cg1",
                    [filled, flooded, caught],
                    "corroborated",
                    [a.id, "police", c.id],
                    "3 reports, 3 independent origins: nothing in the texts makes two of them one.",
                ),
                fact("cg2", [unsafe_a, unsafe_c], "same-origin", ["e1"], "Both have it from Irena Kolb."),
                fact(
                    "cg3",
                    [costs_a, costs_b],
                    "disputed",
                    ["e2", "e3"],
                    "No value fits both “about $12 million” and “$19 million”.",
                    decided_by="figure",
                ),
                fact("cg4", [pumps_a, pumps_b], "same-origin", [a.id], "Both print the same quotation."),
                fact(
                    "cg5",
                    [trapped, caught],
                    "corroborated",
                    ["police", c.id],
                    "2 reports, 2 independent origins: nothing in the texts makes two of them one.",
                ),
                *(
                    fact(f"cg{number}", [one], "single", [one.span.doc], "told by one report")
                    for number, one in enumerate((missing, silent, ran), start=6)
                ),
            ),
            coverage=(*dossier.comparison.coverage, *coverage),
            origins=(
                OriginLink(b.id, "Dray agency", "credit", (find(b, "police said"),), "agency"),
                OriginLink(a.id, "e1", "quotation", (find(a, "Mayor Irena Kolb"),), "speaker"),
                OriginLink(c.id, "e1", "quotation", (find(c, "Kolb"),), "speaker"),
                OriginLink(
                    b.id, a.id, "same-wording", (find(a, "Ostrava Street tunnel"), find(b, "Ostrava Street tunnel"))
                ),
            ),
            copies=(
                Copy(
                    (a.id, b.id),
                    (
                        (find(a, "The pumps were switched off"), find(b, "The pumps were switched off")),
                        (find(a, "Ostrava Street tunnel"), find(b, "Ostrava Street tunnel")),
                    ),
                    {a.id: 0.12, b.id: 0.004},
                    f"{a.id}→{b.id}",
                    "same wording in one passage",
                    {a.id: 0.03, b.id: 0.0},
                    ("quotation", "writing"),
                    (find(b, "police said"),),
                ),
            ),
            timeline=(
                TimelineEntry("1990/..", ran.id, "text", (ran.span,)),
                TimelineEntry("2021-03-03", filled.id, "text", (filled.span, find(a, "Wednesday"))),
                TimelineEntry("2021-03~", missing.id, "inferred", (missing.span,)),
            ),
        ),
    )


def inferred() -> Dossier:
    """The flooded tunnel, with a date for the undated report that was inferred from another."""
    dossier = told()
    _, _, voice = documents(dossier)
    evidence = (find(voice, "on television"),)
    reason = "it says “on television” of what Morning Herald dates 3 March 2021"
    reports = tuple(
        replace(
            report,
            document=replace(
                report.document, published=Published("2021-03-03?/2021-03-09?", "inferred", evidence, reason)
            ),
        )
        if report.document.id == voice.id
        else report
        for report in dossier.story.reports
    )
    return replace(dossier, story=replace(dossier.story, reports=reports))


def told_by_hostile() -> Dossier:
    """The hostile report and the plain one, with facts, origins, passages and dates that are as hostile."""
    dossier = hostile()
    evil = "<script>window.hacked=1</script>\u202e'\"]]><![CDATA[</svg></title></style>"
    bad, good = (
        next(report.document for report in dossier.story.reports if (report.document.title or "").startswith(start))
        for start in ("</title>", "A bill")
    )
    words = "[bold red]not markup[/] <img src=x onerror=window.hacked=1> {{ 7 * 7 }} {% raw %} <!-- ]]> &lt;"
    source = Source(evil, None, find(bad, "Ana\u200bPaz <b>Ruiz</b>"))
    mine = Claim(f"{bad.id}:c1", find(bad, words), (source,), "denied", Explanation(evil, evil, (evil,)))
    theirs = Claim(f"{good.id}:c1", find(good, "250 soldiers came"), (), "stated", WHY)
    lonely = Claim(f"{bad.id}:c2", find(bad, "javascript:window.hacked=1"), (source,), "hedged", WHY)
    comparison = replace(
        dossier.comparison,
        claims=(
            fact("c'\"><b>", [mine, theirs], "disputed", [evil, good.id], evil, decided_by=evil),
            fact("c2", [lonely], "single", [bad.id], evil),
        ),
        coverage=(
            *dossier.comparison.coverage,
            Coverage(bad.id, "claim", mine.id, "present", f"in part {evil}", (mine.span,)),
            Coverage(good.id, "claim", mine.id, "absent", evil, (mine.span,)),
        ),
        origins=(
            OriginLink(bad.id, evil, "credit", (find(bad, "said"),), evil),
            OriginLink(bad.id, good.id, "same-wording", (find(bad, "250"), find(good, "250")), evil),
        ),
        copies=(
            Copy(
                (bad.id, good.id),
                ((find(bad, "We never paid"), find(good, "We never paid")),),
                {bad.id: 0.5, good.id: 1.0},
                None,
                evil,
            ),
        ),
        timeline=(TimelineEntry(evil, mine.id, "text", (mine.span, find(bad, "أمس"))),),
    )
    return with_claims(dossier, {bad.id: [mine, lonely], good.id: [theirs]}, comparison)


def told_by_crowd(number: int, *, alone: int = 1) -> Dossier:
    """Many reports that tell one fact, all of them dated in their sentence, and ``alone`` facts each of their own."""
    dossier = crowd(number)
    claims: dict[str, list[Claim]] = {}
    for report in dossier.story.reports:
        doc = report.document
        own = [claim(doc, nth + 2, "Water rose", nth=nth) for nth in range(alone)]
        claims[doc.id] = [claim(doc, 1, "That tunnel was never safe"), *own]
    shared = [mine[0] for mine in claims.values()]
    singles = [one for mine in claims.values() for one in mine[1:]]
    docs = list(claims)
    comparison = replace(
        dossier.comparison,
        claims=(
            fact("cg1", shared, "corroborated", docs, "all apart"),
            *(fact(f"s{at}", [one], "single", [one.span.doc], "told by one") for at, one in enumerate(singles)),
        ),
        coverage=(
            *dossier.comparison.coverage,
            *(Coverage(doc, "claim", shared[0].id, "present", "in this report", (one.span,)) for doc, one in
              zip(docs, shared, strict=True)),
        ),
        origins=tuple(OriginLink(doc, "Dray agency", "credit", (claims[doc][0].span,), "agency") for doc in docs),
        copies=tuple(
            Copy((one, other), ((claims[one][0].span, claims[other][0].span),), {one: 0.1, other: 0.1}, None, "alike")
            for at, one in enumerate(docs)
            for other in docs[at + 1 :]
        ),
        timeline=tuple(
            TimelineEntry(f"2021-03-{at % 28 + 1:02}", one.id, "text", (one.span,)) for at, one in enumerate(shared)
        ),
    )  # fmt: skip
    return with_claims(dossier, claims, comparison)


def little(*lines: str) -> Annotations:
    """A report of a headline and some paragraphs, without annotations."""
    return Annotations(document([("headline", lines[0]), *(("body", line) for line in lines[1:])]))


def story_of(reports: Sequence[Annotations], comparison: Comparison) -> Dossier:
    """A dossier of ``reports`` without anything else."""
    return Dossier(Story("A story", tuple(reports)), comparison, (), "0.0", "test 0")


def timed(report: Annotations, words: str, value: str | None) -> Annotations:
    """``report`` with one more time expression."""
    span: Span = find(report.document, words)
    number = len(report.times) + 1
    return replace(report, times=(*report.times, Time(f"{report.document.id}:t{number}", span, value, WHY)))
