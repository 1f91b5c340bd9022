"""Guessing of passwords is slowed down, without giving anybody the power to lock somebody else out.

Only failures count. Who fails too often is refused: per address, and per user name from one address. Many
failures for one user name from many addresses slow that name's log-ins down a little, except from an address
that has logged in as this user before; they never refuse it."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from handoff.domain.errors import RateLimited
from handoff.ports import Bus

_WINDOW = 15 * 60.0
_PER_USER_AND_CLIENT = 10
_PER_CLIENT = 60
#: Failures of one user name, from wherever, before its log-ins become slow.
_CALM = 20
_LONGEST_PAUSE = 3.0
_KNOWN_FOR = 30 * 24 * 3600.0


@dataclass(frozen=True)
class Guessing:
    bus: Bus
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def admit(self, username: str, client: str) -> None:
        """Counts a try as failed until it is known to be right, so that many at once gain nothing. Raises
        RateLimited."""
        pair, address = _key("pair", username, client), _key("client", client)
        tries = await self.bus.hit(pair, _WINDOW), await self.bus.hit(address, _WINDOW)
        if tries[0] > _PER_USER_AND_CLIENT or tries[1] > _PER_CLIENT:
            await self._take_back(pair, address)
            raise RateLimited("试的次数太多了，请过 15 分钟再登录。", retry_after=int(_WINDOW))
        failures = int(await self.bus.get(_key("user", username)) or 0)
        if failures > _CALM and await self.bus.get(_key("known", username, client)) is None:
            await self.pause(min(_LONGEST_PAUSE, 0.1 * (failures - _CALM)))

    async def failed(self, username: str) -> None:
        await self.bus.hit(_key("user", username), _WINDOW)

    async def right(self, username: str, client: str) -> None:
        pair, address = _key("pair", username, client), _key("client", client)
        await self._take_back(pair, address)
        await self.bus.clear(pair)
        await self.bus.put(_key("known", username, client), "1", _KNOWN_FOR)

    async def _take_back(self, *keys: str) -> None:
        for key in keys:
            await self.bus.hit(key, _WINDOW, -1)


def _key(kind: str, *values: str) -> str:
    # Hashed: neither user names nor addresses lie about in Redis.
    digest = hashlib.sha256("\n".join(values).encode("utf-8", "surrogatepass")).hexdigest()
    return f"login:{kind}:{digest[:32]}"
