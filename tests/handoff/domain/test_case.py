"""The state machine of a case, without anything around it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.case import (
    DISPUTE_CODES,
    Case,
    CaseRequest,
    CaseStatus,
    Priority,
    open_case,
)
from handoff.domain.clocks import RESPONSE_MINUTES, Clock, ClockKind, minutes_left, response_due
from handoff.domain.errors import (
    CaseAlreadyHeld,
    CaseClosed,
    Conflict,
    GuanjiaError,
    Invalid,
    NotYourCase,
)

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
LIN, ZHOU = uuid4(), uuid4()


def a_case(*codes: str) -> Case:
    return open_case(uuid4(), "A1", uuid4(), CaseRequest(codes or ("E10",), Priority.P2, "因为"), NOW)


def test_a_new_case_waits_from_now_on() -> None:
    case = a_case("E04", "E04", "E01")
    assert (case.status, case.waiting_since, case.codes) == (CaseStatus.WAITING, NOW, ("E04", "E01"))


def test_claiming_by_two() -> None:
    held = a_case().claim(LIN, "林晓", NOW)
    assert (held.status, held.butler_id, held.waiting_since) == (CaseStatus.ACTIVE, LIN, None)
    assert held.claim(LIN, "林晓", NOW) is held
    with pytest.raises(CaseAlreadyHeld, match="林晓"):
        held.claim(ZHOU, "周凯", NOW)


def test_release_waits_anew() -> None:
    later = NOW + timedelta(hours=1)
    back = a_case().claim(LIN, "林晓", NOW).release(LIN, later)
    assert (back.status, back.butler_id, back.waiting_since) == (CaseStatus.WAITING, None, later)
    with pytest.raises(NotYourCase):
        back.release(LIN, later)


@pytest.mark.parametrize("code", sorted(DISPUTE_CODES))
def test_a_dispute_closes_only_with_reason_and_the_customer_told(code: str) -> None:
    held = a_case(code).claim(LIN, "林晓", NOW)
    with pytest.raises(Invalid):
        held.resolve(LIN, "explained", " ", told=True, now=NOW)
    with pytest.raises(Invalid):
        held.resolve(LIN, "explained", "因为", told=False, now=NOW)
    assert held.resolve(LIN, "explained", "因为", told=True, now=NOW).status is CaseStatus.RESOLVED


def test_what_is_no_dispute_may_close_in_silence() -> None:
    held = a_case("E10").claim(LIN, "林晓", NOW)
    assert held.resolve(LIN, "withdrawn", "", told=False, now=NOW).outcome == "withdrawn"
    with pytest.raises(Invalid):
        held.resolve(LIN, "whatever", "", told=False, now=NOW)


def test_a_closed_case_moves_no_more() -> None:
    closed = a_case().claim(LIN, "林晓", NOW).resolve(LIN, "explained", "", told=False, now=NOW)
    for move in (
        lambda: closed.claim(ZHOU, "周凯", NOW),
        lambda: closed.release(LIN, NOW),
        lambda: closed.resolve(LIN, "explained", "", told=False, now=NOW),
    ):
        with pytest.raises(CaseClosed):
            move()


def test_only_an_unclaimed_outage_case_closes_itself() -> None:
    assert a_case("BOT").close_answered_by_bot(NOW).outcome == "answered_by_bot"
    for case in (a_case("BOT").claim(LIN, "林晓", NOW), a_case("E04"), a_case("BOT", "E04")):
        with pytest.raises(Conflict):
            case.close_answered_by_bot(NOW)


def test_joining_raises_the_priority_and_never_lowers_it() -> None:
    case = a_case("E10").escalated_again(CaseRequest(("E04",), Priority.P1, "又"))
    assert (case.codes, case.priority) == (("E10", "E04"), Priority.P1)
    assert case.escalated_again(CaseRequest(("E11",), Priority.P3, "又")).priority is Priority.P1


def test_an_outage_case_takes_over_the_real_reason() -> None:
    case = a_case("BOT").escalated_again(CaseRequest(("E04",), Priority.P1, "拒赔", (), "概要", "说法"))
    assert (case.codes, case.reason, case.summary, case.goal) == (("E04",), "拒赔", "概要", "说法")


MOVES = st.lists(st.tuples(st.sampled_from(["claim", "release", "resolve"]), st.sampled_from([LIN, ZHOU])))


@given(MOVES)
def test_whatever_happens_there_is_at_most_one_holder(moves: list[tuple[str, UUID]]) -> None:
    """A refused move changes nothing; an active case has a holder, a waiting one a wait, a closed one an
    outcome."""
    case = a_case("E10")
    for kind, who in moves:
        version = case.version
        try:
            case = _move(case, kind, who)
        except GuanjiaError:
            assert case.version == version
        assert (case.status is CaseStatus.ACTIVE) <= (case.butler_id is not None)
        assert (case.status is CaseStatus.WAITING) == (case.waiting_since is not None)
        assert (case.status is CaseStatus.RESOLVED) == (case.resolved_at is not None)
        assert case.version >= version


def _move(case: Case, kind: str, who: UUID) -> Case:
    if kind == "claim":
        return case.claim(who, str(who), NOW)
    if kind == "release":
        return case.release(who, NOW)
    return case.resolve(who, "explained", "", told=False, now=NOW)


def test_what_the_console_offers() -> None:
    case = a_case()
    assert case.allowed_for(LIN) == ("claim", "note")
    held = case.claim(LIN, "林晓", NOW)
    assert held.allowed_for(LIN) == ("reply", "resolve", "release", "transfer", "snooze", "note")
    assert held.allowed_for(ZHOU) == ("note",)
    closed = held.resolve(LIN, "explained", "", told=False, now=NOW)
    assert closed.allowed_for(LIN) == ("reopen", "note")
    assert (closed.visible_to(LIN, sees_all=False), closed.visible_to(ZHOU, sees_all=False)) == (True, False)


def test_clocks_follow_the_table() -> None:
    assert RESPONSE_MINUTES == {"P0": 1, "P1": 5, "P2": 30, "P3": 240}
    clock = Clock(uuid4(), uuid4(), ClockKind.FIRST_RESPONSE, NOW, response_due(Priority.P2, NOW))
    later = NOW + timedelta(minutes=10)
    assert clock.hurried(Priority.P1, later).due_at == later + timedelta(minutes=5)
    assert clock.hurried(Priority.P3, later).due_at == clock.due_at, "never later than before"


@pytest.mark.parametrize(
    ("seconds", "said"), [(300, 5), (299, 5), (241, 5), (240, 4), (1, 1), (0, 1), (-50, 1)]
)
def test_minutes_left_are_rounded_up(seconds: int, said: int) -> None:
    assert minutes_left(NOW + timedelta(seconds=seconds), NOW) == said
