"""The promise ledger on the wire."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from handoff.domain.promises import MAX_NOTE, MAX_TEXT
from handoff.web.schemas.base import Answer, Ask, Instant, Moment, Query, clean_optional, clean_text
from handoff.web.schemas.console import ConsoleMessage

StatusName = Literal["open", "kept", "broken", "withdrawn"]


class Promise(Answer):
    """`settled_at`: when it was kept or withdrawn. A broken one may still be kept: `kept_late`."""

    id: UUID
    conversation_id: UUID
    case_id: UUID | None
    message_id: UUID | None
    made_by: Literal["bot", "butler"]
    made_by_id: UUID | None
    text: str
    made_at: Instant
    due_at: Instant
    status: StatusName
    settled_at: Instant | None
    reminded_at: Instant | None
    kept_late: bool
    note: str
    version: int


class PromisePage(Answer):
    items: list[Promise]
    next_cursor: str | None


class PromisesQuery(Query):
    status: StatusName | None = Field(default=None, description="Left out: all.")
    mine: bool = Field(default=False, description="Made by me or in my cases; butlers see no others anyway.")
    case_id: UUID | None = None
    cursor: str | None = Field(default=None, max_length=300)
    limit: int = Field(default=50, ge=1, le=200)


class MakePromise(Ask):
    text: Annotated[str, AfterValidator(clean_text)] = Field(min_length=1, max_length=MAX_TEXT)
    due_at: Moment


class SettlePromise(Ask):
    note: Annotated[str, AfterValidator(clean_optional)] = Field(default="", max_length=MAX_NOTE)


class PromiseSuggestion(Answer):
    """What the words promise, and by when: `POST /cases/{id}/promises` puts it in the ledger."""

    text: str
    due_at: Instant


class SentMessage(ConsoleMessage):
    """A butler's message as stored, and what it seems to promise."""

    promise_suggestion: PromiseSuggestion | None = None
