"""Parts of a whole: ``twelve of the 40 boats``, ``of the 200 aboard, 40 were children``, ``a third of the 60 boats``.

Part and whole are figures of different things that stand side by side; the part knows how many there were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.annotate.scopes import Core
from rashomon.model import Aspect, Figure, Scope

_OF_THE_PART = ("verb", "nsubj", "nsubj:pass", "obj")


def with_wholes(figures: Sequence[Figure], cores: Sequence[Core]) -> list[Figure]:
    """``figures`` with the number of which each is a part, where the text gives one; the whole is marked as such.

    A whole has not sunk because a part of it has: it loses the verb of the part.
    """
    out = list(figures)
    for number in range(len(out)):
        whole = _whole_of(out, cores, number)
        if whole is None:
            continue
        part, of = out[number], out[whole]
        if part.of is None:
            part = replace(part, of=of.of, noun=of.noun)
        total = of.low if of.low == of.high and of.unit is None else None
        out[number] = replace(part, scope=Scope(out_of=total))
        details = {key: value for key, value in of.explanation.details.items() if key not in _OF_THE_PART}
        explanation = replace(of.explanation, details=details)
        out[whole] = replace(of, scope=Scope(aspect="whole"), explanation=explanation)
    return out


def with_nouns_before(figures: Sequence[Figure], cores: Sequence[Core], aspects: Sequence[Aspect]) -> list[Figure]:
    """``figures``; a value before or a change without a noun counts what the figure before it counts (``12 seats, up
    from nine``)."""
    out = list(figures)
    for number in range(1, len(out)):
        one, before = out[number], out[number - 1]
        close = cores[number].number.sent.start == cores[number - 1].number.sent.start and one.unit == before.unit
        if aspects[number] in ("before", "change") and one.of is None and close:
            out[number] = replace(one, of=before.of, noun=before.noun)
    return out


def _whole_of(figures: Sequence[Figure], cores: Sequence[Core], number: int) -> int | None:
    """The place of the figure of which the one at ``number`` is a part."""
    part, core = figures[number], cores[number]
    following = number + 1
    if part.explanation.rule.endswith("-noun-after-of") and following < len(figures):
        inside = part.number.end < figures[following].number.start < part.span.end
        if inside and cores[following].head.i == core.head.i:
            return following
    if part.of is not None or not number or core.number.dep_ not in {"nsubj", "nsubj:pass"}:
        return None
    before = cores[number - 1].head
    tied = before.head.i == core.number.head.i and before.dep_.startswith(("obl", "nmod"))
    fronted = tied and before.i < core.number.i
    if fronted and any(child.dep_ == "case" and child.lower_ == "of" for child in before.children):
        return number - 1
    return None
