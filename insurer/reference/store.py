"""Reads customers, policies and claims from PostgreSQL as wire types. One repeatable-read transaction per
call."""

from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Select, Table, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.schema import CreateSchema

from insurer.api import Claim, Customer, Policy
from insurer.reference import tables as t

#: Any constant will do: it only keeps two starting servers from creating the tables at once.
_SCHEMA_LOCK = 7_310_452
_CONNECT_SECONDS = 3
_STATEMENT_SECONDS = 5


class StoreUnavailable(Exception):
    """The database cannot be reached or broke off."""


class Store:
    """The insurer's records. The schema is made at first use, so the server may start before its database
    does."""

    def __init__(self, url: str) -> None:
        self._engine = create_async_engine(
            url,
            pool_size=5,
            max_overflow=5,
            pool_pre_ping=True,
            pool_timeout=_CONNECT_SECONDS,
            connect_args={"timeout": _CONNECT_SECONDS, "command_timeout": _STATEMENT_SECONDS},
        )
        self._prepared = False

    async def close(self) -> None:
        await self._engine.dispose()

    async def ping(self) -> None:
        """Raises StoreUnavailable."""
        async with self.transaction() as connection:
            await connection.execute(text("SELECT 1"))

    async def customer(self, ref: str) -> Customer | None:
        async with self.transaction() as connection:
            found = await rows(connection, select(t.customers).where(t.customers.c.ref == ref))
        return Customer.model_validate(found[0]) if found else None

    async def policies(self, ref: str) -> tuple[Policy, ...] | None:
        """None when there is no such customer."""
        query = select(t.policies).where(t.policies.c.customer_ref == ref)
        async with self.transaction() as connection:
            if not await customer_exists(connection, ref):
                return None
            newest_first = query.order_by(t.policies.c.effective_date.desc(), t.policies.c.policy_no)
            found = await rows(connection, newest_first)
        return tuple(Policy.model_validate(row) for row in found)

    async def claims(self, ref: str) -> tuple[Claim, ...] | None:
        """Newest first; None when there is no such customer."""
        query = select(t.claims).where(t.claims.c.customer_ref == ref)
        async with self.transaction() as connection:
            if not await customer_exists(connection, ref):
                return None
            newest_first = query.order_by(t.claims.c.reported_at.desc(), t.claims.c.claim_no)
            return await with_details(connection, await rows(connection, newest_first))

    async def claim(self, claim_no: str, customer_ref: str) -> Claim | None:
        query = select(t.claims).where(
            t.claims.c.claim_no == claim_no, t.claims.c.customer_ref == customer_ref
        )
        async with self.transaction() as connection:
            found = await with_details(connection, await rows(connection, query))
        return found[0] if found else None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """Raises StoreUnavailable for whatever goes wrong at the database."""
        try:
            if not self._prepared:
                await self._prepare()
            async with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            raise StoreUnavailable(type(error).__name__) from error

    async def _prepare(self) -> None:
        async with self._engine.begin() as connection:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SCHEMA_LOCK})
            await connection.execute(CreateSchema(t.SCHEMA, if_not_exists=True))
            await connection.run_sync(t.metadata.create_all)
        self._prepared = True


async def rows(connection: AsyncConnection, query: Select[Any]) -> list[Mapping[str, Any]]:
    return [dict(row) for row in (await connection.execute(query)).mappings()]


async def customer_exists(connection: AsyncConnection, ref: str) -> bool:
    return bool(await rows(connection, select(t.customers.c.ref).where(t.customers.c.ref == ref)))


async def with_details(connection: AsyncConnection, found: Iterable[Mapping[str, Any]]) -> tuple[Claim, ...]:
    claims = list(found)
    numbers = [row["claim_no"] for row in claims]
    events = await _by_claim(connection, t.claim_events, numbers)
    missing = await _by_claim(connection, t.missing_documents, numbers)
    decided = await _by_claim(connection, t.decisions, numbers)
    paid = await _by_claim(connection, t.payments, numbers)
    return tuple(
        Claim.model_validate(
            {
                **row,
                "events": events[row["claim_no"]],
                "missing_documents": missing[row["claim_no"]],
                "decision": next(iter(decided[row["claim_no"]]), None),
                "payment": next(iter(paid[row["claim_no"]]), None),
            }
        )
        for row in claims
    )


async def _by_claim(
    connection: AsyncConnection, table: Table, numbers: list[str]
) -> defaultdict[str, list[Mapping[str, Any]]]:
    grouped: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    if not numbers:
        return grouped
    query = select(table).where(table.c.claim_no.in_(numbers)).order_by(*table.primary_key.columns)
    for row in await rows(connection, query):
        grouped[row["claim_no"]].append(row)
    return grouped
