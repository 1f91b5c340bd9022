"""The Store port on PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from handoff.adapters.sql import desk_tables, migrate  # noqa: F401 - its tables belong to the metadata
from handoff.adapters.sql.accounts import SqlAccounts
from handoff.adapters.sql.attachments import SqlAttachments
from handoff.adapters.sql.cases import SqlCases
from handoff.adapters.sql.clocks import SqlClocks
from handoff.adapters.sql.conversations import SqlConversations
from handoff.adapters.sql.events import SqlEvents
from handoff.adapters.sql.messages import SqlMessages
from handoff.adapters.sql.news import SqlNews
from handoff.adapters.sql.notices import SqlNotices
from handoff.adapters.sql.outbox import SqlOutbox
from handoff.adapters.sql.signals import SqlSignals


class SqlTx:
    """One transaction on one connection."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @cached_property
    def conversations(self) -> SqlConversations:
        return SqlConversations(self._connection)

    @cached_property
    def messages(self) -> SqlMessages:
        return SqlMessages(self._connection)

    @cached_property
    def outbox(self) -> SqlOutbox:
        return SqlOutbox(self._connection)

    @cached_property
    def cases(self) -> SqlCases:
        return SqlCases(self._connection)

    @cached_property
    def clocks(self) -> SqlClocks:
        return SqlClocks(self._connection)

    @cached_property
    def signals(self) -> SqlSignals:
        return SqlSignals(self._connection)

    @cached_property
    def events(self) -> SqlEvents:
        return SqlEvents(self._connection)

    @cached_property
    def attachments(self) -> SqlAttachments:
        return SqlAttachments(self._connection)

    @cached_property
    def news(self) -> SqlNews:
        return SqlNews(self._connection)

    @cached_property
    def notices(self) -> SqlNotices:
        return SqlNotices(self._connection)

    @cached_property
    def accounts(self) -> SqlAccounts:
        return SqlAccounts(self._connection)


@dataclass(frozen=True)
class SqlStore:
    engine: AsyncEngine

    def begin(self) -> AbstractAsyncContextManager[SqlTx]:
        return self._transaction()

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[SqlTx]:
        async with self.engine.begin() as connection:
            yield SqlTx(connection)

    async def answers(self) -> str | None:
        """None when the database answers; else a sentence."""
        try:
            async with self.engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            cause = getattr(error, "orig", None) or error
            return f"the database does not answer ({type(cause).__name__})"
        return None

    async def ready(self) -> str | None:
        problem = await self.answers()
        if problem is not None:
            return problem
        found, wanted = await migrate.current(self.engine), migrate.newest()
        if found == wanted:
            return None
        return (
            f"the database is at revision {found}, this code needs {wanted}: run `python -m handoff migrate`"
        )
