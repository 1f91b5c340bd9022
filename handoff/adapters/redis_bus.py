"""The Bus on Redis, or on fakeredis in this process when REDIS_URL is unset: one code path, the redis-py API.

Redis may vanish at any moment and come back. Wake-ups always reach this process directly; through Redis they
reach the others as well. Values (typing, counters, shared state) fall back to this process's memory
meanwhile. Nothing here may be lost with harm: whoever waits also polls."""

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from uuid import uuid4

import structlog
from fakeredis import FakeAsyncRedis
from redis.asyncio import Redis
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

_CHANNEL = "guanjia:wake"
_PREFIX = "guanjia:"
_AWAY = (RedisError, OSError, TimeoutError)
#: Seconds until the next try while Redis is away.
_RECONNECT = 1.0
_MAX_LOCAL = 10_000


class BusListener:
    """One waiter. News that come while it does not wait are kept, as one."""

    def __init__(self, leave: Callable[["BusListener"], None]) -> None:
        self._news = asyncio.Event()
        self._leave = leave

    def ring(self) -> None:
        self._news.set()

    async def wait(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self._news.wait()
        except TimeoutError:
            return False
        self._news.clear()
        return True

    def close(self) -> None:
        self._leave(self)


class LocalValues:
    """What Redis would hold, for this process, while Redis is away."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[str, float]] = {}

    def put(self, key: str, value: str, ttl: float) -> None:
        self._drop_old()
        self._values[key] = (value, time.monotonic() + ttl)

    def get(self, key: str) -> str | None:
        value, until = self._values.get(key, ("", 0.0))
        return value if until > time.monotonic() else None

    def take(self, key: str) -> str | None:
        value = self.get(key)
        self._values.pop(key, None)
        return value

    def hit(self, key: str, window: float, by: int = 1) -> int:
        known = self.get(key)
        count = int(known or 0) + by
        until = self._values[key][1] if known is not None else time.monotonic() + window
        self._drop_old()
        self._values[key] = (str(count), until)
        return count

    def clear(self, key: str) -> None:
        self._values.pop(key, None)

    def _drop_old(self) -> None:
        if len(self._values) < _MAX_LOCAL:
            return
        now = time.monotonic()
        self._values = {k: v for k, v in self._values.items() if v[1] > now}
        while len(self._values) >= _MAX_LOCAL:
            self._values.pop(next(iter(self._values)))


class RedisBus:
    """Use `async with`: the subscription runs while the block does."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._me = uuid4().hex
        self._listeners: defaultdict[str, set[BusListener]] = defaultdict(set)
        self._local = LocalValues()
        self._task: asyncio.Task[None] | None = None
        self._away_until = 0.0
        self.connected = False

    async def __aenter__(self) -> "RedisBus":
        self._task = asyncio.create_task(self._follow())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        with suppress(*_AWAY):
            await self._redis.aclose()

    async def wake(self, topic: str) -> None:
        self._ring(topic)
        message = json.dumps([self._me, topic])
        await self._or_else(lambda: self._redis.publish(_CHANNEL, message), lambda: None)

    def listen(self, *topics: str) -> BusListener:
        def leave(listener: BusListener) -> None:
            for topic in topics:
                self._listeners[topic].discard(listener)
                if not self._listeners[topic]:
                    del self._listeners[topic]

        listener = BusListener(leave)
        for topic in topics:
            self._listeners[topic].add(listener)
        return listener

    async def put(self, key: str, value: str, ttl: float) -> None:
        async def remote() -> None:
            await self._redis.set(_PREFIX + key, value, px=max(1, int(ttl * 1000)))
            self._local.clear(key)

        await self._or_else(remote, lambda: self._local.put(key, value, ttl))

    async def get(self, key: str) -> str | None:
        found = await self._or_else(lambda: self._redis.get(_PREFIX + key), lambda: None)
        return _text(found) if found is not None else self._local.get(key)

    async def take(self, key: str) -> str | None:
        found = await self._or_else(lambda: self._redis.getdel(_PREFIX + key), lambda: None)
        local = self._local.take(key)
        return _text(found) if found is not None else local

    async def hit(self, key: str, window: float, by: int = 1) -> int:
        async def remote() -> int:
            name = _PREFIX + key
            async with self._redis.pipeline(transaction=True) as pipe:
                pipe.set(name, 0, px=max(1, int(window * 1000)), nx=True)
                pipe.incrby(name, by)
                _, count = await pipe.execute()
            return int(count)

        return int(await self._or_else(remote, lambda: self._local.hit(key, window, by)))

    async def clear(self, key: str) -> None:
        self._local.clear(key)
        await self._or_else(lambda: self._redis.delete(_PREFIX + key), lambda: None)

    async def _or_else(self, remote: Callable[[], Awaitable[Any]], local: Callable[[], Any]) -> Any:
        if time.monotonic() < self._away_until:
            return local()
        try:
            return await remote()
        except _AWAY:
            # A Redis that hangs must not cost every caller a time-out.
            self._away_until = time.monotonic() + _RECONNECT
            return local()

    def _ring(self, topic: str) -> None:
        for listener in tuple(self._listeners.get(topic, ())):
            listener.ring()

    def _ring_all(self) -> None:
        for topic in tuple(self._listeners):
            self._ring(topic)

    async def _follow(self) -> None:
        """Hears the other processes; after a break everybody is woken, for something may have been missed."""
        while True:
            try:
                async with self._redis.pubsub(ignore_subscribe_messages=True) as pubsub:
                    await pubsub.subscribe(_CHANNEL)
                    self.connected = True
                    self._away_until = 0.0
                    self._ring_all()
                    while True:
                        message = await pubsub.get_message(timeout=30.0)
                        if message is not None:
                            self._heard(message.get("data"))
            except _AWAY as error:
                if self.connected:
                    log.warning("redis_lost", error=type(error).__name__)
                self.connected = False
            await asyncio.sleep(_RECONNECT)

    def _heard(self, data: object) -> None:
        try:
            sender, topic = json.loads(_text(data))
        except (ValueError, TypeError):
            return
        if sender != self._me and isinstance(topic, str):
            self._ring(topic)


def _text(value: object) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def make_bus(redis_url: str | None) -> RedisBus:
    """Short time-outs: whoever asks must not hang with Redis."""
    if not redis_url:
        return RedisBus(FakeAsyncRedis())
    return RedisBus(
        Redis.from_url(redis_url, socket_timeout=2.0, socket_connect_timeout=1.0, health_check_interval=15)
    )
