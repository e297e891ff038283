"""The same quotation across reports, however it was cut, bracketed or attributed.

Candidates share words by an inverted index; then each pair is verified on its own alignment, and a group holds only
quotations that
were verified against its longest witness: no chains. Nothing depends on the order of the reports.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.alignment import opcodes
from rashomon.compare.differences import differences
from rashomon.compare.wording import Wording, is_content, wording
from rashomon.model import Claim, Explanation, Quote, QuoteGroup, Story

# Enough running words that two people would not say them alike by chance.
_RUN = 5
# A word is rare where so many of the story's quotations hold it, or fewer: one utterance, printed by a few reports.
_RARE = 4
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Witness:
    """One report's version of a quotation, with its words."""

    quote: Quote
    wording: Wording

    @property
    def forms(self) -> tuple[str, ...]:
        """The folded words."""
        return self.wording.forms

    @property
    def doc(self) -> str:
        """The report's id."""
        return self.quote.span.doc


@dataclass(frozen=True, slots=True)
class Match:
    """Why two witnesses are one utterance: the rule, the words shared, the longest run of them, and the places of the
    shared words in the longer witness."""

    rule: str
    shared: int
    run: int
    places: frozenset[int]


def innermost_quote(claim: Claim, quotes: Sequence[Quote]) -> Quote | None:
    """Of a report's quotations the innermost around the predicate of one of its claims."""
    head = int(claim.explanation.details["head"])
    around = [quote for quote in quotes if quote.span.start <= head < quote.span.end]
    return min(around, key=lambda quote: quote.span.end - quote.span.start, default=None)


def compare_quotes(story: Story) -> tuple[QuoteGroup, ...]:
    """Groups of at least two reports' versions of one utterance. A long quotation may stand in two groups: with the
    report that

    prints its first half, and with the one that prints its second.
    """
    witnesses = [
        Witness(quote, words)
        for report in story.reports
        for quote in report.quotes
        if quote.marked and (words := wording(quote.span.text)).words
    ]
    # Longest first; equal lengths by content, so that the order of the files decides nothing.
    witnesses.sort(key=lambda witness: (-len(witness.forms), witness.forms, witness.doc, witness.quote.span.start))
    rarity = Counter(form for witness in witnesses for form in set(witness.forms))
    found: dict[int, dict[int, Match]] = {}
    for index, other in _candidates(witnesses):
        match = same_utterance(witnesses[index], witnesses[other], rarity)
        if match is not None:
            found.setdefault(index, {})[other] = match
    groups = _maximal([(index, part) for index, others in found.items() for part in _overlapping(others)])
    numbered = []
    for index, part in groups:
        members = sorted([index, *part], key=lambda member: _place(witnesses[member]))
        if len({witnesses[member].doc for member in members}) < 2:
            continue
        numbered.append((index, members))
    numbered.sort(key=lambda group: [_place(witnesses[member]) for member in group[1]])
    names = {entity.id: entity.name for entity in story.entities}
    return tuple(
        _group(f"qg{number}", witnesses, index, members, found[index], names)
        for number, (index, members) in enumerate(numbered, start=1)
    )


def _overlapping(matches: Mapping[int, Match]) -> list[frozenset[int]]:
    """The witnesses of a long quotation, parted where they share no word of it: its first sentence in one report and
    its last in another are not one cut."""
    parts: list[tuple[set[int], set[int]]] = []
    for member in sorted(matches):
        places, members = set(matches[member].places), {member}
        apart = []
        for held, others in parts:
            if held & places:
                places |= held
                members |= others
            else:
                apart.append((held, others))
        parts = [*apart, (places, members)]
    return [frozenset(members) for _, members in parts]


def _place(witness: Witness) -> tuple[str, int]:
    return witness.doc, witness.quote.span.start


def _candidates(witnesses: list[Witness]) -> Iterable[tuple[int, int]]:
    """Pairs (longer, shorter) that share a run of three words, or all content words of a short one."""
    runs: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    words: defaultdict[str, list[int]] = defaultdict(list)
    pairs: set[tuple[int, int]] = set()
    for index, witness in enumerate(witnesses):
        forms = witness.forms
        near: set[int] = set()
        for run in {forms[at : at + 3] for at in range(len(forms) - 2)}:
            near.update(runs[run])
            runs[run].append(index)
        content = sorted({form for form in forms if is_content(form)})
        if len(forms) <= _SHORT and content:
            # A fragment: its rarest word leads to the quotations that may hold it.
            near.update(words[min(content, key=lambda form: (len(words[form]), form))])
        for form in content:
            words[form].append(index)
        pairs.update((other, index) for other in near)
    return sorted(pairs)


