"""What the screens are given (contracts.md sections 6.1 and 6.2), as values. The web layer turns them into
JSON."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from handoff.domain.attachments import Attachment
from handoff.domain.case import Priority


@dataclass(frozen=True)
class ChatMessage:
    """`seq` is the feed position: gapless per conversation, in the order the customer saw."""

    id: UUID
    seq: int
    client_msg_id: str | None
    author: str
    author_name: str | None
    kind: str
    text: str
    body: dict[str, Any]
    at: datetime
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True)
class ChatCallback:
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True)
class ChatCase:
    """`wait_text`: place and time in one sentence. `continues`: the bot answers while the case waits."""

    number: str
    status: str
    position: int | None
    wait_minutes: int | None
    promise: str | None
    wait_text: str | None = None
    can_withdraw: bool = False
    callback: ChatCallback | None = None
    snoozed_until: datetime | None = None
    continues: bool = False


@dataclass(frozen=True)
class ChatState:
    """`read_by_desk_seq` is a feed position. `typing`: the butler is typing."""

    floor: str
    bot_ready: bool
    butler_name: str | None
    case: ChatCase | None
    typing: bool
    read_by_desk_seq: int


@dataclass(frozen=True)
class ChatPage:
    """`last_seq`: the highest feed position of the conversation now (not only of this page)."""

    messages: tuple[ChatMessage, ...]
    last_seq: int
    state: ChatState


@dataclass(frozen=True)
class ChatOpening:
    """`butler_name`: the customer's dedicated butler, who need not be the one who has the floor."""

    conversation_id: UUID
    display_name: str | None
    butler_name: str | None
    last_seq: int
    state: ChatState


@dataclass(frozen=True)
class Named:
    """A code with its Chinese name: trigger codes, outcomes."""

    code: str
    name: str


@dataclass(frozen=True)
class Person:
    """A user of the console, as others see them."""

    id: UUID
    display_name: str


@dataclass(frozen=True)
class CustomerLabel:
    display_name: str
    ref_masked: str | None


@dataclass(frozen=True)
class LastMessage:
    text: str
    author: str
    at: datetime


@dataclass(frozen=True)
class CaseSummary:
    id: UUID
    number: str
    status: str
    priority: Priority
    codes: tuple[Named, ...]
    customer: CustomerLabel
    channel: str
    goal: str
    evidence_text: tuple[str, ...]
    butler: Person | None
    dedicated_butler: Person | None
    opened_at: datetime
    waiting_since: datetime | None
    first_response_due_at: datetime | None
    last_message: LastMessage | None
    unread: int
    version: int
    tier: int = 1
    snoozed_until: datetime | None = None
    reopened: int = 0


@dataclass(frozen=True)
class CaseCounts:
    waiting: int
    mine: int
    active: int
    snoozed: int = 0


@dataclass(frozen=True)
class CasePage:
    items: tuple[CaseSummary, ...]
    next_cursor: str | None
    counts: CaseCounts


@dataclass(frozen=True)
class CaseEventView:
    """One move of a case. `kind`: opened, merged, claimed, replied, released, resolved, closed_by_bot,
    clock_breached, rated."""

    id: int
    kind: str
    at: datetime
    actor: str | None
    detail: str


@dataclass(frozen=True)
class ClockView:
    """A clock as the desk sees it. `name`, `basis`, `confirm`: of its rule. `warned`: the highest share told."""

    kind: str
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None
    breached_at: datetime | None
    id: UUID | None = None
    case_id: UUID | None = None
    code: str = ""
    subject: str | None = None
    name: str = ""
    basis: str = ""
    confirm: bool = False
    calendar: str = "minutes"
    amount: int = 0
    paused_at: datetime | None = None
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    warned: int = 0
    pausable: bool = False


@dataclass(frozen=True)
class Note:
    """`kind`: note | whisper (a supervisor to the holder) | transfer (what the next one must know)."""

    id: UUID
    author: Person
    text: str
    at: datetime
    kind: str = "note"
    mentions: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Csat:
    score: int
    comment: str
    at: datetime


@dataclass(frozen=True)
class CaseDetail:
    """CaseSummary plus everything of the case. `context` is the frozen handoff package, `live` the parts
    of it as they are now (policies, claims, timeline, missing_documents, clocks, insurer_available,
    as_of)."""

    summary_row: CaseSummary
    conversation_id: UUID
    floor: str
    floor_epoch: int
    summary: str
    reason: str
    evidence: tuple[dict[str, Any], ...]
    context: dict[str, Any]
    live: dict[str, Any]
    events: tuple[CaseEventView, ...]
    clocks: tuple[ClockView, ...]
    notes: tuple[Note, ...]
    outcome: str | None
    outcome_reason: str | None
    resolved_at: datetime | None
    csat: Csat | None
    allowed: tuple[str, ...]
    outcomes: tuple[Named, ...]


@dataclass(frozen=True)
class DeliveryView:
    """`status`: pending | sent | failed | superseded. An unknown outcome is shown as failed with its
    reason."""

    status: str
    reason: str | None


@dataclass(frozen=True)
class ConsoleMessage:
    """ChatMessage plus what only the desk sees. `seq` is None for what the customer has not been shown."""

    id: UUID
    seq: int | None
    conversation_seq: int
    client_msg_id: str | None
    author: str
    author_name: str | None
    kind: str
    text: str
    body: dict[str, Any]
    at: datetime
    understanding: dict[str, Any] | None
    delivery: DeliveryView | None
    model_id: str | None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True)
class ConsolePage:
    """`last_seq`: the highest conversation_seq of the conversation now."""

    messages: tuple[ConsoleMessage, ...]
    last_seq: int


@dataclass(frozen=True)
class LiveEvent:
    """One row of the live feed. `cursor` is opaque: give it back to go on after this event.

    `kind`: case_opened | case_changed | message_added | delivery_changed | bot_state."""

    cursor: str
    kind: str
    case_id: UUID | None
    conversation_id: UUID | None
    version: int | None
    data: dict[str, Any]
    at: datetime


@dataclass(frozen=True)
class EventBatch:
    """`cursor`: where to go on, also past rows that this viewer may not see."""

    events: tuple[LiveEvent, ...]
    cursor: str
