"""Quality on the annotated stories: the scorer beside the corpora, run on Rashomon and on the baselines."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import rashomon

Build = Callable[[Sequence[Path]], dict[str, Any]]


def scorer(shared: Path) -> ModuleType:
    """The scorer that lies beside the annotated stories, as a module."""
    spec = importlib.util.spec_from_file_location("story_scorer", shared / "eval" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rashomon_dossier(reports: Sequence[Path]) -> dict[str, Any]:
    """Rashomon's dossier of the reports."""
    dossier: dict[str, Any] = json.loads(rashomon.compare(reports).to_json())
    return dossier


def story_folders(shared: Path, *, most: int | None) -> list[Path]:
    """The folders of the annotated stories, by name."""
    return sorted(path for path in (shared / "eval" / "stories").iterdir() if path.is_dir())[:most]


def measure(
    shared: Path, systems: Mapping[str, Build], *, most: int | None = None
) -> dict[str, dict[str, tuple[float, float]]]:
    """System → measure → (hits, number), summed over the stories."""
    score = scorer(shared)
    results: dict[str, dict[str, tuple[float, float]]] = {}
    for name, build in systems.items():
        tally = score.Tally()
        for folder in story_folders(shared, most=most):
            score.score(folder, build(sorted(folder.glob("*.txt"))), tally)
        results[name] = {measure: (hits, number) for measure, (hits, number) in tally.c.items()}
    return results


def cases(shared: Path, *, most: int | None = None) -> dict[str, list[float]]:
    """Rashomon's hit or miss, case by case in the scorer's order: ``story measure`` → hits."""
    score = scorer(shared)
    found: dict[str, list[float]] = {}
    for folder in story_folders(shared, most=most):
        tally = _recording(score)
        score.score(folder, rashomon_dossier(sorted(folder.glob("*.txt"))), tally)
        for measure, hits in tally.cases.items():
            found[f"{folder.name} {measure}"] = hits
    return found


def _recording(score: ModuleType) -> Any:
    class Recording(score.Tally):  # type: ignore[name-defined,misc]
        """A tally that also remembers each case."""

        def __init__(self) -> None:
            super().__init__()
            self.cases: dict[str, list[float]] = {}

        def add(self, name: str, hit: float, n: float) -> None:
            super().add(name, hit, n)
            self.cases.setdefault(name, []).append(float(hit))

    return Recording()


def changes(before: dict[str, list[float]], after: dict[str, list[float]]) -> list[str]:
    """One line for each story and measure that gained or lost against an earlier run."""
    lines = []
    for key in sorted(before.keys() & after.keys()):
        if before[key] != after[key]:
            lines.append(f"{key}: {sum(before[key]):g} → {sum(after[key]):g} of {len(after[key])}")
    return lines
