"""The models folder: names, newest, today's, clearing out."""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path

from bot.knowledge import ROOT

#: <date>-<time>-<first 8 digits of the fingerprint>.tar.gz
_NAME = re.compile(r"^\d{8}-\d{6}-([0-9a-f]{8})\.tar\.gz$")
KEPT = 5


def folder() -> Path:
    return Path(os.environ.get("MODELS_DIR") or ROOT / "models")


def name_for(fingerprint8: str, now: datetime) -> str:
    return f"{now:%Y%m%d-%H%M%S}-{fingerprint8}.tar.gz"


def model_id(path: Path) -> str:
    return path.name.removesuffix(".tar.gz")


def trained(models: Path) -> list[Path]:
    """Newest first. Names begin with the time, so that copying a folder does not change the order."""
    found = [path for path in models.glob("*.tar.gz") if _NAME.match(path.name)]
    return sorted(found, key=lambda path: path.name, reverse=True)


def newest(models: Path) -> Path | None:
    return next(iter(trained(models)), None)


def of_fingerprint(models: Path, fingerprint8: str) -> Path | None:
    return next((p for p in trained(models) if _NAME.match(p.name)[1] == fingerprint8), None)  # type: ignore[index]


def clear_out(models: Path, kept: int = KEPT) -> list[Path]:
    """Deletes all but the newest `kept` models; returns what was deleted."""
    old = trained(models)[kept:]
    for path in old:
        path.unlink(missing_ok=True)
    return old
