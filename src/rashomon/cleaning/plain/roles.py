"""Decides line by line what a text dump's line is. Each decision names its rule.

The order: phrases that only junk has; the report's core (its run of paragraphs); the headline above it; what stands
around and after it. Boosted trees (``line_model.json``, written by ``training/main_text``) say how much a line looks
like a report's. A line of running text inside the core is kept unless a phrase speaks against it: to lose a sentence of
the report is worse than to keep a piece of junk.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.cleaning.junk import Junk, ends_report
from rashomon.cleaning.plain.bylines import dateline, is_credit, is_person_name, read_byline
from rashomon.cleaning.plain.features import describe, junk_of
from rashomon.cleaning.plain.habits import Habits
from rashomon.cleaning.plain.lines import Line, repeated
from rashomon.cleaning.trees import load_trees
from rashomon.model import BlockRole, RemovalReason

_LEAST, _BY_LENGTH = -2.0, 0.6
_UNLIKELY = -1.25
_BYLINES = 6
"""Lines below the headline among which a bare name is the author's."""
_CAPTION = 5
"""Words from which a line that stands twice is taken for a caption and its copy."""
_QUOTED = re.compile(r"^[“\"'‘].{10,}[”\"'’]$", re.DOTALL)
_BIO = re.compile(
    r"^(?:follow [A-Z]|reach (?:him|her|them|[A-Z])|contact (?:him|her|[A-Z])|e-?mail (?:him|her|[A-Z])"
    r"|[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){1,3},? (?:is|was|covers|writes|reports|contributed)\b.{0,200}"
    r"(?:reporter|correspondent|writer|editor|journalist|columnist|producer|contributor|covers|author of|Twitter"
    r"|fellow at))",
    re.IGNORECASE,
)
_CREDITS = re.compile(
    r"^\((?:reporting|additional reporting|editing|writing|compiled|with (?:files|inputs?))\b", re.IGNORECASE
)
_LIST = re.compile(r"^(?:[•▪◦‣*–—-]|\d{1,2}[.)])\s+\S")


@dataclass(slots=True)
class Labelled:
    """A line with its label: a role, or a reason to remove it. ``why`` names the rule that decided."""

    line: Line
    role: BlockRole | None = None
    reason: RemovalReason | None = None
    why: str = ""
    score: float = 0.0
    phrase: Junk | None = field(default=None, compare=False)

    def keep(self, role: BlockRole, why: str) -> None:
        """Label as part of the report."""
        self.role, self.reason, self.why = role, None, why

    def remove(self, reason: RemovalReason, why: str) -> None:
        """Label as no part of the report."""
        self.role, self.reason, self.why = None, reason, why

    @property
    def margin(self) -> float:
        """The trees' log-odds that the line is the report's, above what a line of its length needs.

        A short line that is wrongly kept costs a reader less than a long one, a lost one costs as much.
        """
        return self.score - _LEAST - _BY_LENGTH * (math.log(len(self.line.text)) - 4)

    @property
    def decided(self) -> bool:
        """True once a rule has labelled the line."""
        return self.role is not None or self.reason is not None


def label(lines: Sequence[Line], habits: Habits) -> list[Labelled]:
    """Every line with its role or the reason to remove it."""
    model = load_trees("rashomon.cleaning.plain", "line_model.json")
    phrases = junk_of(lines)
    scores = model.scores(describe(lines, phrases))
    rows = [
        Labelled(line, score=score, phrase=phrase) for line, score, phrase in zip(lines, scores, phrases, strict=True)
    ]
    _by_phrase(rows, habits)
    first, last = _core(rows)
    if first is None or last is None:
        return _without_core(rows)
    first, headline = _headline_and_start(rows, first, last)
    _head(rows, first, headline)
    _tail(rows, first, last)
    _middle(rows, first, last)
    for row in rows:
        if not row.decided:
            row.remove("other", "outside-the-core")
    return rows


def _by_phrase(rows: list[Labelled], habits: Habits) -> None:
    for row in rows:
        if row.phrase is not None and (row.phrase.kind != "inside" or not _speaks(row.line)):
            row.remove(row.phrase.reason, f"phrase-{row.phrase.kind}")
        elif habits.is_boilerplate(row.line.text):
            row.remove("other", "same-line-in-other-reports")


