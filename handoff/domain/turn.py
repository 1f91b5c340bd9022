"""One turn: what the hub asks the bot and what the bot answers (contracts.md section 2), as plain values."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from handoff.domain.attachments import Attachment
from handoff.domain.case import Priority

MAX_MESSAGES_PER_TURN = 20
MAX_MESSAGE_CHARS = 4000
MAX_STATE_BYTES = 64 * 1024


class Decision(StrEnum):
    ESCALATE = "escalate"
    OFFER = "offer"
    WATCH = "watch"
    ANSWER = "answer"


class Mode(StrEnum):
    """What a turn is for. OBSERVE: understand only, a person has the floor. OPENING: the first screen."""

    ANSWER = "answer"
    OBSERVE = "observe"
    OPENING = "opening"


class DirectiveType(StrEnum):
    OPEN_CASE = "open_case"
    CLOSE_CASE = "close_case"
    ASK_CSAT = "ask_csat"
    OFFER_HUMAN = "offer_human"
    MASK_MESSAGE = "mask_message"
    NOTE_REQUEST = "note_request"


@dataclass(frozen=True)
class TurnMessage:
    id: UUID
    text: str
    sent_at: datetime
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True)
class TurnRequest:
    """`state` is opaque; `user` and `facts` have the shapes of contracts.md section 2. `deadline`: seconds
    the hub will wait."""

    conversation_id: UUID
    turn_id: UUID
    now: datetime
    deadline: float
    state: dict[str, Any] | None
    messages: tuple[TurnMessage, ...]
    user: dict[str, Any]
    facts: dict[str, Any]
    correlation_id: str
    mode: Mode = Mode.ANSWER


@dataclass(frozen=True)
class Reply:
    """`body` is the whole Reply of contracts.md (kind, text, buttons or card); `text` its plain form."""

    kind: str
    text: str
    body: dict[str, Any]


@dataclass(frozen=True)
class Understanding:
    """What the bot made of one message; `data` is the whole object of contracts.md, stored with the
    message."""

    message_id: UUID
    decision: Decision
    codes: tuple[str, ...]
    reason: str
    data: dict[str, Any]


@dataclass(frozen=True)
class Directive:
    """What the bot asks the hub to do. MASK_MESSAGE uses `message_id` and `spans` (code points of that
    message's text, [start, end)), NOTE_REQUEST `request`, OPEN_CASE the other fields after `type`."""

    type: DirectiveType
    codes: tuple[str, ...] = ()
    priority: Priority = Priority.P3
    reason: str = ""
    evidence: tuple[dict[str, Any], ...] = ()
    summary: str = ""
    goal: str = ""
    message_id: UUID | None = None
    spans: tuple[tuple[int, int], ...] = ()
    request: "NotedRequest | None" = None


@dataclass(frozen=True)
class NotedRequest:
    """What the customer has had registered at the insurer: its number, its kind (contracts.md section 4), and when it
    was received."""

    request_no: str
    kind: str
    received_at: datetime
    claim_no: str | None = None


@dataclass(frozen=True)
class TurnResult:
    turn_id: UUID
    model_id: str
    state: dict[str, Any]
    replies: tuple[Reply, ...]
    understanding: tuple[Understanding, ...]
    slots: dict[str, Any] = field(default_factory=dict)
    directives: tuple[Directive, ...] = ()
    timings_ms: dict[str, float] = field(default_factory=dict)

    def directive(self, kind: DirectiveType) -> Directive | None:
        return next((d for d in self.directives if d.type is kind), None)


@dataclass(frozen=True)
class BotStatus:
    """`since`: when it became so, as far as this hub knows."""

    ready: bool
    model_id: str | None = None
    since: datetime | None = None
