"""What speaks for and against two figures being figures of the same thing, in points that are shown.

Ages belong to a person, and are compared by person alone. Everything else must have the same kind of unit, or be shares
in two forms; counts must have the same noun (or one that the lexicon holds to be the same). Then points are given for
the value, the noun, its modifiers, the verb, and for what the two sentences share. What the figures say of place and
time (``settings``) gives a little where it is the same, and sets them apart where it is not, as does their kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from rashomon import lexicon
from rashomon.annotate.units import family
from rashomon.compare.context import Contexts, function_words, same_events, stem, terms, window
from rashomon.compare.measures import comparable_as_counts, comparable_as_shares, least, relation
from rashomon.compare.settings import Settings
from rashomon.model import Figure, Story

NOUN, RELATED_NOUN, OTHER_NOUN, GENERAL_NOUN = 2.0, 1.5, -1.5, -1.0
SAME_VALUE, NEAR_VALUE, OTHER_VALUE = 2.0, 1.0, -2.0
RARE_VALUE = 1.0
FAR = 3.0
"""Numbers further apart than this factor are not near, even where open intervals let both hold."""
LIKE_SIZE = 5.0
"""Within this factor, numbers of things described alike ("Russian military …") can be taken for each other."""
SAME_SUM = 1.0
"""The same sum of money: sums seldom coincide within one story."""
MODIFIERS, OTHER_MODIFIERS = 0.75, -0.5
VERB = 0.75
ROLES = 0.5
CONTEXT = 4.0
"""Points for sentences that share everything; they fall with the cosine of their terms."""
NEARBY = 3.0
"""Points for sharing everything within a few words of the figure."""
SAME_SENTENCE, SAME_WORDS = 1.5, 0.95
"""The same sentence but for the number, and how much its terms must share to be that."""
SAME_SENTENCE_REASON = "the same sentence"
FEWEST_TERMS = 4
"""Terms that a sentence has at least to be recognised."""
LEVEL = 1.5
"""Two numbers that stand for one thing as a whole ("the toll rose to", "put the crowd at"), which has one at a time."""
MEASURED = 0.75
"""How much there is in things of one kind ("the 38-word oath"), which have one such number each."""
SETTING = 0.5
"""The same place, or the same time."""
SAME_REPORT = -0.75
SAME_PERSON = 6.0
NAMED_PERSON = 1.5


@dataclass(frozen=True, slots=True)
class Subject:
    """A figure with what it is about."""

    figure: Figure
    doc: str
    noun: str | None
    modifiers: frozenset[str]
    verb: str | None
    roles: frozenset[str]
    """The stems of the subject and object of its verb."""
    person: str | None
    is_age: bool
    family: str
    terms: frozenset[str]
    """What the figure's sentence speaks of, without the figure."""
    near: frozenset[str]
    """What the words near the figure speak of, with its noun."""
    lead: tuple[str, ...]
    """The two words before the number."""
    contexts: Contexts
    settings: Settings


@dataclass(frozen=True, slots=True)
class Evidence:
    """Points for two figures being of one thing, and the reasons for which they were given. ``apart``: why the second
    is of another thing all the same."""

    points: float
    reasons: tuple[str, ...]
    apart: str | None = None


@cache
def _general() -> frozenset[str]:
    return frozenset(stem(noun) for noun in lexicon.load("context")["general_nouns"])


@cache
def _unit_terms() -> frozenset[str]:
    units = lexicon.load("units")
    families = ("currency_words", "percent", "durations", "measures")
    return frozenset(
        term for key in families for forms in units[key].values() for form in forms for term in terms(form)
    )


@cache
def _anyone() -> frozenset[str]:
    return frozenset(stem(noun) for noun in lexicon.load("context")["anyone"])


@cache
def _states() -> frozenset[str]:
    return frozenset(stem(word) for word in lexicon.load("context")["states"])


@cache
def _happenings() -> frozenset[str]:
    """Stems of what happens to people: what they are counted by, and the verbs of the same events."""
    return _states() | frozenset(same_events())


