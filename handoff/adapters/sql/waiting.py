"""How fast the desk works, and who asked to be called back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, literal_column, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.desk_tables import callbacks as table
from handoff.adapters.sql.tables import AnyRow, cases
from handoff.domain.callbacks import Callback, CallbackStatus
from handoff.domain.waiting import PACE_WINDOW, Pace

_FIELDS = ("id", "case_id", "from_at", "until_at", "note", "status", "created_at", "settled_at")

#: A butler who takes cases now: his console is open and he says so. What rests (snoozed) is no load.
_PACE = text(
    """
    WITH taken AS (
      SELECT claimed_at - opened_at AS waited FROM cases
       WHERE status IN ('active', 'snoozed') AND claimed_at > :since
      UNION ALL
      SELECT claimed_at - opened_at FROM cases
       WHERE coalesce(resolved_at, opened_at) > :since AND status = 'resolved' AND claimed_at > :since
    ), here AS (
      SELECT greatest(0, coalesce(b.capacity, :usual) -
        (SELECT count(*) FROM cases c WHERE c.butler_id = p.user_id AND c.status = 'active')) AS free
        FROM presence p LEFT JOIN butlers b ON b.user_id = p.user_id
       WHERE p.state = 'available' AND p.beat_at >= :beaten
    )
    SELECT (SELECT count(*) FROM taken) AS claimed,
           (SELECT extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY waited)) / 60 FROM taken) AS usual,
           (SELECT count(*) FROM here) AS present,
           (SELECT coalesce(sum(free), 0) FROM here) AS free
    """
)


def _callback_of(row: AnyRow) -> Callback:
    values = {name: row._mapping[name] for name in _FIELDS}
    return Callback(**{**values, "status": CallbackStatus(values["status"])})


@dataclass(frozen=True)
class SqlWaiting:
    connection: AsyncConnection

    async def pace(self, now: datetime, present_within: timedelta, usual_capacity: int) -> Pace:
        bound = {"since": now - PACE_WINDOW, "beaten": now - present_within, "usual": usual_capacity}
        row: Any = (await self.connection.execute(_PACE, bound)).one()
        usual = float(row.usual) if row.usual is not None else None
        return Pace(row.claimed, usual, row.present, int(row.free))

    async def callback_of(self, case_id: UUID) -> Callback | None:
        wanted = (CallbackStatus.OPEN.value, CallbackStatus.MISSED.value)
        query = (
            select(table)
            .where(table.c.case_id == case_id, table.c.status.in_(wanted))
            .order_by((table.c.status == CallbackStatus.OPEN.value).desc(), table.c.created_at.desc())
            .limit(1)
        )
        row = (await self.connection.execute(query)).first()
        return _callback_of(row) if row else None

    async def add_callback(self, callback: Callback) -> None:
        await self.connection.execute(
            insert(table).values(**{**vars(callback), "status": callback.status.value})
        )

    async def save_callback(self, callback: Callback) -> None:
        changed = {"status": callback.status.value, "settled_at": callback.settled_at}
        await self.connection.execute(update(table).where(table.c.id == callback.id).values(**changed))

    async def callbacks_due(self, now: datetime, limit: int) -> list[tuple[UUID, UUID]]:
        query = (
            select(table.c.case_id, cases.c.conversation_id)
            .join_from(table, cases, cases.c.id == table.c.case_id)
            .where(table.c.status == literal_column("'open'"), table.c.until_at <= now)
            .order_by(table.c.until_at)
            .limit(limit)
        )
        return [(row.case_id, row.conversation_id) for row in (await self.connection.execute(query)).all()]
