"""Which names of a report are one actor's. Persons by full name, title and surname; bodies by name and acronym.

A bare surname that two people of the report bear is given to one of them only where the text says which; otherwise it
stays on its own, with the candidates named.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc

from rashomon import lexicon
from rashomon.annotate.bodies import gather
from rashomon.annotate.candidates import NameMention
from rashomon.annotate.cluster import Cluster, Gender
from rashomon.annotate.known_names import title_at
from rashomon.annotate.name_index import NameIndex
from rashomon.annotate.nominals import lemma_of, text_of
from rashomon.annotate.persons import compatible, ends_with, fold, is_misprint, parse_name

LONG_SURNAME = 7
"""Letters. Shorter surnames are too often one letter from another surname."""
MOST_PERSONS = 500
"""Misprints are not looked for among more people than any news report names."""


def cluster_mentions(doc: Doc, mentions: Sequence[NameMention]) -> list[Cluster]:
    """The report's named actors in the order of their first mention."""
    persons = [m for m in mentions if m.kind == "person"]
    others = [m for m in mentions if m.kind != "person"]
    things = sorted(others, key=lambda m: (m.start - m.end, m.start))
    clusters = [
        *_cluster_persons(doc, persons),
        *gather([Cluster(printed(doc, mention), mention.kind, [mention]) for mention in things]),
    ]
    _join_handles(doc, clusters)
    return sorted((c for c in clusters if c.mentions), key=lambda c: (c.first, c.name))


# Persons ------------------------------------------------------------------------------------------------------------


def _cluster_persons(doc: Doc, mentions: Sequence[NameMention]) -> list[Cluster]:
    clusters = _Bearers()
    full, titled, bare = [], [], []
    for mention in mentions:
        name = parse_name(printed(doc, mention))
        if name.given:
            full.append(mention)
        elif mention.title < mention.start:
            titled.append(mention)
        else:
            bare.append(mention)
    for mention in sorted(full, key=lambda m: (m.start - m.end, m.start)):
        _place_full(doc, mention, clusters)
    for mention in titled:
        _place_titled(doc, mention, clusters)
    for mention in bare:
        _place_bare(doc, mention, clusters)
    return clusters.all


class _Bearers:
    """The persons so far, and which of them share a word with a name."""

    def __init__(self) -> None:
        self.all: list[Cluster] = []
        self._index: NameIndex[Cluster] = NameIndex()

    def add(self, cluster: Cluster) -> None:
        self.all.append(cluster)
        self._index.add(cluster.name, cluster)

    def misprinted(self, words: tuple[str, ...]) -> Cluster | None:
        """The only person named in full whose surname a lone word nobody bears is a misprint of."""
        if len(words) != 1 or len(words[0]) < LONG_SURNAME or len(self.all) > MOST_PERSONS:
            return None
        fits = [c for c in self.all if c.person.given and is_misprint(c.person.surname, words[0])]
        return fits[0] if len(fits) == 1 else None

    def sharing(self, name: str) -> list[Cluster]:
        return self._index.candidates(name)


def printed(doc: Doc, mention: NameMention) -> str:
    """The name as one line; a given name that shares a surname ("Ana and Luis Vidal") is completed."""
    words = " ".join(text_of(doc, mention.start, mention.end).split())
    return f"{words} {mention.family}" if mention.family else words


@cache
def _plain_titles() -> dict[str, str]:
    return dict(lexicon.load("titles")["titles"].items())


def title_evidence(doc: Doc, mention: NameMention) -> tuple[set[str], set[Gender]]:
    """The offices and the sex that the titles directly before a name say."""
    offices: set[str] = set()
    genders: set[Gender] = set()
    titles = lexicon.load("titles")
    at = mention.title
    while at < mention.start:
        length = title_at(doc, at) or 1
        text = text_of(doc, at, at + length)
        office = _plain_titles().get(text)
        if office is not None:
            offices.add(office)
        sex = titles["honorifics"].get(text)
        if sex is None and office is not None:
            sex = "male" if office in titles["masculine"] else "female" if office in titles["feminine"] else None
        if sex == "male":
            genders.add("male")
        elif sex == "female":
            genders.add("female")
        at += length
    return offices, genders


def _add(doc: Doc, cluster: Cluster, mention: NameMention) -> None:
    cluster.mentions.append(mention)
    offices, genders = title_evidence(doc, mention)
    cluster.offices |= offices
    cluster.genders |= genders
    kin = _kinship(doc, mention)
    cluster.kin = cluster.kin or kin is not None
    sex = kin_words().get(kin or "")
    if sex == "male":
        cluster.genders.add("male")
    elif sex == "female":
        cluster.genders.add("female")


