"""Credit lines: where a report says that it, or something in it, comes from an agency or another outlet.

A photographer's credit is none: who took the picture says nothing about who wrote the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rashomon import lexicon
from rashomon.compare.context import sentence_bounds
from rashomon.compare.media import Media, aliases, alternation, bracketed, is_medium, key_of_agency
from rashomon.model import Annotations, Block, Document, Span, Story

Scope = Literal["report", "part", "sentence"]
_FIRST_BLOCKS = 3
"""Blocks of running text in which a dateline can stand."""
_BYLINE_WORDS = 12


@dataclass(frozen=True, slots=True)
class Credit:
    """``span`` says that ``key`` (see ``rashomon.compare.media``) is an origin.

    ``scope``: of the whole ``report``, of a ``part`` that is not named, or of the ``sentence`` ``reach``. ``rule`` is
    how it was found.
    """

    key: str
    scope: Scope
    rule: str
    span: Span
    reach: Span

    @property
    def doc(self) -> str:
        """The id of the report that gives the credit."""
        return self.span.doc


def find_credits(story: Story, media: Media) -> tuple[Credit, ...]:
    """The credits of all reports, ordered by report and place, each key once a place; an outlet that names
    itself credits nobody."""
    found: list[Credit] = []
    for report in story.reports:
        own = media.outlets.get(report.document.id)
        mine: list[Credit] = []
        for credit in [*_of_report(report), *_in_text(report, media), *_of_statements(report, media)]:
            known = any(other.key == credit.key and other.span.overlaps(credit.span) for other in mine)
            if not known and credit.key != own:
                mine.append(credit)
        found += sorted(mine, key=lambda credit: (credit.span, credit.key))
    return tuple(found)


# --- of the whole report ---------------------------------------------------------------------------------------------


@cache
def _dateline() -> re.Pattern[str]:
    names = alternation(bracketed())
    return re.compile(
        rf"(?P<place>(?:[A-Z0-9][^\s()/]{{0,30}}[ ,]{{0,2}}){{0,8}})(?P<open>[(/])\s?"
        rf"(?P<names>(?:{names})(?:\s?(?:[,/&]|and)\s?(?:{names})){{0,3}})\s?[)/]\s?(?:[-–—:.]|$)"
    )


@cache
def _bracketed_name() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(bracketed())})(?!\w)")


@cache
def _plain_name() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/])(?:{alternation(aliases())})(?![\w/])")


@cache
def _signature() -> re.Pattern[str]:
    """The agency after a dash, in brackets or between slashes at the very end, or alone in the last line."""
    name = rf"(?:{alternation(bracketed())})"
    names = rf"{name}(?:\s?[,/&]\s?{name}){{0,3}}"
    plain = rf"(?:(?<![^\n])|(?<!\w)[-–—©]\s?)(?P<plain>{names})"
    return re.compile(rf"(?:{plain}|\((?P<inside>{names})\)|/(?P<slashed>{names})/)\.?\s*$")


_PICTURE = re.compile(r"(?i)\b(?:photo|photograph|image|picture|video|getty|credit|courtesy)")


def _of_report(report: Annotations) -> Iterator[Credit]:
    doc = report.document
    running = [block for block in doc.blocks if block.role in {"body", "dateline", "list", "quote"}]
    for block in running[:_FIRST_BLOCKS]:
        match = _dateline().match(doc.text, block.start, block.end)
        if match is not None:
            yield from _agencies(doc, match.span("names"), "dateline")
            break
    for block in doc.blocks:
        if _is_byline(doc, block):
            for match in _plain_name().finditer(doc.text, block.start, block.end):
                yield _whole(doc, aliases()[match[0]], "byline", match.start(), match.end())
    if running:
        match = _signature().search(doc.text, max(running[-1].start, running[-1].end - 80), running[-1].end)
        if match is not None:
            yield from _agencies(doc, match.span(match.lastgroup or 0), "signature")


def _is_byline(doc: Document, block: Block) -> bool:
    text = doc.text[block.start : block.end]
    short = len(text.split()) <= _BYLINE_WORDS
    says_by = block.role == "body" and text[:3].casefold() == "by "
    return short and (block.role == "byline" or says_by) and not _PICTURE.search(text)


def _agencies(doc: Document, place: tuple[int, int], rule: str) -> Iterator[Credit]:
    for name in _bracketed_name().finditer(doc.text, *place):
        yield _whole(doc, bracketed()[name[0]], rule, name.start(), name.end())


def _whole(doc: Document, agency: str, rule: str, start: int, end: int) -> Credit:
    return Credit(key_of_agency(agency), "report", rule, doc.span(start, end), doc.span(start, end))


# --- expressions in the text -----------------------------------------------------------------------------------------

_SCOPES: dict[str, tuple[Scope, str]] = {
    "whole": ("report", "republished"),
    "part": ("part", "contribution"),
    "first": ("sentence", "first-reported"),
    "statement": ("sentence", "statement-credit"),
}
# "the Russian news agency TASS", "The Halden Post"; lower-case words only before a noun that says what it is.
_CAPITALS = r"(?:[Tt]he )?[A-Z][\w&’'-]*(?: (?:of the |of |for )?[A-Z][\w&’'-]*){0,5}"
_KIND = r"(?:(?:[\w’'-]+ ){0,3}(?:agency|service|newspaper|daily|magazine|channel|broadcaster|website|outlet) )?"


_REPUBLISHED = re.compile(r"(?:Originally|First) (?:published|appeared)\b")


@cache
def _name() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/])(?:{alternation(aliases())}|{_CAPITALS})(?![\w/])")


@cache
def _expressions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    name = rf"(?:{alternation(aliases())}|{_CAPITALS})"
    # "Reuters and AFP", "AP/Reuters"; a comma alone may begin something else.
    more = rf"(?:(?:, {name}){{0,2}},? and {_KIND}{name}|(?: & |/){name})"
    names = rf"{_KIND}(?P<names>{name}{more}?)(?![\w/])"
    compiled = []
    for kind in _SCOPES:
        for written in lexicon.load("wires")[kind]:
            before, after = written.split("{name}")
            parts = [rf"(?i:{part})" if part else "" for part in (before, after)]
            compiled.append((kind, re.compile(rf"(?<!\w){parts[0]}{names}{parts[1]}")))
    return tuple(compiled)


def _in_text(report: Annotations, media: Media) -> Iterator[Credit]:
    doc = report.document
    bounds = sentence_bounds(doc.text)
    silent = [(quote.span.start, quote.span.end) for quote in report.quotes if quote.marked]
    silent += [(block.start, block.end) for block in doc.blocks if block.role == "caption"]
    people = [m.span for e in report.entities if e.type == "person" for m in e.mentions]
    for kind, expression in _expressions():
        for match in expression.finditer(doc.text):
            if any(start <= match.start() < end for start, end in silent):
                continue
            # “first reported by X” makes X an outlet; “X first reported” may be said of anybody.
            given = kind in {"first", "whole"} and match.start() < match.start("names")
            for number, name in enumerate(_name().finditer(doc.text, *match.span("names"))):
                printed = _without_day(name[0])
                is_person = any(span.start <= name.start() < span.end for span in people)
                if not printed or is_person or not _credited(printed, media, given=given and number == 0):
                    continue
                at = bisect_right(bounds[:-1], name.start()) - 1
                sentence = _stripped(doc, *bounds[at : at + 2])
                span = _evidence(doc, match, name.start(), name.start() + len(printed))
                scope, rule = _SCOPES[kind]
                if kind == "first" and match.start() <= sentence.start + 1 and _REPUBLISHED.match(match[0]):
                    scope, rule = _SCOPES["whole"]
                yield Credit(media.named(printed), scope, rule, span, sentence)


def _evidence(doc: Document, match: re.Match[str], start: int, end: int) -> Span:
    """The name with the words of the expression before and after it."""
    before, after = match.start() < match.start("names"), match.end("names") < match.end()
    return doc.span(match.start() if before else start, match.end() if after else end)


def _without_day(printed: str) -> str:
    """``Reuters Monday`` → ``Reuters``."""
    calendar = lexicon.load("calendar")
    words = printed.split()
    while words and words[-1].casefold() in {*calendar["weekdays"], *calendar["months"]}:
        words.pop()
    return " ".join(words).rstrip("’'") if words else ""


def _credited(printed: str, media: Media, *, given: bool) -> bool:
    """An agency or a medium; where the expression says by itself that it speaks of one, any name with a capital."""
    key = media.named(printed)
    known = key.startswith("agency:") or key in media.outlets.values() or is_medium(printed)
    return known or (given and printed[0].isupper() and printed.casefold() not in _PRONOUNS)


_PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i", "this", "that", "who", "which", "the"})


def _stripped(doc: Document, start: int, end: int) -> Span:
    while end > start + 1 and doc.text[end - 1].isspace():
        end -= 1
    return doc.span(start, end)


# --- of statements, as the annotations have them ---------------------------------------------------------------------


def _of_statements(report: Annotations, media: Media) -> Iterator[Credit]:
    """Speakers and relays that are agencies or outlets."""
    for quote in report.quotes:
        for source in [*([quote.speaker] if quote.speaker is not None else []), *quote.via]:
            key = media.source(source)
            if key is not None and key.partition(":")[0] in {"agency", "outlet"}:
                yield Credit(key, "sentence", "relay", source.evidence, quote.span)
