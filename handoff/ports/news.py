"""News of the insurer on its way to the customer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from handoff.domain.news import InsurerEvent, NewsRow, Notice


class News(Protocol):
    """Events from the insurer, in the order they came per subject (a claim, a pickup)."""

    async def add(self, event: InsurerEvent, correlation_id: str, now: datetime) -> bool:
        """False when its event_id is known already."""
        ...

    async def lease(self, now: datetime, until: datetime, token: UUID) -> list[NewsRow]:
        """The pending events of the subject that waits longest and that nobody works on, in order; at most
        ten."""
        ...

    async def still_ours(self, rows: Sequence[NewsRow], token: UUID) -> bool:
        """Locks them."""
        ...

    async def settle(self, row: NewsRow, status: str, reason: str | None) -> None: ...

    async def put_off(self, rows: Sequence[NewsRow], until: datetime, reason: str) -> None: ...

    async def told_since(self, subject: str, kind: str, moment: datetime) -> bool:
        """Whether one of that type that occurred later has been dealt with."""
        ...

    async def forget_before(self, moment: datetime) -> int: ...


class Notices(Protocol):
    """What a customer is to be told when he can be reached."""

    async def add(self, notice: Notice) -> None: ...

    async def lock_pending(self, customer_ref: str) -> list[Notice]:
        """Oldest first."""
        ...

    async def told(self, notice_id: UUID, message_id: UUID, now: datetime) -> None: ...

    async def reachable(self, limit: int) -> list[UUID]:
        """Conversations, begun or written in since, of customers with pending notices."""
        ...
