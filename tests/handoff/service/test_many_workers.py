"""Four turn workers in two processes on one real database: everything is answered once, in order, also
when one is killed."""

import asyncio
import random
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from tests.handoff.stage import Stage

ROOT = Path(__file__).resolve().parents[3]
CONVERSATIONS = 8
MESSAGES = 12


@asynccontextmanager
async def _process(database_url: str, seed: int) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.handoff.service.worker_process", database_url, str(seed)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(60):
            assert await process.stdout.readline() == b"working\n"
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _write_wildly(stage: Stage, dice: random.Random) -> dict[str, UUID]:
    """All conversations write at once; every message is delivered one to three times, late ones among
    them."""
    conversations: dict[str, UUID] = {}

    async def person(who: str) -> None:
        sent: list[str] = []
        for n in range(MESSAGES):
            sent.append(f"{who}-{n}")
            message = await stage.say(sent[-1], who, key=sent[-1])
            conversations[who] = message.conversation_id
            for again in dice.sample(sent, k=min(len(sent), dice.randint(0, 2))):
                await stage.say(again, who, key=again)
            await asyncio.sleep(dice.uniform(0.0, 0.1))

    await asyncio.gather(*(person(f"W{n}") for n in range(CONVERSATIONS)))
    return conversations


async def _until_all_answered(stage: Stage, conversations: dict[str, UUID]) -> dict[str, list[str]]:
    async with asyncio.timeout(90):
        while True:
            feeds = {who: await stage.feed(c) for who, c in conversations.items()}
            if all(len(_answered(feed)) >= MESSAGES for feed in feeds.values()):
                return feeds
            await asyncio.sleep(0.2)


def _answered(feed: list[str]) -> list[str]:
    """The messages that the bot's answers name, in the order of the answers."""
    return [word for text in feed if text.startswith("答：") for word in text[2:].split()]


def _asked(feed: list[str]) -> list[str]:
    return [text for text in feed if not text.startswith("答：")]


@pytest.mark.parametrize("kill", [False, True])
async def test_once_and_in_order(stage: Stage, database_url: str, kill: bool) -> None:
    stage.clock.at = datetime.now(UTC)
    dice = random.Random(7)
    async with _process(database_url, 1) as first, _process(database_url, 2):
        writing = asyncio.create_task(_write_wildly(stage, dice))
        if kill:
            await asyncio.sleep(0.4)
            first.kill()
        feeds = await _until_all_answered(stage, await writing)
    for who, feed in feeds.items():
        expected = [f"{who}-{n}" for n in range(MESSAGES)]
        assert _asked(feed) == expected
        assert _answered(feed) == expected
    async with stage.hub.store.begin() as tx:
        assert (await tx.signals.ledger()).opened == 0, "no failure was late enough for a case"
