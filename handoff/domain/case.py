"""A case: one escalation, from the moment a person is needed until it is settled and the customer told.

waiting -> offered -> active -> resolved        offered -> waiting (declined, timed out, butler gone)
active  -> waiting (transfer, release, butler offline)     active -> snoozed -> active     resolved ->
reopened -> ...
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from handoff.domain.errors import CaseAlreadyHeld, CaseClosed, Conflict, Invalid, NotYourCase


class CaseStatus(StrEnum):
    WAITING = "waiting"
    OFFERED = "offered"
    ACTIVE = "active"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"


class Priority(StrEnum):
    """P0 (crisis) to P3. Derived from trigger codes and clocks, never from an amount."""

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"


#: How much longer than a P1 the others may have waited before they go first: nothing starves, and within a
#: priority the longest waiting goes first. A crisis goes before everything.
AGEING: dict[Priority, timedelta] = {
    Priority.P0: timedelta(days=-36500),
    Priority.P1: timedelta(0),
    Priority.P2: timedelta(minutes=30),
    Priority.P3: timedelta(hours=4),
}


def queue_place(priority: Priority, waiting_since: datetime) -> datetime:
    """The queue is served in ascending order of this moment. Nothing else counts, above all no amount."""
    return waiting_since + AGEING[priority]


#: Codes of a dispute: the case closes only with an outcome, a reason and the customer told.
DISPUTE_CODES = frozenset({"E03", "E04", "E05", "E06", "E07", "E08", "E13"})

#: Reason code of cases opened because the bot could not answer; they close themselves when it does after all.
BOT_UNAVAILABLE = "BOT"

OUTCOMES: dict[str, str] = {
    "explained": "已解释清楚",
    "corrected": "已更正或补办",
    "forwarded": "已转专人继续处理",
    "complaint_registered": "已登记投诉",
    "review_requested": "已提交复核",
    "supported": "已安抚并协助",
    "withdrawn": "客户不再需要",
    "not_needed": "机器人误判，不需人工",
    "unreachable": "多次联系未果",
    "answered_by_bot": "机器人恢复后已答复",
}

_MOVES: dict[CaseStatus, frozenset[CaseStatus]] = {
    CaseStatus.WAITING: frozenset({CaseStatus.OFFERED, CaseStatus.ACTIVE, CaseStatus.RESOLVED}),
    CaseStatus.OFFERED: frozenset({CaseStatus.WAITING, CaseStatus.ACTIVE, CaseStatus.RESOLVED}),
    CaseStatus.ACTIVE: frozenset(
        {CaseStatus.WAITING, CaseStatus.ACTIVE, CaseStatus.SNOOZED, CaseStatus.RESOLVED}
    ),
    CaseStatus.SNOOZED: frozenset({CaseStatus.ACTIVE, CaseStatus.WAITING, CaseStatus.RESOLVED}),
    CaseStatus.RESOLVED: frozenset({CaseStatus.WAITING, CaseStatus.ACTIVE}),
}


@dataclass(frozen=True)
class CaseRequest:
    """Why a person is needed: from the bot's directive, or from the hub itself when the bot cannot answer."""

    codes: tuple[str, ...]
    priority: Priority
    reason: str
    evidence: tuple[dict[str, Any], ...] = ()
    summary: str = ""
    goal: str = ""


