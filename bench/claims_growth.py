"""How the comparison of claims grows with the pile: ``python -m bench.claims_growth --shared …``.

The claims of the stories beside the corpora, taken as one pile; beyond their number, copies under other ids of which
each leaves out some claims, so that a large pile has many facts that many reports tell.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from rashomon import annotate
from rashomon.compare.claims import compare_claims
from rashomon.compare.entities import merge_entities
from rashomon.compare.independence import Independent
from rashomon.model import Annotations, Claim, Failure, Span, Story

SIZES = (31, 62, 125, 250, 500)
LEFT_OUT = 0.3


@dataclass(frozen=True, slots=True)
class Step:
    """Processor seconds of comparing ``claims`` claims of ``reports`` reports, and the groups of several reports."""

    reports: int
    claims: int
    groups: int
    seconds: float

    def __str__(self) -> str:
        share = 1000 * self.seconds / max(1, self.claims)
        return f"{self.claims} claims: {self.seconds:.1f} s, {share:.2f} ms a claim, {self.groups} groups"


def measure(shared: Path, sizes: Sequence[int] = SIZES) -> Iterator[Step]:
    """One step a size."""
    found = annotate(sorted((shared / "data" / "stories").glob("*/*.txt"))[: max(sizes)])
    story = merge_entities([report for report in found if not isinstance(report, Failure)], None)
    random = Random(5)
    for size in sizes:
        reports = list(story.reports[:size])
        while len(reports) < size:
            original = story.reports[len(reports) % len(story.reports)]
            reports.append(_copy(original, f"{len(reports):012d}", random))
        pile = Story(None, tuple(reports), story.entities)
        began = time.process_time()
        groups = compare_claims(pile, (), (), _alone)
        took = time.process_time() - began
        yield Step(size, sum(len(r.claims) for r in reports), sum(len(g.claims) > 1 for g in groups), took)


def _copy(report: Annotations, doc: str, random: Random) -> Annotations:
    """The claims of a report as another's, some left out."""

    def moved(span: Span) -> Span:
        return Span(doc, span.start, span.end, span.text)

    claims = tuple(
        replace(claim, id=f"{doc}:c{number}", span=moved(claim.span), by=())
        for number, claim in enumerate(report.claims)
        if random.random() >= LEFT_OUT
    )
    return Annotations(document=replace(report.document, id=doc), claims=claims)


def _alone(claims: Sequence[Claim]) -> Independent:
    docs = tuple(sorted({claim.span.doc for claim in claims}))
    return Independent(len(docs), docs, "counted apart", tuple(claim.span for claim in claims))


def main() -> None:
    """Print the curve."""
    parser = argparse.ArgumentParser(prog="python -m bench.claims_growth", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    for step in measure(parser.parse_args().shared):
        print(f"{step.reports} reports, {step}", flush=True)


if __name__ == "__main__":
    main()
