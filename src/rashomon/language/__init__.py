"""The language pack: one trained encoder and its heads as an ordinary spaCy pipeline, without torch.

The trained files lie in ``pack/`` (CC BY-SA 4.0; see docs/model-card.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["PACK", "load", "pack_version", "parse", "parse_many"]

PACK = Path(__file__).parent / "pack"


@cache
def load(path: Path = PACK) -> Language:
    """The pipeline, loaded once a process. Raises LanguagePackError where its files are missing or damaged."""
    import spacy

    from rashomon.errors import LanguagePackError
    from rashomon.language import component

    assert component.NAME
    if not (path / "meta.json").exists():
        raise LanguagePackError(f"there is no language pack in {path}; reinstall rashomon or run `make train`")
    # The tokenizer is rebuilt from code and lexicon: reading its saved rules would take longer than making them.
    return spacy.load(path, exclude=["tokenizer"])


def pack_version() -> str:
    """Name and version of the pack, as a dossier records them."""
    meta = load().meta
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


def parse(text: str) -> Doc:
    """``text`` tokenised and annotated; ``parse(text).text == text``. Of a line break, a sentence never runs across
    it."""
    return load()(text)


def parse_many(texts: Iterable[str]) -> Iterator[Doc]:
    """``parse`` for each text, in order; each Doc is the same whatever stands beside it."""
    return map(parse, texts)
