"""Reading data/knowledge in tests: the typed entries, the raw YAML, and every text a customer may see."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from insurer.knowledge import DEFAULT_PATH, Knowledge, load

ROOT = Path(__file__).resolve().parents[2]
_INTERNAL = {"use", "code", "key", "confirm", "actor", "asks", "aliases"}
_SHOWN = (
    "documents", "claim_types", "pits", "terms", "claim_states", "clocks", "contacts", "answers", "products",
    "guides",
)  # fmt: skip
_FACTS = (
    "documents",
    "claim_types",
    "pits",
    "terms",
    "claim_states",
    "clocks",
    "contacts",
    "rules",
    "guides",
)
_FIGURE = re.compile(
    r"(?<![\d.])(\d+(?:\.\d+)?)\s?(个工作日|工作日|天|日|年|万元|元|%|步|岁|小时|分钟|倍|份)?"
)
_NO_FIGURE = re.compile(r"[A-Z]\d+|第\d+(?:至\d+)?条(?:（.）)?|〔\d+〕\d+号")
_SAME_UNIT = {"日": "天", "工作日": "个工作日"}


@cache
def knowledge() -> Knowledge:
    return load(DEFAULT_PATH)


@cache
def raw(name: str) -> Any:
    return yaml.safe_load((DEFAULT_PATH / name).read_text(encoding="utf-8"))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def customer_texts() -> Iterator[tuple[str, str]]:
    """(file, text) of everything a customer may read."""
    for name in _SHOWN:
        for entry in raw(f"{name}.yml"):
            shown = {field: value for field, value in entry.items() if field not in _INTERNAL}
            yield from ((f"{name}.yml", text) for text in strings(shown))
    yield from (("escalation.yml", text) for text in strings(raw("escalation.yml")))
    yield from (("rules.yml", entry["rule"]) for entry in raw("rules.yml"))


def intents_of_nlu() -> set[str]:
    found: set[str] = set()
    for file in (ROOT / "data" / "nlu").glob("*.yml"):
        found |= set(re.findall(r"^\s*- intent: (\w+)", file.read_text(encoding="utf-8"), re.MULTILINE))
    return found


def figures(text: str) -> set[tuple[str, str]]:
    """(number, unit) with 日 = 天; numbers of articles, documents and trigger codes are no figures."""
    found = _FIGURE.findall(_NO_FIGURE.sub("", text))
    return {(number, _SAME_UNIT.get(unit, unit)) for number, unit in found}


@cache
def fact_figures() -> frozenset[tuple[str, str]]:
    """Every figure of the files that hold facts; answers and handover texts may use these only."""
    texts = (text for name in _FACTS for text in strings(raw(f"{name}.yml")))
    return frozenset(figure for text in texts for figure in figures(text))
