import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from tests.actions.calling import Actions
from tests.insurer.fixtures import insurer_database, knowledge, reference_core
from tests.insurer.running import (
    RunningCore,
    free_port,
    new_database,
    process,
    reference_insurer,
    silent_server,
)

__all__ = ["insurer_database", "knowledge", "reference_core"]


@contextmanager
def running_actions(
    insurer_url: str, token: str, settings: Mapping[str, str] | None = None
) -> Iterator[Actions]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {"INSURER_URL": insurer_url, "INSURER_TOKEN": token, **(settings or {})}
    with process("actions", ["--port", str(port)], environment, f"{url}/health"):
        yield Actions(url)


@pytest.fixture(scope="session")
def actions(reference_core: RunningCore) -> Iterator[Actions]:
    """The action server over the reference insurer."""
    with running_actions(reference_core.url, reference_core.token) as running:
        yield running


@pytest.fixture
def fresh_actions(insurer_database: str) -> Iterator[Actions]:
    """Over an insurer of its own: for tests that leave something behind that others would see."""
    database = asyncio.run(new_database(insurer_database))
    with reference_insurer(database) as core, running_actions(core.url, core.token) as running:
        yield running


@pytest.fixture(scope="session")
def actions_insurer_down() -> Iterator[Actions]:
    with running_actions(f"http://127.0.0.1:{free_port()}", "t") as running:
        yield running


@pytest.fixture(scope="session")
def actions_insurer_slow() -> Iterator[Actions]:
    with silent_server() as insurer, running_actions(insurer, "t") as running:
        yield running


@pytest.fixture(scope="session")
def actions_wrong_token(reference_core: RunningCore) -> Iterator[Actions]:
    with running_actions(reference_core.url, "wrong") as running:
        yield running


@pytest.fixture(scope="session")
def writable_insurer(insurer_database: str) -> Iterator[RunningCore]:
    """A reference insurer that tests write to; each takes days and customers of its own."""
    with reference_insurer(asyncio.run(new_database(insurer_database))) as core:
        yield core


@pytest.fixture(scope="session")
def writing(writable_insurer: RunningCore) -> Iterator[Actions]:
    """The action server over it."""
    with running_actions(writable_insurer.url, writable_insurer.token) as running:
        yield running
