"""Figures for supervisors: reports over days, the desk at this moment, who did what."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from handoff.domain.accounts import Principal, Role
from handoff.domain.board import Board, SeatState
from handoff.domain.desk import CHINA, in_hours, opens_at
from handoff.domain.desk_settings import DeskSettings
from handoff.domain.errors import Invalid, NotFound
from handoff.domain.presence import DeskState
from handoff.domain.records import AuditRow, DeskMember
from handoff.domain.reports import BY_NAME, Grouping, Report, period
from handoff.ports import Clockwork, Store

_SUPERVISION = (Role.SUPERVISOR, Role.ADMIN)
_AT_RISK = 50


@dataclass(frozen=True)
class AuditFilter:
    """None: any. Days in China, both included."""

    actor: UUID | None = None
    subject: str | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Reports:
    store: Store
    clock: Clockwork

    async def report(
        self, viewer: Principal, name: str, first: date | None, last: date | None, group_by: Grouping
    ) -> Report:
        """Raises Forbidden, NotFound (no such report), Invalid."""
        viewer.require(*_SUPERVISION)
        definition = BY_NAME.get(name)
        if definition is None:
            raise NotFound("没有这份报表。")
        definition.require(group_by)
        now = self.clock.now()
        days = period(first, last, now.astimezone(CHINA).date())
        async with self.store.begin() as tx:
            rows = await tx.reports.rows(name, days, group_by, now)
            total = await tx.reports.total(name, days, now)
        return Report(definition, days, group_by, tuple(rows), total.values)

    async def board(self, viewer: Principal) -> Board:
        """Raises Forbidden."""
        viewer.require(*_SUPERVISION)
        now = self.clock.now()
        async with self.store.begin() as tx:
            settings = await tx.desk_settings.current()
            return Board(
                at=now,
                in_hours=in_hours(now, settings.hours),
                opens_at=opens_at(now, settings.hours),
                queue=tuple(await tx.board.queue()),
                at_risk=tuple(await tx.board.at_risk(now, _AT_RISK)),
                seats=tuple(_seat(m, settings, now) for m in await tx.butlers.members()),
                today=await tx.board.today(now.astimezone(CHINA).date(), now),
            )

    async def audit(
        self, viewer: Principal, wanted: AuditFilter, cursor: str | None, limit: int
    ) -> tuple[list[AuditRow], str | None]:
        """Newest first, and where the next page begins. Raises Forbidden, Invalid."""
        viewer.require(*_SUPERVISION)
        if wanted.first and wanted.last and wanted.first > wanted.last:
            raise Invalid("开始日期不能晚于结束日期。")
        async with self.store.begin() as tx:
            found = await tx.audit_trail.page(
                actor=wanted.actor,
                subject=wanted.subject,
                since=_midnight(wanted.first),
                until=_midnight(wanted.last, days=1),
                before=row_cursor(cursor),
                limit=limit + 1,
            )
        page = found[:limit]
        return page, str(page[-1].id) if len(found) > limit else None


def row_cursor(cursor: str | None) -> int | None:
    """The row id a page ended with. Raises Invalid."""
    if cursor is None:
        return None
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) <= 18):
        raise Invalid("翻页的位置不对，请从第一页看起。")
    return int(cursor)


def _midnight(day: date | None, days: int = 0) -> datetime | None:
    if day is None:
        return None
    return datetime(day.year, day.month, day.day, tzinfo=CHINA) + timedelta(days=days)


def _seat(member: DeskMember, settings: DeskSettings, now: datetime) -> SeatState:
    presence, profile = member.presence, member.profile
    heard = presence is not None and presence.is_heard(now, timedelta(seconds=settings.present_seconds))
    return SeatState(
        id=member.user.id,
        display_name=member.user.display_name,
        state=presence.state if presence and heard else DeskState.AWAY,
        present=presence is not None
        and presence.is_present(now, timedelta(seconds=settings.present_seconds)),
        load=member.load,
        capacity=profile.capacity if profile else settings.default_capacity,
    )
