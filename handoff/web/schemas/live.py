"""The live feed of the desk (docs/contracts.md 6.2)."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from handoff.web.schemas.base import Answer, Query


class EventsQuery(Query):
    after: Annotated[str | None, Field(max_length=256, description="Used when no Last-Event-ID is sent.")] = (
        None
    )


class Hello(Answer):
    cursor: str = Field(description="Where this stream starts; read your lists, then apply what follows.")


class LiveEvent(Answer):
    """A reference; the client reads the rest. The SSE id is the cursor."""

    kind: Literal[
        "case_opened",
        "case_changed",
        "message_added",
        "delivery_changed",
        "bot_state",
        "offer_made",
        "offer_ended",
        "clock_warning",
        "promise_due",
        "presence_changed",
        "settings_changed",
        "voice_heard",
    ]
    case_id: UUID | None
    conversation_id: UUID | None
    version: int | None
