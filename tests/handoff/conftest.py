"""Stages for the hub's own tests."""

from collections.abc import AsyncIterator

import pytest
import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff import bootstrap
from handoff.adapters.redis_bus import make_bus
from handoff.adapters.sql.store import SqlStore
from handoff.config import Settings
from handoff.ports import Channels
from tests.handoff.stage import (
    CountingMetrics,
    HandClock,
    PlainHasher,
    ScriptedBot,
    ScriptedChannel,
    ScriptedInsurer,
    Stage,
)


@pytest.fixture(scope="session", autouse=True)
def plain_logs() -> None:
    """Drawing tracebacks with all their locals takes longer than the tests."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["event"]),
        ]
    )


def build_stage(engine: AsyncEngine, bus: "bootstrap.Bus", clock: HandClock | None = None) -> Stage:
    clock = clock or HandClock()
    bot, insurer, channel, metrics = ScriptedBot(), ScriptedInsurer(), ScriptedChannel(), CountingMetrics()
    parts = bootstrap.Parts(
        store=SqlStore(engine),
        bus=bus,
        bot=bot,
        insurer=insurer,
        channels=Channels((channel,)),
        clock=clock,
        metrics=metrics,
        hasher=PlainHasher(),
    )
    settings = Settings(guanjia_mode="demo", turn_gather_seconds=0.4, turn_deadline_seconds=45)
    return Stage(bootstrap.build(settings, parts), clock, bot, insurer, channel, metrics)


@pytest.fixture
async def stage(engine: AsyncEngine) -> AsyncIterator[Stage]:
    async with make_bus(None) as bus:
        made = build_stage(engine, bus)
        await made.hub.bot.probe()
        yield made
