"""Keys of writes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.desk_tables import idempotency_keys as table
from handoff.domain.idempotency import Earlier

_UNDER_WAY = 0


@dataclass(frozen=True)
class SqlIdempotency:
    connection: AsyncConnection

    async def reserve(
        self, user_id: UUID, key: str, fingerprint: str, now: datetime, *, abandoned: datetime, old: datetime
    ) -> Earlier | None:
        values = {"request_hash": fingerprint, "status": _UNDER_WAY, "body": None, "at": now}
        again = and_(
            table.c.status == _UNDER_WAY, table.c.at < abandoned, table.c.request_hash == fingerprint
        )
        taken = await self.connection.scalar(
            insert(table)
            .values(user_id=user_id, key=key, **values)
            .on_conflict_do_update(
                index_elements=["user_id", "key"], set_=values, where=or_(again, table.c.at < old)
            )
            .returning(table.c.status)
        )
        if taken is not None:
            return None
        row = (
            await self.connection.execute(
                select(table).where(table.c.user_id == user_id, table.c.key == key).with_for_update()
            )
        ).one_or_none()
        if row is None:  # dropped in between: its request failed, and may be asked for again
            return Earlier(fingerprint, _UNDER_WAY, "")
        return Earlier(row.request_hash, row.status, (row.body or {}).get("sealed", ""))

    async def complete(self, user_id: UUID, key: str, reserved_at: datetime, status: int, body: str) -> bool:
        query = update(table).where(*_ours(user_id, key, reserved_at))
        done = await self.connection.execute(query.values(status=status, body={"sealed": body}))
        return done.rowcount == 1

    async def drop(self, user_id: UUID, key: str, reserved_at: datetime) -> None:
        await self.connection.execute(delete(table).where(*_ours(user_id, key, reserved_at)))

    async def forget_before(self, moment: datetime) -> int:
        return (await self.connection.execute(delete(table).where(table.c.at < moment))).rowcount


def _ours(user_id: UUID, key: str, reserved_at: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        table.c.user_id == user_id,
        table.c.key == key,
        table.c.status == _UNDER_WAY,
        table.c.at == reserved_at,
    )
