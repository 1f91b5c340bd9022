"""倾听计划: voices, topics, digest (docs/contracts.md section 8)."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, Strict

from handoff.domain.listening import MOST_WEEKS
from handoff.domain.voices import MAX_ANSWER
from handoff.web.schemas.base import Answer, Ask, Instant, Moment, Query, clean_optional

KindName = Literal["complaint", "dispute", "suggestion", "silent_exit"]
StatusName = Literal["new", "taken", "answered", "closed"]
TopicCode = Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]


class Voice(Answer):
    id: UUID
    conversation_id: UUID
    case_id: UUID | None
    kind: KindName
    topic: str
    topic_name: str
    product: str | None
    channel: str
    severity: int = Field(description="1 (a remark) to 4 (somebody in danger); never by amount.")
    quote: str = Field(description="The customer's words without identifiers.")
    status: StatusName
    owner_id: UUID | None
    answer: str
    heard_at: Instant
    closed_at: Instant | None
    version: int


class VoicePage(Answer):
    items: list[Voice]
    next_cursor: str | None


class VoicesQuery(Query):
    kind: KindName | None = None
    topic: TopicCode | None = None
    status: StatusName | None = None
    since: Moment | None = Field(default=None, alias="from")
    until: Moment | None = Field(default=None, alias="to", description="Exclusive.")
    cursor: Annotated[str, Field(max_length=400)] | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class TopicTrend(Answer):
    topic: str
    name: str
    weeks: list[int] = Field(description="Voices per seven days, oldest first.")
    total: int = Field(description="Of the last seven days.")
    mean_before: float
    score: float = Field(description="How far the last week lies above the mean, damped for small numbers.")
    rising: bool


class Topics(Answer):
    items: list[TopicTrend]


class TopicsQuery(Query):
    weeks: Annotated[int, Field(ge=2, le=MOST_WEEKS)] = 8


class DigestTopic(Answer):
    trend: TopicTrend
    quotes: list[str]


class Digest(Answer):
    week: str
    start: Instant
    end: Instant
    total: int
    before: int = Field(description="Voices of the week before.")
    by_kind: dict[str, int]
    by_status: dict[str, int]
    open: int
    topics: list[DigestTopic]


class DigestQuery(Query):
    week: (
        Annotated[str, Field(pattern=r"^20[0-9]{2}-W[0-9]{2}$", description="By default the last full week.")]
        | None
    ) = None


class ChangeVoice(Ask):
    """Fields left out stay as they are."""

    version: Annotated[int, Field(ge=1, le=2**31 - 1)]
    status: StatusName | None = None
    owner_id: Annotated[UUID, Strict(strict=False)] | None = None
    answer: Annotated[str, Field(max_length=MAX_ANSWER), AfterValidator(clean_optional)] | None = None
    topic: TopicCode | None = None


class CallbackDone(Ask):
    note: Annotated[str, Field(max_length=500), AfterValidator(clean_optional)] = ""
