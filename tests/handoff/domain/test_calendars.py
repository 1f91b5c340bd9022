"""Time limits on real Chinese holidays. The working days are the State Council's, from the kept library."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.calendars import Calendar, Limit, Pause, due_at, moment_of_share, weekdays
from handoff.domain.desk import CHINA
from insurer.working_days import is_workday


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def natural(days: int) -> Limit:
    return Limit(Calendar.NATURAL, days)


def working(days: int) -> Limit:
    return Limit(Calendar.WORKING, days)


@pytest.mark.parametrize(
    ("limit", "start", "due", "why"),
    [
        # 108号文(六): limits in working days. 2026: Spring Festival 15-23 February, make-up days Saturday 14 and 28.
        (working(1), "2026-02-13 15:00", "2026-02-14 23:59", "调休: Saturday 14 February is a working day"),
        (working(1), "2026-02-14 15:00", "2026-02-24 23:59", "nine days of Spring Festival do not count"),
        (working(5), "2026-02-12 09:00", "2026-02-26 23:59", "核定 5 个工作日 across the festival"),
        (working(2), "2026-02-26 09:00", "2026-02-28 23:59", "调休: Saturday 28 February counts"),
        (working(2), "2026-02-28 09:00", "2026-03-03 23:59", "the month ends; Sunday does not count"),
        (
            working(1),
            "2026-01-01 10:00",
            "2026-01-04 23:59",
            "New Year 1-3 January; Sunday the 4th is worked",
        ),
        (working(1), "2026-09-30 18:00", "2026-10-08 23:59", "National Day 1-7 October"),
        (working(1), "2026-11-21 10:00", "2026-11-23 23:59", "begun on a Saturday: Monday is the first day"),
        # 民法典 201, 203: limits in calendar days; the first day does not count, a day off at the end moves on.
        (natural(30), "2026-01-31 09:00", "2026-03-02 23:59", "保险法23: over the end of February, a Monday"),
        (natural(30), "2026-01-20 09:00", "2026-02-24 23:59", "保险法23: ends in the festival, moves on"),
        (natural(10), "2026-09-25 16:00", "2026-10-08 23:59", "保险法23 赔款: 5 October is a holiday"),
        (natural(3), "2026-02-11 10:00", "2026-02-14 23:59", "保险法24: a make-up Saturday is no day off"),
        (natural(3), "2026-11-19 10:00", "2026-11-23 23:59", "保险法24: a plain Sunday is a rest day"),
        (natural(3), "2026-11-16 23:59", "2026-11-19 23:59", "the hour of the first day does not matter"),
        (natural(60), "2023-12-31 10:00", "2024-02-29 23:59", "保险法25: the leap day is a day"),
        (natural(365), "2024-02-29 10:00", "2025-02-28 23:59", "a year from the leap day"),
        (natural(15), "2026-11-30 00:00", "2026-12-15 23:59", "投诉 15 日"),
    ],
)
def test_limits_on_real_days(limit: Limit, start: str, due: str, why: str) -> None:
    assert due_at(limit, at(start), is_workday) == at(due), why


def test_a_year_not_published_yet_counts_mondays_to_fridays() -> None:
    # 6 October 2031 is a Monday, 1 October a Wednesday: no calendar says that it is a holiday.
    assert due_at(working(1), at("2031-09-30 09:00"), is_workday) == at("2031-10-01 23:59")
    assert due_at(natural(3), at("2031-10-01 09:00"), is_workday) == at("2031-10-06 23:59"), (
        "Saturday moves on"
    )


def test_the_moment_counts_by_chinese_time() -> None:
    late = datetime.fromisoformat("2026-11-22T16:30:00+00:00")  # Monday 00:30 in China
    assert due_at(natural(1), late, is_workday) == at("2026-11-24 23:59")


def test_minutes_neither_wait_for_monday_nor_move() -> None:
    assert due_at(Limit(Calendar.MINUTES, 30), at("2026-02-17 23:50"), is_workday) == at("2026-02-18 00:20")


def test_what_waits_for_documents_is_taken_off_the_thirty_days() -> None:
    """《保险法司法解释（二）》第15条, across the Spring Festival."""
    start = at("2026-02-02 10:00")
    assert due_at(natural(30), start, is_workday) == at("2026-03-04 23:59")
    asked, came = at("2026-02-10 09:00"), at("2026-02-25 09:00")
    assert due_at(natural(30), start, is_workday, [(asked, came)]) == at("2026-03-19 23:59")
    twice: list[Pause] = [(asked, came), (at("2026-02-20 09:00"), at("2026-02-26 09:00"))]
    assert due_at(natural(30), start, is_workday, twice) == at("2026-03-20 23:59"), (
        "what overlaps counts once"
    )
    before = (at("2026-01-01 00:00"), at("2026-01-20 00:00"))
    assert due_at(natural(30), start, is_workday, [before]) == at("2026-03-04 23:59"), (
        "an older wait is no matter"
    )


def test_shares_are_reckoned_in_the_limits_own_calendar() -> None:
    friday, monday = at("2026-11-20 18:00"), at("2026-11-23 23:59")
    half = moment_of_share(Calendar.WORKING, friday, monday, 60, is_workday)
    assert at("2026-11-23 00:00") < half < monday, "nobody is warned on a weekend of a working-day limit"
    assert moment_of_share(Calendar.NATURAL, friday, monday, 60, is_workday) < at("2026-11-23 00:00")
    assert moment_of_share(
        Calendar.MINUTES, friday, friday + timedelta(minutes=10), 80, weekdays
    ) == friday + timedelta(minutes=8)
    pause = (friday + timedelta(hours=1), friday + timedelta(hours=11))
    due = friday + timedelta(hours=20)
    assert moment_of_share(Calendar.NATURAL, friday, due, 60, weekdays, [pause]) == friday + timedelta(
        hours=16
    )


moments = st.integers(0, 60 * 24 * 1000).map(lambda n: at("2024-01-01 00:00") + timedelta(minutes=n))
limits = st.builds(Limit, st.sampled_from(list(Calendar)), st.integers(1, 90))
lengths = st.integers(0, 60 * 24 * 40).map(lambda n: timedelta(minutes=n))


@given(limits, moments, lengths)
def test_a_later_start_never_ends_earlier(limit: Limit, start: datetime, later: timedelta) -> None:
    assert due_at(limit, start, is_workday) <= due_at(limit, start + later, is_workday)


@given(limits, moments, st.lists(st.tuples(lengths, lengths), max_size=4))
def test_a_pause_never_shortens_and_never_gives_more_than_itself(
    limit: Limit, start: datetime, raw: list[tuple[timedelta, timedelta]]
) -> None:
    pauses = [(start + begin, start + begin + length) for begin, length in raw]
    plain, longer = due_at(limit, start, is_workday), due_at(limit, start, is_workday, pauses)
    total = sum((end - begin for begin, end in pauses), timedelta())
    assert plain <= longer <= due_at(limit, start + total, is_workday)
    assert due_at(limit, start, is_workday, pauses[:-1]) <= longer


@given(limits, moments)
def test_one_more_day_never_ends_earlier_and_the_first_day_does_not_count(
    limit: Limit, start: datetime
) -> None:
    longer = Limit(limit.calendar, limit.amount + 1)
    assert due_at(limit, start, is_workday) <= due_at(longer, start, is_workday)
    if limit.calendar is not Calendar.MINUTES:
        due = due_at(limit, start, is_workday)
        assert due.date() > start.date()
        assert is_workday(due.date()), "no limit of the law ends on a day off"


@given(limits, moments, st.lists(st.tuples(lengths, lengths), max_size=3))
def test_warnings_come_in_order_between_start_and_end(
    limit: Limit, start: datetime, raw: list[tuple[timedelta, timedelta]]
) -> None:
    pauses = [(start + begin, start + begin + length) for begin, length in raw]
    due = due_at(limit, start, is_workday, pauses)
    at60, at80, at100 = (
        moment_of_share(limit.calendar, start, due, share, is_workday, pauses) for share in (60, 80, 100)
    )
    assert start <= at60 <= at80 <= at100 == due


def test_the_library_knows_the_makeup_days_used_here() -> None:
    assert [is_workday(date(2026, 2, day)) for day in (14, 15, 16, 23, 24, 28)] == [
        True,
        False,
        False,
        False,
        True,
        True,
    ]
