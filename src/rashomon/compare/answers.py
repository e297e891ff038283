"""Who contradicts whom: the claims that a denial or a dismissal answers.

What is answered is found by what the report says of it, never by likeness alone: whose words they are ("Roe's
concerns"), that they accuse the one who denies ("the allegations"), or that they stand right before ("that claim").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from rashomon import lexicon
from rashomon.compare.context import sentence_bounds, stem
from rashomon.compare.quotes import innermost_quote
from rashomon.compare.wording import wording
from rashomon.model import Answer, Claim, Quote, Story

NEAR = 3
"""Sentences before the answer in which "that claim" is looked for."""
POINTING = frozenset({"that", "this", "these", "those", "such"})
"""Determiners that take up what was said right before; "the" may take up what stands farther away."""
_MAIN = frozenset({"clause-root", "clause-ccomp"})
OPEN = frozenset({"claim", "matter", "this", "before"})
"""Kinds of statement that any words can make."""


class Answers:
    """For the rows of ``claims``, which of them answers which."""

    def __init__(self, story: Story, claims: Sequence[Claim]) -> None:
        self._claims = claims
        self._quotes = {report.document.id: report.quotes for report in story.reports}
        self._bounds = {report.document.id: sentence_bounds(report.document.text) for report in story.reports}
        self._rows: dict[str, list[int]] = {}
        for row, claim in enumerate(claims):
            self._rows.setdefault(claim.span.doc, []).append(row)
        self._kinds = [self._kind(claim) for claim in claims]
        self._of_kind: dict[str, list[int]] = {}
        for row, kind in enumerate(self._kinds):
            self._of_kind.setdefault(kind, []).append(row)

    def items(self) -> Iterator[tuple[int, list[int]]]:
        """Each row that answers something with the rows that it may answer, at most one of each report."""
        for row, claim in enumerate(self._claims):
            if claim.answers is not None and claim.modality == "stated":
                yield row, list(self._answered(claim, claim.answers))

    def _answered(self, claim: Claim, answer: Answer) -> Iterator[int]:
        found: dict[str, int] = {}
        if rows := self._right_before(claim, answer):
            found[claim.span.doc] = self._fullest(rows)
        if answer.kind not in OPEN:
            meant: dict[str, list[int]] = {}
            for row in self._of_kind.get(answer.kind, ()):
                if self._is_meant(self._claims[row], claim, answer):
                    meant.setdefault(self._claims[row].span.doc, []).append(row)
            # Of another report the first is the main one: news begins with it.
            found = {doc: rows[0] for doc, rows in meant.items()} | found
        yield from (found[doc] for doc in sorted(found))

    def _right_before(self, claim: Claim, answer: Answer) -> list[int]:
        """What is answered of the sentences that stand before the answer in its own report."""
        before = [row for row in self._before(claim) if self._is_of(self._claims[row], claim)]
        if answer.kind == "before":
            last = [row for row in before if self._claims[row].span.start >= self._begin(claim, 1)]
            return [row for row in last if self._claims[row].explanation.rule in _MAIN] or last
        if answer.whose is not None:
            said = [row for row in before if _says(self._claims[row], answer)]
        elif answer.kind == "this" or (answer.kind != "matter" and answer.determiner in {"the", *POINTING}):
            said = [row for row in before if self._claims[row].by]
        else:
            return []
        fitting = [row for row in said if self._kinds[row] == answer.kind]
        sure = answer.whose is not None or answer.kind in OPEN or answer.determiner in POINTING
        return fitting or (said if sure else [])

    def _before(self, claim: Claim) -> list[int]:
        """The rows of the same report that end before the predicate of ``claim``, up to ``NEAR`` sentences away."""
        head = int(claim.explanation.details["head"])
        first = self._begin(claim, NEAR)
        return [
            row
            for row in self._rows[claim.span.doc]
            if first <= self._claims[row].span.start and self._claims[row].span.end <= head
        ]

    def _begin(self, claim: Claim, sentences: int) -> int:
        """Where the sentence begins that stands so many before the one of ``claim``."""
        bounds = self._bounds[claim.span.doc]
        return bounds[max(0, bisect_left(bounds, claim.span.start + 1) - 1 - sentences)]

    @staticmethod
    def _is_of(other: Claim, claim: Claim) -> bool:
        """Whether ``other`` can be what ``claim`` answers: a statement, and not one by whom it is answered."""
        if other.modality not in {"stated", "hedged"} or other.answers is not None or other.id == claim.id:
            return False
        details = other.explanation.details
        saying = {source.entity for source in other.by[:1]}
        if not other.by and not details.get("passive"):
            saying = set(other.subjects)
        return other.explanation.rule != "clause-acl" and not saying & set(claim.subjects)

    def _is_meant(self, other: Claim, claim: Claim, answer: Answer) -> bool:
        """Whether a statement of the kind that is answered is by its holder, or against who answers."""
        if not self._is_of(other, claim) or not _is_about(other, answer):
            return False
        if answer.whose is not None:
            return _says(other, answer)
        details = other.explanation.details
        accused = other.subjects if details.get("passive") else other.actors
        against = bool(set(accused) & set(claim.subjects))
        return answer.kind == "accusation" and against and not details["negated"]

    def _kind(self, claim: Claim) -> str:
        """What the words that report the claim, or else its own predicate, call it."""
        quote = self._said(claim)
        words = quote.cue.text if quote is not None and quote.cue is not None else ""
        kinds = [_kind_of()[stem(word)] for word in wording(words).forms if stem(word) in _kind_of()]
        return kinds[0] if kinds else _kind_of().get(stem(str(claim.explanation.details["action"])), "")

    def _said(self, claim: Claim) -> Quote | None:
        return innermost_quote(claim, self._quotes[claim.span.doc])

    def _fullest(self, rows: Sequence[int]) -> int:
        """Of the statement that stands last among ``rows`` the claim with the most words."""
        last = self._said(self._claims[rows[-1]])
        together = [row for row in rows if last is not None and self._said(self._claims[row]) == last] or [rows[-1]]
        return max(together, key=self._words)

    def _words(self, row: int) -> tuple[int, int]:
        return len(self._claims[row].meaning.words), -row


def _is_about(claim: Claim, answer: Answer) -> bool:
    """Whether the claim names what the answered words are about, where they say it."""
    words = {stem(word) for word in answer.about}
    return not words or bool(words & {stem(word) for word in claim.meaning.words})


def _says(claim: Claim, answer: Answer) -> bool:
    """Whether the claim is by the holder of what is answered, by the entity or else by the word."""
    if answer.holder is not None:
        if not claim.by:
            return answer.kind not in OPEN and answer.holder in claim.subjects
        return claim.by[0].entity == answer.holder
    words = {stem(form) for form in wording(claim.by[0].name).forms} if claim.by else set()
    return stem(answer.whose or "") in words


@cache
def _kind_of() -> Mapping[str, str]:
    """The stem of a verb or noun → the kind of statement that it makes."""
    kinds: Mapping[str, Mapping[str, Sequence[str]]] = lexicon.load("answers")["kinds"]
    return {
        stem(word): kind
        for kind, words in kinds.items()
        for word in (*words["verbs"], *words["nouns"])
        if kind not in OPEN
    }
