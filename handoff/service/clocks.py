"""The clock watcher: what has passed its due time is marked once, shown in the case's history and counted."""

import asyncio
from dataclasses import dataclass

import structlog

from handoff.domain.clocks import Clock
from handoff.domain.records import CaseEvent
from handoff.ports import Bus, Clockwork, Metrics, Store, Topic, Tx
from handoff.service.loop import POLL, work_until

log = structlog.get_logger(__name__)

_BATCH = 50


@dataclass(frozen=True)
class ClockWatcher:
    store: Store
    bus: Bus
    clock: Clockwork
    metrics: Metrics

    async def run(self, stop: asyncio.Event) -> None:
        await work_until(stop, self.bus.listen(), self.step, "clocks")

    async def step(self) -> float:
        now = self.clock.now()
        async with self.store.begin() as tx:
            breached = await tx.clocks.lock_breached(now, _BATCH)
            for clock in breached:
                await tx.clocks.mark_breached(clock.id, now)
                await self._note(tx, clock)
        if breached:
            await self.bus.wake(Topic.EVENTS)
        return 0.0 if len(breached) == _BATCH else POLL

    async def _note(self, tx: Tx, clock: Clock) -> None:
        now = self.clock.now()
        case = await tx.cases.get(clock.case_id)
        await tx.cases.add_event(CaseEvent(case.id, "clock_breached", now, detail="超过承诺的首次响应时间"))
        await tx.events.publish(
            "case_changed", now, case_id=case.id, conversation_id=case.conversation_id, version=case.version
        )
        self.metrics.clock_breached(clock.kind.value)
        log.warning("clock_breached", case=case.number, kind=clock.kind.value)
