"""Where a report names somebody or something: the candidates settled, completed and given one kind each.

A name that was found once is found wherever else it stands, and the whole report decides what kind of thing it is of.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from spacy.attrs import IDX
from spacy.tokens import Doc, Token

from rashomon import lexicon
from rashomon.annotate.candidates import (
    NameMention,
    acronyms,
    bracketed_acronyms,
    from_lexicon,
    from_pack,
    handles,
    is_capital,
    joined,
    organization_names,
    titled_names,
)
from rashomon.annotate.known_names import (
    adjectives,
    country_names,
    person_noun_words,
    preceding_title,
    title_at,
    title_words,
)
from rashomon.annotate.nominals import text_of
from rashomon.annotate.persons import fold
from rashomon.model import Document, EntityType

_RANK = {
    "title": 0,
    "bracketed-acronym": 0,
    "handle": 0,
    "organization-head": 1,
    "law-head": 1,
    "country": 3,
    "acronym": 3,
    "name-elsewhere": 4,
}
_ALSO_PLACES = frozenset({"Georgia"})
_SURE = frozenset({"title", "handle", "bracketed-acronym"})


def find_mentions(document: Document, doc: Doc) -> list[NameMention]:
    """All names of the report in the order of the text; no two overlap."""
    headline = _headline_tokens(document, doc)
    found = [
        *from_lexicon(doc),
        *titled_names(doc),
        *organization_names(doc, headline),
        *handles(doc),
        *acronyms(doc, headline),
        *from_pack(doc, headline),
    ]
    chosen = _as_in_the_body(doc, _settle(found), headline)
    chosen = _settle([*chosen, *bracketed_acronyms(doc, chosen)])
    chosen = _settle([*chosen, *_other_occurrences(doc, chosen, headline)])
    kinds = _one_kind_a_name(doc, chosen)
    return _with_titles(doc, _with_family_names(doc, kinds))


def _headline_tokens(document: Document, doc: Doc) -> frozenset[int]:
    """Indices of tokens in headlines and headings, where capitals say little."""
    places = doc.to_array(IDX).tolist()
    blocks = [block for block in document.blocks if block.role in {"headline", "heading", "deck"}]
    ranges = [range(bisect_left(places, block.start), bisect_left(places, block.end)) for block in blocks]
    return frozenset(chain.from_iterable(ranges))


def _as_in_the_body(doc: Doc, mentions: Sequence[NameMention], headline: frozenset[int]) -> list[NameMention]:
    """The mentions, those of headlines cut to the name that the body gives where they go on beyond it: in "Marta Vidal
    Resigns" every word has a capital."""
    words = {mention: tuple(fold(token.text) for token in doc[mention.start : mention.end]) for mention in mentions}
    body = {words[mention] for mention in mentions if mention.start not in headline and len(words[mention]) > 1}
    out = []
    for mention in mentions:
        lengths = [n for n in range(2, len(words[mention])) if words[mention][:n] in body]
        if mention.start in headline and lengths and words[mention] not in body:
            mention = replace(mention, end=mention.start + lengths[-1])
        out.append(mention)
    return out


def _settle(found: Sequence[NameMention]) -> list[NameMention]:
    """The mentions without overlaps: rules that know more come first, then the longer, then the earlier.

    A name inside a longer one of another kind ("Vidal" in "Vidal Foundation") gives way to it.
    """
    ranked = sorted(set(found), key=lambda m: (_RANK.get(m.rule, 2), m.start - m.end, m.start, m.kind, m.title))
    covering: dict[int, list[NameMention]] = {}
    for mention in ranked:
        for at in range(mention.start, mention.end):
            covering.setdefault(at, []).append(mention)
    taken: set[int] = set()
    chosen: list[NameMention] = []
    for mention in ranked:
        wider = [
            other
            for other in covering[mention.start]
            if other.start <= mention.start
            and mention.end <= other.end
            and other.end - other.start > mention.end - mention.start
        ]
        if any(other.kind != mention.kind for other in wider) or (wider and mention.rule == "country"):
            continue
        span = range(mention.start, mention.end)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(mention)
    return sorted(chosen, key=lambda m: m.start)


def _other_occurrences(doc: Doc, known: Sequence[NameMention], headline: frozenset[int]) -> Iterator[NameMention]:
    """A name that was found once is a name wherever else the same words stand."""
    printed: dict[tuple[str, ...], dict[tuple[str, ...], EntityType]] = {}
    lengths: dict[str, set[int]] = {}
    for mention in known:
        for words in _variants(doc, mention):
            key = tuple(fold(word) for word in words)
            printed.setdefault(key, {}).setdefault(words, mention.kind)
            lengths.setdefault(key[0], set()).add(len(key))
    for token in doc:
        for length in sorted(lengths.get(fold(token.text), ()), reverse=True):
            end = token.i + length
            if end > len(doc):
                continue
            key = tuple(fold(other.text) for other in doc[token.i : end])
            kinds = [k for words, k in printed.get(key, {}).items() if _same_words(doc, token.i, words, headline)]
            if kinds and _stands_alone(doc, token.i, end, kinds[0], headline):
                yield NameMention(token.i, end, kinds[0], token.i, "name-elsewhere")
                break


