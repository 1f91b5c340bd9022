"""Replies prepared beforehand; the audit log as it is read."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from handoff.domain.canned import CannedReply
from handoff.domain.records import AuditRow


class CannedReplies(Protocol):
    async def visible_to(self, user_id: UUID) -> list[CannedReply]:
        """Own ones and shared ones, by shortcut."""
        ...

    async def get(self, reply_id: UUID) -> CannedReply:
        """Raises NotFound."""
        ...

    async def insert(self, reply: CannedReply) -> bool:
        """False when its owner (or everybody) has that shortcut already."""
        ...

    async def save(self, reply: CannedReply, expected_version: int) -> bool:
        """False when the stored version is another. Raises Conflict for a shortcut that is taken."""
        ...

    async def remove(self, reply_id: UUID) -> None: ...

    async def has_shared(self) -> bool: ...


class AuditTrail(Protocol):
    async def page(
        self,
        *,
        actor: UUID | None,
        subject: str | None,
        since: datetime | None,
        until: datetime | None,
        before: int | None,
        limit: int,
    ) -> list[AuditRow]:
        """Newest first, with ids below `before`. `subject`: its beginning."""
        ...
