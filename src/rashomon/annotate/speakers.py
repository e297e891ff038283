"""Whose words a marked run is: a list of rules, the first that fits decides, each by its name.

Rules, in order (the names stand in ``Explanation.rule``):

``verb-after-quote``        “…,” Vidal said · “…,” said Vidal
``colon-after-name``        Vidal: “…” · in headlines also … “…”: Vidal
``signature-after-dash``    “…” — Vidal
``dash-after-name``         including Vidal — “…”
``parenthetical-cue``       The gate, Vidal said, is “…”
``governing-verb``          Vidal said that “…” · Vidal called it “…”: the reporting word above the run in the tree
``nearest-cue``             the same, by the nearest reporting word before the run in the sentence
``noun-of-words``           in Vidal's warning that “…”
``verb-at-the-end``         … is “…” to …, Vidal said
``according-to``            according to Vidal, …
``same-sentence``           a second run of a sentence whose first is attributed
``same-paragraph``          whole sentences after an attributed quotation in its paragraph
``continued-quotation``     the paragraph before left its quotation open, or ended with this speaker's words
``subject-before``          whole sentences after a sentence about one person's speaking
``clause-subject``          a fragment in a clause whose subject is a person or body
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from rashomon import lexicon
from rashomon.annotate.channels import channel_in, channel_of
from rashomon.annotate.contents import Content, find_contents, outside
from rashomon.annotate.cues import (
    SUBJECTS,
    Cue,
    CueKind,
    find_cues,
    outer_cues,
    phrase_head,
    possessor_of,
    subject_of,
    verb_lemma,
    verbs,
)
from rashomon.annotate.frames import TERMINALS, Frame, Run
from rashomon.annotate.labels import DISPLAY, label_of
from rashomon.annotate.nominals import text_of
from rashomon.annotate.occasions import Occasion, Occasions
from rashomon.annotate.referents import Referent, Referents, Spoken
from rashomon.annotate.tags import tag_after, verb_at_the_end, verb_before
from rashomon.model import Document, Source

_ASIDE_REACH = 3
_NOUN_REACH = 9
_JOIN_REACH = 5
_CLAUSE_REACH = 10
_AFTER_NOUN = frozenset({"about", "that", "of", "on", "to", ":", "regarding", "concerning"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ASIDE_LONGEST = 10
_BESIDE = frozenset({"verb-after-quote", "governing-verb"})
UNATTRIBUTED = "unattributed"
_TEXT_REACH = 4
"""Sentences after somebody spoke in which "the letter" is theirs."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is found to speak, how, and by which words: ``cue`` as token indices."""

    rule: str
    reason: str
    speaker: Source | None = None
    cue: tuple[int, int] | None = None
    channel: str | None = None
    via: tuple[Source, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class _State:
    """What earlier paragraphs leave for later ones."""

    spoken: Spoken | None = None
    by_block: dict[int, Attribution] = field(default_factory=dict)
    documents: dict[str, Source] = field(default_factory=dict)
    frame: Frame | None = None
    cues: list[Cue] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)


