"""The questions of courier pickups: address, day and slot with the courier's free places."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from actions import answers_pickup as say
from actions.form_draft import Draft
from actions.form_fields import (
    ChoiceField,
    Option,
    Read,
    TextField,
    Value,
    Wrong,
    day_words,
    local_day,
)
from actions.form_moves import Shape
from actions.form_service import FormOver
from actions.lookups import asked
from actions.reading import fold, number_of
from actions.reading_dates import day_in
from actions.resources import insurer
from actions.slots import Turn

_MOST_DAYS = 6
_PARTS = {
    "上午": (0, 12),
    "早上": (0, 12),
    "一早": (0, 11),
    "中午": (11, 13),
    "下午": (13, 18),
    "傍晚": (17, 20),
    "晚上": (17, 22),
    "晚点": (15, 22),
}
HOUR = re.compile(r"(?P<hour>\d{1,2}|[一二两三四五六七八九十]{1,2})\s*(?:点|时|:)")
_FULL_ADDRESS = re.compile(r"^[^,，。?？]{2,10}(?:市|区|县).{2,40}\d")
_PLACE = re.compile(
    r"\d+\s*(?:号|栋|楼|幢|单元|室|弄|座|层|-)|[路街巷村镇乡道]|小区|大厦|公寓|家园|花园|广场|医院|学校|公司"
)


def _days(draft: Draft) -> list[str]:
    return list(dict.fromkeys(slot["date"] for slot in draft.facts.get("slots", ())))


def _day_options(draft: Draft) -> Sequence[Option]:
    return [Option(day, _day_title(day)) for day in _days(draft)[:_MOST_DAYS]]


def _day_title(day: str) -> str:
    found = date.fromisoformat(day)
    return f"{found.month}月{found.day}日周{'一二三四五六日'[found.weekday()]}"


def _slot_options(draft: Draft) -> Sequence[Option]:
    chosen = draft.values.get("day")
    return [Option(s["slot"], s["slot"]) for s in draft.facts.get("slots", ()) if s["date"] == chosen]


@dataclass(frozen=True, kw_only=True)
class PickupDayField(ChoiceField):
    """A day on which the courier has room."""

    def read(self, text: str, turn: Turn, draft: Draft) -> Read:
        named = day_in(text, local_day(turn), ahead=True)
        if named is not None:
            return self._offered(named.day, draft, exact=len(fold(text)) <= len(named.words) + 4)
        return super().read(text, turn, draft)

    def _offered(self, day: date, draft: Draft, exact: bool) -> Read:
        days = _days(draft)
        if day.isoformat() in days or not days:
            return Value(day.isoformat(), exact)
        return Wrong(
            f"{_day_title(day.isoformat())}约不了，最早 {_day_title(days[0])}，最晚 {_day_title(days[-1])}。"
        )

    def spot(self, text: str, turn: Turn, draft: Draft) -> Value | None:
        found = self.read(text, turn, draft) if _days(draft) else None
        return found if isinstance(found, Value) else None

    def show(self, value: Any, draft: Draft) -> str:
        return day_words(date.fromisoformat(str(value)))


@dataclass(frozen=True, kw_only=True)
class SlotField(ChoiceField):
    """「下午」, 「三点以后」 as one of the free two-hour slots."""

    def read(self, text: str, turn: Turn, draft: Draft) -> Read:
        plain = super().read(text, turn, draft)
        if isinstance(plain, Value):
            return plain
        fitting = _fitting(fold(text), [o.value for o in self.options(draft)])
        if fitting is None:
            return plain
        if len(fitting) == 1:
            return Value(fitting[0], exact=True)
        if not fitting:
            return Wrong("那个钟点没有空位了，换一个时段好吗？")
        return Wrong("、".join(fitting) + "，您要哪一段？")

    def spot(self, text: str, turn: Turn, draft: Draft) -> Value | None:
        fitting = _fitting(fold(text), [o.value for o in self.options(draft)])
        return Value(fitting[0]) if fitting and len(fitting) == 1 else None


def _fitting(text: str, slots: Sequence[str]) -> list[str] | None:
    """Slots that the words mean; None when they name no time of day."""
    hour = HOUR.search(text)
    part = next((span for word, span in _PARTS.items() if word in text), None)
    if hour is not None:
        number = number_of(hour["hour"])
        wanted = int(number) if number is not None else 0
        if (part and part[0] >= 12 and wanted < 12) or (not part and 1 <= wanted <= 7):
            wanted += 12
        return [s for s in slots if int(s[:2]) <= wanted < int(s[6:8])]
    if part is None:
        return None
    return [s for s in slots if part[0] <= int(s[:2]) < part[1]]


@dataclass(frozen=True, kw_only=True)
class AddressField(TextField):
    def read(self, text: str, turn: Turn, draft: Draft) -> Read:
        found = super().read(text, turn, draft)
        if isinstance(found, Value) and not _PLACE.search(text):
            return Wrong("要写到门牌号，快递员才找得到。")
        return found

    def spot(self, text: str, turn: Turn, draft: Draft) -> Value | None:
        return Value(text.strip()) if _FULL_ADDRESS.search(text) and len(text) <= self.most else None


DAY = PickupDayField(
    name="day",
    label="取件日期",
    names=("日期", "哪天", "日子"),
    ask="哪天上门方便？",
    options=_day_options,
    example="周六，或者「后天」",
)
SLOT = SlotField(
    name="slot",
    label="时段",
    names=("时间", "几点"),
    ask="哪个时段？",
    options=_slot_options,
    example="下午三点",
)


async def with_slots(shape: Shape, draft: Draft, turn: Turn, region: str) -> Draft:
    """The free slots of the region, and what the customer said about the time at the beginning. Raises
    InsurerUnavailable, FormOver."""
    found = await asked(insurer().pickup_slots(region[:30], correlation_id=turn.correlation_id))
    if not found.served:
        raise FormOver(say.not_served())
    if not found.items:
        raise FormOver(say.no_slots())
    slots = [{"date": s.date.isoformat(), "slot": s.slot} for s in found.items]
    said = str(draft.facts.get("said", ""))
    ready = replace(draft, facts={**draft.facts, "slots": slots})
    for name in ("day", "slot"):
        later = shape.field(name)
        value = later.spot(said, turn, ready) if later and said and name not in ready.values else None
        if value is not None and (name == "day" or "day" in ready.values):
            ready = ready.with_value(name, value.value)
    # said once, used once: going back must not fill it in again
    return replace(ready, facts={**ready.facts, "said": ""})
