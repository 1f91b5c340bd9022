"""The clock watcher: each share of each clock is told once, whatever is killed in between: the warning and its mark
are one transaction, taken by whoever locks the clock's conversation first."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

import structlog

from handoff.domain.case import Case, CaseRequest
from handoff.domain.clocks import Clock
from handoff.domain.records import CaseEvent
from handoff.domain.rulebook import Rulebook
from handoff.domain.warnings import raised_priority, told_in_history
from handoff.ports import Bus, Clockwork, Metrics, Store, Topic, Tx
from handoff.service.announcing import announce
from handoff.service.case_clocks import hurry
from handoff.service.loop import POLL, work_until
from handoff.service.placing import placed

log = structlog.get_logger(__name__)

_BATCH = 50
#: From this share of its time on other systems are told of a clock.
_AT_RISK = 80


@dataclass(frozen=True)
class ClockWatcher:
    store: Store
    bus: Bus
    clock: Clockwork
    metrics: Metrics
    law: Rulebook

    async def run(self, stop: asyncio.Event) -> None:
        await work_until(stop, self.bus.listen(), self.step, "clocks")

    async def step(self) -> float:
        """One warning of each of the clocks longest due. A clock that has several to give comes again."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            given = [await self._warn(tx, clock, now) for clock in await tx.clocks.lock_warnings(now, _BATCH)]
        for clock in given:
            self._count(clock)
        if given:
            await self.bus.wake(Topic.EVENTS)
        return 0.0 if given else POLL

    async def _warn(self, tx: Tx, clock: Clock, now: datetime) -> Clock:
        """The clock as warned of. After the commit it is counted."""
        warned = clock.warned_of(now, self.law.is_workday)
        await tx.clocks.save(warned)
        found = await tx.cases.get(clock.case_id)
        case = await self._raised(tx, found, warned, now)
        detail = told_in_history(self.law.name(warned), warned)
        kind = "clock_breached" if warned.warned == 100 else "clock_warning"
        await tx.cases.add_event(CaseEvent(case.id, kind, now, detail=detail))
        data = {
            "kind": warned.kind.value,
            "code": warned.code,
            "percent": warned.warned,
            "due_at": warned.due_at.isoformat(),
        }
        if warned.warned >= _AT_RISK:
            await announce(tx, case, "clock.at_risk", now, data)
        for kind, told in (("clock_warning", data), ("case_changed", None)):
            await tx.events.publish(
                kind,
                now,
                case_id=case.id,
                conversation_id=case.conversation_id,
                version=case.version,
                data=told,
            )
        return warned

    async def _raised(self, tx: Tx, case: Case, clock: Clock, now: datetime) -> Case:
        priority = raised_priority(case, clock)
        if priority >= case.priority:
            return case
        raised = await placed(tx, case.escalated_again(CaseRequest((), priority, "")))
        await tx.cases.save(raised)
        await hurry(tx, raised, now)
        detail = f"{case.priority.value} → {priority.value}"
        await tx.cases.add_event(CaseEvent(case.id, "priority_raised", now, detail=detail))
        return raised

    def _count(self, clock: Clock) -> None:
        self.metrics.clock_warned(clock.kind.value, clock.warned)
        if clock.warned == 100:
            self.metrics.clock_breached(clock.kind.value)
        log.warning("clock_warning", kind=clock.kind.value, code=clock.code, percent=clock.warned)
