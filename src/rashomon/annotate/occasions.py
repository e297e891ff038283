"""On what occasion and through whom words reached the report: channel and relays, found beside a cue or carried on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from rashomon import lexicon
from rashomon.annotate.channels import channel_in, channel_of
from rashomon.annotate.cues import Cue, CueKind, outer_cues, phrase_head, verb_lemma
from rashomon.annotate.frames import Frame
from rashomon.annotate.nominals import names_a_person
from rashomon.annotate.referents import Referents, Spoken
from rashomon.model import Document, Source

_NEAR = 60
"""Tokens of the reporter's sentence around a quotation that can tell its occasion."""
_REMEMBERED = 3
"""Paragraphs over which later words of one speaker are taken for the same occasion, each quotation counting anew."""
_DESCRIPTION_DEPTH = 6
_AGENT_REACH = 6
"""Tokens from a participle to the "by" that names who passed the words on."""
_TEXTS = frozenset(
    {"tweet", "Facebook post", "Instagram post", "post", "blog post", "letter", "email", "text message"}
    | {"article", "book", "memo"}
)
_ASKING = frozenset({"interview", "podcast", "phone call", "email", "text message"})
_ADDRESSED = frozenset({"statement", "letter"})
_AIRED = frozenset({"interview", "broadcast", "podcast"})
_QUESTIONING = frozenset({"ask", "press", "question", "challenge", "interview"})


@dataclass(frozen=True, slots=True)
class Occasion:
    """``channel`` as the contract names it; ``via`` the relays, the nearest to the speaker first."""

    channel: str | None = None
    via: tuple[Source, ...] = ()


