"""Labelled runs of the page text → a document. The offsets are made here, while the text is put together, and
nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.errors import InputError
from rashomon.model import BLOCK_SEPARATOR, Block, BlockRole, RemovalReason, Removed


@dataclass(frozen=True, slots=True)
class Piece:
    """A run ``[start, end)`` of the page text: kept as ``role``, or removed for ``reason``; ``why`` names the rule."""

    start: int
    end: int
    role: BlockRole | None = None
    reason: RemovalReason | None = None
    why: str = ""

    def __post_init__(self) -> None:
        if (self.role is None) == (self.reason is None):
            raise ValueError("a piece is either kept as a role or removed for a reason")


def put_together(
    page: str, pieces: Iterable[Piece], *, where: str
) -> tuple[str, tuple[Block, ...], tuple[Removed, ...]]:
    """Text, blocks and removed pieces of a page whose non-space characters ``pieces`` cover, each exactly once.

    Pieces are trimmed to their non-space characters; empty ones vanish. Raises InputError (``no-text``) where
    nothing is kept, and ValueError where a character is covered twice or not at all, which is an error of the caller.
    """
    blocks: list[Block] = []
    removed: list[Removed] = []
    parts: list[str] = []
    length = position = 0
    for piece in sorted(pieces, key=lambda piece: piece.start):
        start, end = _trim(page, piece.start, piece.end)
        if start == end:
            continue
        if start < position or page[position:start].strip():
            raise ValueError(f"the pieces of {where} do not cover its text once, near character {position}")
        position = end
        if piece.reason is not None:
            removed.append(Removed(piece.reason, page[start:end], start, end, piece.why))
            continue
        assert piece.role is not None
        if parts:
            length += len(BLOCK_SEPARATOR)
        parts.append(page[start:end])
        blocks.append(Block(piece.role, length, length + end - start, start, end))
        length += end - start
    if page[position:].strip():
        raise ValueError(f"the pieces of {where} leave out its text from character {position}")
    if not blocks:
        raise InputError(
            "no-text", f"{where} holds no report that can be told from the rest of the page; save its text"
        )
    return BLOCK_SEPARATOR.join(parts), tuple(blocks), tuple(removed)


def _trim(page: str, start: int, end: int) -> tuple[int, int]:
    while start < end and page[start].isspace():
        start += 1
    while end > start and page[end - 1].isspace():
        end -= 1
    return start, end
