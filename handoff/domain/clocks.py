"""Clocks of a case: what the desk has set itself (first and next response, resolution) and what the law sets.

Only a butler's words end a wait for a person; the bot's and the system's never do. A clock is warned of at 60, 80
and 100 % of its time (rule R05), each once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from handoff.domain.calendars import (
    Calendar,
    IsWorkday,
    Limit,
    Pause,
    due_at,
    moment_of_share,
    weekdays,
)
from handoff.domain.case import Priority


class ClockKind(StrEnum):
    """FIRST_RESPONSE: until a person speaks (also after a release or reopening). NEXT_RESPONSE: the customer has
    written to the butler who holds the case. RESOLUTION: until the case is settled. STATUTORY: see `rulebook`."""

    FIRST_RESPONSE = "first_response"
    NEXT_RESPONSE = "next_response"
    RESOLUTION = "resolution"
    STATUTORY = "statutory"


#: Ended by the butler's words.
RESPONSE_KINDS = frozenset({ClockKind.FIRST_RESPONSE, ClockKind.NEXT_RESPONSE})
#: Minutes until a person must have answered (domain.md section 6.1).
RESPONSE_MINUTES: dict[Priority, int] = {Priority.P0: 1, Priority.P1: 5, Priority.P2: 30, Priority.P3: 240}
WARNINGS = (60, 80, 100)


@dataclass(frozen=True)
class Clock:
    """Running until `stopped_at`, standing still while `paused_at`. `code`: of the rule (statutory), `subject`: claim
    or request number. `amount`: minutes or days of `calendar`. `warned`: the highest share told, `next_warn_at`: when
    the next one is due. `breached_at`: when it was marked as run out."""

    id: UUID
    case_id: UUID
    kind: ClockKind
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None = None
    breached_at: datetime | None = None
    code: str = ""
    subject: str | None = None
    calendar: str = Calendar.MINUTES.value
    amount: int = 0
    paused_at: datetime | None = None
    pauses: tuple[tuple[str, str], ...] = ()
    warned: int = 0
    next_warn_at: datetime | None = None

    @property
    def running(self) -> bool:
        return self.stopped_at is None

    @property
    def limit(self) -> Limit:
        return Limit(Calendar(self.calendar), self.amount)

    @property
    def gaps(self) -> tuple[Pause, ...]:
        return tuple((datetime.fromisoformat(a), datetime.fromisoformat(b)) for a, b in self.pauses)

    def hurried(
        self,
        priority: Priority,
        now: datetime,
        within: timedelta | None = None,
        *,
        begins: datetime | None = None,
    ) -> "Clock":
        """After the case has become more urgent: due by the new target from now (`begins`: when somebody is there),
        never later than before."""
        target = within or timedelta(minutes=RESPONSE_MINUTES[priority])
        sooner = min(self.due_at, (begins or now) + target)
        return self if sooner == self.due_at else replace(self, due_at=sooner).aimed()

    def aimed(self, workday: IsWorkday = weekdays) -> "Clock":
        """With the moment of the next warning; a share that has been told is not told again."""
        left = [share for share in WARNINGS if share > self.warned]
        at = self._moment_of(left[0], workday) if left else None
        return replace(self, next_warn_at=at)

    def warned_of(self, now: datetime, workday: IsWorkday = weekdays) -> "Clock":
        """After the warning that is due has been given. One at a time: whoever was away gives them one after the
        other, so none is missed. Raises ValueError when nothing is left to warn of."""
        share = next((share for share in WARNINGS if share > self.warned), None)
        if share is None:
            raise ValueError("every warning of this clock has been given")
        told = replace(self, warned=share, breached_at=now if share == 100 else self.breached_at)
        return told.aimed(workday)

    def caught_up(self, now: datetime, workday: IsWorkday = weekdays) -> "Clock":
        """Of a clock that was under way before we knew of it only the highest share reached is told."""
        reached = [share for share in WARNINGS if self._moment_of(share, workday) <= now]
        before = WARNINGS[WARNINGS.index(reached[-1]) - 1] if len(reached) > 1 else 0
        return replace(self, warned=max(self.warned, before)).aimed(workday)

    def stopped(self, now: datetime) -> "Clock":
        """Ended; what was paused stays recorded as it was."""
        return self if self.stopped_at else replace(self, stopped_at=now)

    def paused(self, since: datetime) -> "Clock":
        """Stands still from then on. What the law allows to pause is asked by the rulebook."""
        if self.paused_at or self.stopped_at:
            return self
        return replace(self, paused_at=max(since, self.started_at))

    def resumed(self, at: datetime, workday: IsWorkday = weekdays) -> "Clock":
        if self.paused_at is None:
            return self
        gap = (self.paused_at.isoformat(), max(at, self.paused_at).isoformat())
        return self.with_pauses((*self.pauses, gap), None, at, workday)

    def with_pauses(
        self,
        pauses: tuple[tuple[str, str], ...],
        paused_at: datetime | None,
        now: datetime,
        workday: IsWorkday = weekdays,
    ) -> "Clock":
        """What was told of stays told; only an end that lies ahead again is warned of again."""
        changed = replace(self, pauses=pauses, paused_at=paused_at)
        changed = replace(changed, due_at=due_at(self.limit, self.started_at, workday, changed.gaps))
        if changed.warned == WARNINGS[-1] and changed.due_at > now:
            changed = replace(changed, warned=WARNINGS[-2], breached_at=None)
        return changed.aimed(workday)

    def extended(self, limit: Limit, now: datetime, workday: IsWorkday) -> "Clock":
        """With a longer limit from the same start: what lies ahead by the new one is warned of, also where the old
        one had been."""
        due = due_at(limit, self.started_at, workday, self.gaps)
        changed = replace(self, calendar=limit.calendar.value, amount=limit.amount, due_at=due)
        behind = [share for share in WARNINGS if changed._moment_of(share, workday) <= now]
        warned = max(behind, default=0)
        breached_at = self.breached_at if warned == WARNINGS[-1] else None
        return replace(changed, warned=warned, breached_at=breached_at).aimed(workday)

    def _moment_of(self, share: int, workday: IsWorkday) -> datetime:
        return moment_of_share(
            Calendar(self.calendar), self.started_at, self.due_at, share, workday, self.gaps
        )


def begun(
    case_id: UUID,
    kind: ClockKind,
    start: datetime,
    limit: Limit,
    workday: IsWorkday = weekdays,
    *,
    code: str = "",
    subject: str | None = None,
    pauses: Iterable[Pause] = (),
    paused_at: datetime | None = None,
) -> Clock:
    """A new clock with its end and its first warning."""
    gaps = tuple(pauses)
    return Clock(
        id=uuid4(),
        case_id=case_id,
        kind=kind,
        started_at=start,
        due_at=due_at(limit, start, workday, gaps),
        code=code,
        subject=subject,
        calendar=limit.calendar.value,
        amount=limit.amount,
        paused_at=paused_at,
        pauses=tuple((begin.isoformat(), end.isoformat()) for begin, end in gaps),
    ).aimed(workday)


def minutes(within: timedelta) -> Limit:
    """Raises ValueError for less than a minute."""
    amount = int(within / timedelta(minutes=1))
    if amount < 1:
        raise ValueError("a limit is at least one minute")
    return Limit(Calendar.MINUTES, amount)


def begins_counting(
    priority: Priority, now: datetime, opens_at: datetime | None, on_duty: int = 0
) -> datetime:
    """From when the desk owes an answer: now for a crisis, in hours, or where somebody is there anyway; else from
    the next opening, which is what the customer is told (domain.md 6.1, 服务时段外)."""
    if priority is Priority.P0 or opens_at is None or on_duty:
        return now
    return opens_at


def response_due(priority: Priority, start: datetime) -> datetime:
    return start + timedelta(minutes=RESPONSE_MINUTES[priority])


def minutes_left(due_at: datetime, now: datetime) -> int:
    """Whole minutes until due, rounded up, at least 1: what a customer is told."""
    return max(1, -int((now - due_at).total_seconds() // 60))
