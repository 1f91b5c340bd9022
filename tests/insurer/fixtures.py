"""Fixtures shared by tests/insurer, tests/actions and tests/contracts; imported by their conftest files."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete

from insurer.knowledge import Knowledge, load
from insurer.reference import tables as t
from insurer.reference.database import database_url
from insurer.reference.seed import seed_demo
from insurer.reference.store import Store
from insurer.working_days import local_day
from tests.insurer.running import RunningCore, new_database, postgres, reference_insurer


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
    """The reference insurer, running, with demo customers; for reading."""
    with reference_insurer(insurer_database) as core:
        yield core


@pytest.fixture
async def own_database(insurer_database: str) -> str:
    """The address of a new, empty database."""
    return await new_database(insurer_database)


@pytest.fixture
async def store(own_database: str) -> AsyncIterator[Store]:
    own = Store(database_url({"DATABASE_URL": own_database}))
    yield own
    await own.close()


@pytest.fixture(scope="session")
async def writable_insurer(insurer_database: str) -> AsyncIterator[tuple[RunningCore, Store]]:
    """A reference insurer that is written to, and its store."""
    database = await new_database(insurer_database)
    own = Store(database_url({"DATABASE_URL": database}))
    with reference_insurer(database) as core:
        yield core, own
    await own.close()


@pytest.fixture
async def writable_core(writable_insurer: tuple[RunningCore, Store], knowledge: Knowledge) -> RunningCore:
    """A reference insurer to be written to, as it is on its first day."""
    core, own = writable_insurer
    await bring_to_first_day(own, knowledge)
    return core


async def bring_to_first_day(store: Store, knowledge: Knowledge) -> None:
    """Takes back all that was written to a running reference insurer."""
    # Deletes, not TRUNCATE: the server's own tasks read meanwhile, and a table lock would deadlock with them.
    async with store.transaction() as connection:
        for table in (t.customers, t.idempotency, t.outbox, t.demo_seed):
            await connection.execute(delete(table))
    await seed_demo(store, local_day(datetime.now(UTC)), knowledge)
