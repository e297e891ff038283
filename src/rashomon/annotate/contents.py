"""What is reported without marks: the stretch of a sentence that a reporting word governs, found by the parse.

Rules, each by its name (``Quote.explanation`` carries it with the prefix ``indirect-``):

``clause``        Vidal said (that) the gate is closed · Vidal asked whether …
``tag``           The gate is closed, Vidal said · The gate, Vidal said, is closed
``colon``         Vidal said: the gate is closed · in headlines also Vidal: the gate is closed
``according-to``  According to Vidal, the gate is closed
``as-said``       As Vidal said, the gate is closed
``infinitive``    Vidal promised to close the gate · Vidal urged the council to close it
``gerund``        Vidal accused the council of closing the gate
``noun-clause``   Vidal's claim that the gate is closed · his promise to close it
``object``        Vidal announced the closure of the gate · called for its closure
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from rashomon.annotate.cues import SUBJECTS, Cue, CueKind, verb_lemma, verbs
from rashomon.annotate.frames import Frame, Run
from rashomon.annotate.nominals import text_of
from rashomon.cleaning.plain.bylines import dateline

_CLAUSES = frozenset({"ccomp", "csubj"})
_AUXILIARIES = frozenset({"aux", "aux:pass", "neg", "advmod"})
_MAIN = frozenset({"root", "ccomp", "parataxis", "conj", "dep"})
_TAG_TAIL = 16
"""Own tokens that may follow a reporting verb at the end of a sentence: when, where and to whom."""
_JOINED_LONGEST = 6
_SOURCE_LONGEST = 40
"""Tokens from a source's first word to its verb; more is a misreading of the tree."""
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Content:
    """A reported stretch ``[first, last)`` of tokens with the cue that governs it."""

    first: int
    last: int
    rule: str
    cue: Cue


def find_contents(doc: Doc, frame: Frame, cues: Sequence[Cue], own: Collection[int]) -> list[Content]:
    """The reported stretches of ``frame``, the longer of two with the same cue; each at least two own words long."""
    if not cues:
        return []
    begin, end = _bounds(doc, frame)
    found: dict[int, Content] = {}
    for cue in cues:
        for content in _of_cue(doc, cue, begin, end, own):
            trimmed = _trimmed(doc, content, frame.runs)
            if trimmed is None or _own_words(doc, trimmed, own) < _FEWEST:
                continue
            found.setdefault(cue.start, trimmed)
            break
    return sorted(found.values(), key=lambda content: (content.first, -content.last, content.cue.start))


def outside(contents: Sequence[Content], at: int, cue: Cue) -> list[Cue]:
    """The cues of the reported stretches that hold token ``at``, the innermost first, ``cue`` itself left out."""
    holding = [
        content
        for content in contents
        if content.first <= at < content.last
        and content.cue.kind in {CueKind.SPEECH, CueKind.ACCORDING}
        and content.rule in {"clause", "tag", "colon", "according-to", "as-said"}
        and content.cue.start != cue.start
    ]
    holding.sort(key=lambda content: content.last - content.first)
    return [content.cue for content in holding if content.cue.source is not None]


def _bounds(doc: Doc, frame: Frame) -> tuple[int, int]:
    """The tokens of the frame, without the dateline of a wire report."""
    first, last = frame.items[0], frame.items[-1]
    begin = first.first if isinstance(first, Run) else first.i
    end = last.last if isinstance(last, Run) else last.i + 1
    line = dateline(text_of(doc, begin, end)) if doc[begin].idx == frame.block.start else None
    if line is not None:
        body = doc[begin].idx + line.end()
        begin = next((i for i in range(begin, end) if doc[i].idx >= body), begin)
    return begin, end


def _of_cue(doc: Doc, cue: Cue, begin: int, end: int, own: Collection[int]) -> Iterator[Content]:
    if cue.kind is CueKind.ACCORDING:
        yield from _according(doc, cue, begin, end)
        return
    if cue.kind is CueKind.NOUN:
        yield from _of_noun(cue, end)
        return
    yield from _tag(doc, cue, begin, end, own)
    yield from _clause(cue, begin, end)
    yield from _as_said(cue, begin, end)
    yield from _colon(doc, cue, end, own)
    yield from _infinitive(cue, end)
    yield from _object(cue, end)


def _infinitive(cue: Cue, end: int) -> Iterator[Content]:
    """``promised to close the gate``, ``accused the council of closing it``."""
    verb = cue.verb
    if cue.passive and cue.source is None:
        return
    objects = [child for child in verb.children if child.dep_ == "obj"]
    for child in [*verb.children, *(child for each in objects for child in each.children)]:
        marks = {mark.lower_ for mark in child.children if mark.dep_ in {"mark", "case"}}
        last = min(child.right_edge.i + 1, end)
        if child.i < verb.i:
            continue
        if child.dep_ == "xcomp" and ("to" in marks or child.tag_ == "VBG"):
            yield Content(max(verb.i + 1, child.left_edge.i), last, "infinitive", cue)
        elif child.dep_ in {"advcl", "acl"} and child.tag_ == "VBG" and marks & {"of", "for", "with"}:
            first = child.left_edge.i
            yield Content(first + (first < child.i), last, "gerund", cue)


