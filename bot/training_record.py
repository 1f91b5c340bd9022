"""What is known about the making of a model, kept inside its archive."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

#: Where Rasa's model storage keeps it, and its place in the archive.
RESOURCE = "training_record"
_FILE = "record.json"
_MEMBER = f"components/{RESOURCE}/{_FILE}"


def write(folder: Path, seconds: float) -> None:
    """`seconds` of training; `folder` is that of the resource."""
    (folder / _FILE).write_text(json.dumps({"train_seconds": round(seconds, 1)}))


def train_seconds(model: Path) -> float | None:
    """None for a model that was trained before this was recorded."""
    with tarfile.open(model, "r:gz") as archive:
        for member in archive:
            if member.name.removeprefix("./") == _MEMBER:
                content = archive.extractfile(member)
                return float(json.load(content)["train_seconds"]) if content else None
    return None
