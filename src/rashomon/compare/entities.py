"""One entity for one actor across the reports of a story.

Every report's entities are compared with the fullest name of each group, never along a chain of members, and the
fullest names are placed first, so that neither the order of the reports nor a chain of small differences joins two
people. A name that could belong to two groups stays on its own, with both as candidates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rashomon.annotate.bodies import body_key, same_body
from rashomon.annotate.definites import content_words
from rashomon.annotate.known_names import country_names, initials, is_acronym
from rashomon.annotate.name_index import NameIndex
from rashomon.annotate.persons import compatible, ends_with, fold, parse_name
from rashomon.compare.titles import honorific_sexes, offices_in, roles_in
from rashomon.model import Annotations, Claim, Entity, Explanation, Figure, Name, Quote, Source, Story

_RANKS = frozenset({"former", "ex", "onetime", "acting", "interim", "deputy"})
"""Words of a label that make its bearer another than one whose label lacks them."""


@dataclass(slots=True)
class _Group:
    """One actor of the story while it is gathered: (report's entity, why it was joined)."""

    members: list[Entity] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)

    @property
    def representative(self) -> Entity:
        return self.members[0]

    @property
    def documents(self) -> set[str]:
        return {member.mentions[0].span.doc for member in self.members}


def merge_entities(reports: Sequence[Annotations], title: str | None) -> Story:
    """The story of ``reports`` with entities that hold across them, ids ``e1``, ``e2``, … by weight.

    The ids of a report's entities are replaced in its quotations, names and claims. The result does not depend on the
    order of ``reports``.
    """
    ordered = tuple(sorted(reports, key=lambda report: report.document.id))
    entities = [entity for report in ordered for entity in report.entities]
    groups = _gather(entities, ordered)
    groups.sort(key=_weight)
    merged = tuple(_merged(group, f"e{number}") for number, group in enumerate(groups, start=1))
    new_id = {m.id: entity.id for group, entity in zip(groups, merged, strict=True) for m in group.members}
    name_of = {entity.id: entity.name for entity in merged}
    return Story(title, tuple(_renamed(report, new_id, name_of) for report in ordered), merged)


def _doc(entity: Entity) -> str:
    return entity.mentions[0].span.doc


def _fullness(entity: Entity) -> tuple[int, int, int, str, str, int]:
    """Sorts the fullest and most used names first, without regard to the order of files."""
    words = len(parse_name(entity.name).words)
    return (
        bool(entity.explanation.candidates),
        -words,
        -len(entity.mentions),
        entity.name,
        _doc(entity),
        entity.mentions[0].span.start,
    )


def _gather(entities: Sequence[Entity], reports: Sequence[Annotations]) -> list[_Group]:
    gathering = _Gathering()
    sure = sorted((e for e in entities if e.named and not e.explanation.candidates), key=_fullness)
    persons = [e for e in sure if e.type == "person"]
    for entity in persons:
        if parse_name(entity.name).given:
            gathering.place(entity, _same_person)
    for entity in persons:
        if not parse_name(entity.name).given:
            gathering.place(entity, _same_surname)
    expansions = _expansions(entities)
    for entity in sure:
        if entity.type != "person":
            gathering.place(entity, lambda group, e: _same_thing(group, e, expansions))
    labels = _labels(reports)
    by_role: dict[str, list[_Group]] = {}
    roles_of = {id(group): _roles(group, labels) for group in gathering.groups}
    for group in gathering.groups:
        for role in roles_of[id(group)]:
            by_role.setdefault(role, []).append(group)
    for entity in entities:
        if not entity.named and not entity.explanation.candidates:
            roles = sorted(roles_in(entity.name, generic=True))
            same_role = {id(g): g for role in roles for g in by_role.get(role, ())}
            fits = [(g, why) for g in same_role.values() if (why := _same_role(g, entity, roles_of[id(g)]))]
            gathering.settle(entity, fits)
        elif entity.explanation.candidates:
            gathering.alone(entity, "unresolved in its report")
    return gathering.groups


