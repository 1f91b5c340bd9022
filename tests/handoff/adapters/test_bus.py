"""One contract for the bus: on fakeredis, on a real Redis, and with Redis gone."""

import asyncio
import os
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fakeredis import FakeAsyncRedis, FakeServer
from redis.asyncio import Redis
from redis.exceptions import RedisError

from handoff.adapters.redis_bus import RedisBus, make_bus


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class RealRedis:
    """A redis-server of our own, which can be killed and started again."""

    folder: Path
    port: int
    process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    async def start(self) -> None:
        self.process = await asyncio.create_subprocess_exec(
            *("redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""),
            *("--dir", str(self.folder)),
            stdout=asyncio.subprocess.DEVNULL,
        )
        async with asyncio.timeout(20), Redis.from_url(self.url) as client:
            while True:
                try:
                    await client.ping()
                    return
                except (OSError, RedisError):
                    await asyncio.sleep(0.05)

    async def kill(self) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()


@asynccontextmanager
async def running_redis(folder: Path) -> AsyncIterator[RealRedis]:
    if shutil.which("redis-server") is None:
        if "redis" in os.environ.get("CI_REQUIRE", ""):
            pytest.fail("redis-server is required here and is not on PATH")
        pytest.skip("no redis-server on PATH")
    server = RealRedis(folder, _free_port())
    await server.start()
    try:
        yield server
    finally:
        await server.kill()


@dataclass
class Pair:
    """Two hubs' buses on one Redis. `shared` is False where each is alone (Redis gone)."""

    one: RedisBus
    two: RedisBus
    shared: bool = True


@pytest.fixture(params=["fakeredis", pytest.param("redis", marks=pytest.mark.redis), "gone"])
async def pair(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Pair]:
    async with AsyncExitStack() as stack:
        shared = request.param != "gone"
        if request.param == "fakeredis":
            server = FakeServer()
            buses = [RedisBus(FakeAsyncRedis(server=server)) for _ in range(2)]
        else:
            url = f"redis://127.0.0.1:{_free_port()}/0"
            if shared:
                url = (await stack.enter_async_context(running_redis(tmp_path))).url
            buses = [make_bus(url) for _ in range(2)]
        one, two = [await stack.enter_async_context(bus) for bus in buses]
        if shared:
            await _until(lambda: one.connected and two.connected)
        yield Pair(one, two, shared)


class TestBus:
    async def test_a_wake_up_reaches_who_waits_here(self, pair: Pair) -> None:
        listener, other = pair.one.listen("turns"), pair.one.listen("outbox")
        await listener.wait(0.05), await other.wait(0.05)  # the news of having connected
        await pair.one.wake("turns")
        assert await listener.wait(1.0)
        assert not await other.wait(0.01)

    async def test_a_wake_up_reaches_the_other_hub(self, pair: Pair) -> None:
        listener = pair.two.listen("chat:1")
        await listener.wait(0.05)
        await pair.one.wake("chat:1")
        assert await listener.wait(2.0 if pair.shared else 0.05) is pair.shared

    async def test_news_between_two_waits_are_one_and_not_lost(self, pair: Pair) -> None:
        listener = pair.one.listen("a", "b")
        await listener.wait(0.05)
        for topic in ("a", "b", "a"):
            await pair.one.wake(topic)
        assert await listener.wait(1.0)
        assert not await listener.wait(0.05)

    async def test_a_closed_listener_is_forgotten(self, pair: Pair) -> None:
        listener = pair.one.listen("a", "b")
        listener.close()
        await pair.one.wake("a")
        assert not pair.one._listeners

    async def test_values_and_their_end(self, pair: Pair) -> None:
        await pair.one.put("typing:1", "ja", 30)
        assert await pair.one.get("typing:1") == "ja"
        assert await pair.two.get("typing:1") == ("ja" if pair.shared else None)
        assert await pair.one.take("typing:1") == "ja"
        assert await pair.one.take("typing:1") is None
        await pair.one.put("short", "x", 0.02)
        async with asyncio.timeout(3):
            while await pair.one.get("short") is not None:  # noqa: ASYNC110 - Redis tells nobody
                await asyncio.sleep(0.01)
        await pair.one.put("a", "1", 30)
        await pair.one.clear("a")
        assert await pair.one.get("a") is None

    async def test_counting(self, pair: Pair) -> None:
        assert [await pair.one.hit("login:x", 30) for _ in range(3)] == [1, 2, 3]
        assert await pair.two.hit("login:x", 30) == (4 if pair.shared else 1)
        assert await pair.one.hit("login:y", 30) == 1
        await pair.one.clear("login:x")
        assert await pair.one.hit("login:x", 30) == 1
        assert await pair.one.hit("soon", 0.02) == 1
        async with asyncio.timeout(3):
            while await pair.one.hit("soon", 0.02) != 1:  # noqa: ASYNC110 - Redis tells nobody
                await asyncio.sleep(0.03)

    async def test_of_many_takers_one_gets_it(self, pair: Pair) -> None:
        await pair.one.put("ticket", "t", 30)
        taken = await asyncio.gather(*(pair.one.take("ticket") for _ in range(10)))
        assert [t for t in taken if t] == ["t"]


@pytest.mark.redis
async def test_redis_goes_and_comes_back(tmp_path: Path) -> None:
    async with (
        running_redis(tmp_path) as real_redis,
        make_bus(real_redis.url) as one,
        make_bus(real_redis.url) as two,
    ):
        await _until(lambda: one.connected and two.connected)
        await real_redis.kill()
        await _until(lambda: not one.connected)
        listener = one.listen("turns")
        await one.wake("turns")
        assert await listener.wait(1.0)
        await one.put("k", "v", 30)
        assert await one.get("k") == "v"
        await real_redis.start()
        await _until(lambda: one.connected and two.connected)
        heard = two.listen("turns")
        await heard.wait(0.05)
        await one.wake("turns")
        assert await heard.wait(2.0)


async def _until(true: Any) -> None:
    async with asyncio.timeout(15):
        while not true():  # noqa: ASYNC110 - the condition is not ours to signal
            await asyncio.sleep(0.02)


async def test_strange_words_on_the_channel_are_ignored() -> None:
    server = FakeServer()
    async with RedisBus(FakeAsyncRedis(server=server)) as bus:
        await _until(lambda: bus.connected)
        listener = bus.listen("turns")
        await listener.wait(0.05)
        stranger = FakeAsyncRedis(server=server)
        for word in (b"", b"{", b"[]", b"[1]", b'["a", 5]', b"\xff", b'["a","turns"]'):
            await stranger.publish("guanjia:wake", word)
        assert await listener.wait(2.0), "the last one was a proper one"
