"""Training data as plain rows, with the author batch each row came from (`data/nlu`).

A batch was written by one author who saw no other batch; holding one out measures how the bot meets a stranger.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.knowledge import ROOT, read_yaml

NLU_PATH = ROOT / "data" / "nlu"
CODES = tuple(f"E{number:02d}" for number in range(1, 16))
UNKNOWN_BATCH = "unknown"
_FEEDBACK_KEYS = {"text", "confirmed", "refuted", "evidence", "intent", "case", "at"}
_KNOWN_KEYS = {"text", "codes", "near", "intent", "batch", "evidence"}


class CorpusError(Exception):
    """A training file breaks its format; the message names file and entry."""


@dataclass(frozen=True)
class IntentExample:
    text: str
    intent: str
    batch: str


@dataclass(frozen=True)
class EscalationExample:
    """`codes` empty: a near miss of `near` that needs only an answer. `evidence`: [start, end) in code points."""

    text: str
    codes: tuple[str, ...]
    near: str
    intent: str | None
    batch: str
    evidence: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Script:
    """User turns as (intent, text). `escalate_at`: 0-based turn from which a person is needed, None = never."""

    id: str
    batch: str
    escalate_at: int | None
    codes: tuple[str, ...]
    turns: tuple[tuple[str, str], ...]


def intent_examples(folder: Path = NLU_PATH) -> list[IntentExample]:
    """Raises CorpusError."""
    return [row for path in sorted(folder.glob("*.yml")) for row in _intent_file(path)]


def _intent_file(path: Path) -> Iterator[IntentExample]:
    for block in _read(path).get("nlu", ()):
        if "intent" not in block:
            continue
        batch = (block.get("metadata") or {}).get("batch", UNKNOWN_BATCH)
        for line in str(block.get("examples", "")).splitlines():
            if not line.startswith("- "):
                raise CorpusError(f"{path.name}, {block['intent']}: {line!r} is not a '- ' item")
            yield IntentExample(line[2:].strip(), block["intent"], batch)


def escalation_examples(folder: Path = NLU_PATH) -> list[EscalationExample]:
    """Those of the authors, then those that came back from the desk. Raises CorpusError."""
    escalation = folder / "escalation"
    authors = [row for path in sorted(escalation.glob("*.yml")) for row in _escalation_file(path)]
    return authors + [
        row for path in sorted((escalation / "feedback").glob("*.yml")) for row in _feedback_file(path)
    ]


def _feedback_file(path: Path) -> Iterator[EscalationExample]:
    """Butlers' word on what was flagged (format: data/nlu/escalation/feedback/README.md)."""
    content = _read(path)
    for item in content.get("items") or ():
        where = f"feedback/{path.name}, {item.get('text')!r}"
        if unknown := set(item) - _FEEDBACK_KEYS:
            raise CorpusError(f"{where}: unknown field {sorted(unknown)}")
        confirmed, refuted = tuple(item.get("confirmed") or ()), tuple(item.get("refuted") or ())
        if bad := {*confirmed, *refuted} - set(CODES):
            raise CorpusError(f"{where}: unknown code {sorted(bad)}")
        if not confirmed and not refuted:
            raise CorpusError(f"{where}: neither confirmed nor refuted")
        text = str(item.get("text") or "")
        if not text.strip():
            raise CorpusError(f"{where}: no text")
        evidence = tuple((int(start), int(end)) for start, end in item.get("evidence") or ())
        if any(not 0 <= start < end <= len(text) for start, end in evidence):
            raise CorpusError(f"{where}: evidence outside of the text")
        batch = str(content.get("batch") or path.stem)
        yield EscalationExample(
            text, confirmed, (refuted or confirmed)[0], item.get("intent"), batch, evidence
        )


def _escalation_file(path: Path) -> Iterator[EscalationExample]:
    content = _read(path)
    for item in content.get("items", ()):
        where = f"{path.name}, {item.get('text')!r}"
        if unknown := set(item) - _KNOWN_KEYS:
            raise CorpusError(f"{where}: unknown field {sorted(unknown)}")
        if bad := set(item.get("codes", ())) - set(CODES):
            raise CorpusError(f"{where}: unknown code {sorted(bad)}")
        evidence = tuple((int(start), int(end)) for start, end in item.get("evidence", ()))
        if any(not 0 <= start < end <= len(item["text"]) for start, end in evidence):
            raise CorpusError(f"{where}: evidence outside of the text")
        yield EscalationExample(
            text=item["text"],
            codes=tuple(item.get("codes", ())),
            near=content["code"],
            intent=item.get("intent"),
            batch=item.get("batch", UNKNOWN_BATCH),
            evidence=evidence,
        )


def scripts(folder: Path = NLU_PATH) -> list[Script]:
    """Raises CorpusError."""
    rows = []
    for path in sorted((folder / "escalation" / "scripts").glob("*.yml")):
        content = _read(path)
        for item in content.get("scripts", ()):
            turns = tuple((turn["intent"], turn["text"]) for turn in item["turns"])
            at = item.get("escalate_at")
            if at is not None and not 0 <= at < len(turns):
                raise CorpusError(f"{path.name}, {item['id']}: escalate_at is outside of the turns")
            rows.append(Script(item["id"], content["batch"], at, tuple(item.get("codes") or ()), turns))
    return rows


def _read(path: Path) -> dict[str, Any]:
    content = read_yaml(path)
    if not isinstance(content, dict):
        raise CorpusError(f"{path.name} is not a mapping")
    return content
