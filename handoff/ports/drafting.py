"""Help for the butler's words: what knowledge says, what a model drafts, how alike cases were settled."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from handoff.domain.drafts import Advice, Drafted, Material, Situation
from handoff.domain.similarity import SettledCase, Traits


class Adviser(Protocol):
    def advise(self, situation: Situation, now: datetime) -> Advice:
        """From knowledge alone; never raises for what a stored package holds."""
        ...


class Drafter(Protocol):
    async def draft(self, material: Material, correlation_id: str) -> Drafted | None:
        """None when there is no answer that can be used, in time. Never raises for what the other side does."""
        ...


class SettledCases(Protocol):
    """Settled cases of everybody, without persons."""

    async def alike(
        self, case_id: UUID, codes: Sequence[str], since: datetime, limit: int
    ) -> list[SettledCase]:
        """Others that share a code (or have none either), newest first, without traits."""
        ...

    async def traits(self, case_ids: Sequence[UUID]) -> dict[UUID, Traits]: ...
