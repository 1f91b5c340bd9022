"""Service clocks. This issue runs the first-response clock of a case; statutory ones come as further kinds
of the same row."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from handoff.domain.case import Priority


class ClockKind(StrEnum):
    FIRST_RESPONSE = "first_response"


#: Minutes until a person must have answered (domain.md section 6.1).
RESPONSE_MINUTES: dict[Priority, int] = {Priority.P0: 1, Priority.P1: 5, Priority.P2: 30, Priority.P3: 240}


@dataclass(frozen=True)
class Clock:
    """Running until `stopped_at`; `breached_at` is set once by the watcher when it passes `due_at` still
    running."""

    id: UUID
    case_id: UUID
    kind: ClockKind
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None = None
    breached_at: datetime | None = None
    code: str = ""
    subject: str | None = None
    calendar: str = "minutes"
    amount: int = 0
    paused_at: datetime | None = None
    pauses: tuple[tuple[str, str], ...] = ()
    warned: int = 0
    next_warn_at: datetime | None = None

    @property
    def running(self) -> bool:
        return self.stopped_at is None

    def hurried(self, priority: Priority, now: datetime) -> "Clock":
        """After the case has become more urgent: due by the new target from now, never later than before."""
        return replace(self, due_at=min(self.due_at, response_due(priority, now)))


def response_due(priority: Priority, start: datetime) -> datetime:
    return start + timedelta(minutes=RESPONSE_MINUTES[priority])


def minutes_left(due_at: datetime, now: datetime) -> int:
    """Whole minutes until due, rounded up, at least 1: what a customer is told."""
    return max(1, -int((now - due_at).total_seconds() // 60))
