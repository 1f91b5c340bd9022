"""Migrations make exactly the tables that the code knows; constraints say what must never be."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.adapters.sql import migrate
from handoff.adapters.sql.store import SqlStore
from handoff.adapters.sql.tables import metadata
from handoff.domain.conversation import Contact

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.filterwarnings("ignore:Did not recognize type 'xid8'")
async def test_migrations_and_tables_agree(engine: AsyncEngine) -> None:
    def differences(connection: Connection) -> list[Any]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    assert await migrate.current(engine) == migrate.newest()
    assert await SqlStore(engine).ready() is None


async def test_constraints_agree_too(engine: AsyncEngine) -> None:
    """Autogenerate does not compare CHECKs."""
    async with engine.connect() as connection:
        found = await connection.execute(
            text(
                "SELECT conname FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace"
            )
        )
        named = {name for (name,) in found}
    wanted = {
        c.name for t in metadata.tables.values() for c in t.constraints if str(c.name).startswith("ck_")
    }
    assert named == wanted


async def test_down_and_up_again(engine: AsyncEngine) -> None:
    from alembic import command  # noqa: PLC0415 - only here

    def down(connection: Connection) -> None:
        config = migrate._config()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")

    async with engine.begin() as connection:
        await connection.run_sync(down)
    problem = await SqlStore(engine).ready()
    assert problem is not None
    assert "python -m handoff migrate" in problem
    await migrate.upgrade(engine)
    await migrate.upgrade(engine)
    assert await SqlStore(engine).ready() is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE conversations SET floor = 'nobody'",
        "UPDATE conversations SET floor = 'butler'",
        "UPDATE conversations SET holder_id = gen_random_uuid()",
    ],
)
async def test_an_impossible_floor_is_refused(engine: AsyncEngine, statement: str) -> None:
    async with SqlStore(engine).begin() as tx:
        await tx.conversations.upsert(Contact("web", "default", "C1"), NOW)
    with pytest.raises(IntegrityError):
        async with engine.begin() as connection:
            await connection.execute(text(statement))


async def test_two_open_cases_of_one_conversation_are_refused(engine: AsyncEngine) -> None:
    async with SqlStore(engine).begin() as tx:
        conversation = await tx.conversations.upsert(Contact("web", "default", "C1"), NOW)
    insert = text(
        "INSERT INTO cases (id, number, conversation_id, status, priority, codes, evidence, summary, goal,"
        " reason, context, version, opened_at) VALUES (:id, :number, :conversation, 'waiting', 'P1', '{}', '[]',"
        " '', '', '', '{}', 1, now())"
    )
    async with engine.begin() as connection:
        await connection.execute(insert, {"id": uuid4(), "number": "A1", "conversation": conversation.id})
    with pytest.raises(IntegrityError):
        async with engine.begin() as connection:
            await connection.execute(insert, {"id": uuid4(), "number": "A2", "conversation": conversation.id})


async def test_a_signal_with_neither_case_nor_reason_is_refused(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        definition = await connection.scalar(
            text(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_escalation_signals_settled'"
            )
        )
    assert definition == "CHECK (((case_id IS NULL) <> (no_case_reason IS NULL)))"


async def test_what_is_told_of_a_contact_is_kept(engine: AsyncEngine) -> None:
    store = SqlStore(engine)
    async with store.begin() as tx:
        first = await tx.conversations.upsert(Contact("web", "default", "C1", "C1"), NOW)
        named = await tx.conversations.upsert(
            Contact("web", "default", "C1", "C1", "王*明", "linxiao", "林晓"), NOW
        )
        again = await tx.conversations.upsert(Contact("web", "default", "C1"), NOW)
    assert first.id == named.id == again.id
    assert (first.display_name, named.display_name, again.display_name) == (None, "王*明", "王*明")
    assert (again.butler_username, again.butler_name) == ("linxiao", "林晓")
