"""Figures: every number of a report that states a quantity or a sum, as an interval with unit and counted thing.

Each step has a file of its own: ``numbers`` reads numerals, ``units`` and ``intervals`` what stands around them,
``numbered`` takes out what counts nothing, ``counted``, ``levels`` and ``ages`` find what is counted, ``parts`` of how
many it is a part, ``scopes`` for which place and time it holds, ``givers`` whose number it is. Numbers inside a date
(``dates``) are no figures.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from rashomon.annotate import counted as count, levels
from rashomon.annotate.ages import Age, find_age
from rashomon.annotate.dates import find_dates
from rashomon.annotate.givers import with_givers
from rashomon.annotate.intervals import Quantity, find_quantities, hedge_prepositions
from rashomon.annotate.levels import level_words
from rashomon.annotate.numbered import is_pronoun_number, is_pronoun_one, no_quantity, one_nouns
from rashomon.annotate.numbers import Word, words
from rashomon.annotate.parts import with_nouns_before, with_wholes
from rashomon.annotate.scopes import Core, Setting, rate_adverbs, rate_base
from rashomon.annotate.syntax import governing_verb, token_at
from rashomon.annotate.units import money_verbs, sign_before
from rashomon.model import Aspect, Document, Entity, Explanation, Figure, Quote, Time

_FEW_WON = 1000
"""Sums in won are larger; of fewer, "won" is a verb."""
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


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure with the tokens that it stands on and what its neighbouring words say of it."""

    figure: Figure
    core: Core
    per: str | None = None
    aspect: Aspect = "value"


def find_figures(
    document: Document,
    doc: Doc,
    quotes: tuple[Quote, ...],
    times: tuple[Time, ...] = (),
    entities: Sequence[Entity] = (),
) -> tuple[Figure, ...]:
    """The figures of ``document`` in the order of the text; ``doc`` is its parse, ``times`` its time expressions."""
    line = words(document.text)
    dated = [(e.start, e.end) for e in find_dates(document.text) if e.kind not in ("shift", "period", "weekday", "day")]
    starts = [start for start, _ in dated]
    candidates: list[tuple[Quantity, Token]] = []
    for quantity in find_quantities(line):
        first, last = line[quantity.number_first], line[quantity.number_last - 1]
        nearest = bisect_right(starts, last.end - 1) - 1
        number = token_at(doc, last.start)
        if number is not None and not (nearest >= 0 and dated[nearest][1] > first.start):
            candidates.append((_with_unit(line, quantity, number), number))
    counting = {number.sent.start for quantity, number in candidates if quantity.unit is None and not _is_one(quantity)}
    out: list[_Found] = []
    age: Age | None = None
    behind = 0
    for quantity, number in candidates:
        if number.i < behind:
            continue  # "12 deaths per 100,000 residents": the base of a rate is no figure of its own
        if _is_one(quantity) and quantity.hedge is None and number.sent.start not in counting:
            # "one aide said": beside no other number, the word is an article.
            continue
        if out and "\n" in document.text[out[-1].figure.span.end : line[quantity.first].start]:
            age = None
        found, age = _figure(document, doc, line, quantity, number, age)
        if found is not None:
            behind = found.core.after if any(char.isdigit() for char in found.per or "") else behind
            out.append(replace(found, figure=replace(found.figure, id=f"{document.id}:f{len(out) + 1}")))
    cores = [one.core for one in out]
    figures = with_wholes(with_nouns_before([one.figure for one in out], cores, [one.aspect for one in out]), cores)
    figures = _scoped(figures, out, Setting.of(document, doc, times))
    return with_givers(document, doc, _voiced(figures, quotes), cores, quotes, entities)


def _scoped(figures: Sequence[Figure], found: Sequence[_Found], setting: Setting) -> list[Figure]:
    """``figures`` with place and time, and with what was found beside each of them. An age holds nowhere else."""
    scopes = setting.scopes([one.core for one in found])
    return [
        figure
        if figure.noun == "age"
        else replace(
            figure,
            scope=replace(
                scope,
                per=one.per,
                out_of=figure.scope.out_of,
                aspect="whole" if figure.scope.aspect == "whole" else one.aspect,
            ),
        )
        for figure, one, scope in zip(figures, found, scopes, strict=True)
    ]


