"""What follows from a warning, and from news of the insurer's clocks."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from handoff.domain.case import CaseRequest, Priority, open_case
from handoff.domain.clocks import Clock, ClockKind
from handoff.domain.desk import CHINA
from handoff.domain.news import InsurerEvent
from handoff.domain.requests import complaint_case, opens_a_case
from handoff.domain.risk import at_risk, claim_as_told, concerns_clocks
from handoff.domain.turn import NotedRequest
from handoff.domain.warnings import raised_priority, told_in_history
from tests.handoff.domain.test_clocks import LAW

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)


def clock(kind: ClockKind, warned: int, subject: str | None = None) -> Clock:
    return Clock(uuid4(), uuid4(), kind, NOW, NOW + timedelta(hours=1), warned=warned, subject=subject)


@pytest.mark.parametrize(
    ("priority", "kind", "warned", "raised"),
    [
        ("P3", ClockKind.FIRST_RESPONSE, 80, "P3"),
        ("P3", ClockKind.FIRST_RESPONSE, 100, "P2"),
        ("P2", ClockKind.FIRST_RESPONSE, 100, "P1"),
        ("P1", ClockKind.FIRST_RESPONSE, 100, "P1"),
        ("P0", ClockKind.FIRST_RESPONSE, 100, "P0"),
        ("P3", ClockKind.STATUTORY, 60, "P3"),
        ("P3", ClockKind.STATUTORY, 80, "P2"),
        ("P3", ClockKind.STATUTORY, 100, "P1"),
        ("P0", ClockKind.STATUTORY, 100, "P0"),
        ("P3", ClockKind.RESOLUTION, 100, "P3"),
        ("P3", ClockKind.NEXT_RESPONSE, 100, "P3"),
    ],
)
def test_priority_after_a_warning(priority: str, kind: ClockKind, warned: int, raised: str) -> None:
    request = CaseRequest((), Priority(priority), "要人")
    case = open_case(uuid4(), "A1", uuid4(), request, NOW)
    assert raised_priority(case, clock(kind, warned)) == raised


def test_the_history_says_what_and_by_when() -> None:
    late = clock(ClockKind.STATUTORY, 100, "CL1")
    assert told_in_history("核定", late) == "「核定」（CL1）已经超时，最晚 11月23日 11:00"
    assert told_in_history("首次人工响应", clock(ClockKind.FIRST_RESPONSE, 60)).endswith(
        "已用 60%，最晚 11月23日 11:00"
    )


def news(type: str = "claim.clock", **data: Any) -> InsurerEvent:
    return InsurerEvent("e1", type, "C001", "CL1", None, NOW, data)


def test_the_gravest_clock_counts_and_one_that_has_ended_meanwhile_is_overdue() -> None:
    due = (NOW + timedelta(days=1)).isoformat()
    both = [
        news(percent=100, clock_code="pay", due_at=due),
        news(percent=80, clock_code="reject", due_at=due),
    ]
    found = at_risk(both, NOW)
    assert found is not None
    assert (found.code, found.overdue) == ("pay", True)
    late = at_risk(both[1:], NOW + timedelta(days=2))
    assert late is not None
    assert late.overdue
    assert late.request(LAW).priority is Priority.P1
    early = at_risk(both[1:], NOW)
    assert early is not None
    request = early.request(LAW)
    assert (request.codes, request.priority) == (("E06",), Priority.P2)
    assert "11月24日" in request.reason


@pytest.mark.parametrize("data", [{}, {"percent": 60}, {"percent": "80"}, {"percent": 81}, {"percent": None}])
def test_what_is_no_risk(data: dict[str, Any]) -> None:
    assert at_risk([news(**data)], NOW) is None
    assert not concerns_clocks([news(**data)], NOW)
    assert at_risk([replace(news(percent=80), claim_no=None)], NOW) is None


def test_a_broken_due_time_does_not_hide_the_risk() -> None:
    found = at_risk([news(percent=80, clock_code="new_rule", due_at="soon")], NOW)
    assert found is not None
    assert "理赔时限" in found.request(LAW).reason


def test_what_an_event_tells_of_its_claim() -> None:
    assert claim_as_told(news("claim.paid", state_code="PAID_CLOSED")) == {
        "claim_no": "CL1",
        "state_code": "PAID_CLOSED",
    }
    assert claim_as_told(news("claim.paid")) is None
    assert claim_as_told(news("claim.clock", state_code="X")) is None


def test_a_complaint_alone_opens_a_case() -> None:
    requests = [NotedRequest(f"N{n}", kind, NOW) for n, kind in enumerate(("privacy", "appeal", "complaint"))]
    found = opens_a_case(requests)
    assert found is not None
    assert found.kind == "complaint"
    assert complaint_case(found).codes == ("E03",)
    assert opens_a_case(requests[:2]) is None
