"""Runs the pure stages in this process, report after report. It schedules; it decides nothing."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from spacy.tokens import Doc

from rashomon.annotate.report import annotate
from rashomon.cleaning import Habits, clean
from rashomon.errors import InputError
from rashomon.language import load, parse
from rashomon.model import Annotations, Document, Failure
from rashomon.sources import RawReport

_READERS = 2
"""Threads that parse. The encoder leaves Python to others while it runs; more than two of them wait for it."""


def read_documents(
    items: Iterable[RawReport | Failure], *, habits: Habits | None = None
) -> Iterator[Document | Failure]:
    """Each report cleaned, in the order given; what cannot be cleaned becomes a failure and the rest goes on."""
    for item in items:
        if isinstance(item, Failure):
            yield item
            continue
        try:
            yield clean(item, habits)
        except InputError as error:
            yield Failure(item.origin, error.code, str(error))


def annotate_documents(
    items: Iterable[Document | Failure], *, readers: int | None = None
) -> Iterator[Annotations | Failure]:
    """Each document parsed and annotated, in the order given.

    ``readers`` threads (as many as there are cores, two at most) parse the next few documents while one is annotated.
    A document's result does not depend on them, nor does the memory on the number of documents.
    """
    readers = readers or min(_READERS, os.cpu_count() or 1)
    load()  # once, before the threads ask for it
    waiting: deque[tuple[Document | Failure, Future[Doc] | None]] = deque()
    executor = ThreadPoolExecutor(readers, thread_name_prefix="rashomon-reader")
    try:
        for item in items:
            waiting.append((item, _submit(executor, item)))
            if len(waiting) > readers:
                yield _finish(*waiting.popleft())
        while waiting:
            yield _finish(*waiting.popleft())
    finally:
        executor.shutdown(cancel_futures=True)


def _submit(executor: ThreadPoolExecutor, item: Document | Failure) -> Future[Doc] | None:
    # The language pack reads English only; the notes of another document say that it was not analysed.
    if isinstance(item, Failure) or item.language != "en":
        return None
    return executor.submit(parse, item.text)


def _finish(item: Document | Failure, parsed: Future[Doc] | None) -> Annotations | Failure:
    if isinstance(item, Failure):
        return item
    return Annotations(item) if parsed is None else annotate(item, parsed.result())
