"""Quotations inside quotations: words that the speaker gives as somebody's, with the speaker as their relay."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc, Token

from rashomon.annotate.cues import verb_lemma, verbs
from rashomon.annotate.frames import Run
from rashomon.annotate.referents import Referents
from rashomon.annotate.speakers import Attribution

_LINKS = frozenset({",", ":", "that", "like"})
_OWN_VOICE = frozenset({"i", "we", "me", "us"})


def nested_quotes(
    doc: Doc, inner: Sequence[Run], outer: Sequence[tuple[Run, Attribution]], referents: Referents
) -> Iterator[tuple[Run, Run, Attribution]]:
    """The runs of ``inner`` before or after which their outer quotation has a reporting verb, with that quotation
    and their attribution.

    Other inner marks set terms and titles, or stress a word; nobody can tell from the marks alone.
    """
    position = 0
    for run in inner:
        while position < len(outer) and outer[position][0].last < run.last:
            position += 1
        if position == len(outer):
            return
        holder, attribution = outer[position]
        if not holder.first <= run.first < run.last <= holder.last:
            continue
        inside = range(holder.first, holder.last)
        verb = _verb_before(doc, run, inside) or _verb_after(doc, run, inside)
        if verb is not None:
            yield run, holder, _attributed(doc, verb, holder, attribution, referents)


def _verb_before(doc: Doc, run: Run, inside: Collection[int]) -> Token | None:
    at = run.first - 1
    while at in inside and doc[at].lower_ in _LINKS:
        at -= 1
    reached = doc[at] if at in inside else None
    # "told him, ‘…’": the one who was told stands between.
    if reached is not None and reached.pos_ == "PRON" and at - 1 in inside:
        reached = doc[at - 1]
    return reached if reached is not None and _reports(reached) else None


def _verb_after(doc: Doc, run: Run, inside: Collection[int]) -> Token | None:
    following = [doc[i] for i in range(run.last, run.last + 3) if i in inside]
    tag = len(following) > 1 and following[0].pos_ in {"PRON", "PROPN"} and _reports(following[1])
    return following[1] if tag else None


def _reports(token: Token) -> bool:
    return token.pos_ == "VERB" and verb_lemma(token) in verbs("speech")


def _attributed(doc: Doc, verb: Token, holder: Run, attribution: Attribution, referents: Referents) -> Attribution:
    inside = range(holder.first, holder.last)
    subject = next((child for child in verb.children if child.dep_ == "nsubj" and child.i in inside), None)
    if subject is None and verb.i - 1 in inside and doc[verb.i - 1].pos_ in {"PRON", "PROPN"}:
        subject = doc[verb.i - 1]
    cue = (verb.i, verb.i + 1)
    if subject is None:
        return Attribution("nested-quotation", f"“{verb.text}” inside a quotation names nobody", None, cue)
    if subject.lower_ in _OWN_VOICE:
        reason = f"“{subject.text} {verb.text}” inside their own words"
        return Attribution("nested-quotation", reason, attribution.speaker, cue, None, attribution.via)
    referent = referents.resolve_quoted(subject, inside)
    relay = (attribution.speaker, *attribution.via) if attribution.speaker is not None else attribution.via
    via = tuple(source for source in relay if referent.source is None or source.name != referent.source.name)
    reason = f"“{verb.text}” inside a quotation: {referent.how}"
    return Attribution("nested-quotation", reason, referent.source, cue, None, via, referent.candidates)