def _clause(cue: Cue, begin: int, end: int) -> Iterator[Content]:
    """The clause that the verb takes: after it, or before it up to the words that report."""
    verb = cue.verb
    # "made clear that …": the clause may hang on the adjective.
    heads = [verb, *(child for child in verb.children if child.i < cue.end)]
    clauses = [c for head in heads for c in head.children if c.dep_ in _CLAUSES or _is_loose_clause(c, verb)]
    if not clauses:
        # "said in a filing that …", "said on condition of anonymity that …": it may hang on a noun between.
        between = [child for child in verb.children if child.dep_ == "obl" and child.i > verb.i]
        below = [c for text in between for c in text.subtree if c.dep_.startswith(("acl", "ccomp"))]
        clauses = [c for c in below if _opens(c, "that")][:1]
    after = verb.doc[verb.i + 1] if verb.i + 1 < end else verb
    if not clauses and after.lower_ == "that" and after.dep_ == "mark" and after.head.i > after.i:
        # The tree may hang the clause elsewhere: it opens right behind the verb.
        clauses = [after.head]
    paused = verb.i + 1 < end and verb.doc[verb.i + 1].text == ","
    for child in sorted(clauses, key=lambda child: abs(child.i - verb.i)):
        if paused and child.i > verb.i and not (_opens(child, "that") or child.left_edge.lower_ in {"that", "whether"}):
            continue
        if child.i > verb.i:
            first, last = max(verb.i + 1, child.left_edge.i), min(child.right_edge.i + 1, end)
        else:
            first, last = max(begin, child.left_edge.i), min(child.right_edge.i + 1, _clause_start(cue))
        if first < last:
            yield Content(first, last, "clause" if child.i > verb.i else "tag", cue)


def _opens(clause: Token, word: str) -> bool:
    return any(child.lower_ == word and child.dep_ == "mark" for child in clause.children)


def _is_loose_clause(child: Token, verb: Token) -> bool:
    """``said on Monday the gate is closed``: the parse may set the clause beside the verb."""
    return child.dep_ == "parataxis" and child.i > verb.i and any(part.dep_ in SUBJECTS for part in child.children)


def _clause_start(cue: Cue) -> int:
    """Where the reporting words begin: the source before the verb with all that belongs to it, or the verb."""
    verb, source = cue.verb, cue.source
    start = min([verb.i, *(child.i for child in verb.children if child.dep_ in _AUXILIARIES and child.i < verb.i)])
    if source is None or source.i >= verb.i or verb.head.i == source.i:
        return start
    edge = source.left_edge.i
    while source.doc[edge].is_punct or source.doc[edge].pos_ == "CCONJ":
        edge += 1
    edge = _first_of_several(source.doc, edge)
    return min(start, edge if verb.i - edge <= _SOURCE_LONGEST else source.i)


def _first_of_several(doc: Doc, edge: int) -> int:
    """``…, officials and the operator said``: where the source's phrase begins at ``edge``, what is joined to it may
    stand before it, right behind the comma."""
    if edge < 3 or doc[edge - 1].lower_ not in {"and", "or"}:
        return edge
    at = edge - 2
    while at > 0 and doc[at].pos_ in {"NOUN", "PROPN", "ADJ", "DET"} and edge - at <= _JOINED_LONGEST:
        at -= 1
    return at + 1 if doc[at].text == "," and at + 1 < edge - 1 else edge


def _tag(doc: Doc, cue: Cue, begin: int, end: int, own: Collection[int]) -> Iterator[Content]:
    """By position: ``…, Vidal said on Monday.`` and ``…, Vidal said, …`` whatever the tree makes of it."""
    verb, source = cue.verb, cue.source
    if source is None or cue.passive or (cue.kind is not CueKind.SPEECH and verb_lemma(verb) not in verbs("thinking")):
        return
    start = _clause_start(cue)
    if start - 1 <= begin or doc[start - 1].text not in {",", "—", "–", "--"} or abs(source.i - verb.i) > 30:
        return
    rest = max(verb.i, source.right_edge.i if verb.i < source.i < verb.i + 12 else verb.i) + 1
    stop = next((i for i in range(rest, end) if i not in own or doc[i].is_punct), end)
    if stop - rest > _TAG_TAIL or (stop < end and (stop not in own or doc[stop].text == ":")):
        return
    if any(token.lower_ in {"that", "whether"} or token.dep_ in SUBJECTS for token in doc[rest:stop]):
        return
    if not _is_main(doc, begin, start - 1):
        # The gate, Vidal said, is closed: what stands before is the subject of what follows.
        if stop < end and not _ends(doc, stop, end):
            yield Content(stop + 1, end, "tag", cue)
        return
    yield Content(begin, start - 1, "tag", cue)


