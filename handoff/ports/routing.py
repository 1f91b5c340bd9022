"""Who is at the desk, what they can do, and what rings at whom."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from handoff.domain.case import Case
from handoff.domain.colleagues import ButlerProfile
from handoff.domain.conversation import Conversation
from handoff.domain.offers import Offer
from handoff.domain.presence import Presence
from handoff.domain.records import CaseEvent, DeskMember, NewEvent
from handoff.domain.routing import Passes, Seat


class Presences(Protocol):
    async def lock(self, user_id: UUID) -> Presence | None: ...

    async def save(self, presence: Presence) -> None:
        """Inserts or replaces."""
        ...

    async def of(self, user_ids: Sequence[UUID]) -> dict[UUID, Presence]: ...

    async def present(self, beat_since: datetime) -> set[UUID]:
        """Butlers who take new cases and whose consoles have been heard of since then."""
        ...


class Butlers(Protocol):
    async def profile(self, user_id: UUID) -> ButlerProfile | None: ...

    async def put(self, profile: ButlerProfile, expected_version: int) -> bool:
        """False when the stored version is another (0: nothing stored)."""
        ...

    async def seats(self, beat_since: datetime, default_capacity: int) -> list[Seat]:
        """Everybody of the desk who has been heard of since then, by id."""
        ...

    async def members(self) -> list[DeskMember]:
        """Everybody who may work at the desk, by name."""
        ...

    async def names(self, user_ids: Sequence[UUID]) -> dict[UUID, str]: ...

    async def load(self, user_id: UUID) -> int:
        """Active cases."""
        ...


class Offers(Protocol):
    """Whoever changes offers of a case holds its conversation's row."""

    async def add(self, offers: Sequence[Offer]) -> None: ...

    async def get(self, offer_id: UUID) -> Offer:
        """Raises NotFound."""
        ...

    async def save(self, *offers: Offer) -> None:
        """How they have ended."""
        ...

    async def open_of_cases(self, case_ids: Sequence[UUID]) -> list[Offer]:
        """Oldest first."""
        ...

    async def open_of_butler(self, butler_id: UUID, now: datetime) -> list[Offer]:
        """Oldest first; not those whose time is over."""
        ...

    async def passes(self, case_ids: Sequence[UUID]) -> Passes:
        """Who has let these cases pass since they began to wait."""
        ...

    async def next_expiry(self) -> datetime | None: ...


class Queue(Protocol):
    """What the router looks at and moves. Cases come without their context."""

    async def only_router(self) -> bool:
        """Whether this transaction may route; until it ends no other one may."""
        ...

    async def waiting(self, limit: int) -> list[Case]:
        """Nobody is offered them: the first of the queue, and the first that were never offered; at most so many
        of each."""
        ...

    async def ringing_crises(self, limit: int) -> list[Case]: ...

    async def to_settle(self, now: datetime, beat_since: datetime, limit: int) -> list[Case]:
        """Cases with an open offer that has run out, or whose butler is gone or away, or that are not offered
        (any more); and offered cases that ring at nobody."""
        ...

    async def left_behind(self, beat_before: datetime, limit: int) -> list[Case]:
        """Active cases whose holder's console has not been heard of since then, nor has he taken them since."""
        ...

    async def to_wake(self, now: datetime, limit: int) -> list[Case]: ...

    async def write(
        self, moved: Sequence[Case], lines: Sequence[CaseEvent], news: Sequence[NewEvent]
    ) -> None:
        """Locked cases as they are now (but for their context), lines of their history, news; in few round trips:
        the router holds many conversations meanwhile."""
        ...

    async def lock(self, cases: Sequence[Case]) -> dict[UUID, tuple[Case, Conversation]]:
        """By case id, those whose conversations nobody else holds now (SKIP LOCKED), as they are now."""
        ...