class Occasions:
    """Finds occasions and remembers each speaker's last one. Built once a report."""

    def __init__(self, document: Document, referents: Referents, own: Collection[int]) -> None:
        self._document, self._referents, self._own = document, referents, own
        self._last: dict[str, tuple[Occasion, int]] = {}
        self._appearances: dict[str, Occasion] = {}
        self._hosts: dict[str, Occasion] = {}
        self._texts = _texts_spoken_of(referents.doc, own)
        self._ways: dict[int, list[Token]] = {}

    def at(
        self,
        frame: Frame,
        at: int,
        cue: Cue | None,
        cues: Sequence[Cue],
        speaker: Source | None,
        last: Spoken | None,
        reporters: Sequence[Token] = (),
    ) -> Occasion:
        """The occasion of words that begin at token ``at``: said beside it, else the speaker's last where nothing
        points elsewhere."""
        around = [token for token in frame.own if abs(token.i - at) < _NEAR]
        channel = channel_in(around, cue.verb if cue is not None else None, cue.source if cue is not None else None)
        relays = self._relays(around, cue, cues, reporters)
        via: list[Source] = []
        for head in relays:
            found = self._referents.resolve(head, last=last).source
            if found is not None and not self._known(found, speaker, via):
                via.append(found)
        channel = channel or self._implied(relays, cue)
        occasion = Occasion(channel, tuple(via))
        partner = self._partner(frame, cue)
        if not via and channel in {None, "interview"} and speaker is not None:
            if partner is not None and partner.name in self._hosts:
                occasion = self._hosts[partner.name]
            elif channel is None:
                occasion = self._carried(frame, speaker, cue) or self._written(cue)
        self._remember_host(frame, partner, occasion)
        return occasion

    def _partner(self, frame: Frame, cue: Cue | None) -> Source | None:
        """The person who asks or is told: ``told Roe``, ``asked by Roe``, ``an interview with Roe``."""
        for token in frame.own:
            relation = token.dep_
            if not relation.startswith(("nmod", "obl", "obj", "iobj")):
                continue
            told = cue is not None and self._is_told(token, cue)
            case = _case(token) if relation.startswith(("nmod", "obl")) else None
            asked = case == "by" and verb_lemma(token.head) in _QUESTIONING
            met = case == "with" and channel_of(token.head) in _ASKING
            if (told or asked or met) and self._is_person(token):
                return self._referents.resolve(token).source
        return None

    def _is_person(self, token: Token) -> bool:
        entity = self._referents.entity_at(token)
        return names_a_person(token) or (entity is not None and entity.type == "person")

    @staticmethod
    def _is_told(token: Token, cue: Cue) -> bool:
        return token.head.i == cue.verb.i and token.dep_ in {"iobj", "obj"} and verb_lemma(cue.verb) == "tell"

    def _remember_host(self, frame: Frame, partner: Source | None, occasion: Occasion) -> None:
        if partner is not None and occasion.via and occasion.channel in _AIRED:
            self._hosts.setdefault(partner.name, occasion)
            self.note(frame, partner, occasion)

    def note(self, frame: Frame, speaker: Source, occasion: Occasion) -> None:
        """Remembers that ``speaker`` spoke on ``occasion``."""
        if occasion != Occasion() or speaker.name not in self._last:
            self._last[speaker.name] = (occasion, frame.index)

    def listen(self, frame: Frame, speaker: Source, verb: Token) -> None:
        """A sentence without marks in which somebody speaks or acts may tell the occasion of the words that follow."""
        relays = [head for token in frame.own for head in [*self._aired_on(token), *self._asked_by(token)]]
        channel = channel_in(frame.own, verb) or self._implied(relays, None)
        sources = [self._referents.resolve(head).source for head in relays]
        via = tuple(dict.fromkeys(s for s in sources if s is not None and not self._known(s, speaker, ())))
        partner = self._partner(frame, None)
        if channel in {None, "interview"} and not via and partner is not None and partner.name in self._hosts:
            channel, via = self._hosts[partner.name].channel, self._hosts[partner.name].via
        if channel is not None or via:
            self.note(frame, speaker, Occasion(channel, via))
        self._remember_host(frame, partner, Occasion(channel, via))
        if via and verb_lemma(_predicate(verb)) in lexicon.load("channels")["appearing"]:
            self._appearances.setdefault(speaker.name, Occasion(channel, via))

    def elsewhere_told(self, frame: Frame, speaker: Source) -> Occasion:
        """Where a sentence without marks, wherever it stands, says on what medium this speaker was heard
        (``Vidal appeared on Channel Nine``): the occasion of words of which nothing else is said."""
        known = self._appearances.get(speaker.name)
        addressed = any(t.dep_ in {"iobj", "obj"} and verb_lemma(t.head) == "tell" for t in frame.own)
        return Occasion() if known is None or addressed or _moves_elsewhere(frame, None) else known

    def _implied(self, relays: Sequence[Token], cue: Cue | None) -> str | None:
        """What a relay says of the channel where no noun names it: who was told asked, who was on was heard."""
        for head in relays:
            if cue is not None and (self._told(head) or self._told(head.head)):
                return "interview"
            if "on" in {_case(head), _case(head.head)}:
                return "broadcast"
        return None

    def _written(self, cue: Cue | None) -> Occasion:
        """``wrote`` in a report that speaks of one text only: a post, a letter."""
        written = cue is not None and verb_lemma(cue.verb) in {"write", "post"} and len(self._texts) == 1
        return Occasion(next(iter(self._texts))) if written else Occasion()

    def _carried(self, frame: Frame, speaker: Source, cue: Cue | None) -> Occasion | None:
        known = self._last.get(speaker.name)
        addressed = cue is not None and any(self._is_told(t, cue) and not self._is_person(t) for t in frame.own)

        if known is None or frame.index - known[1] > _REMEMBERED or addressed:
            return None

        return None if _moves_elsewhere(frame, cue) else known[0]

    def _known(self, found: Source, speaker: Source | None, via: Sequence[Source]) -> bool:
        outlet = self._document.outlet
        if outlet is not None and (outlet.name in found.name or found.name in outlet.name):
            return True
        return found.name in {source.name for source in [*via, *([speaker] if speaker is not None else [])]}

    def _relays(
        self, around: Sequence[Token], cue: Cue | None, cues: Sequence[Cue], reporters: Sequence[Token]
    ) -> list[Token]:
        """Heads of those through whom the words came, the nearest to the speaker first. ``reporters`` are the sources
        of the reported stretches that hold the words."""
        heads: list[Token] = []
        if cue is not None:
            heads += [cue.relay] if cue.relay is not None else []
            told = [child for verb in _speaking(cue.verb) for child in verb.children if self._told(child)]
            heads += [head for child in told if (head := self._medium_in(child)) is not None]
            for verb in _speaking(cue.verb):
                if verb_lemma(verb) == "tell" and not heads:
                    # The tree may hang the medium's name elsewhere: it follows the verb.
                    addressed = phrase_head(verb.doc, verb.i + 1, self._own)
                    heads += [addressed] if addressed is not None and self._medium(addressed) else []

        for token in around:
            heads += self._ways_by(token)
        if cue is not None:
            above = [outer.source for outer in outer_cues(cue, cues) if outer.source is not None]
            heads += [head for head in above if self._referents.speaks(head)]
            if cue.kind is not CueKind.ACCORDING:
                heads += [c.source for c in cues if c.kind is CueKind.ACCORDING and c.source is not None]
        heads += [head for head in reporters if self._referents.speaks(head)]
        return [head for head in heads if cue is None or cue.source is None or head.i != cue.source.i]

    def _ways_by(self, token: Token) -> list[Token]:
        """Those through whom words came by what ``token`` says; asked for each of the quotations around it."""
        if token.i not in self._ways:
            ways = (self._asked_by, self._aired_on, self._passed_on_by, self._through)
            self._ways[token.i] = [head for way in ways for head in way(token)]
        return self._ways[token.i]

    def _passed_on_by(self, token: Token) -> Iterator[Token]:
        """``as quoted by Meridian``, ``a letter obtained by Channel Nine``."""
        if token.tag_ not in {"VBN", "VBD"} or token.lemma_.lower() not in lexicon.load("channels")["relaying"]:
            return
        for by in token.doc[token.i + 1 : token.i + _AGENT_REACH]:
            if by.lower_ == "by" and by.i in self._own:
                agent = phrase_head(token.doc, by.i + 1, self._own)
                if agent is not None and self._referents.speaks(agent):
                    yield agent
                return

    def _through(self, token: Token) -> Iterator[Token]:
        """``said through a spokesman``."""
        through = token.dep_.startswith(("obl", "nmod")) and _case(token) in {"through", "via"}
        if through and (self._is_person(token) or self._medium(token)):
            yield token

    def _told(self, child: Token) -> bool:
        """``told Channel Nine``: a medium that was told is one through which the words came."""
        tells = verb_lemma(child.head) == "tell" and child.dep_ in {"iobj", "obj"}
        return tells and self._medium_in(child) is not None

    def _aired_on(self, token: Token) -> Iterator[Token]:
        """``said on Channel Nine``, ``appeared on Channel Nine's “Morning Harbour”``."""
        if token.dep_.startswith(("obl", "nmod")) and _case(token) == "on":
            head = self._medium_in(token)
            if head is not None:
                yield head
        elif token.i and token.pos_ == "PROPN" and self._medium(token):
            # The programme stands in marks: only the word before the medium's name tells.
            first = token.i
            while first and token.doc[first - 1].pos_ in {"PROPN", "DET"}:
                first -= 1
            if first and token.doc[first - 1].lower_ == "on":
                yield token

    def _medium_in(self, token: Token) -> Token | None:
        """The medium that a phrase names: the one to which the person or programme belongs, else itself."""
        owners = [c for c in token.children if c.dep_ in {"nmod:poss", "compound", "nmod"} and self._medium(c)]
        if owners and (token.pos_ == "NOUN" or not self._medium(token)):
            return owners[0]
        return token if self._medium(token) else None

    def _asked_by(self, noun: Token) -> Iterator[Token]:
        """``in an interview with Channel Nine``, ``a statement to Channel Nine``, ``a Channel Nine interview``."""
        channel = channel_of(noun) if noun.pos_ == "NOUN" else None
        if channel not in _ASKING | _ADDRESSED:
            return
        for child in noun.children:
            medium = self._medium_in(child) if child.i in self._own else None
            if medium is None:
                continue
            before = child.dep_ in {"compound", "nmod:poss"} and channel in _ASKING
            cases = {"with", "to", "on", "for", "by"} if channel in _ASKING else {"to"}
            if before or (child.dep_.startswith(("nmod", "obl")) and _case(child) in cases):
                yield medium

    def _medium(self, token: Token) -> bool:
        """True where ``token`` names or denotes what may be a medium: no service on which people post themselves, no
        body that people address in its office (a committee, a court)."""
        if token.i not in self._own:
            return False
        entity = self._referents.entity_at(token)
        if token.pos_ == "NOUN" and entity is None:
            return token.lemma_.lower() in lexicon.load("channels")["media_nouns"]
        if entity is None:
            return token.text in _outlets()
        return entity.name in _outlets() or (entity.type == "organization" and _may_publish(entity.name))


