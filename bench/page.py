"""The page of a big story in Chromium: its size, how soon it can be read, how long a jump takes, whether search finds.

``python -m bench.page`` makes a hundred invented reports with three thousand quotations, half of them shared in several
versions, and two thousand facts, a third of them told by five reports and a quarter of those with a number; it opens
the page from a file, as it comes and with the grid of facts chosen. Nothing of it is text that anybody wrote.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from rashomon.model import (
    BLOCK_SEPARATOR,
    Annotations,
    Block,
    Claim,
    ClaimGroup,
    Comparison,
    Coverage,
    Difference,
    Document,
    Dossier,
    Entity,
    Explanation,
    Figure,
    FigureGroup,
    Mention,
    Name,
    Naming,
    Note,
    Origin,
    Outlet,
    Published,
    Quote,
    QuoteGroup,
    Source,
    Span,
    Story,
)
from rashomon.model.finding import ClaimVerdict
from rashomon.views.html import to_html

REPORTS = 100
QUOTATIONS = 3_000
FACTS = 2_000
WITNESSES = 5
SHARED = 0.5
_SYLLABLES = "ka lo mer ti sun do ra vel ni pa os kre lin ba go hul".split()  # noqa: SIM905
_WHY = Explanation("invented", "made for a measurement")


@dataclass(frozen=True, slots=True)
class Measured:
    """Megabytes of the file; seconds in which it was written, and until it could be read, also with the grid of facts
    in place of their list; seconds of a jump to a mark,
    the median and the slowest, and of going to the next finding; whether the browser's own search found words of the
    last report's end."""

    megabytes: float
    render: float
    opens: float
    grid: float
    jump: float
    slowest: float
    key: float
    found: bool


def story(*, reports: int = REPORTS, quotations: int = QUOTATIONS, facts: int = 0, seed: int = 7) -> Dossier:
    """A dossier of invented words: the same for the same numbers. A third of ``facts`` are told by several reports."""
    chance = random.Random(seed)
    lexicon = sorted({"".join(chance.choices(_SYLLABLES, k=chance.randint(1, 3))) for _ in range(900)})

    def words(number: int) -> list[str]:
        return chance.choices(lexicon, k=number)

    whole = [words(chance.randint(8, 40)) for _ in range(round(quotations * SHARED / WITNESSES))]
    placed: list[list[tuple[str, int | None]]] = [[] for _ in range(reports)]
    for number, said in enumerate(whole):
        for place in sorted(chance.sample(range(reports), WITNESSES)):
            placed[place].append((" ".join(_edited(said, chance)), number))
    for turn in range(quotations - WITNESSES * len(whole)):
        placed[turn % reports].append((" ".join(words(chance.randint(6, 30))), None))
    sentences: list[list[tuple[str, int]]] = [[] for _ in range(reports)]
    for number in range(facts):
        told = " ".join(words(chance.randint(6, 14))).capitalize()
        if number % 12 == 0:
            told = f"{chance.randint(2, 90)} boats {told}"
        tellers = chance.sample(range(reports), WITNESSES) if number % 3 == 0 else [number % reports]
        for place in sorted(tellers):
            sentences[place].append((told, number))
    made = [
        _report(number, held, mine, words, chance)
        for number, (held, mine) in enumerate(zip(placed, sentences, strict=True))
    ]
    groups: dict[int, list[Quote]] = {}
    for report, held in zip(made, placed, strict=True):
        for quote, (_, group) in zip(report.quotes, held, strict=True):
            if group is not None:
                groups.setdefault(group, []).append(quote)
    labels = tuple(name for report in made for name in report.names)
    mentions = tuple(Mention(name.span, "name", name.span.start) for name in labels)
    actor = Entity("e1", "Ada Merkalo", "person", True, ("Ada Merkalo",), mentions, _WHY)
    claims: dict[int, list[Claim]] = {}
    for report, mine in zip(made, sentences, strict=True):
        for claim, (_, number) in zip(report.claims, mine, strict=True):
            claims.setdefault(number, []).append(claim)
    figures = {(figure.span.doc, figure.span.start): figure for report in made for figure in report.figures}
    comparison = Comparison(
        quotes=tuple(_group(number, quotes) for number, quotes in sorted(groups.items())),
        claims=tuple(_fact(number, mine) for number, mine in sorted(claims.items())),
        figures=tuple(
            _counted(number, [figures[claim.span.doc, claim.span.start] for claim in mine])
            for number, mine in sorted(claims.items())
            if number % 12 == 0
        ),
        coverage=tuple(
            Coverage(report.document.id, "claim", claims[number][0].id, "absent", "not in this report", (span,))
            for number in range(0, min(facts, 150), 3)
            for span in (claims[number][0].span,)
            for report in made
            if report.document.id not in {claim.span.doc for claim in claims[number]}
        ),
        naming=(Naming("e1", {}, {}, (labels[0].span,)),),
    )
    return Dossier(Story("An invented story", tuple(made), (actor,)), comparison, (), "0", "none")


