"""Logs as one JSON object a line (or plain text), with the turn's correlation id; never what a customer wrote.

Rasa's own loggers print message texts at debug level; they are held at warning, and structlog goes the same way.
"""

from __future__ import annotations

import json
import logging
import sys
from contextvars import ContextVar
from datetime import datetime, timezone
from typing import Any

import structlog

correlation_id: ContextVar[str] = ContextVar("correlation_id", default="")
_OURS = "guanjia.bot"


class _JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(_fields(record), ensure_ascii=False, default=str)


class _TextFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        fields = _fields(record)
        head = f"{fields.pop('at')} {fields.pop('level'):7} {fields.pop('event')}"
        fields.pop("process", None)
        return head + "".join(f" {key}={value}" for key, value in fields.items())


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "at": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "process": "bot",
        # The arguments of foreign log calls may hold texts: their bare message says enough.
        "event": record.getMessage() if record.name.startswith(_OURS) else str(record.msg),
        "correlation_id": correlation_id.get() or None,
    }
    if not record.name.startswith(_OURS):
        fields["logger"] = record.name
    fields.update(getattr(record, "fields", {}))
    if record.exc_info and record.exc_info[0] is not None:
        # An exception's text may quote the request; its type and place do not.
        fields["error"] = record.exc_info[0].__name__
        fields["at_line"] = _innermost(record.exc_info[2])
    return {key: value for key, value in fields.items() if value is not None}


def _innermost(traceback: Any) -> str | None:
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    if traceback is None:
        return None
    return f"{traceback.tb_frame.f_code.co_filename}:{traceback.tb_lineno}"


def configure(level: str, form: str) -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(_TextFormatter() if form == "text" else _JsonFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(_OURS).setLevel(level)
    for name in ("sanic.root", "sanic.error", "sanic.access", "rasa", "asyncio"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.WARNING)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))


def log(event: str, level: int = logging.INFO, exc_info: bool = False, **fields: Any) -> None:
    logging.getLogger(_OURS).log(level, event, exc_info=exc_info, extra={"fields": fields})
