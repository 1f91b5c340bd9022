"""The desk at this moment, as a supervisor sees it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from handoff.domain.presence import DeskState


@dataclass(frozen=True)
class QueueState:
    priority: str
    waiting: int
    offered: int
    active: int
    snoozed: int
    oldest_waiting_since: datetime | None


@dataclass(frozen=True)
class ClockAtRisk:
    """`share`: of its time that is over; above 1 it is late."""

    clock_id: UUID
    case_id: UUID
    case_number: str
    priority: str
    kind: str
    code: str
    due_at: datetime
    share: float
    butler: str | None


@dataclass(frozen=True)
class Today:
    """Since midnight in China."""

    opened: int
    resolved: int
    reopened: int
    first_response_median_seconds: float | None
    first_response_within_target: float | None
    csat_average: float | None
    ratings: int


@dataclass(frozen=True)
class SeatState:
    id: UUID
    display_name: str
    state: DeskState
    present: bool
    load: int
    capacity: int


@dataclass(frozen=True)
class Board:
    at: datetime
    in_hours: bool
    opens_at: datetime | None
    queue: tuple[QueueState, ...]
    at_risk: tuple[ClockAtRisk, ...]
    seats: tuple[SeatState, ...]
    today: Today