def _speaks(line: Line) -> bool:
    """True for a paragraph of somebody's quoted words: people do talk of donations and newsletters."""
    return _QUOTED.match(line.text) is not None or (
        line.is_sentence and re.search(r"[“\"].{15,}[”\"]", line.text) is not None
    )


def _core(rows: list[Labelled]) -> tuple[int | None, int | None]:
    """First and last paragraph of the report: the run of running text with the greatest weight.

    A run is broken by a line that ends reports, and by a stretch of short lines; weight is counted in words (the
    maximum subsequence of Pasternack & Roth 2009, with a line for a token).
    """
    best: tuple[float, int, int] | None = None
    start, weight = 0, 0.0
    for index, row in enumerate(rows):
        if row.line.is_prose and row.reason is None and row.margin > _UNLIKELY and not is_credit(row.line.text):
            if weight <= 0:
                start, weight = index, 0.0
            weight += min(len(row.line.words), 80)
            if best is None or weight > best[0]:
                best = (weight, start, index)
        else:
            cost = 60.0 if ends_report(row.line.text) else 5.0 if row.reason is not None else 8.0
            if not row.decided and (is_credit(row.line.text) or row.line.ends_sentence or len(row.line.words) >= 12):
                cost = 2.0
            weight -= cost
    return (best[1], best[2]) if best else (None, None)


def _without_core(rows: list[Labelled]) -> list[Labelled]:
    """A dump without one paragraph: short notes. What no phrase speaks against is kept."""
    headline_found = False
    for row in rows:
        if row.decided:
            continue
        if not headline_found and row.line.is_title_like:
            row.keep("headline", "first-title-like-line")
            headline_found = True
        else:
            row.keep("body", "short-report")
    return rows


def _headline_and_start(rows: list[Labelled], first: int, last: int) -> tuple[int, int | None]:
    """Where the report's paragraphs begin, and its headline's index (None if there is none).

    Captions and taglines above the headline are sentences too and look like the first paragraphs: a title-like line
    shortly after the start of the core, with the weight of the text below it, moves the start.
    """
    above = _headline(rows, first)
    total = sum(len(row.line.words) for row in rows[first : last + 1])
    passed = 0
    for index in range(first, min(first + 6, last)):
        line = rows[index].line
        if (
            above is None
            and not rows[index].decided
            and _may_be_headline(line)
            and len(line.words) >= 5
            and passed <= 0.2 * total
            and _share(rows, index, index + 1) >= 0.3
        ):
            paragraphs = (i for i in range(index + 1, last) if rows[i].line.is_prose and len(rows[i].line.words) >= 20)
            return next(paragraphs, last), index
        passed += len(line.words)
    opening = rows[first].line
    if above is None and first == 0 < last and len(opening.words) <= 25 and not dateline(opening.text):
        following = next(row.line for row in rows[1:] if row.line.is_prose)
        # A headline that is a sentence or a question ("But Will It Last?") stands alone above longer paragraphs.
        if opening.text.endswith("?") or len(following.words) >= 2 * len(opening.words):
            return 1, 0
    return first, above


def _may_be_headline(line: Line) -> bool:
    text = line.text
    return line.is_title_like and not (is_credit(text) or read_byline(text) or is_person_name(text) or line.is_sentence)


def _share(rows: list[Labelled], index: int, below: int) -> float:
    """The share of a line's longer words that the paragraphs from ``below`` on hold too."""
    vocabulary = {word for row in rows[below : below + 14] for word in row.line.words if len(word) > 3}
    words = [word for word in rows[index].line.words if len(word) > 3]
    return sum(word in vocabulary for word in words) / (len(words) or 1)


def _headline(rows: list[Labelled], first: int) -> int | None:
    """The title-like line above the core that shares most words with it. None if there is none.

    Of title-like lines that follow one another the first is the headline, the others are decks.
    """
    best: tuple[float, int] | None = None
    for index in range(first):
        line = rows[index].line
        if rows[index].decided or not _may_be_headline(line):
            continue
        share = _share(rows, index, first)
        score = share + 0.05 * min(len(line.words), 10)
        if best is None or score > best[0] + 0.2:
            best = (score, index)
    if best is None:
        return None
    index = best[1]
    while (
        index
        and not rows[index - 1].decided
        and _may_be_headline(rows[index - 1].line)
        and _share(rows, index - 1, first) >= 0.3
    ):
        index -= 1
    return index


