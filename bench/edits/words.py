"""Forms of the verbs in ``words.yaml``, by rule and by table, and the tables themselves."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_VOWELS = "aeiou"


@cache
def table(name: str) -> Any:
    """One table of ``words.yaml``."""
    return _tables()[name]


@cache
def _tables() -> dict[str, Any]:
    tables: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    return tables


@cache
def verbs() -> frozenset[str]:
    """The base forms of all verbs of which the forms are known."""
    listed = {*table("irregular"), *table("doubling"), *table("regular")}
    return frozenset(listed | set(table("synonyms").values()))


def inflected(verb: str, tag: str) -> str:
    """The form of ``verb`` (a base form) that has the Penn tag ``tag``."""
    irregular = table("irregular").get(verb)
    match tag:
        case "VBD" | "VBN":
            return str(irregular[tag == "VBN"]) if irregular else _with_ed(verb)
        case "VBZ":
            return _with_s(verb)
        case "VBG":
            stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") and verb != "be" else verb
            return f"{_doubled(stem, verb)}ing"
        case _:
            return verb


@cache
def _bases() -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for verb in sorted(verbs()):
        for tag in ("VB", "VBP", "VBZ", "VBD", "VBN", "VBG"):
            found.setdefault((inflected(verb, tag), tag), []).append(verb)
    return found


def base(form: str, tag: str) -> str | None:
    """The verb of which ``form`` is the form with the Penn tag ``tag``; None where none or two are known."""
    found = _bases().get((form.lower(), tag), [])
    return found[0] if len(found) == 1 else None


def _with_ed(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return f"{verb[:-1]}ied"
    return f"{_doubled(verb, verb)}ed"


def _with_s(verb: str) -> str:
    if verb == "be":
        return "is"
    if verb.endswith(("s", "sh", "ch", "x", "z")) or verb == "go":
        return f"{verb}es"
    return f"{verb[:-1]}ies" if verb.endswith("y") and verb[-2] not in _VOWELS else f"{verb}s"


def _doubled(stem: str, verb: str) -> str:
    doubles = {*table("doubling"), "begin", "cut", "get", "hit", "put", "run", "shut", "win", "forbid"}
    return f"{stem}{stem[-1]}" if verb in doubles else stem


@cache
def opposites(*, with_object: bool) -> dict[str, list[str]]:
    """Verb → those that say the opposite of it."""
    found: dict[str, list[str]] = {}
    for one, other in table("opposites" if with_object else "opposites_without_object"):
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found | ({one: [other] for one, other in table("opposites_one_way").items()} if with_object else {})
