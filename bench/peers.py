"""Baselines that anybody would try first, over the same cleaned documents, in the contract's form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import rashomon
from rashomon.dossier.encode import document_json
from rashomon.model import Document

_MARKED = re.compile(r"[“\"]([^”\"]{1,2000})[”\"]")
_VERBS = r"(?:said|says|told|added|wrote|tweeted|argued|warned|claimed|called|asked|announced)"
_NAME = r"[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,3}"
_BESIDE = re.compile(rf"({_NAME}) {_VERBS}\b|\b{_VERBS} ({_NAME})")
_NUMBER = re.compile(r"(?<![\w.,-])[$€£]?(\d[\d,]*(?:\.\d+)?)(?: (million|billion|percent|%))?((?: [a-z]+){0,2})")
_SCALE = {"million": 1e6, "billion": 1e9}


def baseline_dossier(reports: Sequence[Path]) -> dict[str, Any]:
    """Quotation marks, a name beside a reporting verb as speaker, digits as figures, shared words as sameness."""
    documents = [item for item in rashomon.read(reports) if isinstance(item, Document)]
    quotes = [quote for document in documents for quote in _quotes(document)]
    figures = [figure for document in documents for figure in _figures(document)]
    comparison: dict[str, list[Any]] = {
        "quotes": list(_same(quotes, "quotes", _share_words)),
        "figures": list(_same(figures, "figures", _equal_and_alike)),
        "claims": [],
        "naming": [],
        "coverage": [],
    }
    return {
        "documents": [document_json(document) for document in documents],
        "entities": [],
        "quotes": quotes,
        "figures": figures,
        "times": [],
        "names": [],
        "claims": [],
        "comparison": comparison,
    }


def _quotes(document: Document) -> Iterator[dict[str, Any]]:
    for number, match in enumerate(_MARKED.finditer(document.text)):
        around = (
            document.text[max(0, match.start() - 80) : match.start()],
            document.text[match.end() : match.end() + 80],
        )
        beside = _BESIDE.search(around[1]) or next(iter(list(_BESIDE.finditer(around[0]))[-1:]), None)
        name = (beside[1] or beside[2]) if beside else None
        yield {
            "doc": document.id,
            "start": match.start(1),
            "end": match.end(1),
            "text": match[1],
            "id": f"{document.id}:q{number}",
            "kind": "direct",
            "speaker": {"name": name, "entity": None} if name else None,
            "via": [],
            "channel": None,
        }


def _figures(document: Document) -> Iterator[dict[str, Any]]:
    for number, match in enumerate(_NUMBER.finditer(document.text)):
        value = float(match[1].replace(",", "")) * _SCALE.get(match[2] or "", 1)
        yield {
            "doc": document.id,
            "start": match.start(),
            "end": match.end(),
            "text": match[0],
            "id": f"{document.id}:f{number}",
            "low": value,
            "high": value,
        }


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.lower()))


def _share_words(left: dict[str, Any], right: dict[str, Any]) -> bool:
    one, other = _words(left["text"]), _words(right["text"])
    return bool(one and other) and len(one & other) / min(len(one), len(other)) >= 0.7


def _equal_and_alike(left: dict[str, Any], right: dict[str, Any]) -> bool:
    return left["low"] == right["low"] and bool((_words(left["text"]) & _words(right["text"])) - {str(left["low"])})


def _same(items: list[dict[str, Any]], kind: str, alike: Any) -> Iterator[dict[str, Any]]:
    for number, (left, right) in enumerate(combinations(items, 2)):
        if left["doc"] != right["doc"] and alike(left, right):
            yield {"id": f"g{number}", kind: [left["id"], right["id"]], "differs": [], "verdict": "agree"}