@dataclass(frozen=True)
class Case:
    id: UUID
    number: str
    conversation_id: UUID
    status: CaseStatus
    priority: Priority
    codes: tuple[str, ...]
    evidence: tuple[dict[str, Any], ...]
    summary: str
    goal: str
    reason: str
    opened_at: datetime
    version: int = 1
    butler_id: UUID | None = None
    butler_name: str | None = None
    dedicated_butler_id: UUID | None = None
    waiting_since: datetime | None = None
    claimed_at: datetime | None = None
    first_response_at: datetime | None = None
    resolved_at: datetime | None = None
    outcome: str | None = None
    outcome_reason: str | None = None
    context: dict[str, Any] = field(default_factory=dict)
    outage_id: UUID | None = None
    tier: int = 1
    queue_at: datetime | None = None
    wanted_butler_id: UUID | None = None
    wanted_skill: str | None = None
    snoozed_until: datetime | None = None
    reopened: int = 0

    @property
    def is_open(self) -> bool:
        return self.status is not CaseStatus.RESOLVED

    @property
    def is_dispute(self) -> bool:
        return bool(DISPUTE_CODES.intersection(self.codes))

    def claim(self, butler_id: UUID, butler_name: str, now: datetime) -> "Case":
        """Taken by a butler. The holder claiming again changes nothing.

        Raises CaseAlreadyHeld (names the holder) or CaseClosed."""
        if self.status is CaseStatus.RESOLVED:
            raise CaseClosed("这个个案已经结束了。")
        if self.status in (CaseStatus.ACTIVE, CaseStatus.SNOOZED):
            if self.butler_id == butler_id:
                woken = self.status is CaseStatus.SNOOZED
                return replace(self.moved(CaseStatus.ACTIVE), snoozed_until=None) if woken else self
            raise CaseAlreadyHeld(f"{self.butler_name or '另一位管家'}已经接手了这个个案。")
        return replace(
            self.moved(CaseStatus.ACTIVE),
            butler_id=butler_id,
            butler_name=butler_name,
            claimed_at=now,
            waiting_since=None,
            queue_at=None,
            wanted_butler_id=None,
        )

    def release(self, butler_id: UUID, now: datetime) -> "Case":
        """Back to the queue; keeps waiting as a new wait. Raises NotYourCase, CaseClosed."""
        self.require_holder(butler_id)
        return replace(
            self.moved(CaseStatus.WAITING),
            butler_id=None,
            butler_name=None,
            waiting_since=now,
            queue_at=queue_place(self.priority, now),
        )

    def resolve(self, butler_id: UUID, outcome: str, reason: str, told: bool, now: datetime) -> "Case":
        """Closed with an outcome. `told` says that the customer is told in the same step.

        Raises NotYourCase, CaseClosed, Invalid (unknown outcome; a dispute without reason or without
        telling the customer)."""
        self.require_holder(butler_id)
        if outcome not in OUTCOMES:
            raise Invalid("请选择一个处理结果。")
        if self.is_dispute and not reason.strip():
            raise Invalid("这是一件争议，结束前请写明处理结果的理由。")
        if self.is_dispute and not told:
            raise Invalid("这是一件争议，结束前请先把结果告诉客户。")
        return self._closed(outcome, reason, now)

    def close_answered_by_bot(self, now: datetime) -> "Case":
        """A bot-unavailable case nobody has taken yet closes itself once the bot has answered after all."""
        if self.status not in (CaseStatus.WAITING, CaseStatus.OFFERED) or self.codes != (BOT_UNAVAILABLE,):
            raise Conflict("只有无人接手的机器人故障个案才会自动结束。")
        return self._closed("answered_by_bot", "机器人恢复后已答复客户", now)

    def escalated_again(self, request: "CaseRequest") -> "Case":
        """A further escalation merges into the open case; the priority only ever rises. A case that was
        open only because the bot could not answer takes over what the customer wants and drops that
        reason."""
        was_outage = self.codes == (BOT_UNAVAILABLE,)
        codes = tuple(dict.fromkeys((() if was_outage else self.codes) + request.codes)) or self.codes
        priority = min(self.priority, request.priority)
        return replace(
            self,
            codes=codes,
            priority=priority,
            queue_at=queue_place(priority, self.waiting_since) if self.waiting_since else None,
            evidence=self.evidence + request.evidence,
            summary=request.summary if was_outage else self.summary,
            goal=request.goal if was_outage else self.goal,
            reason=request.reason if was_outage else self.reason,
            version=self.version + 1,
        )

    def replied(self, now: datetime) -> "Case":
        """The butler has spoken. The first time is when the customer's wait for a person ends."""
        return self if self.first_response_at else replace(self, first_response_at=now)

    def visible_to(self, user_id: UUID, *, sees_all: bool) -> bool:
        """Every butler sees what is open (to help out), but only his own of what is settled."""
        return sees_all or self.is_open or self.butler_id == user_id

    def allowed_for(self, user_id: UUID, *, supervises: bool = False) -> tuple[str, ...]:
        """What this member of the desk may do now, as the console's buttons."""
        mine = self.butler_id == user_id
        above = ("assign", "barge", "whisper") if supervises and not mine else ()
        match self.status:
            case CaseStatus.RESOLVED:
                return ("reopen", "note")
            case CaseStatus.ACTIVE if mine:
                return ("reply", "resolve", "release", "transfer", "snooze", "note")
            case CaseStatus.SNOOZED if mine:
                return ("wake", "transfer", "note")
            case CaseStatus.WAITING | CaseStatus.OFFERED:
                return ("claim", *(("transfer", "assign") if supervises else ()), "note")
            case _:
                return (*(("transfer", *above) if supervises else ()), "note")

    def require_holder(self, butler_id: UUID) -> None:
        if self.status is CaseStatus.RESOLVED:
            raise CaseClosed("这个个案已经结束了。")
        if self.status is not CaseStatus.ACTIVE or self.butler_id != butler_id:
            raise NotYourCase("这个个案现在不在您手上，请先接手。")

    def _closed(self, outcome: str, reason: str, now: datetime) -> "Case":
        return replace(
            self.moved(CaseStatus.RESOLVED),
            outcome=outcome,
            outcome_reason=reason.strip(),
            resolved_at=now,
            waiting_since=None,
            queue_at=None,
            snoozed_until=None,
        )

    def moved(self, to: CaseStatus) -> "Case":
        """The bare step; the moves of the desk are in `handover`. Raises Conflict."""
        if to not in _MOVES[self.status]:
            raise Conflict(f"个案不能从 {self.status} 变为 {to}。")
        return replace(self, status=to, version=self.version + 1)


def open_case(id: UUID, number: str, conversation_id: UUID, request: CaseRequest, now: datetime) -> Case:
    """A new case, waiting from now on."""
    return Case(
        id=id,
        number=number,
        conversation_id=conversation_id,
        status=CaseStatus.WAITING,
        priority=request.priority,
        codes=tuple(dict.fromkeys(request.codes)),
        evidence=request.evidence,
        summary=request.summary,
        goal=request.goal,
        reason=request.reason,
        opened_at=now,
        waiting_since=now,
        queue_at=queue_place(request.priority, now),
    )
