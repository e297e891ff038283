"""A report before cleaning: decoded text or HTML, and what somebody said about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from rashomon.model import Basis, Origin

MediaType = Literal["text/plain", "text/html"]


@dataclass(frozen=True, slots=True)
class Given:
    """What the user's metadata file (basis ``user``) or the JSON record (basis ``metadata``) says of a report; None
    where silent."""

    basis: Basis = "user"
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class RawReport:
    """One report as decoded. ``content`` is HTML or plain text by ``media_type``; ``notes`` tell the encoding and
    its reason."""

    origin: Origin
    content: str
    media_type: MediaType
    given: Given = field(default_factory=Given)
    notes: tuple[str, ...] = ()
