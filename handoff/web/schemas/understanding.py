"""What the bot understood of one user message (docs/contracts.md section 2), as stored with it."""

from typing import Any, Literal

from pydantic import Field

from handoff.web.schemas.base import Answer
from handoff.web.schemas.context import Emotion, Evidence


class RankedIntent(Answer):
    name: str
    confidence: float


class Entity(Answer):
    entity: str
    value: Any = None
    text: str | None = None
    start: int | None = None
    end: int | None = None
    source: str | None = None


class Escalation(Answer):
    scores: dict[str, float] = Field(default_factory=dict)
    codes: tuple[str, ...] = ()
    decision: Literal["escalate", "offer", "watch", "answer"] | None = None
    reason: str | None = None
    evidence: tuple[Evidence, ...] = ()
    emotion: Emotion | None = None
    about: str | None = None


class Understanding(Answer):
    message_id: str | None = None
    intent: RankedIntent | None = None
    ranking: tuple[RankedIntent, ...] = ()
    entities: tuple[Entity, ...] = ()
    escalation: Escalation | None = None
    understood: bool | None = Field(default=None, description="False: the intent is only a guess.")
    not_understood: Literal["bot_unavailable", "bot_rejected"] | None = Field(
        default=None, description="Why nothing is known about a message written while a person had the floor."
    )
