"""Offers of cases to butlers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.desk_tables import offers as table
from handoff.adapters.sql.tables import AnyRow, cases
from handoff.domain.errors import NotFound
from handoff.domain.offers import Offer, OfferOutcome
from handoff.domain.routing import Pass, Passes

#: What counts as having let a case pass.
_PASSED = (OfferOutcome.DECLINED.value, OfferOutcome.EXPIRED.value)


def _offer_of(row: AnyRow) -> Offer:
    values = dict(row._mapping)
    return Offer(**{**values, "outcome": OfferOutcome(row.outcome) if row.outcome else None})


@dataclass(frozen=True)
class SqlOffers:
    connection: AsyncConnection

    async def add(self, offers: Sequence[Offer]) -> None:
        if offers:
            await self.connection.execute(insert(table), [vars(offer) for offer in offers])

    async def get(self, offer_id: UUID) -> Offer:
        row = (await self.connection.execute(select(table).where(table.c.id == offer_id))).first()
        if row is None:
            raise NotFound("没有找到这次派单。")
        return _offer_of(row)

    async def save(self, *offers: Offer) -> None:
        ended = [
            {"key": o.id, "outcome": o.outcome, "settled_at": o.settled_at, "reason": o.reason}
            for o in offers
        ]
        if ended:
            await self.connection.execute(update(table).where(table.c.id == bindparam("key")), ended)

    async def open_of_cases(self, case_ids: Sequence[UUID]) -> list[Offer]:
        return await self._open(table.c.case_id.in_(case_ids)) if case_ids else []

    async def open_of_butler(self, butler_id: UUID, now: datetime) -> list[Offer]:
        return await self._open((table.c.butler_id == butler_id) & (table.c.expires_at > now))

    async def _open(self, condition: ColumnElement[bool]) -> list[Offer]:
        query = (
            select(table).where(condition, table.c.outcome.is_(None)).order_by(table.c.offered_at, table.c.id)
        )
        return [_offer_of(row) for row in (await self.connection.execute(query)).all()]

    async def passes(self, case_ids: Sequence[UUID]) -> Passes:
        if not case_ids:
            return {}
        query = (
            select(
                table.c.case_id,
                table.c.butler_id,
                func.count().label("times"),
                func.max(table.c.settled_at).label("last_at"),
            )
            .join_from(table, cases, cases.c.id == table.c.case_id)
            .where(
                table.c.case_id.in_(case_ids),
                table.c.outcome.in_(_PASSED),
                table.c.settled_at >= cases.c.waiting_since,
            )
            .group_by(table.c.case_id, table.c.butler_id)
        )
        rows = (await self.connection.execute(query)).all()
        return {(row.case_id, row.butler_id): Pass(row.times, row.last_at) for row in rows}

    async def next_expiry(self) -> datetime | None:
        soonest: datetime | None = await self.connection.scalar(
            select(func.min(table.c.expires_at)).where(table.c.outcome.is_(None))
        )
        return soonest