def _edited(said: list[str], chance: random.Random) -> list[str]:
    """A version of the words: whole, cut at an end, or with a word changed."""
    form = chance.random()
    if form < 0.4:
        return said
    if form < 0.7:
        return said[: max(5, len(said) - chance.randint(1, 10))]
    place = chance.randrange(len(said))
    return [*said[:place], chance.choice(_SYLLABLES), *said[place + 1 :]]


def _report(
    number: int,
    held: Sequence[tuple[str, int | None]],
    told: Sequence[tuple[str, int]],
    words: Callable[[int], list[str]],
    chance: random.Random,
) -> Annotations:
    text = f"Report {number} of an invented story"
    blocks = [Block("headline", 0, len(text), 0, len(text))]
    places: list[tuple[int, int]] = []
    labels: list[tuple[int, int]] = []
    for said, _ in held:
        text += BLOCK_SEPARATOR
        start = len(text)
        text += " ".join(words(chance.randint(10, 40))).capitalize() + ". “"
        places.append((len(text), len(text) + len(said)))
        text += f"{said},” said "
        labels.append((len(text), len(text) + 11))
        text += "Ada Merkalo."
        blocks.append(Block("body", start, len(text), start, len(text)))
    claimed: list[tuple[int, int]] = []
    for sentence, _ in told:
        text += BLOCK_SEPARATOR
        start = len(text)
        text += f"{sentence}."
        claimed.append((start, len(text) - 1))
        blocks.append(Block("body", start, len(text), start, len(text)))
    digest = hashlib.sha256(text.encode()).hexdigest()
    doc = Document(
        id=digest[:12],
        origin=Origin(f"pile/{number}.txt", None, "text/plain", digest),
        text=text,
        page=text,
        blocks=tuple(blocks),
        outlet=Outlet(f"Outlet {number}", "user"),
        title=text.split(BLOCK_SEPARATOR)[0],
    )
    doc = replace(doc, published=Published(f"2024-05-{1 + number % 28:02}", "user"))
    quotes = tuple(
        Quote(
            id=f"{doc.id}:q{place + 1}",
            span=doc.span(*span),
            kind="direct",
            block="body",
            explanation=_WHY,
            speaker=Source("Ada Merkalo", "e1", doc.span(*label)),
        )
        for place, (span, label) in enumerate(zip(places, labels, strict=True))
    )
    names = tuple(Name(doc.span(*label), "e1", "own", "role", _WHY) for label in labels)
    claims = tuple(
        Claim(f"{doc.id}:c{place}", doc.span(*span), (), "stated", _WHY) for place, span in enumerate(claimed)
    )
    counted = [claim.span for claim in claims if claim.span.text[0].isdigit()]
    figures = tuple(_figure(doc, place, span) for place, span in enumerate(counted))
    return Annotations(doc, quotes=quotes, figures=figures, names=names, claims=claims)


def _figure(doc: Document, place: int, told: Span) -> Figure:
    """The number that a sentence begins with."""
    number = told.text.split()[0]
    span = doc.span(told.start, told.start + len(f"{number} boats"))
    value = float(number)
    return Figure(
        id=f"{doc.id}:f{place}",
        span=span,
        number=doc.span(told.start, told.start + len(number)),
        low=value,
        high=value,
        approximate=False,
        hedge=None,
        unit=None,
        of="boats",
        noun="boat",
        voice="own",
        explanation=_WHY,
    )


def _fact(number: int, claims: Sequence[Claim]) -> ClaimGroup:
    origins = tuple(claim.span.doc for claim in claims)
    verdict: ClaimVerdict = "single" if len(claims) == 1 else "disputed" if number % 60 == 0 else "corroborated"
    spans = tuple(claim.span for claim in claims)
    why = f"{len(claims)} reports"
    return ClaimGroup(f"cg{number}", tuple(c.id for c in claims), verdict, len(origins), origins, why, _WHY, spans)


