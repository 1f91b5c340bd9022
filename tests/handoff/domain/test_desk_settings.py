"""Settings: defaults, what is refused and in which words, hours with breaks and holidays."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.case import AGEING, Priority
from handoff.domain.desk import CHINA, DayHours, Hours, in_hours, opens_at
from handoff.domain.desk_settings import KEYS, DeskSettings
from handoff.domain.errors import Invalid

WEEKDAY = {"opens": "09:00", "closes": "18:00", "breaks": [["12:00", "13:30"]]}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def test_defaults_are_those_of_the_domain() -> None:
    settings = DeskSettings()
    assert (settings.offer_seconds, settings.present_seconds, settings.vanish_seconds) == (45, 45, 180)
    assert (settings.skill_patience_seconds, settings.default_capacity) == (120, 5)
    assert settings.part("sla")["response_minutes"] == {"P0": 1, "P1": 5, "P2": 30, "P3": 240}
    assert {p: settings.ageing(p) for p in Priority} == AGEING


@pytest.mark.parametrize("key", KEYS)
def test_what_is_shown_can_be_set(key: str) -> None:
    settings = DeskSettings()
    assert settings.with_part(key, settings.part(key)).part(key) == settings.part(key)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("colour", {}, "没有「colour」"),
        ("routing", [], "一组名称和值"),
        ("routing", {"offer_seconds": 5}, "派单等待秒数应当是 10 到 600"),
        ("routing", {"offer_seconds": True}, "整数"),
        ("routing", {"offer_second": 30}, "不认识的设置项：offer_second"),
        ("routing", {"present_seconds": 300, "vanish_seconds": 200}, "要大于"),
        ("sla", {"response_minutes": {"P0": 1}}, "P0、P1、P2、P3"),
        ("sla", {"response_minutes": {"P0": 9, "P1": 5, "P2": 30, "P3": 240}}, "越紧急的应当越短"),
        ("sla", {"resolution_hours": {"P0": 0, "P1": 5, "P2": 30, "P3": 40}}, "P0 的解决小时数"),
        ("skills", {"E99": "grief"}, "没有「E99」"),
        ("skills", {"E02": "悲伤"}, "小写字母"),
        ("skills", {"E02": "grief\n"}, "小写字母"),
        ("ageing", {"P1": 10, "P2": 5, "P3": 30}, "越紧急的应当越短"),
        ("hours", {"week": [None] * 7}, "至少要有一天"),
        ("hours", {"week": [WEEKDAY] * 6}, "7 天"),
        ("hours", {"week": [{**WEEKDAY, "opens": "9:00"}] * 7}, "周一的时间要写成 08:30"),
        ("hours", {"week": [None, {**WEEKDAY, "closes": "08:00"}, *[None] * 5]}, "周二的开始时间要早于"),
        ("hours", {"week": [{**WEEKDAY, "breaks": [["17:00", "19:00"]]}] * 7}, "在服务时段之内"),
        ("hours", {"week": [{**WEEKDAY, "breaks": [["12:00", "12:00"]]}] * 7}, "在服务时段之内"),
        ("hours", {"week": [{**WEEKDAY, "breaks": [["09:00", "18:00"]]}] * 7}, "在服务时段之内"),
    ],
)
def test_what_is_wrong_is_said_plainly(key: str, value: Any, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        DeskSettings().with_part(key, value)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(st.text(max_size=20), inner, max_size=4),
    max_leaves=12,
)


@given(key=st.sampled_from([*KEYS, "other"]), value=_JSON)
def test_whatever_is_put_is_taken_or_refused_with_a_sentence(key: str, value: Any) -> None:
    said = ""
    try:
        settings = DeskSettings().with_part(key, value)
    except Invalid as refused:
        said = refused.detail
    else:
        assert settings.with_part(key, settings.part(key)) == settings
    assert said == "" or said.endswith("。")


def test_breaks_and_weekends() -> None:
    hours = DeskSettings().with_part("hours", {"week": [WEEKDAY] * 5 + [None, None]}).hours
    assert in_hours(at("2026-11-23 11:59"), hours)
    assert not in_hours(at("2026-11-23 12:00"), hours)
    assert opens_at(at("2026-11-23 12:00"), hours) == at("2026-11-23 13:30")
    assert not in_hours(at("2026-11-23 18:00"), hours)
    assert opens_at(at("2026-11-27 18:00"), hours) == at("2026-11-30 09:00")  # Friday evening -> Monday
    assert opens_at(at("2026-11-23 13:30"), hours) is None


def test_holidays_close_and_open_days() -> None:
    week = (DayHours(time(9), time(18)),) * 5 + (None, None)
    hours = Hours(week, {date(2026, 10, 1): False, date(2026, 10, 2): False, date(2026, 10, 10): True})
    assert opens_at(at("2026-10-01 10:00"), hours) == at("2026-10-05 09:00")
    assert in_hours(at("2026-10-10 10:00"), hours)  # a Saturday worked instead
    assert in_hours(at("2026-10-10 08:45"), hours)  # it has the usual hours, not Monday's
    assert opens_at(datetime(2026, 10, 2, 1, tzinfo=UTC), hours) == at("2026-10-05 09:00")


def test_a_desk_that_never_opens_says_so() -> None:
    assert opens_at(at("2026-10-01 10:00"), Hours((None,) * 7)) is None


@given(
    now=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda t: t.replace(tzinfo=UTC)),  # noqa: DTZ001
    closed=st.sets(st.dates(date(2026, 1, 1), date(2027, 3, 1)), max_size=20),
)
def test_it_opens_in_hours_and_not_before(now: datetime, closed: set[date]) -> None:
    week = (DayHours(time(9), time(18), ((time(12), time(13)),)),) * 6 + (None,)
    hours = Hours(week, dict.fromkeys(closed, False))
    opening = opens_at(now, hours)
    if opening is None:
        assert in_hours(now, hours)
        return
    assert not in_hours(now, hours)
    assert opening > now
    assert in_hours(opening, hours)