@cache
def _outlets() -> frozenset[str]:
    return frozenset(lexicon.load("channels")["outlets"])


@cache
def _may_publish(name: str) -> bool:
    organizations, channels = lexicon.load("organizations"), lexicon.load("channels")
    if name in organizations["acting_bodies"] or name in channels["sites"] or name in organizations["parties"]:
        return False
    words = [word.lower() for word in name.split()]
    heads = set(organizations["heads"]) - set(channels["media"])
    return words[-1] not in heads and (words[0] not in heads or len(words) == 1 or words[1] not in {"of", "for", "on"})


def _speaking(verb: Token) -> tuple[Token, ...]:
    """A participle shares the occasion of the verb that it hangs from: ``told Channel Nine, adding …``."""
    return (verb, verb.head) if verb.tag_ == "VBG" and verb.dep_ in {"advcl", "conj", "xcomp"} else (verb,)


def _predicate(head: Token) -> Token:
    """The verb of a sentence whose root is a noun: its copula."""
    return next((child for child in head.children if child.dep_ == "cop"), head)


def _case(token: Token) -> str | None:
    return next((child.lower_ for child in token.children if child.dep_ == "case"), None)


def _moves_elsewhere(frame: Frame, cue: Cue | None) -> bool:
    """True where the reporter's sentence moves to another occasion (``said later``, ``said in 2012``). With a cue, what
    describes somebody does not count: a ``former mayor who won in 2001`` speaks today."""
    elsewhere = frozenset(lexicon.load("channels")["elsewhere"])
    moving = [token for token in frame.own if token.lower_ in elsewhere or _is_year(token)]
    return any(cue is None or not _describes(token) for token in moving)


