"""Customers and butlers of the simulation: what each does next, over the real API."""

from __future__ import annotations

import base64
import hashlib
import hmac
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx

from bench.desk.world import IDENTITY_SECRET
from handoff.config import DEMO_PASSWORD

API = "/api/v1"
type Later = Callable[[float, Callable[[], Awaitable[None]]], None]

#: Trigger codes as they come to a desk, with their priority and weight.
MIX = (
    ("E09", "P0", 1),
    ("E02", "P1", 10),
    ("E03", "P1", 8),
    ("E14", "P1", 4),
    ("E04", "P1", 8),
    ("E05", "P2", 10),
    ("E06", "P2", 16),
    ("E01", "P2", 10),
    ("E08", "P2", 6),
    ("E12", "P2", 5),
    ("E10", "P3", 16),
    ("E11", "P3", 6),
)


@dataclass
class Course:
    """What became of one case, in the eyes of the people in it. Times are simulated."""

    code: str
    priority: str
    asked_at: datetime
    dedicated: str
    case_id: str = ""
    answered_at: datetime | None = None
    holders: list[str] = field(default_factory=list)
    holder: str | None = None
    resolved: bool = False


@dataclass
class Book:
    """All cases by id, and what went wrong: must stay empty."""

    courses: dict[str, Course] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    passed: int = 0
    vanished: int = 0

    def takes(self, name: str, case_id: str) -> None:
        course = self.courses[case_id]
        if course.holder is not None:
            self.wrong.append(f"{case_id}: {name} got it while {course.holder} held it")
        course.holder = name
        course.holders.append(name)


def identity(user_id: str, now: datetime, nonce: str) -> str:
    body = f"{user_id}|{int(now.timestamp()) + 3600}|{nonce}"
    sign = hmac.new(IDENTITY_SECRET.encode(), body.encode(), hashlib.sha256).digest()
    return f"{body}|{base64.urlsafe_b64encode(sign).decode().rstrip('=')}"


@dataclass
class Customer:
    """Writes one message that needs a person; the book then knows the case by its number."""

    http: httpx.AsyncClient
    book: Book
    now: Callable[[], datetime]
    number: int
    code: str
    priority: str
    dedicated: str

    async def arrive(self) -> None:
        user_id = f"U{self.number}@{self.dedicated}"
        opened = await self.http.post(
            f"{API}/chat/sessions", json={"identity": identity(user_id, self.now(), f"{self.number:016x}")}
        )
        opened.raise_for_status()
        session = opened.json()
        sent = await self.http.post(
            f"{API}/chat/messages",
            json={"client_msg_id": "first", "text": f"{self.code} {self.priority} 我要一位真人"},
            headers={"Authorization": f"Bearer {session['token']}"},
        )
        sent.raise_for_status()
        course = Course(self.code, self.priority, self.now(), self.dedicated)
        self.book.courses[session["conversation_id"]] = course


