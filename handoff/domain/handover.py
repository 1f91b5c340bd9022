"""How a case changes hands, beyond being claimed, released and settled (`case`): offered, let pass, put
aside, passed on, taken over by a supervisor, opened again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from handoff.domain.case import BOT_UNAVAILABLE, Case, CaseRequest, CaseStatus, queue_place
from handoff.domain.errors import CaseClosed, Conflict, Invalid

#: A customer who comes back about the same thing within this time finds the same case and the same butler.
REOPENS_WITHIN = timedelta(days=7)
_LONGEST_SNOOZE = timedelta(days=30)
_QUEUED = (CaseStatus.WAITING, CaseStatus.OFFERED)


@dataclass(frozen=True)
class Target:
    """Where a case is passed on to: exactly one of a butler, a skill, the specialists."""

    butler_id: UUID | None = None
    skill: str | None = None
    tier: int | None = None

    def __post_init__(self) -> None:
        if sum(part is not None for part in (self.butler_id, self.skill, self.tier)) != 1:
            raise Invalid("请选择转给哪位管家、哪项技能或专家组，三选一。")


def offered(case: Case) -> Case:
    """Rings at somebody. Raises Conflict."""
    return case if case.status is CaseStatus.OFFERED else case.moved(CaseStatus.OFFERED)


def no_longer_offered(case: Case) -> Case:
    """Nobody is rung any more. Its place in the queue is the one it had."""
    return case.moved(CaseStatus.WAITING) if case.status is CaseStatus.OFFERED else case


def snooze(case: Case, butler_id: UUID, until: datetime, now: datetime) -> Case:
    """Put aside by its holder until then, or until the customer writes. Raises NotYourCase, CaseClosed,
    Invalid."""
    case.require_holder(butler_id)
    if not now < until <= now + _LONGEST_SNOOZE:
        raise Invalid("请选一个从现在起 30 天以内的时间。")
    return replace(case.moved(CaseStatus.SNOOZED), snoozed_until=until)


def wake(case: Case) -> Case:
    """Back before its holder. Raises Conflict when it does not rest."""
    if case.status is not CaseStatus.SNOOZED:
        raise Conflict("这个个案现在没有搁置。")
    return replace(case.moved(CaseStatus.ACTIVE), snoozed_until=None)


def transfer(case: Case, target: Target, by: UUID, now: datetime, *, supervises: bool = False) -> Case:
    """Passed on by its holder, or by a supervisor who may also redirect what waits (which keeps its place).

    Raises NotYourCase, CaseClosed, Conflict."""
    if not supervises:
        _require_hands_on(case, by)
    if not case.is_open:
        raise CaseClosed("这个个案已经结束了。")
    if target.butler_id is not None and target.butler_id == case.butler_id:
        raise Conflict("这个个案已经在这位管家手上了。")
    wanted = replace(
        case,
        wanted_butler_id=target.butler_id,
        wanted_skill=target.skill,
        tier=target.tier or case.tier,
    )
    return _queued(wanted, now)


def vanish(case: Case, now: datetime) -> Case:
    """Its holder is gone: back to the queue; should he come back meanwhile he is asked first."""
    if case.status not in (CaseStatus.ACTIVE, CaseStatus.SNOOZED):
        raise Conflict("这个个案现在没有人接手。")
    return replace(_queued(case, now), wanted_butler_id=case.butler_id)


def take_over(case: Case, butler_id: UUID, butler_name: str, now: datetime) -> Case:
    """A supervisor's decision: whoever had it, now this one has it. Raises CaseClosed, Conflict."""
    if not case.is_open:
        raise CaseClosed("这个个案已经结束了。")
    if case.butler_id == butler_id and case.status is CaseStatus.ACTIVE:
        raise Conflict("这个个案已经在这位管家手上了。")
    return _held(case, butler_id, butler_name, now)


def reopen(case: Case, butler_id: UUID, butler_name: str, now: datetime) -> Case:
    """Opened again by somebody of the desk, who has it then. Raises Conflict."""
    if case.is_open:
        raise Conflict("这个个案还没有结束。")
    return replace(_held(_unsettled(case), butler_id, butler_name, now), reopened=case.reopened + 1)


def reopen_for(case: Case, request: CaseRequest, now: datetime) -> Case:
    """The customer is back about the same thing: waits again, for the butler who had it."""
    again = replace(
        _unsettled(case),
        codes=tuple(dict.fromkeys(case.codes + request.codes)),
        priority=request.priority,
        evidence=case.evidence + request.evidence,
        summary=request.summary or case.summary,
        goal=request.goal or case.goal,
        reason=request.reason,
        first_response_at=None,
        reopened=case.reopened + 1,
    )
    return replace(_queued(again, now), wanted_butler_id=case.butler_id)


def is_about_the_same(case: Case, request: CaseRequest, claim_no: str | None, now: datetime) -> bool:
    """Whether this escalation belongs to a settled case: not long ago, and a code or the claim is the same."""
    if case.is_open or case.resolved_at is None or now - case.resolved_at > REOPENS_WITHIN:
        return False
    if BOT_UNAVAILABLE in (*request.codes, *case.codes):
        return False
    same_claim = claim_no is not None and claim_no == claim_named(case.context.get("slots") or {})
    return same_claim or not set(case.codes).isdisjoint(request.codes)


def claim_named(slots: Mapping[str, Any]) -> str | None:
    """The claim the customer spoke of, as the bot remembers it (a number blacked out in a frozen package says
    nothing)."""
    named = slots.get("claim_no")
    return str(named) if named and not str(named).startswith("[") else None


def _require_hands_on(case: Case, butler_id: UUID) -> None:
    """The holder, also while the case rests."""
    if case.status is CaseStatus.SNOOZED and case.butler_id == butler_id:
        return
    case.require_holder(butler_id)


def _queued(case: Case, now: datetime) -> Case:
    """Waits from now on; what waited already goes on waiting."""
    if case.status in _QUEUED:
        back = no_longer_offered(case)
        return back if back is not case else replace(case, version=case.version + 1)
    return replace(
        case.moved(CaseStatus.WAITING),
        butler_id=None,
        butler_name=None,
        waiting_since=now,
        queue_at=queue_place(case.priority, now),
        snoozed_until=None,
    )


def _held(case: Case, butler_id: UUID, butler_name: str, now: datetime) -> Case:
    return replace(
        case.moved(CaseStatus.ACTIVE),
        butler_id=butler_id,
        butler_name=butler_name,
        claimed_at=now,
        waiting_since=None,
        queue_at=None,
        snoozed_until=None,
        wanted_butler_id=None,
    )


def _unsettled(case: Case) -> Case:
    return replace(case, outcome=None, outcome_reason=None, resolved_at=None)
