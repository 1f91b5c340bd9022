"""Replies prepared beforehand."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.desk_tables import canned_replies as table
from handoff.adapters.sql.tables import AnyRow
from handoff.domain.canned import CannedReply
from handoff.domain.errors import Conflict, NotFound


def _reply_of(row: AnyRow) -> CannedReply:
    return CannedReply(**{**row._mapping, "codes": tuple(row.codes)})


def _values(reply: CannedReply) -> dict[str, Any]:
    return {**vars(reply), "codes": list(reply.codes)}


@dataclass(frozen=True)
class SqlCannedReplies:
    connection: AsyncConnection

    async def visible_to(self, user_id: UUID) -> list[CannedReply]:
        own_or_shared = or_(table.c.owner_id.is_(None), table.c.owner_id == user_id)
        query = select(table).where(own_or_shared).order_by(table.c.shortcut, table.c.id)
        return [_reply_of(row) for row in (await self.connection.execute(query)).all()]

    async def get(self, reply_id: UUID) -> CannedReply:
        row = (await self.connection.execute(select(table).where(table.c.id == reply_id))).one_or_none()
        if row is None:
            raise NotFound("没有找到这条快捷回复。")
        return _reply_of(row)

    async def insert(self, reply: CannedReply) -> bool:
        query = insert(table).values(**_values(reply)).on_conflict_do_nothing()
        return (await self.connection.execute(query)).rowcount == 1

    async def save(self, reply: CannedReply, expected_version: int) -> bool:
        values = {**_values(reply), "version": expected_version + 1}
        query = update(table).where(table.c.id == reply.id, table.c.version == expected_version)
        try:
            async with self.connection.begin_nested():
                return (await self.connection.execute(query.values(**values))).rowcount == 1
        except IntegrityError as error:
            raise Conflict("这个快捷码已经有了，请换一个。") from error

    async def remove(self, reply_id: UUID) -> None:
        await self.connection.execute(delete(table).where(table.c.id == reply_id))

    async def has_shared(self) -> bool:
        query = select(func.count()).select_from(table).where(table.c.owner_id.is_(None))
        return bool(await self.connection.scalar(query))
