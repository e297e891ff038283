"""Runs one function on plain data in a child process with a budget, so that a hostile page costs seconds and no more.

Every C parser of HTML can be hung or bloated by a page made for it, and a thread inside one cannot be stopped; a
process can. The child is a fresh interpreter (a fork of a process with threads may deadlock), stays for the pages that
follow, and is replaced where it was killed. Both sides speak JSON, never pickle: what comes from a child that parsed a
hostile page is data. The child's own timers end it even where its parent was killed in the middle of a page; between
two pages it ends when its input closes.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import resource
import signal
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import Event, Lock, Timer
from typing import IO, Any, BinaryIO

from rashomon.errors import InputError

_LENGTH = struct.Struct(">Q")
_START_SECONDS = 60.0
_OUT_OF_TIME = frozenset({signal.SIGPROF, signal.SIGALRM, signal.SIGXCPU})


@dataclass(frozen=True, slots=True)
class Budget:
    """What one call may use. Processor time decides, so that a busy machine does not change the result; ``wall``
    only ends what sleeps."""

    processor_seconds: float = 5.0
    wall_seconds: float = 60.0
    memory_bytes: int = 1024 * 1024 * 1024
    calls: int = 1000
    """After so many calls the child is replaced: extractors keep caches."""


class Sandbox:
    """A child process that calls ``target`` (``package.module:function``, JSON-ready data in and out)."""

    def __init__(self, target: str, *, budget: Budget | None = None) -> None:
        self._target = target
        self._budget = budget or Budget()
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None
        self._owner = 0
        self._calls = 0

    def start(self) -> None:
        """Start the child without waiting for it; ``call`` does so by itself."""
        with self._lock:
            self._ready()

    def call(self, data: Any, *, what: str) -> Any:
        """``target(data)``. Raises InputError ``timeout``, ``memory`` or ``crashed`` that names ``what`` was read."""
        request = json.dumps(data).encode("ascii")
        with self._lock:
            used = self._ready()
            try:
                return self._ask(request, what)
            except InputError as error:
                self._end()
                # Left-overs of earlier pages must not decide about this one.
                if not used or error.code == "timeout":
                    raise
            self._ready()
            try:
                return self._ask(request, what)
            except InputError:
                self._end()
                raise

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._end()

    def _ready(self) -> bool:
        """Make sure that a child of this process runs; True where it has worked before."""
        if self._owner != os.getpid():
            # After a fork the pipes belong to the other process; they are left alone.
            self._process, self._errors = None, None
        process = self._process
        if process is not None and (process.poll() is not None or self._calls >= self._budget.calls):
            self._end()
            process = None
        if process is None:
            self._spawn()
            return False
        return self._calls > 0

    def _spawn(self) -> None:
        budget = self._budget
        arguments = [self._target, str(budget.processor_seconds), str(budget.wall_seconds), str(budget.memory_bytes)]
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the child
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", "from rashomon.cleaning.sandbox import serve; serve()", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)},
        )
        self._owner = os.getpid()
        self._calls = 0
        atexit.register(self.close)

    def _ask(self, request: bytes, what: str) -> Any:
        process = self._process
        assert process is not None and process.stdin is not None and process.stdout is not None
        # Starting is not the page's fault and takes long where the machine is busy.
        first = self._calls == 0
        self._calls += 1
        late = Event()

        def end() -> None:
            late.set()
            process.kill()

        alarm = Timer(self._budget.wall_seconds + (_START_SECONDS if first else 0), end)
        alarm.daemon = True
        alarm.start()
        try:
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write(_LENGTH.pack(len(request)) + request)
                process.stdin.flush()
            reply = _receive(process.stdout)
        finally:
            alarm.cancel()
        if reply is None:
            raise self._failure(process.wait(), late.is_set(), what)
        answer = json.loads(reply)
        if "memory" in answer:
            raise self._out_of_memory(what)
        return answer["result"]

    def _failure(self, code: int, late: bool, what: str) -> InputError:
        if late or -code in _OUT_OF_TIME:
            seconds = self._budget.processor_seconds
            return InputError(
                "timeout", f"{what} could not be read within {seconds:g} seconds; save the report's text alone"
            )
        if -code == signal.SIGKILL:
            return self._out_of_memory(what)
        errors = self._errors
        assert errors is not None
        errors.seek(0)
        last = errors.read().decode("utf-8", "replace").strip().rpartition("\n")[2][:300]
        return InputError("crashed", f"{what} made the reader fail ({last or code}); save the report's text alone")

    def _out_of_memory(self, what: str) -> InputError:
        megabytes = self._budget.memory_bytes // (1024 * 1024)
        return InputError(
            "memory", f"{what} needs more than {megabytes} MB of memory to read; save the report's text alone"
        )

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, self._errors):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()
        self._errors = None
        atexit.unregister(self.close)


def _receive(stream: IO[bytes]) -> bytes | None:
    """One message, or None where the stream ends before it is whole."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    message = stream.read(length)
    return message if len(message) == length else None


def serve() -> None:
    """The child's side: answer requests on standard input until it closes. Called by ``Sandbox`` alone."""
    name, processor, wall, memory = sys.argv[1:5]
    requests = sys.stdin.buffer
    # What a parser may print must not get between the answers.
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    module, _, function = name.partition(":")
    target: Callable[[Any], Any] = getattr(import_module(module), function)
    _limit(int(memory))
    try:
        while (request := _receive(requests)) is not None:
            data = json.loads(request)
            _arm(float(processor), float(wall))
            _reply(replies, {"result": target(data)})
            _arm(0, 0)
    except MemoryError:
        _reply(replies, {"memory": True})
    except KeyboardInterrupt:
        # Ctrl-C reaches parent and child alike; the parent says what there is to say.
        sys.exit(130)


def _reply(stream: BinaryIO, answer: dict[str, Any]) -> None:
    reply = json.dumps(answer).encode("ascii")
    stream.write(_LENGTH.pack(len(reply)) + reply)
    stream.flush()


def _limit(memory: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    with contextlib.suppress(ValueError, OSError):
        # Not every system can limit address space; the wall clock still holds there.
        resource.setrlimit(resource.RLIMIT_AS, (memory, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        # Where memory runs out all the same, the kernel ends this process and not its parent.
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def _arm(processor: float, wall: float) -> None:
    signal.setitimer(signal.ITIMER_PROF, processor)
    signal.setitimer(signal.ITIMER_REAL, wall)
