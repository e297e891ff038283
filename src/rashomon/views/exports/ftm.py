"""FollowTheMoney entities, one JSON object a line, as ``ftm`` and Aleph read them.

Reports are ``Article``s; named actors ``Person``, ``Organization``, ``PublicBody`` or ``LegalEntity``; each name found
in a report a ``Mention``; each selected finding a ``Note`` on the articles and actors concerned, with the exact words
and their place. Unnamed sources are left out: an entity called "a senior official" would match every other.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator

from rashomon.dossier.contract import EntityJSON
from rashomon.views.exports.findings import Finding, Report, Selection
from rashomon.views.exports.tables import web_address

SCHEMATA = {
    "person": "Person",
    "organization": "Organization",
    "office": "PublicBody",
    "state": "PublicBody",
    "group": "LegalEntity",
}
"""Entity type → schema. Places, works, laws, products and events are no actors and are not written."""
_LANGUAGES = {"en": "eng"}
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T\d{2}:\d{2}(:\d{2})?)?)?)?")


def write(selection: Selection) -> bytes:
    """The entities as JSON lines in UTF-8: articles, actors, mentions, notes."""
    lines = (json.dumps(entity, ensure_ascii=False) + "\n" for entity in _entities(selection))
    return "".join(lines).encode("utf-8")


Entity = dict[str, str | dict[str, list[str]]]


def _entities(selection: Selection) -> Iterator[Entity]:
    touched = selection.touched()
    docs = {report.doc["id"] for report in touched}
    concerned = {identity for finding in selection.findings for identity in finding.entities}
    actors = [
        entity
        for entity in selection.dossier["entities"]
        if entity["named"] and entity["type"] in SCHEMATA and (selection.whole or entity["id"] in concerned)
    ]
    for report in touched:
        yield _article(selection, report)
    for entity in actors:
        yield _actor(selection, entity, docs)
    for entity in actors:
        names = _names(entity)
        for doc, name in dict.fromkeys((span["doc"], span["text"]) for span in entity["mentions"]):
            if doc in docs and name in names:
                yield _mention(selection, entity, doc, name)
    known = {entity["id"] for entity in actors}
    for finding in selection.findings:
        yield _note(selection, finding, known)


def _id(selection: Selection, *names: str) -> str:
    hashes = sorted(doc["origin"]["sha256"] for doc in selection.dossier["documents"])
    return "rashomon-" + hashlib.sha256(json.dumps([hashes, names]).encode("utf-8")).hexdigest()[:24]


def _entity(identity: str, schema: str, **values: list[str | None]) -> Entity:
    # Lists of strings, without what is unknown: the form in which every FollowTheMoney tool exchanges entities.
    kept = {name: list(dict.fromkeys(filter(None, listed))) for name, listed in values.items()}
    return {"id": identity, "schema": schema, "properties": {name: listed for name, listed in kept.items() if listed}}


def _article(selection: Selection, report: Report) -> Entity:
    doc = report.doc
    date = _DATE.match(report.dated or "")
    path = doc["origin"]["path"]
    return _entity(
        _id(selection, "document", doc["id"]),
        "Article",
        fileName=[path.rsplit("/", 1)[-1] if path else doc["id"]],
        title=[doc["title"]],
        author=[*doc["authors"]],
        publisher=[report.outlet],
        publishedAt=[date[0] if date else None],
        sourceUrl=[web_address(report.url)],
        mimeType=[doc["origin"]["media_type"]],
        language=[_LANGUAGES.get(doc["language"])],
        bodyText=[doc["text"]],
        notes=[f"SHA-256 {doc['origin']['sha256']}"],
    )


def _actor(selection: Selection, entity: EntityJSON, docs: set[str]) -> Entity:
    mentioned = dict.fromkeys(span["doc"] for span in entity["mentions"] if span["doc"] in docs)
    return _entity(
        _id(selection, "entity", entity["id"]),
        SCHEMATA[entity["type"]],
        name=[entity["name"]],
        # Forms such as a surname alone are too broad to match a screening list with.
        weakAlias=[form for form in _names(entity) if form != entity["name"]],
        proof=[_id(selection, "document", doc) for doc in mentioned],
    )


def _names(entity: EntityJSON) -> list[str]:
    """Those of the forms that are names: "the minister" and "she" are mentions too, but nobody is called so. A name has
    a capitalised word of the entity's full name in it, or is an abbreviation."""
    known = {word for word in re.findall(r"\w+", entity["name"]) if word[0].isupper()}
    return [
        form
        for form in dict.fromkeys([entity["name"], *entity["forms"]])
        if known & set(re.findall(r"\w+", form)) or (len(form) > 1 and form.isupper())
    ]


def _mention(selection: Selection, entity: EntityJSON, doc: str, name: str) -> Entity:
    return _entity(
        _id(selection, "mention", entity["id"], doc, name),
        "Mention",
        document=[_id(selection, "document", doc)],
        name=[name],
        resolved=[_id(selection, "entity", entity["id"])],
        detectedSchema=[SCHEMATA[entity["type"]]],
    )


def _note(selection: Selection, finding: Finding, known: set[str]) -> Entity:
    docs = dict.fromkeys(place.doc for place in finding.places)
    words = []
    for place in finding.places:
        report = selection.reports[place.doc]
        where = f"{report.siglum} {report.outlet or 'outlet unknown'}, document {place.doc}"
        if place.span:
            where += f", characters {place.span['start']}–{place.span['end']}: “{place.span['text']}”"
        words.append(where + (f" ({place.says})" if place.says else ""))
    return _entity(
        _id(selection, "finding", finding.id),
        "Note",
        name=[f"{finding.kind} {finding.id}"],
        summary=[finding.says],
        description=["\n".join(words)],
        notes=[finding.reason],
        entity=[
            *(_id(selection, "document", doc) for doc in docs),
            *(_id(selection, "entity", entity) for entity in finding.entities if entity in known),
        ],
    )
