"""What the commands do with a stream of reports."""

from __future__ import annotations

import gc

from rashomon.cli.console import settled


def test_what_is_loaded_when_the_first_report_is_done_is_left_alone() -> None:
    before = gc.get_freeze_count()
    try:
        stream = settled(iter("abc"))
        assert gc.get_freeze_count() == before
        assert next(stream) == "a"
        frozen = gc.get_freeze_count()
        assert frozen > before
        made = [[] for _ in range(100)]  # type: ignore[var-annotated]
        assert list(stream) == ["b", "c"]
        assert gc.get_freeze_count() <= frozen
        assert len(made) == 100
    finally:
        gc.unfreeze()


def test_no_report_settles_nothing() -> None:
    before = gc.get_freeze_count()
    assert list(settled([])) == []
    assert gc.get_freeze_count() == before
