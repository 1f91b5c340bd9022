"""Which model is today's: a digest of everything that a trained model depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from bot.knowledge import ROOT

#: What training reads, relative to the repository. Tests, server code and texts spoken by actions are not in it.
INPUTS = (
    "config.yml",
    "bot/domain",
    "bot/rules",
    "bot/stories",
    "bot/components",
    "bot/escalation.yml",
    "bot/corpus.py",
    "bot/knowledge.py",
    "data/nlu",
    "data/knowledge/claim_types.yml",
    "data/knowledge/documents.yml",
    "data/knowledge/lexicon.yml",
    "data/knowledge/terms.yml",
    "data/knowledge/triggers.yml",
)
_SUFFIXES = {".yml", ".py"}
#: A model is a pickle of their objects: another version needs another model.
_LIBRARIES = ("rasa", "scikit-learn", "numpy", "spacy", "jieba", "pypinyin")


def fingerprint(root: Path = ROOT) -> str:
    """64 hexadecimal digits; the same for the same content, whatever the file times."""
    digest = hashlib.sha256()
    for path in _files(root):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    for name in _LIBRARIES:
        digest.update(f"{name}=={metadata.version(name)}\0".encode())
    return digest.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    for name in INPUTS:
        path = root / name
        if path.is_file():
            yield path
        elif path.is_dir():
            found = (p for p in path.rglob("*") if p.suffix in _SUFFIXES and "__pycache__" not in p.parts)
            yield from sorted(found)


def short(root: Path = ROOT) -> str:
    return fingerprint(root)[:8]
