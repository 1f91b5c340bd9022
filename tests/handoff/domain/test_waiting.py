"""Honest waiting times, promises out of hours, call-back windows, and what the bot may take back."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.callbacks import (
    AHEAD,
    Callback,
    CallbackStatus,
    after_its_time,
    check_window,
    window_text,
)
from handoff.domain.case import Case, CaseRequest, CaseStatus, Priority, open_case
from handoff.domain.conversation import Author, Message, text_body
from handoff.domain.desk import CHINA, DayHours, Hours
from handoff.domain.errors import CaseAlreadyHeld, CaseClosed, Conflict, CrisisStays, Invalid
from handoff.domain.waiting import (
    Pace,
    answer_from,
    day_and_time,
    may_leave,
    out_of_hours_due,
    out_of_hours_promise,
    outlook,
    require_may_leave,
    require_waiting,
    wait_text,
    withdrawn,
)

HOURS = Hours()
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=CHINA)
NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=CHINA)
#: Weekends off.
WEEKDAYS = Hours(week=(*(DayHours(),) * 5, None, None))


def a_case(priority: Priority = Priority.P1, codes: tuple[str, ...] = ("E04",)) -> Case:
    return open_case(uuid4(), "A20261123-0001", uuid4(), CaseRequest(codes, priority, "凭什么"), NOON)


def written(seq: int, decision: str | None, codes: tuple[str, ...] = (), level: int = 0) -> Message:
    understanding = (
        {"escalation": {"decision": decision, "codes": list(codes), "emotion": {"level": level}}}
        if decision
        else None
    )
    return Message(
        uuid4(), uuid4(), seq, seq, Author.USER, None, None, "text", "x", text_body("x"), NOON,
        understanding=understanding,
    )  # fmt: skip


def test_free_hands_mean_soon() -> None:
    found = outlook(1, Pace(present=2, free=3), NOON, HOURS)
    assert found is not None
    assert wait_text(found) == "下一位就是您，管家马上就来。"
    slow = outlook(2, Pace(claimed=5, usual_minutes=4.2, present=2, free=3), NOON, HOURS)
    assert slow is not None
    assert wait_text(slow) == "前面还有 1 位，大约 1–5 分钟轮到您。"


def test_the_pace_of_the_last_hours_decides_when_all_are_busy() -> None:
    found = outlook(4, Pace(claimed=12, present=3, free=0), NOON, HOURS)
    assert found is not None, "12 cases in 2 h: one in 10 minutes, four places"
    assert (found.low, found.high) == (30, 60)
    text = wait_text(found)
    assert text.startswith("前面还有 3 位，大约 30–60 分钟轮到您。")
    assert "回电" in text
    long = outlook(30, Pace(claimed=12, present=3, free=0), NOON, HOURS)
    assert long is not None
    assert "4–8 小时" in wait_text(long)


@pytest.mark.parametrize(
    ("pace", "now"),
    [
        (Pace(claimed=50, present=0, free=0), NOON),
        (Pace(claimed=2, present=3, free=0), NOON),
        (Pace(claimed=4, present=3, free=0), datetime(2026, 11, 23, 20, 30, tzinfo=CHINA)),
    ],
    ids=["nobody there", "too few to be a pace", "the desk closes before"],
)
def test_nothing_is_said_that_is_not_known(pace: Pace, now: datetime) -> None:
    assert outlook(3, pace, now, HOURS) is None


@given(
    position=st.integers(1, 500),
    claimed=st.integers(0, 400),
    present=st.integers(0, 50),
    free=st.integers(0, 50),
    usual=st.none() | st.floats(0, 500),
)
def test_the_upper_end_is_never_below_what_the_pace_says(
    position: int, claimed: int, present: int, free: int, usual: float | None
) -> None:
    pace = Pace(claimed, usual, present, free)
    found = outlook(position, pace, NOON, HOURS)
    if found is None:
        return
    assert 1 <= found.low < found.high
    if position > free:
        assert found.high >= 120 / claimed * (position - free)
    else:
        assert found.high >= (usual or 0)
    assert "请耐心" not in wait_text(found)


@given(st.integers(1, 200), st.integers(3, 200), st.integers(1, 20))
def test_who_stands_further_back_is_never_told_less(position: int, claimed: int, present: int) -> None:
    pace = Pace(claimed, None, present, 0)
    always = Hours(week=(DayHours(time(0, 0), time(23, 59)),) * 7)
    first, next_ = (outlook(p, pace, NOON, always) for p in (position, position + 1))
    if first and next_:
        assert next_.high >= first.high
        assert next_.low >= first.low


@pytest.mark.parametrize(
    ("priority", "now", "hours", "due"),
    [
        (Priority.P1, NIGHT, HOURS, datetime(2026, 11, 23, 22, 30, tzinfo=CHINA)),
        (Priority.P2, NIGHT, HOURS, datetime(2026, 11, 24, 9, 30, tzinfo=CHINA)),
        (Priority.P3, NIGHT, HOURS, datetime(2026, 11, 24, 21, 0, tzinfo=CHINA)),
        (Priority.P2, datetime(2026, 11, 27, 22, 0, tzinfo=CHINA), WEEKDAYS, datetime(2026, 11, 30, 9, 30, tzinfo=CHINA)),
        (Priority.P3, datetime(2026, 11, 28, 12, 0, tzinfo=CHINA), WEEKDAYS, datetime(2026, 11, 30, 21, 0, tzinfo=CHINA)),
        (
            Priority.P2,
            NIGHT,
            replace(HOURS, week=(DayHours(time(13, 0), time(18, 0)),) * 7),
            datetime(2026, 11, 24, 14, 0, tzinfo=CHINA),
        ),
        (
            Priority.P2,
            datetime(2027, 2, 5, 22, 0, tzinfo=CHINA),
            replace(HOURS, holidays={date(2027, 2, d): False for d in range(6, 12)}),
            datetime(2027, 2, 12, 9, 30, tzinfo=CHINA),
        ),
    ],
    ids=["P1 half an hour", "P2 9:30", "P3 the next day", "P2 over the weekend", "P3 on a Saturday", "opens late", "春节"],
)  # fmt: skip
def test_out_of_hours_dues(priority: Priority, now: datetime, hours: Hours, due: datetime) -> None:
    """domain.md section 6.1: P1 ≤ 30 minutes, P2 next day before 9:30, P3 next working day."""
    assert out_of_hours_due(priority, now, hours) == due


def test_a_crisis_has_no_hours_and_open_means_no_promise() -> None:
    assert out_of_hours_due(Priority.P0, NIGHT, HOURS) is None
    assert out_of_hours_promise(Priority.P2, NOON, HOURS) is None
    never = Hours(week=(None,) * 7)
    assert out_of_hours_due(Priority.P2, NIGHT, never) is None


def test_out_of_hours_words_name_the_time() -> None:
    assert "30 分钟内给您回电" in (out_of_hours_promise(Priority.P1, NIGHT, HOURS) or "")
    assert "最晚 明天 9:30 前" in (out_of_hours_promise(Priority.P2, NIGHT, HOURS) or "")
    assert "明天 8:30 上班后" in (out_of_hours_promise(Priority.P3, NIGHT, HOURS) or "")
    assert day_and_time(NOON + timedelta(days=3), NOON) == "11月26日 12:00"


def test_the_customer_takes_his_wish_back_also_in_a_dispute() -> None:
    case = withdrawn(a_case(), NOON)
    assert (case.status, case.outcome) == (CaseStatus.RESOLVED, "withdrawn")
    assert case.resolved_at == NOON
    assert case.queue_at is None


def test_not_out_of_a_crisis_nor_from_somebody_who_is_there() -> None:
    with pytest.raises(CrisisStays):
        withdrawn(a_case(Priority.P0, ("E09",)), NOON)
    held = a_case().claim(uuid4(), "林晓", NOON)
    with pytest.raises(CaseAlreadyHeld, match="林晓"):
        withdrawn(held, NOON)
    with pytest.raises(CaseClosed):
        require_may_leave(withdrawn(a_case(), NOON))
    with pytest.raises(Conflict):
        require_waiting(None)
    assert not may_leave(held)
    assert may_leave(a_case())


@pytest.mark.parametrize(
    ("messages", "upto"),
    [
        ([], 3),
        ([written(4, "answer"), written(5, "answer")], 3),
        ([written(4, "escalate", ("E01",)), written(5, "answer")], 4),
        ([written(4, "answer"), written(5, "watch")], 5),
        ([written(4, None)], 4),
        ([written(4, "answer", level=1)], 4),
    ],
    ids=["nothing", "calm", "upset, then calm", "watched", "not understood yet", "tense"],
)
def test_only_calm_words_go_back_to_the_bot(messages: list[Message], upto: int) -> None:
    assert answer_from(messages, 3) == upto


def window(hours: float = 1, start: datetime | None = None, note: str = "") -> tuple[datetime, datetime, str]:
    begin = start or NOON + timedelta(hours=2)
    return begin, begin + timedelta(hours=hours), note


def test_a_window_in_service_hours_is_taken() -> None:
    check_window(*window(), Priority.P2, HOURS, NOON)
    until_closing = datetime(2026, 11, 23, 20, 0, tzinfo=CHINA)
    check_window(*window(1, until_closing), Priority.P3, HOURS, NOON)
    check_window(*window(1, NIGHT), Priority.P1, HOURS, NOON)


@pytest.mark.parametrize(
    "given_",
    [
        window(start=NOON - timedelta(hours=1)),
        window(start=NOON + AHEAD + timedelta(hours=1)),
        window(hours=0.25),
        window(hours=-1),
        window(hours=5),
        window(start=NIGHT),
        window(hours=2, start=datetime(2026, 11, 23, 20, 0, tzinfo=CHINA)),
        window(note="长" * 201),
    ],
    ids=["past", "too far", "too short", "backwards", "too long", "at night", "past closing", "note"],
)
def test_a_window_that_cannot_be_kept_is_refused(given_: tuple[datetime, datetime, str]) -> None:
    with pytest.raises(Invalid):
        check_window(*given_, Priority.P2, HOURS, NOON)


def test_a_callback_is_settled_once_but_made_good_late() -> None:
    begin, end, note = window()
    callback = Callback(uuid4(), uuid4(), begin, end, note, CallbackStatus.OPEN, NOON)
    missed = callback.settle(CallbackStatus.MISSED, end)
    assert missed.settle(CallbackStatus.DONE, end).status is CallbackStatus.DONE
    with pytest.raises(Conflict):
        missed.settle(CallbackStatus.WITHDRAWN, end)
    with pytest.raises(Conflict):
        missed.settle(CallbackStatus.DONE, end).settle(CallbackStatus.DONE, end)


def test_what_becomes_of_a_window_that_has_passed() -> None:
    case = a_case()
    assert after_its_time(case) is CallbackStatus.MISSED
    assert after_its_time(withdrawn(case, NOON)) is CallbackStatus.WITHDRAWN
    held = case.claim(butler := uuid4(), "林晓", NOON)
    assert after_its_time(held.resolve(butler, "explained", "好", True, NOON)) is CallbackStatus.DONE


def test_window_words() -> None:
    begin = NOON + timedelta(days=1)
    assert window_text(begin, begin + timedelta(hours=1), NOON) == "明天 12:00–13:00"
    late = datetime(2026, 11, 23, 23, 0, tzinfo=CHINA)
    assert window_text(late, late + timedelta(hours=2), NOON) == "今天 23:00–明天 1:00"
