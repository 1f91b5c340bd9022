"""Waiting for a person: how long it will honestly take, when somebody comes out of hours, and how a customer
takes his wish back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from math import ceil

from handoff.domain.case import Case, CaseStatus, Priority
from handoff.domain.conversation import Message
from handoff.domain.desk import CHINA, Hours, in_hours, opens_at
from handoff.domain.errors import CaseAlreadyHeld, CaseClosed, Conflict, CrisisStays

QUEUED = frozenset({CaseStatus.WAITING, CaseStatus.OFFERED})
#: How far back the pace of the desk is measured, and how many cases it takes to be called a pace.
PACE_WINDOW = timedelta(hours=2)
_ENOUGH = 3
#: The estimate is given as a range: a little under, and well over what the pace says.
_FASTER, _SLOWER = 0.8, 1.5
#: Out of hours (domain.md section 6.1): a P1 is called back within this, a P2 by this time of the next day.
CALL_BACK = timedelta(minutes=30)
CALL_BACK_WORDS = "现在不在服务时段，值班管家会在 30 分钟内给您回电，也会在这里回复您。"
_NEXT_MORNING = time(9, 30)
_AFTER_OPENING = timedelta(hours=1)
#: Above this other ways are mentioned besides waiting, in minutes.
_LONG = 15


@dataclass(frozen=True)
class Pace:
    """What the desk has done lately and can do now. `claimed`: cases taken within `window`; `usual_minutes`:
    median of their waits; `present`: butlers who take cases now; `free`: how many more they can take."""

    claimed: int = 0
    usual_minutes: float | None = None
    present: int = 0
    free: int = 0
    window: timedelta = PACE_WINDOW


@dataclass(frozen=True)
class Outlook:
    """`low` to `high` minutes for the place `position` (1 = next)."""

    position: int
    low: int
    high: int


def outlook(position: int, pace: Pace, now: datetime, hours: Hours) -> Outlook | None:
    """How long it takes from here; None when the desk's pace does not say, or when it closes before."""
    if pace.present == 0:
        return None
    if position <= pace.free:
        found = Outlook(position, 1, max(2, ceil(pace.usual_minutes or 0)))
    elif pace.claimed >= _ENOUGH:
        each = pace.window / timedelta(minutes=1) / pace.claimed
        minutes = each * (position - pace.free)
        low = _rounded(minutes * _FASTER)
        found = Outlook(position, low, max(low + 1, _rounded(minutes * _SLOWER, up=True)))
    else:
        return None
    return found if in_hours(now + timedelta(minutes=found.low), hours) else None


def _rounded(minutes: float, *, up: bool = False) -> int:
    """To what a person would say: minutes, then fives, then tens."""
    step = 1 if minutes < 10 else 5 if minutes < 60 else 10
    whole = ceil(minutes / step) if up else int(minutes / step)
    return max(1, whole * step)


def wait_text(found: Outlook) -> str:
    """One warm sentence with place and time."""
    place = "下一位就是您，" if found.position == 1 else f"前面还有 {found.position - 1} 位，"
    if found.low == 1 and found.high <= 2:
        return f"{place}管家马上就来。"
    tail = "您可以先问小管家别的，也可以约个时间，管家给您回电。" if found.high > _LONG else ""
    return f"{place}大约 {_span(found.low, found.high)}轮到您。{tail}"


