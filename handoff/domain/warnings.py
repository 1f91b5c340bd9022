"""What follows when a clock has used up a share of its time. Pure."""

from handoff.domain.case import Case, Priority
from handoff.domain.clocks import Clock, ClockKind
from handoff.domain.desk import CHINA

_RAISED = {Priority.P3: Priority.P2, Priority.P2: Priority.P1}


def raised_priority(case: Case, clock: Clock) -> Priority:
    """The case's priority after the warning: never lower than before, and P0 is for crises alone.

    Nobody came in time: one step up. A limit of the law at 80 %: at least P2, used up: at least P1 (rule R05)."""
    if clock.kind is ClockKind.FIRST_RESPONSE and clock.warned == 100:
        return _RAISED.get(case.priority, case.priority)
    if clock.kind is ClockKind.STATUTORY and clock.warned >= 80:
        return min(case.priority, Priority.P1 if clock.warned == 100 else Priority.P2)
    return case.priority


def told_in_history(name: str, clock: Clock) -> str:
    """「核定」（CL1）已用 80%，最晚 11月25日 23:59."""
    due = clock.due_at.astimezone(CHINA)
    about = f"「{name}」" + (f"（{clock.subject}）" if clock.subject else "")
    latest = f"最晚 {due.month}月{due.day}日 {due:%H:%M}"
    if clock.warned == 100:
        return f"{about}已经超时，{latest}"
    return f"{about}已用 {clock.warned}%，{latest}"
