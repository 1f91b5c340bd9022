"""How the parts of the system are, as values."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class DeskStatus:
    """`opens_at`: when the desk opens next; None while it is open."""

    in_hours: bool
    on_duty: int
    butler_on_duty: bool
    opens_at: datetime | None


@dataclass(frozen=True)
class SystemStatus:
    bot_ready: bool
    bot_model_id: str | None
    bot_since: datetime | None
    insurer_ready: bool
    desk: DeskStatus


@dataclass(frozen=True)
class Readiness:
    """Of this hub: `ready` when the database answers at the newest migration. Redis and bot do not make it
    unready."""

    ready: bool
    parts: dict[str, str]


@dataclass(frozen=True)
class Reconciliation:
    """`differences`: sentences; empty when everything adds up."""

    at: datetime
    opened: int
    by_status: dict[str, int]
    signals: int
    signals_with_case: int
    signals_with_reason: int
    differences: tuple[str, ...]
