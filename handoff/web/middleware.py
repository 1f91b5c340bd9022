"""What happens around every request: correlation id, standing headers, access log, metrics. Never a query
string, never a path with
something in it: only the route's own template is logged and counted."""

from time import perf_counter
from typing import Any

import structlog
from prometheus_client import Counter, Histogram
from sanic import Request, Sanic
from sanic.response import BaseHTTPResponse

from handoff.config import Settings
from handoff.web.correlation import HEADER, correlation_id_of
from handoff.web.headers import cross_origin_headers, standing_headers

log = structlog.get_logger("handoff.access")

_REQUESTS = Counter("guanjia_http_requests_total", "HTTP answers", ["route", "method", "status"])
_SECONDS = Histogram(
    "guanjia_http_request_seconds",
    "From the request's head to the answer's (long polls wait on purpose)",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
_QUIET = frozenset({"isAlive", "isReady", "metrics"})
_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"})


def install(app: Sanic[Any, Any], settings: Settings) -> None:
    origins = settings.allowed_origins

    async def before(request: Request) -> None:
        request.ctx.started = perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(correlation_id=correlation_id_of(request))

    async def after(request: Request, response: BaseHTTPResponse) -> None:
        response.headers[HEADER] = correlation_id_of(request)
        for name, value in standing_headers(request.path, settings).items():
            response.headers.setdefault(name, value)
        for name, value in cross_origin_headers(request.path, request.headers.get("origin"), origins).items():
            response.headers.setdefault(name, value)
        _account_for(request, response.status)

    app.register_middleware(before, "request")
    app.register_middleware(after, "response")


def _account_for(request: Request, status: int) -> None:
    name = request.route.name.rpartition(".")[2] if request.route else "unmatched"
    method = request.method if request.method in _METHODS else "other"
    seconds = perf_counter() - getattr(request.ctx, "started", perf_counter())
    _REQUESTS.labels(name, method, status).inc()
    _SECONDS.labels(name).observe(seconds)
    if name not in _QUIET:
        log.info("request", route=name, method=method, status=status, ms=round(seconds * 1000, 1))
