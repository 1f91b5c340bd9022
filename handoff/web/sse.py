"""Server-sent events over Sanic. Streams pull from the database as fast as the reader takes it, so a slow
reader costs one page of
memory and is cut off when it takes nothing for a while."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Self, cast

import structlog
from pydantic import BaseModel
from sanic import Request
from sanic.exceptions import RequestCancelled

from handoff.ports import Listener

log = structlog.get_logger(__name__)

PING_EVERY = timedelta(seconds=15)
#: A reader that takes nothing for so long has gone, or holds memory for nothing; it will come back with
#: its last id.
SEND_TIMEOUT = 20.0
_HEADERS = {"X-Accel-Buffering": "no", "Cache-Control": "no-store"}


@dataclass
class Heartbeat:
    now: Callable[[], datetime]
    _last: datetime | None = None

    def due(self) -> bool:
        """True once per PING_EVERY."""
        now = self.now()
        if self._last is None:
            self._last = now
        if now - self._last < PING_EVERY:
            return False
        self._last = now
        return True


@dataclass
class Streams:
    """All open streams of this process: told to end when the server stops, so that clients reconnect
    elsewhere at once."""

    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    open: int = 0


class EventStream:
    def __init__(self, request: Request, response: Any, streams: Streams) -> None:
        self._request = request
        self._response = response
        self.stopping = streams.stopping

    @classmethod
    @asynccontextmanager
    async def open(cls, request: Request) -> AsyncIterator[Self]:
        streams: Streams = request.app.ctx.streams
        response = await request.respond(content_type="text/event-stream; charset=utf-8", headers=_HEADERS)
        stream = cls(request, response, streams)
        streams.open += 1
        try:
            await stream._write("retry: 1000\n\n")
            yield stream
            await response.eof()
        except Exception as error:
            # Torn instead of ended well: the reader comes back with its last id.
            if not isinstance(error, TimeoutError | RequestCancelled):
                log.error("stream_failed", exc_info=error)
            _transport(request).abort()
        finally:
            streams.open -= 1

    @property
    def ended(self) -> bool:
        return self.stopping.is_set()

    async def send(self, event: str, data: BaseModel, event_id: str | None = None) -> None:
        identified = f"id: {event_id}\n" if event_id is not None else ""
        await self._write(f"{identified}event: {event}\ndata: {data.model_dump_json(by_alias=True)}\n\n")

    async def ping(self, event_id: str | None = None) -> None:
        """Keeps the connection alive; with an id also moves on where the reader would resume, past what it
        may not see."""
        await self._write(f"id: {event_id}\n: ping\n\n" if event_id else ": ping\n\n")

    async def _write(self, text: str) -> None:
        async with asyncio.timeout(SEND_TIMEOUT):
            await self._response.send(text)


def _transport(request: Request) -> asyncio.WriteTransport:
    return cast(asyncio.WriteTransport, request.transport)


async def pause(listener: Listener, seconds: float, stopping: asyncio.Event) -> None:
    """Until there is news, the time is over or the server stops."""
    waits = {asyncio.ensure_future(listener.wait(seconds)), asyncio.ensure_future(stopping.wait())}
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
        await asyncio.gather(*waits, return_exceptions=True)
