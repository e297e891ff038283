"""How a noun is shown where somebody looks at it: short on a line, and in a notebook by what the views have drawn.

The model imports no view. It says that it can be shown, and the public API, which stands to the right of all, says by
what; until then, and outside notebooks, there is the ``repr``.
"""

from __future__ import annotations

from collections.abc import Callable

_WIDTH = 60
_draw: Callable[[object], str] | None = None


class Shown:
    """Base of the nouns that a notebook shows richly."""

    __slots__ = ()

    def _repr_html_(self) -> str | None:
        return _draw(self) if _draw is not None else None


def show_by(draw: Callable[[object], str]) -> None:
    """From now on ``draw`` makes the HTML of every ``Shown`` noun."""
    global _draw
    _draw = draw


def brief(text: str) -> str:
    """``text`` quoted, on one line, at most ``_WIDTH`` characters of it."""
    return repr(text if len(text) <= _WIDTH else text[: _WIDTH - 1].rstrip() + "…")
