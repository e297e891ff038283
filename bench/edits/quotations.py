"""Edits of quotations: cut, a word changed, given to another speaker, said through another channel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

from spacy.tokens import Span as Tokens, Token

from bench.edits.edit import Edit, Place, Replacement, Source, edited
from bench.edits.words import table
from rashomon.model import Quote

_MODIFIERS = {"obl", "obl:unmarked", "advcl", "conj", "nmod", "appos", "advmod", "parataxis"}
_LEFT = 5
"""Words that a cut leaves at least."""
_MARKED = re.compile(r"\w+(?:[’'-]\w+)*")


def _body_quotes(source: Source) -> Iterator[tuple[Quote, Tokens]]:
    """Direct and partial quotations of body paragraphs, in marks, with their tokens."""
    for quote in source.annotations.quotes:
        tokens = source.doc.char_span(quote.span.start, quote.span.end, alignment_mode="contract")
        if quote.marked and quote.outer is not None and quote.block == "body" and tokens is not None:
            yield quote, tokens


def _words(text: str) -> int:
    return len(_MARKED.findall(text))


# --- cuts ------------------------------------------------------------------------------------------------------------


def cuts(source: Source) -> Iterator[Edit]:
    """A sentence or a phrase with all that hangs on it left out: at the start, in the middle, at the end; each with and
    without an ellipsis."""
    for quote, tokens in _body_quotes(source):
        for where, start, end in _removable(quote, tokens):
            text = quote.span.text
            left = text[: start - quote.span.start] + text[end - quote.span.start :]
            if _words(left) < _LEFT or start >= end:
                continue
            yield edited(source, "cut", f"{where}, without an ellipsis", [_cut(source, quote, where, start, end, "")])
            dots = {"at the start": "… ", "in the middle": " … ", "at the end": " …"}[where]
            yield edited(source, "cut", f"{where}, with an ellipsis", [_cut(source, quote, where, start, end, dots)])


def _removable(quote: Quote, tokens: Tokens) -> list[tuple[str, int, int]]:
    """``(where, start, end)``: one run of characters at each place that can go, the longest first."""
    found: dict[str, tuple[int, int]] = {}
    sentences = [s for s in tokens.doc.sents if s.start < tokens.end and tokens.start < s.end]
    for number, sentence in enumerate(sentences if len(sentences) > 1 else []):
        where = "at the start" if number == 0 else "at the end" if number == len(sentences) - 1 else "in the middle"
        start, end = max(sentence.start_char, quote.span.start), min(sentence.end_char, quote.span.end)
        following = (
            quote.span.start + len(quote.span.text)
            if number == len(sentences) - 1
            else sentences[number + 1].start_char
        )
        found.setdefault(where, (start, end) if where == "at the end" else (start, following))
    for token in sorted(tokens, key=lambda token: -len(list(token.subtree))):
        run = _phrase(tokens, token)
        if run is not None:
            where, start, end = run
            found.setdefault(where, (start, end))
    return [(where, *run) for where, run in sorted(found.items())]


def _phrase(tokens: Tokens, token: Token) -> tuple[str, int, int] | None:
    """The words of a modifier or a joined part, where the rest of its sentence can stand without them."""
    subtree = [word for word in token.subtree if tokens.start <= word.i < tokens.end]
    first, last = subtree[0], subtree[-1]
    while last.is_punct and last.i > first.i:
        last = last.nbor(-1)
    whole = len(subtree) == last.i - first.i + 1 or subtree[-1].is_punct
    if (
        token.dep_ not in _MODIFIERS
        or not whole
        or token.head.i == token.i
        or not tokens.start <= token.head.i < tokens.end
    ):
        return None
    if token.dep_ in {"advmod", "nmod"} and len(subtree) < 3:
        return None
    start, end = first.idx, last.idx + len(last)
    before = token.doc[first.i - 1] if first.i > tokens.start else None
    after = token.doc[last.i + 1] if last.i + 1 < tokens.end else None
    if before is None:
        comma = after is not None and after.text == ","
        return (
            ("at the start", start, after.nbor().idx)
            if comma and after is not None and after.i + 1 < tokens.end
            else None
        )
    inner = before.text == "," and after is not None and after.text == ","
    if before.text == "," and (inner or after is None or after.is_punct):
        start = before.idx
    elif before.is_punct:
        return None
    if all(word.is_punct for word in tokens.doc[last.i + 1 : tokens.end]):
        return "at the end", before.idx + len(before) if before.text != "," else before.idx, end
    if inner and after is not None:
        return "in the middle", before.idx, end
    adverbial = token.dep_ == "obl" and first.dep_ == "case"
    return ("in the middle", before.idx + len(before), end) if adverbial else None


def _cut(source: Source, quote: Quote, where: str, start: int, end: int, dots: str) -> Replacement:
    """The cut with what stands in its place. A quotation that now begins in a sentence keeps its small letter behind an
    ellipsis, and takes a capital without one."""
    if where == "at the start":
        rest = source.text[end]
        return Replacement(start, end + 1, dots + (rest if dots else rest.upper()))
    if where == "in the middle" and not dots:
        glued = not source.text[end].isspace() and not source.text[start - 1].isspace() and source.text[end].isalnum()
        return Replacement(start, end, " " if glued else "")
    if where == "in the middle":
        joined = source.text[end : end + 1].isalnum()
        return Replacement(start - source.text[start - 1].isspace(), end, dots if joined else dots.rstrip())
    start -= source.text[start - 1].isspace()
    if source.text[end : end + 1] == ",":  # the comma before the closing mark takes the place of the full stop
        start -= source.text[start - 1] == "."
        end += source.text[start - 1] in "?!"
    return Replacement(start, end, dots)


# --- words -----------------------------------------------------------------------------------------------------------


def wordings(source: Source, rng: Random) -> Iterator[Edit]:
    """One word of a quotation becomes another of its kind: a noun, an adjective, a modal."""
    for quote, tokens in _body_quotes(source):
        if _words(quote.span.text) < _LEFT:
            continue
        for token in tokens:
            new = _other_word(token, rng)
            if new is not None:
                change = Replacement(token.idx, token.idx + len(token), new)
                yield edited(source, "wording", "modal" if token.tag_ == "MD" else "content word", [change])


def _other_word(token: Token, rng: Random) -> str | None:
    if token.tag_ == "MD" and token.lower_ in table("auxiliaries") and token.nbor().lower_ not in {"n't", "n’t", "not"}:
        return str(rng.choice([word for word in table("auxiliaries") if word != token.lower_]))
    if token.tag_ not in {"NN", "NNS", "JJ"} or not token.text.islower() or token.dep_ in {"compound", "fixed"}:
        return None
    plural = token.tag_ == "NNS"
    lemma = token.lower_[:-1] if plural and token.lower_.endswith("s") else token.lower_
    row = next((row for row in table("adjectives" if token.tag_ == "JJ" else "nouns") if lemma in row), None)
    if row is None:
        return None
    article = token.nbor(-1).lower_ if token.i else ""
    free = [
        word
        for word in row
        if word != lemma and (article not in {"a", "an"} or (word[0] in "aeiou") == (article == "an"))
    ]
    return f"{rng.choice(free)}{'s' if plural else ''}" if free else None


# --- speakers and channels -------------------------------------------------------------------------------------------


def speakers(source: Source, rng: Random) -> Iterator[Edit]:
    """Another person of the report says it: the bare name beside the reporting word is exchanged."""
    people = {
        e.id: e for e in source.annotations.entities if e.type == "person" and e.named and not e.explanation.candidates
    }
    for quote, _ in _body_quotes(source):
        speaker = quote.speaker
        entity = people.get(speaker.entity or "") if speaker is not None else None
        if speaker is None or entity is None or _words(quote.span.text) < _LEFT or quote.cue is None:
            continue
        evidence = speaker.evidence
        tokens = source.doc.char_span(evidence.start, evidence.end, alignment_mode="expand")
        bare = tokens is not None and all(word.pos_ == "PROPN" for word in tokens) and evidence.text in entity.name
        if (
            tokens is None
            or not bare
            or not _stands_alone(tokens.root, tokens)
            or evidence.text == entity.name.split()[0]
        ):
            continue
        others = [e for e in people.values() if e.id != entity.id and len(e.name.split()) == 2]
        others = [e for e in others if not set(e.name.split()) & set(entity.name.split())]
        if not others or re.search(r"\b(he|she|his|her|him)\b", _outside(source, quote, tokens)):
            continue
        other = rng.choice(sorted(others, key=lambda e: e.name))
        known = any(m.kind == "name" and m.span.start < evidence.start for m in other.mentions)
        name = other.name.split()[-1] if known else other.name
        change = Replacement(evidence.start, evidence.end, name)
        yield _at_quote(edited(source, "speaker", "known" if known else "not yet named", [change]), quote, change)


def _stands_alone(head: Token, tokens: Tokens) -> bool:
    """True for a name without title, apposition or clause, the subject of its verb."""
    return head.dep_ == "nsubj" and all(word in tokens or word.is_punct for word in head.subtree)


def _outside(source: Source, quote: Quote, tokens: Tokens) -> str:
    """The sentence of the reporting word without the quotation, in small letters."""
    sentence = tokens.sent
    before = source.text[sentence.start_char : max(sentence.start_char, quote.span.start)]
    after = source.text[min(sentence.end_char, quote.span.end) : sentence.end_char]
    return f"{before} {after}".lower()


def channels(source: Source, rng: Random) -> Iterator[Edit]:
    """Another occasion in the phrase beside the reporting word: "in a statement" for "in an interview"."""
    phrases: dict[str, str] = table("channels")
    for quote, _ in _body_quotes(source):
        cue = source.doc.char_span(quote.cue.start, quote.cue.end) if quote.cue is not None else None
        if quote.channel is None or cue is None or _words(quote.span.text) < _LEFT:
            continue
        for token in cue.root.children:
            phrase = _channel_phrase(token)
            if phrase is None or quote.span.start <= token.idx < quote.span.end:
                continue
            new = rng.choice([text for channel, text in phrases.items() if channel != quote.channel])
            change = Replacement(phrase[0], phrase[1], new)
            yield _at_quote(edited(source, "channel", quote.channel, [change]), quote, change)
            break


def _channel_phrase(token: Token) -> tuple[int, int] | None:
    """The characters of ``in a television interview``: preposition, article, words between, noun; nothing behind it."""
    case = next((child for child in token.children if child.dep_ == "case"), None)
    known = {phrase.split()[-1] for phrase in table("channels").values()} | {"video", "message"}
    if token.dep_ != "obl" or case is None or case.lower_ not in {"in", "at"} or token.lower_ not in known:
        return None
    return case.idx, token.idx + len(token)


def _at_quote(edit: Edit, quote: Quote, change: Replacement) -> Edit:
    """The edit with the quotation as its place, in both versions."""
    grown = len(change.text) - (change.end - change.start)
    start, end = quote.span.start, quote.span.end
    moved = grown if change.end <= start else 0
    places: Sequence[Place] = (Place((start, end), (start + moved, end + moved)),)
    return Edit(edit.kind, edit.rule, edit.story, edit.report, edit.document, tuple(places))
