"""Reports, the live board, the audit log, webhooks (docs/contracts.md 8)."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from handoff.web.schemas.base import Answer, Ask, Instant, OptionalText, Query

Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2199, 12, 31))]
PriorityName = Literal["P0", "P1", "P2", "P3"]
WebhookKind = Literal["case.opened", "case.claimed", "case.resolved", "case.reopened", "clock.at_risk"]
Limit = Annotated[int, Field(ge=1, le=200)]
Cursor = Annotated[str | None, Field(max_length=64)]


class ReportQuery(Query):
    """Days in China, both included; without them the last seven."""

    from_: Annotated[Day | None, Field(alias="from")] = None
    to: Day | None = None
    group_by: Literal["day", "week", "butler", "channel", "code"] = "day"


class Figure(Answer):
    key: str
    title: str
    unit: Literal["count", "seconds", "share", "score"]


class ReportRow(Answer):
    key: str
    label: str
    values: dict[str, float | int | None]


class Report(Answer):
    name: str
    title: str
    counts: str = Field(description="What is counted, in words.")
    from_day: date
    to_day: date
    group_by: str
    figures: list[Figure]
    rows: list[ReportRow]
    total: dict[str, float | int | None]


class QueueState(Answer):
    priority: PriorityName
    waiting: int
    offered: int
    active: int
    snoozed: int
    oldest_waiting_since: Instant | None


class ClockAtRisk(Answer):
    clock_id: UUID
    case_id: UUID
    case_number: str
    priority: PriorityName
    kind: str
    code: str
    due_at: Instant
    share: float = Field(description="Of its time that is over; above 1 it is late.")
    butler: str | None


class SeatState(Answer):
    id: UUID
    display_name: str
    state: Literal["available", "busy", "away"]
    present: bool
    load: int
    capacity: int


class Today(Answer):
    opened: int
    resolved: int
    reopened: int
    first_response_median_seconds: float | None
    first_response_within_target: float | None
    csat_average: float | None
    ratings: int


class Board(Answer):
    at: Instant
    in_hours: bool
    opens_at: Instant | None
    queue: list[QueueState]
    at_risk: list[ClockAtRisk]
    seats: list[SeatState]
    today: Today


class AuditQuery(Query):
    actor: UUID | None = None
    subject: Annotated[
        str | None, Field(max_length=100, pattern=r"^[^\x00]*$", description="Its beginning.")
    ] = None
    from_: Annotated[Day | None, Field(alias="from")] = None
    to: Day | None = None
    cursor: Cursor = None
    limit: Limit = 50


class AuditEntry(Answer):
    id: int
    actor_id: UUID | None
    actor: str | None = Field(description="null: the system")
    action: str
    subject: str
    detail: str
    at: Instant


class AuditPage(Answer):
    items: list[AuditEntry]
    next_cursor: str | None


class Webhook(Answer):
    id: UUID
    url: str
    kinds: list[WebhookKind]
    active: bool
    description: str
    version: int
    created_at: Instant
    failing_since: Instant | None


class WebhookWithSecret(Webhook):
    secret: str | None = Field(description="Told once, when it is made; null otherwise.")


class Webhooks(Answer):
    items: list[Webhook]


_Url = Annotated[str, Field(min_length=8, max_length=2000)]
_Kinds = Annotated[list[WebhookKind], Field(min_length=1, max_length=5)]


class AddWebhook(Ask):
    url: _Url
    kinds: _Kinds
    description: Annotated[OptionalText, Field(max_length=200)] = ""


class ChangeWebhook(Ask):
    """What is left out stays."""

    version: Annotated[int, Field(ge=1, le=2**31 - 2)]
    url: _Url | None = None
    kinds: _Kinds | None = None
    active: bool | None = None
    description: Annotated[OptionalText, Field(max_length=200)] | None = None
    rotate_secret: bool = False


class DeliveriesQuery(Query):
    cursor: Cursor = None
    limit: Limit = 50


class Delivery(Answer):
    id: UUID
    kind: str
    case_id: UUID | None
    body: dict[str, Any]
    status: Literal["pending", "delivered", "given_up"]
    attempts: int
    created_at: Instant
    next_attempt_at: Instant
    result: str


class Deliveries(Answer):
    items: list[Delivery]
    next_cursor: str | None
