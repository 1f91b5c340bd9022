"""Presence, offers, and cases changing hands (docs/contracts.md section 8)."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from handoff.web.schemas.base import Answer, Ask, Instant, Moment, OptionalText, Text, WrittenId
from handoff.web.schemas.console import CaseSummary, RoleName

DeskStateName = Literal["available", "busy", "away"]
Why = Literal["wanted", "dedicated", "skill", "load", "crisis"]


class Beat(Ask):
    state: DeskStateName = Field(description="available: takes new cases; busy: has enough; away: not here.")


class Offer(Answer):
    id: UUID
    case: CaseSummary
    why: Why
    offered_at: Instant
    expires_at: Instant


class Attendance(Answer):
    state: DeskStateName
    present: bool = Field(description="Is offered cases.")
    offers: list[Offer]
    capacity: int
    load: int = Field(description="Cases worked on now.")


class Offers(Answer):
    items: list[Offer]


class Colleague(Answer):
    id: UUID
    display_name: str
    roles: list[RoleName]
    state: DeskStateName
    present: bool
    since: Instant | None = Field(description="When this state began; null for one who was never here.")
    load: int
    capacity: int
    skills: list[str] | None = Field(description="null: all.")
    specialist: bool


class Colleagues(Answer):
    items: list[Colleague]


class DeclineOffer(Ask):
    reason: OptionalText = ""


class TransferTo(Ask):
    """Exactly one."""

    butler_id: WrittenId | None = None
    skill: Annotated[str | None, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")] = None
    tier: Annotated[int | None, Field(ge=1, le=2)] = None


class TransferCase(Ask):
    to: TransferTo
    note: Text = Field(description="What whoever has the case next must know.")


class SnoozeCase(Ask):
    until: Moment = Field(description="At most 30 days ahead; the customer writing wakes the case sooner.")
    reason: OptionalText = ""


class ReopenCase(Ask):
    reason: Text


class AssignCase(Ask):
    butler_id: WrittenId
    reason: OptionalText = ""


class BargeIn(Ask):
    reason: OptionalText = ""


class Whisper(Ask):
    text: Text
