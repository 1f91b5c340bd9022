"""When people are at the desk. Crisis (P0) is answered round the clock; everything else in the hours the
supervisors have set, by default every day of the year."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone

#: China has one time zone and no summer time.
CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
OPENS = time(8, 30)
CLOSES = time(21, 0)
#: How far ahead `opens_at` looks: longer than any holiday.
_LOOK_AHEAD_DAYS = 60


@dataclass(frozen=True)
class DayHours:
    """Hours of one day, `opens` <= t < `closes`; `breaks` lie inside, ascending, do not overlap."""

    opens: time = OPENS
    closes: time = CLOSES
    breaks: tuple[tuple[time, time], ...] = ()

    def covers(self, moment: time) -> bool:
        if not self.opens <= moment < self.closes:
            return False
        return not any(begin <= moment < end for begin, end in self.breaks)

    def next_opening(self, moment: time) -> time | None:
        """The first time of this day at or after `moment` from which on somebody is there; None: no more."""
        starts = (self.opens, *(end for _, end in self.breaks))
        return next((start for start in starts if start >= moment and self.covers(start)), None)


@dataclass(frozen=True)
class Hours:
    """`week`: Monday first, None: closed. `holidays`: days that are otherwise than their weekday says; an open
    one on a closed weekday has the usual hours."""

    week: tuple[DayHours | None, ...] = (DayHours(),) * 7
    holidays: Mapping[date, bool] = field(default_factory=dict)

    def of(self, day: date) -> DayHours | None:
        usual = self.week[day.weekday()]
        match self.holidays.get(day):
            case None:
                return usual
            case True:
                return usual or DayHours()
            case False:
                return None


def in_hours(now: datetime, hours: Hours) -> bool:
    local = now.astimezone(CHINA)
    today = hours.of(local.date())
    return today is not None and today.covers(local.time())


def opens_at(now: datetime, hours: Hours) -> datetime | None:
    """When the desk opens next; None while it is open, or when it does not open within two months."""
    local = now.astimezone(CHINA)
    if in_hours(now, hours):
        return None
    earliest = local.time()
    for ahead in range(_LOOK_AHEAD_DAYS):
        day = local.date() + timedelta(days=ahead)
        today = hours.of(day)
        start = today.next_opening(earliest) if today else None
        if start is not None:
            return datetime.combine(day, start, CHINA)
        earliest = time.min
    return None
