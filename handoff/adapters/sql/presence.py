"""Presence, and what is set for each butler."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.accounts import user_of
from handoff.adapters.sql.desk_tables import butlers, offers
from handoff.adapters.sql.desk_tables import presence as table
from handoff.adapters.sql.tables import AnyRow, cases, users
from handoff.domain.accounts import DESK_ROLES, Role
from handoff.domain.case import CaseStatus
from handoff.domain.colleagues import ButlerProfile
from handoff.domain.presence import DeskState, Presence
from handoff.domain.records import DeskMember
from handoff.domain.routing import Seat, Why

_DESK = users.c.active & or_(*(users.c.roles.contains([role.value]) for role in DESK_ROLES))
_load = (
    select(func.count())
    .where(cases.c.butler_id == users.c.id, cases.c.status == CaseStatus.ACTIVE.value)
    .correlate(users)
    .scalar_subquery()
)
_ringing = (
    select(func.count())
    .where(offers.c.butler_id == users.c.id, offers.c.outcome.is_(None), offers.c.why != Why.CRISIS.value)
    .correlate(users)
    .scalar_subquery()
)
_last_taken = (
    select(func.max(cases.c.claimed_at))
    .where(cases.c.butler_id == users.c.id, cases.c.status == CaseStatus.ACTIVE.value)
    .correlate(users)
    .scalar_subquery()
)
_last_settled = (
    select(func.max(cases.c.resolved_at))
    .where(cases.c.butler_id == users.c.id, cases.c.status == CaseStatus.RESOLVED.value)
    .correlate(users)
    .scalar_subquery()
)


def _presence_of(row: AnyRow) -> Presence:
    return Presence(row.user_id, DeskState(row.state), row.since, row.beat_at)


@dataclass(frozen=True)
class SqlPresences:
    connection: AsyncConnection

    async def lock(self, user_id: UUID) -> Presence | None:
        query = select(table).where(table.c.user_id == user_id).with_for_update()
        row = (await self.connection.execute(query)).first()
        return _presence_of(row) if row else None

    async def save(self, presence: Presence) -> None:
        told = {"state": presence.state.value, "since": presence.since, "beat_at": presence.beat_at}
        await self.connection.execute(
            upsert(table)
            .values(user_id=presence.user_id, **told)
            .on_conflict_do_update(index_elements=["user_id"], set_=told)
        )

    async def of(self, user_ids: Sequence[UUID]) -> dict[UUID, Presence]:
        query = select(table).where(table.c.user_id.in_(user_ids))
        return {row.user_id: _presence_of(row) for row in (await self.connection.execute(query)).all()}

    async def present(self, beat_since: datetime) -> set[UUID]:
        query = (
            select(users.c.id)
            .join_from(users, table, table.c.user_id == users.c.id)
            .where(
                users.c.active,
                users.c.roles.contains([Role.BUTLER.value]),
                table.c.state == DeskState.AVAILABLE.value,
                table.c.beat_at >= beat_since,
            )
        )
        return set((await self.connection.execute(query)).scalars())


@dataclass(frozen=True)
class SqlButlers:
    connection: AsyncConnection

    async def profile(self, user_id: UUID) -> ButlerProfile | None:
        row = (await self.connection.execute(select(butlers).where(butlers.c.user_id == user_id))).first()
        return _profile_of(row) if row else None

    async def put(self, profile: ButlerProfile, expected_version: int) -> bool:
        values = {**vars(profile), "skills": list(profile.skills), "version": expected_version + 1}
        if expected_version == 0:
            query: Any = upsert(butlers).values(**values).on_conflict_do_nothing(index_elements=["user_id"])
        else:
            same = (butlers.c.user_id == profile.user_id, butlers.c.version == expected_version)
            query = update(butlers).where(*same).values(**values)
        return (await self.connection.execute(query)).rowcount == 1

    async def seats(self, beat_since: datetime, default_capacity: int) -> list[Seat]:
        idle = func.greatest(table.c.since, _last_taken, _last_settled).label("idle_since")
        query = (
            select(
                users.c.id,
                users.c.roles,
                table.c.state,
                butlers.c.skills,
                func.coalesce(butlers.c.capacity, literal(default_capacity)).label("capacity"),
                func.coalesce(butlers.c.specialist, literal(False)).label("specialist"),
                _load.label("load"),
                _ringing.label("ringing"),
                idle,
            )
            .join_from(users, table, table.c.user_id == users.c.id)
            .outerjoin(butlers, butlers.c.user_id == users.c.id)
            .where(_DESK, table.c.beat_at >= beat_since)
            .order_by(users.c.id)
        )
        return [_seat_of(row) for row in (await self.connection.execute(query)).all()]

    async def members(self) -> list[DeskMember]:
        query = (
            select(
                users,
                table.c.user_id.label("beats"),
                table.c.state,
                table.c.since,
                table.c.beat_at,
                butlers.c.user_id.label("set_for"),
                butlers.c.skills,
                butlers.c.capacity,
                butlers.c.specialist,
                butlers.c.version,
                _load.label("load"),
            )
            .join_from(users, table, table.c.user_id == users.c.id, isouter=True)
            .outerjoin(butlers, butlers.c.user_id == users.c.id)
            .where(_DESK)
            .order_by(users.c.display_name, users.c.id)
        )
        return [_member_of(row) for row in (await self.connection.execute(query)).all()]

    async def names(self, user_ids: Sequence[UUID]) -> dict[UUID, str]:
        query = select(users.c.id, users.c.display_name).where(users.c.id.in_(user_ids))
        return {row.id: row.display_name for row in (await self.connection.execute(query)).all()}

    async def load(self, user_id: UUID) -> int:
        mine = (cases.c.butler_id == user_id, cases.c.status == CaseStatus.ACTIVE.value)
        return await self.connection.scalar(select(func.count()).where(*mine)) or 0


def _profile_of(row: AnyRow) -> ButlerProfile:
    return ButlerProfile(row.user_id, tuple(row.skills), row.capacity, row.specialist, row.version)


def _seat_of(row: AnyRow) -> Seat:
    return Seat(
        id=row.id,
        capacity=row.capacity,
        idle_since=row.idle_since,
        skills=None if row.skills is None else frozenset(row.skills),
        specialist=row.specialist,
        available=row.state == DeskState.AVAILABLE.value,
        away=row.state == DeskState.AWAY.value,
        routed=Role.BUTLER.value in row.roles,
        load=row.load,
        ringing=row.ringing,
    )


def _member_of(row: AnyRow) -> DeskMember:
    presence = Presence(row.id, DeskState(row.state), row.since, row.beat_at) if row.beats else None
    profile = None
    if row.set_for:
        profile = ButlerProfile(row.id, tuple(row.skills), row.capacity, row.specialist, row.version)
    return DeskMember(user_of(row), presence, profile, row.load)
