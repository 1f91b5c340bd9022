"""Words of data/knowledge for the bot's dictionary and entity patterns; read when a model is trained, never later.

The typed loader of these files is insurer/knowledge.py (Python 3.13); the bot reads only names and other wordings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_PATH = ROOT / "data" / "knowledge"
LOOKUPS_PATH = ROOT / "data" / "nlu" / "lookups"


@dataclass(frozen=True)
class Wording:
    """`text` names the entry `value` of kind `entity` (claim_type, document_type, term)."""

    entity: str
    value: str
    text: str


def read_yaml(path: Path) -> Any:
    """Raises FileNotFoundError, yaml.YAMLError."""
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=Loader)


def wordings(folder: Path = DEFAULT_PATH) -> list[Wording]:
    """Every way the knowledge files name a claim type, document or term, in file order, without doubles."""
    found: dict[tuple[str, str], Wording] = {}
    for wording in _all(folder):
        text = wording.text.strip()
        if len(text) >= 2:
            found.setdefault((wording.entity, text.lower()), Wording(wording.entity, wording.value, text))
    return list(found.values())


def lookups(folder: Path = LOOKUPS_PATH, knowledge: Path = DEFAULT_PATH) -> list[Wording]:
    """What the entity recogniser knows beside `wordings` and no other component shall: products, and data/nlu/lookups
    (a file per entity: value -> wordings; a value in Chinese is a wording itself)."""
    found: dict[tuple[str, str], Wording] = {}
    for entry in read_yaml(knowledge / "products.yml"):
        for text in (entry["name"], *entry.get("aliases", ())):
            found.setdefault(("product", text), Wording("product", entry["product_id"], text))
    for path in sorted(folder.glob("*.yml")):
        for value, texts in read_yaml(path).items():
            named = [value] if not value.isascii() else []
            for text in (*named, *map(str, texts)):
                found.setdefault((path.stem, text), Wording(path.stem, value, text))
    return list(found.values())


def _all(folder: Path) -> Iterator[Wording]:
    for entry in read_yaml(folder / "claim_types.yml"):
        for text in (entry["name"], *entry.get("aliases", ())):
            yield Wording("claim_type", entry["code"], text)
    for entry in read_yaml(folder / "documents.yml"):
        for text in _document_names(entry["name"]):
            yield Wording("document_type", entry["code"], text)
    for entry in read_yaml(folder / "terms.yml"):
        yield Wording("term", entry["key"], entry["term"])
        for text in entry.get("asks", ()):
            yield Wording("term", entry["key"], text)
    lexicon = folder / "lexicon.yml"
    if lexicon.exists():
        yield from _lexicon(read_yaml(lexicon))


def _document_names(name: str) -> Iterator[str]:
    """`出院小结/出院记录（盖章）` names two things; what stands in brackets is a note."""
    for part in name.replace("、", "/").split("/"):
        yield part.split("（")[0].split("(")[0]


def _lexicon(lexicon: dict[str, Any]) -> Iterator[Wording]:
    """lexicon.yml: {claim_type|document_type|term: {code: [wordings]}}."""
    for entity, entries in lexicon.items():
        for value, texts in entries.items():
            for text in texts:
                yield Wording(entity, str(value), str(text))