def _head(rows: list[Labelled], first: int, headline: int | None) -> None:
    counts = repeated([row.line for row in rows])
    seen: set[str] = set()
    for index, row in enumerate(rows[:first]):
        text = row.line.text
        again = _caption_again(rows, index)
        if index == headline:
            row.keep("headline", "shares-words-with-the-text")
        elif row.decided:
            pass
        elif again is not None or (text in seen and len(row.line.words) >= _CAPTION):
            row.remove("repeated-caption", "stands-twice")
        elif is_credit(text):
            row.keep("caption", "picture-credit")
        elif read_byline(text) or (
            is_person_name(text) and headline is not None and headline < index <= headline + _BYLINES
        ):
            row.keep("byline", "author-line")
        elif (
            headline is not None
            and index > headline
            and (row.line.is_title_like or row.line.ends_sentence or row.line.is_prose)
        ):
            close = sum(not other.decided or other.role is not None for other in rows[headline + 1 : index]) <= 2
            if close and len(row.line.words) >= 4 and counts[text] == 1:
                row.keep("deck", "below-the-headline")
            elif close and row.line.is_prose:
                row.keep("body", "paragraph-below-the-headline")
            elif row.line.ends_sentence and len(row.line.words) >= 5 and row.margin > _UNLIKELY / 2:
                row.keep("body", "sentence-below-the-headline")
        if not row.decided and row.margin > 0:
            row.keep("body" if row.line.ends_sentence else "list", "like-a-report")
        seen.add(text)


def _caption_again(rows: list[Labelled], index: int) -> int | None:
    """A near line that begins with this line and goes on (with the credit): the same caption a second time."""
    text = rows[index].line.text
    if len(rows[index].line.words) < _CAPTION:
        return None
    for other in range(max(0, index - 3), min(len(rows), index + 4)):
        if other != index and rows[other].line.text.startswith(text) and len(rows[other].line.text) > len(text):
            return other
    return None


def _tail(rows: list[Labelled], first: int, last: int) -> None:
    """What follows the report: the last short lines that still belong to it, then everything else goes."""
    end, closed = _end_of_report(rows, first, last)
    for row in rows[last + 1 : end]:
        row.keep("body", "agency-credits" if _CREDITS.match(row.line.text) else "last-sentence")
    reason: RemovalReason = "other"
    teaser_until = end
    for index, row in enumerate(rows[end:], start=end):
        if row.phrase is not None:
            reason = row.phrase.reason
        text = row.line.text
        if not row.decided and (index < teaser_until or _is_teaser(rows, index)):
            teaser_until = max(teaser_until, index + 3)
            row.remove("related", "teaser")
        if row.decided:
            continue
        if _CREDITS.match(text) and reason == "other":
            row.keep("body", "agency-credits")
        elif _BIO.match(text) and row.line.ends_sentence:
            row.remove("share" if text.lower().startswith("follow") else "other", "about-the-author")
        elif not closed and row.margin > 0:
            row.keep("body" if row.line.ends_sentence else "list", "like-a-report")
        else:
            row.remove(_tail_reason(row, reason), "after-the-report")


def _end_of_report(rows: list[Labelled], first: int, last: int) -> tuple[int, bool]:
    """Index after the report's last line, and whether something closed the report there.

    A page's closing sections may hold sentences (donation appeals, teasers): the report ends at the first line that
    ends reports, if most of the running text stands before it; teasers (a title, a sentence or two, an author) in a row
    end it as well.
    """
    total = sum(len(row.line.words) for row in rows[first : last + 1] if row.line.is_prose) or 1
    before = 0
    for index in range(first, last + 1):
        row = rows[index]
        closing = ends_report(row.line.text) or (
            row.phrase is not None and row.phrase.kind == "inside" and row.reason in ("donation", "licence", "comments")
        )
        closing = closing and _words_like_a_report(rows[index:]) < 0.35 * total
        begins_appeal = row.reason in ("donation", "comments", "licence") and _closing_run(rows, index)
        if before / total >= 0.5 and (closing or begins_appeal or _teaser(rows, index)):
            return index, True
        if row.line.is_prose:
            before += len(row.line.words)
    end = last + 1
    while end < len(rows) and not rows[end].decided and _belongs(rows[end].line):
        end += 1
    return end, False


