"""Fixtures shared by tests/insurer, tests/actions and tests/contracts; imported by their conftest files."""

from collections.abc import Iterator

import pytest

from insurer.knowledge import Knowledge, load
from tests.insurer.running import RunningCore, postgres, reference_insurer


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped knowledge."""
    return load()


@pytest.fixture(scope="session")
def insurer_database() -> Iterator[str]:
    with postgres() as url:
        yield url


@pytest.fixture(scope="session")
def reference_core(insurer_database: str) -> Iterator[RunningCore]:
    """The reference insurer, running, with demo customers."""
    with reference_insurer(insurer_database) as core:
        yield core
