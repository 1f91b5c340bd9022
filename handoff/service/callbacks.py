"""Call-backs that were promised: kept by a butler, or noticed when their time has passed."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog

from handoff.domain.accounts import Principal
from handoff.domain.callbacks import CallbackStatus, after_its_time
from handoff.domain.case import Case
from handoff.domain.errors import NotFound
from handoff.domain.records import CaseEvent
from handoff.ports import Bus, Clockwork, Store, Topic, Tx
from handoff.service.loop import POLL, work_until
from handoff.service.moving import lock_case

log = structlog.get_logger(__name__)

_BATCH = 50


@dataclass(frozen=True)
class Callbacks:
    """The butler's side, and the watcher."""

    store: Store
    bus: Bus
    clock: Clockwork

    async def done(self, viewer: Principal, case_id: UUID, note: str) -> None:
        """The customer was called, if late. Raises Forbidden, NotFound (no call-back asked for), Conflict."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            case, _ = await lock_case(tx, viewer, case_id)
            callback = await tx.waiting.callback_of(case_id)
            if callback is None:
                raise NotFound("这个个案没有回电预约。")
            await tx.waiting.save_callback(callback.settle(CallbackStatus.DONE, now))
            await self._record(tx, case, "callback_done", note.replace("\x00", "").strip(), now, viewer)
        await self.bus.wake(Topic.EVENTS)
        await self.bus.wake(Topic.chat(case.conversation_id))

    async def run(self, stop: asyncio.Event) -> None:
        await work_until(stop, self.bus.listen(), self.step, "callbacks")

    async def step(self) -> float:
        """Settles every window that has passed. Of several hubs one settles each."""
        async with self.store.begin() as tx:
            due = await tx.waiting.callbacks_due(self.clock.now(), _BATCH)
        for case_id, conversation_id in due:
            await self._settle(case_id, conversation_id)
        return 0.0 if len(due) == _BATCH else POLL

    async def _settle(self, case_id: UUID, conversation_id: UUID) -> None:
        now = self.clock.now()
        async with self.store.begin() as tx:
            await tx.conversations.lock(conversation_id)
            callback = await tx.waiting.callback_of(case_id)
            if callback is None or callback.status is not CallbackStatus.OPEN or callback.until_at > now:
                return
            case = await tx.cases.get(case_id)
            status = after_its_time(case)
            await tx.waiting.save_callback(callback.settle(status, now))
            if status is CallbackStatus.MISSED:
                await self._record(tx, case, "callback_missed", callback.words(callback.created_at), now)
                log.warning("callback_missed", case=case.number)
        await self.bus.wake(Topic.EVENTS)
        await self.bus.wake(Topic.chat(conversation_id))

    async def _record(
        self, tx: Tx, case: Case, kind: str, detail: str, now: datetime, viewer: Principal | None = None
    ) -> None:
        actor_id, actor = (viewer.id, viewer.name) if viewer else (None, None)
        await tx.cases.add_event(CaseEvent(case.id, kind, now, actor_id, actor, detail))
        await tx.events.publish(
            "case_changed", now, case_id=case.id, conversation_id=case.conversation_id, version=case.version
        )