@cache
def things() -> Mapping[str, frozenset[int]]:
    """A noun's stem → the lists of like nouns that hold it."""
    table: dict[str, frozenset[int]] = {}
    for number, nouns in enumerate(lexicon.load("context")["same_thing"]):
        for noun in nouns:
            table[stem(noun)] = table.get(stem(noun), frozenset()) | {number}
    return table


def subjects(story: Story, contexts: Contexts) -> list[Subject]:
    """The figures of ``story`` by document id and place, each with its subject."""
    settings = Settings.of(story)
    owners: dict[str, list[tuple[int, int, str]]] = {}
    for entity in story.entities:
        for mention in entity.mentions:
            owners.setdefault(mention.span.doc, []).append((mention.span.start, mention.span.end, entity.id))
    out: list[Subject] = []
    for report in sorted(story.reports, key=lambda report: report.document.id):
        for figure in report.figures:
            out.append(_subject(report.document.text, figure, owners.get(report.document.id, []), contexts, settings))
    return out


def _subject(
    text: str, figure: Figure, owners: list[tuple[int, int, str]], contexts: Contexts, settings: Settings
) -> Subject:
    details = figure.explanation.details
    place = details.get("person")
    person: str | None = None
    if isinstance(place, int):
        holders = sorted((end - start, name) for start, end, name in owners if start <= place < end)
        person = holders[0][1] if holders else None
    is_age = figure.noun == "age"
    sentence = contexts.at(figure.span.doc, figure.number.start)
    own = terms(figure.span.text)
    verb = details.get("verb")
    return Subject(
        figure=figure,
        doc=figure.span.doc,
        noun=_noun(figure),
        modifiers=_modifiers(figure),
        verb=stem(verb) if isinstance(verb, str) and verb not in function_words() else None,
        roles=frozenset(
            stem(role)
            for label in ("nsubj", "nsubj:pass", "obj")
            if isinstance(role := details.get(label), str) and role.isalpha() and role not in function_words()
        ),
        person=person,
        is_age=is_age,
        family=family(figure.unit) or "count",
        terms=sentence.terms - own,
        near=terms(window(text, sentence, figure.span.start, figure.span.end))
        - terms(figure.number.text)
        - _unit_terms(),
        lead=tuple(text[sentence.start : figure.number.start].lower().split()[-2:]),
        contexts=contexts,
        settings=settings,
    )


def _noun(figure: Figure) -> str | None:
    """The stem of the counted noun, from the words of the text."""
    if figure.of is None or figure.noun is None:
        return None
    return stem(figure.of.split()[-1])


def _modifiers(figure: Figure) -> frozenset[str]:
    words = (figure.of or "").replace("-", " ").split()[:-1]
    return frozenset(stem(word) for word in words if word not in function_words())


def weigh(first: Subject, second: Subject) -> Evidence | None:
    """The evidence that two figures are of one thing; None where they cannot be."""
    if first.is_age or second.is_age:
        return _ages(first, second)
    if _other_kind(first, second):
        return None
    if first.family == "currency" and first.figure.unit != second.figure.unit:
        return None
    if first.family == "measures" and first.figure.unit != second.figure.unit:
        return None
    if first.doc == second.doc and not _repeats(first.figure, second.figure):
        return None
    # One report seldom gives its figure twice in other words: its repetitions need more than those of another report.
    parts: list[tuple[float, str]] = [(SAME_REPORT, "")] if first.doc == second.doc else []
    noun = _nouns(first, second)
    if noun is None:
        return None
    parts += noun
    same_verb = first.verb is not None and first.verb == second.verb
    if same_verb and first.verb in _happenings() and first.noun == second.noun and first.noun in _general():
        parts.append((-GENERAL_NOUN, ""))  # "people" says little, "people injured" much
    parts += _values(first, second)
    if first.modifiers and second.modifiers:
        parts.append(
            (MODIFIERS, "the same description") if first.modifiers & second.modifiers else (OTHER_MODIFIERS, "")
        )
    if same_verb or (first.noun == second.noun and first.noun in _states()):
        parts.append((VERB, "the same verb"))
    if first.roles & second.roles:
        parts.append((ROLES, "the same subject or object"))
    if first.noun is not None and first.noun == second.noun and _is_level(first) and _is_level(second):
        parts.append((LEVEL, "a number of one thing as a whole"))
    parts += _measured(first.figure, second.figure)
    parts += [(SETTING, reason) for reason in first.settings.shared(first.figure, second.figure)]
    printed_alike = _other_number(first, second)
    found = _sum(parts + _surroundings(first, second) + printed_alike)
    # In one sentence the same words before the number say the same kind of thing, however the parse of it turns out.
    same_kind = bool(printed_alike) and first.lead == second.lead
    apart = first.settings.apart(first.figure, second.figure, kinds=not same_kind)
    return replace(found, apart=apart)


