"""Telling other systems."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from handoff.domain.webhooks import Delivery, Sent, Webhook


class Webhooks(Protocol):
    async def all(self) -> list[Webhook]:
        """Oldest first."""
        ...

    async def get(self, webhook_id: UUID) -> Webhook:
        """Raises NotFound."""
        ...

    async def insert(self, webhook: Webhook) -> None: ...

    async def save(self, webhook: Webhook, expected_version: int) -> bool:
        """False when the stored version is another."""
        ...

    async def remove(self, webhook_id: UUID) -> bool:
        """With its deliveries."""
        ...

    async def wanting(self, kind: str) -> list[UUID]:
        """Active ones that are told of this kind."""
        ...

    async def enqueue(
        self,
        webhook_ids: Sequence[UUID],
        kind: str,
        case_id: UUID | None,
        body: Mapping[str, Any],
        now: datetime,
    ) -> None: ...

    async def deliveries(self, webhook_id: UUID, before: int | None, limit: int) -> list[Delivery]:
        """Newest first, with positions below `before`."""
        ...

    async def lease(self, now: datetime, until: datetime, token: UUID, limit: int) -> list[Delivery]:
        """Due deliveries of active webhooks that nobody works on (SKIP LOCKED), their tries counted."""
        ...

    async def still_ours(self, delivery: Delivery, token: UUID) -> bool:
        """Locks it."""
        ...

    async def settle(self, delivery: Delivery) -> None:
        """Writes status, next try and result; gives the lease back."""
        ...

    async def mark_working(self, webhook_id: UUID) -> None: ...

    async def mark_failing(self, webhook_id: UUID, now: datetime) -> Webhook | None:
        """As it is then; None when it was removed. The first mark stays."""
        ...

    async def disable(self, webhook_id: UUID, reason: str) -> None:
        """And gives up what is still pending."""
        ...

    async def forget_before(self, moment: datetime) -> int:
        """Deliveries that are settled."""
        ...


class HookSender(Protocol):
    async def send(self, url: str, headers: Mapping[str, str], raw: bytes) -> Sent:
        """One POST. Never raises for what the receiver does."""
        ...


class SecretBox(Protocol):
    def seal(self, secret: str) -> str: ...

    def open(self, sealed: str) -> str | None:
        """None when it was sealed with another key, or is damaged."""
        ...
