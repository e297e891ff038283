"""The child process: its budget, its replacement, its end; and pages made to break parsers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.cleaning.html import sandbox
from rashomon.cleaning.sandbox import Budget, Sandbox
from rashomon.errors import InputError

TARGET = "hostile:answer"
SMALL = Budget(processor_seconds=0.5, wall_seconds=5.0, memory_bytes=1024**3)


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    box = Sandbox(TARGET, budget=SMALL)
    yield box
    box.close()


def test_one_child_serves_many_calls(child: Sandbox) -> None:
    first = child.call("", what="a")
    assert first != os.getpid()
    assert child.call("", what="b") == first


@pytest.mark.parametrize(
    ("trouble", "code"),
    [("spin", "timeout"), ("sleep", "timeout"), ("hoard", "memory"), ("crash", "crashed"), ("abort", "crashed")],
)
def test_trouble_is_a_named_failure_and_the_next_call_works(child: Sandbox, trouble: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        child.call(trouble, what="page 7")
    assert caught.value.code == code
    assert "page 7" in str(caught.value)
    assert isinstance(child.call("", what="page 8"), int)


def test_what_a_parser_prints_is_no_answer(child: Sandbox) -> None:
    assert isinstance(child.call("chatter", what="a"), int)


def test_a_killed_child_is_replaced(child: Sandbox) -> None:
    first = child.call("", what="a")
    os.kill(first, signal.SIGKILL)
    assert child.call("", what="b") != first


def test_a_child_is_replaced_after_its_share_of_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    box = Sandbox(TARGET, budget=Budget(calls=2))
    seen = [box.call("", what="a") for _ in range(4)]
    box.close()
    assert seen[0] == seen[1] != seen[2] == seen[3]


def test_the_child_ends_with_its_parent(tmp_path: Path) -> None:
    script = (
        f"import sys, os; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from rashomon.cleaning.sandbox import Sandbox\n"
        f"print(Sandbox({TARGET!r}).call('', what='a'), flush=True)\nos.kill(os.getpid(), 9)\n"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    child = int(result.stdout)
    # Its input has closed: it ends by itself; waiting on a pipe would need a handle that this process does not have.
    for _ in range(200):
        if not Path(f"/proc/{child}").exists():
            return
        subprocess.run(["sleep", "0.05"], check=True)
    pytest.fail("the child outlives its parent")


def test_plain_text_starts_no_child() -> None:
    script = (
        "import sys\nfrom rashomon.cleaning import clean\nfrom rashomon.sources import RawReport\n"
        "from rashomon.model import Origin\n"
        "clean(RawReport(Origin('a.txt', None, 'text/plain', '0' * 64), 'The mayor closed the bridge on Monday, "
        "she said in a statement to reporters.', 'text/plain'))\n"
        "print([name for name in ('trafilatura', 'lxml', 'rashomon.cleaning.sandbox') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


SENTENCE = "<p>The ferry ran aground off Cape Ellis before dawn with 212 people on board, the coast guard said.</p>"
SHAPES = {
    "many attributes": "<div " + " ".join(f"a{number}=1" for number in range(100_000)) + ">x</div>" + SENTENCE,
    "nesting": "<div>" * 50_000 + SENTENCE,
    "nested links": "<a>" * 5_000 + SENTENCE,
    "short paragraphs": "<p>a</p>" * 50_000,
    "links": '<p><a href="/x">Read on</a></p>' * 30_000,
    "NULs": "\0" * 100_000 + SENTENCE,
    "entities": "&amp;" * 300_000 + SENTENCE,
    "unclosed": "<" * 300_000 + SENTENCE,
    "colspan": f'<table><tr><td colspan="{2**53}" rowspan="{2**53}">cell</td></tr></table>' + SENTENCE,
    "long attribute": f'<p title="{"x" * 5_000_000}">x</p>' + SENTENCE,
    "deep JSON-LD": f'<script type="application/ld+json">{"[" * 100_000}</script>' + SENTENCE,
}


@pytest.fixture(scope="module")
def reader() -> Iterator[Sandbox]:
    box = Sandbox("rashomon.cleaning.html_read:read", budget=Budget(processor_seconds=2.0))
    yield box
    box.close()


@pytest.mark.parametrize("shape", SHAPES)
def test_a_hostile_page_is_read_or_a_named_failure(reader: Sandbox, shape: str) -> None:
    try:
        result = reader.call(SHAPES[shape], what="hostile.html")
    except InputError as error:
        assert error.code in {"timeout", "memory"}
        assert "hostile.html" in str(error)
    else:
        assert result["page"] or result["notes"]
    assert "Cape Ellis" in reader.call("<h1>Ferry aground</h1>" + SENTENCE * 3, what="the next page")["page"]


@pytest.mark.parametrize("shape", ["NULs", "entities", "colspan", "long attribute", "deep JSON-LD"])
def test_shapes_that_are_read(reader: Sandbox, shape: str) -> None:
    assert "Cape Ellis" in reader.call(SHAPES[shape], what=shape)["page"]


def test_the_page_sandbox_is_one_for_all_pages() -> None:
    assert sandbox() is sandbox()
