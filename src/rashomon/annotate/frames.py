"""The reporter's own sentences with the marked runs in them.

A parser cuts ``“Why?” Vidal asked.`` into two sentences and joins others across a closing mark. What attribution
needs is the sentence as the reporter built it: a *frame*, made of the reporter's words and of the marked runs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.attrs import IDX, LENGTH
from spacy.tokens import Doc, Token

from rashomon.annotate.cues import verb_lemma
from rashomon.annotate.marks import Marked
from rashomon.model import Block, Document

_TAG_REACH = 26
_PLAIN_TAG = 12
_LONGEST = 240
"""Items of a frame. Text without sentences is cut, so that the work stays linear in its length."""
TERMINALS = frozenset(".!?…")
_CLOSING = frozenset({'"', "”", "’", "'", "''", ")"})
_INNER_CLOSERS = "\"'”’)] \u00a0"


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A marked run with its tokens: ``[first, last)`` holds the marks, where they are tokens of their own.

    Runs are told apart by identity: comparing their texts again and again would cost more than reading them.
    """

    marked: Marked
    text: str
    first: int
    last: int

    @property
    def ending(self) -> str:
        """The last character of what was said, closing marks inside left out."""
        return self.text.rstrip(_INNER_CLOSERS)[-1:]

    @property
    def begins_sentence(self) -> bool:
        """True where the words start like a sentence: a capital, also after a bracket, dots or an inner mark."""
        letters = next((char for char in self.text if char.isalnum()), "")
        return letters.isupper() or letters.isdigit() or self.text.startswith(("@", "#"))


@dataclass(slots=True)
class Frame:
    """One sentence of the reporter: its own tokens and the runs in it. ``items`` keeps their order."""

    block: Block
    index: int
    items: Sequence[Token | Run]
    own: list[Token] = field(init=False)
    runs: list[Run] = field(init=False)

    def __post_init__(self) -> None:
        self.own = [item for item in self.items if isinstance(item, Token)]
        self.runs = [item for item in self.items if isinstance(item, Run)]

    def after(self, run: Run) -> list[Token]:
        """The reporter's tokens between ``run`` and the next run or the end."""
        return _until_run(self.items[self.items.index(run) + 1 :])

    def before(self, run: Run) -> list[Token]:
        """The reporter's tokens between the run before and ``run``, in the order of the text."""
        return _until_run(self.items[: self.items.index(run)][::-1])[::-1]


def _until_run(items: Sequence[Token | Run]) -> list[Token]:
    tokens: list[Token] = []
    for item in items:
        if isinstance(item, Run):
            break
        tokens.append(item)
    return tokens


def make_runs(document: Document, doc: Doc, marked: Sequence[Marked]) -> list[Run]:
    """The marked runs with the tokens that they cover."""
    starts = doc.to_array(IDX).tolist()
    ends = (doc.to_array(IDX) + doc.to_array(LENGTH)).tolist()
    runs = []
    for m in marked:
        first = bisect_left(ends, m.start + 1)
        last = bisect_left(starts, m.end)
        runs.append(Run(m, document.text[m.inner_start : m.inner_end], first, max(first + 1, last)))
    return runs


def make_frames(document: Document, doc: Doc, runs: Sequence[Run], verbs: frozenset[str]) -> list[Frame]:
    """All frames of the report in order. ``runs`` are the outer ones; ``verbs`` the lemmas that can tag a quotation."""
    starts = doc.to_array(IDX).tolist()
    by_block: dict[int, list[Run]] = {}
    for run in runs:
        by_block.setdefault(run.marked.block, []).append(run)
    frames: list[Frame] = []
    for number, block in enumerate(document.blocks):
        first, last = bisect_left(starts, block.start), bisect_left(starts, block.end)
        items = list(_items(doc, first, last, by_block.get(number, ())))
        for piece in _sentences(doc, items, verbs):
            frames.append(Frame(block, number, piece))
    return frames


def _items(doc: Doc, first: int, last: int, runs: Sequence[Run]) -> Iterator[Token | Run]:
    at = first
    for run in runs:
        for token in doc[at : max(at, min(run.first, last))]:
            if not token.is_space:
                yield token
        yield run
        at = max(at, run.last)
    for token in doc[at : max(at, last)]:
        if not token.is_space:
            yield token


def _sentences(doc: Doc, items: Sequence[Token | Run], verbs: frozenset[str]) -> Iterator[list[Token | Run]]:
    piece: list[Token | Run] = []
    for position, item in enumerate(items):
        piece.append(item)
        following = items[position + 1] if position + 1 < len(items) else None
        if following is None or len(piece) >= _LONGEST or _ends(doc, items, position, item, following, verbs):
            yield piece
            piece = []


def _ends(
    doc: Doc,
    items: Sequence[Token | Run],
    position: int,
    item: Token | Run,
    following: Token | Run,
    verbs: frozenset[str],
) -> bool:
    if isinstance(item, Run):
        if isinstance(following, Run):
            return item.ending in TERMINALS or following.begins_sentence
        if following.text in {",", ";", ")", "—", "–", "―", "--", "-", "…", "."} or following.text[0].islower():
            return False
        return item.ending in TERMINALS and not _is_tag(
            items[position + 1 : position + 1 + _TAG_REACH], verbs, item.ending
        )
    closed = item.text in _CLOSING and item.i > 0 and doc[item.i - 1].text[-1] in TERMINALS
    if item.text[-1] not in TERMINALS and not closed:
        return False
    if closed:
        return isinstance(following, Run) or following.text[0].isupper()
    if isinstance(following, Run):
        return item.text in {".", "?", "!", "…", "..."} or (item.text[-1] == "." and following.begins_sentence)
    return any(doc[i].is_sent_start for i in range(item.i + 1, following.i + 1))


def _is_tag(items: Sequence[Token | Run], verbs: frozenset[str], ending: str) -> bool:
    """``“Why?” Vidal asked``: a capital after a question, but the words name the speaker of it."""
    commas = 0
    for count, item in enumerate(items):
        if isinstance(item, Run) or item.text in {".", ":", ";", "that"} or (count > _PLAIN_TAG and not commas):
            return False
        commas += item.text in {",", "("}
        if item.pos_ == "AUX" and item.dep_.startswith("aux"):
            continue
        if item.pos_ in {"VERB", "AUX"}:
            if verb_lemma(item) not in verbs or item.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}:
                return False
            # After a full stop a capital begins a new sentence, unless nothing but the tag follows.
            rest = [other for other in items[count + 1 :] if isinstance(other, Token)]
            plain = not rest or rest[0].text in {".", ","} or (rest[0].pos_ == "ADP" and rest[0].dep_ == "case")
            return ending != "." or plain
    return False
