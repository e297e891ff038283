"""What tests share: the corpora beside the project where they exist, and parsing with the language pack."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Speed belongs to bench/: no test fails because the machine was busy.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

PROJECT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("RASHOMON_SHARED", PROJECT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and annotated stories; a test that needs it is skipped where it is not there."""
    if not SHARED.is_dir():
        pytest.skip("skipped: the corpora beside the project are not here")
    return SHARED


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of example stories, one folder a story."""
    return PROJECT / "src" / "rashomon" / "examples"
