"""What customers are still to be told."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.tables import AnyRow, conversations, messages
from handoff.adapters.sql.tables import notices as table
from handoff.domain.conversation import Author
from handoff.domain.news import Notice

_FIELDS = ("id", "customer_ref", "subject", "text", "card", "correlation_id", "created_at")


def _notice_of(row: AnyRow) -> Notice:
    return Notice(**{name: row._mapping[name] for name in _FIELDS})


@dataclass(frozen=True)
class SqlNotices:
    connection: AsyncConnection

    async def add(self, notice: Notice) -> None:
        await self.connection.execute(insert(table).values(**vars(notice)))

    async def lock_pending(self, customer_ref: str) -> list[Notice]:
        query = (
            select(table)
            .where(table.c.customer_ref == customer_ref, table.c.told_at.is_(None))
            .order_by(table.c.position)
            .with_for_update()
        )
        return [_notice_of(row) for row in (await self.connection.execute(query)).all()]

    async def told(self, notice_id: UUID, message_id: UUID, now: datetime) -> None:
        await self.connection.execute(
            update(table).where(table.c.id == notice_id).values(message_id=message_id, told_at=now)
        )

    async def reachable(self, limit: int) -> list[UUID]:
        written_since = exists().where(
            messages.c.conversation_id == conversations.c.id,
            messages.c.author == Author.USER.value,
            messages.c.created_at >= table.c.created_at,
        )
        query = (
            select(conversations.c.id)
            .join_from(table, conversations, conversations.c.customer_ref == table.c.customer_ref)
            .where(
                table.c.told_at.is_(None),
                or_(conversations.c.created_at >= table.c.created_at, written_since),
            )
            .distinct()
            .limit(limit)
        )
        return list((await self.connection.scalars(query)).all())