def _measured(first: Figure, second: Figure) -> list[tuple[float, str]]:
    """Both say how much there is in one kind of thing: ``the 38-word oath``."""
    things = [figure.explanation.details.get("measures") for figure in (first, second)]
    if None in things:
        return []
    same = stem(str(things[0])) == stem(str(things[1]))
    return [(MEASURED, "how much there is in the same thing") if same else (-MEASURED, "")]


def _is_level(subject: Subject) -> bool:
    """Its noun is what the number measures, and no general one."""
    unlike = subject.figure.scope.aspect != "value" or subject.family != "count"
    return not unlike and not _counts(subject.figure) and subject.noun not in _general()


def _other_kind(first: Subject, second: Subject) -> bool:
    """Units of two families, unless one says in percent what the other counts of a whole."""
    one, other = first.figure, second.figure
    if comparable_as_shares(one, other):
        return False
    points = "percentage point"
    return first.family != second.family or (one.unit == points) != (other.unit == points)


def _other_number(first: Subject, second: Subject) -> list[tuple[float, str]]:
    """Two reports print one sentence, and a number in it differs."""
    if first.doc == second.doc or len(first.terms) < FEWEST_TERMS or _repeats(first.figure, second.figure):
        return []
    alike = first.contexts.similarity(first.terms, second.terms) >= SAME_WORDS
    near = first.contexts.similarity(first.near, second.near) >= SAME_WORDS
    return [(SAME_SENTENCE, SAME_SENTENCE_REASON)] if alike and near else []


def _surroundings(first: Subject, second: Subject) -> list[tuple[float, str]]:
    """What the words near both figures share, and what their sentences share."""
    shared_noun = {first.noun} if first.noun is not None and first.noun == second.noun else set()
    close = first.contexts.similarity(first.near - shared_noun, second.near - shared_noun)
    likeness = first.contexts.similarity(first.terms, second.terms)
    return [
        (NEARBY * close, "the words beside them" if close >= 0.1 else ""),
        (CONTEXT * likeness, "what the sentences share" if likeness >= 0.1 else ""),
    ]


def look_alike(first: Subject, second: Subject) -> bool:
    """True where a reader could take two figures for one thing: a like noun, or a shared description."""
    if first.family != second.family or first.is_age != second.is_age:
        return False
    if first.family == "currency":
        return first.figure.unit == second.figure.unit and first.noun is not None and first.noun == second.noun
    if first.noun is None or second.noun is None:
        return False
    like = things().get(first.noun, frozenset()) & things().get(second.noun, frozenset())
    bounds = sorted((least(first.figure), least(second.figure)))
    like_size = bounds[1] <= LIKE_SIZE * bounds[0]
    if first.noun == second.noun or like:
        return like_size or first.noun not in _general()
    return like_size and len(first.modifiers & second.modifiers) > 0


def _ages(first: Subject, second: Subject) -> Evidence | None:
    """Ages are of one thing where they are of one person. Where a report leaves open whose age it is, the value and
    the sentences must speak for it."""
    if not (first.is_age and second.is_age):
        return None
    if first.person is not None and second.person is not None:
        return Evidence(SAME_PERSON, ("the same person",)) if first.person == second.person else None
    printed_alike = _other_number(first, second)
    if first.doc == second.doc or (relation(first.figure, second.figure) != "agree" and not printed_alike):
        return None
    parts = _values(first, second) + _surroundings(first, second) + printed_alike
    known, unknown = (first, second) if first.person is not None else (second, first)
    if known.person is not None and f"actor:{known.person}" in unknown.terms:
        parts.append((NAMED_PERSON, "a person named in the same sentence"))
    return _sum(parts)


