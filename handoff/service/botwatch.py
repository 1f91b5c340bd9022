"""Is the bot up? Probed all the time and learnt from every turn; changes are events for the console and
the customers' pages."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from handoff.domain.turn import BotStatus
from handoff.ports import Bot, Bus, Clockwork, Metrics, Store, Topic
from handoff.service.loop import pause

log = structlog.get_logger(__name__)

_SHARED = "bot:state"
#: Seconds between probes while the bot is down, and while it is up.
_DOWN, _UP = 1.0, 5.0
_KEEP = 24 * 3600.0


@dataclass
class BotWatch:
    """`grace`: how long after this hub's start a bot that has never been up is waited for without a case."""

    bot: Bot
    store: Store
    bus: Bus
    clock: Clockwork
    metrics: Metrics
    grace: timedelta
    started_at: datetime
    current: BotStatus = field(default=BotStatus(ready=False))
    ever_ready: bool = False

    @property
    def ready(self) -> bool:
        return self.current.ready

    def still_starting(self, now: datetime) -> bool:
        """Not up yet since this hub's start, and not late: users' messages simply wait."""
        return not self.ever_ready and now - self.started_at < self.grace

    async def probe(self) -> BotStatus:
        await self.learn(await self.bot.status())
        return self.current

    async def learn(self, status: BotStatus) -> None:
        """Takes note of what a probe or a turn has shown; a change is announced."""
        was = self.current
        changed = (status.ready, status.model_id) != (was.ready, was.model_id)
        now = self.clock.now()
        self.current = replace(status, since=now if changed or was.since is None else was.since)
        self.metrics.bot_ready(status.ready)
        if status.ready:
            self.ever_ready = True
        if changed:
            await self._announce(status, now)

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                await self.probe()
            except Exception:
                log.exception("bot_probe_failed")
            await pause(stop, _UP if self.ready else _DOWN)

    async def _announce(self, status: BotStatus, now: datetime) -> None:
        log.info("bot_state_changed", ready=status.ready, model_id=status.model_id)
        said = f"{status.ready}:{status.model_id}"
        known = await self.bus.get(_SHARED)
        await self.bus.put(_SHARED, said, _KEEP)
        async with self.store.begin() as tx:
            if status.ready:
                await tx.conversations.hasten(now)
                await tx.cases.end_outage(now)
            if known != said:
                await tx.events.publish(
                    "bot_state", now, data={"ready": status.ready, "model_id": status.model_id}
                )
        await self.bus.wake(Topic.BOT)
        await self.bus.wake(Topic.EVENTS)
        if status.ready:
            await self.bus.wake(Topic.TURNS)
