"""Rows that the services write and read without deciding much about them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from handoff.domain.accounts import User
from handoff.domain.case import Case
from handoff.domain.colleagues import ButlerProfile
from handoff.domain.conversation import Message
from handoff.domain.delivery import OutboxStatus
from handoff.domain.presence import Presence
from handoff.domain.views import LastMessage, Person


@dataclass(frozen=True)
class TranscriptRow:
    message: Message
    delivery: OutboxStatus | None
    reason: str | None


@dataclass(frozen=True)
class CaseEvent:
    """`kind`: see views.CaseEventView."""

    case_id: UUID
    kind: str
    at: datetime
    actor_id: UUID | None = None
    actor: str | None = None
    detail: str = ""


@dataclass(frozen=True)
class CaseRow:
    """A case with what a list shows beside it."""

    case: Case
    channel: str
    customer_ref: str | None
    display_name: str | None
    butler: Person | None
    dedicated_butler: Person | None
    first_response_due_at: datetime | None
    last_message: LastMessage | None
    unread: int


@dataclass(frozen=True)
class Signal:
    """Every escalate or offer decision: the case it led to, or the reason why there is none."""

    id: UUID
    conversation_id: UUID
    message_id: UUID
    turn_id: UUID
    decision: str
    codes: tuple[str, ...]
    data: dict[str, Any]
    at: datetime
    case_id: UUID | None = None
    no_case_reason: str | None = None


@dataclass(frozen=True)
class EventRow:
    cursor: str
    kind: str
    case_id: UUID | None
    conversation_id: UUID | None
    version: int | None
    data: dict[str, Any]
    at: datetime


@dataclass(frozen=True)
class NewEvent:
    """News of a case for the live feed."""

    kind: str
    case_id: UUID
    conversation_id: UUID
    version: int
    data: dict[str, Any]
    at: datetime


@dataclass(frozen=True)
class Outage:
    id: UUID
    started_at: datetime


@dataclass(frozen=True)
class Rating:
    case_id: UUID
    conversation_id: UUID
    score: int
    comment: str
    at: datetime


@dataclass(frozen=True)
class NewSession:
    """`token_hash`: SHA-256 of the token, hex."""

    id: UUID
    token_hash: str
    user_id: UUID
    csrf_token: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class SessionRow:
    id: UUID
    user: User
    csrf_token: str
    expires_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True)
class Ledger:
    """Counts and oddities from one snapshot. `oddities`: {what is wrong: how many}."""

    opened: int
    by_status: dict[str, int]
    open_by_priority: dict[str, int]
    signals: int
    signals_with_case: int
    signals_with_reason: int
    open_events: int
    oddities: dict[str, int]


@dataclass(frozen=True)
class StoredSetting:
    """`value`: JSON form of one key of DeskSettings."""

    key: str
    value: dict[str, Any]
    version: int
    changed_by: UUID | None
    changed_at: datetime


@dataclass(frozen=True)
class Holiday:
    day: date
    open: bool
    name: str


@dataclass(frozen=True)
class DeskMember:
    """`load`: active cases."""

    user: User
    presence: Presence | None
    profile: ButlerProfile | None
    load: int


@dataclass(frozen=True)
class VoiceFilter:
    """None: any. `since` <= heard < `until`."""

    kind: str | None = None
    topic: str | None = None
    status: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class AuditRow:
    """`actor`: who did it, as shown; None: the system."""

    id: int
    actor_id: UUID | None
    actor: str | None
    action: str
    subject: str
    detail: str
    at: datetime
