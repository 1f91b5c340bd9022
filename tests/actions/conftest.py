from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.actions.calling import Actions
from tests.insurer.fixtures import insurer_database, knowledge, reference_core
from tests.insurer.running import RunningCore, free_port, process, silent_server

__all__ = ["insurer_database", "knowledge", "reference_core"]


@contextmanager
def running_actions(insurer_url: str, token: str) -> Iterator[Actions]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {"INSURER_URL": insurer_url, "INSURER_TOKEN": token}
    with process("actions", ["--port", str(port)], environment, f"{url}/health"):
        yield Actions(url)


@pytest.fixture(scope="session")
def actions(reference_core: RunningCore) -> Iterator[Actions]:
    """The action server over the reference insurer."""
    with running_actions(reference_core.url, reference_core.token) as running:
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
