"""Sending: what a channel can, what may come of a send, and when to try again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Caps:
    """What a channel can do. `instant`: sending is only making the message visible in our own store (web
    widget), without I/O. `idempotent`: the platform refuses to deliver the same idempotency key twice, so
    an unknown outcome may be sent again. `window`: how long after the customer's last message something may
    be sent unasked; None: always."""

    instant: bool = False
    idempotent: bool = False
    max_bytes: int | None = None
    typing: bool = False
    read: bool = False
    window: timedelta | None = None


@dataclass(frozen=True)
class Outbound:
    """One message to send. `body` is a Reply; channels without cards send `text`."""

    channel: str
    account: str
    channel_user_id: str
    idempotency_key: str
    text: str
    body: dict[str, Any]
    author: str
    author_name: str | None


@dataclass(frozen=True)
class Accepted:
    platform_id: str | None = None


@dataclass(frozen=True)
class Retry:
    """Not sent, try again; `after` seconds if the platform says when."""

    reason: str
    after: float | None = None


@dataclass(frozen=True)
class WindowClosed:
    reason: str


@dataclass(frozen=True)
class QuotaExhausted:
    reason: str


@dataclass(frozen=True)
class AuthStale:
    reason: str


@dataclass(frozen=True)
class BadState:
    reason: str


@dataclass(frozen=True)
class Permanent:
    reason: str


@dataclass(frozen=True)
class Unknown:
    """A time-out or a torn connection: it may or may not have arrived. Never silently sent again
    (channels.md)."""

    reason: str


SendResult = Accepted | Retry | WindowClosed | QuotaExhausted | AuthStale | BadState | Permanent | Unknown


class OutboxStatus(StrEnum):
    """pending -> sent | failed | unknown | superseded; the last four are final."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SUPERSEDED = "superseded"


class Origin(StrEnum):
    """Who speaks. Only a bot's words are bound to the floor epoch they were computed for."""

    BOT = "bot"
    BUTLER = "butler"
    SYSTEM = "system"


@dataclass(frozen=True)
class OutboxRow:
    id: int
    conversation_id: UUID
    message_id: UUID
    seq: int
    origin: Origin
    floor_epoch: int
    status: OutboxStatus
    attempts: int
    next_attempt_at: datetime
    idempotency_key: str
    lease_token: UUID | None = None
    lease_until: datetime | None = None
    result: str | None = None


@dataclass(frozen=True)
class Settled:
    """What becomes of an outbox row after a send: `retry_at` only while it stays pending."""

    status: OutboxStatus
    reason: str | None = None
    retry_at: datetime | None = None


MAX_SEND_ATTEMPTS = 8


def back_off(attempts: int, base: float = 0.5, cap: float = 60.0) -> float:
    """Seconds to wait after the given number of failed attempts (1, 2, ...): doubling from `base`, at most
    `cap`."""
    return float(min(cap, base * 2 ** max(0, min(attempts, 32) - 1)))


def settle(result: SendResult, attempts: int, now: datetime) -> Settled:
    """The row's next state after `attempts` attempts, the last of which ended in `result`."""
    match result:
        case Accepted():
            return Settled(OutboxStatus.SENT)
        case Unknown(reason):
            return Settled(OutboxStatus.UNKNOWN, reason)
        case Retry(reason, after):
            return _again(reason, after, attempts, now)
        case AuthStale(reason):
            return _again(reason, None, attempts, now)
        case WindowClosed(reason) | QuotaExhausted(reason) | BadState(reason) | Permanent(reason):
            return Settled(OutboxStatus.FAILED, reason)


def _again(reason: str, after: float | None, attempts: int, now: datetime) -> Settled:
    if attempts >= MAX_SEND_ATTEMPTS:
        return Settled(OutboxStatus.FAILED, reason)
    wait = after if after is not None else back_off(attempts)
    return Settled(OutboxStatus.PENDING, reason, now + timedelta(seconds=wait))
