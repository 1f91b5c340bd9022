"""Events of the insurer, kept until they are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.tables import AnyRow
from handoff.adapters.sql.tables import insurer_events as table
from handoff.domain.news import InsurerEvent, NewsRow

_PENDING = "pending"
_BATCH = 10
_EVENT = ("event_id", "type", "customer_ref", "claim_no", "pickup_no", "occurred_at", "data")


def _row_of(row: AnyRow) -> NewsRow:
    event = InsurerEvent(**{name: row._mapping[name] for name in _EVENT})
    return NewsRow(row.id, event, row.correlation_id, row.received_at, row.attempts)


@dataclass(frozen=True)
class SqlNews:
    connection: AsyncConnection

    async def add(self, event: InsurerEvent, correlation_id: str, now: datetime) -> bool:
        added = await self.connection.execute(
            insert(table)
            .values(
                **vars(event),
                subject=event.subject,
                correlation_id=correlation_id,
                received_at=now,
                status=_PENDING,
                attempts=0,
                next_attempt_at=now,
            )
            .on_conflict_do_nothing(index_elements=["event_id"])
        )
        return added.rowcount == 1

    async def lease(self, now: datetime, until: datetime, token: UUID) -> list[NewsRow]:
        earlier = table.alias("earlier")
        no_earlier = ~(
            select(earlier.c.id)
            .where(
                earlier.c.subject == table.c.subject,
                earlier.c.id < table.c.id,
                earlier.c.status == _PENDING,
            )
            .exists()
        )
        head = (
            select(table.c.subject)
            .where(
                table.c.status == _PENDING,
                table.c.next_attempt_at <= now,
                or_(table.c.lease_until.is_(None), table.c.lease_until < now),
                no_earlier,
            )
            .order_by(table.c.next_attempt_at, table.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        subject = await self.connection.scalar(head)
        if subject is None:
            return []
        batch = (
            select(table.c.id)
            .where(table.c.subject == subject, table.c.status == _PENDING)
            .order_by(table.c.id)
            .limit(_BATCH)
        )
        rows = await self.connection.execute(
            update(table)
            .where(table.c.id.in_(batch))
            .values(lease_token=token, lease_until=until, attempts=table.c.attempts + 1)
            .returning(table)
        )
        return sorted((_row_of(row) for row in rows.all()), key=lambda row: row.id)

    async def still_ours(self, rows: Sequence[NewsRow], token: UUID) -> bool:
        query = (
            select(table.c.id)
            .where(
                table.c.id.in_([row.id for row in rows]),
                table.c.lease_token == token,
                table.c.status == _PENDING,
            )
            .with_for_update()
        )
        return len((await self.connection.execute(query)).all()) == len(rows)

    async def settle(self, row: NewsRow, status: str, reason: str | None) -> None:
        await self.connection.execute(
            update(table)
            .where(table.c.id == row.id)
            .values(status=status, reason=reason, lease_token=None, lease_until=None)
        )

    async def put_off(self, rows: Sequence[NewsRow], until: datetime, reason: str) -> None:
        await self.connection.execute(
            update(table)
            .where(table.c.id.in_([row.id for row in rows]))
            .values(next_attempt_at=until, reason=reason, lease_token=None, lease_until=None)
        )

    async def told_since(self, subject: str, kind: str, moment: datetime) -> bool:
        later = exists().where(
            table.c.subject == subject,
            table.c.type == kind,
            table.c.occurred_at > moment,
            table.c.status != _PENDING,
        )
        return bool(await self.connection.scalar(select(later)))

    async def forget_before(self, moment: datetime) -> int:
        result = await self.connection.execute(
            delete(table).where(table.c.received_at < moment, table.c.status != _PENDING)
        )
        return result.rowcount
