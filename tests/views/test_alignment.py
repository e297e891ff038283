"""A witness laid against the lemma: [-lacking-] and {+added+} words."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from rashomon.views.alignment import Piece, align, align_runs


def marked(pieces: tuple[Piece, ...]) -> str:
    """The alignment on one line."""
    frames = {"same": "{}", "lacking": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(frames[piece.kind].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("lemma", "witness", "expected"),
    [
        ("We knew about the leak.", "We knew about the leak", "We knew about the leak"),
        ("We knew about the leak.", "we knew about the leak,", "we knew about the leak,"),
        ("We knew about the leak for years", "We knew about the leak", "We knew about the leak[-for years-]"),
        ("Frankly, we knew about the leak", "we knew about the leak", "[-Frankly-]we knew about the leak"),
        ("We knew about the old leak", "We knew about the leak", "We knew about the[-old-] leak"),
        ("We knew about the leak", "We knew about [the dam's] leak", "We knew about [the {+dam's+}] leak"),
        ("We knew about the leak", "We knew of the leak", "We knew[-about-] {+of+} the leak"),
        ("The café’s door was shut", "The cafe's door was shut", "The cafe's door was shut"),
        ("One thing", "Quite another", "[-One thing-]{+Quite another+}"),
        ("Никто не знал", "Никто знал", "Никто[-не-] знал"),
        ("…", "…", "…"),
        ("", "anything", "{+anything+}"),
    ],
)
def test_alignment(lemma: str, witness: str, expected: str) -> None:
    assert marked(align(lemma, witness)) == expected


def test_a_lone_short_word_does_not_divide_two_wordings() -> None:
    pieces = align("they burned down the whole bridge", "they took apart the entire span")
    assert marked(pieces) == "they[-burned down the whole bridge-] {+took apart the entire span+}"


def test_a_long_cut_is_shown_by_its_ends_and_counted() -> None:
    long = " ".join(f"word{number}" for number in range(40))
    cut = next(piece for piece in align(f"we say {long} and stop", "we say and stop") if piece.kind == "lacking")
    assert cut.text == "word0 word1 word2 word3 … word36 word37 word38 word39"
    assert cut.hidden == 32


def test_very_long_quotations_are_aligned_by_their_ends() -> None:
    middle = [f"word{number}" for number in range(900)]
    lemma = " ".join(["first", *middle, "last"])
    witness = " ".join(["first", *reversed(middle), "last"])
    pieces = align(lemma, witness)
    assert [piece.kind for piece in pieces if piece.text.strip()] == ["same", "lacking", "added", "same"]
    assert (pieces[0].text, pieces[-1].text) == ("first", "last")


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (["We knew", "about the leak"], ["We knew", "about the leak"]),
        (["We knew,", "the leak"], ["We knew[-about-],", "the leak"]),
        (["knew", "leaks", "leak"], ["[-We-]knew[-about the-]", "{+leaks+}", "leak"]),
        (["We knew\x1fabout", "the leak"], ["We knew\x1fabout[-the leak-]", "[-We knew about-]the leak"]),
    ],
)
def test_runs_of_one_report_are_aligned_together(runs: list[str], expected: list[str]) -> None:
    assert [marked(pieces) for pieces in align_runs("We knew about the leak", runs)] == expected


WORDS = st.lists(st.sampled_from(["we", "knew", "the", "dam", "leaked", "…", "[sic]", "“", "it’s", "é"]), max_size=12)


@given(WORDS, WORDS, st.text(max_size=6))
def test_what_is_not_lacking_is_the_witness(lemma: list[str], witness: list[str], tail: str) -> None:
    text = " ".join(witness) + tail
    pieces = align(" ".join(lemma), text)
    assert "".join(piece.text for piece in pieces if piece.kind != "lacking") == text


@given(st.lists(WORDS, min_size=1, max_size=4), WORDS)
def test_each_run_keeps_its_own_text(runs: list[list[str]], lemma: list[str]) -> None:
    texts = [" ".join(run) for run in runs]
    kept = ["".join(p.text for p in run if p.kind != "lacking") for run in align_runs(" ".join(lemma), texts)]
    assert kept == texts


@given(WORDS)
def test_a_text_does_not_differ_from_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert all(piece.kind == "same" for piece in align(text, text))
