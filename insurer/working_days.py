"""Due times by calendar (rule R06): natural days and working days are two calendars. The first day does not
count; a limit in natural days whose last day is a public holiday or rest day ends on the next working day
(Civil Code art. 201, 203). A limit ends at 23:59 Chinese time of its last day. Pure."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import chinese_calendar

from insurer.knowledge import StatutoryClock
from insurer.progress import SHANGHAI

_END_OF_DAY = time(23, 59)
_ONE_DAY = timedelta(days=1)
type IsWorkday = Callable[[date], bool]


def local_day(moment: datetime) -> date:
    """The Chinese day of a moment."""
    return moment.astimezone(SHANGHAI).date()


def is_workday(day: date) -> bool:
    """By the State Council's calendar with its make-up days; of a year not published yet, Monday to Friday."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def after_natural_days(start: datetime, days: int, workday: IsWorkday = is_workday) -> datetime:
    last = local_day(start) + timedelta(days=days)
    while not workday(last):
        last += _ONE_DAY
    return datetime.combine(last, _END_OF_DAY, SHANGHAI)


def after_working_days(start: datetime, days: int, workday: IsWorkday = is_workday) -> datetime:
    last, left = local_day(start), days
    while left:
        last += _ONE_DAY
        left -= workday(last)
    return datetime.combine(last, _END_OF_DAY, SHANGHAI)


def due(clock: StatutoryClock, start: datetime) -> datetime:
    """When a clock that starts at `start` ends. Raises ValueError for a rule that sets no number of days."""
    if clock.days is None:
        raise ValueError(f"the clock {clock.key} has no days")
    count = after_working_days if clock.calendar == "working" else after_natural_days
    return count(start, clock.days)
