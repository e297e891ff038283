"""Quotations as spans: their bounds, kinds, order, what stands in headlines and inside other quotations."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from tests.annotate.quoting import quotes, report

from rashomon.annotate.quotes import find_quotes
from rashomon.language import parse


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("“We lost,” said Marta Vidal. “It is over.”", ["direct", "direct"]),
        ("Marta Vidal said, “We lost the harbour.”", ["direct"]),
        ("Marta Vidal wrote: “We lost.”", ["direct"]),
        ("“Why?” asked Marta Vidal.", ["direct"]),
        ("“[The mayor] lied to us,” said Marta Vidal.", ["direct"]),
        ("Marta Vidal called it “a shame.”", ["partial"]),
        ("Marta Vidal said that “we lost the harbour.”", ["partial"]),
        ("The gate is “beyond repair,” Marta Vidal said.", ["partial"]),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [quote.kind for quote in quotes(text)] == kinds


@pytest.mark.parametrize(
    ("text", "span", "outer"),
    [
        ("“We lost,” said Marta Vidal.", "We lost", "“We lost,”"),
        ("“Why?” asked Marta Vidal.", "Why?", "“Why?”"),
        ('Marta Vidal called it "a shame."', "a shame.", '"a shame."'),
        ("Marta Vidal said, “ We lost. ”", "We lost.", "“ We lost. ”"),
        ("Marta Vidal said, “We lost. . . .”", "We lost. . . .", "“We lost. . . .”"),
    ],
)
def test_bounds(text: str, span: str, outer: str) -> None:
    quote = quotes(text)[0]
    assert quote.outer is not None
    assert (quote.span.text, quote.outer.text) == (span, outer)


def test_ids_count_in_the_order_of_the_text() -> None:
    found = quotes("“We lost,” said Marta Vidal. “It is over.” Luis Roe called that “nonsense.”")
    assert [quote.id.rpartition(":")[2] for quote in found] == ["q1", "q2", "q3"]
    assert [quote.span.start for quote in found] == sorted(quote.span.start for quote in found)


def test_a_headline_takes_its_speaker_from_the_body() -> None:
    text = "Harbour Is a ‘Death Trap,’ Town Hears\n\nMarta Vidal said the harbour was “a death trap” on Monday."
    found = quotes(text, headline=True)
    assert [(quote.block, quote.speaker.name if quote.speaker else None) for quote in found] == [
        ("headline", "Marta Vidal"),
        ("body", "Marta Vidal"),
    ]
    assert found[0].explanation.rule == "headline-repeats-body"


def test_words_inside_somebodys_words_have_that_speaker_as_relay() -> None:
    text = "“Marta and I are friends, and she said, ‘I’d like a bigger boat,’” Luis Roe said. Marta Vidal laughed."
    outside, inside = quotes(text)
    assert (outside.speaker and outside.speaker.name, inside.span.text) == ("Luis Roe", "I’d like a bigger boat")
    assert (inside.speaker and inside.speaker.name, [source.name for source in inside.via]) == (
        "Marta Vidal",
        ["Luis Roe"],
    )


def test_a_term_inside_a_quotation_is_no_quotation_of_its_own() -> None:
    assert [quote.span.text for quote in quotes("“They fail the ‘good neighbour’ test,” Marta Vidal said.")] == [
        "They fail the ‘good neighbour’ test"
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(["“", "”", '"', "‘", "’", "'", " ", "Marta Vidal", "said", ",", ".", "we", "\n\n", ":"]))
)
def test_no_text_breaks_the_rules_and_spans_equal_their_slices(parts: list[str]) -> None:
    text = "".join(parts).strip("\n ")
    if not text or "\n\n\n" in text:
        return
    document = report(text)
    found = find_quotes(document, parse(text), ())
    for quote in found:
        assert quote.span == document.span(quote.span.start, quote.span.end)
        assert not quote.marked or (quote.outer is not None and quote.outer.contains(quote.span))


@pytest.mark.shared
def test_runs_on_every_story_at_hand(shared: Path) -> None:
    paths = sorted((shared / "seeds").glob("*.txt"))
    assert paths
    for path in paths:
        text = "\n\n".join(line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
        document = report(text)
        assert len(find_quotes(document, parse(document.text), ())) > 1


@pytest.mark.parametrize(
    ("text", "words", "speaker", "rule"),
    [
        (
            "Luis Roe resigned. In a letter to the council, he wrote:\n\nI have served this town for years and I go "
            "with a heavy heart. My time is over.\n\nThe council met on Friday.",
            "I have served this town for years and I go with a heavy heart. My time is over.",
            "Luis Roe",
            "subject-before",
        ),
        (
            "Marta Vidal apologised on Friday for a post.\n\nRead the full post here:\n\nDear friends, I know that you "
            "mean well. Act as if the harbour “mattered” to you.\n\nShe later left the hall.",
            "Dear friends, I know that you mean well. Act as if the harbour “mattered” to you.",
            "Marta Vidal",
            "announced-text",
        ),
    ],
)
def test_a_paragraph_that_is_announced_is_a_block_quotation(text: str, words: str, speaker: str, rule: str) -> None:
    quote = next(quote for quote in quotes(text) if quote.kind == "direct")
    assert quote.speaker is not None
    assert (quote.span.text, quote.speaker.name, quote.explanation.rule) == (words, speaker, rule)


@pytest.mark.parametrize(
    "text",
    [
        "Here is what we know:\n\nThe gate stays closed until Monday. Ships can use the south basin.",
        "The council answered three questions:\n\nWill the gate be closed on Sundays in winter?",
        "Marta Vidal said the harbour needs three things:\n\nA new gate, a new basin and a new council by May.",
    ],
)
def test_a_paragraph_after_a_colon_is_the_reporters_where_nobody_speaks_in_it(text: str) -> None:
    assert quotes(text) == ()
