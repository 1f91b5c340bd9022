"""The background work of a hub: turn workers, observer, sender, clock watcher, router, news of the insurer, bot probe,
reconciliation, sweep of files, all in the hub's own process."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog

from handoff.bootstrap import Hub

log = structlog.get_logger(__name__)

#: How long a turn or a send may take to end after the stop, in seconds.
_FAREWELL = 10.0


def jobs(hub: Hub) -> list[Callable[[asyncio.Event], Awaitable[None]]]:
    """Each runs until the event is set."""
    workers = [hub.turns.run] * hub.settings.turn_workers
    return [
        *workers,
        hub.observer.run,
        hub.sender.run,
        hub.clocks.run,
        hub.promise_watcher.run,
        hub.news_worker.run,
        hub.callbacks.run,
        hub.follow_ups.run,
        hub.routing.router.run,
        hub.office.webhook_worker.run,
        hub.bot.run,
        hub.reconciler.run,
        hub.uploads.run,
    ]


@asynccontextmanager
async def working(hub: Hub) -> AsyncIterator[None]:
    """Works while the block runs; at its end what is under way is finished (what is not, another hub takes
    over)."""
    stop = asyncio.Event()
    tasks = [asyncio.create_task(_kept(job, stop)) for job in jobs(hub)]
    try:
        yield
    finally:
        stop.set()
        _, slow = await asyncio.wait(tasks, timeout=_FAREWELL)
        for task in slow:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _kept(job: Callable[[asyncio.Event], Awaitable[None]], stop: asyncio.Event) -> None:
    """A job's loop catches its own errors; should one end all the same, it is begun again."""
    while not stop.is_set():
        try:
            await job(stop)
        except Exception:
            log.exception("background_job_ended", job=getattr(job, "__qualname__", str(job)))
            await asyncio.sleep(1.0)
