"""The reports as CoNLL-U, parsed by the language pack, with the findings' spans.

A word's MISC column holds ``TokenRange=start:end``, code points into the report's text, and ``Findings=`` the ids of
the findings that it stands in. Where a finding begins, its sentence has a comment ``# finding = start end kind id``
with the exact characters, which need not be whole words. Ids are percent-encoded where they hold a sign that the format
needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote as percent

from rashomon.language import parse
from rashomon.views.exports.findings import Report, Selection

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_PLAIN = ":#.>~"
Mark = tuple[int, int, str, str]
"""Start, end, kind, id."""


def write(selection: Selection) -> bytes:
    """One ``# newdoc`` a report that a selected finding points into, in UTF-8. Reports that are not in English are left
    out: the language pack does not read them."""
    marks: dict[str, list[Mark]] = {}
    for finding in selection.findings:
        for place in finding.places:
            if place.span and place.role == "place":
                mark = (place.span["start"], place.span["end"], finding.kind, finding.id)
                marks.setdefault(place.doc, []).append(mark)
    lines: list[str] = []
    for report in selection.touched():
        if report.doc["language"] == "en":
            lines += _document(report, sorted(marks.get(report.doc["id"], [])))
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _document(report: Report, marks: list[Mark]) -> Iterator[str]:
    doc = parse(report.doc["text"])
    yield f"# newdoc id = {_coded(report.doc['id'])}"
    for number, sentence in enumerate(doc.sents, 1):
        words = [token for token in sentence if not token.is_space]
        if not words:
            continue
        yield f"# sent_id = {_coded(report.doc['id'])}-{number}"
        yield f"# text = {_text(words)}"
        begin, end = sentence.start_char, sentence.end_char
        near = [mark for mark in marks if mark[0] < end and begin < mark[1]]
        for start, stop, kind, identity in near:
            if begin <= start:
                yield f"# finding = {start} {stop} {kind.replace(' ', '-')} {_coded(identity)}"
        place = {token.i: position for position, token in enumerate(words, 1)}
        for position, token in enumerate(words, 1):
            yield "\t".join(_word(position, token, place, near, sentence))
        yield ""


def _word(position: int, token: Token, place: dict[int, int], near: list[Mark], sentence: Span) -> list[str]:
    start, end = token.idx, token.idx + len(token.text)
    ids = dict.fromkeys(_coded(identity) for begin, stop, _, identity in near if begin < end and start < stop)
    misc = [f"Findings={','.join(ids)}"] if ids else []
    misc += [] if _spaced(token, sentence) else ["SpaceAfter=No"]
    misc.append(f"TokenRange={start}:{end}")
    head = 0 if token.head.i == token.i else place.get(token.head.i, 0)
    return [
        str(position),
        _form(token.text),
        _form(token.lemma_) or "_",
        token.pos_ or "_",
        token.tag_ or "_",
        str(token.morph) or "_",
        str(head),
        "root" if head == 0 else token.dep_ or "dep",
        "_",
        "|".join(misc),
    ]


def _spaced(token: Token, sentence: Span) -> bool:
    """True where white space follows, be it part of the token or a token of its own."""
    following = token.idx + len(token.text)
    text = sentence.doc.text
    return following >= len(text) or text[following].isspace()


def _text(words: list[Token]) -> str:
    out = "".join(_form(token.text) + (" " if _spaced(token, token.sent) else "") for token in words)
    return out.strip()


def _form(text: str) -> str:
    """A word as one field: what would end the field or the line is a space, as CoNLL-U allows inside a word."""
    return " ".join(text.split()) or "_"


def _coded(identity: str) -> str:
    return percent(identity, safe=_PLAIN)
