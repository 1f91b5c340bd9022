"""The promise ledger: what customers were told would happen by when, and whether it did."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

import structlog

from handoff.domain.accounts import DESK_ROLES, Principal, Role
from handoff.domain.case import Case
from handoff.domain.errors import CaseClosed, Conflict, Invalid, NotFound, NotYourCase
from handoff.domain.promise_words import FoundPromise, find_promise
from handoff.domain.promises import FARTHEST, MAX_NOTE, MAX_TEXT, MadeBy, Promise, PromiseStatus
from handoff.domain.records import CaseEvent
from handoff.domain.rulebook import Rulebook
from handoff.ports import Bus, Clockwork, Metrics, Store, Topic, Tx
from handoff.ports.promises import PromiseFilter
from handoff.service.loop import POLL, work_until
from handoff.service.moving import lock_case
from handoff.service.promise_ledger import told

log = structlog.get_logger(__name__)

_BATCH = 50
_MAX_LIMIT = 200


@dataclass(frozen=True)
class Promises:
    store: Store
    bus: Bus
    clock: Clockwork
    law: Rulebook

    def suggest(self, text: str) -> FoundPromise | None:
        """What a butler's message promises, if it does; the butler confirms it with `make`."""
        return find_promise(text, self.clock.now(), self.law.is_workday)

    async def page(
        self,
        viewer: Principal,
        statuses: Sequence[PromiseStatus] = (),
        *,
        mine: bool = False,
        case_id: UUID | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> tuple[list[Promise], str | None]:
        """Soonest due first. Butlers see their own (made by them, or in their cases) and those of a case they name;
        supervisors all. Raises Forbidden, Invalid."""
        viewer.require(*DESK_ROLES)
        if not 1 <= limit <= _MAX_LIMIT:
            raise Invalid(f"limit 须在 1 到 {_MAX_LIMIT} 之间。")
        own = mine or (case_id is None and not viewer.has(Role.SUPERVISOR))
        only = PromiseFilter(statuses, viewer.id if own else None, case_id)
        async with self.store.begin() as tx:
            if case_id is not None:
                case = await tx.cases.get(case_id)
                if not case.visible_to(viewer.id, sees_all=viewer.has(Role.SUPERVISOR)):
                    raise NotFound("没有找到这个个案。")
            return await tx.promises.page(only, cursor, limit)

    async def make(self, viewer: Principal, case_id: UUID, text: str, due_at: datetime) -> Promise:
        """By the holder of the case. Raises NotYourCase, CaseClosed, Invalid (a time that lies back or too far
        ahead)."""
        now = self.clock.now()
        words = _checked(text, MAX_TEXT, "请写一句承诺的内容。")
        if not now < due_at <= now + FARTHEST:
            raise Invalid(f"兑现的时间要在现在之后、{FARTHEST.days} 天以内。")
        async with self.store.begin() as tx:
            case, _ = await lock_case(tx, viewer, case_id)
            if not case.is_open:
                raise CaseClosed("这个个案已经结束了。")
            case.require_holder(viewer.id)
            promise = Promise(
                id=uuid4(),
                conversation_id=case.conversation_id,
                case_id=case.id,
                made_by=MadeBy.BUTLER,
                text=words,
                made_at=now,
                due_at=due_at,
                made_by_id=viewer.id,
            )
            await tx.promises.add(promise)
            await _record(tx, case, viewer, "promise_made", promise, now)
        await self.bus.wake(Topic.EVENTS)
        return promise

    async def keep(self, viewer: Principal, promise_id: UUID, note: str) -> Promise:
        """Also after its time: then it is on record as broken and kept late. Raises NotYourCase (unless made by the
        viewer, in his case, or asked by a supervisor), Conflict (settled already)."""
        now = self.clock.now()
        note = _checked(note, MAX_NOTE, None)
        return await self._settle(viewer, promise_id, "promise_kept", lambda p: p.keep(now, note), now)

    async def withdraw(self, viewer: Principal, promise_id: UUID, note: str) -> Promise:
        """No longer owed, with the reason. Raises as `keep`; Invalid without a reason."""
        now = self.clock.now()
        why = _checked(note, MAX_NOTE, "请写一句为什么撤回，写进个案的记录里。")
        return await self._settle(
            viewer, promise_id, "promise_withdrawn", lambda p: p.withdraw(now, why), now
        )

    async def _settle(
        self,
        viewer: Principal,
        promise_id: UUID,
        kind: str,
        change: Callable[[Promise], Promise],
        now: datetime,
    ) -> Promise:
        async with self.store.begin() as tx:
            seen = await tx.promises.get(promise_id)
            if seen.case_id is None:
                raise Conflict("这条承诺不在个案里。")
            case, _ = await lock_case(tx, viewer, seen.case_id)
            promise = await tx.promises.get(promise_id)
            own = viewer.id in (promise.made_by_id, case.butler_id)
            if not own and not viewer.has(Role.SUPERVISOR):
                raise NotYourCase("这条承诺不是您许下的，个案也不在您手上。")
            changed = change(promise)
            await tx.promises.save(changed)
            await _record(tx, case, viewer, kind, changed, now)
        await self.bus.wake(Topic.EVENTS)
        return changed


async def _record(
    tx: Tx, case: Case, viewer: Principal | None, kind: str, promise: Promise, now: datetime
) -> None:
    actor_id, actor = (viewer.id, viewer.name) if viewer else (None, None)
    await tx.cases.add_event(CaseEvent(case.id, kind, now, actor_id, actor, told(promise)))
    await tx.events.publish(
        "case_changed", now, case_id=case.id, conversation_id=case.conversation_id, version=case.version
    )


def _checked(text: str, limit: int, missing: str | None) -> str:
    words = text.replace("\x00", "").strip()
    if not words and missing:
        raise Invalid(missing)
    if len(words) > limit:
        raise Invalid(f"最多 {limit} 个字。")
    return words


@dataclass(frozen=True)
class PromiseWatcher:
    """Reminds before a promise is due and notes those past their time, each once."""

    store: Store
    bus: Bus
    clock: Clockwork
    metrics: Metrics

    async def run(self, stop: asyncio.Event) -> None:
        await work_until(stop, self.bus.listen(), self.step, "promises")

    async def step(self) -> float:
        now = self.clock.now()
        async with self.store.begin() as tx:
            due = await tx.promises.lock_due(now, _BATCH)
            changed = [await self._tell(tx, promise, now) for promise in due]
        for promise in changed:
            if promise.status is PromiseStatus.BROKEN:
                self.metrics.promise_broken(promise.made_by.value)
                log.warning("promise_broken", made_by=promise.made_by.value)
        if changed:
            await self.bus.wake(Topic.EVENTS)
        return 0.0 if len(due) == _BATCH else POLL

    async def _tell(self, tx: Tx, promise: Promise, now: datetime) -> Promise:
        past = promise.due_at <= now
        changed = promise.broken() if past else promise.reminded(now)
        await tx.promises.save(changed)
        case = await tx.cases.get(promise.case_id) if promise.case_id else None
        if past and case is not None:
            await _record(tx, case, None, "promise_broken", changed, now)
        await tx.events.publish(
            "promise_due",
            now,
            case_id=promise.case_id,
            conversation_id=promise.conversation_id,
            version=case.version if case else None,
            data={"promise_id": str(promise.id), "due_at": promise.due_at.isoformat(), "past": past},
        )
        return changed
