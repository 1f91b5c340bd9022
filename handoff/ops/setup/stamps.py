"""Stamps: a file that says from what something was made, so that it is made again only when that changed."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

_LEFT_OUT = frozenset({"node_modules", "dist", "coverage", "__pycache__", ".vite"})


def fingerprint(files: Iterable[Path], *words: str) -> str:
    """SHA-256 over names and contents of the files and the extra words."""
    digest = hashlib.sha256()
    for word in words:
        digest.update(word.encode() + b"\0")
    for path in sorted(files):
        content = path.read_bytes()
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def sources(folder: Path) -> Iterator[Path]:
    """Every source file below a web folder; not what is built or installed there."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _LEFT_OUT)
        for name in sorted(names):
            path = Path(parent, name)
            if path.is_file():
                yield path


def is_current(stamp: Path, value: str) -> bool:
    try:
        return stamp.read_text(encoding="ascii").strip() == value
    except (OSError, UnicodeDecodeError):
        return False


def write(stamp: Path, value: str) -> None:
    """Last thing of a step, by rename: a step that was interrupted has no stamp and is done again."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    new = stamp.with_suffix(".new")
    new.write_text(value + "\n", encoding="ascii")
    new.replace(stamp)
