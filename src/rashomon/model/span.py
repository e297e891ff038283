"""The one unit of evidence: a run of characters of a document."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model.display import brief


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open run ``[start, end)`` of Unicode code points in the text of the document ``doc``.

    ``text`` always equals ``document.text[start:end]``; a span of another length cannot be constructed, and
    ``rashomon.dossier.verify`` re-reads every one of them.
    """

    doc: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span {self.start}–{self.end} of {self.doc} is empty or runs backwards")
        if len(self.text) != self.end - self.start:
            raise ValueError(
                f"span {self.start}–{self.end} of {self.doc} holds {len(self.text)} characters: {self.text!r}"
            )

    def contains(self, other: Span) -> bool:
        """True where ``other`` lies wholly inside this span."""
        return self.doc == other.doc and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True where the two spans share at least one character."""
        return self.doc == other.doc and self.start < other.end and other.start < self.end

    @property
    def place(self) -> str:
        """Where it is: ``000:2150–2168``."""
        return f"{self.doc}:{self.start}–{self.end}"

    def __repr__(self) -> str:
        return f"Span({brief(self.text)}, {self.place})"