def _words_like_a_report(rows: Sequence[Labelled]) -> int:
    return sum(len(row.line.words) for row in rows if row.line.is_prose and row.reason is None and row.margin > 1)


def _closing_run(rows: list[Labelled], index: int) -> bool:
    """True where most of the next lines are junk by their phrases, or the line opens a letter to the readers."""
    following = rows[index : index + 12]
    return sum(row.reason is not None for row in following) >= max(2, len(following) // 3)


def _is_teaser(rows: list[Labelled], index: int) -> bool:
    """True for a title that is followed by a sentence and an author line."""
    if index + 2 >= len(rows):
        return False
    if rows[index + 1].margin > 1:
        return False
    title, text, author = (row.line for row in rows[index : index + 3])
    named = read_byline(author.text) or is_person_name(author.text.rstrip(" ·|")) or "staff" in author.words
    return bool(not title.ends_sentence and title.is_title_like and text.ends_sentence and named)


def _teaser(rows: list[Labelled], index: int) -> bool:
    """True where teasers of other stories begin: title, sentence, author line, and the same again."""
    marks = 0
    while _is_teaser(rows, index + 3 * marks):
        marks += 1
    return marks >= 2 or (marks == 1 and index + 3 >= len(rows) - 2)


def _belongs(line: Line) -> bool:
    """A line right after the core that reads like the report: a short sentence, a quotation, an agency's credits."""
    if _CREDITS.match(line.text):
        return True
    return line.ends_sentence and len(line.words) >= 4 and not _BIO.match(line.text) and not is_credit(line.text)


def _tail_reason(row: Labelled, inherited: RemovalReason) -> RemovalReason:
    if inherited in ("related", "comments", "donation", "newsletter", "poll"):
        return inherited
    return "related" if row.line.is_title_like and not row.line.ends_sentence else "other"


def _middle(rows: list[Labelled], first: int, last: int) -> None:
    for index in range(first, last + 1):
        row = rows[index]
        text, line = row.line.text, row.line
        if row.decided:
            continue
        inserted = _inserted(rows, index)
        if _caption_again(rows, index) is not None:
            row.remove("repeated-caption", "stands-twice")
        elif inserted is not None:
            row.remove(inserted, "between-pieces-of-junk")
        elif is_credit(text) and len(line.words) <= 60 and not _speaks(line):
            row.keep("caption", "picture-credit")
        elif index == last and _BIO.match(text):
            row.remove("other", "about-the-author")
        elif index == first and dateline(text):
            row.keep("body", "wire-dateline")
        elif row.margin < (2 * _UNLIKELY if line.is_prose else _UNLIKELY):
            row.remove("other", "unlike-a-report")
        elif line.is_prose or line.ends_sentence:
            row.keep("body", "running-text")
        elif _LIST.match(text):
            row.keep("list", "list-mark")
        elif read_byline(text):
            row.keep("byline", "author-line")
        elif _stands_alone(rows, index):
            row.keep("heading" if line.is_title_like or len(line.words) < 4 else "body", "between-paragraphs")
        else:
            row.keep("body", "inside-the-core")


def _inserted(rows: list[Labelled], index: int) -> RemovalReason | None:
    """The reason of the junk that a short line stands amid (the answers of a poll), with no paragraph in between."""
    if len(rows[index].line.words) > 14:
        return None
    before = next((row for row in reversed(rows[:index]) if row.phrase is not None or row.line.is_prose), None)
    after = next((row for row in rows[index + 1 :] if row.phrase is not None or row.line.is_prose), None)
    if before is None or after is None or before.reason is None or after.reason is None:
        return None
    return before.reason if before.reason in ("poll", "newsletter", "donation", "related", "advert", "share") else None


def _stands_alone(rows: list[Labelled], index: int) -> bool:
    """A short line between two paragraphs: a crosshead."""
    line = rows[index].line
    return len(line.words) <= 14 and not line.ends_sentence and not line.text.endswith((":", ","))