class _Gathering:
    """The groups so far, and which of them a name could belong to."""

    def __init__(self) -> None:
        self.groups: list[_Group] = []
        self._index: NameIndex[_Group] = NameIndex()

    def place(self, entity: Entity, same: Callable[[_Group, Entity], tuple[str, str] | None]) -> None:
        """Puts the entity into the only group that ``same`` accepts, or else into one of its own."""
        names = dict.fromkeys([entity.name, *entity.forms] if entity.type != "person" else [entity.name])
        near = {id(group): group for name in names for group in self._index.candidates(name)}
        fits = [
            (group, why)
            for group in near.values()
            if _doc(entity) not in group.documents or _may_repeat(group, entity)
            if (why := same(group, entity))
        ]
        exact = [(group, why) for group, why in fits if fold(group.representative.name) == fold(entity.name)]
        self.settle(entity, exact if len(exact) == 1 else fits)

    def settle(self, entity: Entity, fits: Sequence[tuple[_Group, tuple[str, str]]]) -> None:
        """Joins the entity to the only group that fits; between two it stays on its own."""
        if len(fits) != 1:
            self.alone(entity, f"{entity.name} stands alone")
            return
        group, (rule, why) = fits[0]
        group.members.append(entity)
        group.reasons.append(why)
        group.rules.append(rule)
        if entity.named and entity.type != "person":
            self._file(entity, group)

    def alone(self, entity: Entity, reason: str) -> None:
        """Opens a group for the entity."""
        group = _Group([entity], [reason], [entity.explanation.rule])
        self.groups.append(group)
        if entity.named and not entity.explanation.candidates:
            self._file(entity, group)

    def _file(self, entity: Entity, group: _Group) -> None:
        for name in dict.fromkeys([entity.name, *entity.forms] if entity.type != "person" else [entity.name]):
            self._index.add(name, group)


def _may_repeat(group: _Group, entity: Entity) -> bool:
    """Two entities of one report were kept apart by what that report says, so they are not joined here; the same
    name of a body or place is the exception."""
    return entity.type != "person" and any(body_key(m.name) == body_key(entity.name) for m in group.members)


def _same_person(group: _Group, entity: Entity) -> tuple[str, str] | None:
    if group.representative.type != "person":
        return None
    name, other = parse_name(group.representative.name), parse_name(entity.name)
    if not name.given:
        return None
    why = compatible(name, other)
    if why is None or not _sexes_agree(group.representative, entity):
        return None
    if any(
        compatible(parse_name(member.name), other) is None for member in group.members if parse_name(member.name).given
    ):
        return None
    if group.representative.name == entity.name:
        return "same-name", f"{entity.name} is the same name"
    return "compatible-full-names", f"{entity.name} and {group.representative.name}: {why}"


def _same_surname(group: _Group, entity: Entity) -> tuple[str, str] | None:
    if group.representative.type != "person" or not _sexes_agree(group.representative, entity):
        return None
    words = parse_name(entity.name).words
    name = parse_name(group.representative.name)
    if not (ends_with(name, words) or name.words == words):
        return None
    if name.words == words and not name.given:
        return "same-surname", f"both reports know only the surname {entity.name}"
    offices = offices_in(entity.forms)
    known = {office for member in group.members for office in offices_in(member.forms)}
    shared = sorted(office for office in offices if any(_same_office(office, other) for other in known))
    if offices and known and not shared:
        return None
    if _is_relative(group) and not shared:
        return None
    detail = f" and the same title ({shared[0]})" if shared else ""
    return (
        "surname-of-full-name",
        f"{entity.name} has the surname of {group.representative.name}{detail}, whom another report names in full",
    )


def _same_office(one: str, other: str) -> bool:
    """The same office, or one named shorter: ``minister`` and ``interior minister``, ``secretary of state`` and
    ``secretary``."""
    short, full = sorted((one.casefold().split(), other.casefold().split()), key=len)
    return set(short) <= set(full)


