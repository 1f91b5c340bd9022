"""From a claim to the fields of the `timeline` card: at most 15 steps, who acts, latest when, what is
missing. Pure.

Rules: R01 (steps may be skipped), R11 (where it is, who does what next, by when) of the claim state machine.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from insurer.api import Claim, ClaimEvent
from insurer.knowledge import ClaimState, Knowledge
from insurer.progress import (
    ACTOR_NAMES,
    FINISHED,
    REFUSED,
    SHANGHAI,
    headline,
    is_duration,
    next_action,
    overdue_days,
)

MAX_STEPS = 15
StepState = Literal["done", "now", "next", "problem"]
type States = Mapping[str, ClaimState]

#: Original documents are not always needed (R01), so these steps show only once they happened.
_PICKUP_STEPS = frozenset({6, 7, 8})
_DECISION_STEP = 13
_STUCK = REFUSED | {"PAYMENT_FAILED", "ORIGINALS_LOST", "DORMANT"}
#: After these the main line does not go on by itself.
_NO_FUTURE = FINISHED | REFUSED | {"LITIGATION"}
#: A dispute starts again from the decision, whatever came before it.
_UNDECIDED_AGAIN = frozenset(
    {"APPEAL_SUBMITTED", "APPEAL_REVIEWING", "COMPLAINT_OPENED", "MEDIATION", "NEGOTIATING"}
)


@dataclass(frozen=True)
class Step:
    """`n` counts the shown steps from 1. Times are aware; `due_at` only where somebody has to act now."""

    n: int
    code: str
    name: str
    state: StepState
    actor: str
    actor_name: str
    at: datetime | None
    due_at: datetime | None
    note: str


@dataclass(frozen=True)
class Missing:
    code: str
    name: str
    why: str
    alternatives: str


@dataclass(frozen=True)
class Timeline:
    """The `timeline` card. `status` is the name of the current state; `headline` one plain sentence about
    it."""

    claim_no: str
    claim_type: str
    title: str
    product: str
    status: str
    headline: str
    steps: tuple[Step, ...]
    missing: tuple[Missing, ...]
    next_action: str
    updated_at: datetime

    def card(self) -> dict[str, Any]:
        """The card as JSON data (docs/contracts.md section 2)."""
        fields = asdict(self)
        fields["steps"] = [{**s, "at": _iso(s["at"]), "due_at": _iso(s["due_at"])} for s in fields["steps"]]
        fields["missing"] = list(fields["missing"])
        fields["updated_at"] = _iso(self.updated_at)
        return {"type": "timeline", **fields}


def build_timeline(claim: Claim, knowledge: Knowledge, now: datetime) -> Timeline:
    """`now` must be aware. States that the knowledge files do not know are shown by their code, never
    dropped."""
    states = knowledge.claim_states
    current = states.get(claim.state_code) or _unknown_state(claim.state_code)
    missing = tuple(
        Missing(
            m.doc_code,
            knowledge.documents[m.doc_code].name if m.doc_code in knowledge.documents else m.doc_code,
            m.why,
            m.alternatives or "",
        )
        for m in claim.missing_documents
    )
    names = [m.name for m in missing]
    kind = knowledge.claim_types.get(claim.claim_type)
    return Timeline(
        claim_no=claim.claim_no,
        claim_type=claim.claim_type,
        title=f"{kind.name if kind else claim.claim_type}理赔",
        product=claim.product_name,
        status=current.name,
        headline=headline(claim, current, names, now),
        steps=_steps(claim, current, states, now),
        missing=missing,
        next_action=next_action(claim, current, names, now),
        updated_at=claim.updated_at,
    )


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(SHANGHAI).isoformat(timespec="seconds") if moment else None


def _steps(claim: Claim, current: ClaimState, states: States, now: datetime) -> tuple[Step, ...]:
    past = _history(claim)
    position = _position(claim, current, states)
    future = [] if current.code in _NO_FUTURE else _future(position, states)
    past = _fitted(past, MAX_STEPS - len(future))
    rows = [_past_step(event, states, claim, now) for event in past] + [_future_step(s) for s in future]
    return tuple(_numbered(rows))


def _numbered(rows: list[dict[str, Any]]) -> list[Step]:
    return [Step(n=n, **row) for n, row in enumerate(rows, start=1)]


def _history(claim: Claim) -> list[ClaimEvent]:
    """One event per state, at the place of its last visit; the current state last."""
    latest: dict[str, ClaimEvent] = {}
    for event in sorted(claim.events, key=lambda e: e.entered_at):
        latest.pop(event.state_code, None)
        latest[event.state_code] = event
    if claim.state_code in latest:
        latest[claim.state_code] = latest.pop(claim.state_code)
    else:
        latest[claim.state_code] = ClaimEvent(
            state_code=claim.state_code, entered_at=claim.updated_at, actor_type="insurer"
        )
    return list(latest.values())


def _fitted(past: list[ClaimEvent], room: int) -> list[ClaimEvent]:
    """The first event and as many of the latest as there is room for."""
    return past if len(past) <= room else [past[0], *past[len(past) - room + 1 :]]


def _position(claim: Claim, current: ClaimState, states: States) -> int:
    """The main-line step the claim stands at; a branch stands where it left the main line."""
    if current.step is not None:
        return current.step
    if current.code in _UNDECIDED_AGAIN:
        return _DECISION_STEP - 1
    for event in sorted(claim.events, key=lambda e: e.entered_at, reverse=True):
        state = states.get(event.state_code)
        if state is not None and state.step is not None:
            return state.step
    anchor = states.get(current.branch_of) if current.branch_of else None
    return anchor.step if anchor is not None and anchor.step is not None else 1


def _future(position: int, states: States) -> list[ClaimState]:
    skipped = frozenset[int]() if position in _PICKUP_STEPS else _PICKUP_STEPS
    line = [s for s in states.values() if s.step is not None and s.step > position and s.step not in skipped]
    return sorted(line, key=lambda s: s.step or 0)


def _past_step(event: ClaimEvent, states: States, claim: Claim, now: datetime) -> dict[str, Any]:
    state = states.get(event.state_code) or _unknown_state(event.state_code)
    shown = _shown_state(state.code, event, claim, now)
    active = shown in ("now", "problem")
    return {
        "code": state.code,
        "name": state.name,
        "state": shown,
        "actor": state.actor,
        "actor_name": ACTOR_NAMES[state.actor],
        "at": event.entered_at,
        "due_at": event.due_at if active else None,
        "note": event.visible_text or "",
    }


def _shown_state(code: str, event: ClaimEvent, claim: Claim, now: datetime) -> StepState:
    if code != claim.state_code:
        return "done"
    if code in FINISHED:
        return "done"
    if code in _STUCK or overdue_days(event, now):
        return "problem"
    return "now"


def _future_step(state: ClaimState) -> dict[str, Any]:
    name, note = state.name, f"一般{state.usual_duration}" if is_duration(state.usual_duration) else ""
    if state.step == _DECISION_STEP:
        name, note = "核定结论通知", "同意、部分同意或不同意，都会写明理由"
    elif state.step is not None and state.step > _DECISION_STEP:
        note = "同意赔付后才有这一步"
    return {
        "code": state.code,
        "name": name,
        "state": "next",
        "actor": state.actor,
        "actor_name": ACTOR_NAMES[state.actor],
        "at": None,
        "due_at": None,
        "note": note,
    }


def _unknown_state(code: str) -> ClaimState:
    return ClaimState(
        code=code,
        name=code,
        meaning="",
        user_action="",
        actor="insurer",
        usual_duration="",
        statutory_limit="",
        next=(),
    )