def _new(doc: Doc, mention: NameMention, clusters: _Bearers, **about: object) -> Cluster:
    cluster = Cluster(printed(doc, mention), mention.kind)
    for key, value in about.items():
        setattr(cluster, key, value)
    _add(doc, cluster, mention)
    clusters.add(cluster)
    return cluster


@cache
def kin_words() -> dict[str, str]:
    return {word: sex for sex, words in lexicon.load("titles")["kin"].items() for word in words}


def _kinship(doc: Doc, mention: NameMention) -> str | None:
    """The noun of ``his wife, Ana Vidal`` or ``Ana Vidal, the daughter of …``; ``shared`` where two share a surname."""
    kin = kin_words()
    start = mention.title
    before = [token for token in doc[max(0, start - 3) : start] if token.text not in {",", "“", '"'}]
    if before:
        pair = " ".join(token.lower_ for token in before[-2:])
        noun = next((word for word in (pair, lemma_of(before[-1])) if word in kin), None)
        noun = noun or lexicon.load("titles")["plurals"].get(before[-1].lower_)
        if noun is not None:
            return str(noun)
    after = doc[mention.end : mention.end + 7]
    if len(after) > 2 and after[0].text == ",":
        for token in after[1:]:
            if token.text in {",", ".", ";"} or token.pos_ in {"VERB", "AUX"}:
                break
            if token.pos_ == "NOUN" and lemma_of(token) in kin:
                return lemma_of(token)
            if token.lower_ == "lady" and token.nbor(-1).lower_ == "first":
                return "first lady"
    return "shared" if mention.shares else None


def _sexes_agree(cluster: Cluster, genders: set[Gender]) -> bool:
    return not (genders and cluster.genders) or bool(genders & cluster.genders)


def _place_full(doc: Doc, mention: NameMention, clusters: _Bearers) -> None:
    name = parse_name(printed(doc, mention))
    _, genders = title_evidence(doc, mention)
    fits = [
        (c, why)
        for c in clusters.sharing(printed(doc, mention))
        if (why := compatible(c.person, name)) and _sexes_agree(c, genders)
    ]
    exact = [(c, why) for c, why in fits if c.person == name]
    fits = exact or fits
    if len(fits) == 1:
        cluster, why = fits[0]
        if why != "the names are the same":
            cluster.rule, cluster.reason = "compatible-full-names", why
        _add(doc, cluster, mention)
    elif fits:
        _new(
            doc,
            mention,
            clusters,
            rule="name-of-several",
            reason="several people of the report can be meant",
            candidates=tuple(sorted(c.name for c, _ in fits)),
        )
    else:
        _new(doc, mention, clusters)


def _bearers(words: tuple[str, ...], clusters: _Bearers) -> list[Cluster]:
    """The clusters whose surname the folded words are; unresolved ones apart."""
    bearers = [c for c in clusters.sharing(" ".join(words)) if not c.candidates]
    full = [c for c in bearers if c.person.given and ends_with(c.person, words)]
    short = [c for c in bearers if not c.person.given and c.person.words == words]
    return full + short


def _place_titled(doc: Doc, mention: NameMention, clusters: _Bearers) -> None:
    words = parse_name(printed(doc, mention)).words
    offices, genders = title_evidence(doc, mention)
    bearers = [c for c in _bearers(words, clusters) if _sexes_agree(c, genders)]
    same_office = [c for c in bearers if offices & c.offices]
    generation = _generation(doc, mention)
    if generation is not None:
        bearers = [c for c in bearers if c.kin == (generation == "younger")]
    if len(same_office) == 1:
        _join(doc, same_office[0], mention, "title-and-surname", "the same title and the same surname")
        return
    if offices:
        # Somebody brought in by office alone ("President Vidal") is not the relative who is named in full later.
        bearers = [c for c in bearers if not c.kin and not (c.offices and mention.start < c.first)]
    chosen = _single(doc, mention, bearers)
    if chosen is not None:
        _join(doc, chosen, mention, "title-and-surname", "the only person of this surname whom the title fits")
    elif bearers:
        _unresolved(doc, mention, bearers, clusters)
    else:
        given = _by_given_name(words, clusters) if not offices else []
        if len(given) == 1:
            _join(doc, given[0], mention, "given-name", "the only person of this given name")
        else:
            _new(doc, mention, clusters, rule="title-and-surname", reason="named by title and surname only")


