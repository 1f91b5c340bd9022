"""A write asked for again with the same key is done once.

The key is reserved before the write and completed after it, in transactions of their own. What dies in
between leaves a reservation that gives way after `ABANDONED`; the write may then be done a second time, which
every use case bears: they are conditional (a case is claimed once, a version fits once) or carry an id of
their own. A write that failed gives its key back, for nothing was done."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from handoff.domain.errors import Conflict, InProgress
from handoff.domain.idempotency import Earlier
from handoff.ports import Clockwork, Store

KEPT = timedelta(hours=24)
#: Longer than any write takes.
ABANDONED = timedelta(seconds=60)


@dataclass(frozen=True)
class Reservation:
    user_id: UUID
    key: str
    at: datetime


@dataclass(frozen=True)
class Idempotency:
    store: Store
    clock: Clockwork

    async def begin(self, user_id: UUID, key: str, fingerprint: str) -> Reservation | Earlier:
        """The right to do it, or what it led to before. Raises Conflict (the key stands for another request),
        InProgress."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            earlier = await tx.idempotency.reserve(
                user_id, key, fingerprint, now, abandoned=now - ABANDONED, old=now - KEPT
            )
        if earlier is None:
            return Reservation(user_id, key, now)
        if earlier.fingerprint != fingerprint:
            raise Conflict("这个 Idempotency-Key 已经用在另一个请求上了，请换一个。")
        if earlier.status == 0:
            raise InProgress("同一个请求正在处理，请稍后再看结果。")
        return earlier

    async def complete(self, reservation: Reservation, status: int, body: str) -> bool:
        async with self.store.begin() as tx:
            return await tx.idempotency.complete(
                reservation.user_id, reservation.key, reservation.at, status, body
            )

    async def drop(self, reservation: Reservation) -> None:
        async with self.store.begin() as tx:
            await tx.idempotency.drop(reservation.user_id, reservation.key, reservation.at)
