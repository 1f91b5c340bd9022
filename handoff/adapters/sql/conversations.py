"""Conversations in PostgreSQL: the row that orders everything of one conversation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.tables import UNOBSERVED, AnyRow
from handoff.adapters.sql.tables import conversations as table
from handoff.domain.conversation import Contact, Conversation, Floor
from handoff.domain.errors import NotFound

_FIELDS = (
    "id",
    "channel",
    "account",
    "channel_user_id",
    "customer_ref",
    "display_name",
    "butler_username",
    "butler_name",
    "floor",
    "floor_epoch",
    "holder_id",
    "next_seq",
    "next_feed_seq",
    "last_user_seq",
    "processed_seq",
    "read_by_user_seq",
    "read_by_desk_seq",
    "desk_seen_seq",
    "due_at",
    "attempts",
    "lease_token",
    "lease_until",
    "created_at",
    "opening_at",
    "observed_seq",
    "observe_at",
    "observe_attempts",
    "observe_token",
    "observe_until",
)
_KEPT = frozenset({"id", "channel", "account", "channel_user_id", "created_at"})
COLUMNS = tuple(table.c[name] for name in _FIELDS)


def conversation_of(row: AnyRow) -> Conversation:
    values = dict(row._mapping)
    return Conversation(**{**values, "floor": Floor(values["floor"])})


def _fresh(contact: Contact, now: datetime) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "channel": contact.channel,
        "account": contact.account,
        "channel_user_id": contact.channel_user_id,
        "floor": Floor.BOT,
        "floor_epoch": 1,
        "next_seq": 1,
        "next_feed_seq": 1,
        "last_user_seq": 0,
        "processed_seq": 0,
        "read_by_user_seq": 0,
        "read_by_desk_seq": 0,
        "desk_seen_seq": 0,
        "attempts": 0,
        "observed_seq": 0,
        "observe_attempts": 0,
        "created_at": now,
    }


@dataclass(frozen=True)
class SqlConversations:
    connection: AsyncConnection

    async def upsert(self, contact: Contact, now: datetime) -> Conversation:
        told = {
            name: value
            for name in ("customer_ref", "display_name", "butler_username", "butler_name")
            if (value := getattr(contact, name)) is not None
        }
        key = (
            (table.c.channel == contact.channel)
            & (table.c.account == contact.account)
            & (table.c.channel_user_id == contact.channel_user_id)
        )
        # First contact is rare: look (and lock) before trying to insert, so that no row version is wasted.
        found = (await self.connection.execute(select(*COLUMNS).where(key).with_for_update())).first()
        if found is None:
            await self.connection.execute(
                insert(table).values(**_fresh(contact, now), **told).on_conflict_do_nothing()
            )
            found = (await self.connection.execute(select(*COLUMNS).where(key).with_for_update())).one()
        if any(found._mapping[name] != value for name, value in told.items()):
            changed = update(table).where(table.c.id == found.id).values(**told).returning(*COLUMNS)
            found = (await self.connection.execute(changed)).one()
        return conversation_of(found)

    async def get(self, conversation_id: UUID) -> Conversation:
        return await self._one(conversation_id, lock=False)

    async def lock(self, conversation_id: UUID) -> Conversation:
        return await self._one(conversation_id, lock=True)

    async def _one(self, conversation_id: UUID, *, lock: bool) -> Conversation:
        query = select(*COLUMNS).where(table.c.id == conversation_id)
        row = (await self.connection.execute(query.with_for_update() if lock else query)).first()
        if row is None:
            raise NotFound("没有找到这个会话。")
        return conversation_of(row)

    async def save(self, conversation: Conversation) -> None:
        values = {name: getattr(conversation, name) for name in _FIELDS if name not in _KEPT}
        await self.connection.execute(update(table).where(table.c.id == conversation.id).values(**values))

    async def state(self, conversation_id: UUID) -> dict[str, Any] | None:
        found: dict[str, Any] | None = await self.connection.scalar(
            select(table.c.state).where(table.c.id == conversation_id)
        )
        return found

    async def put_state(self, conversation_id: UUID, state: dict[str, Any] | None) -> None:
        await self.connection.execute(
            update(table)
            .where(table.c.id == conversation_id)
            .values(state=state, state_version=table.c.state_version + 1)
        )

    async def lease_due(self, now: datetime, until: datetime, token: UUID) -> Conversation | None:
        free = or_(table.c.lease_until.is_(None), table.c.lease_until < now)
        due = (
            select(table.c.id)
            .where(table.c.due_at <= now, free)
            .order_by(table.c.due_at)
            .limit(1)
            .with_for_update(skip_locked=True)
            .scalar_subquery()
        )
        row = (
            await self.connection.execute(
                update(table)
                .where(table.c.id == due)
                .values(lease_token=token, lease_until=until)
                .returning(*COLUMNS)
            )
        ).first()
        return conversation_of(row) if row else None

    async def renew_lease(self, conversation_id: UUID, token: UUID, until: datetime) -> bool:
        result = await self.connection.execute(
            update(table)
            .where(table.c.id == conversation_id, table.c.lease_token == token)
            .values(lease_until=until)
        )
        return result.rowcount == 1

    async def hasten(self, now: datetime) -> int:
        result = await self.connection.execute(
            update(table).where(table.c.due_at > now, table.c.attempts > 0).values(due_at=now)
        )
        await self.connection.execute(
            update(table).where(table.c.observe_at > now, table.c.observe_attempts > 0).values(observe_at=now)
        )
        return result.rowcount

    async def lease_unobserved(self, now: datetime, until: datetime, token: UUID) -> Conversation | None:
        due = (
            select(table.c.id)
            .where(
                text(UNOBSERVED),
                or_(table.c.observe_at.is_(None), table.c.observe_at <= now),
                or_(table.c.observe_until.is_(None), table.c.observe_until < now),
            )
            .order_by(table.c.observe_at.nulls_first())
            .limit(1)
            .with_for_update(skip_locked=True)
            .scalar_subquery()
        )
        row = (
            await self.connection.execute(
                update(table)
                .where(table.c.id == due)
                .values(observe_token=token, observe_until=until)
                .returning(*COLUMNS)
            )
        ).first()
        return conversation_of(row) if row else None

    async def next_unobserved(self, now: datetime) -> datetime | None:
        found: datetime | None = await self.connection.scalar(
            select(func.min(table.c.observe_at)).where(text(UNOBSERVED), table.c.observe_at > now)
        )
        return found

    async def of_customer(self, customer_ref: str) -> list[UUID]:
        query = (
            select(table.c.id)
            .where(table.c.customer_ref == customer_ref)
            .order_by(table.c.last_user_seq.desc(), table.c.created_at.desc())
        )
        return list((await self.connection.scalars(query)).all())

    async def next_due(self, now: datetime) -> datetime | None:
        found: datetime | None = await self.connection.scalar(
            select(func.min(table.c.due_at)).where(table.c.due_at > now)
        )
        return found

    async def count_due(self, now: datetime) -> int:
        return await self.connection.scalar(select(func.count()).where(table.c.due_at <= now)) or 0