def _with_unit(line: Sequence[Word], quantity: Quantity, number: Token) -> Quantity:
    """``quantity`` with its unit settled by the parse: "pounds" that are paid are money, and "won" may be a verb."""
    if quantity.unit == "pound":
        verb = governing_verb(number)
        about = {
            verb.lemma_.lower() if verb is not None else "",
            line[quantity.first - 1].lower if quantity.first else "",
        }
        weighs = quantity.last < len(line) and line[quantity.last].lower == "of"
        if not weighs and about & money_verbs():
            return replace(quantity, unit="GBP", family="currency")
    if quantity.unit == "KRW" and line[quantity.last - 1].lower == "won":
        token = token_at(number.doc, line[quantity.last - 1].start)
        if token is None or token.pos_ != "VERB":
            return quantity
        if any(child.dep_ == "obj" for child in token.children) or (quantity.low or 0) < _FEW_WON:
            return replace(quantity, last=quantity.last - 1, unit=None, family=None)
    return quantity


def _is_one(quantity: Quantity) -> bool:
    """``one``, of which it must be asked whether it counts; so must "one day", but not "one-day" and "one mile"."""
    loose = quantity.unit is None or (quantity.unit in one_nouns() and not quantity.linked)
    return quantity.low == quantity.high == 1 and quantity.kind == "words" and loose


def _voiced(figures: Sequence[Figure], quotes: tuple[Quote, ...]) -> tuple[Figure, ...]:
    """``figures`` with the quotation that each stands in: the shortest in marks, else the shortest that is reported
    without marks, whose words are the report's own."""
    starts = [figure.number.start for figure in figures]
    holder: dict[int, Quote] = {}
    for quote in sorted(quotes, key=lambda quote: (quote.marked, quote.span.start - quote.span.end, quote.span.start)):
        for i in range(bisect_left(starts, quote.span.start), bisect_left(starts, quote.span.end)):
            if figures[i].number.end <= quote.span.end:
                holder[i] = quote
    return tuple(
        replace(figure, voice="quoted" if holder[i].marked else "own", by=holder[i].id) if i in holder else figure
        for i, figure in enumerate(figures)
    )


def _figure(
    document: Document, doc: Doc, line: Sequence[Word], quantity: Quantity, number: Token, previous: Age | None
) -> tuple[_Found | None, Age | None]:
    """The figure that ``quantity`` states, or None; and the age that it is, on which an age that follows can build."""
    quantity = _without_preposition(line, quantity, doc)
    block = document.block_at(line[quantity.first].start)
    titled = block is not None and block.role in ("headline", "deck", "heading")
    block_start = block is not None and block.start == line[quantity.first].start
    if no_quantity(line, quantity, titled=titled, block_start=block_start, number=number):
        return None, previous
    age = find_age(line, quantity, doc, number, previous=previous)
    if age is not None:
        after = _after(doc, line, quantity)
        return _Found(_age_figure(document, line, quantity, age), Core(number, number, after)), age
    counted = _counted(doc, line, quantity, number)
    if counted is not None and _is_dated(document, counted):
        counted = None  # "earned £640,000 last year"
    noun = counted.head.lemma_.lower() if counted is not None else None
    if _is_one(quantity) and is_pronoun_one(line, quantity, noun or quantity.unit, number):
        return None, None
    if counted is None and is_pronoun_number(line, quantity):
        return None, None
    figure, aspect = _counting_figure(document, line, quantity, counted, number)
    after = counted.last if counted is not None else _after(doc, line, quantity)
    per = rate_base(doc, count.over_gap(doc, after), price=quantity.family == "currency") or _rate_before(
        line, quantity
    )
    core = Core(
        number, counted.head if counted is not None else number, per[1] if per is not None and per[1] else after
    )
    return _Found(figure, core, per[0] if per is not None else None, aspect), None


def _is_dated(document: Document, counted: count.Counted) -> bool:
    """The noun after the number is one of an expression for a time."""
    place = counted.head.idx
    return any(one.start <= place < one.end for one in find_dates(document.text) if one.kind in ("period", "weekday"))


