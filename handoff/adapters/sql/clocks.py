"""Clocks of cases."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.tables import AnyRow, cases, conversations
from handoff.adapters.sql.tables import clocks as table
from handoff.domain.clocks import Clock, ClockKind
from handoff.domain.errors import NotFound

_FIXED = frozenset({"id", "case_id", "kind", "code", "subject"})


def _clock_of(row: AnyRow) -> Clock:
    values = dict(row._mapping)
    pauses = tuple((begin, end) for begin, end in values["pauses"])
    return Clock(**{**values, "kind": ClockKind(values["kind"]), "pauses": pauses})


def _values(clock: Clock) -> dict[str, Any]:
    return {**vars(clock), "kind": clock.kind.value, "pauses": [list(gap) for gap in clock.pauses]}


@dataclass(frozen=True)
class SqlClocks:
    connection: AsyncConnection

    async def start(self, clock: Clock) -> None:
        await self.connection.execute(insert(table).values(**_values(clock)))

    async def save(self, clock: Clock) -> None:
        values = {name: value for name, value in _values(clock).items() if name not in _FIXED}
        await self.connection.execute(update(table).where(table.c.id == clock.id).values(**values))

    async def get(self, clock_id: UUID) -> Clock:
        row = (await self.connection.execute(select(table).where(table.c.id == clock_id))).one_or_none()
        if row is None:
            raise NotFound("没有找到这只时钟。")
        return _clock_of(row)

    async def of_case(self, case_id: UUID) -> list[Clock]:
        query = (
            select(table)
            .where(table.c.case_id == case_id)
            .order_by(table.c.started_at, table.c.kind, table.c.id)
        )
        return [_clock_of(row) for row in (await self.connection.execute(query)).all()]

    async def lock_warnings(self, now: datetime, limit: int) -> list[Clock]:
        # The conversation's row first, as everybody: who skips what is locked never waits, so no two can wait for
        # each other; the clock's row as well, so that it is read as it is now and not as it was before the lock.
        query = (
            select(table)
            .join(cases, cases.c.id == table.c.case_id)
            .join(conversations, conversations.c.id == cases.c.conversation_id)
            .where(table.c.stopped_at.is_(None), table.c.paused_at.is_(None), table.c.next_warn_at <= now)
            .order_by(table.c.next_warn_at)
            .limit(limit)
            .with_for_update(skip_locked=True, of=[conversations, table])
        )
        return [_clock_of(row) for row in (await self.connection.execute(query)).all()]