def _is_main(doc: Doc, first: int, last: int) -> bool:
    """True where ``[first, last)`` holds a main clause, not only a phrase before one."""
    for token in doc[first:last]:
        outside = not first <= token.head.i < last or token.head.i == token.i
        if (
            outside
            and token.dep_ in {"root", "ccomp", "parataxis", "conj", "dep"}
            and token.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}
        ):
            return any(part.dep_ in SUBJECTS for part in token.children) or token.dep_ in {"ccomp", "root"}
    return False


def _ends(doc: Doc, stop: int, end: int) -> bool:
    return all(token.is_punct or token.is_space for token in doc[stop:end])


def _colon(doc: Doc, cue: Cue, end: int, own: Collection[int]) -> Iterator[Content]:
    at = next((i for i in range(cue.end, min(end, cue.end + 8)) if doc[i].text == ":"), None)
    if at is not None and cue.kind is CueKind.SPEECH and all(i in own for i in range(cue.end, at)):
        yield Content(at + 1, end, "colon", cue)


def _according(doc: Doc, cue: Cue, begin: int, end: int) -> Iterator[Content]:
    source = cue.source
    if source is None:
        return
    right = source.right_edge.i + 1
    before_comma = next(
        (i for i in range(source.i + 1, min(right, end)) if doc[i].text == "," and _closes(doc, i, right)), right
    )
    last = min(before_comma, end)
    if cue.start - begin >= 3:
        yield Content(begin, cue.start, "according-to", cue)
    elif last < end:
        yield Content(last, end, "according-to", cue)


def _closes(doc: Doc, comma: int, right: int) -> bool:
    """A comma behind which a clause with its own subject begins: it ends the source's phrase."""
    return any(token.dep_ in SUBJECTS and not token.head.dep_.startswith("acl") for token in doc[comma + 1 : right])


def _as_said(cue: Cue, begin: int, end: int) -> Iterator[Content]:
    """``As Vidal said, …``: the clause above the one with ``as``."""
    verb = cue.verb
    if verb.dep_ != "advcl" or not any(child.lower_ == "as" and child.dep_ == "mark" for child in verb.children):
        return
    if any(child.dep_ in _CLAUSES for child in verb.children) or cue.kind is not CueKind.SPEECH:
        return
    left, right = verb.left_edge.i, verb.right_edge.i + 1
    if left - begin <= 1:
        yield Content(right, end, "as-said", cue)
    elif right >= end - 1:
        yield Content(begin, left, "as-said", cue)


def _of_noun(cue: Cue, end: int) -> Iterator[Content]:
    """A clause or an infinitive that a noun of words takes."""
    noun = cue.verb
    for child in noun.children:
        if child.i <= noun.i:
            continue
        that = child.dep_ in {"ccomp", "acl"} and any(
            mark.lower_ in {"that", "whether", "to"} for mark in child.children
        )
        if that and not child.dep_.startswith("acl:relcl"):
            yield Content(max(noun.i + 1, child.left_edge.i), min(child.right_edge.i + 1, end), "noun-clause", cue)


def _object(cue: Cue, end: int) -> Iterator[Content]:
    """What is announced, demanded, denied: the object of a verb that does so by speaking."""
    verb = cue.verb
    lemma = verb_lemma(verb)
    if cue.passive:
        return
    for child in verb.children:
        if child.i <= verb.i:
            continue
        if lemma in verbs("saying_things") and child.dep_ == "obj" and child.pos_ in {"NOUN", "PROPN"}:
            yield Content(child.left_edge.i, min(child.right_edge.i + 1, end), "object", cue)
        called_for = lemma == "call" and child.dep_.startswith(("obl", "advcl"))
        if called_for and any(case.lower_ == "for" for case in child.children if case.dep_ in {"case", "mark"}):
            yield Content(child.left_edge.i + 1, min(child.right_edge.i + 1, end), "object", cue)


def _trimmed(doc: Doc, content: Content, runs: Sequence[Run]) -> Content | None:
    """Without punctuation, joining words and space at the edges; a marked run that it cuts is taken whole."""
    first, last = content.first, content.last
    for run in runs:
        if run.first < first < run.last and content.cue.start < run.first:
            first = run.first
        if run.first < last < run.last and not run.first <= content.cue.start < run.last:
            last = run.last
    marks = {i for run in runs for i in (run.first, run.last - 1)}
    while first < last and first not in marks and (doc[first].is_punct or doc[first].is_space):
        first += 1
    while last > first and last - 1 not in marks and (doc[last - 1].is_punct or doc[last - 1].is_space):
        last -= 1
    if first >= last or first <= content.cue.start < last:
        return None
    return Content(first, last, content.rule, content.cue)


def _own_words(doc: Doc, content: Content, own: Collection[int]) -> int:
    return sum(i in own and doc[i].is_alpha for i in range(content.first, content.last))
