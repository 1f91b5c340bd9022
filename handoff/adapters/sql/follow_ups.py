"""Questions planned for customers who left unhappy."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, literal_column, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.desk_tables import follow_ups as table
from handoff.adapters.sql.tables import AnyRow
from handoff.domain.follow_ups import FollowUp

_FIELDS = (
    "id",
    "conversation_id",
    "kind",
    "due_at",
    "status",
    "created_at",
    "reason",
    "voice_id",
    "message_id",
    "settled_at",
)
#: A literal, so that the partial indices are always used.
_PENDING = table.c.status == literal_column("'pending'")


def _follow_up_of(row: AnyRow) -> FollowUp:
    return FollowUp(**{name: row._mapping[name] for name in _FIELDS})


@dataclass(frozen=True)
class SqlFollowUps:
    connection: AsyncConnection

    async def plan(self, follow_up: FollowUp) -> None:
        query = insert(table).values(**vars(follow_up))
        later = {name: query.excluded[name] for name in ("due_at", "created_at", "reason", "voice_id")}
        await self.connection.execute(
            query.on_conflict_do_update(
                index_elements=["conversation_id", "kind"],
                index_where=text("status = 'pending'"),
                set_=later,
            )
        )

    async def pending(self, conversation_id: UUID, kind: str) -> FollowUp | None:
        query = select(table).where(
            table.c.conversation_id == conversation_id, table.c.kind == kind, _PENDING
        )
        row = (await self.connection.execute(query)).first()
        return _follow_up_of(row) if row else None

    async def asked_since(self, conversation_id: UUID, kind: str, moment: datetime) -> bool:
        asked = exists().where(
            table.c.conversation_id == conversation_id,
            table.c.kind == kind,
            table.c.status == "asked",
            table.c.settled_at >= moment,
        )
        return bool(await self.connection.scalar(select(asked)))

    async def save(self, follow_up: FollowUp) -> None:
        values = {
            name: value for name, value in vars(follow_up).items() if name not in ("id", "conversation_id")
        }
        await self.connection.execute(update(table).where(table.c.id == follow_up.id).values(**values))

    async def due(self, now: datetime, limit: int) -> list[UUID]:
        query = (
            select(table.c.conversation_id)
            .where(_PENDING, table.c.due_at <= now)
            .order_by(table.c.due_at)
            .limit(limit)
        )
        return list((await self.connection.scalars(query)).all())
