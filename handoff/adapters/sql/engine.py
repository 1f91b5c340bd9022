"""Connections: from DATABASE_URL, or from the embedded PostgreSQL that runs in VAR_DIR/postgres."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

#: A statement or a wait for a row that takes longer than this has gone wrong; in milliseconds.
STATEMENT_TIMEOUT_MS = 15_000
LOCK_TIMEOUT_MS = 10_000

#: The database that `python -m handoff database` makes in its server.
EMBEDDED_DATABASE = "guanjia"


class DatabaseNotRunning(Exception):
    """The embedded database is wanted, but does not run; the message is one clear sentence."""


def async_url(url: str) -> URL:
    """DATABASE_URL in any usual spelling (postgres://, postgresql://, +driver) as SQLAlchemy's asyncpg
    address.

    Raises ValueError with one clear sentence (without the password)."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ValueError(
            "DATABASE_URL is not a database address (postgresql://user:password@host/name)"
        ) from None
    if parsed.get_backend_name() not in ("postgresql", "postgres"):
        raise ValueError(f"DATABASE_URL must be PostgreSQL, not {parsed.get_backend_name()}")
    return parsed.set(drivername="postgresql+asyncpg")


def embedded_url(pgdata: Path) -> URL:
    """Where the embedded server of `pgdata` listens, as its postmaster.pid says (lines: pid, data, start,
    port, socket folder, host).

    Raises DatabaseNotRunning."""
    try:
        lines = (pgdata / "postmaster.pid").read_text().splitlines()
        port, folder, host = int(lines[3]), lines[4].strip(), lines[5].strip()
    except (OSError, IndexError, ValueError):
        raise DatabaseNotRunning(
            f"the embedded database in {pgdata} is not running: start it with `python -m handoff database`,"
            " or set DATABASE_URL"
        ) from None
    base = URL.create("postgresql+asyncpg", username="postgres", database=EMBEDDED_DATABASE, port=port)
    return base.set(query={"host": folder}) if folder else base.set(host=host or "127.0.0.1")


def database_url(configured: str | None, var_dir: Path) -> URL:
    """Raises DatabaseNotRunning, ValueError."""
    return async_url(configured) if configured else embedded_url(var_dir / "postgres")


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def make_engine(url: URL, pool: int = 10) -> AsyncEngine:
    """`pool`: connections kept; as many more may be opened for a while."""
    return create_async_engine(
        url,
        pool_size=pool,
        max_overflow=pool,
        pool_timeout=10,
        pool_pre_ping=True,
        json_serializer=_dump,
        hide_parameters=True,  # parameters are message texts and names: never in a log
        connect_args={
            "timeout": 5,
            "server_settings": {
                "application_name": "guanjia-hub",
                "statement_timeout": str(STATEMENT_TIMEOUT_MS),
                "lock_timeout": str(LOCK_TIMEOUT_MS),
                "idle_in_transaction_session_timeout": "30000",
                "timezone": "UTC",
            },
        },
    )
