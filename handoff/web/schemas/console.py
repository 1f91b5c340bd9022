"""Desk side: log-in, cases, messages, live events (docs/contracts.md 6.2)."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from handoff.web.schemas.base import Answer, Ask, ClientMsgId, Instant, OptionalText, Query, Text
from handoff.web.schemas.chat import Attachment
from handoff.web.schemas.context import Context, Evidence, LiveContext
from handoff.web.schemas.reply import Reply
from handoff.web.schemas.understanding import Understanding

RoleName = Literal["butler", "supervisor", "trainer", "admin"]
CaseStatusName = Literal["waiting", "offered", "active", "snoozed", "resolved"]
CaseView = Literal["waiting", "mine", "active", "resolved", "all"]
AllowedAction = Literal["claim", "reply", "resolve", "release", "note"]


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


class CaseCounts(Answer):
    waiting: int
    mine: int
    active: int


class CasePage(Answer):
    items: list[CaseSummary]
    next_cursor: str | None
    counts: CaseCounts


class CaseEvent(Answer):
    id: int
    kind: str = Field(
        description="opened, merged, claimed, replied, released, resolved, closed_by_bot, clock_breached,"
        " rated"
    )
    at: Instant
    actor: str | None
    detail: str


class Clock(Answer):
    kind: str
    started_at: Instant
    due_at: Instant
    stopped_at: Instant | None
    breached_at: Instant | None


class Note(Answer):
    id: UUID
    author: Person
    text: str
    at: Instant


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


class CaseMessagesQuery(Query):
    after_seq: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    before_seq: Annotated[int | None, Field(ge=1, le=2**31 - 1)] = None
    limit: Annotated[int, Field(ge=1, le=500)] = 200


class EventsQuery(Query):
    after: Annotated[str | None, Field(max_length=256, description="Used when no Last-Event-ID is sent.")] = (
        None
    )


class Hello(Answer):
    cursor: str = Field(description="Where this stream starts; read your lists, then apply what follows.")


class LiveEvent(Answer):
    """A reference; the client reads the rest. The SSE id is the cursor."""

    kind: Literal["case_opened", "case_changed", "message_added", "delivery_changed", "bot_state"]
    case_id: UUID | None
    conversation_id: UUID | None
    version: int | None


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
