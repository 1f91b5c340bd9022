"""What supervisors set: hours, routing, targets, skills, ageing. Each part has a key, a JSON form that is
stored and shown, and defaults that hold while nothing is stored."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from types import MappingProxyType
from typing import Any

from handoff.domain.case import AGEING, Priority
from handoff.domain.clocks import RESPONSE_MINUTES
from handoff.domain.desk import DayHours, Hours
from handoff.domain.errors import Invalid
from handoff.domain.triggers import TRIGGERS

#: Minutes within which a customer who has written again is answered (domain.md section 6.1).
NEXT_RESPONSE_MINUTES = {Priority.P0: 1, Priority.P1: 10, Priority.P2: 30, Priority.P3: 240}
#: Hours within which a case should be settled; statutory clocks run besides.
RESOLUTION_HOURS = {Priority.P0: 4, Priority.P1: 24, Priority.P2: 48, Priority.P3: 72}
_AGEING_MINUTES: dict[Priority, int] = {
    p: int(AGEING[p] / timedelta(minutes=1)) for p in Priority if p is not Priority.P0
}
_SKILL = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_DAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


@dataclass(frozen=True)
class DeskSettings:
    """Durations as their names say. `ageing_minutes`: by how much longer than a P1 the others may have waited
    before they go first (a P0 is before all). `skills`: trigger code -> skill, empty: those of the domain."""

    offer_seconds: int = 45
    present_seconds: int = 45
    vanish_seconds: int = 180
    skill_patience_seconds: int = 120
    default_capacity: int = 5
    response_minutes: Mapping[Priority, int] = field(default_factory=lambda: RESPONSE_MINUTES)
    next_response_minutes: Mapping[Priority, int] = field(default_factory=lambda: NEXT_RESPONSE_MINUTES)
    resolution_hours: Mapping[Priority, int] = field(default_factory=lambda: RESOLUTION_HOURS)
    skills: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    ageing_minutes: Mapping[Priority, int] = field(default_factory=lambda: _AGEING_MINUTES)
    hours: Hours = field(default_factory=Hours)

    def response_within(self, priority: Priority) -> timedelta:
        return timedelta(minutes=self.response_minutes[priority])

    def next_response_within(self, priority: Priority) -> timedelta:
        return timedelta(minutes=self.next_response_minutes[priority])

    def resolution_within(self, priority: Priority) -> timedelta:
        return timedelta(hours=self.resolution_hours[priority])

    def ageing(self, priority: Priority) -> timedelta:
        if priority is Priority.P0:
            return AGEING[priority]
        return timedelta(minutes=self.ageing_minutes[priority])

    def with_part(self, key: str, value: Any) -> "DeskSettings":
        """With what is stored under one key. Raises Invalid (unknown key, or a sentence about what is wrong)."""
        read = _PARTS.get(key)
        if read is None:
            raise Invalid(f"没有「{key}」这一项设置。")
        if not isinstance(value, Mapping):
            raise Invalid("设置的内容应当是一组名称和值。")
        return read(self, value)

    def with_holidays(self, holidays: Mapping[date, bool]) -> "DeskSettings":
        return replace(self, hours=replace(self.hours, holidays=dict(holidays)))

    def part(self, key: str) -> dict[str, Any]:
        """The JSON form of one key, as `with_part` takes it. Raises Invalid."""
        write = _FORMS.get(key)
        if write is None:
            raise Invalid(f"没有「{key}」这一项设置。")
        return write(self)


#: Routing: name -> (word, least, most).
_ROUTING = {
    "offer_seconds": ("派单等待秒数", 10, 600),
    "present_seconds": ("在线判定秒数", 20, 600),
    "vanish_seconds": ("失联收回秒数", 60, 3600),
    "skill_patience_seconds": ("等待对口技能秒数", 0, 3600),
    "default_capacity": ("默认同时处理数", 1, 200),
}
_SLA = {
    "response_minutes": ("首次响应分钟数", 1440 * 7),
    "next_response_minutes": ("再次响应分钟数", 1440 * 7),
    "resolution_hours": ("解决小时数", 24 * 60),
}


def _whole(value: Any, word: str, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise Invalid(f"{word}应当是 {least} 到 {most} 之间的整数。")
    return value


def _known(value: Mapping[str, Any], names: Mapping[str, Any]) -> None:
    if unknown := sorted(set(value) - set(names)):
        raise Invalid(f"不认识的设置项：{'、'.join(unknown)[:80]}。")


def _read_routing(settings: DeskSettings, value: Mapping[str, Any]) -> DeskSettings:
    _known(value, _ROUTING)
    numbers: dict[str, Any] = {name: _whole(value[name], *_ROUTING[name]) for name in value}
    changed = replace(settings, **numbers)
    if changed.vanish_seconds <= changed.present_seconds:
        raise Invalid("失联收回秒数要大于在线判定秒数，否则刚断线就会收回个案。")
    return changed


def _by_priority(
    value: Any, word: str, least: int, most: int, wanted: tuple[Priority, ...]
) -> dict[Priority, int]:
    names = [p.value for p in wanted]
    if not isinstance(value, Mapping) or set(value) != set(names):
        raise Invalid(f"{word}要给 {'、'.join(names)} 各填一个数。")
    numbers = {p: _whole(value[p.value], f"{p.value} 的{word}", least, most) for p in wanted}
    if [numbers[p] for p in wanted] != sorted(numbers.values()):
        raise Invalid(f"{word}：越紧急的应当越短（{' ≤ '.join(names)}）。")
    return numbers


def _read_sla(settings: DeskSettings, value: Mapping[str, Any]) -> DeskSettings:
    _known(value, _SLA)
    parts: dict[str, Any] = {
        name: _by_priority(value[name], word, 1, most, tuple(Priority))
        for name, (word, most) in _SLA.items()
        if name in value
    }
    return replace(settings, **parts)


def _read_skills(settings: DeskSettings, value: Mapping[str, Any]) -> DeskSettings:
    for code, skill in value.items():
        if code not in TRIGGERS:
            raise Invalid(f"没有「{code[:20]}」这个触发码。")
        if not isinstance(skill, str) or not _SKILL.fullmatch(skill):
            raise Invalid(f"{code} 的技能要用小写字母、数字、- 或 _ 命名，字母开头，最多 40 个字符。")
    return replace(settings, skills=dict(value))


def _read_ageing(settings: DeskSettings, value: Mapping[str, Any]) -> DeskSettings:
    wanted = (Priority.P1, Priority.P2, Priority.P3)
    return replace(settings, ageing_minutes=_by_priority(value, "排队让先分钟数", 0, 1440 * 7, wanted))


def _read_hours(settings: DeskSettings, value: Mapping[str, Any]) -> DeskSettings:
    _known(value, {"week": None})
    week = value.get("week")
    if not isinstance(week, list | tuple) or len(week) != 7:
        raise Invalid("服务时段要按周一到周日填 7 天，休息的那天留空。")
    days = tuple(_day(given, word) for given, word in zip(week, _DAYS, strict=True))
    if not any(days):
        raise Invalid("一周至少要有一天服务。")
    return replace(settings, hours=replace(settings.hours, week=days))


def _day(value: Any, word: str) -> DayHours | None:
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise Invalid(f"{word}的服务时段填得不对。")
    _known(value, {"opens": None, "closes": None, "breaks": None})
    opens, closes = _time(value.get("opens"), word), _time(value.get("closes"), word)
    if opens >= closes:
        raise Invalid(f"{word}的开始时间要早于结束时间。")
    given = value.get("breaks") or []
    if not isinstance(given, list | tuple) or len(given) > 5:
        raise Invalid(f"{word}的休息时段最多 5 段。")
    breaks = tuple(_break(pair, word) for pair in given)
    edges = [opens, *(edge for pair in breaks for edge in pair), closes]
    if (
        edges != sorted(edges)
        or any(begin == end for begin, end in breaks)
        or breaks[:1] == ((opens, closes),)
    ):
        raise Invalid(f"{word}的休息时段要在服务时段之内，从早到晚，互不重叠。")
    return DayHours(opens, closes, breaks)


def _break(pair: Any, word: str) -> tuple[time, time]:
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        raise Invalid(f"{word}的休息时段要有开始和结束。")
    return _time(pair[0], word), _time(pair[1], word)


def _time(value: Any, word: str) -> time:
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        raise Invalid(f"{word}的时间要写成 08:30 这样。")
    return time.fromisoformat(value)


def _day_form(day: DayHours | None) -> dict[str, Any] | None:
    if day is None:
        return None
    breaks = [[f"{begin:%H:%M}", f"{end:%H:%M}"] for begin, end in day.breaks]
    return {"opens": f"{day.opens:%H:%M}", "closes": f"{day.closes:%H:%M}", "breaks": breaks}


def _numbers(values: Mapping[Priority, int]) -> dict[str, int]:
    return {p.value: n for p, n in values.items()}


_PARTS: dict[str, Callable[[DeskSettings, Mapping[str, Any]], DeskSettings]] = {
    "hours": _read_hours,
    "routing": _read_routing,
    "sla": _read_sla,
    "skills": _read_skills,
    "ageing": _read_ageing,
}
_FORMS: dict[str, Callable[[DeskSettings], dict[str, Any]]] = {
    "hours": lambda s: {"week": [_day_form(day) for day in s.hours.week]},
    "routing": lambda s: {name: getattr(s, name) for name in _ROUTING},
    "sla": lambda s: {name: _numbers(getattr(s, name)) for name in _SLA},
    "skills": lambda s: dict(s.skills),
    "ageing": lambda s: _numbers(s.ageing_minutes),
}
KEYS = tuple(_PARTS)
