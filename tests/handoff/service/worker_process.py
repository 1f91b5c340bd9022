"""A process of its own with turn workers and a sender: `python -m tests.handoff.service.worker_process
DATABASE_URL SEED`."""

import asyncio
import random
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from handoff import bootstrap, worker
from handoff.adapters.media_store import MediaStore
from handoff.adapters.redis_bus import make_bus
from handoff.adapters.sql.engine import async_url, make_engine
from handoff.adapters.sql.store import SqlStore
from handoff.adapters.system_clock import SystemClock
from handoff.config import Settings
from handoff.domain.errors import BotUnavailable
from handoff.domain.turn import TurnRequest, TurnResult
from handoff.ports import Channels
from handoff.service import news
from tests.handoff.stage import (
    CountingMetrics,
    PlainHasher,
    ScriptedBot,
    ScriptedChannel,
    ScriptedInsurer,
    ScriptedTeller,
)

#: Short, so that a killed process's conversations are soon taken over.
LEASE = timedelta(seconds=1.5)


@dataclass
class UnevenBot(ScriptedBot):
    """Sometimes slow, sometimes failing, as a real one under load."""

    dice: random.Random = field(default_factory=random.Random)

    async def turn(self, request: TurnRequest) -> TurnResult:
        await asyncio.sleep(self.dice.uniform(0.0, 0.05))
        if self.dice.random() < 0.1:
            raise BotUnavailable("rolled a failure")
        return self._answer(request)


async def main(database_url: str, seed: int) -> None:
    bootstrap.TURN_LEASE = bootstrap.OBSERVE_LEASE = news._LEASE = LEASE
    engine = make_engine(async_url(database_url), pool=4)
    async with make_bus(None) as bus:
        parts = bootstrap.Parts(
            store=SqlStore(engine),
            bus=bus,
            bot=UnevenBot(dice=random.Random(seed)),
            insurer=ScriptedInsurer(),
            channels=Channels((ScriptedChannel(),)),
            clock=SystemClock(),
            metrics=CountingMetrics(),
            hasher=PlainHasher(),
            media=MediaStore(Path(tempfile.gettempdir()) / "guanjia-test-no-media"),
            teller=ScriptedTeller(),
        )
        settings = Settings(guanjia_mode="demo", turn_workers=2, turn_gather_seconds=0.05)
        async with worker.working(bootstrap.build(settings, parts)):
            print("working", flush=True)
            await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
