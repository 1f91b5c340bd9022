"""The router: one in the cluster at a time, one transaction per step. Killed anywhere, the next step finds
everything as it was and goes on; without Redis it is found out by polling."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from handoff.domain.presence import heard_within
from handoff.ports import Bus, Clockwork, Store, Topic, Tx
from handoff.service.loop import POLL, work_until
from handoff.service.routing_round import Round
from handoff.service.speaking import spread

log = structlog.get_logger(__name__)

#: How many of each kind one step deals with, so that no transaction becomes long.
ENDINGS, RETURNS, WOKEN, CONSIDERED, CRISES = 100, 25, 100, 200, 20


@dataclass(frozen=True)
class Router:
    store: Store
    bus: Bus
    clock: Clockwork

    async def run(self, stop: asyncio.Event) -> None:
        await work_until(stop, self.bus.listen(Topic.ROUTING), self.step, "routing")

    async def step(self) -> float:
        """For how many seconds there is nothing to do unless woken."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            if not await tx.queue.only_router():
                return POLL
            round_ = await _begin(tx, now)
            more = await self._go_round(tx, round_, now)
            idle = _idle(await tx.offers.next_expiry(), now)
        await self._spread(round_.told, changed=round_.changed)
        return 0.0 if more else idle

    async def _go_round(self, tx: Tx, round_: Round, now: datetime) -> bool:
        """Whether there was more to do than one step does."""
        ended = await tx.queue.to_settle(now, now - round_.heard_within, ENDINGS)
        await round_.end_offers(ended)
        left = await tx.queue.left_behind(now - round_.vanished_after, RETURNS)
        await round_.bring_back(left)
        resting = await tx.queue.to_wake(now, WOKEN)
        await round_.wake(resting)
        waiting = await tx.queue.waiting(CONSIDERED)
        await round_.offer([*await tx.queue.ringing_crises(CRISES), *waiting])
        full = (len(ended) == ENDINGS, len(left) == RETURNS, len(resting) == WOKEN)
        # A row that somebody else holds is left to the next step; that must not become a busy loop.
        return any(full) and round_.changed

    async def _spread(self, told: Sequence[UUID], *, changed: bool) -> None:
        for conversation_id in told:
            await spread(self.bus, conversation_id)
        if changed and not told:
            await self.bus.wake(Topic.EVENTS)


async def _begin(tx: Tx, now: datetime) -> Round:
    settings = await tx.desk_settings.current()
    return Round(
        tx,
        now,
        settings,
        heard_within=heard_within(settings),
        vanished_after=timedelta(seconds=settings.vanish_seconds),
    )


def _idle(next_expiry: datetime | None, now: datetime) -> float:
    if next_expiry is None:
        return POLL
    return min(POLL, max(0.05, (next_expiry - now).total_seconds()))
