"""Figures: every number of a report that states a quantity or a sum, as an interval with unit and counted thing.

Four steps, each in a file of its own: ``numbers`` reads numerals, ``units`` and ``intervals`` what stands around them,
``numbered`` takes out what counts nothing, ``counted`` and ``ages`` find what is counted. Numbers inside a date
(``dates``) are no figures.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from rashomon.annotate import counted as count
from rashomon.annotate.ages import Age, find_age
from rashomon.annotate.dates import find_dates
from rashomon.annotate.intervals import Quantity, find_quantities, hedge_prepositions
from rashomon.annotate.numbered import is_pronoun_number, is_pronoun_one, no_quantity, one_nouns
from rashomon.annotate.numbers import Word, words
from rashomon.annotate.syntax import token_at
from rashomon.model import Document, Explanation, Figure, Quote

_HYPHENS = ("-", "‑", "–")
_REASONS = {
    "number": "A number stands alone, so the quantity is exact.",
    "interval": "Two numbers give the ends of an interval.",
    "alternatives": "Two numbers stand as alternatives, read as an interval.",
    "approximate": "A word beside the number says that it is approximate.",
    "at-least": "A word beside the number makes it the least value.",
    "at-most": "A word beside the number makes it the greatest value.",
    "vague": "The word names an order of magnitude, which is the least value.",
    "ratio": "Two numbers give a share.",
    "tally": "Two numbers side by side give the two sides of a count.",
}


def find_figures(document: Document, doc: Doc, quotes: tuple[Quote, ...]) -> tuple[Figure, ...]:
    """The figures of ``document`` in the order of the text; ``doc`` is its parse."""
    line = words(document.text)
    dated = [(e.start, e.end) for e in find_dates(document.text) if e.kind not in ("shift", "period", "weekday", "day")]
    starts = [start for start, _ in dated]
    candidates: list[tuple[Quantity, Token]] = []
    for quantity in find_quantities(line):
        first, last = line[quantity.number_first], line[quantity.number_last - 1]
        nearest = bisect_right(starts, last.end - 1) - 1
        number = token_at(doc, last.start)
        if number is not None and not (nearest >= 0 and dated[nearest][1] > first.start):
            candidates.append((quantity, number))
    counting = {number.sent.start for quantity, number in candidates if quantity.unit is None and not _is_one(quantity)}
    out: list[Figure] = []
    age: Age | None = None
    for quantity, number in candidates:
        if _is_one(quantity) and quantity.hedge is None and number.sent.start not in counting:
            # "one aide said": beside no other number, the word is an article.
            continue
        if out and "\n" in document.text[out[-1].span.end : line[quantity.first].start]:
            age = None
        figure, age = _figure(document, doc, line, quantity, number, age)
        if figure is not None:
            out.append(replace(figure, id=f"{document.id}:f{len(out) + 1}"))
    return _voiced(out, quotes)


def _is_one(quantity: Quantity) -> bool:
    """``one``, of which it must be asked whether it counts; so must "one day", but not "one-day" and "one mile"."""
    loose = quantity.unit is None or (quantity.unit in one_nouns() and not quantity.linked)
    return quantity.low == quantity.high == 1 and quantity.kind == "words" and loose


def _voiced(figures: Sequence[Figure], quotes: tuple[Quote, ...]) -> tuple[Figure, ...]:
    """``figures`` with the quotation that each stands in: the shortest, where one stands within another."""
    starts = [figure.number.start for figure in figures]
    holder: dict[int, Quote] = {}
    marked = [quote for quote in quotes if quote.marked]
    for quote in sorted(marked, key=lambda quote: (quote.span.start - quote.span.end, quote.span.start)):
        for i in range(bisect_left(starts, quote.span.start), bisect_left(starts, quote.span.end)):
            if figures[i].number.end <= quote.span.end:
                holder[i] = quote
    return tuple(
        replace(figure, voice="quoted", by=holder[i].id) if i in holder else figure for i, figure in enumerate(figures)
    )


def _figure(
    document: Document, doc: Doc, line: Sequence[Word], quantity: Quantity, number: Token, previous: Age | None
) -> tuple[Figure | None, Age | None]:
    """The figure that ``quantity`` states, or None; and the age that it is, on which an age that follows can build."""
    quantity = _without_preposition(line, quantity, doc)
    block = document.block_at(line[quantity.first].start)
    titled = block is not None and block.role in ("headline", "deck", "heading")
    block_start = block is not None and block.start == line[quantity.first].start
    if no_quantity(line, quantity, titled=titled, block_start=block_start, number=number):
        return None, previous
    age = find_age(line, quantity, doc, number, previous=previous)
    if age is not None:
        return _age_figure(document, line, quantity, age), age
    counted = _counted(doc, line, quantity, number)
    noun = counted.head.lemma_.lower() if counted is not None else None
    if _is_one(quantity) and is_pronoun_one(line, quantity, noun or quantity.unit, number):
        return None, None
    if counted is None and is_pronoun_number(line, quantity):
        return None, None
    return _counting_figure(document, line, quantity, counted, number), None


def _without_preposition(line: Sequence[Word], quantity: Quantity, doc: Doc) -> Quantity:
    """``spoke about two men``: the word before the number is a preposition of what governs it, and no hedge."""
    if quantity.hedge_first is None or quantity.hedge is None:
        return quantity
    prepositions, governors = hedge_prepositions()
    word = line[quantity.hedge_first]
    if quantity.hedge not in prepositions:
        return quantity
    token = token_at(doc, word.start)
    if token is None or token.dep_ not in ("case", "mark"):
        return quantity
    loose = quantity.kind == "words" and quantity.unit is None and quantity.hedge not in ("about", "around", "over")
    if loose or token.head.head.lemma_.lower() in governors:
        low = quantity.low if quantity.low is not None else quantity.high
        high = quantity.high if quantity.high is not None else quantity.low
        first = quantity.hedge_first + 1
        return replace(
            quantity, first=first, low=low, high=high, approximate=False, hedge=None, hedge_first=None, form="number"
        )
    return quantity


def _after(doc: Doc, line: Sequence[Word], quantity: Quantity) -> int:
    """The index of the first token after the quantity, over a joining hyphen."""
    end = line[quantity.last - 1].end
    token = token_at(doc, end - 1)
    if token is None:
        return len(doc)
    index = token.i + 1
    while index < len(doc) and doc[index].text in _HYPHENS and not doc[index - 1].whitespace_:
        index += 1
    return count.over_gap(doc, index)


def _counted(doc: Doc, line: Sequence[Word], quantity: Quantity, number: Token) -> count.Counted | None:
    after = _after(doc, line, quantity)
    breaks = after < len(doc) and doc[after].is_space and "\n" in doc[after].text
    if breaks:
        return None
    if quantity.kind == "occasions":
        return None
    of = count.of_phrase(doc, after)
    if of is not None:
        return of
    if quantity.family == "currency":
        return count.noun_phrase(doc, after) or count.after_preposition(doc, after, ("in", "worth"))
    if quantity.family == "percent":
        return None
    if quantity.family in ("durations", "measures") and not quantity.linked:
        return None
    if quantity.family is None and 1 < after < len(doc) and doc[after - 1].text in _HYPHENS:
        return count.Counted(after, after + 1, doc[after], "noun-after-hyphen")  # "four-term", "225-page"
    return count.noun_phrase(doc, after)


def _end(line: Sequence[Word], quantity: Quantity, counted: count.Counted | None) -> int:
    end = line[quantity.last - 1].end
    return max(end, counted.end) if counted is not None else end


def _age_figure(document: Document, line: Sequence[Word], quantity: Quantity, age: Age) -> Figure:
    details: dict[str, str | int | float] = {"person": age.person.idx} if age.person is not None else {}
    return _build(
        document,
        line,
        quantity,
        start=age.start,
        end=age.end,
        unit=quantity.unit or "year",
        of=f"age of {age.person.text.lower()}" if age.person is not None else "age",
        noun="age",
        explanation=Explanation(rule=age.rule, reason="The number says how old somebody is.", details=details),
    )


def _counting_figure(
    document: Document, line: Sequence[Word], quantity: Quantity, counted: count.Counted | None, number: Token
) -> Figure:
    details: dict[str, str | int | float] = {}
    head = counted.head if counted is not None else number
    owner = count.owner_before(number.doc, _amount_start(line, quantity, number)) if quantity.unit else None
    of = count.phrase(counted) if counted is not None else None
    noun = head.lemma_.lower() if counted is not None else None
    if counted is not None and count.modifiers(counted):
        details["modifiers"] = " ".join(count.modifiers(counted))
    if counted is None and owner is not None:
        noun = owner.lemma_.lower()
        of = owner.text.lower()
    if quantity.form == "tally":
        of, noun = "votes", "vote"
    if counted is None and owner is None and quantity.family in ("durations", "measures"):
        of = f"{quantity.unit}s"
    verb = count.verb_of(head)
    if verb is not None:
        details["verb"] = verb.lemma_.lower()
        for label, token in count.arguments(verb).items():
            if token.i != head.i:
                details[label] = token.lemma_.lower()
    reason = _REASONS[quantity.form]
    rule = f"{quantity.form}-{counted.rule}" if counted is not None else quantity.form
    return _build(
        document,
        line,
        quantity,
        start=line[quantity.first].start,
        end=_end(line, quantity, counted),
        unit=quantity.unit,
        of=of,
        noun=noun,
        explanation=Explanation(rule=rule, reason=reason, details=details),
    )


def _amount_start(line: Sequence[Word], quantity: Quantity, number: Token) -> int:
    """The index of the first token of the amount, with its currency sign, without its hedges."""
    token = token_at(number.doc, line[quantity.number_first].start) or number
    doc, index = number.doc, int(token.i)
    while index and quantity.family == "currency" and not doc[index - 1].whitespace_ and not doc[index - 1].is_space:
        index -= 1
    return index


def _build(
    document: Document,
    line: Sequence[Word],
    quantity: Quantity,
    *,
    start: int,
    end: int,
    unit: str | None,
    of: str | None,
    noun: str | None,
    explanation: Explanation,
) -> Figure:
    return Figure(
        id=f"{document.id}:f0",
        span=document.span(start, end),
        number=document.span(line[quantity.number_first].start, line[quantity.number_last - 1].end),
        low=quantity.low,
        high=quantity.high,
        approximate=quantity.approximate,
        hedge=quantity.hedge,
        unit=unit,
        of=of,
        noun=noun,
        voice="own",
        explanation=explanation,
    )