def _place_bare(doc: Doc, mention: NameMention, clusters: _Bearers) -> None:
    words = parse_name(printed(doc, mention)).words
    bearers = _bearers(words, clusters)
    if bearers:
        chosen = _single(doc, mention, bearers)
        if chosen is not None:
            _join(doc, chosen, mention, "surname", "the only person of the report whom the bare surname can mean")
        else:
            _unresolved(doc, mention, bearers, clusters)
        return
    given = _by_given_name(words, clusters)
    if len(given) == 1:
        _join(doc, given[0], mention, "given-name", "the only person of this given name")
    elif given:
        _unresolved(doc, mention, given, clusters)
    else:
        misprinted = clusters.misprinted(words)
        if misprinted is not None:
            why = f"{printed(doc, mention)} differs by one letter from the surname of the only person it can be"
            _join(doc, misprinted, mention, "misprint", why)
            return
        same = [c for c in clusters.sharing(printed(doc, mention)) if c.candidates and c.person.words == words]
        if same:
            _add(doc, same[0], mention)
        else:
            _new(doc, mention, clusters)


def _join(doc: Doc, cluster: Cluster, mention: NameMention, rule: str, reason: str) -> None:
    if cluster.rule == "same-name" and cluster.mentions:
        cluster.rule, cluster.reason = rule, reason
    _add(doc, cluster, mention)


def _unresolved(doc: Doc, mention: NameMention, bearers: Sequence[Cluster], clusters: _Bearers) -> None:
    names = tuple(sorted({c.name for c in bearers}))
    same = [
        c
        for c in clusters.sharing(printed(doc, mention))
        if c.candidates == names and fold(c.name) == fold(printed(doc, mention))
    ]
    if same:
        _add(doc, same[0], mention)
    else:
        _new(
            doc,
            mention,
            clusters,
            rule="surname-of-several",
            reason="several people of the report bear this name, and the text does not say which one is meant",
            candidates=names,
        )


def _by_given_name(words: tuple[str, ...], clusters: _Bearers) -> list[Cluster]:
    if len(words) != 1 or len(words[0]) < 2:
        return []
    return [c for c in clusters.sharing(words[0]) if not c.candidates and c.person.given[:1] == words]


def _single(doc: Doc, mention: NameMention, bearers: Sequence[Cluster]) -> Cluster | None:
    """The one bearer whom a surname means, or None where the text leaves two.

    A person whom the report brings in as a relative ("his daughter Ana Vidal") gives way to the one who is brought in
    alone. Between two of equal standing the one named in full in this paragraph or the one before is meant, if the
    other is not.
    """
    if len(bearers) <= 1:
        return bearers[0] if bearers else None
    principals = [c for c in bearers if not c.kin]
    near = [c for c in bearers if _named_nearby(doc, mention, c)]
    relatives_near = [c for c in near if c.kin]
    if mention.title < mention.start and relatives_near:
        # "Mr. Vidal" right after "his son, Luis Vidal" can be either, unless the father is out of sight.
        return near[0] if len(near) == 1 and len(principals) != 1 else None
    if len(principals) == 1:
        return principals[0]
    return near[0] if len(near) == 1 else None


def _generation(doc: Doc, mention: NameMention) -> str | None:
    """``the younger Mr. Vidal``: which of two generations is meant."""
    words = [token.lower_ for token in doc[max(0, mention.title - 2) : mention.title]]
    return "younger" if "younger" in words else "elder" if {"elder", "older"} & set(words) else None


def _named_nearby(doc: Doc, mention: NameMention, cluster: Cluster) -> bool:
    """True where the cluster is named in full before the mention in the same paragraph or the one before it."""
    at, breaks = mention.start - 1, 0
    while at >= 0 and breaks < 2:
        breaks += "\n" in doc[at].text_with_ws
        at -= 1
    return any(at < m.start < mention.start and len(parse_name(printed(doc, m)).given) > 0 for m in cluster.mentions)


def _join_handles(doc: Doc, clusters: Sequence[Cluster]) -> None:
    """``@AnaVidal`` is Ana Vidal's: the handle holds the full name, or the text sets it right behind the name."""
    handles = [c for c in clusters if c.mentions and c.mentions[0].rule == "handle"]
    owners = [c for c in clusters if c.kind in {"person", "organization"} and not c.candidates]
    for handle in handles:
        letters = fold(handle.name).replace("_", "").lstrip("@")
        fits = [c for c in owners if any(_owns_handle(printed(doc, m), letters) for m in c.mentions)]
        if not fits:
            fits = [c for c in owners if any(_handle_behind(doc, m, h) for m in c.mentions for h in handle.mentions)]
        if len(fits) == 1:
            fits[0].mentions += handle.mentions
            handle.mentions = []


def _owns_handle(name: str, letters: str) -> bool:
    """True where the handle begins or ends with the whole name, and the name is long enough not to be chance."""
    compact = "".join(c for c in fold(name) if c.isalnum())
    return len(compact) >= 6 and " " in name and (letters.startswith(compact) or letters.endswith(compact))


def _handle_behind(doc: Doc, name: NameMention, handle: NameMention) -> bool:
    return handle.start == name.end + 1 and doc[name.end].text == "("
