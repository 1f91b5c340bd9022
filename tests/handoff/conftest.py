"""Stages for the hub's own tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff import bootstrap
from handoff.adapters.media_store import MediaStore
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
    ScriptedTeller,
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


def build_stage(
    engine: AsyncEngine, bus: "bootstrap.Bus", folder: Path, clock: HandClock | None = None
) -> Stage:
    clock = clock or HandClock()
    teller, media = ScriptedTeller(), MediaStore(folder)
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
        media=media,
        teller=teller,
    )
    settings = Settings(guanjia_mode="demo", turn_gather_seconds=0.4, turn_deadline_seconds=45)
    return Stage(bootstrap.build(settings, parts), clock, bot, insurer, channel, metrics, teller, media)


@pytest.fixture
async def stage(engine: AsyncEngine, tmp_path: Path) -> AsyncIterator[Stage]:
    async with make_bus(None) as bus:
        made = build_stage(engine, bus, tmp_path / "media")
        await made.hub.bot.probe()
        yield made
