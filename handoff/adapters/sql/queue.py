"""What the router looks at: what waits, what rings in vain, what was left behind, what is to be woken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, exists, func, insert, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.case_rows import BRIEF, case_of, values_of
from handoff.adapters.sql.conversations import COLUMNS as CONVERSATION
from handoff.adapters.sql.conversations import conversation_of
from handoff.adapters.sql.desk_tables import offers, presence
from handoff.adapters.sql.tables import case_events, cases, conversations, events, users
from handoff.domain.case import Case, CaseStatus, Priority
from handoff.domain.conversation import Conversation
from handoff.domain.presence import DeskState
from handoff.domain.records import CaseEvent, NewEvent

#: Any number that nobody else uses for an advisory lock of this database.
_ROUTER = 7_035_011
_WAITING = cases.c.status == CaseStatus.WAITING.value
_OFFERED = cases.c.status == CaseStatus.OFFERED.value
#: The condition of the queue's index.
_QUEUED = text("cases.status IN ('waiting', 'offered')")


_MOVE = (
    update(cases)
    .where(cases.c.id == bindparam("new_id"))
    .values({column: bindparam(f"new_{column.name}") for column in BRIEF if column is not cases.c.id})
)


@dataclass(frozen=True)
class SqlQueue:
    connection: AsyncConnection

    async def only_router(self) -> bool:
        got: bool = (
            await self.connection.execute(select(func.pg_try_advisory_xact_lock(_ROUTER)))
        ).scalar_one()
        return got

    async def waiting(self, limit: int) -> list[Case]:
        first = await self._served(_WAITING, limit)
        if len(first) < limit:
            return first
        # However long the line of those whom nobody wants: the first that were never offered are there too.
        offered = exists().where(offers.c.case_id == cases.c.id, offers.c.offered_at >= cases.c.waiting_since)
        fresh = await self._served(_WAITING & ~offered, limit)
        return list({case.id: case for case in (*first, *fresh)}.values())

    async def ringing_crises(self, limit: int) -> list[Case]:
        return await self._served(_OFFERED & (cases.c.priority == Priority.P0.value), limit)

    async def _served(self, condition: ColumnElement[bool], limit: int) -> list[Case]:
        query = select(*BRIEF).where(_QUEUED, condition).order_by(cases.c.queue_at, cases.c.id).limit(limit)
        return [case_of(row) for row in (await self.connection.execute(query)).all()]

    async def to_settle(self, now: datetime, beat_since: datetime, limit: int) -> list[Case]:
        gone = or_(
            presence.c.user_id.is_(None),
            presence.c.beat_at < beat_since,
            (presence.c.state == DeskState.AWAY.value) & (presence.c.since > offers.c.offered_at),
        )
        stale = (
            select(offers.c.case_id)
            .join_from(offers, cases, cases.c.id == offers.c.case_id)
            .outerjoin(presence, presence.c.user_id == offers.c.butler_id)
            .where(offers.c.outcome.is_(None), or_(offers.c.expires_at <= now, gone, ~_OFFERED))
        )
        rings = exists().where(offers.c.case_id == cases.c.id, offers.c.outcome.is_(None))
        silent = select(cases.c.id).where(_QUEUED, _OFFERED, ~rings)
        query = select(*BRIEF).where(cases.c.id.in_(stale.union(silent))).order_by(cases.c.id).limit(limit)
        return [case_of(row) for row in (await self.connection.execute(query)).all()]

    async def left_behind(self, beat_before: datetime, limit: int) -> list[Case]:
        query = (
            select(*BRIEF, users.c.display_name.label("butler_name"))
            .join_from(presence, cases, cases.c.butler_id == presence.c.user_id)
            .join(users, users.c.id == cases.c.butler_id)
            .where(
                presence.c.beat_at < beat_before,
                cases.c.status == CaseStatus.ACTIVE.value,
                cases.c.claimed_at < beat_before,
            )
            .order_by(cases.c.id)
            .limit(limit)
        )
        rows = (await self.connection.execute(query)).all()
        return [case_of(row, row.butler_name) for row in rows]

    async def to_wake(self, now: datetime, limit: int) -> list[Case]:
        query = (
            select(*BRIEF)
            .where(cases.c.status == CaseStatus.SNOOZED.value, cases.c.snoozed_until <= now)
            .order_by(cases.c.snoozed_until, cases.c.id)
            .limit(limit)
        )
        return [case_of(row) for row in (await self.connection.execute(query)).all()]

    async def write(
        self, moved: Sequence[Case], lines: Sequence[CaseEvent], news: Sequence[NewEvent]
    ) -> None:
        if moved:
            rows = [{f"new_{name}": value for name, value in values_of(case).items()} for case in moved]
            await self.connection.execute(_MOVE, rows)
        if lines:
            await self.connection.execute(insert(case_events), [vars(line) for line in lines])
        if news:
            await self.connection.execute(insert(events), [vars(item) for item in news])

    async def lock(self, wanted: Sequence[Case]) -> dict[UUID, tuple[Case, Conversation]]:
        if not wanted:
            return {}
        free: Any = (
            select(*CONVERSATION)
            .where(conversations.c.id.in_([case.conversation_id for case in wanted]))
            .order_by(conversations.c.id)
            .with_for_update(skip_locked=True)
        )
        held = {row.id: conversation_of(row) for row in (await self.connection.execute(free)).all()}
        # Read after the locks are held: what these cases are now.
        now = (
            select(*BRIEF, users.c.display_name.label("butler_name"))
            .join_from(cases, users, users.c.id == cases.c.butler_id, isouter=True)
            .where(cases.c.id.in_([case.id for case in wanted if case.conversation_id in held]))
        )
        found = [case_of(row, row.butler_name) for row in (await self.connection.execute(now)).all()]
        return {case.id: (case, held[case.conversation_id]) for case in found}