def _counted(number: int, figures: Sequence[Figure]) -> FigureGroup:
    spans = tuple(figure.span for figure in figures)
    return FigureGroup(f"fg{number}", "boats", tuple(f.id for f in figures), "agree", "one value", (), _WHY, spans)


def _group(number: int, quotes: list[Quote]) -> QuoteGroup:
    longest = max(quotes, key=lambda quote: len(quote.span.text))
    differs: tuple[Difference, ...] = ("cut",) if len({quote.span.text for quote in quotes}) > 1 else ()
    lost = Span(longest.span.doc, longest.span.start, longest.span.start + 4, longest.span.text[:4])
    notes = (Note("cut", "cut at the end", (lost, quotes[0].span)),) if differs else ()
    return QuoteGroup(f"qg{number}", tuple(q.id for q in quotes), differs, notes, _WHY, tuple(q.span for q in quotes))


def measure(dossier: Dossier) -> Measured:
    """Writes the page, opens it in Chromium, jumps to marks all over it, and searches as a reader does."""
    chromium = shutil.which("chromium")
    if chromium is None:
        message = "Chromium is not installed; install the package chromium"
        raise SystemExit(message)
    began = time.perf_counter()
    page_text = to_html(dossier)
    rendered = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "page.html"
        file.write_text(page_text, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.goto("about:blank")
        began = time.perf_counter()
        page.goto(file.as_uri())
        page.screenshot()
        opens = time.perf_counter() - began
        page.goto("about:blank")
        began = time.perf_counter()
        page.goto(f"{file.as_uri()}#facts&facts=grid")
        page.screenshot()
        grid = time.perf_counter() - began
        page.goto("about:blank")
        page.goto(file.as_uri())
        page.screenshot()
        quotes = [quote for report in dossier.story.reports for quote in report.quotes]
        chance = random.Random(1)
        jumps = [_jump(page, quote.span) for quote in chance.sample(quotes, 30)]
        keys = sorted(_press(page, "j") for _ in range(20))
        last = dossier.story.reports[-1].document.text[-60:]
        found = bool(page.evaluate("text => window.find(text, false, false, true)", last.split("“")[-1][:30]))
        browser.close()
    return Measured(
        len(page_text.encode()) / 1e6, rendered, opens, grid, median(jumps), max(jumps), median(keys), found
    )


def _jump(page: Page, span: Span) -> float:
    """Seconds until the characters of ``span`` are painted after its link is followed."""
    anchor = f"s-{span.doc}-{span.start}-{span.end}"
    seconds: float = page.evaluate(
        "async anchor => { const began = performance.now(); location.hash = anchor;"
        "await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));"
        "return (performance.now() - began) / 1000; }",
        anchor,
    )
    page.wait_for_timeout(60)
    box = page.locator(f"[id='{anchor}']").bounding_box()
    if box is None or not 0 <= box["y"] <= 900:
        message = f"the jump to {anchor} did not bring it into view"
        raise SystemExit(message)
    return seconds


def _press(page: Page, key: str) -> float:
    """Seconds until the page is painted after ``key``."""
    seconds: float = page.evaluate(
        "async key => { const began = performance.now();"
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));"
        "await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));"
        "return (performance.now() - began) / 1000; }",
        key,
    )
    return seconds


def main() -> None:
    """Measure and print, without facts and with them."""
    for dossier in (story(), story(facts=FACTS)):
        got = measure(dossier)
        number = sum(len(report.quotes) for report in dossier.story.reports)
        told = sum(group.verdict != "single" for group in dossier.comparison.claims)
        print(
            f"{len(dossier.story.reports)} reports, {number} quotations, {len(dossier.comparison.quotes)} shared, "
            f"{len(dossier.comparison.claims)} facts, {told} told by several"
        )
        print(f"file {got.megabytes:.1f} MB, written in {got.render:.1f} s")
        print(
            f"opens in {got.opens:.2f} s, as a grid in {got.grid:.2f} s; "
            f"jump {got.jump * 1000:.0f} ms, slowest {got.slowest * 1000:.0f} ms; "
            f"key j {got.key * 1000:.0f} ms; the browser's search finds: {got.found}"
        )


if __name__ == "__main__":
    main()
