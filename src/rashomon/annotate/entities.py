"""The actors of one report: who is named, by which forms, where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from rashomon.annotate.appositions import Named, past_tag
from rashomon.annotate.candidates import NameMention
from rashomon.annotate.cluster import Cluster
from rashomon.annotate.clusters import cluster_mentions
from rashomon.annotate.definites import Open, find_definites
from rashomon.annotate.descriptions import Description, find_descriptions
from rashomon.annotate.known_names import preceding_title
from rashomon.annotate.mentions import find_mentions
from rashomon.annotate.nominals import text_of
from rashomon.model import Document, Entity, Explanation, Mention


def find_entities(document: Document, doc: Doc) -> tuple[Entity, ...]:
    """The actors of ``document`` in the order of their first mention; those that it only describes are not ``named``.

    ``doc`` is the parse of ``document.text``. A mention's span is the name without titles, or a description that the
    text ties to the name. ``forms`` also hold the names with the titles before them, as printed.
    """
    return find_described(document, doc)[0]


def find_described(document: Document, doc: Doc) -> tuple[tuple[Entity, ...], list[Description]]:
    """``find_entities``, and the descriptions of those who are named: ``key`` is the entity's id; those that the text
    itself ties to a name first, each kind in the order of the text."""
    clusters = cluster_mentions(doc, find_mentions(document, doc))
    named = [
        Named(m.start, m.end, m.title, str(index), cluster.kind)
        for index, cluster in enumerate(clusters)
        for m in cluster.mentions
        if not cluster.candidates
    ]
    named.sort(key=lambda n: n.start)
    descriptions = find_descriptions(doc, named)
    definites, still_open = find_definites(doc, named, descriptions)
    described: dict[int, list[Description]] = {}
    for description in sorted([*descriptions, *definites], key=lambda d: d.span(doc)):
        described.setdefault(int(description.key), []).append(description)
    entities = [_entity(document, doc, cluster, described.get(index, [])) for index, cluster in enumerate(clusters)]
    entities += _unnamed(document, doc, still_open, [cluster.name for cluster in clusters])
    first = [(entity.mentions[0].span.start, entity.mentions[0].span.end, entity.name) for entity in entities]
    order = sorted(range(len(entities)), key=first.__getitem__)
    ids = {str(index): f"{document.id}:e{number}" for number, index in enumerate(order, start=1)}
    tied = sorted([replace(d, key=ids[d.key]) for d in descriptions], key=lambda d: (*d.span(doc), d.key, d.rule))
    return (
        tuple(replace(entities[index], id=ids[str(index)]) for index in order),
        [*tied, *(replace(d, key=ids[d.key]) for d in definites)],
    )


def _unnamed(document: Document, doc: Doc, still_open: Sequence[Open], names: Sequence[str]) -> list[Entity]:
    """Persons whom the report only describes ("the photographer"): one for each wording."""
    gathered: dict[str, list[Open]] = {}
    for one in still_open:
        gathered.setdefault(text_of(doc, one.start, one.end).casefold(), []).append(one)
    entities = []
    for places in gathered.values():
        candidates = tuple(sorted({names[int(candidate)] for one in places for candidate in one.candidates}))
        mentions = [
            Mention(
                document.span(doc[one.start].idx, doc[one.end - 1].idx + len(doc[one.end - 1])),
                "description",
                doc[one.head].idx,
            )
            for one in places
        ]
        forms = tuple(dict.fromkeys(" ".join(mention.span.text.split()) for mention in mentions))
        reason = "described, and several people of the report can be meant" if candidates else "described, not named"
        explanation = Explanation("description-only", f"{forms[0]}: {reason}", candidates)
        entities.append(Entity("", forms[0], "person", False, forms, tuple(mentions), explanation))
    return entities


def _entity(document: Document, doc: Doc, cluster: Cluster, described: Sequence[Description]) -> Entity:
    names = sorted(cluster.mentions, key=lambda m: m.start)
    mentions = [_name_mention(document, doc, mention) for mention in names]
    forms = list(dict.fromkeys([cluster.name, *(m.span.text for m in mentions)]))
    starts = {d.end: d.start for d in reversed(described) if d.rule in {"title-before-name", "noun-before-name"}}
    forms += [form for mention in names for form in _with_title(doc, mention)]
    if cluster.kind in {"organization", "work", "law", "event", "product"}:
        forms += [text_of(doc, m.start - 1, m.end) for m in names if m.start and doc[m.start - 1].text == "the"]
    for description in described:
        if description.rule in {"title-before-name", "noun-before-name"}:
            bearer = next((m for m in names if m.start >= description.end), None)
            if bearer is not None:
                forms.append(text_of(doc, description.start, bearer.end))
            continue
        if description.rule == "party-tag":
            forms += _with_tag(document, doc, names, description, starts)
        if description.rule in {"party-tag", "name-as-modifier"}:
            continue
        start, end = description.span(doc)
        mentions.append(Mention(document.span(start, end), "description", doc[description.head].idx))
        forms.append(document.text[start:end])
    mentions.sort(key=lambda m: (m.span.start, m.span.end))
    return Entity(
        id="",
        name=cluster.name,
        type=cluster.kind,
        named=True,
        forms=tuple(dict.fromkeys(" ".join(form.split()) for form in forms)),
        mentions=tuple(dict.fromkeys(mentions)),
        explanation=Explanation(
            cluster.rule, f"{cluster.name}: {cluster.reason}", cluster.candidates, {"kin": "yes"} if cluster.kin else {}
        ),
    )


def _with_tag(
    document: Document, doc: Doc, names: Sequence[NameMention], tag: Description, starts: Mapping[int, int]
) -> list[str]:
    """``Former Sen. Ana Vidal (I-Vt.)`` as printed, where the tag stands in brackets behind the name."""
    _, end = tag.span(doc)
    bearer = next((m for m in reversed(names) if m.end <= tag.start), None)
    if bearer is None or document.text[end : end + 1] != ")":
        return []
    begins = {preceding_title(doc, bearer.start), starts.get(bearer.start, bearer.start)}
    return [document.text[doc[begin].idx : end + 1] for begin in sorted(begins)]


def _name_mention(document: Document, doc: Doc, mention: NameMention) -> Mention:
    last = doc[mention.end - 1]
    start, end = doc[mention.start].idx, last.idx + len(last)
    return Mention(document.span(start, end), "name", last.idx)


def _with_title(doc: Doc, mention: NameMention) -> list[str]:
    """``Sen. Ana Vidal`` and, where the place of the office stands behind the name, ``Sen. Ana Vidal of Halden``."""
    start = preceding_title(doc, mention.start)
    ends = [mention.end]
    if start < mention.start and mention.end < len(doc) and doc[mention.end].lower_ == "of":
        ends.append(past_tag(doc, mention.end))
    return [text_of(doc, start, end) for end in ends]
