"""Clocks of cases."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.tables import AnyRow
from handoff.adapters.sql.tables import clocks as table
from handoff.domain.clocks import Clock, ClockKind


def _clock_of(row: AnyRow) -> Clock:
    values = dict(row._mapping)
    pauses = tuple((begin, end) for begin, end in values["pauses"])
    return Clock(**{**values, "kind": ClockKind(values["kind"]), "pauses": pauses})


@dataclass(frozen=True)
class SqlClocks:
    connection: AsyncConnection

    async def start(self, clock: Clock) -> None:
        await self.connection.execute(insert(table).values(**vars(clock)))

    async def save(self, clock: Clock) -> None:
        await self.connection.execute(
            update(table)
            .where(table.c.id == clock.id)
            .values(due_at=clock.due_at, stopped_at=clock.stopped_at)
        )

    async def mark_breached(self, clock_id: UUID, now: datetime) -> None:
        await self.connection.execute(update(table).where(table.c.id == clock_id).values(breached_at=now))

    async def of_case(self, case_id: UUID) -> list[Clock]:
        query = select(table).where(table.c.case_id == case_id).order_by(table.c.started_at)
        return [_clock_of(row) for row in (await self.connection.execute(query)).all()]

    async def lock_breached(self, now: datetime, limit: int) -> list[Clock]:
        query = (
            select(table)
            .where(table.c.stopped_at.is_(None), table.c.breached_at.is_(None), table.c.due_at <= now)
            .order_by(table.c.due_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return [_clock_of(row) for row in (await self.connection.execute(query)).all()]
