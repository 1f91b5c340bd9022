"""The time limits of the law as the clocks use them, and which facts start, pause and end them. Pure; the rules come
from data/knowledge/clocks.yml, each with its statute."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from handoff.domain.calendars import Calendar, IsWorkday, Limit
from handoff.domain.clocks import Clock, ClockKind, begun

#: Only the 30 days of Insurance Law art. 23 stand still, while further documents are on their way (interpretation II
#: art. 15); no other limit may be paused by anybody.
PAUSABLE = frozenset({"adjudicate"})
#: What runs for a request of the customer (domain.md 4.2-4.3).
REQUEST_CLOCKS: dict[str, tuple[str, ...]] = {
    "complaint": ("complaint_contact", "handle_15_30_60"),
    "appeal": ("appeal_review",),
    "privacy": ("privacy_reply",),
    "contact_change": ("preservation",),
    "beneficiary_change": ("preservation",),
}
#: Ended by a person's words to who complained.
COMPLAINT_CONTACT = "complaint_contact"
#: A complaint: 15 days, 30 when it is complex, 60 when it is very complex, approved and told (消费投诉处理管理办法).
COMPLAINT = "handle_15_30_60"
COMPLAINT_STEPS = (15, 30, 60)


@dataclass(frozen=True)
class Rule:
    """`days` None: the rule sets no number. `confirm`: number or article wait for the operator's word."""

    key: str
    subject: str
    basis: str
    days: int | None
    calendar: Calendar
    confirm: bool = False


@dataclass(frozen=True)
class Rulebook:
    rules: Mapping[str, Rule]
    is_workday: IsWorkday

    def limit(self, code: str) -> Limit | None:
        """None for a rule that is not known, or sets no number of days."""
        rule = self.rules.get(code)
        return Limit(rule.calendar, rule.days) if rule and rule.days else None

    def name(self, clock: Clock) -> str:
        rule = self.rules.get(clock.code)
        return rule.subject if rule else KIND_NAMES.get(clock.kind, clock.code)

    def started(self, case_id: UUID, code: str, subject: str, start: datetime) -> Clock | None:
        """None as `limit`."""
        limit = self.limit(code)
        if limit is None:
            return None
        return begun(case_id, ClockKind.STATUTORY, start, limit, self.is_workday, code=code, subject=subject)

    def for_request(
        self, case_id: UUID, kind: str, request_no: str, claim_no: str | None, received_at: datetime
    ) -> list[Clock]:
        """An appeal's clock is the one its claim shows as well, so it goes by the claim's number."""
        subject = claim_no if kind == "appeal" and claim_no else request_no
        codes = REQUEST_CLOCKS.get(kind, ())
        made = (self.started(case_id, code, subject, received_at) for code in codes)
        return [clock for clock in made if clock is not None]


KIND_NAMES = {
    ClockKind.FIRST_RESPONSE: "首次人工响应",
    ClockKind.NEXT_RESPONSE: "再次响应",
    ClockKind.RESOLUTION: "解决时限",
    ClockKind.STATUTORY: "法定时限",
}
