"""The promise ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from handoff.domain.promises import Promise, PromiseStatus


@dataclass(frozen=True)
class PromiseFilter:
    """`butler_id`: made by that butler, or in a case he holds."""

    statuses: Sequence[PromiseStatus] = ()
    butler_id: UUID | None = None
    case_id: UUID | None = None


class Promises(Protocol):
    """Whoever writes a promise holds its conversation."""

    async def add(self, promise: Promise) -> None: ...

    async def save(self, promise: Promise) -> None: ...

    async def get(self, promise_id: UUID) -> Promise:
        """Raises NotFound."""
        ...

    async def unsettled(self, conversation_id: UUID) -> list[Promise]:
        """Open and broken ones, soonest due first."""
        ...

    async def page(
        self, only: PromiseFilter, cursor: str | None, limit: int
    ) -> tuple[list[Promise], str | None]:
        """Soonest due first, with the next cursor. Raises Invalid for a cursor that is none."""
        ...

    async def lock_due(self, now: datetime, limit: int) -> list[Promise]:
        """Open ones to remind of or past their time, with their conversations locked (SKIP LOCKED)."""
        ...
