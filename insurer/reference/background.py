"""The reference insurer's tasks beside its requests: sending events, and what happens by itself. A failing round
is logged and tried again; nothing here can hold up a request."""

import asyncio
from collections.abc import Awaitable, Callable

import httpx
import structlog

from insurer.logs import error_fields
from insurer.reference.core import Core
from insurer.reference.sender import TIMEOUT_SECONDS, Target, send_one
from insurer.reference.store import StoreUnavailable
from insurer.reference.watcher import rest_claims, send_guides, throw_away, watch_clocks

_log = structlog.get_logger()
_SEND_EVERY = 1.0
_WATCH_EVERY = 10.0
_THROW_AWAY_EVERY = 3600.0


async def _forever(name: str, seconds: float, work: Callable[[], Awaitable[object]]) -> None:
    """Rounds of `work`, `seconds` apart; an outage of the database is logged once."""
    away = False
    while True:
        try:
            await work()
            away = False
        except StoreUnavailable as error:
            if not away:
                _log.warning("background_waits_for_database", task=name, **error_fields(error))
            away = True
        except Exception as error:
            _log.error("background_round_failed", task=name, **error_fields(error))
        await asyncio.sleep(seconds)


async def run(core: Core, target: Target | None) -> None:
    """Until cancelled. Without a target events stay in their table until they are too old."""

    async def watch() -> None:
        await send_guides(core)
        await rest_claims(core)
        await watch_clocks(core)

    async with (
        httpx.AsyncClient(timeout=TIMEOUT_SECONDS, trust_env=False) as http,
        asyncio.TaskGroup() as tasks,
    ):

        async def send() -> None:
            while target is not None and await send_one(core, target, http):
                pass

        tasks.create_task(_forever("send", _SEND_EVERY, send))
        tasks.create_task(_forever("watch", _WATCH_EVERY, watch))
        tasks.create_task(_forever("throw_away", _THROW_AWAY_EVERY, lambda: throw_away(core)))
