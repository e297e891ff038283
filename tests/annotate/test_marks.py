"""Which runs stand between marks: clean and dirty, nested, over paragraphs, and apostrophes that are none."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from rashomon.annotate.marks import Marked, find_marked
from rashomon.model import BLOCK_SEPARATOR, Block, Document, Origin


def report(text: str) -> Document:
    blocks, start = [], 0
    for paragraph in text.split(BLOCK_SEPARATOR):
        if paragraph.strip():
            blocks.append(Block("body", start, start + len(paragraph), start, start + len(paragraph)))
        start += len(paragraph) + 2
    sha = hashlib.sha256(text.encode()).hexdigest()
    return Document(sha[:12], Origin("report.txt", None, "text/plain", sha), text, text, tuple(blocks))


def runs(text: str) -> list[Marked]:
    return find_marked(report(text))


def outer(text: str) -> list[str]:
    return [text[run.inner_start : run.inner_end] for run in runs(text) if run.depth == 1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We lost,” she said. “It is over.”", ["We lost,", "It is over."]),
        ('"We lost," she said. "It is over."', ["We lost,", "It is over."]),
        ('“We lost," she said. "It is over.”', ["We lost,", "It is over."]),
        ("‘We lost,’ she said. ‘It’s over.’", ["We lost,", "It’s over."]),
        ("The 'wrong road,' she said, wasn't the voters' fault.", ["wrong road,"]),
        ("‘We don’t like the sailors’ hall,’ he added.", ["We don’t like the sailors’ hall,"]),
        ("Harbour Is 'Safe' And 'Open,' Says Mayor", ["Safe", "Open,"]),
        ("They said 'the voters' will' was clear.", ["the voters' will"]),
        ("rock 'n' roll in the '90s, 'cause they let 'em", []),
        ("the ’90s and the sailors’ hall", []),
        ("``We lost'' was all that she wrote.", ["We lost"]),
        ("«We lost», she said.", ["We lost"]),
        ("She wrote ”we lost” and “ we won ”.", ["we lost", " we won "]),
        ('"One"—"two"--"three"', ["One", "two", "three"]),
        ('("We lost") and ["we won"]', ["We lost", "we won"]),
    ],
)
def test_pairs(text: str, found: list[str]) -> None:
    assert outer(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('The 12" pipe burst, and "a smell" rose.', ["a smell"]),
        ('A 5\'10" man came in; "wait," he said.', ["wait,"]),
        ('"He is 6\'2" tall," she said.', ["He is 6'2\" tall,"]),
        ("The beam is 40' long, not 38' or so.", []),
        ('It is 6" deep and 3" wide.', []),
    ],
)
def test_inches_and_feet_are_no_marks(text: str, found: list[str]) -> None:
    assert outer(text) == found


@pytest.mark.parametrize(
    ("text", "outside", "inside"),
    [
        ("“He said, ‘I’d go,’” she told us.", "He said, ‘I’d go,’", "I’d go,"),
        ("\"I told him, 'I don't know,'\" she said.", "I told him, 'I don't know,'", "I don't know,"),
        ("‘She wrote “no” twice,’ he said.", "She wrote “no” twice,", "no"),
        ("“The “best” of all,” she said.", "The “best” of all,", "best"),
    ],
)
def test_nested(text: str, outside: str, inside: str) -> None:
    found = runs(text)
    assert [(run.depth, text[run.inner_start : run.inner_end]) for run in found] == [(1, outside), (2, inside)]


def test_a_quotation_over_paragraphs_opens_each_and_closes_the_last() -> None:
    text = "“First.\n\n“Second.\n\n“Third,” he said."
    assert [(text[r.inner_start : r.inner_end], r.continues, r.continued, r.closed) for r in runs(text)] == [
        ("First.", False, True, False),
        ("Second.", True, True, False),
        ("Third,", True, False, True),
    ]


def test_a_line_break_inside_a_quotation_does_not_lose_its_end() -> None:
    text = "“We will not\n\ngive up,” she said. “Never.”"
    assert outer(text) == ["We will not", "give up,", "Never."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She said, “We lost.", ["We lost."]),
        ('"We lost, she said. "It is over."', ["We lost, she said.", "It is over."]),
        ('We lost," she said.', ["We lost,"]),
        ("It closed” without a word before.", []),
        ("“", []),
        ("” ’ ' \" “", []),
    ],
)
def test_missing_marks(text: str, found: list[str]) -> None:
    assert outer(text) == found


@given(st.text(alphabet="ab. ,’‘'“”\"«»`5\n", max_size=80))
def test_runs_lie_in_their_blocks_and_nest(text: str) -> None:
    document = report(text)
    found = find_marked(document)
    for run in found:
        block = document.blocks[run.block]
        assert block.start <= run.start <= run.inner_start < run.inner_end <= run.end <= block.end
    for first, second in pairwise(found):
        assert second.start >= first.end or (first.start <= second.start and second.end <= first.end)
