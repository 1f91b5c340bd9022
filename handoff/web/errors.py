"""From any exception to a problem document: the one place where errors become HTTP."""

import structlog
from sanic import HTTPResponse, Request
from sanic import exceptions as sanic_errors
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from handoff.domain.errors import GuanjiaError, InProgress, RateLimited
from handoff.web.correlation import correlation_id_of
from handoff.web.problems import KINDS, FieldProblem, HttpProblem, Kind
from handoff.web.schemas.base import FieldError, Problem

log = structlog.get_logger(__name__)

_SANIC_CODES: tuple[tuple[type[BaseException], str], ...] = (
    (sanic_errors.NotFound, "not_found"),
    (sanic_errors.MethodNotAllowed, "method_not_allowed"),
    (sanic_errors.PayloadTooLarge, "body_too_large"),
    (sanic_errors.RequestTimeout, "request_timeout"),
    (sanic_errors.ExpectationFailed, "expectation_failed"),
    (sanic_errors.RequestCancelled, "request_timeout"),
    (sanic_errors.ServiceUnavailable, "unavailable"),
    (sanic_errors.BadRequest, "bad_request"),
)

#: PostgreSQL's SQLSTATE classes and codes that say nothing about the request: connection (08), no such database
#: (3D), rolled back (40), no resources (53), lock not available (55P03), operator intervention (57).
_PASSING_STATES = ("08", "3D", "40", "53", "55P03", "57")


def respond_to_error(request: Request, error: Exception) -> HTTPResponse:
    """Sanic's handler of every exception. Logs what is our fault; what the caller did wrong is in the
    access log."""
    problem = as_problem(error)
    if problem.kind.code == "internal":
        log.error("request_failed", exc_info=error)
    elif problem.kind.status >= 500:
        log.error("request_failed", code=problem.kind.code, error=type(error).__name__)
    return problem_response(problem, correlation_id_of(request))


def as_problem(error: Exception) -> HttpProblem:
    if isinstance(error, HttpProblem):
        return error
    if isinstance(error, GuanjiaError):
        return _of_domain(error)
    if isinstance(error, sanic_errors.SanicException):
        return _of_sanic(error)
    if _is_outage(error):
        return HttpProblem("unavailable", headers={"Retry-After": "2"})
    return HttpProblem("internal")


def problem_response(problem: HttpProblem, correlation_id: str) -> HTTPResponse:
    kind = problem.kind
    document = Problem(
        type=f"/docs#{kind.code}",
        title=kind.title,
        status=kind.status,
        detail=problem.detail,
        code=kind.code,
        correlation_id=correlation_id,
        errors=tuple(FieldError(field=e.field, message=e.message) for e in problem.errors),
    )
    return HTTPResponse(
        document.model_dump_json(),
        status=kind.status,
        headers=problem.headers,
        content_type="application/problem+json",
    )


def _of_domain(error: GuanjiaError) -> HttpProblem:
    kind = KINDS.get(error.code) or Kind(error.code, error.status, error.code, error.detail)
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, RateLimited | InProgress) else {}
    errors = (FieldProblem("", error.detail),) if kind.code == "invalid" else ()
    return HttpProblem.of(kind, error.detail, errors=errors, headers=headers)


def _of_sanic(error: sanic_errors.SanicException) -> HttpProblem:
    if isinstance(error, sanic_errors.PayloadTooLarge) and "header" in str(error).lower():
        return HttpProblem("headers_too_large")
    code = next((code for kind, code in _SANIC_CODES if isinstance(error, kind)), None)
    if code is None:
        return HttpProblem("internal" if error.status_code >= 500 else "bad_request")
    return HttpProblem(code, headers={k: v for k, v in error.headers.items() if k == "Allow"})


def _is_outage(error: Exception) -> bool:
    """The database is away, restarting or overloaded: the caller may try again."""
    if isinstance(error, OSError | PoolTimeout):
        return True
    cause = error.orig if isinstance(error, DBAPIError) else error
    state = str(getattr(cause, "sqlstate", None) or "")
    invalidated = isinstance(error, DBAPIError) and error.connection_invalidated
    return invalidated or isinstance(cause, OSError) or state.startswith(_PASSING_STATES)
