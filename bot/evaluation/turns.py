"""Single turns over HTTP, sent as the hub sends them (docs/contracts.md section 2)."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

import aiohttp

from bot.evaluation.formats import LONGEST_TEXT
from bot.evaluation.stack import Address

_CHINA = timezone(timedelta(hours=8))
#: The demo customer who plays every script.
_USER = {
    "customer_ref": "C001",
    "channel": "web",
    "display_name": "王*明",
    "butler_name": "林晓",
    "locale": "zh-CN",
}
_DEADLINE_MS = 30_000
_TRIES = 3
_PAUSE_SECONDS = 0.5


class BotUnreachable(Exception):
    """There is no bot that answers at the address; the message is one sentence."""


@dataclass(frozen=True)
class Alarm:
    """A person was called: trigger codes, the words that raised them, the bot's own reason."""

    codes: tuple[str, ...]
    words: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Turn:
    """What came of one message. `error`: the turn failed, and nothing else here means anything."""

    intent: str = ""
    confidence: float = 0.0
    understood: bool = False
    alarm: Alarm | None = None
    error: str = ""
    milliseconds: float = 0.0


class Conversation:
    """One customer with one bot; the state goes along and comes back. After an alarm the bot only listens, as it
    does while a person has the floor."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http = http
        self._url = f"{url.rstrip('/')}/webhooks/turn"
        self._id = str(uuid.uuid4())
        self._state: Any = None
        self._open_case: dict[str, Any] | None = None

    async def say(self, text: str) -> Turn:
        """Never raises for a turn that fails: Turn.error says what happened."""
        body = self._request(text)
        started = time.perf_counter()
        answer, error = await self._post(body)
        spent = (time.perf_counter() - started) * 1000
        if error:
            return Turn(error=error, milliseconds=spent)
        try:
            self._state = answer["state"]
            turn = _turn(answer, spent)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as problem:
            return Turn(error=f"the answer breaks the contract ({problem!r})", milliseconds=spent)
        if turn.alarm and self._open_case is None:
            self._open_case = {"number": "A-0001", "status": "waiting", "codes": list(turn.alarm.codes)}
        return turn

    def _request(self, text: str) -> dict[str, Any]:
        now = datetime.now(_CHINA).isoformat()
        return {
            "conversation_id": self._id,
            "turn_id": str(uuid.uuid4()),
            "now": now,
            "deadline_ms": _DEADLINE_MS,
            "mode": "observe" if self._open_case else "answer",
            "state": self._state,
            "messages": [{"id": str(uuid.uuid4()), "text": text[:LONGEST_TEXT], "sent_at": now}],
            "user": _USER,
            "facts": {
                "desk": {"in_hours": True, "on_duty": 3, "butler_on_duty": True, "opens_at": None},
                "response_minutes": {"P0": 1, "P1": 5, "P2": 30, "P3": 240},
                "open_case": self._open_case,
                "last_case": None,
            },
        }

    async def _post(self, body: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
        """(answer, "") or ({}, what went wrong). What may pass (no connection, 503, 504) is tried again, as the hub does."""
        error = ""
        for attempt in range(_TRIES):
            if attempt:
                await asyncio.sleep(_PAUSE_SECONDS * attempt)
            try:
                async with self._http.post(self._url, json=body) as response:
                    content = await response.read()
            except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as problem:
                error = f"no answer ({type(problem).__name__})"
                continue
            if response.status == 200:
                return _json(content)
            error = f"HTTP {response.status}: {content.decode(errors='replace')[:200]}"
            if response.status not in (502, 503, 504):
                break
        return {}, error


def _json(content: bytes) -> tuple[dict[str, Any], str]:
    try:
        answer = json.loads(content)
    except ValueError:
        return {}, "the answer is no JSON"
    return (answer, "") if isinstance(answer, dict) else ({}, "the answer is no JSON object")


def _turn(answer: Mapping[str, Any], milliseconds: float) -> Turn:
    row = answer["understanding"][-1]
    opened = [d for d in answer.get("directives", ()) if d["type"] == "open_case"]
    return Turn(
        intent=str(row["intent"]["name"] or ""),
        confidence=float(row["intent"]["confidence"]),
        understood=bool(row.get("understood", True)),
        alarm=_alarm(opened[0]) if opened else None,
        milliseconds=milliseconds,
    )


def _alarm(directive: Mapping[str, Any]) -> Alarm:
    words = (str(item.get("text", "")) for item in directive.get("evidence", ()))
    return Alarm(
        codes=tuple(directive.get("codes", ())),
        words=tuple(dict.fromkeys(word for word in words if word)),
        reason=str(directive.get("reason", "")),
    )


def session(address: Address) -> aiohttp.ClientSession:
    headers = {"Authorization": f"Bearer {address.token}"} if address.token else {}
    timeout = aiohttp.ClientTimeout(total=_DEADLINE_MS / 1000 + 5)
    return aiohttp.ClientSession(headers=headers, timeout=timeout, connector=aiohttp.TCPConnector(limit=0))


async def model_id(http: aiohttp.ClientSession, url: str) -> str:
    """Raises BotUnreachable."""
    try:
        async with http.get(f"{url.rstrip('/')}/webhooks/turn") as response:
            if response.status == 200:
                return str((await response.json(content_type=None))["model_id"])
            raise BotUnreachable(f"The bot at {url} is not ready (HTTP {response.status}).")
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError, KeyError, TypeError) as problem:
        raise BotUnreachable(f"No bot answers at {url} ({type(problem).__name__}).") from None
