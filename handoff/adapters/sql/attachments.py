"""Files of customers: whose they are and which message they came with. The files themselves lie outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.tables import AnyRow
from handoff.adapters.sql.tables import attachments as table
from handoff.domain.attachments import Attachment

_COLUMNS = (table.c.id, table.c.name, table.c.media_type, table.c.size, table.c.sha256)
#: Tells our advisory locks from others'.
_LOCK_SPACE = 7_301_002


def _attachment_of(row: AnyRow) -> Attachment:
    return Attachment(row.id, row.name, row.media_type, row.size, row.sha256)


@dataclass(frozen=True)
class SqlAttachments:
    connection: AsyncConnection

    async def guard(self, sha256: str, *, alone: bool) -> None:
        function = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
        key = int(sha256[:8], 16) - 2**31
        await self.connection.execute(
            text(f"SELECT {function}(:space, :key)"), {"space": _LOCK_SPACE, "key": key}
        )

    async def insert(self, conversation_id: UUID, file: Attachment, now: datetime) -> None:
        await self.connection.execute(
            insert(table).values(
                id=file.id,
                conversation_id=conversation_id,
                name=file.name,
                media_type=file.media_type,
                size=file.size,
                sha256=file.sha256,
                created_at=now,
            )
        )

    async def unused(self, conversation_id: UUID, ids: Sequence[UUID]) -> tuple[Attachment, ...]:
        query = (
            select(*_COLUMNS)
            .where(
                table.c.id.in_(ids),
                table.c.conversation_id == conversation_id,
                table.c.message_id.is_(None),
            )
            .with_for_update()
        )
        found = {row.id: _attachment_of(row) for row in (await self.connection.execute(query)).all()}
        return tuple(found[i] for i in dict.fromkeys(ids) if i in found)

    async def give(self, ids: Sequence[UUID], message_id: UUID) -> None:
        await self.connection.execute(update(table).where(table.c.id.in_(ids)).values(message_id=message_id))

    async def find(self, conversation_id: UUID, attachment_id: UUID, *, sent: bool) -> Attachment | None:
        query = select(*_COLUMNS).where(
            table.c.id == attachment_id, table.c.conversation_id == conversation_id
        )
        if sent:
            query = query.where(table.c.message_id.is_not(None))
        row = (await self.connection.execute(query)).first()
        return _attachment_of(row) if row else None

    async def forget_unused(self, before: datetime) -> int:
        result = await self.connection.execute(
            delete(table).where(table.c.message_id.is_(None), table.c.created_at < before)
        )
        return result.rowcount

    async def is_used(self, sha256: str) -> bool:
        return bool(await self.connection.scalar(select(exists().where(table.c.sha256 == sha256))))
