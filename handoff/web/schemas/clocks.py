"""Clocks of a case on the wire."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from handoff.web.schemas.base import Answer, Ask, Instant, Moment, clean_text

Reason = Annotated[
    str,
    Field(min_length=1, max_length=500, description="Goes into the history of the case."),
    AfterValidator(clean_text),
]


class Clock(Answer):
    """`kind`: first_response | next_response | resolution | statutory. `code`: of data/knowledge/clocks.yml, `basis` its
    statute, `confirm`: the number waits for the operator's word. `amount`: minutes or days of `calendar`."""

    kind: str
    started_at: Instant
    due_at: Instant
    stopped_at: Instant | None
    breached_at: Instant | None
    id: UUID | None = None
    case_id: UUID | None = None
    code: str = ""
    subject: str | None = None
    name: str = ""
    basis: str = ""
    confirm: bool = False
    calendar: str = "minutes"
    amount: int = 0
    paused_at: Instant | None = None
    pauses: list[list[Instant]] = Field(default_factory=list, description="Pairs of from and to.")
    warned: int = Field(
        default=0, description="The highest share of its time that was warned of: 0, 60, 80, 100."
    )
    pausable: bool = Field(default=False, description="Whether the law allows to pause it.")


class Clocks(Answer):
    items: list[Clock]


class StartClock(Ask):
    code: str = Field(
        pattern=r"^[a-z0-9_]{1,40}$", description="A key of data/knowledge/clocks.yml with days."
    )
    subject: Annotated[str, AfterValidator(clean_text)] = Field(
        min_length=1, max_length=64, description="Claim or request number."
    )
    started_at: Moment


class ChangeClock(Ask):
    reason: Reason


class ExtendClock(Ask):
    days: Literal[30, 60]
    reason: Reason
