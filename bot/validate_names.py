"""Every name of the domain is defined, used and exemplified: actions, forms, slots, entities, buttons, stored questions.

The actions are read as text: they run on another Python than the bot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.knowledge import read_yaml

_ACTION = re.compile(r'^    action = "(\w+)"', re.MULTILINE)
_FORM = re.compile(r'"(?!validate_|action_|paused_)(\w+_form)"')
_SLOT_READ = re.compile(r'(?:\bslots\.get\(|\bget_slot\(|\bslots\[)"(\w+)"')
_SLOT_SET = re.compile(r'\bslots(?::[^=]+)?=\s*\{"(\w+)"|\bSlotSet\("(\w+)"')
_TITLE = re.compile(r'^    "(\w+)": ', re.MULTILINE)
_UTTER = re.compile(r'"(utter_\w+)"')
#: Intents whose answer is a person, small talk, or set by the bot itself: never offered as a button.
NO_BUTTON = frozenset(
    {
        "dispute_rejection",
        "dispute_amount",
        "accusation_of_fraud",
        "bereavement_or_illness_support",
        "crisis_selfharm",
    }
    | {"complain_service", "complain_misselling"}
    | {"greet", "thanks_praise", "bot_identity", "unclear_input", "out_of_scope"}
)


@dataclass(frozen=True)
class Names:
    """What bot/domain defines. `slots`: name -> definition."""

    intents: frozenset[str]
    actions: frozenset[str]
    forms: frozenset[str]
    entities: frozenset[str]
    slots: Mapping[str, Any]
    responses: frozenset[str]


def problems(root: Path, ruled: Iterable[str], internal: Iterable[str]) -> Iterator[str]:
    """`ruled`: actions that rules name; `internal`: intents that no customer's words have."""
    names = read_names(root / "bot" / "domain")
    code = {path: path.read_text(encoding="utf-8") for path in _modules(root)}
    actions = "\n".join(text for path, text in code.items() if "actions" in path.parts)
    whole = "\n".join(code.values())
    yield from _actions(names, set(ruled), actions, whole)
    yield from _forms(names, actions)
    yield from _slots(names, whole)
    yield from _entities(names, whole, root / "data" / "nlu" / "lookups")
    yield from _texts(names, whole)
    yield from _buttons(names, root / "actions" / "intent_titles.py", set(internal))
    yield from _knowledge(names, root / "data" / "knowledge")


def read_names(folder: Path) -> Names:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.yml")):
        for key, entries in read_yaml(path).items():
            if isinstance(entries, dict):
                found.setdefault(key, {}).update(entries)
            elif isinstance(entries, list):
                found.setdefault(key, {}).update(
                    (next(iter(e)) if isinstance(e, dict) else e, None) for e in entries
                )
    kinds = ("intents", "actions", "forms", "entities", "responses")
    sets = {kind: frozenset(found.get(kind, {})) for kind in kinds}
    return Names(slots=found.get("slots", {}), **sets)


def _modules(root: Path) -> list[Path]:
    return sorted(
        [
            *(root / "actions").glob("*.py"),
            *(root / "bot").glob("*.py"),
            *(root / "bot" / "components").glob("*.py"),
        ]
    )


def _actions(names: Names, ruled: set[str], actions: str, whole: str) -> Iterator[str]:
    written = set(_ACTION.findall(actions))
    for name in sorted(names.actions - written):
        yield f"The action {name} is in bot/domain but not in actions/."
    for name in sorted(written - names.actions):
        yield f"The action {name} is in actions/ but not in bot/domain."
    for name in sorted(names.actions & written - ruled):
        is_step = name.startswith("validate_") and name[len("validate_") :] in names.forms
        if not is_step and whole.count(f'"{name}"') < 2:
            yield f"The action {name} is never run: no rule and no code names it."


def _forms(names: Names, actions: str) -> Iterator[str]:
    written = frozenset(_FORM.findall(actions))
    for name in sorted(names.forms ^ written):
        where = "bot/domain but not in actions/" if name in names.forms else "actions/ but not in bot/domain"
        yield f"The form {name} is in {where}."
    for name in sorted(names.forms):
        if f"validate_{name}" not in names.actions:
            yield f"The form {name} has no action validate_{name}."


def _slots(names: Names, whole: str) -> Iterator[str]:
    for name, slot in names.slots.items():
        if f'"{name}"' not in whole:
            yield f"The slot {name} is never read or set."
        for mapping in slot.get("mappings", ()):
            entity = mapping.get("entity")
            if entity is not None and entity not in names.entities:
                yield f"The slot {name} is filled from {entity}, which is no entity of bot/domain."
    touched = set(_SLOT_READ.findall(whole)) | {
        name for found in _SLOT_SET.findall(whole) for name in found if name
    }
    for name in sorted(touched - set(names.slots)):
        yield f"The slot {name} is read or set but not in bot/domain."


def _entities(names: Names, whole: str, lookups: Path) -> Iterator[str]:
    for name in sorted(names.entities):
        if f'"{name}"' not in whole and not (lookups / f"{name}.yml").exists():
            yield f"The entity {name} is found by nothing: no component names it and data/nlu/lookups has no list of it."


def _texts(names: Names, whole: str) -> Iterator[str]:
    """What the bot says stands in data/knowledge and the actions, so that no Rasa response is ever needed."""
    for name in sorted(names.responses | set(_UTTER.findall(whole))):
        yield f"The response {name} is Rasa's; answers belong into data/knowledge."


def _buttons(names: Names, path: Path, internal: set[str]) -> Iterator[str]:
    titled = set(_TITLE.findall(path.read_text(encoding="utf-8")))
    for name in sorted(titled - names.intents):
        yield f"The button of {name} stands for no intent of bot/domain."
    for name in sorted(names.intents - titled - internal - NO_BUTTON):
        yield f"The intent {name} has no button in actions/intent_titles.py, so the bot cannot ask back for it."


def _knowledge(names: Names, folder: Path) -> Iterator[str]:
    for file, key in (("answers.yml", "intent"), ("faq.yml", "key")):
        for entry in read_yaml(folder / file):
            if entry["intent"] not in names.intents:
                yield f"{file}: {entry[key]} is about {entry['intent']}, which is no intent of bot/domain."
