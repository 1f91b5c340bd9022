"""Where the database is: DATABASE_URL, and nothing else. The launcher sets it, also for the embedded
server's socket."""

import os
from collections.abc import Mapping

_SCHEMES = ("postgresql+asyncpg://", "postgresql://", "postgres://")


class DatabaseNotConfigured(Exception):
    """DATABASE_URL is missing or is not a PostgreSQL address."""


def database_url(environment: Mapping[str, str] = os.environ) -> str:
    """The SQLAlchemy address, always with the asyncpg driver. Raises DatabaseNotConfigured."""
    raw = environment.get("DATABASE_URL", "").strip()
    if not raw:
        raise DatabaseNotConfigured(
            "DATABASE_URL is not set; start the database first (python -m handoff database) or name your own."
        )
    for scheme in _SCHEMES:
        if raw.startswith(scheme):
            return "postgresql+asyncpg://" + raw.removeprefix(scheme)
    raise DatabaseNotConfigured("DATABASE_URL must start with postgresql://")
