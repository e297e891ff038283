"""What a clause says of its act: denied, narrowed, still to come, of how many. Every person and place is invented.

In the tables ``[…]`` marks the claim.
"""

from __future__ import annotations

import pytest
from tests.annotate.test_claims import marked


@pytest.mark.parametrize(
    ("text", "action", "negated"),
    [
        ("[The council opened the gate].", "open", 0),
        ("[The mayor had to apologize on Saturday].", "apologize", 0),
        ("[The mayor failed to apologize on Saturday].", "apologize", 1),
        ("[The new wall will keep the harbour safe].", "safe", 0),
        ("[The new wall will make the harbour safer].", "safe", 0),
        ("[The new wall will fail to keep the harbour safe].", "safe", 1),
        ("[The new wall will not keep the harbour safe].", "safe", 1),
        ("The mayor left, [without opening the gate].", "open", 1),
        ("[The report is neither honest nor complete].", "honest", 1),
        ("The mayor neither read [nor signed the report].", "sign", 1),
        ("[The mayor could no longer open the gate].", "open", 1),
        ("[The mayor opened the gate longer than before].", "open", 0),
        ("[The mayor hardly opened the gate].", "open", 1),
        ("[The mayor at no time opened the gate].", "open", 1),
        ("[The report was in no way a concession].", "concession", 1),
    ],
)
def test_the_predicate_that_says_what_happens(text: str, action: str, negated: int) -> None:
    details = marked(text).explanation.details
    assert (details["action"], details["negated"]) == (action, negated)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("[The council voted on Monday].", "happened"),
        ("[The council has voted on the plan].", "happened"),
        ("[The plan was adopted on Monday].", "happened"),
        ("[The council will vote on Monday].", "expected"),
        ("[The council is expected to vote on Monday].", "expected"),
        ("[The council was set to vote on Monday].", "expected"),
        ("[The council plans to vote on Monday].", "expected"),
        ("[The council may vote on Monday].", None),
        ("[The council votes on Mondays].", None),
    ],
)
def test_what_has_happened_and_what_is_still_to_come(text: str, status: str | None) -> None:
    assert marked(text).explanation.details.get("status") == status


@pytest.mark.parametrize(
    ("text", "narrowed"),
    [
        ("[The mayor has no federal experience].", "federal"),
        ("[Nothing improper took place].", "improper"),
        ("[The mayor has no experience].", None),
        ("[The mayor does not have federal experience].", None),
    ],
)
def test_what_alone_there_is_not(text: str, narrowed: str | None) -> None:
    assert marked(text).explanation.details.get("narrowed") == narrowed


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The board dismissed the claim that [the gate was unsafe].", "denied"),
        ("The board found no evidence that [the gate was unsafe].", "denied"),
        ("The inquiry failed to produce a shred of evidence that [the gate was unsafe].", "denied"),
        ("The board found evidence that [the gate was unsafe].", "stated"),
        ("The board did not deny that [the gate was unsafe].", "stated"),
        ("The board did not dispute the claim that [the gate was unsafe].", "stated"),
        ("“I don't think that [the gate was unsafe],” Faro said.", "denied"),
        ("“I never believed that [the gate was unsafe],” Faro said.", "denied"),
        ("“I think that [the gate was unsafe],” Faro said.", "stated"),
        ("This is not something [the council had ever wanted].", "denied"),
        ("There is nothing [the council ever wanted more].", "denied"),
        ("This is something [the council had always wanted].", "stated"),
        ("[The gate will close] even if the storm passes.", "stated"),
        ("[The gate will close] if the storm passes.", "conditional"),
    ],
)
def test_what_is_taken_back(text: str, modality: str) -> None:
    assert marked(text).modality == modality


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("[The report is a hoax].", 1),
        ("[The report was not honest].", 1),
        ("[The answer is too simple].", None),
        ("[The council printed the report].", None),
    ],
)
def test_what_something_is(text: str, states: int | None) -> None:
    assert marked(text).explanation.details.get("states") == states


@pytest.mark.parametrize(
    ("text", "quantity", "words"),
    [
        ("Ines Faro is the only captain [who can steer the ferry].", "one", "the only captain"),
        ("There are dozens of captains [who can steer the ferry].", "many", "dozens of captains"),
        ("[Most captains can steer the ferry].", "most", "Most captains"),
        ("[Several captains left the harbour].", "many", "Several captains"),
        ("[Twelve captains left the harbour].", "many", "Twelve captains"),
        ("[Few captains left the harbour].", "few", "Few captains"),
        ("[A few captains left the harbour].", None, ""),
        ("The only captains [who can steer the ferry] are in Tarn.", None, ""),
        ("[The captain left the harbour].", None, ""),
    ],
)
def test_of_how_many_it_is_told(text: str, quantity: str | None, words: str) -> None:
    details = marked(text).explanation.details
    plain = text.replace("[", "").replace("]", "")
    assert details.get("quantity") == quantity
    if quantity:
        assert plain[int(details["quantity_at"]) : int(details["quantity_end"])] == words
