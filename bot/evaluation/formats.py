"""The files an evaluation reads (docs/evaluation.md): strict about content, easy about BOM, CRLF and blank lines."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.corpus import CODES
from bot.knowledge import ROOT, read_yaml

NONE = "-"
#: Problems named before the rest is only counted.
_MOST_NAMED = 20
#: What the hub sends of a longer message (docs/contracts.md section 2).
LONGEST_TEXT = 4000
_CODE_SEPARATORS = re.compile(r"[\s,，;；/|+、]+")


class FileProblem(Exception):
    """Files cannot be used; the message has one sentence per line, each naming file and line."""


@dataclass(frozen=True)
class IntentRow:
    """One single message. `alternative` is right as well; `codes` empty: an answer is enough."""

    text: str
    intent: str
    alternative: str | None
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Dialogue:
    """User turns. `escalate_at`: 0-based turn from which a person is needed, None = never. `intents`: one per
    turn (None: not to be scored), or empty."""

    id: str
    turns: tuple[str, ...]
    escalate_at: int | None
    codes: tuple[str, ...]
    intents: tuple[str | None, ...]


@dataclass(frozen=True)
class FaqQuery:
    query: str
    gold: str


@dataclass(frozen=True)
class FaqPair:
    """`wording_of`: the pair's question when `question` is another wording of it."""

    question: str
    answer: str
    wording_of: str = ""

    @property
    def gold(self) -> str:
        return self.wording_of or self.question


class _Problems:
    def __init__(self) -> None:
        self._found: list[str] = []

    def add(self, path: Path, number: int, sentence: str) -> None:
        self._found.append(f"{path}, line {number}: {sentence}")

    def raise_if_any(self) -> None:
        if not self._found:
            return
        named = self._found[:_MOST_NAMED]
        if rest := len(self._found) - len(named):
            named.append(f"… and {rest} more.")
        raise FileProblem("\n".join(named))


def known_intents(folder: Path = ROOT / "bot" / "domain") -> frozenset[str]:
    """Every intent of the domain files."""
    names: set[str] = set()
    for path in sorted(folder.glob("*.yml")):
        for entry in read_yaml(path).get("intents") or ():
            names.update([entry] if isinstance(entry, str) else entry)
    return frozenset(names)


def read_intents(path: Path, intents: Collection[str]) -> list[IntentRow]:
    """`text<TAB>intent<TAB>alternative or -<TAB>codes or -`. Raises FileProblem."""
    problems = _Problems()
    rows = []
    for number, line in _lines(path):
        parts = [part.strip() for part in line.split("\t")]
        if len(parts) != 4:
            problems.add(path, number, f"there are {len(parts)} columns separated by tabs instead of 4.")
            continue
        text, intent, alternative, code_text = parts
        codes = _codes(code_text)
        wrong = [
            *_text_problems(text),
            *_intent_problems([intent, *([] if alternative in (NONE, "") else [alternative])], intents),
            *_code_problems(codes),
        ]
        for sentence in wrong:
            problems.add(path, number, sentence)
        if not wrong:
            rows.append(IntentRow(text, intent, None if alternative in (NONE, "") else alternative, codes))
    problems.raise_if_any()
    return rows


def read_dialogues(path: Path, intents: Collection[str]) -> list[Dialogue]:
    """JSON lines `{"id", "turns", "escalate_at", "codes", "intents"}`. Raises FileProblem."""
    problems = _Problems()
    rows: list[Dialogue] = []
    seen: set[str] = set()
    for number, line in _lines(path):
        try:
            raw = json.loads(line)
        except (ValueError, RecursionError):
            problems.add(path, number, "this is not a line of JSON.")
            continue
        wrong = _dialogue_problems(raw, intents)
        if not wrong and str(raw["id"]) in seen:
            wrong = [f"the id {raw['id']!r} was there before."]
        for sentence in wrong:
            problems.add(path, number, sentence)
        if not wrong:
            rows.append(_dialogue(raw))
            seen.add(rows[-1].id)
    problems.raise_if_any()
    return rows


