"""From a clock to what the desk is shown."""

from handoff.domain.clocks import Clock
from handoff.domain.rulebook import PAUSABLE, Rulebook
from handoff.domain.views import ClockView


def clock_view(clock: Clock, law: Rulebook) -> ClockView:
    rule = law.rules.get(clock.code)
    return ClockView(
        kind=clock.kind.value,
        started_at=clock.started_at,
        due_at=clock.due_at,
        stopped_at=clock.stopped_at,
        breached_at=clock.breached_at,
        id=clock.id,
        case_id=clock.case_id,
        code=clock.code,
        subject=clock.subject,
        name=law.name(clock),
        basis=rule.basis if rule else "",
        confirm=rule.confirm if rule else False,
        calendar=clock.calendar,
        amount=clock.amount,
        paused_at=clock.paused_at,
        pauses=clock.gaps,
        warned=clock.warned,
        pausable=clock.running and clock.code in PAUSABLE,
    )
