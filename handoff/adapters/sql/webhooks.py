"""Webhooks and their deliveries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.desk_tables import webhook_deliveries, webhooks
from handoff.adapters.sql.tables import AnyRow
from handoff.domain.errors import NotFound
from handoff.domain.webhooks import Delivery, Webhook

_DELIVERY = [c for c in webhook_deliveries.c if c.name != "lease_until"]


def _webhook_of(row: AnyRow) -> Webhook:
    return Webhook(**{**row._mapping, "kinds": tuple(row.kinds)})


@dataclass(frozen=True)
class SqlWebhooks:
    connection: AsyncConnection

    async def all(self) -> list[Webhook]:
        query = select(webhooks).order_by(webhooks.c.created_at, webhooks.c.id)
        return [_webhook_of(row) for row in (await self.connection.execute(query)).all()]

    async def get(self, webhook_id: UUID) -> Webhook:
        query = select(webhooks).where(webhooks.c.id == webhook_id)
        row = (await self.connection.execute(query)).one_or_none()
        if row is None:
            raise NotFound("没有找到这个通知地址。")
        return _webhook_of(row)

    async def insert(self, webhook: Webhook) -> None:
        await self.connection.execute(
            insert(webhooks).values(**{**vars(webhook), "kinds": list(webhook.kinds)})
        )

    async def save(self, webhook: Webhook, expected_version: int) -> bool:
        values = {**vars(webhook), "kinds": list(webhook.kinds), "version": expected_version + 1}
        same = (webhooks.c.id == webhook.id, webhooks.c.version == expected_version)
        return (await self.connection.execute(update(webhooks).where(*same).values(**values))).rowcount == 1

    async def remove(self, webhook_id: UUID) -> bool:
        hook = select(webhooks.c.id).where(webhooks.c.id == webhook_id).with_for_update()
        if await self.connection.scalar(hook) is None:
            return False
        await self.connection.execute(
            delete(webhook_deliveries).where(webhook_deliveries.c.webhook_id == webhook_id)
        )
        await self.connection.execute(delete(webhooks).where(webhooks.c.id == webhook_id))
        return True

    async def wanting(self, kind: str) -> list[UUID]:
        """Held until the block ends: one that is removed meanwhile must not fail what is told of."""
        query = select(webhooks.c.id).where(webhooks.c.active, webhooks.c.kinds.contains([kind]))
        query = query.order_by(webhooks.c.id).with_for_update(read=True, key_share=True)
        return list((await self.connection.scalars(query)).all())

    async def enqueue(
        self,
        webhook_ids: Sequence[UUID],
        kind: str,
        case_id: UUID | None,
        body: Mapping[str, Any],
        now: datetime,
    ) -> None:
        rows = [
            {
                "id": uuid4(),
                "webhook_id": webhook_id,
                "kind": kind,
                "case_id": case_id,
                "body": dict(body),
                "status": "pending",
                "created_at": now,
                "next_attempt_at": now,
            }
            for webhook_id in webhook_ids
        ]
        if rows:
            await self.connection.execute(insert(webhook_deliveries), rows)

    async def deliveries(self, webhook_id: UUID, before: int | None, limit: int) -> list[Delivery]:
        query = select(*_DELIVERY).where(webhook_deliveries.c.webhook_id == webhook_id)
        if before is not None:
            query = query.where(webhook_deliveries.c.position < before)
        query = query.order_by(webhook_deliveries.c.position.desc()).limit(limit)
        return [Delivery(**row._mapping) for row in (await self.connection.execute(query)).all()]

    async def lease(self, now: datetime, until: datetime, token: UUID, limit: int) -> list[Delivery]:
        table = webhook_deliveries
        due = (
            select(table.c.id)
            .join(webhooks, webhooks.c.id == table.c.webhook_id)
            .where(
                webhooks.c.active,
                table.c.status == "pending",
                table.c.next_attempt_at <= now,
                or_(table.c.lease_until.is_(None), table.c.lease_until < now),
            )
            .order_by(table.c.next_attempt_at)
            .limit(limit)
            .with_for_update(skip_locked=True, of=table)
        )
        ids = list((await self.connection.scalars(due)).all())
        taken = update(table).where(table.c.id.in_(ids)).returning(*_DELIVERY)
        taken = taken.values(lease_token=token, lease_until=until, attempts=table.c.attempts + 1)
        return [Delivery(**row._mapping) for row in (await self.connection.execute(taken)).all()]

    async def still_ours(self, delivery: Delivery, token: UUID) -> bool:
        table = webhook_deliveries
        # the hook first: `remove` locks in this order too
        hook = select(webhooks.c.id).where(webhooks.c.id == delivery.webhook_id)
        await self.connection.execute(hook.with_for_update(key_share=True))
        query = select(table.c.id).where(
            table.c.id == delivery.id, table.c.lease_token == token, table.c.status == "pending"
        )
        return await self.connection.scalar(query.with_for_update()) is not None

    async def settle(self, delivery: Delivery) -> None:
        await self.connection.execute(
            update(webhook_deliveries)
            .where(webhook_deliveries.c.id == delivery.id)
            .values(
                status=delivery.status,
                next_attempt_at=delivery.next_attempt_at,
                result=delivery.result,
                lease_token=None,
                lease_until=None,
            )
        )

    async def mark_working(self, webhook_id: UUID) -> None:
        failing = (webhooks.c.id == webhook_id, webhooks.c.failing_since.is_not(None))
        await self.connection.execute(update(webhooks).where(*failing).values(failing_since=None))

    async def mark_failing(self, webhook_id: UUID, now: datetime) -> Webhook | None:
        first = func.coalesce(webhooks.c.failing_since, now)
        query = update(webhooks).where(webhooks.c.id == webhook_id).values(failing_since=first)
        row = (await self.connection.execute(query.returning(*webhooks.c))).one_or_none()
        return None if row is None else _webhook_of(row)

    async def disable(self, webhook_id: UUID, reason: str) -> None:
        off = update(webhooks).where(webhooks.c.id == webhook_id)
        await self.connection.execute(off.values(active=False, version=webhooks.c.version + 1))
        pending = (webhook_deliveries.c.webhook_id == webhook_id, webhook_deliveries.c.status == "pending")
        await self.connection.execute(
            update(webhook_deliveries)
            .where(*pending)
            .values(status="given_up", result=reason, lease_token=None, lease_until=None)
        )

    async def forget_before(self, moment: datetime) -> int:
        old = (webhook_deliveries.c.created_at < moment, webhook_deliveries.c.status != "pending")
        return (await self.connection.execute(delete(webhook_deliveries).where(*old))).rowcount
