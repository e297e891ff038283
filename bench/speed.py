"""Speed: a cold run on a small pile, and the whole analysis against the encoder's own time on a long one."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rashomon import annotate
from rashomon.cli.console import settled
from rashomon.language import load


@dataclass(frozen=True, slots=True)
class Cold:
    """A process from start to both files: seconds of wall clock and of processor, greatest resident memory in MB."""

    seconds: float
    processor: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Pile:
    """A long pile in one process: reports a second of wall clock, processor time over the encoder's own."""

    reports: int
    per_second: float
    over_encoder: float


def cold(reports: Path) -> Cold:
    """``rashomon compare`` on a folder, in a new process."""
    with tempfile.TemporaryDirectory() as folder:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.perf_counter()
        outputs = ["--json", str(Path(folder) / "d.json"), "--html", str(Path(folder) / "d.html")]
        subprocess.run([sys.executable, "-m", "rashomon", "compare", str(reports), "-q", *outputs], check=True)
        took = time.perf_counter() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cold(took, processor, after.ru_maxrss / 1024)


def pile(reports: Sequence[Path]) -> Pile:
    """Cleaning, parsing and annotating as the command does, with the time inside ONNX Runtime counted apart."""
    encoder: Any = load().get_pipe("rashomon_reader")
    session = _Timed(encoder._encoder._session)
    encoder._encoder._session = session
    try:
        wall, processor = time.perf_counter(), time.process_time()
        count = sum(1 for _ in settled(annotate(reports)))
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
    finally:
        encoder._encoder._session = session.session
    return Pile(count, count / wall, processor / session.seconds)


class _Timed:
    """An ONNX Runtime session that counts the processor time of its runs."""

    def __init__(self, session: Any) -> None:
        self.session, self.seconds = session, 0.0

    def run(self, *arguments: Any) -> Any:
        began = time.thread_time()
        result = self.session.run(*arguments)
        self.seconds += time.thread_time() - began
        return result
