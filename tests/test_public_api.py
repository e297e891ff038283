"""The public surface is short, listed, and cheap to import."""

from __future__ import annotations

import subprocess
import sys

import rashomon
from rashomon import errors, model


def test_the_public_names_are_these() -> None:
    assert rashomon.__all__ == [
        "Annotations",
        "Document",
        "Dossier",
        "Failure",
        "Figure",
        "Quote",
        "RashomonError",
        "Span",
        "annotate",
        "compare",
        "export",
        "read",
        "show",
    ]
    assert all(hasattr(rashomon, name) for name in rashomon.__all__)


def test_the_nouns_are_listed_in_order() -> None:
    assert sorted(model.__all__) == sorted(set(model.__all__))
    assert all(hasattr(model, name) for name in model.__all__)


def test_every_error_stands_in_the_tree_of_the_docstring() -> None:
    drawn = errors.__doc__ or ""
    classes = [item for item in vars(errors).values() if isinstance(item, type) and issubclass(item, Exception)]
    assert all(cls.__name__ in drawn and issubclass(cls, errors.RashomonError) for cls in classes)


def test_importing_the_package_loads_no_heavy_library() -> None:
    heavy = ("torch", "transformers", "spacy", "trafilatura", "onnxruntime")
    code = f"import rashomon, sys; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
