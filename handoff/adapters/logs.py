"""Structured logs on standard error: one line per event, the correlation id bound, identifiers taken out."""

import logging
import re
import sys
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from handoff.domain.redaction import redact

#: Never logged, whatever somebody passes: message texts, secrets, people.
_DROPPED = frozenset(
    {
        "text",
        "body",
        "message_text",
        "password",
        "token",
        "secret",
        "authorization",
        "cookie",
        "identity",
        "name",
        "display_name",
        "phone",
        "customer_ref",
        "channel_user_id",
    }
)
_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
#: PostgreSQL names the offending values here.
_DETAIL = re.compile(r"DETAIL:.*")
_MAX = 4000


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        if _UUID.fullmatch(value):
            return value
        return redact(_DETAIL.sub("DETAIL: [dropped]", value[:_MAX]))
    if isinstance(value, dict):
        return {k: "[dropped]" if str(k).lower() in _DROPPED else _clean(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(v) for v in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return _clean(str(value))


def take_out_identifiers(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """The last processor before rendering; it sees exception texts as well."""
    return {k: "[dropped]" if k.lower() in _DROPPED else _clean(v) for k, v in event.items()}


def setup_logs(level: str, form: str, stream: TextIO | None = None) -> None:
    """`form`: json | text. `stream`: standard error by default. Libraries' standard logging goes the same
    way."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            take_out_identifiers,
            renderer,
        ],
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for noisy in ("httpx", "httpcore", "asyncio", "alembic", "sanic.access"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, root.level))
