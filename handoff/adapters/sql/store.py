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
from handoff.adapters.sql.audit import SqlAuditTrail
from handoff.adapters.sql.board import SqlBoard
from handoff.adapters.sql.canned import SqlCannedReplies
from handoff.adapters.sql.cases import SqlCases
from handoff.adapters.sql.clocks import SqlClocks
from handoff.adapters.sql.conversations import SqlConversations
from handoff.adapters.sql.desk_settings import SqlDeskSettings
from handoff.adapters.sql.events import SqlEvents
from handoff.adapters.sql.follow_ups import SqlFollowUps
from handoff.adapters.sql.idempotency import SqlIdempotency
from handoff.adapters.sql.messages import SqlMessages
from handoff.adapters.sql.news import SqlNews
from handoff.adapters.sql.notices import SqlNotices
from handoff.adapters.sql.offers import SqlOffers
from handoff.adapters.sql.outbox import SqlOutbox
from handoff.adapters.sql.presence import SqlButlers, SqlPresences
from handoff.adapters.sql.promises import SqlPromises
from handoff.adapters.sql.queue import SqlQueue
from handoff.adapters.sql.reports import SqlReports
from handoff.adapters.sql.settled_cases import SqlSettledCases
from handoff.adapters.sql.signals import SqlSignals
from handoff.adapters.sql.voices import SqlVoices
from handoff.adapters.sql.waiting import SqlWaiting
from handoff.adapters.sql.webhooks import SqlWebhooks


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
    def waiting(self) -> SqlWaiting:
        return SqlWaiting(self._connection)

    @cached_property
    def follow_ups(self) -> SqlFollowUps:
        return SqlFollowUps(self._connection)

    @cached_property
    def voices(self) -> SqlVoices:
        return SqlVoices(self._connection)

    @cached_property
    def accounts(self) -> SqlAccounts:
        return SqlAccounts(self._connection)

    @cached_property
    def presences(self) -> SqlPresences:
        return SqlPresences(self._connection)

    @cached_property
    def butlers(self) -> SqlButlers:
        return SqlButlers(self._connection)

    @cached_property
    def offers(self) -> SqlOffers:
        return SqlOffers(self._connection)

    @cached_property
    def queue(self) -> SqlQueue:
        return SqlQueue(self._connection)

    @cached_property
    def settled_cases(self) -> SqlSettledCases:
        return SqlSettledCases(self._connection)

    @cached_property
    def promises(self) -> SqlPromises:
        return SqlPromises(self._connection)

    @cached_property
    def desk_settings(self) -> SqlDeskSettings:
        return SqlDeskSettings(self._connection)

    @cached_property
    def idempotency(self) -> SqlIdempotency:
        return SqlIdempotency(self._connection)

    @cached_property
    def canned(self) -> SqlCannedReplies:
        return SqlCannedReplies(self._connection)

    @cached_property
    def audit_trail(self) -> SqlAuditTrail:
        return SqlAuditTrail(self._connection)

    @cached_property
    def reports(self) -> SqlReports:
        return SqlReports(self._connection)

    @cached_property
    def board(self) -> SqlBoard:
        return SqlBoard(self._connection)

    @cached_property
    def webhooks(self) -> SqlWebhooks:
        return SqlWebhooks(self._connection)


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