def _is_relative(group: _Group) -> bool:
    return any(member.explanation.details.get("kin") == "yes" for member in group.members)


def _sexes_agree(one: Entity, other: Entity) -> bool:
    a, b = honorific_sexes(one.forms), honorific_sexes(other.forms)
    return not (a and b) or bool(a & b)


def _expansions(entities: Sequence[Entity]) -> dict[str, set[str]]:
    """Acronym without dots → the keys of the names that some report sets beside it as its expansion."""
    table: dict[str, set[str]] = {}
    for entity in entities:
        acronyms = [form for form in entity.forms if is_acronym(form)]
        names = [form for form in entity.forms if not is_acronym(form) and " " in form]
        for acronym in acronyms:
            letters = acronym.replace(".", "")
            table.setdefault(letters, set()).update(body_key(name) for name in names if initials(name) == letters)
    return table


def _labels(reports: Sequence[Annotations]) -> dict[str, list[str]]:
    """Entity id of a report → its labels there."""
    table: dict[str, list[str]] = {}
    for report in reports:
        for name in report.names:
            table.setdefault(name.entity, []).append(" ".join(name.span.text.split()))
    return table


def _roles(group: _Group, labels: Mapping[str, Sequence[str]]) -> dict[str, set[tuple[str, frozenset[str]]]]:
    """Role noun → the reports that give it to this named person, each with the words of its label."""
    table: dict[str, set[tuple[str, frozenset[str]]]] = {}
    if group.representative.type == "person":
        for member in group.members:
            for label in labels.get(member.id, ()):
                for role in sorted(roles_in(label, generic=True)):
                    table.setdefault(role, set()).add((_doc(member), content_words(label)))
    return table


def _same_role(
    group: _Group, entity: Entity, known: Mapping[str, set[tuple[str, frozenset[str]]]]
) -> tuple[str, str] | None:
    """``the photographer`` in a report that names Luis Orr, whom another report calls a photographer; ``the Halden
    governor`` also in one that does not name her, where another calls Ana Vidal the governor of Halden."""
    if entity.explanation.candidates:
        return None
    own, place = _doc(entity), entity.mentions[0].span.start
    words = content_words(entity.name) - {"the"}
    ranks = words & _RANKS
    telling = roles_in(entity.name)
    for role in sorted(roles_in(entity.name, generic=True)):
        qualifiers = words - set(role.split())
        for doc, label in sorted(known.get(role, ()), key=lambda pair: (pair[0], sorted(pair[1]))):
            if doc == own or not qualifiers <= label or (qualifiers and ranks != label & _RANKS):
                continue
            if role not in telling and not qualifiers:
                continue
            if not qualifiers and not any(_doc(m) == own and m.mentions[0].span.start < place for m in group.members):
                continue
            told = f"{entity.name}: another report calls {group.representative.name} {' '.join(sorted(qualifiers))}"
            return "role-known-from-other-report", f"{told} {role}".replace("  ", " ")
    return None


def _same_thing(group: _Group, entity: Entity, expansions: Mapping[str, set[str]]) -> tuple[str, str] | None:
    first = group.representative
    if first.type == "person":
        return None
    bodies = {"organization", "place", "other", "group"}
    if first.type != entity.type and not {first.type, entity.type} <= bodies:
        return None
    countries = country_names()
    if countries.get(first.name) or countries.get(entity.name):
        same = countries.get(first.name) == countries.get(entity.name)
        return ("country-names", f"{entity.name} and {first.name} are names of one country") if same else None
    if body_key(first.name) == body_key(entity.name):
        return "same-name", f"{entity.name} is the same name"
    if "organization" not in {first.type, entity.type}:
        return None
    why = same_body(first.name, entity.name)
    if why is not None:
        return "same-body", f"{entity.name} and {first.name}: {why}"
    for short, long in ((first.name, entity.name), (entity.name, first.name)):
        if is_acronym(short) and body_key(long) in expansions.get(short.replace(".", ""), set()):
            return "acronym", f"a report gives {short} as the short form of {long}"
    return None


