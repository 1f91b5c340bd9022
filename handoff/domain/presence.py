"""Who is at the desk. The console beats while it is open; a log-in alone is no presence."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from handoff.domain.desk_settings import DeskSettings


class DeskState(StrEnum):
    """What a member of the desk says of himself: takes new cases, has enough for now, is not there."""

    AVAILABLE = "available"
    BUSY = "busy"
    AWAY = "away"


@dataclass(frozen=True)
class Presence:
    """`since`: when this state began, or when he came back after an absence."""

    user_id: UUID
    state: DeskState
    since: datetime
    beat_at: datetime

    def is_heard(self, now: datetime, within: timedelta) -> bool:
        """Whether his console has been heard of within that time; a reconnect shorter than it is not noticed."""
        return now - self.beat_at <= within

    def is_present(self, now: datetime, within: timedelta) -> bool:
        """Heard of, and takes new cases."""
        return self.state is DeskState.AVAILABLE and self.is_heard(now, within)

    def beat(self, state: DeskState, now: datetime, within: timedelta) -> "Presence":
        """After a beat; a late one of another tab takes nothing back."""
        fresh = self.is_heard(now, within) and state is self.state
        return replace(self, state=state, since=self.since if fresh else now, beat_at=max(self.beat_at, now))


def heard_within(settings: DeskSettings) -> timedelta:
    """How long after its last beat a console still counts as open: reconnects are shorter."""
    return timedelta(seconds=settings.present_seconds)


def first_beat(user_id: UUID, state: DeskState, now: datetime) -> Presence:
    return Presence(user_id, state, now, now)


def has_vanished(
    presence: Presence | None, claimed_at: datetime | None, now: datetime, after: timedelta
) -> bool:
    """Whether the holder of a case is gone. Taking the case was a sign of life too; whoever has never opened a
    console (another system acting for him) is not judged by its beats."""
    if presence is None:
        return False
    alive_at = max(presence.beat_at, claimed_at) if claimed_at else presence.beat_at
    return now - alive_at > after
