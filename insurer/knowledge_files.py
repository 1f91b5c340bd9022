"""Reading and checking YAML entries against a dataclass; used by insurer.knowledge only."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError


class KnowledgeError(Exception):
    """A knowledge file is missing, unreadable or breaks its schema; the message names file, entry and
    field."""


class _Loader(yaml.CSafeLoader):
    """YAML with text as text: only true/false are booleans, dates stay strings, doubled keys are errors."""


_KEPT_TAGS = {"tag:yaml.org,2002:null", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"}
_Loader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag in _KEPT_TAGS]
    for first, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def _unique_mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
    doubled = {str(key) for key in keys if keys.count(key) > 1}
    if doubled:
        raise yaml.MarkedYAMLError(problem=f"doubled key {sorted(doubled)}", problem_mark=node.start_mark)
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor("tag:yaml.org,2002:map", _unique_mapping)


def read(file: Path) -> Any:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{file.name}: cannot be read ({type(error).__name__})") from error
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - _Loader is a safe loader
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{file.name}: not valid YAML: {error}") from error


def read_entries[T](file: Path, shape: type[T], key_of: Callable[[T], str]) -> Mapping[str, T]:
    raw = read(file)
    if not isinstance(raw, list):
        raise KnowledgeError(f"{file.name}: must be a list of entries")
    key_field = fields(shape)[0].name  # type: ignore[arg-type]
    adapter = TypeAdapter(shape)
    found: dict[str, T] = {}
    for number, item in enumerate(raw, start=1):
        name = item.get(key_field) if isinstance(item, dict) else None
        entry = _checked(adapter, item, f"{file.name}, entry {name or f'no. {number}'}")
        if key_of(entry) in found:
            raise KnowledgeError(f"{file.name}, entry {key_of(entry)}, field {key_field}: defined twice")
        found[key_of(entry)] = entry
    return MappingProxyType(found)


def read_mapping[T](file: Path, shape: type[T]) -> Mapping[str, T]:
    raw = read(file)
    if not isinstance(raw, dict):
        raise KnowledgeError(f"{file.name}: must be a mapping from code to entry")
    adapter = TypeAdapter(shape)
    return MappingProxyType({str(k): _checked(adapter, v, f"{file.name}, entry {k}") for k, v in raw.items()})


def read_one[T](file: Path, shape: type[T]) -> T:
    """A file that is one mapping of the fields of `shape`."""
    return _checked(TypeAdapter(shape), read(file), file.name)


def _checked[T](adapter: TypeAdapter[T], item: Any, where: str) -> T:
    try:
        return adapter.validate_python(item)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "(entry)"
        raise KnowledgeError(f"{where}, field {field}: {first['msg']}") from error