def _weight(group: _Group) -> tuple[int, int, str, str, int]:
    """Reports first, then mentions, then the name; the place of the first mention breaks what ties are left."""
    first = min((m.mentions[0].span.doc, m.mentions[0].span.start) for m in group.members)
    return (-len(group.documents), -sum(len(m.mentions) for m in group.members), group.representative.name, *first)


def _merged(group: _Group, identity: str) -> Entity:
    members = sorted(group.members, key=lambda member: (_doc(member), member.mentions[0].span.start))
    first = group.representative
    name = _best_name(group.members)
    bare = [m.span.text for member in members for m in member.mentions if m.kind == "name"]
    forms = dict.fromkeys([name, *(" ".join(text.split()) for text in bare)])
    described = {" ".join(m.span.text.split()) for member in members for m in member.mentions if m.kind != "name"}
    titled = [form for member in members for form in member.forms if form not in described]
    forms.update(dict.fromkeys([*titled, *(form for member in members for form in member.forms)]))
    if len(members) == 1:
        explanation = first.explanation
    else:
        joined = sorted(set(zip(group.rules[1:], group.reasons[1:], strict=True)))
        strongest = min((rule for rule, _ in joined), key=lambda rule: (rule == "same-name", rule))
        reasons = "; ".join(dict.fromkeys(reason for _, reason in joined))
        explanation = Explanation(strongest, reasons)
    mentions = tuple(mention for member in members for mention in member.mentions)
    return Entity(identity, name, first.type, any(m.named for m in members), tuple(forms), mentions, explanation)


def _best_name(members: Sequence[Entity]) -> str:
    """The name that most reports print, among those of two words and more; accents are kept where any has them."""
    counts: dict[str, int] = {}
    for member in members:
        counts[member.name] = counts.get(member.name, 0) + 1

    def preference(name: str) -> tuple[bool, bool, int, int, bool, str]:
        person = parse_name(name)
        initial = any(len(word) == 1 for word in person.given)
        return (len(person.words) < 2, is_acronym(name), -counts[name], initial, name.isascii(), name)

    return min(counts, key=preference)


def _renamed(report: Annotations, new_id: Mapping[str, str], name_of: Mapping[str, str]) -> Annotations:
    """The report with the story's entity ids in place of its own."""

    def source(old: Source) -> Source:
        if old.entity is None:
            return old
        identity = new_id.get(old.entity, old.entity)
        return replace(old, entity=identity, name=name_of.get(identity, old.name))

    def quote(old: Quote) -> Quote:
        return replace(old, speaker=source(old.speaker) if old.speaker else None, via=tuple(source(v) for v in old.via))

    def figure(old: Figure) -> Figure:
        return replace(old, scope=replace(old.scope, sources=tuple(map(source, old.scope.sources))))

    def claim(old: Claim) -> Claim:
        def renamed(ids: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(dict.fromkeys(new_id.get(identity, identity) for identity in ids))

        by = tuple(source(s) for s in old.by)
        answers = old.answers
        if answers is not None and answers.holder is not None:
            answers = replace(answers, holder=new_id.get(answers.holder, answers.holder))
        return replace(
            old,
            by=by,
            actors=renamed(old.actors),
            subjects=renamed(old.subjects),
            objects=renamed(old.objects),
            answers=answers,
        )

    def name(old: Name) -> Name:
        speaker = new_id.get(old.speaker, old.speaker) if old.speaker else None
        return replace(old, entity=new_id.get(old.entity, old.entity), speaker=speaker)

    return replace(
        report,
        entities=tuple(replace(e, id=new_id[e.id]) for e in report.entities),
        quotes=tuple(quote(q) for q in report.quotes),
        figures=tuple(figure(f) for f in report.figures),
        names=tuple(name(n) for n in report.names),
        claims=tuple(claim(c) for c in report.claims),
    )
