"""What news of the insurer means for the desk: a limit of the law that runs out brings a butler (rule R05). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handoff.domain.case import CaseRequest, Priority
from handoff.domain.desk import CHINA
from handoff.domain.news import CLOCK, DECIDED, PAID, STEP_CHANGED, InsurerEvent
from handoff.domain.rulebook import Rulebook

_MOVES = frozenset({STEP_CHANGED, DECIDED, PAID})


@dataclass(frozen=True)
class AtRisk:
    """A clock of a claim that has used up 80 or 100 % of its time."""

    claim_no: str
    code: str
    percent: int
    due_at: datetime | None

    @property
    def overdue(self) -> bool:
        return self.percent >= 100

    def request(self, law: Rulebook) -> CaseRequest:
        rule = law.rules.get(self.code)
        name = rule.subject if rule else "理赔时限"
        day = f"，最晚 {_day(self.due_at)}" if self.due_at else ""
        used = (
            f"已到最晚期限{f'（{_day(self.due_at)}）' if self.due_at else ''}，还没有结果"
            if self.overdue
            else ""
        )
        return CaseRequest(
            codes=("E06",),
            priority=Priority.P1 if self.overdue else Priority.P2,
            reason=f"理赔 {self.claim_no} 的「{name}」" + (used or f"时间已用掉八成{day}，请盯一下进度"),
            goal=f"盯住理赔 {self.claim_no}，别超时"
            if not self.overdue
            else f"催办理赔 {self.claim_no}，给客户一个交代",
            summary=f"保险公司的时钟提示：{name}，理赔 {self.claim_no}{day}。",
        )


def at_risk(events: Sequence[InsurerEvent], now: datetime) -> AtRisk | None:
    """The gravest of the clocks told of; one at 80 % whose end has passed meanwhile is overdue."""
    found = []
    for event in events:
        percent = event.data.get("percent")
        if event.type != CLOCK or event.claim_no is None or percent not in (80, 100):
            continue
        due = _moment(event.data.get("due_at"))
        used = 100 if due is not None and due <= now else int(percent)
        found.append(AtRisk(event.claim_no, str(event.data.get("clock_code") or ""), used, due))
    return max(found, key=lambda risk: risk.percent, default=None)


def concerns_clocks(events: Sequence[InsurerEvent], now: datetime) -> bool:
    """Whether the claim's clocks may have changed by it, or a butler has to look."""
    return any(event.type in _MOVES for event in events) or at_risk(events, now) is not None


def claim_as_told(event: InsurerEvent) -> dict[str, Any] | None:
    """The little of a claim that an event tells by itself: enough to end what it has left behind."""
    state = event.data.get("state_code")
    if event.type not in _MOVES or event.claim_no is None or not isinstance(state, str):
        return None
    return {"claim_no": event.claim_no, "state_code": state}


def _day(moment: datetime) -> str:
    local = moment.astimezone(CHINA)
    return f"{local.month}月{local.day}日"


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
