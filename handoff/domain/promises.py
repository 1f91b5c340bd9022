"""Promises to customers: made by the bot or a butler, with the time by which. A promise is open until it is kept or
withdrawn; past its time it is broken, and may still be kept, late: both stay on record."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from handoff.domain.errors import Conflict

MAX_TEXT = 300
MAX_NOTE = 500
#: How far ahead a promise may lie.
FARTHEST = timedelta(days=120)
#: The bot is told of promises that are past, or due so soon.
NEAR = timedelta(hours=24)
_EARLIEST_REMINDER = timedelta(minutes=5)
_LATEST_REMINDER = timedelta(hours=1)
_SHARE = 0.2


class PromiseStatus(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


class MadeBy(StrEnum):
    BOT = "bot"
    BUTLER = "butler"


@dataclass(frozen=True)
class Promise:
    """`settled_at`: when it was kept or withdrawn; a kept one settled after `due_at` was kept late."""

    id: UUID
    conversation_id: UUID
    case_id: UUID | None
    made_by: MadeBy
    text: str
    made_at: datetime
    due_at: datetime
    status: PromiseStatus = PromiseStatus.OPEN
    message_id: UUID | None = None
    made_by_id: UUID | None = None
    settled_at: datetime | None = None
    reminded_at: datetime | None = None
    note: str = ""
    version: int = 1

    @property
    def unsettled(self) -> bool:
        return self.status in (PromiseStatus.OPEN, PromiseStatus.BROKEN)

    @property
    def kept_late(self) -> bool:
        return (
            self.status is PromiseStatus.KEPT
            and self.settled_at is not None
            and self.settled_at > self.due_at
        )

    @property
    def remind_at(self) -> datetime:
        """A fifth of its time ahead, at least 5 minutes (or half of a shorter one), at most an hour."""
        span = self.due_at - self.made_at
        ahead = min(max(span * _SHARE, _EARLIEST_REMINDER), _LATEST_REMINDER, span / 2)
        return self.due_at - ahead

    def keep(self, now: datetime, note: str = "") -> "Promise":
        """Raises Conflict unless it is unsettled."""
        return self._settled(PromiseStatus.KEPT, now, note)

    def withdraw(self, now: datetime, note: str) -> "Promise":
        """Raises Conflict unless it is unsettled."""
        return self._settled(PromiseStatus.WITHDRAWN, now, note)

    def reminded(self, now: datetime) -> "Promise":
        return replace(self, reminded_at=now, version=self.version + 1)

    def broken(self) -> "Promise":
        if self.status is not PromiseStatus.OPEN:
            raise Conflict("这条承诺已经有结果了。")
        return replace(self, status=PromiseStatus.BROKEN, version=self.version + 1)

    def _settled(self, status: PromiseStatus, now: datetime, note: str) -> "Promise":
        if not self.unsettled:
            raise Conflict("这条承诺已经有结果了。")
        return replace(self, status=status, settled_at=now, note=note, version=self.version + 1)
