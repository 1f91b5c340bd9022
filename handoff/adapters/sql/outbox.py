"""What is still to be sent, in order per conversation."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.tables import AnyRow, conversations
from handoff.adapters.sql.tables import outbox as table
from handoff.domain.conversation import Message
from handoff.domain.delivery import Origin, OutboxRow, OutboxStatus
from handoff.domain.errors import NotFound

_COLUMNS = tuple(table.c)
_SAVED = ("status", "attempts", "next_attempt_at", "lease_token", "lease_until", "result")


def _row_of(row: AnyRow) -> OutboxRow:
    values = {column.name: row._mapping[column] for column in _COLUMNS}
    return OutboxRow(
        **{**values, "origin": Origin(values["origin"]), "status": OutboxStatus(values["status"])}
    )


@dataclass(frozen=True)
class SqlOutbox:
    connection: AsyncConnection

    async def add(self, message: Message, origin: Origin, floor_epoch: int, now: datetime) -> None:
        await self.connection.execute(
            insert(table).values(
                conversation_id=message.conversation_id,
                message_id=message.id,
                seq=message.seq,
                origin=origin.value,
                floor_epoch=floor_epoch,
                status=OutboxStatus.PENDING.value,
                attempts=0,
                next_attempt_at=now,
                idempotency_key=message.id.hex,
            )
        )

    async def lock_head(self, now: datetime) -> tuple[OutboxRow, str] | None:
        earlier = table.alias("earlier")
        no_earlier = ~(
            select(earlier.c.id)
            .where(
                earlier.c.conversation_id == table.c.conversation_id,
                earlier.c.seq < table.c.seq,
                earlier.c.status == OutboxStatus.PENDING.value,
            )
            .exists()
        )
        query = (
            select(*_COLUMNS, conversations.c.channel)
            .join_from(table, conversations)
            .where(
                table.c.status == OutboxStatus.PENDING.value,
                table.c.next_attempt_at <= now,
                or_(table.c.lease_until.is_(None), table.c.lease_until < now),
                no_earlier,
            )
            .order_by(table.c.next_attempt_at, table.c.id)
            .limit(1)
            .with_for_update(of=table, skip_locked=True)
        )
        row = (await self.connection.execute(query)).first()
        return (_row_of(row), row.channel) if row else None

    async def pending(self, conversation_id: UUID, limit: int) -> list[OutboxRow]:
        query = (
            select(*_COLUMNS)
            .where(
                table.c.conversation_id == conversation_id,
                table.c.status == OutboxStatus.PENDING.value,
            )
            .order_by(table.c.seq)
            .limit(limit)
        )
        return [_row_of(row) for row in (await self.connection.execute(query)).all()]

    async def save(self, row: OutboxRow) -> None:
        values = {name: getattr(row, name) for name in _SAVED}
        await self.connection.execute(update(table).where(table.c.id == row.id).values(**values))

    async def get(self, row_id: int) -> OutboxRow:
        row = (
            await self.connection.execute(select(*_COLUMNS).where(table.c.id == row_id).with_for_update())
        ).first()
        if row is None:
            raise NotFound("没有找到这条待发送的消息。")
        return _row_of(row)

    async def count_pending(self) -> int:
        query = select(func.count()).where(table.c.status == OutboxStatus.PENDING.value)
        return await self.connection.scalar(query) or 0
