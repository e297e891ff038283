"""What two reports share, as a finding: the passages, each report's share, and a direction where the text gives one.

It says "same wording". Who had the words first is not in them; only a credit line says it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from rashomon.compare.credits import Credit
from rashomon.compare.media import Media
from rashomon.compare.passages import Passage
from rashomon.model import Copy, Span

_GIVES_DIRECTION = frozenset({"report", "part"})


def compare_copies(passages: Sequence[Passage], credits: Sequence[Credit], media: Media) -> tuple[Copy, ...]:
    """One finding for each two reports that share passages, in the order of their ids."""
    by_report = {doc: list(own) for doc, own in groupby(credits, key=lambda credit: credit.doc)}
    ordered = sorted(passages, key=lambda passage: passage.docs)
    return tuple(
        _copy(docs, list(shared), by_report, media)
        for docs, shared in groupby(ordered, key=lambda passage: passage.docs)
    )


def _copy(
    docs: tuple[str, str], passages: Sequence[Passage], credits: Mapping[str, Sequence[Credit]], media: Media
) -> Copy:
    one, other = docs
    written, quoted = _shares(passages)
    wordings = [passage for passage in passages if passage.kind == "writing"]
    found = direction(docs, credits, media) if wordings else None
    return Copy(
        docs=docs,
        spans=tuple((passage.first, passage.second) for passage in passages),
        kinds=tuple(passage.kind for passage in passages),
        share=written,
        quoted=quoted,
        direction=found[0] if found else None,
        evidence=found[1] if found else (),
        reason=_reason(passages, wordings)
        + (f"; {found[2]}" if found else "")
        + (f"; both credit {both}" if wordings and (both := _both(one, other, credits, media)) else ""),
    )


def _shares(passages: Sequence[Passage]) -> tuple[dict[str, float], dict[str, float]]:
    """Each report's share of words that both reporters wrote, and of words that both quote; no word counts twice."""
    written: dict[str, set[int]] = {doc: set() for doc in passages[0].docs}
    quoted: dict[str, set[int]] = {doc: set() for doc in passages[0].docs}
    for passage in passages:
        one, other = passage.docs
        for i, j in passage.pairs():
            if passage.is_quoted(i, j):
                quoted[one].add(i)
                quoted[other].add(j)
            elif passage.kind == "writing":
                written[one].add(i)
                written[other].add(j)
    words = {passages[0].docs[0]: len(passages[0].left), passages[0].docs[1]: len(passages[0].right)}
    return (
        {doc: round(len(at) / words[doc], 4) for doc, at in written.items()},
        {doc: round(len(at - written[doc]) / words[doc], 4) for doc, at in quoted.items()},
    )


def _reason(passages: Sequence[Passage], wordings: Sequence[Passage]) -> str:
    quotations = len(passages) - len(wordings)
    quoting = f"{quotations} quotation{'s' if quotations > 1 else ''} that both print"
    if not wordings:
        return f"no wording of the reporters is shared, only {quoting}"
    most = max(len(passage.written) for passage in wordings)
    number = f"{len(wordings)} passages, with up to" if len(wordings) > 1 else "one passage, with"
    return f"same wording in {number} {most} equal words of the reporters' own" + (
        f"; besides, {quoting}" if quotations else ""
    )


def direction(
    docs: tuple[str, str], credits: Mapping[str, Sequence[Credit]], media: Media
) -> tuple[str | None, tuple[Span, ...], str] | None:
    """Which of two reports gives the other's outlet as its source: ``a→b``, the credit lines, and a sentence.

    None where neither does. Where each does, the direction is left open and both lines are shown.
    """
    found = []
    for source, taker in (docs, docs[::-1]):
        outlet = media.outlets.get(source)
        given = tuple(
            credit.span
            for credit in credits.get(taker, ())
            if credit.key == outlet and (credit.scope in _GIVES_DIRECTION or credit.rule == "first-reported")
        )
        if outlet is not None and given:
            found.append((f"{source}→{taker}", given, media.label(outlet)))
    if not found:
        return None
    if len(found) > 1:
        return None, tuple(sorted(found[0][1] + found[1][1])), "each credits the other, so the direction is left open"
    (way, lines, label) = found[0]
    return way, lines, f"one says that it comes from {label}: “{lines[0].text}”"


def _both(one: str, other: str, credits: Mapping[str, Sequence[Credit]], media: Media) -> str:
    """The agencies that both give for the whole report."""
    whole = [{credit.key for credit in credits.get(doc, ()) if credit.scope == "report"} for doc in (one, other)]
    return " and ".join(sorted(media.label(key) for key in whole[0] & whole[1]))
