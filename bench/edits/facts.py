"""Edits that change one fact in the reporter's own sentences: a figure, a date, a name, a place, a negation, an action.

Every place is found in the parse. What stands in quotation marks is left alone: a word changed there is another wording
of the quotation (``quotations``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from random import Random

from spacy.tokens import Token

from bench.edits.edit import Edit, Replacement, Source, edited
from bench.edits.words import base, inflected, opposites, table
from rashomon.annotate.cues import SUBJECTS, any_verb
from rashomon.model import Entity, Figure

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
_WORDS = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
)
_NUMERAL = re.compile(r"(\d[\d,]*(?:\.\d+)?)( (?:million|billion))?")
_SENTENCE_WORDS = 45
_AUXILIARIES = {"aux", "aux:pass", "cop"}


def told_by_reporter(source: Source, start: int, end: int) -> bool:
    """True for characters of a body paragraph outside of quotation marks."""
    block = source.document.block_at(start)
    marked = ((q.outer or q.span) for q in source.annotations.quotes if q.marked)
    return (
        block is not None
        and block.role == "body"
        and not any(span.start < end and start < span.end for span in marked)
        and start >= _after_dateline(source.text, block.start)
    )


def _after_dateline(text: str, start: int) -> int:
    dash = re.compile(r"[A-Z][^!?“”\n]{2,60}? [–-] ").match(text, start)
    return dash.end() if dash else start


def _token(source: Source, start: int, end: int) -> Token | None:
    span = source.doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None else None


def _verb_above(token: Token) -> Token | None:
    """The verb of the clause in which ``token`` stands."""
    return next((above for above in token.ancestors if above.pos_ in {"VERB", "AUX"}), None)


# --- figures ---------------------------------------------------------------------------------------------------------


def figures(source: Source, others: frozenset[float], rng: Random) -> Iterator[Edit]:
    """Another number where the report gives one exactly or about; ``others`` are the story's other values."""
    values = Counter((f.low, f.high, f.unit) for f in source.annotations.figures)
    for figure in source.annotations.figures:
        number = figure.number
        simple = (
            figure.low is not None and figure.low == figure.high and values[figure.low, figure.high, figure.unit] == 1
        )
        if not simple or not told_by_reporter(source, figure.span.start, figure.span.end):
            continue
        token = _token(source, number.start, number.end)
        dated = any(time.span.overlaps(figure.span) for time in source.annotations.times)
        if token is None or _verb_above(token) is None or dated:
            continue
        after_article = token.i > 0 and source.doc[token.i - 1].lower_ in {"a", "an"}
        text = _other_number(figure, others, rng, after_article=after_article)
        if text is not None:
            yield edited(source, "figure", "number", [Replacement(number.start, number.end, text)])


def _other_number(figure: Figure, others: frozenset[float], rng: Random, *, after_article: bool) -> str | None:
    """A number of the same shape that is clearly another, and no other value of the story."""
    old = figure.number.text
    factors = (0.7, 1.3, 1.4) if figure.noun == "age" else (0.4, 0.5, 0.6, 1.5, 1.75, 1.9, 2.25)
    for factor in rng.sample(factors, len(factors)):
        if old.lower() in _WORDS:
            spelled = round((_WORDS.index(old.lower()) + 2) * factor)
            new, value = _WORDS[spelled - 2] if 2 <= spelled < len(_WORDS) + 2 else None, float(spelled)
            new = new.capitalize() if new and old[0].isupper() else new
        else:
            shape = _NUMERAL.fullmatch(old)
            digits = _shaped(shape[1], factor) if shape else ""
            new = f"{digits}{shape[2] or ''}" if shape else None
            value = (figure.low or 0) * _value(digits) / _value(shape[1]) if shape else 0.0
        unusual = re.match(r"\d{4,} (?:million|billion)|[01]\b(?![.,]\d)", new or "")
        if new is None or new == old or unusual or value in others:
            continue
        if after_article and re.match(r"(?i)8|11\b|18\b|eight|eleven|eighteen", new):
            continue
        return new
    return None


def _value(digits: str) -> float:
    return float(digits.replace(",", ""))


def _shaped(old: str, factor: float) -> str:
    """``old`` times ``factor``, with as many zeros at its end, as many decimals, and commas where it has them."""
    digits = old.replace(",", "")
    if "." in digits:
        return f"{float(digits) * factor:.{len(digits.split('.')[1])}f}"
    zeros = len(digits) - len(digits.rstrip("0"))
    step = 10 ** min(zeros, max(len(digits) - 2, 0))
    value = round(int(digits) * factor / step) * step
    return f"{value:,}" if "," in old else str(value)


