"""The request of a turn, strictly checked (docs/contracts.md section 2). Unknown fields are ignored."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from bot.problems import RequestInvalid

MAX_BODY = 1024 * 1024
MAX_STATE = 64 * 1024
MAX_MESSAGES = 20
MAX_TEXT = 4000
MAX_ID = 128
DEFAULT_DEADLINE_MS = 8000
LONGEST_DEADLINE_MS = 120_000
MAX_ATTACHMENTS = 9
_ATTACHMENT_FIELDS = ("id", "name", "media_type", "size", "sha256")
_DEEPEST = 24
#: answer: the bot replies. observe: a person has the floor or is being called; the bot only listens.
#: opening: the customer has come in and said nothing yet; there are no messages.
ANSWER, OBSERVE, OPENING = "answer", "observe", "opening"
MODES = (ANSWER, OBSERVE, OPENING)


@dataclass(frozen=True)
class TurnMessage:
    """`attachments`: facts of the files that came with it; its text may then be empty."""

    id: str
    text: str
    sent_at: str
    attachments: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class TurnRequest:
    """`state` is None for a new conversation. `user` and `facts` go on to the actions as they are."""

    conversation_id: str
    turn_id: str
    now: datetime
    now_text: str
    deadline_ms: int
    state: Mapping[str, Any] | None
    messages: tuple[TurnMessage, ...]
    user: Mapping[str, Any]
    facts: Mapping[str, Any]
    mode: str = ANSWER


class _Checker:
    """Collects what is wrong, so that one answer names all of it."""

    def __init__(self) -> None:
        self.errors: list[tuple[str, str]] = []

    def wrong(self, field: str, message: str) -> None:
        self.errors.append((field, message))

    def identifier(self, raw: Mapping[str, Any], field: str, name: str) -> str:
        value = raw.get(name)
        if not isinstance(value, str) or not value.strip() or len(value) > MAX_ID or not value.isprintable():
            self.wrong(field, f"must be a string of 1 to {MAX_ID} printable characters")
            return ""
        return value

    def mapping(self, raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        value = raw.get(name)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self.wrong(name, "must be an object")
            return {}
        return value

    def moment(self, raw: Mapping[str, Any], name: str) -> datetime:
        try:
            moment: datetime | None = datetime.fromisoformat(str(raw.get(name)).replace("Z", "+00:00"))
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            self.wrong(name, "must be an ISO 8601 time with offset")
            return datetime.fromtimestamp(0, timezone.utc)
        return moment


def read_request(body: bytes) -> TurnRequest:
    """Raises RequestInvalid."""
    raw = _parsed(body)
    check = _Checker()
    now = check.moment(raw, "now")
    request = TurnRequest(
        conversation_id=check.identifier(raw, "conversation_id", "conversation_id"),
        turn_id=check.identifier(raw, "turn_id", "turn_id"),
        now=now,
        now_text=str(raw.get("now")),
        deadline_ms=_deadline(raw, check),
        state=_state(raw, check),
        messages=_messages(raw, check),
        user=check.mapping(raw, "user"),
        facts=check.mapping(raw, "facts"),
        mode=_mode(raw, check),
    )
    if check.errors:
        named = ", ".join(field for field, _ in check.errors[:5])
        raise RequestInvalid(f"The request breaks the contract in: {named}.", check.errors)
    return request


def _parsed(body: bytes) -> Mapping[str, Any]:
    try:
        raw = json.loads(body.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise RequestInvalid("The body is not JSON in UTF-8.") from None
    if not isinstance(raw, dict):
        raise RequestInvalid("The body is not a JSON object.")
    if _deeper_than(raw, _DEEPEST):
        raise RequestInvalid(f"The body is nested deeper than {_DEEPEST} levels.")
    return raw


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _deeper_than(value: Any, limit: int) -> bool:
    if not isinstance(value, (dict, list)):
        return False
    if limit == 0:
        return True
    children = value.values() if isinstance(value, dict) else value
    return any(_deeper_than(child, limit - 1) for child in children)


def _mode(raw: Mapping[str, Any], check: _Checker) -> str:
    value = raw.get("mode", ANSWER)
    if value not in MODES:
        check.wrong("mode", f"must be one of {', '.join(MODES)}")
        return ANSWER
    return str(value)


def _deadline(raw: Mapping[str, Any], check: _Checker) -> int:
    value = raw.get("deadline_ms", DEFAULT_DEADLINE_MS)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= LONGEST_DEADLINE_MS:
        check.wrong("deadline_ms", f"must be a whole number from 1 to {LONGEST_DEADLINE_MS}")
        return DEFAULT_DEADLINE_MS
    return value


def _state(raw: Mapping[str, Any], check: _Checker) -> Mapping[str, Any] | None:
    value = raw.get("state")
    if value is None:
        return None
    if not isinstance(value, dict):
        check.wrong("state", "must be an object or null")
        return None
    if len(json.dumps(value, ensure_ascii=False).encode()) > MAX_STATE:
        check.wrong("state", f"must be at most {MAX_STATE} bytes as JSON")
        return None
    return value


def _messages(raw: Mapping[str, Any], check: _Checker) -> tuple[TurnMessage, ...]:
    value = raw.get("messages")
    if raw.get("mode") == OPENING:
        if value:
            check.wrong("messages", "must be empty in mode opening")
        return ()
    if not isinstance(value, list) or not 1 <= len(value) <= MAX_MESSAGES:
        check.wrong("messages", f"must be a list of 1 to {MAX_MESSAGES} messages")
        return ()
    found = [_message(item, f"messages.{number}", check) for number, item in enumerate(value)]
    ids = [message.id for message in found if message.id]
    if len(set(ids)) != len(ids):
        check.wrong("messages", "must not name an id twice")
    return tuple(found)


def _message(raw: Any, field: str, check: _Checker) -> TurnMessage:
    if not isinstance(raw, dict):
        check.wrong(field, "must be an object")
        return TurnMessage("", "", "")
    attachments = _attachments(raw, f"{field}.attachments", check)
    text = raw.get("text") if not attachments else raw.get("text") or ""
    if not isinstance(text, str) or not (text.strip() or attachments) or len(text) > MAX_TEXT:
        check.wrong(f"{field}.text", f"must be a string of 1 to {MAX_TEXT} characters that are not all blank")
        text = ""
    elif any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        check.wrong(f"{field}.text", "must be valid Unicode")
        text = ""
    identifier = check.identifier(raw, f"{field}.id", "id")
    return TurnMessage(identifier, text, str(raw.get("sent_at") or ""), attachments)


def _attachments(raw: Mapping[str, Any], field: str, check: _Checker) -> tuple[Mapping[str, Any], ...]:
    value = raw.get("attachments") or []
    if not isinstance(value, list) or len(value) > MAX_ATTACHMENTS:
        check.wrong(field, f"must be a list of at most {MAX_ATTACHMENTS} attachments")
        return ()
    found = []
    for number, item in enumerate(value):
        if not isinstance(item, dict):
            check.wrong(f"{field}.{number}", "must be an object")
            continue
        check.identifier(item, f"{field}.{number}.id", "id")
        found.append({name: item.get(name) for name in _ATTACHMENT_FIELDS})
    return tuple(found)
