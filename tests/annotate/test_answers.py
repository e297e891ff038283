"""What a claim denies or puts aside. Every person and place is invented; ``[…]`` marks the claim."""

from __future__ import annotations

import pytest
from tests.annotate.quoting import report
from tests.annotate.test_claims import marked

from rashomon.annotate.report import annotate
from rashomon.language import parse


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("[Ines Faro denied the allegations].", "accusation", "the allegations"),
        ("[Ines Faro continued to deny the allegations].", "accusation", "the allegations"),
        ("[Ines Faro dismissed Tom Reed's concerns].", "concern", "Tom Reed's concerns"),
        ("[The union rejected that claim].", "claim", "that claim"),
        ("[The union pushed back on the report].", "report", "the report"),
        ("[The union shrugged off the criticism].", "criticism", "the criticism"),
        ("[Ines Faro denied any role in the sale].", "accusation", "any role"),
        ("[Ines Faro denied wrongdoing].", "accusation", "wrongdoing"),
        ("[Ines Faro pleaded not guilty on Monday].", "accusation", "guilty"),
        ("[Ines Faro has maintained her innocence].", "accusation", "innocence"),
        ("[The board disputed the figures].", "matter", "the figures"),
        ("[Ines Faro called the report misleading].", "report", "the report"),
        ("[The union called that a mischaracterization].", "this", "that"),
        ("Ines Faro said [the accusations were baseless].", "accusation", "the accusations"),
        ("The union denies the charges, [which Ines Faro has also denied].", "accusation", "the charges"),
        ("But [critics see no difference between the boards].", "before", "critics"),
        ("[Opponents, however, call the wall a waste].", "before", "Opponents"),
    ],
)
def test_what_a_claim_answers(text: str, kind: str, words: str) -> None:
    answers = marked(text).answers
    assert answers is not None
    assert (answers.kind, answers.words.text) == (kind, words)


@pytest.mark.parametrize(
    "text",
    [
        "[Ines Faro did not deny the allegations].",
        "[The harbour denied the ferry a berth].",
        "[The harbour denied entry to the ferry].",
        "[The council rejected the budget].",
        "[The court dismissed the guard].",
        "[Ines Faro repeated the allegations].",
        "[Ines Faro pleaded guilty on Monday].",
        "[Ines Faro praised the role of the union].",
        "[Critics see no difference between the boards].",
        "[Ines Faro dismissed the claim that the gate was unsafe].",
        "[Ines Faro called the wall a waste].",
    ],
)
def test_what_answers_nothing(text: str) -> None:
    plain = text.replace("[", "").replace("]", "")
    found = annotate(report(plain), parse(plain)).claims
    assert found and all(claim.answers is None for claim in found)


@pytest.mark.parametrize(
    ("text", "holder", "whose", "determiner"),
    [
        ("[Ines Faro dismissed Tom Reed's concerns].", "Tom Reed", "tom", None),
        ("[Ines Faro disputed the claims by Tom Reed].", "Tom Reed", "tom", "the"),
        ("[The harbour disputed fishermen's claims].", None, "fishermen", None),
        ("[Ines Faro rejected these allegations].", None, None, "these"),
    ],
)
def test_whose_words_they_are(text: str, holder: str | None, whose: str | None, determiner: str | None) -> None:
    plain = text.replace("[", "").replace("]", "")
    found = annotate(report(plain), parse(plain))
    names = {entity.id: entity.name for entity in found.entities}
    [answers] = [claim.answers for claim in found.claims if claim.answers is not None]
    assert (names.get(answers.holder or ""), answers.whose, answers.determiner) == (holder, whose, determiner)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Ines Faro dismissed Tom Reed's claims about the inquiry.", ("inquiry",)),
        ("Ines Faro denied the accusations of fraud at the docks.", ("fraud",)),
        ("Ines Faro denied the accusations of Tom Reed.", ()),
        ("Ines Faro denied the accusations on Monday.", ()),
        ("Ines Faro denied the accusations.", ()),
    ],
)
def test_what_the_words_are_about(text: str, about: tuple[str, ...]) -> None:
    found = annotate(report(text), parse(text))
    [answer] = [claim.answers for claim in found.claims if claim.answers is not None]
    assert answer.about == about