def same_utterance(longer: Witness, shorter: Witness, rarity: Mapping[str, int]) -> Match | None:
    """The reason to take two witnesses for one utterance, or None. ``rarity`` counts the story's quotations that
    hold a word."""
    base, part = longer.forms, shorter.forms
    codes = opcodes(base, part)
    kept = [
        (range(start, to), part[witness_from:witness_to])
        for kind, start, to, witness_from, witness_to in codes
        if kind == "same"
    ]
    if not kept:
        return None
    shared = sum(len(places) for places, _ in kept)
    run = max(len(places) for places, _ in kept)
    content = sum(is_content(form) for _, forms in kept for form in forms)
    of_part = sum(map(is_content, part))
    known_apart = _apart(longer.quote, shorter.quote)
    places = frozenset(place for held, _ in kept for place in held if len(held) > 1 or is_content(base[place]))
    if len(part) <= _SHORT:
        return _same_fragment(longer, shorter, rarity)
    together = _together(longer.quote, shorter.quote)
    if run == len(part) and (content >= 2 or (content and together)):
        return Match("holds-all-words", shared, run, places)
    coverage = shared / len(part)
    if run >= _RUN and content >= 3 and coverage >= 0.6 and (not known_apart or coverage >= 0.8):
        return Match("shares-a-run-of-words", shared, run, places)
    if not known_apart and coverage >= 0.75 and content >= max(3, 0.6 * of_part) and run >= 3:
        return Match("shares-most-words", shared, run, places)
    if not known_apart and _halves(codes, part):
        return Match("parts-of-one-utterance", shared, run, places)
    if together and (_said_once(kept, coverage, of_part, rarity) or _one_word_off(base, part, shared)):
        return Match("one-speakers-words", shared, run, places)
    return None


def _said_once(
    kept: Sequence[tuple[range, tuple[str, ...]]], coverage: float, of_part: int, rarity: Mapping[str, int]
) -> bool:
    """Words that one known speaker will not have said twice: nearly all of a short remark, or a run of words of which
    two are rare in the story's quotations."""
    content = [form for _, forms in kept for form in forms if is_content(form)]
    if coverage >= 0.8 and len(content) >= max(2, 0.5 * of_part):
        return True
    run = max((forms for _, forms in kept), key=len)
    rare = {form for form in run if is_content(form) and rarity[form] <= _RARE}
    return len(run) >= _RUN and len(rare) >= 2


def _one_word_off(base: tuple[str, ...], part: tuple[str, ...], shared: int) -> bool:
    """Two remarks of one length in which a single word differs; six words at least are the same."""
    return len(base) == len(part) == shared + 1 and shared >= _RUN + 1


def _halves(codes: Sequence[tuple[str, int, int, int, int]], part: tuple[str, ...]) -> bool:
    """Two quotations that overlap at their ends: one goes on where the other was cut. Eight words in one run are
    needed."""
    return any(
        kind == "same" and witness_to - witness_from >= 8 and sum(map(is_content, part[witness_from:witness_to])) >= 4
        for kind, _, _, witness_from, witness_to in codes
    )


def _same_fragment(longer: Witness, shorter: Witness, rarity: Mapping[str, int]) -> Match | None:
    """A fragment of at most four words: it must stand in the other as a whole, and not be what anybody might say."""
    base, part = longer.forms, shorter.forms
    starts = [at for at in range(len(base) - len(part) + 1) if base[at : at + len(part)] == part]
    if not starts:
        return None
    content = [form for form in part if is_content(form)]
    places = frozenset(at + offset for at in starts for offset in range(len(part)))
    match = Match("holds-the-fragment", len(part), len(part), places)
    if not content:
        return match if base == part and _together(longer.quote, shorter.quote) and len(part) >= 2 else None
    if _together(longer.quote, shorter.quote):
        return match
    if base == part and len(content) >= 2:
        return match
    # Without a common speaker a short fragment counts where its words are rare in this story's quotations.
    known_apart = _apart(longer.quote, shorter.quote)
    rare = all(rarity[form] <= 3 for form in content)
    return match if rare and len(content) >= 2 and not known_apart else None


def _together(left: Quote, right: Quote) -> bool:
    """True where both speakers are known and the same."""
    if left.speaker is None or right.speaker is None:
        return False
    if left.speaker.entity is not None and left.speaker.entity == right.speaker.entity:
        return True
    return left.speaker.name.casefold() == right.speaker.name.casefold()


def _apart(left: Quote, right: Quote) -> bool:
    """True where both speakers are known and not the same."""
    return left.speaker is not None and right.speaker is not None and not _together(left, right)


def _maximal(groups: Iterable[tuple[int, frozenset[int]]]) -> list[tuple[int, frozenset[int]]]:
    """The groups (longest witness, the others) that are part of no other group; of equal groups the first."""
    kept: list[tuple[int, frozenset[int]]] = []
    holders: defaultdict[int, list[frozenset[int]]] = defaultdict(list)
    for index, others in sorted(groups, key=lambda group: (-len(group[1]), group[0], sorted(group[1]))):
        members = others | {index}
        if any(members <= holder for holder in holders[min(members)]):
            continue
        kept.append((index, others))
        for member in members:
            holders[member].append(members)
    return kept


def _group(
    id: str,
    witnesses: list[Witness],
    index: int,
    members: list[int],
    matches: Mapping[int, Match],
    names: Mapping[str, str],
) -> QuoteGroup:
    base = witnesses[index].quote
    others = [witnesses[member].quote for member in members if member != index]
    apart = [witnesses[other].quote for other in sorted(matches) if other not in members]
    differs, notes = differences(base, others, names, apart=apart)
    rules = sorted({match.rule for match in matches.values()})
    fewest = min(match.shared for match in matches.values())
    overlap = "1 word" if fewest == 1 else f"{fewest} words"
    reason = f"each version shares words with the longest one; the shortest overlap is {overlap}"
    return QuoteGroup(
        id=id,
        quotes=tuple(witnesses[member].quote.id for member in members),
        differs=differs,
        notes=notes,
        explanation=Explanation("+".join(rules), reason, details={"longest": base.id, "fewest_shared_words": fewest}),
        evidence=tuple(witnesses[member].quote.span for member in members),
    )
