"""The rulebook from data/knowledge/clocks.yml, with the State Council's calendar of working days."""

from handoff.domain.calendars import Calendar
from handoff.domain.rulebook import Rule, Rulebook
from insurer.knowledge import Knowledge
from insurer.working_days import is_workday


def make_rulebook(knowledge: Knowledge) -> Rulebook:
    """Holidays of the operator's own table change the desk's hours, not the working days of the law."""
    rules = {
        key: Rule(
            key=key,
            subject=clock.subject,
            basis=clock.basis,
            days=clock.days,
            calendar=Calendar(clock.calendar),
            confirm=bool(clock.confirm),
        )
        for key, clock in knowledge.clocks.items()
    }
    return Rulebook(rules, is_workday)
