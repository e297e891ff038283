"""Windows hold every word once, end at line breaks, and are never longer than what the encoder was trained on."""

from __future__ import annotations

from hypothesis import given, strategies as st

from rashomon.language.windows import paragraphs, windows

TOKENS = st.lists(st.sampled_from(["word", "end.", "Next", "\n\n", " ", "\u2028", "”", "!"]), max_size=200)


@given(TOKENS)
def test_paragraphs_hold_every_word_once_and_end_at_line_breaks(tokens: list[str]) -> None:
    found = list(paragraphs(tokens))
    assert [index for paragraph in found for index in paragraph] == [
        index for index, token in enumerate(tokens) if not token.isspace()
    ]
    for paragraph in found:
        assert not any(char in "\n\u2028" for index in range(paragraph[0], paragraph[-1]) for char in tokens[index])


@given(st.lists(st.tuples(st.sampled_from(["word", "end.", "Next", "”"]), st.integers(0, 16)), max_size=150))
def test_windows_follow_one_another_and_keep_their_size(sized: list[tuple[str, int]]) -> None:
    words, sizes = [word for word, _ in sized], [size for _, size in sized]
    found = list(windows(words, sizes, most=20, most_pieces=60))
    assert [index for begin, end in found for index in range(begin, end)] == list(range(len(words)))
    assert all(0 < end - begin <= 20 and sum(sizes[begin:end]) <= 60 for begin, end in found)


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    words = ["He", "left", "."] * 8
    assert list(windows(words, [1] * 24, most=10)) == [(0, 9), (9, 18), (18, 24)]


def test_a_word_of_many_pieces_stands_alone() -> None:
    assert list(windows(["a", "long", "b"], [1, 400, 1], most_pieces=320)) == [(0, 1), (1, 2), (2, 3)]
