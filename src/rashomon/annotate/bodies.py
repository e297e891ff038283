"""Names of organisations, places and other things: which of a report's are one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from rashomon import lexicon
from rashomon.annotate.cluster import Cluster
from rashomon.annotate.known_names import country_names, initials, is_acronym
from rashomon.annotate.name_index import NameIndex
from rashomon.annotate.persons import fold

_LOOSE = frozenset({"organization", "place", "other"})
"""Kinds that the pack mixes up for one and the same name."""


def body_key(name: str) -> str:
    """What two spellings of one body's name share: no ``the``, no dots, ``Department of X`` turned."""
    folded = fold(name)
    words = folded.replace("-", "").replace("'s", "s").split()
    if words and words[0] == "the":
        words = words[1:]
    for head in ("department", "ministry", "bureau", "office"):
        if len(words) == 3 and words[:2] == [head, "of"]:
            words = [words[2], head]
    return " ".join("".join(c for c in word if c.isalnum()) for word in words)


@cache
def _designators() -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.load("organizations")["designators"])


def strip_designators(key: str) -> str:
    words = key.split()
    while len(words) > 1 and words[-1] in _designators():
        words.pop()
    return " ".join(words)


def same_body(one: str, other: str) -> str | None:
    """How two names can be one body's, in words, or None."""
    a, b = body_key(one), body_key(other)
    if not a or not b:
        return None
    if a == b or a.replace(" ", "") == b.replace(" ", ""):
        return "the names are the same but for dots, hyphens, accents or word order"
    if strip_designators(a) == strip_designators(b):
        return "the names are the same but for the form of the company"
    for short, long in ((one, other), (other, one)):
        if is_acronym(short):
            letters = short.replace(".", "").replace("&", "")
            if len(letters) >= 3 and " " in long and letters == initials(long):
                return f"{short} are the initials of {long}"
    for short, long in ((a, b), (b, a)):
        for prefix in ("us ", "uk ", "united states ", "british ", "federal ", "national "):
            if long == prefix + short and " " in short:
                return "one name adds the country"
    return None


def gather(found: Sequence[Cluster]) -> list[Cluster]:
    """One cluster for each thing, from clusters of one mention each, given with the longest name first."""
    clusters: list[Cluster] = []
    index: NameIndex[Cluster] = NameIndex()
    for single in found:
        known = index.candidates(single.name)
        match = next(((c, why) for c in known if (why := _same_thing(c, single)) is not None), None)
        if match is None:
            clusters.append(single)
            index.add(single.name, single)
            continue
        cluster, (rule, reason) = match
        cluster.mentions += single.mentions
        if rule != "same-name":
            cluster.rule, cluster.reason = rule, reason
            index.add(single.name, cluster)
    return _shortened(clusters)


def _same_thing(one: Cluster, other: Cluster) -> tuple[str, str] | None:
    """The rule and reason by which two clusters are one thing, or None."""
    countries = country_names()
    country = countries.get(other.name)
    if country is not None or countries.get(one.name) is not None:
        same = one.kind == other.kind == "state" and countries.get(one.name) == country
        exact = one.kind == other.kind and one.name == other.name
        return ("country-names", "names of one country") if same else ("same-name", "the same name") if exact else None
    if "handle" in {one.mentions[0].rule, other.mentions[0].rule}:
        return ("same-name", "the same handle") if fold(one.name) == fold(other.name) else None
    if one.kind != other.kind and not {one.kind, other.kind} <= _LOOSE:
        return None
    if body_key(one.name) == body_key(other.name):
        return "same-name", "the same name"
    why = same_body(one.name, other.name) if one.kind == other.kind == "organization" else None
    return ("same-body", why) if why is not None else None


def _shortened(clusters: Sequence[Cluster]) -> list[Cluster]:
    """``Safety Board`` after ``Harbour Safety Board``: the last words of exactly one longer name before it."""
    by_end: dict[str, list[Cluster]] = {}
    bodies = [cluster for cluster in clusters if cluster.kind == "organization"]
    for cluster in bodies:
        words = body_key(cluster.name).split()
        for at in range(1, len(words) - 1):
            by_end.setdefault(" ".join(words[at:]), []).append(cluster)
    for short in bodies:
        key = body_key(short.name)
        longer = [c for c in by_end.get(key, []) if c.mentions and c.first < short.first] if " " in key else []
        if len(longer) == 1:
            longer[0].mentions += short.mentions
            longer[0].rule = "shortened-name"
            longer[0].reason = "the last words of the only longer name of the report that ends so"
            short.mentions = []
    return [cluster for cluster in clusters if cluster.mentions]
