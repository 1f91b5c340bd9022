"""What can go wrong with a turn, and its problem+json (docs/contracts.md section 2)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sanic.response import HTTPResponse


class TurnProblem(Exception):
    """A turn ends without an answer. `detail` is a plain sentence without anything a customer wrote."""

    status = 500
    code = "internal_error"
    title = "The turn failed"
    retry = False

    def __init__(self, detail: str = "", errors: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.errors = tuple(errors)


class RequestInvalid(TurnProblem):
    """`errors`: (field, what is wrong with it)."""

    status, code, title = 400, "request_invalid", "The request breaks the contract"


class TokenWrong(TurnProblem):
    status, code, title = 401, "token_wrong", "The bearer token is missing or wrong"


class RequestTooLarge(TurnProblem):
    status, code, title = 413, "request_too_large", "The request is larger than 1 MiB"


class NoModelLoaded(TurnProblem):
    status, code, title, retry = 503, "no_model", "No model is loaded yet", True


class ActionsUnavailable(TurnProblem):
    status, code, title, retry = (
        503,
        "actions_unavailable",
        "The actions server failed or cannot be reached",
        True,
    )


class DeadlinePassed(TurnProblem):
    status, code, title, retry = 504, "deadline_passed", "The turn took longer than its deadline", True


class ActionMisbehaved(TurnProblem):
    """An action sent something that is no reply or directive, or the policies ran in circles."""


def problem_response(problem: TurnProblem, correlation_id: str) -> HTTPResponse:
    body: dict[str, Any] = {
        "type": f"about:blank#{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
        "correlation_id": correlation_id or None,
    }
    if problem.retry:
        body["retry"] = True
    if problem.errors:
        body["errors"] = [{"field": field, "message": message} for field, message in problem.errors]
    return HTTPResponse(
        json.dumps(body, ensure_ascii=False), status=problem.status, content_type="application/problem+json"
    )
