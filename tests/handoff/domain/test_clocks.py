"""A clock from its start to its end: warnings, pauses, extension, hurrying."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.calendars import Calendar, Limit
from handoff.domain.case import Priority
from handoff.domain.claim_clocks import brought_up_to_date
from handoff.domain.clocks import Clock, ClockKind, begins_counting, begun, minutes
from handoff.domain.desk import CHINA
from handoff.domain.rulebook import Rule, Rulebook
from insurer.working_days import is_workday

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)
CASE = uuid4()


def rule(key: str, days: int, calendar: Calendar = Calendar.NATURAL) -> Rule:
    return Rule(key, key, "statute", days, calendar)


LAW = Rulebook(
    {
        r.key: r
        for r in (
            rule("adjudicate", 30),
            rule("advance", 60),
            rule("claim_decide", 5, Calendar.WORKING),
            rule("claim_supplement", 2, Calendar.WORKING),
            rule("pay", 10),
            rule("reject", 3),
            rule("handle_15_30_60", 15),
            rule("complaint_contact", 1, Calendar.WORKING),
        )
    },
    is_workday,
)


def response(amount: int = 10) -> Clock:
    return begun(CASE, ClockKind.FIRST_RESPONSE, NOW, Limit(Calendar.MINUTES, amount))


def law_clock(code: str, start: datetime = NOW) -> Clock:
    clock = LAW.started(CASE, code, "CL1", start)
    assert clock is not None
    return clock


def test_three_warnings_one_after_the_other() -> None:
    clock, told = response(), []
    while clock.next_warn_at is not None:
        told.append((clock.next_warn_at - NOW).total_seconds() / 60)
        clock = clock.warned_of(clock.next_warn_at)
    assert told == [6, 8, 10]
    assert (clock.warned, clock.breached_at) == (100, NOW + timedelta(minutes=10))
    with pytest.raises(ValueError, match="every warning"):
        clock.warned_of(NOW)


def test_hurrying_never_gives_more_time_and_warns_by_the_new_end() -> None:
    clock = response(240)
    sooner = clock.hurried(Priority.P1, NOW + timedelta(minutes=60), timedelta(minutes=5))
    assert sooner.due_at == NOW + timedelta(minutes=65)
    assert sooner.next_warn_at == NOW + timedelta(minutes=39)
    assert sooner.hurried(Priority.P3, NOW, timedelta(minutes=240)) == sooner


def test_a_clock_known_late_is_warned_of_by_the_highest_share_reached() -> None:
    clock = law_clock("adjudicate", NOW - timedelta(days=28))
    caught = clock.caught_up(NOW, is_workday)
    assert (caught.warned, caught.next_warn_at is not None and caught.next_warn_at <= NOW) == (60, True)
    over = law_clock("reject", NOW - timedelta(days=25)).caught_up(NOW, is_workday)
    assert over.warned == 80
    assert over.warned_of(NOW, is_workday).breached_at == NOW


def test_out_of_hours_counting_begins_when_somebody_is_there() -> None:
    opening = NOW + timedelta(hours=9)
    assert begins_counting(Priority.P2, NOW, opening) == opening
    assert begins_counting(Priority.P0, NOW, opening) == NOW, "a crisis does not wait for the morning"
    assert begins_counting(Priority.P2, NOW, opening, on_duty=1) == NOW
    assert begins_counting(Priority.P2, NOW, None) == NOW
    with pytest.raises(ValueError, match="one minute"):
        minutes(timedelta(seconds=30))


def test_pausing_and_resuming_moves_the_end_and_repeats_no_warning() -> None:
    """《保险法司法解释（二）》第15条."""
    clock = law_clock("adjudicate").warned_of(NOW, is_workday)
    waiting = clock.paused(NOW + timedelta(days=20))
    assert waiting.paused(NOW + timedelta(days=25)) == waiting
    going = waiting.resumed(NOW + timedelta(days=26), is_workday)
    assert going.warned == 60
    assert going.paused_at is None
    assert going.due_at == law_clock("adjudicate", NOW + timedelta(days=6)).due_at
    assert going.resumed(NOW) == going


def test_an_end_that_lies_ahead_again_is_warned_of_again() -> None:
    over = replace(
        law_clock("adjudicate"), warned=100, breached_at=NOW + timedelta(days=31), next_warn_at=None
    )
    late = NOW + timedelta(days=32)
    gap = ((NOW + timedelta(days=10)).isoformat(), (NOW + timedelta(days=20)).isoformat())
    going = over.with_pauses((gap,), None, late, is_workday)
    assert (going.warned, going.breached_at, going.next_warn_at) == (80, None, going.due_at)


def test_a_complaint_is_extended_from_the_same_start() -> None:
    clock = replace(law_clock("handle_15_30_60"), warned=80)
    longer = clock.extended(Limit(Calendar.NATURAL, 30), NOW + timedelta(days=13), is_workday)
    assert longer.due_at == datetime(2026, 12, 23, 23, 59, tzinfo=CHINA)
    assert (longer.warned, longer.amount) == (0, 30), "60 % of 30 days lies ahead"


def claim(
    state: str, *events: tuple[str, datetime], first: datetime | None = NOW, **more: object
) -> dict[str, object]:
    return {
        "claim_no": "CL1",
        "state_code": state,
        "first_claim_at": first.isoformat() if first else None,
        "events": [{"state_code": code, "entered_at": moment.isoformat()} for code, moment in events],
        **more,
    }


def day(n: int) -> datetime:
    return NOW + timedelta(days=n)


def test_clocks_follow_their_claim() -> None:
    uploaded = claim("DOCS_UPLOADED", ("DOCS_UPLOADED", NOW))
    first = brought_up_to_date(CASE, [uploaded], [], LAW, NOW)
    assert {c.code for c in first} == {"claim_supplement", "adjudicate", "advance"}
    assert brought_up_to_date(CASE, [uploaded], first, LAW, day(1)) == [], "the same facts change nothing"

    asked = claim("SUPPLEMENT_REQUESTED", ("DOCS_UPLOADED", NOW), ("SUPPLEMENT_REQUESTED", day(1)))
    second = {c.code: c for c in brought_up_to_date(CASE, [asked], first, LAW, day(1))}
    assert second["claim_supplement"].stopped_at == day(1)
    assert second["adjudicate"].paused_at == day(1)
    assert "advance" not in second, "保险法25 knows no pause"
    stored = [second.get(c.code, c) for c in first]
    assert {c.id for c in stored} == {c.id for c in first}

    came = claim(
        "LIABILITY_REVIEW",
        ("DOCS_UPLOADED", NOW),
        ("SUPPLEMENT_REQUESTED", day(1)),
        ("SUPPLEMENT_SUBMITTED", day(9)),
        ("LIABILITY_REVIEW", day(9)),
    )
    third = {c.code: c for c in brought_up_to_date(CASE, [came], stored, LAW, day(9))}
    assert set(third) == {"adjudicate"}, "a complex case has the 30 days, not five working days"
    assert third["adjudicate"].due_at == law_clock("adjudicate", day(8)).due_at
    stored = [third.get(c.code, c) for c in stored]

    paid = claim("PAID_CLOSED", ("DECISION_APPROVED", day(10)), ("PAID_CLOSED", day(11)))
    over = brought_up_to_date(CASE, [paid], stored, LAW, day(11))
    assert {c.code for c in over} == {"adjudicate", "advance"}
    assert all(c.stopped_at == day(11) for c in over)


def test_a_clock_ended_by_hand_is_not_started_again_by_old_facts_but_by_new_ones() -> None:
    decided = claim("DECISION_REJECTED", ("DECISION_REJECTED", NOW))
    clock = brought_up_to_date(CASE, [decided], [], LAW, NOW)[0]
    done = clock.stopped(day(1))
    assert brought_up_to_date(CASE, [decided], [done], LAW, day(2)) == []
    again = claim("DECISION_REJECTED", ("DECISION_REJECTED", NOW), ("DECISION_REJECTED", day(20)))
    (renewed,) = brought_up_to_date(CASE, [again], [done], LAW, day(20))
    assert (renewed.id, renewed.started_at, renewed.stopped_at, renewed.warned) == (done.id, day(20), None, 0)


def test_an_agreement_noted_by_hand_outlives_the_next_news() -> None:
    noted = law_clock("pay")
    talking = claim("NEGOTIATING", ("NEGOTIATING", NOW))
    assert "pay" not in {c.code for c in brought_up_to_date(CASE, [talking], [noted], LAW, NOW)}


def test_news_without_the_claim_ends_what_is_over_and_starts_nothing() -> None:
    running = [law_clock("adjudicate"), law_clock("advance"), law_clock("claim_supplement")]
    told = {"claim_no": "CL1", "state_code": "LIABILITY_REVIEW"}
    assert [c.code for c in brought_up_to_date(CASE, [told], running, LAW, day(1))] == ["claim_supplement"]


@given(
    st.sampled_from(["adjudicate", "claim_decide", "pay"]),
    st.lists(st.integers(0, 60 * 24 * 9), min_size=1, max_size=8),
)
def test_every_share_is_told_once_whatever_pauses_come_between(code: str, gaps: list[int]) -> None:
    clock, now, told = law_clock(code), NOW, []
    for n, gap in enumerate(gaps * 6):
        now += timedelta(minutes=gap + 1)
        clock = clock.resumed(now, is_workday) if clock.paused_at else clock
        while clock.next_warn_at is not None and clock.next_warn_at <= now:
            clock = clock.warned_of(now, is_workday)
            told.append(clock.warned)
        if n % 3 == 0 and clock.warned < 100:
            clock = clock.paused(now)
    assert told == sorted(set(told))
    assert told == [60, 80, 100][: len(told)]