# --- dates -----------------------------------------------------------------------------------------------------------


def dates(source: Source, rng: Random) -> Iterator[Edit]:
    """Another weekday, day of the month, month or year in the same expression."""
    for time in source.annotations.times:
        token = _token(source, time.span.start, time.span.end)
        if token is None or not told_by_reporter(source, time.span.start, time.span.end) or _verb_above(token) is None:
            continue
        taken = {word.text for word in token.sent}
        for word in source.doc.char_span(time.span.start, time.span.end, alignment_mode="expand") or ():
            new = _other_date(word, taken, rng)
            if new is not None:
                change = Replacement(word.idx, word.idx + len(word), new[1])
                yield edited(source, "date", new[0], [change])
                break


def _other_date(word: Token, taken: set[str], rng: Random) -> tuple[str, str] | None:
    text = word.text
    named = word.i > 0 and word.doc[word.i - 1].text.rstrip(".") in {month[:3] for month in MONTHS} | set(MONTHS)
    if text in WEEKDAYS:
        return "weekday", rng.choice([day for day in WEEKDAYS if day not in taken])
    if text.isdigit() and len(text) <= 2 and named:
        return "day of the month", str(rng.choice([day for day in range(2, 28) if abs(day - int(text)) > 1]))
    following = word.doc[word.i + 1].text if word.i + 1 < len(word.doc) else ""
    if (
        text in MONTHS
        and not following.isdigit()
        and word.i
        and word.doc[word.i - 1].lower_ in {"in", "since", "before"}
    ):
        return "month", rng.choice([month for month in MONTHS if month not in taken])
    if (
        text.isdigit()
        and len(text) == 4
        and word.i
        and word.doc[word.i - 1].lower_ in {"in", "since", *map(str.lower, MONTHS)}
    ):
        return "year", str(int(text) - rng.choice((3, 4, 6)))
    return None


# --- names and places ------------------------------------------------------------------------------------------------


def names(source: Source, story: str, rng: Random) -> Iterator[Edit]:
    """Another name of the same sex for a person, wherever the report has it; ``story`` is the text of all reports."""
    for entity in source.annotations.entities:
        found = _named_in_full(source, entity)
        if found is None:
            continue
        given, runs = found
        new_given, new_surname = _other_name(given, story, rng)
        changes = [
            Replacement(start, end, new_given if source.text[start:end] == given else new_surname)
            for start, end in runs
        ]
        yield edited(source, "name", "of a person", changes)


def _named_in_full(source: Source, entity: Entity) -> tuple[str, list[tuple[int, int]]] | None:
    """The given name, and where it and the surname stand. None where they also stand outside of this person's mentions,
    or a mention holds more of the name than both."""
    mentions = [m.span for m in entity.mentions if m.kind == "name"]
    full = next((m.text.split() for m in mentions if len(m.text.split()) == 2), None)
    if entity.type != "person" or full is None or full[0] not in {*table("female"), *table("male")}:
        return None
    places = []
    for part in full:
        for match in re.finditer(rf"(?<!\w){re.escape(part)}(?!\w)", source.text):
            inside = any(m.start <= match.start() and match.end() <= m.end for m in mentions)
            if not inside or not told_by_reporter(source, *match.span()):
                return None
            places.append(match.span())
    alone = all(set(m.text.split()) <= set(full) for m in mentions)
    return (full[0], places) if alone else None


def _other_name(given: str, story: str, rng: Random) -> tuple[str, str]:
    pool = table("female" if given in table("female") else "male")
    free = [name for name in pool if name not in story]
    return rng.choice(free), rng.choice([name for name in table("surnames") if name not in story])


def places(source: Source, story: str, rng: Random) -> Iterator[Edit]:
    """Another place where something happens or comes from: the noun behind a preposition."""
    for token in source.doc:
        name = _place_name(token)
        cases = {child.lower_ for child in token.children if child.dep_ == "case"}
        if name is None or token.dep_ not in {"obl", "nmod"} or not cases & {"in", "at", "near", "from", "to"}:
            continue
        start, end = token.idx, token.idx + len(name)
        described = [child for child in token.children if child.dep_ not in {"case", "punct", "flat", "compound"}]
        if described or not told_by_reporter(source, start, end) or _verb_above(token) is None:
            continue
        free = [place for place in table("places") if place not in story]
        yield edited(source, "place", min(cases), [Replacement(start, end, rng.choice(free))])


def _place_name(token: Token) -> str | None:
    """The name of a place of the stories that begins with ``token`` and is no part of a longer name."""
    text = token.doc.text[token.idx :]
    name = next((name for name in table("story_places") if re.match(rf"{name}(?![\w’'-]| [A-Z])", text)), None)
    longer = token.i > 0 and token.doc[token.i - 1].pos_ == "PROPN"
    return None if longer else name