def read_faq(path: Path, corpus: Collection[str]) -> list[FaqQuery]:
    """`query<TAB>gold question`; the gold question must be one of `corpus`. Raises FileProblem."""
    problems = _Problems()
    rows = []
    for number, line in _lines(path):
        parts = [part.strip() for part in line.split("\t")]
        if len(parts) != 2 or not all(parts):
            problems.add(path, number, "a query and its gold question, separated by one tab, are expected.")
        elif parts[1] not in corpus:
            problems.add(path, number, f"the gold question {parts[1]!r} is not in the corpus.")
        else:
            rows.append(FaqQuery(*parts))
    problems.raise_if_any()
    return rows


def read_corpus(path: Path) -> list[FaqPair]:
    """`question<TAB>answer`. Raises FileProblem."""
    problems = _Problems()
    pairs = []
    for number, line in _lines(path):
        question, _, answer = line.partition("\t")
        if question.strip() and answer.strip():
            pairs.append(FaqPair(question.strip(), answer.strip()))
        else:
            problems.add(path, number, "a question and its answer, separated by a tab, are expected.")
    if not pairs:
        problems.add(path, 1, "the corpus has no pair.")
    problems.raise_if_any()
    return pairs


def read_pairs(path: Path, header: Sequence[str] = ()) -> list[tuple[str, str]]:
    """`text<TAB>label` with an optional `header` line. Raises FileProblem."""
    problems = _Problems()
    rows = []
    for number, line in _lines(path):
        text, _, label = (part.strip() for part in line.rpartition("\t"))
        if number == 1 and (text, label) == tuple(header):
            continue
        if text and label:
            rows.append((text, label))
        else:
            problems.add(path, number, "a text and its label, separated by a tab, are expected.")
    problems.raise_if_any()
    return rows


def read_json_lines(path: Path) -> Iterator[tuple[int, Any]]:
    """(line number, value). Raises FileProblem."""
    for number, line in _lines(path):
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError):
            raise FileProblem(f"{path}, line {number}: this is not a line of JSON.") from None


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Lines that are not blank, with their 1-based numbers."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise FileProblem(f"{path}: the file is not UTF-8.") from None
    except OSError as error:
        raise FileProblem(f"{path}: {error.strerror or error}.") from None
    # Not splitlines(): a form feed or U+2028 may stand within a message.
    for number, line in enumerate(content.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if line.strip():
            yield number, line


def _codes(text: str) -> tuple[str, ...]:
    return () if text in (NONE, "") else tuple(dict.fromkeys(filter(None, _CODE_SEPARATORS.split(text))))


def _text_problems(text: str) -> list[str]:
    return [] if text else ["the text is empty."]


def _intent_problems(names: Sequence[Any], intents: Collection[str]) -> list[str]:
    return [f"{name!r} is no intent of this bot." for name in names if name not in intents]


def _code_problems(codes: Sequence[Any]) -> list[str]:
    return [f"{code!r} is no escalation code (E01 to E15)." for code in codes if code not in CODES]


def _dialogue_problems(raw: Any, intents: Collection[str]) -> list[str]:
    if not isinstance(raw, dict):
        return ["this is not a JSON object."]
    wrong = []
    if not isinstance(raw.get("id"), (str, int)) or not str(raw["id"]).strip():
        wrong.append("`id` must be a string.")
    turns = raw.get("turns")
    if not isinstance(turns, list) or not turns or not all(isinstance(t, str) and t.strip() for t in turns):
        return [*wrong, "`turns` must be a list of messages, none of them empty."]
    at = raw.get("escalate_at")
    if at is not None and (isinstance(at, bool) or not isinstance(at, int) or not 0 <= at < len(turns)):
        wrong.append(f"`escalate_at` must be null or a number from 0 to {len(turns) - 1}.")
    codes = raw.get("codes") or []
    wrong += _code_problems(codes) if isinstance(codes, list) else ["`codes` must be a list."]
    names = raw.get("intents") or []
    if not isinstance(names, list) or (names and len(names) != len(turns)):
        wrong.append(f"`intents` must be a list of {len(turns)}, one for each turn.")
    else:
        wrong += _intent_problems([name for name in names if name not in (None, NONE)], intents)
    return wrong


def _dialogue(raw: dict[str, Any]) -> Dialogue:
    return Dialogue(
        id=str(raw["id"]),
        turns=tuple(raw["turns"]),
        escalate_at=raw.get("escalate_at"),
        codes=tuple(dict.fromkeys(raw.get("codes") or ())),
        intents=tuple(None if name in (None, NONE) else name for name in raw.get("intents") or ()),
    )