@dataclass
class Butler:
    """Beats, takes most of what rings, answers, works, settles; now and then pauses or is gone without a word."""

    name: str
    http: httpx.AsyncClient
    book: Book
    now: Callable[[], datetime]
    later: Later
    chance: random.Random
    work_minutes: float
    csrf: str = ""
    away_until: datetime | None = None
    gone_until: datetime | None = None
    considering: set[str] = field(default_factory=set)
    holding: dict[str, str] = field(default_factory=dict)

    BEAT = 12.0

    async def log_in(self) -> None:
        answer = await self.http.post(
            f"{API}/auth/login", json={"username": self.name, "password": DEMO_PASSWORD}
        )
        answer.raise_for_status()
        self.csrf = answer.json()["csrf_token"]

    async def beat(self) -> None:
        """While the page is open; looks at what rings."""
        self.later(self.BEAT, self.beat)
        if self.gone_until is not None:
            if self.now() < self.gone_until:
                return
            self.gone_until = None
        state = "away" if self.away_until and self.now() < self.away_until else "available"
        answer = await self._post("/desk/presence", {"state": state})
        if state == "available":
            self._look_at(answer["offers"])

    def _look_at(self, offers: list[dict[str, Any]]) -> None:
        for offer in offers:
            if offer["id"] in self.considering:
                continue
            self.considering.add(offer["id"])
            mood = self.chance.random()
            if mood < 0.92:
                self.later(self.chance.uniform(2, 20), lambda offer=offer: self.accept(offer))
            elif mood < 0.96:
                self.later(self.chance.uniform(2, 20), lambda offer=offer: self.decline(offer))

    async def accept(self, offer: dict[str, Any]) -> None:
        if self.gone_until is not None:
            return
        answer = await self.http.post(f"{API}/offers/{offer['id']}/accept", headers=self._headers())
        if answer.status_code == 409:  # it had gone to somebody else, or its time was over
            self.book.passed += 1
            return
        answer.raise_for_status()
        detail = answer.json()
        conversation = detail["conversation_id"]
        self.book.takes(self.name, conversation)
        self.book.courses[conversation].case_id = detail["id"]
        self.holding[conversation] = detail["id"]
        self.later(self.chance.uniform(15, 60), lambda: self.reply(conversation))

    async def decline(self, offer: dict[str, Any]) -> None:
        self.book.passed += 1
        await self.http.post(
            f"{API}/offers/{offer['id']}/decline", json={"reason": "手上正忙"}, headers=self._headers()
        )

    async def reply(self, conversation: str) -> None:
        course = self.book.courses[conversation]
        if not self._still_mine(conversation) or self.gone_until is not None:
            return
        case_id = self.holding[conversation]
        body = {
            "client_msg_id": f"{self.name}-1",
            "text": "您好，我是您的管家，前面的话我都看过了，这件事我来跟。",
        }
        answer = await self.http.post(f"{API}/cases/{case_id}/messages", json=body, headers=self._headers())
        if answer.status_code in (403, 409):
            self._lost(conversation)
            return
        answer.raise_for_status()
        course.answered_at = course.answered_at or self.now()
        minutes = self.chance.lognormvariate(0, 0.6) * self.work_minutes
        self.later(minutes * 60, lambda: self.resolve(conversation))

    async def resolve(self, conversation: str) -> None:
        course = self.book.courses[conversation]
        if not self._still_mine(conversation) or self.gone_until is not None:
            return
        body = {
            "outcome": "explained",
            "reason": "已说明清楚",
            "message_to_user": "这件事已经办好，结果和您说过了。",
        }
        answer = await self.http.post(
            f"{API}/cases/{self.holding[conversation]}/resolve", json=body, headers=self._headers()
        )
        if answer.status_code in (403, 409):
            self._lost(conversation)
            return
        answer.raise_for_status()
        course.resolved, course.holder = True, None
        del self.holding[conversation]

    def vanish(self, minutes: float) -> None:
        """The browser is closed on a full desk: what he holds must come to somebody else."""
        self.book.vanished += 1
        self.gone_until = self.now() + timedelta(minutes=minutes)
        for conversation in self.holding:
            self.book.courses[conversation].holder = None
        self.holding.clear()
        self.considering.clear()

    def pause(self, minutes: float) -> None:
        self.away_until = self.now() + timedelta(minutes=minutes)

    def _still_mine(self, conversation: str) -> bool:
        return conversation in self.holding

    def _lost(self, conversation: str) -> None:
        self.book.wrong.append(f"{conversation}: taken from {self.name}, who was there")
        self.holding.pop(conversation, None)

    def _headers(self) -> dict[str, str]:
        return {"X-CSRF-Token": self.csrf}

    async def _post(self, path: str, body: dict[str, Any]) -> Any:
        answer = await self.http.post(f"{API}{path}", json=body, headers=self._headers())
        answer.raise_for_status()
        return answer.json()