def _describes(token: Token) -> bool:
    """True inside a relative clause or an apposition, and for an adjective that is no part of a time."""
    if token.pos_ == "ADJ" and not token.head.dep_.startswith("obl"):
        return True
    for _ in range(_DESCRIPTION_DEPTH):
        if token.dep_.startswith(("acl", "appos")):
            return True
        token = token.head
    return False


def _texts_spoken_of(doc: Doc, own: Collection[int]) -> frozenset[str]:
    """The kinds of written texts that the reporter speaks of; a plain post is the kind named more closely."""
    found = {channel for token in doc if token.i in own and (channel := _text_kind(token)) is not None}
    closer = {kind for kind in found if kind.endswith(" post") or kind == "tweet"}
    return frozenset(found - {"post"} if closer else found)


def _text_kind(token: Token) -> str | None:
    channels = lexicon.load("channels")
    kind = channels["sites"].get(token.text) or (channel_of(token) if token.pos_ == "NOUN" else None)
    return kind if kind in _TEXTS else None


def _is_year(token: Token) -> bool:
    """``in 2012``; not ``the 2012 race``, of which people speak today."""
    written = len(token.text) == 4 and token.text.isdigit() and token.text[:2] in {"19", "20"}
    return written and not (token.dep_ in {"compound", "nummod", "amod"} and token.head.i > token.i)
