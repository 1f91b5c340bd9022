"""How a claim goes from step to step: what the new step says, by when, and what it changes. Pure.

Rules of the claim state machine: R01 (skipped steps keep their event), R02 (a decision names a person), R04
(limits), R06/R07 (calendars; time waiting for supplements is taken off the 30 days)."""

import re
from datetime import datetime, timedelta
from typing import Any

from insurer.api import Claim, ClaimEvent
from insurer.knowledge import Knowledge
from insurer.progress import day_text
from insurer.reference.refusals import NotAllowed
from insurer.working_days import after_natural_days, due

#: The clock of data/knowledge/clocks.yml that runs against the insurer in a state.
STATE_CLOCKS = {
    "REPORTED": "claim_guide",
    "DOCS_UPLOADED": "claim_supplement",
    "DOCS_PRECHECK": "claim_supplement",
    "SUPPLEMENT_SUBMITTED": "claim_supplement",
    "REOPENED": "claim_supplement",
    "CLAIM_ACCEPTED": "claim_decide",
    "LIABILITY_REVIEW": "claim_decide",
    "CALCULATING": "claim_decide",
    "APPROVAL": "claim_decide",
    "INVESTIGATING": "adjudicate",
    "APPRAISING": "adjudicate",
    "NEGOTIATING": "adjudicate",
    "ADVANCE_PAID": "adjudicate",
    "DECISION_APPROVED": "pay",
    "DECISION_PARTIAL": "pay",
    "PAYMENT_PROCESSING": "pay",
    "PAYMENT_FAILED": "pay",
    "DECISION_REJECTED": "reject",
    "APPEAL_SUBMITTED": "appeal_review",
    "APPEAL_REVIEWING": "appeal_review",
    "COMPLAINT_OPENED": "handle_15_30_60",
}
DECISIONS = frozenset({"DECISION_APPROVED", "DECISION_PARTIAL", "DECISION_REJECTED"})
#: After one of these the case is a complex one, with 30 days instead of five working days.
_COMPLEX = frozenset({"INVESTIGATING", "APPRAISING", "NEGOTIATING", "ADVANCE_PAID", "SUPPLEMENT_REQUESTED"})
#: How long a customer is asked to take for supplements; after it the case only rests (state DORMANT).
_SUPPLEMENT_DAYS = 30
_WAITING = frozenset({"SUPPLEMENT_REQUESTED", "DORMANT"})
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_UNFILLED = {"topic": "就诊和出险情况", "n": "1", "carrier": "", "tracking_tail": ""}


def enter(
    claim: Claim,
    code: str,
    now: datetime,
    knowledge: Knowledge,
    *,
    due_at: datetime | None = None,
    **facts: Any,
) -> Claim:
    """The claim in state `code`. `due_at` where the caller knows it (a pickup's slot); `facts` fill the
    event (human_reviewer, reason_code, clause_ref) and the text's placeholders (carrier, topic …).

    Whether the step is lawful is asked by `lawful`; this only takes it."""
    moved = claim.model_copy(update={"state_code": code, **_marks(claim, code, now)})
    by = due_at or due_time(moved, code, now, knowledge)
    filled = {**_UNFILLED, "amount": _amount(moved), "due": day_text(by, now) if by else "近日", **facts}
    state = knowledge.claim_states[code]
    event = ClaimEvent(
        state_code=code,
        entered_at=now,
        actor_type=state.actor,
        due_at=by,
        visible_text=_PLACEHOLDER.sub(lambda found: str(filled[found[1]]), state.visible_text),
        **{key: facts[key] for key in ("human_reviewer", "reason_code", "clause_ref") if key in facts},
    )
    return moved.model_copy(update={"events": (*claim.events, event)})


def _marks(claim: Claim, code: str, now: datetime) -> dict[str, Any]:
    if code == "DOCS_UPLOADED" and claim.first_claim_at is None:
        return {"first_claim_at": now}
    if code == "CLAIM_ACCEPTED":
        return {"docs_complete_at": claim.docs_complete_at or now}
    if code == "SUPPLEMENT_REQUESTED":
        return {"supplement_round": claim.supplement_round + 1}
    if code == "REOPENED":
        return {"first_claim_at": None, "docs_complete_at": None}
    return {}


def _amount(claim: Claim) -> str:
    amount = claim.amount_approved
    return f" {amount:,.2f} 元" if amount is not None else ""


def lawful(claim: Claim, code: str, knowledge: Knowledge) -> None:
    """Raises NotAllowed when the state machine has no such way."""
    ways = knowledge.claim_states[claim.state_code].next
    if code not in ways:
        here, there = knowledge.claim_states[claim.state_code].name, knowledge.claim_states[code].name
        names = "、".join(f"{knowledge.claim_states[way].name}（{way}）" for way in ways)
        raise NotAllowed(f"「{here}」之后不能直接到「{there}」，能到的是：{names}。")


def due_time(claim: Claim, code: str, now: datetime, knowledge: Knowledge) -> datetime | None:
    """When the step that begins `now` has to be done; None when no limit runs."""
    if code == "SUPPLEMENT_REQUESTED":
        return after_natural_days(now, _SUPPLEMENT_DAYS)
    key = clock_code(claim, code)
    return due(knowledge.clocks[key], clock_start(claim, key, now)) if key else None


def clock_start(claim: Claim, key: str, now: datetime) -> datetime:
    """When the clock `key` began, for a step that began `now`; time off (R07) moves it later. A second decision, or
    a second appeal, is counted from itself and not from the first."""
    if (key == "pay" and claim.state_code in DECISIONS) or claim.state_code == "APPEAL_SUBMITTED":
        return now
    match key:
        case "claim_decide":
            return claim.docs_complete_at or now
        case "adjudicate":
            return (_first_request(claim) or now) + waited_for_supplements(claim, now)
        case "pay":
            return _last_entered(claim, DECISIONS) or now
        case "appeal_review":
            return _last_entered(claim, {"APPEAL_SUBMITTED"}) or now
    return now


def clock_code(claim: Claim, code: str) -> str | None:
    """The clock that runs in `code`, given what the claim has been through."""
    key = STATE_CLOCKS.get(code)
    if key == "claim_decide" and any(event.state_code in _COMPLEX for event in claim.events):
        return "adjudicate"
    return key


def waited_for_supplements(claim: Claim, now: datetime) -> timedelta:
    """Time from asking for supplements to their arrival, or until the insurer goes on without them, within the 30 days
    (R07), which begin anew when a claim is reopened."""
    waited, asked = timedelta(), None
    since = _first_request(claim)
    for event in claim.events:
        if since is not None and event.entered_at < since:
            continue
        if event.state_code == "SUPPLEMENT_REQUESTED" and asked is None:
            asked = event.entered_at
        elif event.state_code not in _WAITING and asked is not None:
            waited, asked = waited + (event.entered_at - asked), None
    return waited + (now - asked if asked is not None else timedelta())


def _first_request(claim: Claim) -> datetime | None:
    """When payment was asked for with documents; reopening a claim asks anew with those that are there."""
    return claim.first_claim_at or _last_entered(claim, {"REOPENED"})


def _last_entered(claim: Claim, codes: frozenset[str] | set[str]) -> datetime | None:
    found = next((e for e in reversed(claim.events) if e.state_code in codes), None)
    return found.entered_at if found else None
