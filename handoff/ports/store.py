"""One transaction over everything."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from handoff.ports.conversation import Attachments, Conversations, Messages, Outbox
from handoff.ports.desk import Accounts, Cases, Clocks, Events, Signals
from handoff.ports.news import News, Notices


class Tx(Protocol):
    """One transaction."""

    @property
    def conversations(self) -> Conversations: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def clocks(self) -> Clocks: ...
    @property
    def signals(self) -> Signals: ...
    @property
    def events(self) -> Events: ...
    @property
    def attachments(self) -> Attachments: ...
    @property
    def news(self) -> News: ...
    @property
    def notices(self) -> Notices: ...
    @property
    def accounts(self) -> Accounts: ...


class Store(Protocol):
    def begin(self) -> AbstractAsyncContextManager[Tx]:
        """Commits when the block ends, rolls back when it raises."""
        ...

    async def ready(self) -> str | None:
        """None when the database answers and is at the newest migration; else a sentence."""
        ...
