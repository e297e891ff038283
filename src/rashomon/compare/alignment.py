"""Word-level alignment of one witness of a quotation with another.

Two witnesses are aligned with each other and never through a third, so no order of the witnesses can change a
result. Levenshtein
operations over words (rapidfuzz), then neighbouring differences are joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from rashomon.compare.wording import wording

Kind = Literal["same", "cut", "addition", "wording"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the alignment; offsets are characters of the two texts.

    ``cut``: words of the base that the witness lacks (its range is empty); ``addition``: words that only the witness
    has;
    ``wording``: other words in the same place.
    """

    kind: Kind
    base_start: int
    base_end: int
    witness_start: int
    witness_end: int


def align(base: str, witness: str) -> list[Segment]:
    """The segments of ``witness`` against ``base``, in order. White space and punctuation alone make no difference."""
    left, right = wording(base).words, wording(witness).words
    segments: list[Segment] = []
    for kind, base_from, base_to, witness_from, witness_to in opcodes(
        [word.form for word in left], [word.form for word in right]
    ):
        base_at = left[base_from].start if base_from < len(left) else len(base)
        witness_at = right[witness_from].start if witness_from < len(right) else len(witness)
        segments.append(
            Segment(
                kind,
                base_at,
                left[base_to - 1].end if base_to > base_from else base_at,
                witness_at,
                right[witness_to - 1].end if witness_to > witness_from else witness_at,
            )
        )
    return segments


def opcodes(base: Sequence[str], witness: Sequence[str]) -> list[tuple[Kind, int, int, int, int]]:
    """``(kind, base_from, base_to, witness_from, witness_to)`` over words; a cut beside an addition is other
    wording."""
    result: list[tuple[Kind, int, int, int, int]] = []
    for code in Indel.opcodes(base, witness):
        kind: Kind = "same" if code.tag == "equal" else "cut" if code.tag == "delete" else "addition"
        base_from, base_to, witness_from, witness_to = code.src_start, code.src_end, code.dest_start, code.dest_end
        if result and kind != "same" and result[-1][0] != "same":
            before = result.pop()
            kinds = {before[0], kind}
            kind = "wording" if len(kinds) > 1 or "wording" in kinds else kind
            base_from, witness_from = before[1], before[3]
        result.append((kind, base_from, base_to, witness_from, witness_to))
    return result
