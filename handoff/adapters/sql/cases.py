"""Cases with their events, notes, ratings and the outages that group some of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql import case_lists
from handoff.adapters.sql.case_rows import BRIEF, COLUMNS, case_of, values_of
from handoff.adapters.sql.tables import (
    case_events,
    case_notes,
    case_numbers,
    conversations,
    outages,
    ratings,
    users,
)
from handoff.adapters.sql.tables import cases as table
from handoff.domain.case import Case, CaseStatus
from handoff.domain.case_filter import EVERYTHING, CaseFilter
from handoff.domain.errors import NotFound
from handoff.domain.records import CaseEvent, CaseRow, Outage, Rating
from handoff.domain.views import CaseCounts, Note, Person


@dataclass(frozen=True)
class SqlCases:
    connection: AsyncConnection

    async def next_number(self, day: date) -> str:
        counted: int = (
            await self.connection.execute(
                upsert(case_numbers)
                .values(day=day, last=1)
                .on_conflict_do_update(index_elements=["day"], set_={"last": case_numbers.c.last + 1})
                .returning(case_numbers.c.last)
            )
        ).scalar_one()
        return f"A{day:%Y%m%d}-{counted:04d}"

    async def insert(self, case: Case) -> None:
        await self.connection.execute(insert(table).values(**values_of(case)))

    async def save(self, case: Case) -> None:
        await self.connection.execute(update(table).where(table.c.id == case.id).values(**values_of(case)))

    async def move(self, case: Case) -> None:
        values = {name: value for name, value in values_of(case).items() if name != "context"}
        await self.connection.execute(update(table).where(table.c.id == case.id).values(**values))

    async def get(self, case_id: UUID) -> Case:
        found = await self._first(table.c.id == case_id)
        if found is None:
            raise NotFound("没有找到这个个案。")
        return found

    async def open_of(self, conversation_id: UUID) -> Case | None:
        return await self._first(
            (table.c.conversation_id == conversation_id) & (table.c.status != CaseStatus.RESOLVED.value)
        )

    async def open_brief(self, conversation_id: UUID) -> Case | None:
        return await self._first(
            (table.c.conversation_id == conversation_id) & (table.c.status != CaseStatus.RESOLVED.value),
            BRIEF,
        )

    async def last_resolved(self, conversation_id: UUID) -> Case | None:
        return next(iter(await self.earlier(conversation_id, 1)), None)

    async def settled_since(
        self, conversation_id: UUID, customer_ref: str | None, since: datetime, most: int
    ) -> int:
        theirs = table.c.conversation_id == conversation_id
        if customer_ref:
            other = select(conversations.c.id).where(conversations.c.customer_ref == customer_ref)
            theirs = theirs | table.c.conversation_id.in_(other)
        settled = (
            select(table.c.id)
            .where(theirs, table.c.resolved_at >= since, table.c.outage_id.is_(None))
            .limit(most)
            .subquery()
        )
        count: int = (await self.connection.execute(select(func.count()).select_from(settled))).scalar_one()
        return count

    async def earlier(self, conversation_id: UUID, limit: int) -> list[Case]:
        query = (
            select(*COLUMNS, users.c.display_name.label("butler_name"))
            .join_from(table, users, users.c.id == table.c.butler_id, isouter=True)
            .where(table.c.conversation_id == conversation_id, table.c.status == CaseStatus.RESOLVED.value)
            .order_by(table.c.resolved_at.desc())
            .limit(limit)
        )
        return [case_of(row, row.butler_name) for row in (await self.connection.execute(query)).all()]

    async def _first(self, condition: Any, columns: Sequence[Column[Any]] = COLUMNS) -> Case | None:
        query = (
            select(*columns, users.c.display_name.label("butler_name"))
            .join_from(table, users, users.c.id == table.c.butler_id, isouter=True)
            .where(condition)
        )
        row = (await self.connection.execute(query)).first()
        return case_of(row, row.butler_name) if row else None

    async def position(self, case: Case) -> int:
        return await case_lists.position(self.connection, case)

    async def page(
        self,
        view: str,
        viewer: UUID,
        cursor: str | None,
        limit: int,
        *,
        see_all: bool,
        only: CaseFilter = EVERYTHING,
    ) -> tuple[list[CaseRow], str | None]:
        return await case_lists.page(self.connection, view, viewer, cursor, limit, see_all=see_all, only=only)

    async def row(self, case_id: UUID) -> CaseRow:
        return await case_lists.row(self.connection, case_id)

    async def counts(self, viewer: UUID) -> CaseCounts:
        return await case_lists.counts(self.connection, viewer)

    async def add_event(self, event: CaseEvent) -> None:
        await self.connection.execute(insert(case_events).values(**vars(event)))

    async def events(self, case_id: UUID) -> list[tuple[int, CaseEvent]]:
        query = select(case_events).where(case_events.c.case_id == case_id).order_by(case_events.c.id)
        return [
            (row.id, CaseEvent(row.case_id, row.kind, row.at, row.actor_id, row.actor, row.detail))
            for row in (await self.connection.execute(query)).all()
        ]

    async def add_note(self, case_id: UUID, note: Note) -> None:
        await self.connection.execute(
            insert(case_notes).values(
                id=note.id,
                case_id=case_id,
                author_id=note.author.id,
                text=note.text,
                at=note.at,
                kind=note.kind,
                mentions=list(note.mentions),
            )
        )

    async def notes(self, case_id: UUID) -> list[Note]:
        query = (
            select(case_notes, users.c.display_name)
            .join_from(case_notes, users)
            .where(case_notes.c.case_id == case_id)
            .order_by(case_notes.c.at, case_notes.c.id)
        )
        return [
            Note(
                row.id,
                Person(row.author_id, row.display_name),
                row.text,
                row.at,
                row.kind,
                tuple(row.mentions),
            )
            for row in (await self.connection.execute(query)).all()
        ]

    async def rate(self, rating: Rating) -> bool:
        result = await self.connection.execute(
            upsert(ratings).values(**vars(rating)).on_conflict_do_nothing()
        )
        return result.rowcount == 1

    async def rating(self, case_id: UUID) -> Rating | None:
        row = (await self.connection.execute(select(ratings).where(ratings.c.case_id == case_id))).first()
        return Rating(**row._mapping) if row else None

    async def start_outage(self, now: datetime) -> Outage:
        await self.connection.execute(
            upsert(outages)
            .values(id=uuid4(), started_at=now)
            .on_conflict_do_nothing(index_elements=[text("(true)")], index_where=outages.c.ended_at.is_(None))
        )
        row = (await self.connection.execute(select(outages).where(outages.c.ended_at.is_(None)))).first()
        # Another hub may end the outage between the two statements: then this case stands alone.
        return Outage(row.id, row.started_at) if row else await self._lone_outage(now)

    async def _lone_outage(self, now: datetime) -> Outage:
        outage = Outage(uuid4(), now)
        await self.connection.execute(insert(outages).values(id=outage.id, started_at=now, ended_at=now))
        return outage

    async def end_outage(self, now: datetime) -> None:
        await self.connection.execute(
            update(outages).where(outages.c.ended_at.is_(None)).values(ended_at=now)
        )
