"""No word that the bot must never say stands in the sources or in the knowledge files."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from insurer.knowledge import DEFAULT_PATH
from tests.actions.calling import BANNED
from tests.insurer.running import ROOT

#: It names the words that must not be said.
LINT = "knowledge_lint.py"
SOURCES = [
    file
    for file in [*sorted((ROOT / "actions").glob("*.py")), *sorted((ROOT / "insurer").rglob("*.py"))]
    if file.name != LINT
]
#: Files with customers' words or with rules for us, not with what is said to customers; and fields of that kind.
NOT_SAID = {"lexicon.yml"}
KNOWLEDGE = [file for file in sorted(DEFAULT_PATH.glob("*.yml")) if file.name not in NOT_SAID]
NOT_SAID_FIELDS = {"must", "must_not", "misconception", "asks", "aliases", "use"}


def test_there_is_something_to_check() -> None:
    assert len(SOURCES) > 20
    assert len(KNOWLEDGE) >= 10


@pytest.mark.parametrize("file", SOURCES, ids=lambda f: f.name)
def test_sources(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    spoken = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    assert not [(bad, words) for words in spoken for bad in BANNED if bad in words]


@pytest.mark.parametrize("file", KNOWLEDGE, ids=lambda f: f.name)
def test_knowledge(file: Path) -> None:
    spoken = list(said_in(yaml.safe_load(file.read_text(encoding="utf-8"))))
    assert spoken
    assert not [(bad, words) for words in spoken for bad in BANNED if bad in words]


def said_in(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in NOT_SAID_FIELDS:
                yield from said_in(value)
    elif isinstance(node, list):
        for item in node:
            yield from said_in(item)
    elif isinstance(node, str):
        yield node
