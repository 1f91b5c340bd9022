"""The Sanic application, and serving it inside a running event loop."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sanic import HTTPResponse, Request, Sanic

from handoff.bootstrap import Hub
from handoff.web import middleware, pages
from handoff.web.errors import respond_to_error
from handoff.web.headers import CHAT_PREFIX
from handoff.web.pages import Builds
from handoff.web.routes import ALL
from handoff.web.serving import Endpoints
from handoff.web.sse import Streams

#: Sanic keeps every app by name for ever; a process (of tests) may have several.
_numbers = count(1)
_STOP_SECONDS = 5.0
#: What is refused as too large is answered at once, and then read and thrown away up to here: a caller
#: whose connection is torn
#: while he still writes never sees the answer. Routes have their own, smaller limits.
_DISCARD_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True)
class App:
    sanic: Sanic[Any, Any]
    streams: Streams
    endpoints: Endpoints


@dataclass(frozen=True)
class Address:
    host: str
    port: int


def create_app(hub: Hub, builds: Builds | None = None) -> App:
    number = next(_numbers)
    sanic: Sanic[Any, Any] = Sanic(f"guanjia_hub_{number}", configure_logging=False)
    sanic.config.update(
        {
            "AUTO_EXTEND": False,
            "TOUCHUP": number == 1,  # rewrites Sanic's own classes, which can be done once in a process
            "ACCESS_LOG": False,
            "MOTD": False,
            "REQUEST_MAX_SIZE": _DISCARD_BYTES,
            "REQUEST_TIMEOUT": 30,
            "FALLBACK_ERROR_FORMAT": "json",
        }
    )
    # Sanic's own loggers write whole URLs; what we want to know is in our access log.
    logging.getLogger("sanic.root").setLevel(logging.WARNING)
    streams = Streams()
    sanic.ctx.streams = streams
    endpoints = Endpoints(sanic, hub)
    for route in ALL:
        endpoints.mount(route)
    for path in sorted({route.path for route in ALL if route.path.startswith(CHAT_PREFIX)}):
        sanic.add_route(_preflight, path, methods=["OPTIONS"], name=f"preflight{path.replace('/', '_')}")
    sanic.add_route(_metrics, "/metrics", methods=["GET"], name="metrics")
    pages.install(sanic, hub.settings, builds or Builds())
    middleware.install(sanic, hub.settings)
    sanic.error_handler.add(Exception, respond_to_error)
    return App(sanic, streams, endpoints)


@asynccontextmanager
async def serving(app: App, host: str, port: int) -> AsyncIterator[Address]:
    """Serves until the block ends; `port` 0 takes a free one. At the end no new connection is taken, streams
    are told to end, writes that were begun are finished.

    Raises OSError when the address cannot be had."""
    server = await app.sanic.create_server(
        sock=listen(host, port),
        return_asyncio_server=True,
        access_log=False,
        asyncio_server_kwargs={"start_serving": False},
    )
    if server is None:
        raise RuntimeError("Sanic gave no server")
    running: Any = server  # the methods of AsyncioServer are not annotated
    await running.startup()
    await running.before_start()
    await running.start_serving()
    await running.after_start()
    name = running.server.sockets[0].getsockname()
    try:
        yield Address(name[0], name[1])
    finally:
        await _stop(app, running)


def listen(host: str, port: int) -> socket.socket:
    """Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=512)


async def _stop(app: App, server: Any) -> None:
    await server.before_stop()
    server.server.close()
    app.streams.stopping.set()
    for connection in list(server.connections):
        connection.close_if_idle()
    try:
        async with asyncio.timeout(_STOP_SECONDS):
            await app.endpoints.drain()
            while server.connections:
                await asyncio.sleep(0.02)
                for connection in list(server.connections):
                    connection.close_if_idle()
    except TimeoutError:
        for connection in list(server.connections):
            connection.abort()
    await server.after_stop()
    Sanic.unregister_app(app.sanic)


async def _preflight(_: Request) -> HTTPResponse:
    return HTTPResponse(status=204)


async def _metrics(_: Request) -> HTTPResponse:
    return HTTPResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)