class Attributor:
    """Attributes the runs of one report, frame by frame in the order of the text."""

    def __init__(self, document: Document, doc: Doc, own: Collection[int], referents: Referents) -> None:
        self._doc, self._own, self._referents = doc, own, referents
        self._state = _State()
        self._occasions = Occasions(document, referents, own)

    def attribute(
        self, frame: Frame, previous: Frame | None, following: Frame | None, cues: Sequence[Cue]
    ) -> dict[Run, Attribution]:
        """The attribution of each run of ``frame``, which stands between ``previous`` and ``following``. Frames must
        come in the order of the text."""
        found: dict[Run, Attribution] = {}
        before: Run | None = None
        for run in frame.runs:
            label = self._label(run, frame, following)
            first = label if label is not None and frame.block.role in DISPLAY else None
            joined = found[before] if before is not None and _is_joined(before, run, frame, cues) else None
            if joined is not None and joined.speaker is not None:
                first = _same(joined, "same-sentence", "it is joined to this speaker's words before it")
            found[run] = first or self._with_cue(run, frame, cues) or label or _pending()
            before = run
        for run in frame.runs:
            if found[run].rule == "pending":
                found[run] = self._without_cue(run, frame, previous, found)
            if found[run].rule != UNATTRIBUTED:
                self._remember(frame, found[run], run)
        if all(attribution.rule == UNATTRIBUTED for attribution in found.values()):
            self._listen(frame, cues)
        return found

    # --- rules with a cue -------------------------------------------------------------------------------------------

    def _with_cue(self, run: Run, frame: Frame, cues: Sequence[Cue]) -> Attribution | None:
        for rule, cue in self._candidates(run, frame, cues):
            attribution = self._by_cue(rule, cue, run.first, frame, cues)
            if attribution is not None:
                return attribution
        return None

    def _candidates(self, run: Run, frame: Frame, cues: Sequence[Cue]) -> list[tuple[str, Cue]]:
        before = [cue for cue in cues if cue.start < run.first]
        after = [cue for cue in cues if cue.start >= run.last]
        ordered: list[tuple[str, Cue]] = []
        tag = tag_after(self._doc, run, frame, after, self._own)
        leading = verb_before(run, frame, before)
        governing = self._governing(run, before)
        if tag is not None and governing is not None and not run.begins_sentence and governing.kind is CueKind.SPEECH:
            # Vidal said it was “a mess,” Meridian reported: who reports is further out.
            ordered.append(("governing-verb", governing))
        if tag is not None and leading is None:
            ordered.append(("verb-after-quote", tag))
        if leading is not None:
            ordered.append(("governing-verb", leading))
        aside = next((cue for cue in reversed(before) if _is_aside(cue)), None)
        if aside is not None:
            ordered.append(("parenthetical-cue", aside))
        ordered += [("noun-of-words", cue) for cue in before if _leads_into(cue, run)]
        ordered += [("governing-verb", cue) for cue in before[::-1] if _governs_by_position(cue, run, frame)][:1]
        if governing is not None:
            ordered.append(("governing-verb", governing))
        for cue in reversed(before):
            if cue.kind is CueKind.ACCORDING:
                continue
            if cue.kind is CueKind.NOUN:
                if run.first - cue.end <= 8:
                    ordered.append(("noun-of-words", cue))
            elif not _cut_off(cue, run, frame) and not _is_hypothetical(cue):
                ordered.append(("nearest-cue", cue))
        final = verb_at_the_end(self._doc, run, after)
        if final is not None:
            ordered.append(("verb-at-the-end", final))
        ordered += [("according-to", cue) for cue in [*before[::-1], *after] if cue.kind is CueKind.ACCORDING]
        if tag is not None:
            ordered.append(("verb-after-quote", tag))
        return ordered

    def _governing(self, run: Run, before: Sequence[Cue]) -> Cue | None:
        """The nearest reporting verb above the run in the tree."""
        by_verb = {cue.verb.i: cue for cue in before if cue.kind is not CueKind.ACCORDING}
        token = next(
            (t for t in self._doc[run.first : run.last] if not t.is_punct and not run.first <= t.head.i < run.last),
            None,
        )
        for _ in range(8):
            if token is None or token.head == token:
                return None
            token = token.head
            cue = by_verb.get(token.i)
            if cue is not None and not _is_hypothetical(cue):
                return cue
        return None

    def _by_cue(self, rule: str, cue: Cue, at: int, frame: Frame, cues: Sequence[Cue]) -> Attribution | None:
        """Whose words begin at token ``at`` by ``cue``, or None where it names nobody who speaks."""
        if cue.passive and (cue.source is None or verb_lemma(cue.verb) in verbs("passive_of_law")):
            return None
        _, contents = self.reported(frame)
        around = list(dict.fromkeys([*outside(contents, at, cue), *outside(contents, cue.start, cue)]))
        inward = cue.kind is CueKind.STANCE or verb_lemma(cue.verb) in verbs("thinking")
        if inward and not rule.startswith("indirect-") and around:
            # Vidal said that Roe wants, or believes in, “a fight”: the words are those of who says so.
            return self._by_cue(rule, around[0], at, frame, cues)
        source = cue.source
        trusted = rule.startswith("indirect-") and _is_subject_of(source, cue)
        if source is None or not (trusted or self._referents.speaks(source)):
            source = self._other_subject(cue, frame) or (source if rule in _BESIDE else None)
        if source is None:
            return None
        referent = self._same_as_outer(source, cue, cues) or self._speaker(source)
        if referent.source is None and not referent.candidates:
            return None
        words = text_of(self._doc, cue.start, cue.end)
        used = cue if source is cue.source else replace(cue, source=source)
        heads = [other.source for other in around if other.source is not None]
        occasion = self._occasions.at(frame, at, used, cues, referent.source, self._state.spoken, heads)
        return Attribution(
            rule,
            f"“{words}”: {referent.how}" if referent.source else f"“{words}”, but {referent.how}",
            referent.source,
            (cue.start, cue.end),
            occasion.channel,
            occasion.via,
            () if referent.source else referent.candidates,
        )

    def reported(self, frame: Frame) -> tuple[list[Cue], list[Content]]:
        """The reported stretches of ``frame``, with all the cues among which theirs are; found once."""
        state = self._state
        if state.frame is not frame:
            state.frame, state.cues = frame, find_cues(frame.own, self._own, thinking=True)
            state.contents = find_contents(self._doc, frame, state.cues, self._own)
        return state.cues, state.contents

    def _same_as_outer(self, source: Token, cue: Cue, cues: Sequence[Cue]) -> Referent | None:
        """``Vidal said she found it “…”``: the pronoun under a reporting verb is most often who reports."""
        if source.pos_ != "PRON":
            return None
        for outer in outer_cues(cue, cues):
            if outer.source is None or outer.source.pos_ == "PRON":
                continue
            referent = self._speaker(outer.source)
            if referent.source is not None and self._referents.agree(source, referent.source):
                return Referent(referent.source, f"“{source.text}” is who “{outer.verb.text}”")
            return None
        return None

    def _other_subject(self, cue: Cue, frame: Frame) -> Token | None:
        """Where the tree gives the cue no subject that can speak: the nearest before it that can, of a main clause for
        a participle."""
        if cue.kind in {CueKind.NOUN, CueKind.ACCORDING}:
            return None
        before = [t for t in frame.own if t.i < cue.start and t.dep_ in SUBJECTS and self._referents.speaks(t)]
        if cue.verb.tag_ == "VBG":
            before = [t for t in before if t.head.dep_ in {"root", "conj", "parataxis"}] or before
        before = [t for t in before if t.lower_ not in {"who", "whom"}]
        return before[-1] if before else None

    def _speaker(self, head: Token) -> Referent:
        lemma = head.lemma_.lower()
        referent = self._referents.resolve(head, last=self._state.spoken)
        texts = head.pos_ == "NOUN" and lemma in verbs("documents")
        if texts and referent.source is not None and possessor_of(head, self._own) is not None:
            self._state.documents[lemma] = referent.source
        if texts and head.dep_ == "obj" and verb_lemma(head.head) in lexicon.load("channels")["publishing"]:
            issuer = subject_of(head.head, self._own)
            if issuer is not None and issuer.i != head.i and self._referents.speaks(issuer):
                return self._referents.resolve(issuer, last=self._state.spoken)
        if texts and referent.source is not None and referent.source.entity is None:
            known = self._state.documents.get(lemma)
            if known is not None:
                return Referent(known, f"“{head.text}” is the {lemma} named before")
            spoken = self._state.spoken
            personal = channel_of(head) in lexicon.load("channels")["personal"]
            near = spoken is not None and self._referents.sentence(head) - spoken.sentence <= _TEXT_REACH
            if spoken is not None and personal and near and _is_definite(head):
                return Referent(spoken.source, f"“{head.text}” is by who spoke last")
        return referent

    def _label(self, run: Run, frame: Frame, following: Frame | None) -> Attribution | None:
        label = label_of(self._doc, run, frame, following, self._own, self._referents)
        if label is None:
            return None
        referent = self._speaker(label[1])
        if referent.source is None:
            return None
        return Attribution(label[0], f"the name is set beside the words: {referent.how}", referent.source)

    def complete(self, attribution: Attribution, frame: Frame) -> Attribution:
        """``attribution`` with an occasion that another sentence of the report tells, where none is known. Asked when
        the whole report has been read."""
        told_here = attribution.via or attribution.channel not in {None, "interview", "broadcast"}
        if attribution.speaker is None or told_here:
            return attribution
        occasion = self._occasions.elsewhere_told(frame, attribution.speaker)
        return replace(attribution, channel=occasion.channel or attribution.channel, via=occasion.via)

    def attribute_content(self, content: Content, frame: Frame, cues: Sequence[Cue]) -> Attribution | None:
        """Whose words a stretch without marks reports. None where its cue names nobody who speaks."""
        rule, cue = f"indirect-{content.rule}", content.cue
        if cue.passive and cue.source is None:
            words = text_of(self._doc, cue.start, cue.end)
            return Attribution(rule, f"“{words}”: the sentence does not say by whom", None, (cue.start, cue.end))
        return self._by_cue(rule, cue, content.first, frame, cues)

    # --- rules without one ------------------------------------------------------------------------------------------

    def _without_cue(
        self, run: Run, frame: Frame, previous: Frame | None, found: dict[Run, Attribution]
    ) -> Attribution:
        state = self._state
        for other in sorted(found, key=lambda r: (abs(r.first - run.first), r.first)):
            if other is not run and found[other].speaker is not None and found[other].rule != "clause-subject":
                return _same(found[other], "same-sentence", "another quotation in the sentence has this speaker")
        opens = not frame.before(run) and run.begins_sentence
        whole = not frame.before(run) and not [t for t in frame.after(run) if not t.is_punct]
        ends = run.ending in TERMINALS or not run.marked.closed
        in_paragraph = state.by_block.get(frame.index)
        if run.marked.continues and frame.index - 1 in state.by_block:
            before = state.by_block[frame.index - 1]
            return _same(before, "continued-quotation", "the quotation goes on from the paragraph before")
        if (whole or opens) and in_paragraph is not None:
            return _same(in_paragraph, "same-paragraph", "it follows this speaker's words in the paragraph")
        if whole and previous is not None and previous.index == frame.index:
            subject = self._subject_before(previous)
            if subject is not None:
                return subject
        if whole and ends and previous is not None and previous.index == frame.index - 1:
            colon = previous.own and previous.own[-1].text == ":"
            before_block = state.by_block.get(frame.index - 1)
            if colon:
                subject = self._subject_before(previous)
                if subject is not None:
                    return subject
            signed = before_block is not None and before_block.rule == "signature-after-dash"
            if before_block is not None and not signed and (previous.runs or colon):
                return _same(before_block, "continued-quotation", "the paragraph before ends with this speaker's words")
            if colon:
                return self._owner_of_text(run, previous)
        if not whole:
            subject = self._clause_subject(run, frame)
            if subject is not None:
                return subject
        return _unattributed()

    def _owner_of_text(self, run: Run, previous: Frame) -> Attribution:
        """``Read the letter in full:`` gives the words of whose letter it is, else of who spoke last."""
        nouns = [t.lemma_.lower() for t in previous.own if t.pos_ == "NOUN" and t.lemma_.lower() in verbs("documents")]
        known = next((self._state.documents[noun] for noun in nouns if noun in self._state.documents), None)
        spoken = self._state.spoken
        owner = known or (spoken.source if nouns and spoken is not None else None)
        if owner is None:
            return _unattributed()
        occasion = self._occasions.at(previous, run.first, None, (), owner, spoken)
        reason = f"the sentence before announces the {nouns[0]}"
        return Attribution("announced-text", reason, owner, None, occasion.channel, occasion.via)

    def _subject_before(self, previous: Frame) -> Attribution | None:
        """The subject of the sentence before, where that is a person or body."""
        root = next((t for t in previous.own if t.dep_ == "root"), None)
        if root is None:
            return None
        subject = subject_of(root, self._own)
        if subject is None or not (self._referents.named(subject) or subject.pos_ == "PRON"):
            return None
        referent = self._speaker(subject)
        if referent.source is None:
            return None
        channel = channel_in(previous.own, None)
        return Attribution(
            "subject-before",
            f"the sentence before is about the speaker: {referent.how}",
            referent.source,
            None,
            channel,
        )

    def _clause_subject(self, run: Run, frame: Frame) -> Attribution | None:
        """A fragment in a clause whose subject is a person or body that acts, not one to whom something is done."""
        token = next(
            (t for t in self._doc[run.first : run.last] if not t.is_punct and not run.first <= t.head.i < run.last),
            None,
        )
        verb = token
        for _ in range(8):
            if verb is None or verb.head == verb or (verb.pos_ in {"VERB", "AUX"} and verb.i in self._own):
                break
            verb = verb.head
        if verb is None or verb.i not in self._own or verb.pos_ not in {"VERB", "AUX"}:
            return None
        if any(child.dep_ in {"nsubj:pass", "aux:pass", "cop"} for child in verb.children):
            return None
        subject = subject_of(verb, self._own)
        if subject is None or not (self._referents.named(subject) or subject.pos_ == "PRON"):
            return None
        referent = self._speaker(subject)
        if referent.source is None:
            return None
        occasion = self._occasions.at(frame, run.first, None, (), referent.source, self._state.spoken)
        reason = f"the subject of “{verb.text}”: {referent.how}"
        return Attribution("clause-subject", reason, referent.source, None, occasion.channel, occasion.via)

    # --- memory -----------------------------------------------------------------------------------------------------

    def _remember(self, frame: Frame, attribution: Attribution, run: Run) -> None:
        if attribution.speaker is None:
            self._state.by_block.pop(frame.index, None)
            return
        sentence = self._referents.sentence(self._doc[run.first])
        self._state.spoken = Spoken(attribution.speaker, sentence)
        self._occasions.note(frame, attribution.speaker, Occasion(attribution.channel, attribution.via))
        self._state.by_block[frame.index] = attribution
        self._listen_for_documents(frame, attribution.speaker)

    def _listen(self, frame: Frame, cues: Sequence[Cue]) -> None:
        """Somebody may speak without marks: whoever reports last is whom a pronoun or a channel takes up."""
        spoken = next((c for c in cues if c.source is not None and not c.passive and _is_main_speech(c)), None)
        verb = spoken.verb if spoken is not None else _root(frame.own)
        head = spoken.source if spoken is not None else subject_of(verb, self._own) if verb is not None else None
        if verb is None:
            return
        if head is None or not self._referents.speaks(head):
            head = self._subject_after_participle(frame)
            if head is None:
                return
        speaker = self._speaker(head).source
        if speaker is None:
            return
        self._occasions.listen(frame, speaker, verb)
        if spoken is not None:
            self._state.spoken = Spoken(speaker, self._referents.sentence(verb))
            self._listen_for_documents(frame, speaker)

    def _subject_after_participle(self, frame: Frame) -> Token | None:
        """``Asked about it on Channel Nine, Vidal …``: whom the participle describes follows a comma."""
        if frame.own[0].tag_ not in {"VBN", "VBG", "VBD"}:
            return None
        for token in frame.own:
            before = self._doc[token.i - 1] if token.i else token
            if "," in {before.text, self._doc[before.i - 1].text if before.is_quote else ""}:
                head = phrase_head(self._doc, token.i, self._own)
                if head is not None and self._referents.speaks(head):
                    return head
        return None

    def _listen_for_documents(self, frame: Frame, speaker: Source) -> None:
        """``said in a statement``: that statement is this speaker's, when it is taken up later."""
        for token in frame.own:
            if token.pos_ == "NOUN" and token.lemma_.lower() in verbs("documents"):
                cases = {child.lower_ for child in token.children if child.dep_ == "case"}
                posted = token.dep_ == "obj" and verb_lemma(token.head) in lexicon.load("channels")["publishing"]
                if cases & {"in", "on"} or posted:
                    self._state.documents[token.lemma_.lower()] = speaker


