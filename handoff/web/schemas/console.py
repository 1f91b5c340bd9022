"""Desk side: log-in, cases, messages, live events (docs/contracts.md 6.2)."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from handoff.web.schemas.base import (
    Answer,
    Ask,
    ClientMsgId,
    Instant,
    OptionalText,
    Query,
    Text,
    WrittenId,
    clean_optional,
)
from handoff.web.schemas.chat import Attachment
from handoff.web.schemas.clocks import Clock
from handoff.web.schemas.context import Context, Evidence, LiveContext
from handoff.web.schemas.reply import Reply
from handoff.web.schemas.understanding import Understanding

RoleName = Literal["butler", "supervisor", "trainer", "admin"]
CaseStatusName = Literal["waiting", "offered", "active", "snoozed", "resolved"]
CaseView = Literal["waiting", "mine", "active", "snoozed", "resolved", "all"]
AllowedAction = Literal[
    "claim",
    "reply",
    "resolve",
    "release",
    "transfer",
    "snooze",
    "wake",
    "reopen",
    "assign",
    "barge",
    "whisper",
    "note",
]
PriorityName = Literal["P0", "P1", "P2", "P3"]


class LogIn(Ask):
    username: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f]+$")]
    password: Annotated[str, Field(min_length=1, max_length=256)]


class ConsoleUser(Answer):
    id: UUID
    username: str
    display_name: str
    roles: list[RoleName]


class LoggedIn(Answer):
    user: ConsoleUser
    csrf_token: str = Field(description="Goes as `X-CSRF-Token` on every write.")


class Named(Answer):
    code: str
    name: str


class Person(Answer):
    id: UUID
    display_name: str


class CustomerLabel(Answer):
    display_name: str
    ref_masked: str | None


class LastMessage(Answer):
    text: str
    author: Literal["user", "bot", "butler", "system"]
    at: Instant


class CaseSummary(Answer):
    id: UUID
    number: str
    status: CaseStatusName
    priority: Literal["P0", "P1", "P2", "P3"]
    codes: list[Named]
    customer: CustomerLabel
    channel: str
    goal: str
    evidence_text: list[str] = Field(description="The user's own words that raised the case.")
    butler: Person | None
    dedicated_butler: Person | None
    opened_at: Instant
    waiting_since: Instant | None
    first_response_due_at: Instant | None
    last_message: LastMessage | None
    unread: int
    version: int = Field(description="Grows at every change of the case.")
    tier: int = Field(description="1 butlers, 2 specialists.")
    snoozed_until: Instant | None
    reopened: int = Field(description="How often it was opened again.")


class CaseCounts(Answer):
    waiting: int
    mine: int
    active: int
    snoozed: int


class CasePage(Answer):
    items: list[CaseSummary]
    next_cursor: str | None
    counts: CaseCounts


class CaseEvent(Answer):
    id: int
    kind: str = Field(
        description="opened, merged, offered, offer_declined, offer_expired, offer_vanished, offer_withdrawn,"
        " claimed, replied, released, transferred, vanished, snoozed, woken, assigned, barged, resolved,"
        " reopened, closed_by_bot, rated and those of clocks, promises and call-backs"
    )
    at: Instant
    actor: str | None
    detail: str


class Note(Answer):
    id: UUID
    author: Person
    text: str
    at: Instant
    kind: Literal["note", "whisper", "transfer"] = Field(
        description="whisper: a supervisor to the holder; transfer: what whoever has it next must know."
    )
    mentions: list[UUID]


class Csat(Answer):
    score: int
    comment: str
    at: Instant


class CaseDetail(CaseSummary):
    conversation_id: UUID
    floor: Literal["bot", "queue", "butler"]
    floor_epoch: int
    summary: str
    reason: str
    evidence: list[Evidence]
    context: Context = Field(description="The handoff package, frozen when the case was opened.")
    live: LiveContext = Field(description="The same parts as they are now.")
    events: list[CaseEvent]
    clocks: list[Clock]
    notes: list[Note]
    outcome: str | None
    outcome_reason: str | None
    resolved_at: Instant | None
    csat: Csat | None
    allowed: list[AllowedAction] = Field(description="What the asking user may do with the case now.")
    outcomes: list[Named]


class Delivery(Answer):
    status: Literal["pending", "sent", "failed", "superseded"]
    reason: str | None


class ConsoleMessage(Answer):
    """ChatMessage plus what only the desk sees."""

    id: UUID
    seq: int | None = Field(description="Feed position; null for what the customer was never shown.")
    conversation_seq: int
    client_msg_id: str | None
    author: Literal["user", "bot", "butler", "system"]
    author_name: str | None
    kind: str
    text: str
    body: Reply
    at: Instant
    understanding: Understanding | None
    delivery: Delivery | None
    model_id: str | None
    attachments: list[Attachment] = Field(default_factory=list)


class ConsoleMessages(Answer):
    messages: list[ConsoleMessage]
    last_seq: int = Field(description="Highest conversation_seq now.")


class SendCaseMessage(Ask):
    client_msg_id: ClientMsgId
    text: Text


class AddNote(Ask):
    text: Text
    mentions: Annotated[list[WrittenId], Field(max_length=20)] = Field(
        default_factory=list, description="Colleagues meant."
    )


class ReleaseCase(Ask):
    reason: OptionalText = ""


class ResolveCase(Ask):
    outcome: Annotated[str, Field(min_length=1, max_length=64)]
    reason: OptionalText = ""
    message_to_user: OptionalText = Field(
        default="", description="Sent to the customer before the case closes; required for disputes."
    )


class CasesQuery(Query):
    view: CaseView = "waiting"
    cursor: Annotated[str | None, Field(max_length=256)] = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    q: Annotated[
        str,
        Field(max_length=100, description="In number, customer's name, goal or summary."),
        AfterValidator(clean_optional),
    ] = ""
    priority: PriorityName | None = None
    code: Annotated[str | None, Field(pattern=r"^[A-Z0-9]{1,8}$")] = None
    channel: Annotated[str | None, Field(pattern=r"^[a-z0-9_-]{1,32}$")] = None
    butler_id: UUID | None = None
    tier: Annotated[int | None, Field(ge=1, le=2)] = None


class CaseMessagesQuery(Query):
    after_seq: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    before_seq: Annotated[int | None, Field(ge=1, le=2**31 - 1)] = None
    limit: Annotated[int, Field(ge=1, le=500)] = 200


class BotState(Answer):
    ready: bool
    model_id: str | None
    since: Instant | None


class InsurerState(Answer):
    ready: bool


class DeskState(Answer):
    in_hours: bool
    on_duty: int
    butler_on_duty: bool
    opens_at: Instant | None


class SystemStatus(Answer):
    bot: BotState
    insurer: InsurerState
    desk: DeskState


class Reconciliation(Answer):
    """opened = sum of by_status; every escalation signal has a case or a recorded reason why not."""

    at: Instant
    opened: int
    by_status: dict[str, int]
    signals: int
    signals_with_case: int
    signals_with_reason: int
    differences: list[str]
