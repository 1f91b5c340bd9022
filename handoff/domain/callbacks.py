"""A customer who does not want to wait asks to be called back within a window of time."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from handoff.domain.case import Case, Priority
from handoff.domain.desk import Hours, in_hours
from handoff.domain.errors import Conflict, Invalid
from handoff.domain.waiting import day_and_time

SHORTEST, LONGEST = timedelta(minutes=30), timedelta(hours=4)
AHEAD = timedelta(days=7)
MAX_NOTE = 200
#: Clocks of phones are a little off.
_SKEW = timedelta(minutes=2)


class CallbackStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Callback:
    id: UUID
    case_id: UUID
    from_at: datetime
    until_at: datetime
    note: str
    status: CallbackStatus
    created_at: datetime
    settled_at: datetime | None = None

    def settle(self, status: CallbackStatus, now: datetime) -> "Callback":
        """Raises Conflict when it is settled already, unless a missed one is made good."""
        late = self.status is CallbackStatus.MISSED and status is CallbackStatus.DONE
        if self.status is not CallbackStatus.OPEN and not late:
            raise Conflict("这次回电预约已经结束了。")
        return replace(self, status=status, settled_at=now)

    def same_as(self, from_at: datetime, until_at: datetime, note: str) -> bool:
        return (self.from_at, self.until_at, self.note) == (from_at, until_at, note)

    def words(self, now: datetime) -> str:
        return window_text(self.from_at, self.until_at, now)


def window_text(from_at: datetime, until_at: datetime, now: datetime) -> str:
    """明天 9:00–10:00"""
    begin, end = day_and_time(from_at, now), day_and_time(until_at, now)
    same_day = begin.split(" ")[0] == end.split(" ")[0]
    return f"{begin}–{end.split(' ')[1] if same_day else end}"


def check_window(
    from_at: datetime, until_at: datetime, note: str, priority: Priority, hours: Hours, now: datetime
) -> None:
    """Raises Invalid with what the customer can do about it. Out of hours nobody calls, but for a P0 or P1."""
    if from_at < now - _SKEW:
        raise Invalid("这个时间已经过了，请选一个晚一点的时间。")
    if from_at > now + AHEAD:
        raise Invalid("回电时间请选在 7 天以内。")
    if not SHORTEST <= until_at - from_at <= LONGEST:
        raise Invalid("请给管家留出半小时到四小时的时间段。")
    if len(note) > MAX_NOTE:
        raise Invalid(f"备注最多 {MAX_NOTE} 个字。")
    urgent = priority <= Priority.P1
    last_minute = until_at - timedelta(minutes=1)
    if not urgent and not (in_hours(from_at, hours) and in_hours(last_minute, hours)):
        raise Invalid("这段时间管家不在班，请选服务时段里的时间。")


def after_its_time(case: Case) -> CallbackStatus:
    """What becomes of a window that has passed: missed, unless the matter was settled meanwhile."""
    if case.is_open:
        return CallbackStatus.MISSED
    return CallbackStatus.WITHDRAWN if case.outcome == "withdrawn" else CallbackStatus.DONE
