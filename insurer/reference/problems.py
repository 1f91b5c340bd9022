"""problem+json answers of the reference insurer, in one place."""

from typing import Any

import structlog
from sanic import HTTPResponse, Request, Sanic
from sanic.exceptions import SanicException
from sanic.response import raw

from insurer.api import ErrorCode, FieldError, Problem
from insurer.logs import error_fields
from insurer.reference.refusals import InvalidFields, KeyConflict, NotAllowed, NotThere
from insurer.reference.store import StoreUnavailable

_log = structlog.get_logger()
_TITLES: dict[int, str] = {
    400: "Bad request",
    401: "Unauthorized",
    404: "Not found",
    405: "Method not allowed",
    409: "Conflict",
    413: "Too large",
    422: "Unprocessable",
    500: "Internal error",
    503: "Service unavailable",
}


class Refused(Exception):
    """An answer that is not the wanted one. `detail` is a plain sentence for people."""

    def __init__(self, status: int, code: ErrorCode, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.code: ErrorCode = code
        self.detail = detail


def problem(
    request: Request, status: int, code: ErrorCode, detail: str, errors: tuple[FieldError, ...] = ()
) -> HTTPResponse:
    body = Problem(
        title=_TITLES.get(status, "Error"),
        status=status,
        detail=detail,
        code=code,
        correlation_id=getattr(request.ctx, "correlation_id", None),
        errors=errors,
    )
    headers = {"Retry-After": "1"} if status == 503 else {}
    return raw(
        body.model_dump_json().encode(),
        status=status,
        headers=headers,
        content_type="application/problem+json",
    )


def install(app: Sanic[Any, Any]) -> None:
    """Every error leaves as problem+json; unexpected ones are logged without their text."""

    @app.exception(Exception)
    async def answer(request: Request, error: Exception) -> HTTPResponse:
        return _refusal(request, error) or _failure(request, error)


def _refusal(request: Request, error: Exception) -> HTTPResponse | None:
    """What the caller asked wrongly, or cannot have."""
    match error:
        case Refused():
            return problem(request, error.status, error.code, error.detail)
        case NotThere():
            return problem(request, 404, "not_found", "没有找到。")
        case NotAllowed():
            return problem(request, 409, "not_allowed", error.sentence)
        case KeyConflict():
            return problem(request, 409, "conflict", "这个 Idempotency-Key 已经用在另一个请求上了。")
        case InvalidFields():
            return problem(request, 422, "invalid", "有几项填得不对。", error.errors)
    return None


def _failure(request: Request, error: Exception) -> HTTPResponse:
    if isinstance(error, StoreUnavailable):
        _log.error("database_unavailable", **error_fields(error))
        return problem(request, 503, "unavailable", "数据库暂时连不上，请稍后再试。")
    if isinstance(error, SanicException) and error.status_code < 500:
        code: ErrorCode = "not_found" if error.status_code == 404 else "invalid"
        return problem(request, error.status_code, code, "没有这样的地址或请求方式。")
    _log.error("request_failed", **error_fields(error))
    return problem(request, 500, "unavailable", "系统出了问题，请稍后再试。")