def _root(tokens: Sequence[Token]) -> Token | None:
    """The head of the sentence; where the parser joined it to another, the word that hangs from outside of it."""
    inside = {token.i for token in tokens}
    root = next((token for token in tokens if token.dep_ == "root"), None)
    return root or next((t for t in tokens if t.head.i not in inside and not t.is_punct), None)


def frame_cues(frame: Frame, own: Collection[int]) -> list[Cue]:
    """The cues in the reporter's words of ``frame``."""
    return find_cues(frame.own, own)


def _is_joined(before: Run, run: Run, frame: Frame, cues: Sequence[Cue]) -> bool:
    """``“slow” and “cold”``: a few words without a verb join a fragment to the one before, and no tag follows."""
    if run.begins_sentence or any(cue.start >= run.last and cue.kind is not CueKind.NOUN for cue in cues):
        return False
    between = frame.before(run)
    if not 0 < len(between) <= _JOIN_REACH or between[0].i < before.last:
        return False
    joins = any(token.pos_ == "CCONJ" or token.text == "," for token in between)
    return joins and not any(token.pos_ in {"VERB", "AUX"} or token.text == ";" for token in between)


def _is_subject_of(source: Token | None, cue: Cue) -> bool:
    """The tree's own subject of a verb that takes a clause: whoever that is (“two of them”, “backers”) has said it."""
    return source is not None and source.head.i == cue.verb.i and source.pos_ != "PRON" and source.dep_ in SUBJECTS