def _variants(doc: Doc, mention: NameMention) -> list[tuple[str, ...]]:
    """The words of a name, and of a person's the surname, the given name, and the two of them."""
    words = tuple(token.text for token in doc[mention.start : mention.end])
    variants = [words]
    if mention.kind == "person" and len(words) > 1:
        suffixes = lexicon.load("titles")["suffixes"]
        bare = tuple(word for word in words if word not in suffixes and word != ",")
        variants += [bare[-1:], bare[:1], (bare[0], bare[-1])] if bare else []
    return [variant for variant in variants if mention.kind != "other" and len(variant[0]) > 1]


def _stands_alone(doc: Doc, start: int, end: int, kind: EntityType, headline: frozenset[int]) -> bool:
    """True where the words are a name by themselves, not a part of another name or a common word."""
    joint = any(joined(doc[end - 1], doc, at) for at in (start - 1, end))
    if kind == "person" and (joint or _beside_a_name(doc, start, end, headline)):
        return False
    return end - start > 1 or _surely_a_name(doc[start])


def _same_words(doc: Doc, start: int, words: tuple[str, ...], headline: frozenset[int]) -> bool:
    """The words as printed; in a headline set in capitals, their letters."""
    for offset, word in enumerate(words):
        token = doc[start + offset]
        if token.text == word:
            continue
        if (
            token.text.isupper()
            and len(token.text) > 1
            and fold(token.text) == fold(word)
            and (start in headline or len(word) > 3)
        ):
            continue
        return False
    return True


def _surely_a_name(token: Token) -> bool:
    """``Page wrote`` but not ``Page 3`` or ``Price cuts``: the parse must take a lone word for a name."""
    return token.pos_ == "PROPN" or token.ent_type_ != "" or (token.i > 0 and title_at(token.doc, token.i - 1) > 0)


def _beside_a_name(doc: Doc, start: int, end: int, headline: frozenset[int]) -> bool:
    """``Vidal`` in ``Marta Vidal`` or ``Vidal Square`` is not the other Vidal."""
    if start in headline:
        return False
    before, after = (doc[start - 1] if start else None), (doc[end] if end < len(doc) else None)
    if (
        after is not None
        and after.pos_ == "PROPN"
        and is_capital(after)
        and not after.is_sent_start
        and after.text not in title_words()
    ):
        return True
    return (
        before is not None
        and before.pos_ == "PROPN"
        and is_capital(before)
        and not doc[start].is_sent_start
        and not _may_precede(before)
    )


def _may_precede(token: Token) -> bool:
    """Capitals that stand before a name without being a part of it: titles, parties, places."""
    text = token.text
    organizations = lexicon.load("organizations")
    if (
        text in title_words()
        or text in organizations["parties"]
        or text in adjectives()
        or token.ent_type_ in {"LOC", "ORG"}
    ):
        return True
    return (
        any(token.i - k >= 0 and title_at(token.doc, token.i - k) == k + 1 for k in range(3))
        or fold(text) in person_noun_words()
    )


def _with_family_names(doc: Doc, mentions: Sequence[NameMention]) -> list[NameMention]:
    """``Ana and Luis Vidal``: the first given name shares the surname of the second."""
    surnames = {fold(doc[m.end - 1].text) for m in mentions if m.kind == "person" and m.end - m.start > 1}
    result = list(mentions)
    for index, (first, second) in enumerate(pairwise(mentions)):
        if first.kind != "person" or second.kind != "person" or title_at(doc, max(first.start - 1, 0)):
            continue
        lone, pair = first.end - first.start == 1, second.end - second.start == 2
        joined_by_and = second.start == first.end + 1 and doc[first.end].text in {"and", "&"}
        # "Rowe and Luis Vidal", where Rowe is somebody's surname, shares nothing.
        if lone and pair and joined_by_and and fold(doc[first.start].text) not in surnames:
            result[index] = replace(first, family=doc[second.end - 1].text, shares=True)
            result[index + 1] = replace(second, shares=True)
    return result


def _one_kind_a_name(doc: Doc, mentions: Sequence[NameMention]) -> list[NameMention]:
    """The whole report decides: a name takes the kind that most of its occurrences have; a title decides alone."""
    votes: dict[str, Counter[EntityType]] = {}
    for mention in mentions:
        keys = {fold(text_of(doc, mention.start, mention.end))}
        if mention.kind == "person" and mention.end - mention.start > 1:
            keys.add(fold(doc[mention.end - 1].text))
        weight = 5 if mention.rule in {"title", "country", "bracketed-acronym", "organization-head"} else 1
        for key in sorted(keys):
            votes.setdefault(key, Counter())[mention.kind] += weight
    surnames = {
        fold(doc[m.end - 1].text)
        for m in mentions
        if m.kind == "person" and m.end - m.start > 1 and m.rule != "country"
    }
    settled = []
    for mention in mentions:
        text = text_of(doc, mention.start, mention.end)
        if mention.rule not in _SURE:
            counts = votes[fold(text)]
            kind = min(counts, key=lambda k: (-counts[k], k != mention.kind, k))
            if text in country_names() and kind != "person" and text not in _ALSO_PLACES:
                kind = "state"
            if mention.end - mention.start == 1 and kind in {"organization", "place"} and fold(text) in surnames:
                kind = "person"  # The pack may take "Vidal said" for a firm; the report names an Ana Vidal.
            mention = replace(mention, kind=kind)
        settled.append(mention)
    return settled


def _with_titles(doc: Doc, mentions: Sequence[NameMention]) -> list[NameMention]:
    """Persons with where the titles directly before them begin."""
    return [
        replace(mention, title=preceding_title(doc, mention.start) if mention.kind == "person" else mention.start)
        for mention in mentions
    ]
