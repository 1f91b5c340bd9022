"""Voices of customers, and what they say together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, DateTime, bindparam, func, literal, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.case_lists import decode_cursor, encode_cursor
from handoff.adapters.sql.desk_tables import voices as table
from handoff.adapters.sql.tables import AnyRow
from handoff.domain.errors import NotFound
from handoff.domain.records import VoiceFilter
from handoff.domain.voices import Voice, VoiceKind, VoiceStatus

_FIELDS = tuple(column.name for column in table.c)
_ONE_MATTER = timedelta(hours=24)
_FIXED = frozenset({"id", "conversation_id", "heard_at"})


def _voice_of(row: AnyRow) -> Voice:
    values = {name: row._mapping[name] for name in _FIELDS}
    return Voice(**{**values, "kind": VoiceKind(values["kind"]), "status": VoiceStatus(values["status"])})


def _values(voice: Voice) -> dict[str, Any]:
    return {**vars(voice), "kind": voice.kind.value, "status": voice.status.value}


@dataclass(frozen=True)
class SqlVoices:
    connection: AsyncConnection

    async def hear(self, voice: Voice) -> bool:
        if voice.case_id is not None and await self._known(voice):
            return False
        query = (
            insert(table)
            .values(**_values(voice))
            .on_conflict_do_nothing(
                index_elements=["message_id", "kind"], index_where=text("message_id IS NOT NULL")
            )
        )
        return (await self.connection.execute(query)).rowcount == 1

    async def _known(self, voice: Voice) -> bool:
        """A dispute goes on over many messages and is one voice, as grave as its gravest moment; what was heard
        shortly before the case was opened belongs to it."""
        kind = table.c.kind == voice.kind.value
        before = (table.c.conversation_id == voice.conversation_id) & table.c.case_id.is_(None)
        lately = table.c.heard_at > voice.heard_at - _ONE_MATTER
        await self.connection.execute(update(table).where(before, kind, lately).values(case_id=voice.case_id))
        same = (table.c.case_id == voice.case_id) & kind
        graver = update(table).where(same, table.c.severity < voice.severity)
        await self.connection.execute(graver.values(severity=voice.severity, version=table.c.version + 1))
        return await self.connection.scalar(select(table.c.id).where(same).limit(1)) is not None

    async def lock(self, voice_id: UUID) -> Voice:
        query = select(table).where(table.c.id == voice_id).with_for_update()
        row = (await self.connection.execute(query)).first()
        if row is None:
            raise NotFound("没有找到这条心声。")
        return _voice_of(row)

    async def save(self, voice: Voice) -> None:
        values = {name: value for name, value in _values(voice).items() if name not in _FIXED}
        await self.connection.execute(update(table).where(table.c.id == voice.id).values(**values))

    async def page(
        self, wanted: VoiceFilter, cursor: str | None, limit: int
    ) -> tuple[list[Voice], str | None]:
        query = select(table).where(*_conditions(wanted))
        if cursor is not None:
            _, moment, last_id = decode_cursor(cursor)
            query = query.where(
                tuple_(table.c.heard_at, table.c.id) < tuple_(literal(moment), literal(last_id))
            )
        query = query.order_by(table.c.heard_at.desc(), table.c.id.desc()).limit(limit + 1)
        found = [_voice_of(row) for row in (await self.connection.execute(query)).all()]
        if len(found) <= limit:
            return found, None
        last = found[limit - 1]
        return found[:limit], encode_cursor(["voices", last.heard_at.isoformat(), str(last.id)])

    async def gravest(self, since: datetime, until: datetime, limit: int) -> list[Voice]:
        query = (
            select(table)
            .where(*_conditions(VoiceFilter(since=since, until=until)))
            .order_by(table.c.severity.desc(), table.c.heard_at, table.c.id)
            .limit(limit)
        )
        return [_voice_of(row) for row in (await self.connection.execute(query)).all()]

    async def counts(self, starts: Sequence[datetime], until: datetime) -> dict[str, list[int]]:
        edges = bindparam("starts", list(starts), ARRAY(DateTime(timezone=True)))
        week = func.width_bucket(table.c.heard_at, edges).label("week")
        query = (
            select(table.c.topic, week, func.count().label("n"))
            .where(table.c.heard_at >= starts[0], table.c.heard_at < until)
            .group_by(table.c.topic, week)
        )
        counts: dict[str, list[int]] = {}
        for row in (await self.connection.execute(query)).all():
            counts.setdefault(row.topic, [0] * len(starts))[row.week - 1] = row.n
        return counts


def _conditions(wanted: VoiceFilter) -> list[ColumnElement[bool]]:
    found = [
        table.c[name] == value
        for name in ("kind", "topic", "status")
        if (value := getattr(wanted, name)) is not None
    ]
    if wanted.since is not None:
        found.append(table.c.heard_at >= wanted.since)
    if wanted.until is not None:
        found.append(table.c.heard_at < wanted.until)
    return found