def _span(low: int, high: int) -> str:
    if high <= 90:
        return f"{low}–{high} 分钟"
    shortest, longest = max(1, low // 60), ceil(high / 60)
    return f"{longest} 小时" if shortest == longest else f"{shortest}–{longest} 小时"


def out_of_hours_due(priority: Priority, now: datetime, hours: Hours) -> datetime | None:
    """By when somebody answers what comes while the desk is closed: P1 within half an hour, P2 by 9:30 of the
    next day of service (an hour after it opens, if it opens later), P3 by the end of that day (domain.md
    section 6.1). None for a P0, for whom the desk never closes, while it is open, and when it does not open
    within two months."""
    opening = opens_at(now, hours)
    if priority is Priority.P0 or opening is None:
        return None
    if priority is Priority.P1:
        return now + CALL_BACK
    day = opening.astimezone(CHINA).date()
    if priority is Priority.P2:
        return max(datetime.combine(day, _NEXT_MORNING, CHINA), opening + _AFTER_OPENING)
    today = hours.of(day)
    return datetime.combine(day, today.closes, CHINA) if today else opening


def out_of_hours_promise(priority: Priority, now: datetime, hours: Hours) -> str | None:
    """What the customer is told then; None where `out_of_hours_due` is."""
    due = out_of_hours_due(priority, now, hours)
    if due is None:
        return None
    if priority is Priority.P1:
        return CALL_BACK_WORDS
    if priority is Priority.P2:
        return f"现在不在服务时段，管家最晚 {day_and_time(due, now)} 前联系您，您说的都记下了，不会丢。"
    opening = opens_at(now, hours) or due
    return f"现在不在服务时段，管家 {day_and_time(opening, now)} 上班后按顺序联系您，当天一定有回复。"


def day_and_time(moment: datetime, now: datetime) -> str:
    """今天 9:30, 明天 9:30, 11月25日 9:30: China's time."""
    local, today = moment.astimezone(CHINA), now.astimezone(CHINA).date()
    clock = f"{local.hour}:{local.minute:02d}"
    names = {today: "今天", today + timedelta(days=1): "明天"}
    day = names.get(local.date(), f"{local.month}月{local.day}日")
    return f"{day} {clock}"


def is_queued(case: Case) -> bool:
    return case.status in QUEUED


def may_leave(case: Case) -> bool:
    """Whether the customer may take his wish for a person back, or go on with the bot meanwhile."""
    return is_queued(case) and case.priority is not Priority.P0


def require_may_leave(case: Case) -> None:
    """Raises CaseClosed, CaseAlreadyHeld (a person is there, tell him) or CrisisStays."""
    if case.status is CaseStatus.RESOLVED:
        raise CaseClosed("这件事已经结束了。")
    if not is_queued(case):
        raise CaseAlreadyHeld(f"{case.butler_name or '管家'}已经在跟进这件事了，您直接在这里说就好。")
    if case.priority is Priority.P0:
        raise CrisisStays("我们不放心您一个人，管家正在赶来，会一直在这里。")


def answer_from(written: Sequence[Message], floor_seq: int) -> int:
    """When the bot gets the floor back from the queue: the seq up to which what was `written` while waiting
    (in order) stays with the desk. The calm questions at its end are answered by the bot; what was upset, or
    what nobody has understood yet, is not: answering it would open the case again.

    `floor_seq`: where the bot had stopped."""
    kept = floor_seq
    for message in written:
        if not _calm(message):
            kept = message.seq
    return kept


def _calm(message: Message) -> bool:
    escalation = (message.understanding or {}).get("escalation") or {}
    level = (escalation.get("emotion") or {}).get("level") or 0
    return escalation.get("decision") == "answer" and not escalation.get("codes") and level == 0


def withdrawn(case: Case, now: datetime) -> Case:
    """The customer no longer needs a person: his own word is enough, also for a dispute. Raises as
    `require_may_leave`."""
    require_may_leave(case)
    return replace(
        case.moved(CaseStatus.RESOLVED),
        outcome="withdrawn",
        outcome_reason="客户在等待时自己取消",
        resolved_at=now,
        waiting_since=None,
        queue_at=None,
        snoozed_until=None,
    )


def require_waiting(case: Case | None) -> Case:
    """Raises Conflict when nothing waits."""
    if case is None:
        raise Conflict("现在没有在等管家的事。需要的话，说「转人工」就好。")
    return case