def _rate_before(line: Sequence[Word], quantity: Quantity) -> tuple[str, int] | None:
    """``an annual $3 million``."""
    base = rate_adverbs().get(line[quantity.first - 1].lower) if quantity.first else None
    return (base, 0) if base is not None else None


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
    if quantity.kind == "fraction" and after < len(doc) and doc[after].pos_ == "DET":
        return count.noun_phrase(doc, after + 1)  # "half the crew"
    if quantity.family == "currency":
        return count.noun_phrase(doc, after) or count.after_preposition(doc, after, ("in", "worth"))
    if quantity.family == "percent":
        return None
    if quantity.family in ("durations", "measures") and not quantity.linked:
        return None
    if quantity.family is None and 1 < after < len(doc) and doc[after - 1].text in _HYPHENS:
        return count.Counted(after, after + 1, doc[after], "noun-after-hyphen")  # "four-term", "225-page"
    return count.noun_phrase(doc, after) or count.state(doc, after)


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
) -> tuple[Figure, Aspect]:
    details: dict[str, str | int | float] = {}
    head = counted.head if counted is not None else number
    first = _amount_start(line, quantity, number)
    owner = count.owner_before(number.doc, first)
    if owner is not None and not quantity.unit and owner.lemma_.lower() in level_words("crowds"):
        owner = None  # "a crowd of 4,000" is 4,000 people
    amount = _amount_token(number)
    lead = _lead(line, quantity)
    before, two_before = (line[lead - back].lower if lead >= back else "" for back in (1, 2))
    things = counted is not None and not quantity.unit and counted.head.lower_ not in ("point", "points")
    aspect = levels.aspect(amount, before, two_before, _lower_after(line, quantity), things=things)
    of = count.phrase(counted) if counted is not None else None
    noun = head.lemma_.lower() if counted is not None else None
    if counted is not None and count.modifiers(counted):
        details["modifiers"] = " ".join(count.modifiers(counted))
    if counted is not None and counted.head.dep_ == "compound" and counted.head.head.pos_ == "NOUN":
        details["measures"] = counted.head.head.lemma_.lower()  # "the 38-word oath", "a 225-page report"
    if counted is None and owner is not None:
        owner = levels.counted_by(owner)
        noun = owner.lemma_.lower()
        of = owner.text.lower()
    measured = levels.measured(amount, before) if counted is None and owner is None else None
    if measured is not None:
        noun = measured.lemma_.lower()
        of = levels.measured_phrase(measured)
    if quantity.form == "tally":
        of, noun = "votes", "vote"
    if of is None and quantity.family in ("durations", "measures"):
        of = document.text[line[quantity.number_last - 1].end : line[quantity.last - 1].end].strip(" -‑–").lower()
    verb = count.verb_of(head)
    # "All but three survived": what the verb says is not true of these.
    if verb is not None and (two_before, before) != ("all", "but"):
        # A regular form as it stands: its stem is surer than its lemma ("injured" → "inju").
        regular = verb.lower_.endswith(("ed", "ing"))
        details["verb"] = verb.lower_ if regular else verb.lemma_.lower()
        for label, token in count.arguments(verb).items():
            if token.i != head.i:
                details[label] = token.lemma_.lower()
    reason = _REASONS[quantity.form]
    rule = f"{quantity.form}-{counted.rule}" if counted is not None else quantity.form
    figure = _build(
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
    return figure, aspect


def _lead(line: Sequence[Word], quantity: Quantity) -> int:
    """The index of the first word of the amount with its currency sign and the hedge that stands right before it."""
    sign = sign_before(line, quantity.number_first)
    lead = sign[0] if sign is not None else quantity.number_first
    if quantity.hedge_first is not None and lead - quantity.hedge_first == len((quantity.hedge or "").split()):
        return quantity.hedge_first
    return quantity.first if quantity.form == "interval" and quantity.first == lead - 1 else lead


def _lower_after(line: Sequence[Word], quantity: Quantity) -> str:
    after = line[quantity.last] if quantity.last < len(line) else None
    return after.lower if after is not None and not after.breaks else ""


def _amount_token(number: Token) -> Token:
    """The token that stands for the amount in the tree: the number, or the unit or currency sign over it."""
    token = number
    while token.dep_ in ("nummod", "compound") and (token.head.pos_ == "SYM" or token.head.pos_ == "NUM"):
        token = token.head
    return token.head if token.dep_ == "nummod" and token.head.i > token.i else token


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
