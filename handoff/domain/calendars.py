"""Counting time limits: minutes, calendar days, Chinese working days. Pure; which days are working days is passed in.

Rules, by the Civil Code (《民法典》):
- art. 201: a period counted in days begins on the day after the one it starts; a period in hours or minutes
  begins at the agreed moment;
- art. 203: when the last day is a statutory holiday or rest day, the day after the holiday is the last day; the
  last day ends at 24:00 (told and kept here as 23:59, as the insurer does). Only a period in calendar days moves:
  the last of n working days is a working day by itself, and an agreed number of minutes ends when it ends.
- Insurance Law interpretation II art. 15 (《保险法司法解释（二）》第15条): time between the arrival of a request for
  further documents and their arrival is taken off the 30 days. Time taken off moves the start by as much.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from handoff.domain.desk import CHINA

type IsWorkday = Callable[[date], bool]
#: [from, to) of time that does not count.
type Pause = tuple[datetime, datetime]

_END_OF_DAY = time(23, 59)
_ONE_DAY = timedelta(days=1)


class Calendar(StrEnum):
    MINUTES = "minutes"
    NATURAL = "natural"
    WORKING = "working"


@dataclass(frozen=True)
class Limit:
    """So many minutes or days, at least 1."""

    calendar: Calendar
    amount: int


def weekdays(day: date) -> bool:
    """Monday to Friday: for whom no published calendar is at hand."""
    return day.weekday() < 5


def local_day(moment: datetime) -> date:
    return moment.astimezone(CHINA).date()


def end_of(day: date) -> datetime:
    return datetime.combine(day, _END_OF_DAY, CHINA)


def due_at(limit: Limit, start: datetime, workday: IsWorkday, pauses: Sequence[Pause] = ()) -> datetime:
    """When a limit that began at `start` ends."""
    begin = start + paused(pauses, start)
    if limit.calendar is Calendar.MINUTES:
        return begin + timedelta(minutes=limit.amount)
    first = local_day(begin)
    if limit.calendar is Calendar.WORKING:
        return end_of(_nth_working_day(first, limit.amount, workday))
    return end_of(_moved_on(first + timedelta(days=limit.amount), workday))


def _nth_working_day(first: date, amount: int, workday: IsWorkday) -> date:
    last, left = first, amount
    while left:
        last += _ONE_DAY
        left -= workday(last)
    return last


def _moved_on(last: date, workday: IsWorkday) -> date:
    while not workday(last):
        last += _ONE_DAY
    return last


def paused(pauses: Sequence[Pause], since: datetime) -> timedelta:
    """How long was taken off altogether from then on; what overlaps counts once."""
    total, reached = timedelta(), since
    for begin, end in sorted(pauses):
        total += max(timedelta(), end - max(begin, reached))
        reached = max(reached, end)
    return total


def moment_of_share(
    calendar: Calendar,
    start: datetime,
    due: datetime,
    percent: int,
    workday: IsWorkday,
    pauses: Sequence[Pause] = (),
) -> datetime:
    """When `percent` of the time between start and due is used up, reckoned in the limit's own calendar: pauses do
    not count, and in a working-day limit neither do days off. So nobody is warned on a Sunday of what cannot be done
    before Monday, and one working day from Friday evening is not half over on Saturday."""
    if percent >= 100:
        return due
    counting = _counting(calendar, start, due, workday, pauses)
    wanted = sum(((end - begin) for begin, end in counting), timedelta()) * (percent / 100)
    for begin, end in counting:
        if wanted <= end - begin:
            return begin + wanted
        wanted -= end - begin
    return due


def _counting(
    calendar: Calendar, start: datetime, due: datetime, workday: IsWorkday, pauses: Sequence[Pause]
) -> list[tuple[datetime, datetime]]:
    """The stretches of [start, due] that count, in order."""
    stretches = [(start, due)]
    if calendar is Calendar.WORKING:
        stretches = _on_workdays(start, due, workday)
    for gap_begin, gap_end in sorted(pauses):
        cut = []
        for begin, end in stretches:
            cut += [(begin, min(end, gap_begin)), (max(begin, gap_end), end)]
        stretches = [(begin, end) for begin, end in cut if end > begin]
    return stretches


def _on_workdays(start: datetime, due: datetime, workday: IsWorkday) -> list[tuple[datetime, datetime]]:
    found, day = [], local_day(start)
    while day <= local_day(due):
        if workday(day):
            midnight = datetime.combine(day, time.min, CHINA)
            begin, end = max(start, midnight), min(due, midnight + _ONE_DAY)
            if end > begin:
                found.append((begin, end))
        day += _ONE_DAY
    return found
