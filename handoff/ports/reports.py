"""Figures about the desk's work."""

from datetime import date, datetime
from typing import Protocol

from handoff.domain.board import ClockAtRisk, QueueState, Today
from handoff.domain.reports import Grouping, Period, ReportRow


class Reports(Protocol):
    async def rows(self, name: str, period: Period, group_by: Grouping, now: datetime) -> list[ReportRow]:
        """By group, ascending."""
        ...

    async def total(self, name: str, period: Period, now: datetime) -> ReportRow: ...


class Board(Protocol):
    async def queue(self) -> list[QueueState]:
        """One per priority with unsettled cases."""
        ...

    async def at_risk(self, now: datetime, limit: int) -> list[ClockAtRisk]:
        """Running clocks of which four fifths are over, or that are late; soonest due first."""
        ...

    async def today(self, day: date, now: datetime) -> Today: ...
