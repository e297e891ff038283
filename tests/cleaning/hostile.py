"""Targets of the sandbox's tests: what a parser in trouble does."""

from __future__ import annotations

import os
import time


def answer(what: str) -> object:
    """Do what ``what`` names; the child's process id otherwise."""
    if what == "spin":
        while True:
            pass
    if what == "sleep":
        time.sleep(60)
    if what == "hoard":
        return len(bytearray(4 * 1024**3))
    if what == "crash":
        raise RuntimeError("a hostile page")
    if what == "abort":
        os.abort()
    if what == "chatter":
        print("noise on standard output")
    return os.getpid()
