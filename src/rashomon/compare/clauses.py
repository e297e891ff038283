"""What a claim is about, who acts in it and by whom it is told, as two claims are held beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.compare.context import stem
from rashomon.compare.evidence import things
from rashomon.model import Claim


def is_negative(claim: Claim) -> bool:
    """Whether the claim comes to saying that it is not so; what is denied of what is not, is so."""
    return bool(claim.explanation.details["negated"]) != (claim.modality == "denied")


def both_state(first: Claim, second: Claim) -> bool:
    """Whether both say what something is ("a hoax", "not a hoax") that neither or both of them name."""
    states = all(claim.explanation.details.get("states") for claim in (first, second))
    return states and bool(first.subjects) == bool(second.subjects)


def matter(claim: Claim) -> frozenset[str]:
    """What a claim is about beside its predicate: its words, those for one thing as one, and its actors."""
    meaning = claim.meaning
    words = {stem(word) for word, named in zip(meaning.words, meaning.named, strict=True) if not named}
    words -= {stem(str(claim.explanation.details["action"]))}
    return frozenset(f"thing:{min(things()[word])}" if word in things() else word for word in words) | frozenset(
        claim.actors
    )


def same_act(first: Claim, second: Claim) -> bool:
    """Whether both have one predicate, with the same particle."""
    one, other = (str(claim.explanation.details["action"]) for claim in (first, second))
    return one == other or [stem(word) for word in one.split()] == [stem(word) for word in other.split()]


def of_others(first: Claim, second: Claim) -> bool:
    """Whether the clauses have other nouns as their subjects, so that the opposite may be told of others."""
    details = (claim.explanation.details for claim in (first, second))
    nouns = {str(row["subject"]) for row in details if "subject" in row}
    return len(nouns) > 1 and len({stem(noun) for noun in nouns}) > 1 and not _one_thing(*nouns)


def may_be_of_others(first: Claim, second: Claim) -> bool:
    """Whether the subjects of two clauses of one voice may be two: other nouns, a noun and a name that its clause does
    not hold, or a noun and a pronoun of which only that is said what it is."""
    details = [claim.explanation.details for claim in (first, second)]
    if of_others(first, second):
        return True
    if details[0].get("passive") != details[1].get("passive"):
        return False
    for noun, named in ((first, second), (second, first)):
        if not {"subject", "antecedent"} & noun.explanation.details.keys() or noun.subjects:
            continue
        if (named.subjects and not set(named.subjects) & set(noun.actors)) or both_state(first, second):
            return "subject" not in named.explanation.details
    return False


def may_both_hold(first: Claim, second: Claim) -> bool:
    """Whether the opposite may be told of others, whose names alone each clause holds, or of another time, which only
    one of them names: "she won", "in 2010 she lost"."""
    others = bool(first.actors and second.actors) and not set(first.actors) & set(second.actors)
    return others or bool(first.when) != bool(second.when)


def of_one_camp(first: Claim, second: Claim) -> bool:
    """Whether who says the one is named in what the other's source is called: "Vidal", "a spokesman for Vidal"."""
    names = [set(claim.by[0].name.split()) if claim.by else set() for claim in (first, second)]
    return any(word[:1].isupper() for word in names[0] & names[1])


def in_other_roles(first: Claim, second: Claim) -> bool:
    """Whether the same one does something in the one and has it done to him in the other: he "kept" his desk, he "was
    dismissed"."""
    voices = {bool(claim.explanation.details.get("passive")) for claim in (first, second)}
    return len(voices) > 1 and bool(set(first.subjects) & set(second.subjects))


def _one_thing(one: str, other: str) -> bool:
    """Whether both nouns may stand for one thing: *bill*, *measure*."""
    return bool(things().get(stem(one), frozenset()) & things().get(stem(other), frozenset()))


def acts_in_passive(active: Claim, passive: Claim) -> bool:
    """Whether who acts in the one is named in the other, where it is done by somebody: "prosecuted by the State"."""
    return bool(passive.explanation.details.get("passive")) and bool(set(active.subjects) & set(passive.actors))


def of_some(first: Claim, second: Claim) -> bool:
    """Whether one speaks of few, many or most, and the other not so: of others the opposite may be so."""
    quantities = {claim.explanation.details.get("quantity") for claim in (first, second)}
    return len(quantities) > 1 and bool({"few", "many", "most"} & quantities)


def narrower(first: Claim, second: Claim) -> bool:
    """Whether only a part of what the one tells is what there is not in the other: she has experience, he has "no
    federal experience"."""
    none, told = (first, second) if first.explanation.details["negated"] else (second, first)
    words = str(none.explanation.details.get("narrowed", "")).split()
    return not {stem(word) for word in words} <= {stem(word) for word in told.meaning.words}


def roles(claim: Claim) -> tuple[Sequence[str], Sequence[str]]:
    """Who acts in the claim, and to whom it is done."""
    return ((), claim.subjects) if claim.explanation.details.get("passive") else (claim.subjects, claim.objects)


def speakers(claim: Claim) -> frozenset[str]:
    """Who says it, by entity or else by name; nobody where the outlet does."""
    return frozenset(source.entity or source.name for source in claim.by[:1])
