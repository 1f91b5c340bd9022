"""Calling actions as Rasa does, and turns for the pure answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

import httpx

from actions.slots import Facts, Turn, User

SHANGHAI = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 22, 10, tzinfo=SHANGHAI)
DESK = {"in_hours": True, "on_duty": 2, "butler_on_duty": True, "opens_at": None}
MINUTES = {"P0": 1, "P1": 5, "P2": 30, "P3": 240}
BUSY_DAY: dict[str, Any] = {"desk": DESK, "response_minutes": MINUTES, "open_case": None, "last_case": None}

#: What the bot must never say (house rules; R05 of the claim state machine).
BANNED = (
    "肯定赔",
    "肯定不赔",
    "一定赔",
    "一定能赔",
    "保证赔",
    "包赔",
    "请您冷静",
    "冷静一下",
    "请耐心等待",
    "耐心等",
)


def a_turn(text: str = "", **more: Any) -> Turn:
    """A turn of C001 at NOW; `more` replaces fields."""
    fields: dict[str, Any] = {
        "text": text,
        "now": NOW,
        "user": User("C001", "王*明", "林晓", "web"),
        "facts": Facts(),
        "message_id": "m-1",
        "said": (text,) if text else (),
    }
    return Turn(**{**fields, **more})


@dataclass(frozen=True)
class Said:
    """An action's answer: replies, directives, and the slots it set."""

    replies: tuple[dict[str, Any], ...]
    directives: tuple[dict[str, Any], ...]
    slots: dict[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> str:
        return "\n".join(reply["text"] for reply in self.replies)

    @property
    def cards(self) -> list[dict[str, Any]]:
        return [reply["card"] for reply in self.replies if reply["kind"] == "card"]

    @property
    def offered(self) -> list[str]:
        return [b["say"] for reply in self.replies if reply["kind"] == "buttons" for b in reply["buttons"]]


def call_body(
    action: str,
    text: str = "",
    *,
    ref: str | None = "C001",
    intent: str = "",
    entities: Sequence[tuple[str, str]] = (),
    ranking: Sequence[str] = (),
    slots: dict[str, Any] | None = None,
    facts: dict[str, Any] | None = None,
    events: Sequence[dict[str, Any]] = (),
    now: datetime | None = None,
) -> dict[str, Any]:
    """What Rasa 3.6 posts to the action server."""
    metadata = {
        "correlation_id": "corr-of-actions-test",
        "conversation_id": "c-1",
        "turn_id": "t-1",
        "message_id": "m-1",
        "now": (now or datetime.now(SHANGHAI)).isoformat(),
        "user": {
            "customer_ref": ref,
            "channel": "web",
            "display_name": "王*明",
            "butler_name": "林晓",
            "locale": "zh-CN",
        },
        "facts": facts or BUSY_DAY,
    }
    latest = {
        "text": text,
        "intent": {"name": intent, "confidence": 0.9},
        "intent_ranking": [{"name": name, "confidence": 0.5} for name in ranking],
        "entities": [
            {"entity": kind, "value": value, "text": value, "start": 0, "end": 1} for kind, value in entities
        ],
        "metadata": metadata,
    }
    tracker = {"sender_id": "c-1", "slots": slots or {}, "latest_message": latest, "events": list(events)}
    return {"next_action": action, "sender_id": "c-1", "tracker": tracker, "domain": {}, "version": "3.6.21"}


def said(answer: httpx.Response) -> Said:
    assert answer.status_code == 200, answer.text
    body = answer.json()
    custom = [message["custom"] for message in body["responses"]]
    return Said(
        replies=tuple(c["reply"] for c in custom if "reply" in c),
        directives=tuple(c["directive"] for c in custom if "directive" in c),
        slots={event["name"]: event["value"] for event in body["events"] if event["event"] == "slot"},
    )


@dataclass(frozen=True)
class Actions:
    """A running action server."""

    url: str

    def run(self, action: str, text: str = "", **more: Any) -> Said:
        return said(self.post(call_body(action, text, **more)))

    def post(self, body: Any, timeout: float = 15) -> httpx.Response:
        return httpx.post(f"{self.url}/webhook", json=body, timeout=timeout, trust_env=False)
