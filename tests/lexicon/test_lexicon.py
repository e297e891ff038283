"""Every language data file loads, and a malformed one is refused by name."""

from __future__ import annotations

from importlib import resources

import pytest

from rashomon import lexicon
from rashomon.errors import LexiconError

TOPICS = sorted(
    entry.name.removesuffix(".yaml")
    for entry in resources.files("rashomon.lexicon").joinpath("en").iterdir()
    if entry.name.endswith(".yaml")
)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_file_loads(topic: str) -> None:
    assert lexicon.load(topic)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_file_says_at_its_head_what_it_holds(topic: str) -> None:
    text = resources.files("rashomon.lexicon").joinpath("en", f"{topic}.yaml").read_text(encoding="utf-8")
    assert text.startswith("# ")


def test_a_missing_file_is_named() -> None:
    with pytest.raises(LexiconError, match=r"lexicon/en/no-such-topic\.yaml is missing"):
        lexicon.load("no-such-topic")


@pytest.mark.parametrize(
    ("node", "message"),
    [
        ({"verbs": ["say", "tell", "say"]}, "lists say twice"),
        ({"words": [True]}, "true/false"),
        ([["a", "a"]], "twice"),
    ],
)
def test_a_malformed_file_is_refused(node: object, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        lexicon._check(node, "lexicon/en/x.yaml")


def test_a_list_of_words_keeps_its_order_and_knows_what_it_holds() -> None:
    words = lexicon.Words(["tell", "say", "add"])
    assert words == ["tell", "say", "add"]
    assert "say" in words
    assert "deny" not in words
    assert isinstance(lexicon.load("reporting_verbs")["speech"], lexicon.Words)