# --- negation and action ---------------------------------------------------------------------------------------------


def negations(source: Source) -> Iterator[Edit]:
    """A negation more, or one less, on a clause that the reporter tells or reports without marks."""
    for head in source.doc:
        if not _is_plain_clause(source, head):
            continue
        words = {token.lower_ for token in head.subtree}
        negation = next((c for c in head.children if c.lower_ == "not" and c.dep_ == "advmod"), None)
        if negation is not None and not words & (set(table("scoped")) - {"not"}):
            removed = _without(head, negation)
            if removed is not None:
                yield edited(source, "negation", "removed", removed)
        elif negation is None and not words & set(table("scoped")):
            added = _with_negation(head)
            if added is not None:
                yield edited(source, "negation", "added", [added])


def _is_plain_clause(source: Source, head: Token) -> bool:
    """A root or a reported clause with its subject before it, nothing joined to it, and no marked words inside."""
    if head.dep_ not in {"root", "ccomp"} or len(list(head.sent)) > _SENTENCE_WORDS:
        return False
    subjects = [child for child in head.children if child.dep_ in SUBJECTS]
    joined = [child for child in head.children if child.dep_ in {"conj", "ccomp", "parataxis", "advcl", "csubj"}]
    if len(subjects) != 1 or joined or subjects[0].i > head.i or subjects[0].lower_ in {"who", "which", "that", "it"}:
        return False
    if base(head.text, head.tag_) is None and not any(child.dep_ == "cop" for child in head.children):
        return False
    start, end = head.left_edge.idx, head.right_edge.idx + len(head.right_edge)
    return told_by_reporter(source, start, end) and told_by_reporter(source, head.idx, head.idx + 1)


def _with_negation(head: Token) -> Replacement | None:
    auxiliary = next((child for child in head.children if child.dep_ in _AUXILIARIES and child.i < head.i), None)
    if auxiliary is not None:
        if auxiliary.tag_ not in {"VBD", "VBZ", "VBP", "MD"} or auxiliary.text in {"’s", "'s", "’d", "’ll"}:
            return None
        at = auxiliary.idx + len(auxiliary)
        return Replacement(at, at, " not")
    verb = base(head.text, head.tag_)
    helper = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(head.tag_)
    # "said", "denied": whether somebody said it is another thing than whether it is so.
    if verb is None or helper is None or verb in any_verb():
        return None
    return Replacement(head.idx, head.idx + len(head), f"{helper} not {verb}")


def _without(head: Token, negation: Token) -> list[Replacement] | None:
    auxiliary = head.doc[negation.i - 1]
    if auxiliary.dep_ not in _AUXILIARIES or auxiliary.head.i != head.i:
        return None
    if auxiliary.lower_ not in {"did", "does", "do"}:
        return [Replacement(auxiliary.idx + len(auxiliary), negation.idx + len(negation), "")]
    if negation.i + 1 != head.i or base(head.text, "VB") is None:
        return None
    form = inflected(head.text, "VBD" if auxiliary.lower_ == "did" else "VBZ" if auxiliary.lower_ == "does" else "VBP")
    return [Replacement(auxiliary.idx, head.idx + len(head), form)]


def actions(source: Source, rng: Random) -> Iterator[Edit]:
    """The opposite verb, in the same form and with the same complements."""
    for head in source.doc:
        verb = base(head.text, head.tag_)
        if verb is None or not told_by_reporter(source, head.idx, head.idx + len(head)):
            continue
        kinds = {child.dep_ for child in head.children}
        complements = {"ccomp", "xcomp", "compound:prt", "iobj", "csubj"} & kinds
        acted_on = "obj" in kinds or ("nsubj:pass" in kinds and head.tag_ == "VBN")
        by_much = any(child.dep_ == "obl" and any(c.lower_ == "by" for c in child.children) for child in head.children)
        told = head.dep_ in {"root", "conj", "ccomp", "acl:relcl", "advcl", "parataxis"} and bool(
            kinds & SUBJECTS or head.dep_ == "conj"
        )
        if (
            complements
            or not told
            or not (acted_on or by_much)
            or any(child.lower_ in {"not", "n’t", "n't"} for child in head.children)
        ):
            continue
        other = opposites(with_object=acted_on).get(verb, ())
        if other and head.pos_ == "VERB":
            new = inflected(rng.choice(other), head.tag_)
            new = new.capitalize() if head.text[0].isupper() else new
            yield edited(source, "action", verb, [Replacement(head.idx, head.idx + len(head), new)])
