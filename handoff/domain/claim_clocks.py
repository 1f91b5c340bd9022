"""From a claim as the insurer tells it (contracts.md section 4, as JSON data) to the limits of the law that run for it
now, with their start. Pure. The insurer reckons its own due times by the same rules: both must say the same day
(tests/contracts/test_claim_clocks_contract.py)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from handoff.domain.calendars import Pause
from handoff.domain.clocks import Clock, ClockKind, begun
from handoff.domain.rulebook import PAUSABLE, Rulebook

#: Before a decision, once the claim and its documents have come in (domain.md 3.1-3.2).
_IN_REVIEW = frozenset(
    {
        "DOCS_UPLOADED",
        "DOCS_PRECHECK",
        "PICKUP_BOOKED",
        "ORIGINALS_IN_TRANSIT",
        "ORIGINALS_RECEIVED",
        "ORIGINALS_LOST",
        "CLAIM_ACCEPTED",
        "LIABILITY_REVIEW",
        "CALCULATING",
        "APPROVAL",
        "SUPPLEMENT_REQUESTED",
        "SUPPLEMENT_SUBMITTED",
        "DORMANT",
        "INVESTIGATING",
        "APPRAISING",
        "NEGOTIATING",
        "ADVANCE_PAID",
    }
)
_ACCEPTED = frozenset({"CLAIM_ACCEPTED", "LIABILITY_REVIEW", "CALCULATING", "APPROVAL"})
_PAYING = frozenset({"DECISION_APPROVED", "DECISION_PARTIAL", "PAYMENT_PROCESSING", "PAYMENT_FAILED"})
_DECISIONS = frozenset({"DECISION_APPROVED", "DECISION_PARTIAL", "DECISION_REJECTED"})
_APPEAL = frozenset({"APPEAL_SUBMITTED", "APPEAL_REVIEWING"})
#: After one of these the case is a complex one: 30 days instead of five working days (108号文(六)6).
_COMPLEX = frozenset({"INVESTIGATING", "APPRAISING", "NEGOTIATING", "ADVANCE_PAID", "SUPPLEMENT_REQUESTED"})
#: Further documents are asked for and have not come.
_WAITING = frozenset({"SUPPLEMENT_REQUESTED", "DORMANT"})
#: In which states of its claim a limit runs.
RUNS_IN: dict[str, frozenset[str]] = {
    "claim_guide": frozenset({"REPORTED"}),
    "claim_supplement": frozenset({"DOCS_UPLOADED", "DOCS_PRECHECK", "SUPPLEMENT_SUBMITTED", "REOPENED"}),
    "claim_decide": _ACCEPTED,
    "adjudicate": _IN_REVIEW,
    "advance": _IN_REVIEW - {"ADVANCE_PAID"},
    "pay": _PAYING,
    "reject": frozenset({"DECISION_REJECTED"}),
    "appeal_review": _APPEAL,
    "complaint_contact": frozenset({"COMPLAINT_OPENED"}),
    "handle_15_30_60": frozenset({"COMPLAINT_OPENED"}),
}
#: An agreement reached while negotiating is noted by hand; the next news does not end its clock.
_KEPT_IN = {"pay": frozenset({"NEGOTIATING"})}


@dataclass(frozen=True)
class Running:
    """A limit that runs for a claim. `waits_since`: it stands still since further documents were asked for."""

    code: str
    subject: str
    start: datetime
    pauses: tuple[Pause, ...] = ()
    waits_since: datetime | None = None


@dataclass(frozen=True)
class _Event:
    state: str
    at: datetime


@dataclass(frozen=True)
class _Facts:
    """What of a claim counts here."""

    claim_no: str
    state: str
    reported_at: datetime | None
    first_claim_at: datetime | None
    docs_complete_at: datetime | None
    events: tuple[_Event, ...]

    def last(self, states: Iterable[str]) -> datetime | None:
        wanted = frozenset(states)
        return next((e.at for e in reversed(self.events) if e.state in wanted), None)

    @property
    def entered_at(self) -> datetime | None:
        return self.last({self.state})

    @property
    def is_complex(self) -> bool:
        return any(event.state in _COMPLEX for event in self.events)


def running(claim: Mapping[str, Any]) -> list[Running]:
    """Nothing for a claim that tells too little."""
    facts = _facts_of(claim)
    if facts is None:
        return []
    found = []
    for code, states in RUNS_IN.items():
        if facts.state not in states or (code == "claim_decide" and facts.is_complex):
            continue
        start = _start(code, facts)
        if start is not None:
            found.append(_with_pauses(Running(code, facts.claim_no, start), facts))
    return found


def _start(code: str, facts: _Facts) -> datetime | None:
    """The moment from which the law counts."""
    match code:
        case "claim_guide":
            return facts.entered_at or facts.reported_at
        case "claim_decide":
            return facts.docs_complete_at or facts.last(_ACCEPTED)
        case "adjudicate" | "advance":
            return facts.first_claim_at or facts.last({"REOPENED"}) or facts.entered_at
        case "pay" | "reject":
            return facts.last(_DECISIONS)
        case "appeal_review":
            return facts.last({"APPEAL_SUBMITTED"}) or facts.entered_at
        case _:
            return facts.entered_at


def _with_pauses(found: Running, facts: _Facts) -> Running:
    """R07: from the request for further documents until they came, or until the insurer went on without them."""
    if found.code not in PAUSABLE:
        return found
    gaps: list[Pause] = []
    asked: datetime | None = None
    for event in facts.events:
        if event.state == "SUPPLEMENT_REQUESTED" and asked is None:
            asked = event.at
        elif event.state not in _WAITING and asked is not None:
            gaps.append((asked, event.at))
            asked = None
    return replace(found, pauses=tuple(gaps), waits_since=asked)


def _facts_of(claim: Mapping[str, Any]) -> _Facts | None:
    number, state = claim.get("claim_no"), claim.get("state_code")
    if not number or not state:
        return None
    events = [
        _Event(str(event.get("state_code")), at)
        for event in claim.get("events") or ()
        if isinstance(event, Mapping) and (at := _moment(event.get("entered_at"))) is not None
    ]
    return _Facts(
        claim_no=str(number),
        state=str(state),
        reported_at=_moment(claim.get("reported_at")),
        first_claim_at=_moment(claim.get("first_claim_at")),
        docs_complete_at=_moment(claim.get("docs_complete_at")),
        events=tuple(sorted(events, key=lambda event: event.at)),
    )


def _moment(value: Any) -> datetime | None:
    """Aware, or None for what is no such time."""
    if isinstance(value, datetime):
        return value if value.tzinfo else None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def brought_up_to_date(
    case_id: UUID,
    claims: Sequence[Mapping[str, Any]],
    stored: Sequence[Clock],
    law: Rulebook,
    now: datetime,
) -> list[Clock]:
    """The claims' clocks that have to be written: new ones, and stored ones that have changed (same id). `now` ends
    what the claims have left behind."""
    known = {(c.code, c.subject): c for c in stored if c.kind is ClockKind.STATUTORY}
    changed: list[Clock] = []
    for claim in claims:
        wanted = {r.code: r for r in running(claim)}
        for code, found in wanted.items():
            clock = _renewed(case_id, known.get((code, found.subject)), found, law, now)
            if clock is not None:
                changed.append(clock)
        changed += _left_behind(claim, frozenset(wanted), known, now)
    return changed


def _renewed(case_id: UUID, old: Clock | None, found: Running, law: Rulebook, now: datetime) -> Clock | None:
    """The clock to write, or None when it stands as it should."""
    limit = law.limit(found.code)
    if limit is None:
        return None
    if old is not None and old.running and old.started_at == found.start:
        gaps = tuple((a.isoformat(), b.isoformat()) for a, b in found.pauses)
        if (old.gaps, old.paused_at) == (found.pauses, found.waits_since):
            return None
        return old.with_pauses(gaps, found.waits_since, now, law.is_workday)
    if old is not None and old.stopped_at is not None and found.start <= old.stopped_at:
        return None  # ended by hand or with the case: the insurer's old facts do not start it again
    fresh = begun(
        case_id,
        ClockKind.STATUTORY,
        found.start,
        limit,
        law.is_workday,
        code=found.code,
        subject=found.subject,
        pauses=found.pauses,
        paused_at=found.waits_since,
    )
    fresh = fresh.caught_up(now, law.is_workday)
    return replace(fresh, id=old.id) if old else fresh


def _left_behind(
    claim: Mapping[str, Any],
    wanted: frozenset[str],
    known: Mapping[tuple[str, str | None], Clock],
    now: datetime,
) -> list[Clock]:
    state, number = str(claim.get("state_code") or ""), str(claim.get("claim_no") or "")
    if not state:
        return []
    return [
        clock.stopped(now)
        for code, states in RUNS_IN.items()
        if code not in wanted
        and (state not in states or code == "claim_decide")
        and (clock := known.get((code, number))) is not None
        and clock.running
        and state not in _KEPT_IN.get(code, ())
    ]
