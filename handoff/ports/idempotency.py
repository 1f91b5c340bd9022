"""Writes that are asked for again with the same key."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from handoff.domain.idempotency import Earlier


class Idempotency(Protocol):
    async def reserve(
        self, user_id: UUID, key: str, fingerprint: str, now: datetime, *, abandoned: datetime, old: datetime
    ) -> Earlier | None:
        """None: the key is ours from `now` on. Else what it stands for. A key last used before `old`, and a
        reservation of the same request from before `abandoned`, are taken over."""
        ...

    async def complete(self, user_id: UUID, key: str, reserved_at: datetime, status: int, body: str) -> bool:
        """False when the reservation is no longer ours."""
        ...

    async def drop(self, user_id: UUID, key: str, reserved_at: datetime) -> None: ...

    async def forget_before(self, moment: datetime) -> int: ...
