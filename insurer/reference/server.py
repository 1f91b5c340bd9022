"""The reference insurer's HTTP server: reads only, bearer token, problem+json, OpenAPI at /docs."""

import hmac
import re
import time
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from pydantic import BaseModel
from sanic import Blueprint, HTTPResponse, Request, Sanic
from sanic.response import BaseHTTPResponse, html, json, raw

from insurer.api import REFERENCE_PATTERN, ClaimList, PolicyList
from insurer.logs import correlation_id_of, error_fields
from insurer.reference.openapi import openapi_document
from insurer.reference.problems import Refused, install
from insurer.reference.seed import seed_demo
from insurer.reference.store import Store, StoreUnavailable

_log = structlog.get_logger()
_SHANGHAI = ZoneInfo("Asia/Shanghai")
_REFERENCE = re.compile(REFERENCE_PATTERN)
_DOCS_PAGE = Path(__file__).with_name("docs.html")

api = Blueprint("v1", url_prefix="/v1")


def create_app(store: Store, token: str, *, demo: bool = False, name: str = "insurer") -> Sanic[Any, Any]:
    """The application. With `demo` the demo customers are written before the first look-up of a day."""
    app: Sanic[Any, Any] = Sanic(name, configure_logging=False)
    app.config.ACCESS_LOG = False
    app.config.AUTO_EXTEND = False
    app.config.REQUEST_MAX_SIZE = 64 * 1024
    app.ctx.store = store
    app.ctx.token = token.encode()
    app.ctx.demo = demo
    app.ctx.openapi = openapi_document()
    app.blueprint(api)
    # Before the token is looked at, so that a refusal carries the correlation id too.
    app.register_middleware(_take_correlation_id, "request", priority=10)
    app.register_middleware(_log_answer, "response")
    app.add_route(_healthz, "/healthz")
    app.add_route(_docs_page, "/docs")
    app.add_route(_docs_json, "/docs/openapi.json")
    app.register_listener(_seed_at_start, "before_server_start")
    app.register_listener(_close_store, "after_server_stop")
    install(app)
    return app


async def _seed_at_start(app: Sanic[Any, Any]) -> None:
    try:
        await _ensure_demo(app)
    except StoreUnavailable as error:
        # Not fatal: the server answers 503 until the database is there, and seeds then.
        _log.warning("database_unavailable_at_start", **error_fields(error))


async def _close_store(app: Sanic[Any, Any]) -> None:
    await app.ctx.store.close()


async def _ensure_demo(app: Sanic[Any, Any]) -> None:
    if not app.ctx.demo or getattr(app.ctx, "seeded", False):
        return
    wrote = await seed_demo(app.ctx.store, datetime.now(_SHANGHAI).date())
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
    await request.app.ctx.store.ping()
    await _ensure_demo(request.app)
    return json({"status": "ok"})


async def _docs_page(_: Request) -> HTTPResponse:
    return html(_DOCS_PAGE.read_text(encoding="utf-8"))


async def _docs_json(request: Request) -> HTTPResponse:
    return json(request.app.ctx.openapi)


@api.on_request
async def _authenticate(request: Request) -> None:
    given = request.token or ""
    if not hmac.compare_digest(given.encode(), request.app.ctx.token):
        raise Refused(401, "forbidden", "没有访问权限。")
    await _ensure_demo(request.app)


def _reference(value: str | None, what: str) -> str:
    if value is None or not _REFERENCE.fullmatch(value):
        raise Refused(400, "invalid", f"{what}格式不对。")
    return value


def _found[T](value: T | None) -> T:
    if value is None:
        raise Refused(404, "not_found", "没有找到。")
    return value


def _answer(body: BaseModel) -> HTTPResponse:
    return raw(body.model_dump_json().encode(), content_type="application/json")


@api.get("/customers/<ref:str>")
async def customer(request: Request, ref: str) -> HTTPResponse:
    store: Store = request.app.ctx.store
    return _answer(_found(await store.customer(_reference(ref, "客户编号"))))


@api.get("/customers/<ref:str>/policies")
async def policies(request: Request, ref: str) -> HTTPResponse:
    store: Store = request.app.ctx.store
    return _answer(PolicyList(items=_found(await store.policies(_reference(ref, "客户编号")))))


@api.get("/customers/<ref:str>/claims")
async def claims(request: Request, ref: str) -> HTTPResponse:
    store: Store = request.app.ctx.store
    return _answer(ClaimList(items=_found(await store.claims(_reference(ref, "客户编号")))))


@api.get("/claims/<claim_no:str>")
async def claim(request: Request, claim_no: str) -> HTTPResponse:
    store: Store = request.app.ctx.store
    owner = _reference(request.args.get("customer_ref"), "客户编号")
    return _answer(_found(await store.claim(_reference(claim_no, "赔案号"), owner)))