def _leads_into(cue: Cue, run: Run) -> bool:
    """``Vidal's remarks about the gate having “…”``: the run belongs to the noun's own phrase, no verb between."""
    if cue.kind is not CueKind.NOUN or not cue.end < run.first <= cue.end + _NOUN_REACH:
        return False
    between = cue.verb.doc[cue.end : run.first]
    return between[0].lower_ in _AFTER_NOUN and not any(token.tag_ in _FINITE for token in between)


def _governs_by_position(cue: Cue, run: Run, frame: Frame) -> bool:
    """``said he would be “…”``: a plain clause from the verb to the marks, whatever the tree makes of it."""
    if cue.kind is not CueKind.SPEECH or cue.passive or not run.first - _CLAUSE_REACH <= cue.end <= run.first:
        return False
    between = [token for token in frame.own if cue.end <= token.i < run.first]
    if len(between) != run.first - cue.end or cue.verb.tag_ in {"VB", "VBN"}:
        return False
    return not any(token.pos_ in {"VERB", "CCONJ"} or token.is_punct for token in between)


def _is_hypothetical(cue: Cue) -> bool:
    """``would view such a step as “…”``: nobody has named anything yet; who says so is further up."""
    if cue.kind not in {CueKind.NAMING, CueKind.STANCE}:
        return False
    return any(child.tag_ == "MD" for child in cue.verb.children)


