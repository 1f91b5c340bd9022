"""Background work: look, work while there is any, then wait for a wake-up or the next poll."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from handoff.ports import Listener

log = structlog.get_logger(__name__)

#: Seconds between two looks when nobody wakes us, and after an error.
POLL = 1.0
AFTER_ERROR = 1.0


async def work_until(
    stop: asyncio.Event, listener: Listener, step: Callable[[], Awaitable[float]], name: str
) -> None:
    """Calls `step` until `stop`. It returns for how many seconds there is nothing to do unless woken (0:
    go on at once). An error is logged and does not end the loop."""
    try:
        while not stop.is_set():
            try:
                idle = await step()
            except Exception:
                log.exception("background_step_failed", worker=name)
                await pause(stop, AFTER_ERROR)
                continue
            if idle > 0:
                await _wait(stop, listener, idle)
    finally:
        listener.close()


async def pause(stop: asyncio.Event, seconds: float) -> None:
    """Sleeps, but not longer than until `stop`."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return


async def _wait(stop: asyncio.Event, listener: Listener, seconds: float) -> None:
    news = asyncio.ensure_future(listener.wait(seconds))
    ended = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({news, ended}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (news, ended):
            task.cancel()
        await asyncio.gather(news, ended, return_exceptions=True)
