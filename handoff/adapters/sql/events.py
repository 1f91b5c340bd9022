"""The live feed. A row carries the id of the transaction that wrote it; a reader takes only rows whose
transaction is older than every one still running. So nothing that commits late can appear behind a cursor
that has already passed it. The price: a long writing transaction anywhere in the server, another database
of it included, holds the feed back while it runs."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.tables import events as table
from handoff.domain.errors import CursorExpired
from handoff.domain.records import EventRow

_CURSOR = re.compile(r"(\d{1,19})\.(\d{1,18})")
_HEAD = text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
_AFTER = text(
    """
    SELECT xid::text AS xid, id, kind, case_id, conversation_id, version, data, at FROM events
    WHERE (xid, id) > (CAST(CAST(:xid AS text) AS xid8), CAST(:id AS bigint))
      AND xid < pg_snapshot_xmin(pg_current_snapshot()) AND kind <> 'forgotten'
    ORDER BY xid, id LIMIT :limit
    """
)
#: The newest of the forgotten rows stays as a mark: a cursor before it has missed something.
_MISSED = text(
    """
    SELECT kind = 'forgotten' AND (xid, id) > (CAST(CAST(:xid AS text) AS xid8), CAST(:id AS bigint))
    FROM events ORDER BY xid, id LIMIT 1
    """
)


@dataclass(frozen=True)
class SqlEvents:
    connection: AsyncConnection

    async def publish(
        self,
        kind: str,
        now: datetime,
        *,
        case_id: UUID | None = None,
        conversation_id: UUID | None = None,
        version: int | None = None,
        data: dict[str, Any] | None = None,
    ) -> None:
        await self.connection.execute(
            insert(table).values(
                kind=kind,
                case_id=case_id,
                conversation_id=conversation_id,
                version=version,
                data=data or {},
                at=now,
            )
        )

    async def head(self) -> str:
        return f"{(await self.connection.execute(_HEAD)).scalar_one()}.0"

    async def after(self, cursor: str, limit: int) -> list[EventRow]:
        match = _CURSOR.fullmatch(cursor)
        if match is None:
            raise CursorExpired("实时更新的位置无效，请刷新页面。")
        xid, row_id = match[1], int(match[2])
        if (await self.connection.execute(_MISSED, {"xid": xid, "id": row_id})).scalar():
            raise CursorExpired("离开太久了，请刷新页面查看最新情况。")
        found = (await self.connection.execute(_AFTER, {"xid": xid, "id": row_id, "limit": limit})).all()
        return [
            EventRow(f"{r.xid}.{r.id}", r.kind, r.case_id, r.conversation_id, r.version, r.data, r.at)
            for r in found
        ]

    async def forget_before(self, moment: datetime) -> int:
        mark = await self.connection.scalar(select(func.max(table.c.id)).where(table.c.at < moment))
        if mark is None:
            return 0
        await self.connection.execute(update(table).where(table.c.id == mark).values(kind="forgotten"))
        return (await self.connection.execute(delete(table).where(table.c.id < mark))).rowcount
