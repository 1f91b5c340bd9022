"""The reference insurer's HTTP server: bearer token, problem+json, OpenAPI at /docs."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import structlog
from sanic import HTTPResponse, Request, Sanic
from sanic.response import BaseHTTPResponse, html, json

from insurer.knowledge import Knowledge, load
from insurer.logs import correlation_id_of, error_fields
from insurer.reference import background, routes, routes_demo, routes_writing
from insurer.reference.core import Core
from insurer.reference.http import api
from insurer.reference.openapi import openapi_document
from insurer.reference.problems import install
from insurer.reference.seed import seed_demo
from insurer.reference.sender import Target
from insurer.reference.store import Store, StoreUnavailable
from insurer.working_days import local_day

_log = structlog.get_logger()
#: Imported for the routes they put on the blueprint.
ROUTES = (routes, routes_writing, routes_demo)
_DOCS_PAGE = Path(__file__).with_name("docs.html")


def utc_now() -> datetime:
    return datetime.now(UTC)


def create_app(
    store: Store,
    token: str,
    *,
    demo: bool = False,
    name: str = "insurer",
    knowledge: Knowledge | None = None,
    now: Callable[[], datetime] = utc_now,
    events: Target | None = None,
) -> Sanic[Any, Any]:
    """The application. With `demo` the demo customers are written before the first look-up of a day;
    `events`: where events go."""
    app: Sanic[Any, Any] = Sanic(name, configure_logging=False)
    app.config.ACCESS_LOG = False
    app.config.AUTO_EXTEND = False
    app.config.REQUEST_MAX_SIZE = 64 * 1024
    app.ctx.core = Core(store, knowledge or load(), now, token.encode())
    app.ctx.token = token.encode()
    app.ctx.demo = demo
    app.ctx.ensure_demo = partial(_ensure_demo, app)
    app.ctx.events = events
    app.ctx.openapi = openapi_document(demo=demo)
    app.blueprint(api)
    # Before the token is looked at, so that a refusal carries the correlation id too.
    app.register_middleware(_take_correlation_id, "request", priority=10)
    app.register_middleware(_log_answer, "response")
    app.add_route(_healthz, "/healthz")
    app.add_route(_docs_page, "/docs")
    app.add_route(_docs_json, "/docs/openapi.json")
    app.register_listener(_seed_at_start, "before_server_start")
    app.register_listener(_start_background, "after_server_start")
    app.register_listener(_stop_background, "before_server_stop")
    app.register_listener(_close_store, "after_server_stop")
    install(app)
    return app


async def _seed_at_start(app: Sanic[Any, Any]) -> None:
    try:
        await _ensure_demo(app)
    except StoreUnavailable as error:
        # Not fatal: the server answers 503 until the database is there, and seeds then.
        _log.warning("database_unavailable_at_start", **error_fields(error))


async def _start_background(app: Sanic[Any, Any]) -> None:
    app.ctx.background = asyncio.create_task(background.run(app.ctx.core, app.ctx.events))


async def _stop_background(app: Sanic[Any, Any]) -> None:
    app.ctx.background.cancel()
    await asyncio.gather(app.ctx.background, return_exceptions=True)


async def _close_store(app: Sanic[Any, Any]) -> None:
    await app.ctx.core.store.close()


async def _ensure_demo(app: Sanic[Any, Any]) -> None:
    if not app.ctx.demo or getattr(app.ctx, "seeded", False):
        return
    wrote = await seed_demo(app.ctx.core.store, local_day(app.ctx.core.now()), app.ctx.core.knowledge)
    app.ctx.seeded = True
    _log.info("demo_customers_ready", written=wrote)


async def _take_correlation_id(request: Request) -> None:
    request.ctx.started = time.perf_counter()
    request.ctx.correlation_id = correlation_id_of(request.headers.get("X-Correlation-Id"))
    structlog.contextvars.bind_contextvars(correlation_id=request.ctx.correlation_id)


async def _log_answer(request: Request, answer: BaseHTTPResponse) -> None:
    answer.headers["X-Correlation-Id"] = getattr(request.ctx, "correlation_id", "")
    route = request.route.path if request.route else "(none)"
    if route == "healthz":
        return
    took = time.perf_counter() - getattr(request.ctx, "started", time.perf_counter())
    # The route's pattern, not its path: the path holds the customer's reference.
    _log.info("request", method=request.method, route=route, status=answer.status, ms=round(took * 1000, 1))


async def _healthz(request: Request) -> HTTPResponse:
    await request.app.ctx.core.store.ping()
    await _ensure_demo(request.app)
    return json({"status": "ok"})


async def _docs_page(_: Request) -> HTTPResponse:
    return html(_DOCS_PAGE.read_text(encoding="utf-8"))


async def _docs_json(request: Request) -> HTTPResponse:
    return json(request.app.ctx.openapi)
