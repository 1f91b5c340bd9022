"""Clocks of the law as butlers and supervisors handle them: started, stopped, paused and extended by hand, each with a
reason in the case's history.

`viewer` is who asks. Looking is open to whoever may see the case; changing to its holder and to supervisors."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

from handoff.domain.accounts import Principal, Role
from handoff.domain.calendars import Calendar, Limit
from handoff.domain.case import Case
from handoff.domain.clocks import Clock, ClockKind
from handoff.domain.desk import CHINA
from handoff.domain.errors import CaseClosed, Conflict, Invalid
from handoff.domain.records import CaseEvent
from handoff.domain.rulebook import COMPLAINT, COMPLAINT_STEPS, PAUSABLE, Rulebook
from handoff.domain.views import ClockView
from handoff.ports import Bus, Clockwork, Store, Topic, Tx
from handoff.service.cases import visible_case
from handoff.service.clock_views import clock_view
from handoff.service.moving import lock_case

_MAX_REASON = 500
_MAX_SUBJECT = 64
#: No limit of the law that runs here is longer than 60 days and its pauses.
_OLDEST = timedelta(days=400)
_AHEAD = timedelta(minutes=5)


@dataclass(frozen=True)
class ClockDesk:
    store: Store
    bus: Bus
    clock: Clockwork
    law: Rulebook

    async def of_case(self, viewer: Principal, case_id: UUID) -> list[ClockView]:
        """By start. Raises Forbidden, NotFound."""
        async with self.store.begin() as tx:
            await visible_case(tx, viewer, case_id)
            clocks = await tx.clocks.of_case(case_id)
        return [clock_view(clock, self.law) for clock in clocks]

    async def start(
        self, viewer: Principal, case_id: UUID, code: str, subject: str, started_at: datetime
    ) -> ClockView:
        """A clock that has run before begins anew. Raises Invalid (no such limit; a start that lies ahead or long
        back), Conflict (it runs already), CaseClosed, NotYourCase."""
        now = self.clock.now()
        name = _checked_subject(subject)
        if not now - _OLDEST <= started_at <= now + _AHEAD:
            raise Invalid("开始时间要在今天之前、400 天以内。")
        async with self.store.begin() as tx:
            case = await self._held(tx, viewer, case_id)
            fresh = self.law.started(case.id, code, name, min(started_at, now))
            if fresh is None:
                raise Invalid(f"「{code[:40]}」不是一项有天数的法定时限。")
            fresh = fresh.caught_up(now, self.law.is_workday)
            same = (c for c in await tx.clocks.of_case(case.id) if (c.code, c.subject) == (code, name))
            old = next(same, None)
            if old is not None and old.running:
                raise Conflict("这只时钟已经在走了。")
            if old is None:
                await tx.clocks.start(fresh)
            else:
                fresh = replace(fresh, id=old.id)
                await tx.clocks.save(fresh)
            await self._record(tx, case, viewer, "clock_started", fresh, now, f"最晚 {_day(fresh.due_at)}")
        return await self._told(fresh)

    async def pause(self, viewer: Principal, clock_id: UUID, reason: str) -> ClockView:
        """Only what the law allows to pause: the 30 days of the decision, from the arrival of the request for further
        documents until they have come (司法解释（二）第15条). Raises Conflict for any other, or one that stands still."""
        return await self._change(viewer, clock_id, reason, "clock_paused", self._paused)

    async def resume(self, viewer: Principal, clock_id: UUID, reason: str) -> ClockView:
        """Raises Conflict for one that does not stand still."""
        return await self._change(viewer, clock_id, reason, "clock_resumed", self._resumed)

    async def stop(self, viewer: Principal, clock_id: UUID, reason: str) -> ClockView:
        """Done. Raises Conflict for a clock of the desk itself: only an answer, or the end of the case, ends those."""
        return await self._change(viewer, clock_id, reason, "clock_stopped", self._stopped)

    async def extend(self, viewer: Principal, clock_id: UUID, days: int, reason: str) -> ClockView:
        """A complaint that is complex (30 days), or very complex (60, once it has 30): by a supervisor, with the
        reason, which the customer is to be told. Raises Forbidden, Conflict."""
        viewer.require(Role.SUPERVISOR)

        def longer(clock: Clock, now: datetime) -> Clock:
            steps = dict(pairwise(COMPLAINT_STEPS))
            if clock.code != COMPLAINT:
                raise Conflict("只有投诉处理的时限可以经批准延长。")
            if steps.get(clock.amount) != days:
                raise Conflict(f"现在是 {clock.amount} 日，不能延到 {days} 日：先 30 日，再 60 日。")
            return clock.extended(Limit(Calendar.NATURAL, days), now, self.law.is_workday)

        return await self._change(viewer, clock_id, reason, "clock_extended", longer)

    def _paused(self, clock: Clock, now: datetime) -> Clock:
        if clock.code not in PAUSABLE:
            raise Conflict("法律只允许在补件期间暂停 30 日核定期，这只时钟不能暂停。")
        if clock.paused_at is not None:
            raise Conflict("这只时钟已经停着了。")
        return clock.paused(now)

    def _resumed(self, clock: Clock, now: datetime) -> Clock:
        if clock.paused_at is None:
            raise Conflict("这只时钟没有停着。")
        return clock.resumed(now, self.law.is_workday)

    def _stopped(self, clock: Clock, now: datetime) -> Clock:
        return clock.stopped(now)

    async def _change(
        self,
        viewer: Principal,
        clock_id: UUID,
        reason: str,
        kind: str,
        change: Callable[[Clock, datetime], Clock],
    ) -> ClockView:
        why = _checked_reason(reason)
        now = self.clock.now()
        async with self.store.begin() as tx:
            seen = await tx.clocks.get(clock_id)
            case = await self._held(tx, viewer, seen.case_id)
            clock = await tx.clocks.get(clock_id)
            if clock.kind is not ClockKind.STATUTORY:
                raise Conflict("响应和解决的时钟由回复和结案来停，不能手动改。")
            if not clock.running:
                raise Conflict("这只时钟已经结束了。")
            changed = change(clock, now)
            await tx.clocks.save(changed)
            await self._record(tx, case, viewer, kind, changed, now, why)
        return await self._told(changed)

    async def _held(self, tx: Tx, viewer: Principal, case_id: UUID) -> Case:
        """The open case, its conversation locked. Raises NotYourCase unless held by the viewer, or asked by a
        supervisor."""
        case, _ = await lock_case(tx, viewer, case_id)
        if not case.is_open:
            raise CaseClosed("这个个案已经结束了。")
        if not viewer.has(Role.SUPERVISOR):
            case.require_holder(viewer.id)
        return case

    async def _record(
        self, tx: Tx, case: Case, viewer: Principal, kind: str, clock: Clock, now: datetime, why: str
    ) -> None:
        about = f"「{self.law.name(clock)}」（{clock.subject}）：{why}"
        await tx.cases.add_event(CaseEvent(case.id, kind, now, viewer.id, viewer.name, about))
        await tx.events.publish(
            "case_changed", now, case_id=case.id, conversation_id=case.conversation_id, version=case.version
        )

    async def _told(self, clock: Clock) -> ClockView:
        await self.bus.wake(Topic.EVENTS)
        return clock_view(clock, self.law)


def _checked_reason(reason: str) -> str:
    why = reason.replace("\x00", "").strip()
    if not why:
        raise Invalid("请写一句原因，写进个案的记录里。")
    if len(why) > _MAX_REASON:
        raise Invalid(f"原因最多 {_MAX_REASON} 个字。")
    return why


def _checked_subject(subject: str) -> str:
    name = subject.replace("\x00", "").strip()
    if not 0 < len(name) <= _MAX_SUBJECT:
        raise Invalid(f"请写上理赔号或申请编号，最多 {_MAX_SUBJECT} 个字。")
    return name


def _day(moment: datetime) -> str:
    local = moment.astimezone(CHINA)
    return f"{local.month}月{local.day}日"
