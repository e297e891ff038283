"""The reports that are changed: the bundled examples and the invented stories beside this file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import rashomon
from bench.edits.edit import Source
from rashomon.annotate.report import annotate
from rashomon.language import parse
from rashomon.model import Document

INVENTED = Path(__file__).parent.parent / "invented"
EXAMPLES = Path(rashomon.__file__).parent / "examples"


def folders() -> tuple[Path, ...]:
    """One folder a story, by name."""
    return tuple(sorted((path for root in (EXAMPLES, INVENTED) for path in root.iterdir() if path.is_dir()), key=_name))


def _name(path: Path) -> str:
    return path.name


@cache
def sources(folder: Path) -> Sequence[Source]:
    """The reports of one story, read, cleaned, parsed and annotated, by the name of their file."""
    found = []
    for document in rashomon.read(folder):
        assert isinstance(document, Document), document
        doc = parse(document.text)
        name = Path(document.origin.path or document.id).stem
        found.append(Source(folder.name, name, annotate(document, doc), doc))
    return tuple(sorted(found, key=lambda source: source.name))