def _is_aside(cue: Cue) -> bool:
    """``The gate, Vidal said, is …``: the cue with its subject between commas."""
    verb, source = cue.verb, cue.source
    if cue.kind is not CueKind.SPEECH or source is None or not 0 < verb.i - source.i <= _ASIDE_REACH:
        return False
    first = source
    while first.i and first.nbor(-1).pos_ in {"PROPN", "DET"}:
        first = first.nbor(-1)
    doc = verb.doc
    if not first.i or doc[first.i - 1].text != ",":
        return False
    for token in doc[verb.i + 1 : verb.i + 1 + _ASIDE_LONGEST]:
        if token.text == ",":
            return True
        if token.pos_ in {"VERB", "AUX"} or token.text in {":", "that"}:
            return False
    return False


def _is_main_speech(cue: Cue) -> bool:
    return cue.kind is CueKind.SPEECH and cue.verb.dep_ in {"root", "conj"}


def _is_definite(noun: Token) -> bool:
    return any(child.lower_ in {"the", "this", "that", "these"} for child in noun.children if child.dep_ == "det")


def _unattributed() -> Attribution:
    return Attribution(UNATTRIBUTED, "the text beside the marks does not say whose words they are")


def _pending() -> Attribution:
    return Attribution("pending", "no reporting word decides")


def _same(other: Attribution, rule: str, reason: str) -> Attribution:
    return Attribution(rule, reason, other.speaker, None, other.channel, other.via, other.candidates)


def _cut_off(cue: Cue, run: Run, frame: Frame) -> bool:
    """True where a semicolon or a new main clause with another subject stands between the cue and the run."""
    return any(cue.end <= token.i < run.first and token.text == ";" for token in frame.own)
