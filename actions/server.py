"""The actions server: rasa-sdk's application, without its gRPC, tracing and plugins, with our errors and
logs."""

import logging
import warnings
from typing import Any

import structlog
from rasa_sdk.endpoint import create_app as sdk_app
from rasa_sdk.executor import ActionExecutor
from sanic import HTTPResponse, Request, Sanic
from sanic.exceptions import SanicException
from sanic.handlers import ErrorHandler
from sanic.response import json

from actions.resources import close_insurer, knowledge
from insurer.logs import error_fields

_log = structlog.get_logger()
_MAX_BODY = 8 * 1024 * 1024


def create_app() -> Sanic[Any, Any]:
    """Loads every module of this package and all knowledge. Raises KnowledgeError."""
    knowledge()
    # rasa-sdk 3.21 serves Rasa 3.6 (tested) and says so in a warning for every call.
    warnings.filterwarnings("ignore", module=r"rasa_sdk\.utils")
    logging.getLogger("rasa_sdk").setLevel(logging.WARNING)
    executor = ActionExecutor()
    executor.register_package("actions")
    app: Sanic[Any, Any] = sdk_app(executor, cors_origins=[])
    app.config.ACCESS_LOG = False
    app.config.AUTO_EXTEND = False
    app.config.REQUEST_MAX_SIZE = _MAX_BODY
    # The SDK's own handler sends the request, with the customer's words, back and logs the error's text.
    app.error_handler = ErrorHandler()
    app.exception(Exception)(_failed)
    app.register_middleware(_refuse_malformed, "request")
    app.register_listener(_close, "after_server_stop")
    return app


async def _refuse_malformed(request: Request) -> HTTPResponse | None:
    """The SDK takes any JSON for a call and falls over it."""
    if request.path != "/webhook" or "content-encoding" in request.headers or not request.body:
        return None
    call = request.json
    if isinstance(call, dict) and isinstance(call.get("tracker"), dict):
        return None
    return json({"error": "MalformedCall"}, status=400)


async def _failed(_: Request, error: Exception) -> HTTPResponse:
    if isinstance(error, SanicException) and error.status_code < 500:
        return json({"error": type(error).__name__}, status=error.status_code)
    _log.error("action_failed", **error_fields(error))
    return json({"error": type(error).__name__}, status=500)


async def _close(_: Sanic[Any, Any]) -> None:
    await close_insurer()
