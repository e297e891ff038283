"""What is found in one report. Every annotation is a span with an explanation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rashomon.model.display import Shown, brief
from rashomon.model.document import BlockRole, Document
from rashomon.model.span import Span

EntityType = Literal[
    "person", "organization", "state", "place", "group", "office", "work", "law", "product", "event", "other"
]
MentionKind = Literal["name", "description", "pronoun"]
QuoteKind = Literal["direct", "partial", "indirect"]
Voice = Literal["own", "quoted", "headline", "caption"]
LabelKind = Literal["title", "epithet", "role", "category"]
Aspect = Literal["value", "before", "change", "whole"]
Bound = Literal["after", "before"]
Modality = Literal["stated", "hedged", "denied", "asked", "conditional"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How something was found: the name of the rule or model, its reason in a sentence, the readings that were left
    open.

    ``rule`` is a short kebab-case name that the documentation lists; ``candidates`` are the readings between which
    the rule did not choose (two possible speakers); ``details`` are named figures or strings that decided.
    """

    rule: str
    reason: str
    candidates: tuple[str, ...] = ()
    details: Mapping[str, str | int | float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.rule or not self.reason:
            raise ValueError("an explanation names its rule and its reason")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is spoken of. ``head`` is the character offset of its head word."""

    span: Span
    kind: MentionKind
    head: int


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor or thing. Within one report ``id`` is ``<doc id>:e<number>``; across a story ``e<number>``.

    ``name`` is the fullest name that the text gives; ``forms`` are all the different strings used, names first.
    """

    id: str
    name: str
    type: EntityType
    named: bool
    forms: tuple[str, ...]
    mentions: tuple[Mention, ...]
    explanation: Explanation

    def __post_init__(self) -> None:
        if not self.mentions:
            raise ValueError(f"entity {self.name!r} has no mention")


@dataclass(frozen=True, slots=True)
class Source:
    """A speaker or a relay as the text names it: ``name`` (canonical where known), its entity, the words that say
    so."""

    name: str
    entity: str | None
    evidence: Span


@dataclass(frozen=True, slots=True)
class Quote(Shown):
    """Words that the report gives as somebody's. ``span`` is without the outer marks; ``outer`` with them.

    ``via`` lists the relays, the nearest to the speaker first. ``block`` is the role of the block it stands in.
    """

    id: str
    span: Span
    kind: QuoteKind
    block: BlockRole
    explanation: Explanation
    outer: Span | None = None
    speaker: Source | None = None
    via: tuple[Source, ...] = ()
    cue: Span | None = None
    channel: str | None = None

    @property
    def marked(self) -> bool:
        """True for words in quotation marks, False for reported speech without them."""
        return self.kind != "indirect"

    def __repr__(self) -> str:
        speaker = self.speaker.name if self.speaker else None
        return f"Quote({brief(self.span.text)}, {self.span.place}, speaker={speaker!r})"


@dataclass(frozen=True, slots=True)
class Scope:
    """For what a figure holds, as far as its clause says: where, when, counted by what, out of how many, and by whom.

    ``places`` are the names of places, ``time`` the words that give its time; ``bound`` makes that time the start
    (``after``) or the end (``before``) of a longer one. ``period`` is the EDTF value of words that no calendar knows
    (``XXXX-35``: the third quarter of a year that is not named). ``per`` is the base of a rate (``day``, ``litre``).
    ``out_of`` is the number of which the figure is a part. ``aspect``: the value itself, the value before, a change of
    it, or the ``whole`` of which another figure is a part. ``sources`` give the number, the innermost first; empty
    means the outlet itself.
    """

    places: tuple[Span, ...] = ()
    time: Span | None = None
    bound: Bound | None = None
    period: str | None = None
    per: str | None = None
    out_of: float | None = None
    aspect: Aspect = "value"
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as an interval. ``span`` holds the number with its approximation words and the noun counted.

    ``low``/``high`` are None where the interval is open (``more than 50``: low 50, high None). ``number`` is the
    numeral alone.
    ``of`` is the counted thing, as a lower-case phrase (``russian troops``); ``noun`` its head lemma (``troop``).
    ``by`` is the quotation, marked or not, that it stands in; ``scope`` says for what the number holds.
    """

    id: str
    span: Span
    number: Span
    low: float | None
    high: float | None
    approximate: bool
    hedge: str | None
    unit: str | None
    of: str | None
    noun: str | None
    voice: Literal["own", "quoted"]
    explanation: Explanation
    by: str | None = None
    scope: Scope = Scope()

    def __repr__(self) -> str:
        return f"Figure({brief(self.span.text)}, {self.span.place}, low={self.low}, high={self.high})"


@dataclass(frozen=True, slots=True)
class Time:
    """A date or time expression with its EDTF value; None where the report does not let it be resolved."""

    id: str
    span: Span
    value: str | None
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Name:
    """How the report calls an entity apart from the bare name. ``span`` is the label itself (``Socialist
    dictator``)."""

    span: Span
    entity: str
    voice: Voice
    label: LabelKind
    explanation: Explanation
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a claim says, for comparing it; ``words`` are the lemmas of its content words, ``named`` tells which of them
    are part of a name.

    The vectors are packed float16 of one width: ``clause`` the mean over the clause, ``head`` its predicate's,
    ``vectors`` one a content word.
    """

    clause: bytes = field(default=b"", repr=False)
    head: bytes = field(default=b"", repr=False)
    words: tuple[str, ...] = ()
    named: tuple[bool, ...] = ()
    vectors: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a claim denies, disputes or puts aside: ``words`` as printed (``Obama's concerns``) and their ``kind``:
    accusation, concern, criticism, claim, report; ``matter`` for any other thing, ``this`` for a pronoun,
    ``before`` where ``words`` are opponents who turn against the sentence before.

    ``holder`` is the entity whose words they are and ``whose`` the word that says so, in lower case, where the phrase
    does; ``determiner`` its article or pronoun (``that`` claim); ``about`` the lemmas of what they are about (``attacks
    on the inquiry``).
    """

    words: Span
    kind: str
    holder: str | None = None
    whose: str | None = None
    determiner: str | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition of the report, as a span. ``by`` are the asserting sources, the innermost first; empty means the
    outlet itself.

    ``actors`` are the entities in the clause, ``subjects`` those of them that act, ``objects`` those to
    whom it is done, ``when`` those of its times that
    date it, ``answers`` what it denies or puts aside. These and ``meaning`` serve the comparison and are not part of
    the dossier's JSON.
    """

    id: str
    span: Span
    by: tuple[Source, ...]
    modality: Modality
    explanation: Explanation
    figures: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    answers: Answer | None = None
    meaning: Meaning = Meaning()

    def __repr__(self) -> str:
        by = [source.name for source in self.by]
        return f"Claim({brief(self.span.text)}, {self.span.place}, {self.modality}, by={by!r})"


@dataclass(frozen=True, slots=True)
class Annotations(Shown):
    """Everything found in one report, each list in the order of the text."""

    document: Document
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    names: tuple[Name, ...] = ()
    claims: tuple[Claim, ...] = ()

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self, kind))} {kind}" for kind in ("quotes", "figures", "names", "claims"))
        return f"Annotations({self.document!r}, {counts})"
