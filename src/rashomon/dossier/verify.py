"""Re-reads a dossier's JSON: every span against its document, every id against its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from rashomon.dossier.contract import DossierJSON
from rashomon.errors import DossierError
from rashomon.model import FORMAT


@dataclass(frozen=True, slots=True)
class Verification:
    """``spans`` spans were re-read; ``problems`` says in plain words where one did not equal its slice or an id led
    nowhere."""

    spans: int
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """True where every span equals its slice and every id is known."""
        return not self.problems


def verify(dossier: Mapping[str, Any]) -> Verification:
    """Check a dossier as read from JSON.

    Raises DossierError where the object is no dossier of this format.
    """
    _check_shape(dossier)
    texts = {doc["id"]: doc["text"] for doc in dossier["documents"]}
    problems: list[str] = []
    count = 0
    for path, span in _spans(dossier, "$"):
        count += 1
        text = texts.get(span["doc"])
        if text is None:
            problems.append(f"{path}: document {span['doc']} is not in the dossier")
        elif not 0 <= span["start"] < span["end"]:
            problems.append(f"{path}: {span['start']}–{span['end']} is empty or runs backwards")
        elif text[span["start"] : span["end"]] != span["text"]:
            problems.append(
                f"{path}: {span['doc']} {span['start']}–{span['end']} holds "
                f"{text[span['start'] : span['end']]!r}, the dossier says {span['text']!r}"
            )
    problems += _blocks(dossier)
    problems += _references(dossier)
    return Verification(count, tuple(problems))


def _check_shape(dossier: Mapping[str, Any]) -> None:
    found = dossier.get("format") if isinstance(dossier, Mapping) else None
    if found != FORMAT:
        raise DossierError(
            f"this is not a {FORMAT} file: its format is {found!r}; write one with `rashomon compare --json`"
        )
    try:
        TypeAdapter(DossierJSON).validate_python(dossier, strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise DossierError(
            f"the dossier breaks the contract in {error.error_count()} places, first at {where}: {first['msg']}"
        ) from error


def _spans(node: Any, path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(node, Mapping):
        if {"doc", "start", "end", "text"} <= node.keys():
            yield path, node
        for key, value in node.items():
            if isinstance(value, (Mapping, list)):
                yield from _spans(value, f"{path}.{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            if isinstance(value, (Mapping, list)):
                yield from _spans(value, f"{path}[{number}]")


def _blocks(dossier: Mapping[str, Any]) -> Iterator[str]:
    for doc in dossier["documents"]:
        end = 0
        for block in doc["blocks"]:
            if not end <= block["start"] < block["end"] <= len(doc["text"]):
                yield f"{doc['id']}: block {block['start']}–{block['end']} overlaps another or leaves the text"
            end = block["end"]


def _references(dossier: Mapping[str, Any]) -> Iterator[str]:
    listed = {kind: dossier[kind] for kind in ("documents", "entities", "quotes", "figures", "claims")}
    listed |= {f"comparison.{kind}": dossier["comparison"][kind] for kind in ("quotes", "figures", "claims")}
    for kind, items in listed.items():
        counted = Counter(item["id"] for item in items)
        yield from (f"{kind}: the id {name} stands {number} times" for name, number in counted.items() if number > 1)
    known = {kind: {item["id"] for item in dossier[kind]} for kind in ("entities", "quotes", "figures", "claims")}
    comparison = dossier["comparison"]
    for kind in ("quotes", "figures", "claims"):
        for group in comparison[kind]:
            for member in [*group[kind], *group.get("neighbours", ())]:
                if member not in known[kind]:
                    yield f"comparison.{kind} {group['id']}: {member} is not among the {kind}"
    for quote in dossier["quotes"]:
        for source in [*filter(None, [quote["speaker"]]), *quote["via"]]:
            if source["entity"] is not None and source["entity"] not in known["entities"]:
                yield f"quote {quote['id']}: entity {source['entity']} is unknown"
    for name in dossier["names"]:
        if name["entity"] not in known["entities"]:
            yield f"name {name['text']!r}: entity {name['entity']} is unknown"
    for figure in dossier["figures"]:
        if figure["by"] is not None and figure["by"] not in known["quotes"]:
            yield f"figure {figure['id']}: quote {figure['by']} is unknown"
        for source in figure.get("scope", {}).get("sources", ()):
            if source["entity"] is not None and source["entity"] not in known["entities"]:
                yield f"figure {figure['id']}: entity {source['entity']} is unknown"
    for claim in dossier["claims"]:
        for source in claim["by"]:
            if source["entity"] is not None and source["entity"] not in known["entities"]:
                yield f"claim {claim['id']}: entity {source['entity']} is unknown"
    documents = {doc["id"] for doc in dossier["documents"]}
    for copy in comparison["copies"]:
        for doc in sorted({*copy["docs"], *copy["share"]} - documents):
            yield f"comparison.copies: document {doc} is not in the dossier"
    for link in comparison["origins"]:
        if link["from"] not in documents | known["entities"]:
            yield f"comparison.origins: {link['from']} is neither a document nor an entity"
    for row in [*comparison["naming"], *comparison["coverage"]]:
        for kind, table in (("entity", "entities"), ("quote", "quotes"), ("claim", "claims")):
            if row.get(kind) is not None and row[kind] not in known[table]:
                yield f"comparison: {kind} {row[kind]} is unknown"
    for entry in comparison["timeline"]:
        if entry["what"] not in known["claims"]:
            yield f"comparison.timeline {entry['when']}: claim {entry['what']} is unknown"
    for what, found in _documents_named(comparison):
        if found not in documents:
            yield f"comparison.{what}: document {found} is not in the dossier"


def _documents_named(comparison: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Where a comparison names a document outside a span."""
    for row in comparison["naming"]:
        yield from (("naming", doc) for doc in row["by_document"])
    yield from (("coverage", row["doc"]) for row in comparison["coverage"])
