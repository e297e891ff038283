"""Language knowledge as reviewed data files, one topic a file under ``en/``, checked when it is loaded."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

import yaml

from rashomon.errors import LexiconError


class Words(list[str]):
    """The strings of one list of the lexicon, in their order. ``in`` takes one step, however many they are."""

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__(words)
        self._known = frozenset(self)

    def __contains__(self, word: object) -> bool:
        return word in self._known


@cache
def load(topic: str, *, language: str = "en") -> Any:
    """The content of ``lexicon/<language>/<topic>.yaml``: a mapping or a list, as the file's first comment describes;
    its lists of strings are ``Words``.

    Raises LexiconError where the file is missing, is no YAML, is empty, or lists the same string twice in one list.
    The returned object is shared: do not change it.
    """
    where = f"lexicon/{language}/{topic}.yaml"
    try:
        text = resources.files("rashomon.lexicon").joinpath(language, f"{topic}.yaml").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise LexiconError(f"{where} is missing; reinstall the package") from error
    try:
        # The C loader reads the same YAML ten times as fast, which a cold start feels.
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise LexiconError(f"{where} is not YAML: {error}") from error
    if not data:
        raise LexiconError(f"{where} is empty")
    _check(data, where)
    return _indexed(data)


@cache
def irregular_verbs() -> dict[str, str]:
    """The past forms of verbs that no ending shows: form → lemma. Shared: do not change it."""
    return {form: verb for verb, forms in load("irregular_verbs").items() for form in forms}


def _indexed(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _indexed(value) for key, value in node.items()}
    if isinstance(node, list):
        return Words(node) if all(isinstance(item, str) for item in node) else [_indexed(item) for item in node]
    return node


def _check(node: Any, where: str) -> None:
    if isinstance(node, dict):
        for key, value in node.items():
            _check(value, f"{where}: {key}")
    elif isinstance(node, list):
        strings = [item for item in node if isinstance(item, str)]
        twice = sorted({item for item in strings if strings.count(item) > 1})
        if twice:
            raise LexiconError(f"{where} lists {', '.join(twice)} twice")
        for item in node:
            _check(item, where)
    elif isinstance(node, bool):
        # YAML 1.1 reads a bare `no` or `on` as a boolean; quote such words in the file.
        raise LexiconError(f"{where} holds a bare true/false word; put it in quotes")
