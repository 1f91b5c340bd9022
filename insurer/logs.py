"""Structured logs for insurer and actions: one line per event, one correlation id, never a message text or a
name."""

import logging
import re
import sys
import traceback
import uuid
from typing import Any

import structlog

_CORRELATION_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def configure_logging(process: str, level: str = "INFO", style: str = "json") -> None:
    """Sends structlog and the standard library's loggers to stderr. `style`: json or text."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_exception_text,
    ]
    last: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if style == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in ("httpx", "httpcore", "sanic.access", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(process=process)


def _without_exception_text(_: Any, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    found = event.pop("exc_info", None)
    error = sys.exc_info()[1] if found is True else found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        event.update(error_fields(error))
    return event


def correlation_id_of(given: str | None) -> str:
    """The caller's id when it is well formed, else a new one."""
    return given if given and _CORRELATION_ID.fullmatch(given) else str(uuid.uuid4())


def error_fields(error: BaseException) -> dict[str, Any]:
    """What may be logged of an exception: its type and where it was raised; its text could quote a
    customer."""
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "error": type(error).__name__,
        "where": [f"{frame.filename.rsplit('/', 2)[-1]}:{frame.lineno}" for frame in frames[-4:]],
    }
