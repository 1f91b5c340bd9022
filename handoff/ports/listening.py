"""What customers are asked and heard about: voices, follow-ups, call-backs, how long they wait."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from handoff.domain.callbacks import Callback
from handoff.domain.follow_ups import FollowUp
from handoff.domain.records import VoiceFilter
from handoff.domain.voices import Voice
from handoff.domain.waiting import Pace


class Waiting(Protocol):
    """Whoever writes here holds the conversation's row."""

    async def pace(self, now: datetime, present_within: timedelta, usual_capacity: int) -> Pace: ...

    async def callback_of(self, case_id: UUID) -> Callback | None:
        """The open one, else a missed one."""
        ...

    async def add_callback(self, callback: Callback) -> None: ...

    async def save_callback(self, callback: Callback) -> None: ...

    async def callbacks_due(self, now: datetime, limit: int) -> list[tuple[UUID, UUID]]:
        """Open ones whose time has passed: (case, conversation). Not locked: lock the conversation, look again."""
        ...


class FollowUps(Protocol):
    """Whoever writes here holds the conversation's row."""

    async def plan(self, follow_up: FollowUp) -> None:
        """One is pending per conversation and kind: a later one replaces it."""
        ...

    async def pending(self, conversation_id: UUID, kind: str) -> FollowUp | None: ...

    async def asked_since(self, conversation_id: UUID, kind: str, moment: datetime) -> bool: ...

    async def save(self, follow_up: FollowUp) -> None: ...

    async def due(self, now: datetime, limit: int) -> list[UUID]:
        """Conversations with a pending one whose time has come. Not locked: lock the conversation, look again."""
        ...


class Voices(Protocol):
    async def hear(self, voice: Voice) -> bool:
        """False when it is known already: one voice per case and kind (which may become graver by it), one per
        message and kind."""
        ...

    async def lock(self, voice_id: UUID) -> Voice:
        """Raises NotFound."""
        ...

    async def save(self, voice: Voice) -> None: ...

    async def page(
        self, wanted: VoiceFilter, cursor: str | None, limit: int
    ) -> tuple[list[Voice], str | None]:
        """Newest first. Raises Invalid for a cursor that is none."""
        ...

    async def gravest(self, since: datetime, until: datetime, limit: int) -> list[Voice]: ...

    async def counts(self, starts: Sequence[datetime], until: datetime) -> dict[str, list[int]]:
        """Topic -> voices from each of `starts` (ascending) to the next, the last one to `until`."""
        ...
