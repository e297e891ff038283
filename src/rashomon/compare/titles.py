"""What the printed forms of a name say about its bearer: offices and sex, by the titles that they begin with."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from rashomon import lexicon


@cache
def _titles() -> tuple[tuple[str, str], ...]:
    """(title and a space, office), the longest first."""
    titles = lexicon.load("titles")["titles"]
    return tuple(
        (f"{title} ", office) for title, office in sorted(titles.items(), key=lambda item: (-len(item[0]), item[0]))
    )


def offices_in(forms: Iterable[str]) -> frozenset[str]:
    """The offices of titles inside names as printed (``Halden Gov. Ana Vidal``); former and current ones alike."""
    found = set()
    for form in forms:
        rest = f" {form}"
        for title, office in _titles():
            if f" {title}" in rest:
                found.add(office)
                rest = rest.replace(f" {title}", " ")
    equal = lexicon.load("titles")["offices"]
    return frozenset(
        found | {other for office in found for other in equal.get(office, ())} - {"leader", "lawmaker", "legislator"}
    )


def honorific_sexes(forms: Iterable[str]) -> frozenset[str]:
    """``male`` or ``female`` where a form begins with an honorific that says so; empty where none does."""
    honorifics = lexicon.load("titles")["honorifics"]
    firsts = (form.split(maxsplit=1)[0] for form in forms if " " in form)
    return frozenset(sex for first in firsts if (sex := honorifics.get(first, "any")) != "any")


_COMPLEMENTS = frozenset(
    {
        "of",
        "for",
        "from",
        "who",
        "whom",
        "whose",
        "which",
        "that",
        "in",
        "at",
        "to",
        "on",
        "by",
        "with",
        "under",
        "known",
    }
)


def roles_in(label: str, *, generic: bool = False) -> frozenset[str]:
    """The nouns that a label says its bearer is, with those that take the same office up again.

    ``a onetime campaign adviser to Ana Vidal`` → ``adviser``. Nouns that fit half of mankind ("the woman", "the
    official") say too little to tell people apart, and give nothing unless ``generic`` asks for them.
    """
    before: list[str] = []
    for word in label.replace(",", " ").split():
        if word.casefold() in _COMPLEMENTS:
            break
        before.append(word.casefold().strip("“”\"'‘’()"))
    nouns = set(before[-1:])
    if "and" in before[1:]:
        nouns.add(before[before.index("and", 1) - 1])
    if len(before) > 1:
        nouns.add(" ".join(before[-2:]))
    offices = lexicon.load("titles")["offices"]
    titles = {title.casefold(): office for title, office in _office_of().items()}
    nouns |= {titles[noun] for noun in sorted(nouns) if noun in titles}
    known = nouns & (_known_persons() | set(offices))
    roles = frozenset(known | {other for noun in known for other in offices.get(noun, ())})
    return roles if generic else roles - frozenset(lexicon.load("titles")["generic"])


@cache
def _office_of() -> dict[str, str]:
    return dict(lexicon.load("titles")["titles"])


@cache
def _known_persons() -> frozenset[str]:
    return frozenset(lexicon.load("titles")["persons"])