def _sum(parts: list[tuple[float, str]]) -> Evidence:
    return Evidence(round(sum(points for points, _ in parts), 6), tuple(reason for _, reason in parts if reason))


def _repeats(first: Figure, second: Figure) -> bool:
    """One report may name its figure twice; another value in the same report is another thing."""
    return (first.low, first.high, first.unit) == (second.low, second.high, second.unit)


def _nouns(first: Subject, second: Subject) -> list[tuple[float, str]] | None:
    if first.noun is None or second.noun is None:
        return []
    if first.noun == second.noun:
        general = [(GENERAL_NOUN, "")] if first.noun in _general() else []
        return [(NOUN, "the same noun"), *general]
    if things().get(first.noun, frozenset()) & things().get(second.noun, frozenset()):
        return [(RELATED_NOUN, "nouns for the same thing")]
    if _tells_state(first, second) or _tells_state(second, first):
        return [(RELATED_NOUN, "nouns for the same thing")]
    if first.family == "currency":
        return []  # what follows a sum ("in taxpayer money", "in fines") describes it more than it is counted
    related = relation(first.figure, second.figure)
    if related == "compatible" and _anyone() & {first.noun, second.noun} and _states() & {first.noun, second.noun}:
        return []  # "scores of others", "53 wounded": the noun does not say who, and the state not of whom
    if related != "agree":
        return None
    if first.family == "percent" and not (_counts(first.figure) and _counts(second.figure)):
        return []  # "turnout was 61 percent" and "61 percent of voters" may be one share
    return [] if {first.noun, second.noun} & _anyone() else [(OTHER_NOUN, "")]


def _tells_state(first: Subject, second: Subject) -> bool:
    """``53 others were wounded`` and ``53 wounded``: the verb over people says what the other's noun says."""
    if first.noun not in _anyone() or first.verb is None or second.noun is None:
        return False
    events = same_events()
    told = events.get(second.noun, second.noun)
    return told in (events.get(first.verb), first.verb) and (second.noun in _states() or second.noun in events)


def _counts(figure: Figure) -> bool:
    """True where the noun stands with the number, and is not what the number measures."""
    return "-noun-" in figure.explanation.rule


def _values(first: Subject, second: Subject) -> list[tuple[float, str]]:
    one, other = first.figure, second.figure
    if comparable_as_shares(one, other) or comparable_as_counts(one, other):
        same = {"agree": SAME_VALUE, "compatible": NEAR_VALUE, "conflict": OTHER_VALUE}
        related = relation(one, other)
        return [
            (same[related], {"agree": "the same share", "compatible": "values that can both hold"}.get(related, ""))
        ]
    if (one.low, one.high, one.unit) == (other.low, other.high, other.unit):
        bound = least(one)
        parts = [(SAME_VALUE, "the same value")]
        if _is_rare(bound):
            parts.append((RARE_VALUE, "a value that is rare"))
        elif bound >= 1000:
            parts.append((RARE_VALUE / 2, ""))
        if first.family == "currency":
            parts.append((SAME_SUM / 2 if one.high is None and one.approximate else SAME_SUM, "the same sum"))
        return parts
    if relation(one, other) == "conflict":
        # Shares are many and of many things: two exact ones that differ are seldom of the same.
        return [(2 * OTHER_VALUE if first.family == "percent" else OTHER_VALUE, "")]
    if max(least(one), least(other)) > FAR * min(least(one), least(other)):
        return []  # "thousands" and 90,000 can both hold, and say little about each other
    return [(NEAR_VALUE, "values that can both hold")]


def _is_rare(value: float) -> bool:
    """More than one digit that is not zero, above twenty: such a value seldom comes twice by chance."""
    if value <= 20:
        return value != int(value)
    digits = f"{value:.6f}".replace(".", "").strip("0")
    return len(digits) > 1
