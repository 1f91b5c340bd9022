"""The promise ledger."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, insert, literal, or_, select, text, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.case_lists import decode_cursor, encode_cursor
from handoff.adapters.sql.desk_tables import promises as table
from handoff.adapters.sql.tables import AnyRow, cases, conversations
from handoff.domain.errors import NotFound
from handoff.domain.promises import MadeBy, Promise, PromiseStatus
from handoff.ports.promises import PromiseFilter

_UNSETTLED = (PromiseStatus.OPEN.value, PromiseStatus.BROKEN.value)
#: `Promise.remind_at` in SQL, so that no row is locked in vain.
_REMIND_AT = text(
    "promises.due_at - least(greatest((promises.due_at - promises.made_at) * 0.2, interval '5 minutes'),"
    " interval '1 hour', (promises.due_at - promises.made_at) / 2) <= :now"
)


def _promise_of(row: AnyRow) -> Promise:
    values = dict(row._mapping)
    return Promise(
        **{**values, "made_by": MadeBy(values["made_by"]), "status": PromiseStatus(values["status"])}
    )


def _values(promise: Promise) -> dict[str, Any]:
    return {**vars(promise), "made_by": promise.made_by.value, "status": promise.status.value}


@dataclass(frozen=True)
class SqlPromises:
    connection: AsyncConnection

    async def add(self, promise: Promise) -> None:
        await self.connection.execute(insert(table).values(**_values(promise)))

    async def save(self, promise: Promise) -> None:
        await self.connection.execute(
            update(table).where(table.c.id == promise.id).values(**_values(promise))
        )

    async def get(self, promise_id: UUID) -> Promise:
        row = (await self.connection.execute(select(table).where(table.c.id == promise_id))).one_or_none()
        if row is None:
            raise NotFound("没有找到这条承诺。")
        return _promise_of(row)

    async def unsettled(self, conversation_id: UUID) -> list[Promise]:
        query = (
            select(table)
            .where(table.c.conversation_id == conversation_id, table.c.status.in_(_UNSETTLED))
            .order_by(table.c.due_at, table.c.id)
        )
        return [_promise_of(row) for row in (await self.connection.execute(query)).all()]

    async def page(
        self, only: PromiseFilter, cursor: str | None, limit: int
    ) -> tuple[list[Promise], str | None]:
        query = select(table)
        if only.statuses:
            query = query.where(table.c.status.in_([status.value for status in only.statuses]))
        if only.case_id is not None:
            query = query.where(table.c.case_id == only.case_id)
        if only.butler_id is not None:
            held = select(cases.c.id).where(cases.c.butler_id == only.butler_id)
            query = query.where(or_(table.c.made_by_id == only.butler_id, table.c.case_id.in_(held)))
        if cursor is not None:
            _, due_at, last_id = decode_cursor(cursor)
            place = tuple_(table.c.due_at, table.c.id)
            query = query.where(place > tuple_(literal(due_at), literal(last_id)))
        query = query.order_by(table.c.due_at, table.c.id).limit(limit + 1)
        found = [_promise_of(row) for row in (await self.connection.execute(query)).all()]
        if len(found) <= limit:
            return found, None
        last = found[limit - 1]
        return found[:limit], encode_cursor(["promises", last.due_at.isoformat(), str(last.id)])

    async def lock_due(self, now: datetime, limit: int) -> list[Promise]:
        # Locks as in SqlClocks.lock_warnings.
        remind = and_(
            table.c.reminded_at.is_(None),
            table.c.due_at <= now + timedelta(hours=1),
            _REMIND_AT.bindparams(now=now),
        )
        query = (
            select(table)
            .join(conversations, conversations.c.id == table.c.conversation_id)
            .where(table.c.status == PromiseStatus.OPEN.value, or_(table.c.due_at <= now, remind))
            .order_by(table.c.due_at)
            .limit(limit)
            .with_for_update(skip_locked=True, of=[conversations, table])
        )
        return [_promise_of(row) for row in (await self.connection.execute(query)).all()]
