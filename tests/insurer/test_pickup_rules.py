"""Courier slots and what of an address is shown. Pure."""

from datetime import date, datetime, timedelta

import pytest

from insurer.progress import SHANGHAI
from insurer.reference import pickup_rules as rules
from insurer.reference.refusals import InvalidFields

NOW = datetime(2026, 11, 22, 14, 30, tzinfo=SHANGHAI)


def test_slots_begin_eighteen_hours_ahead_and_end_after_a_week() -> None:
    slots = rules.open_slots(NOW, {})
    # 14:30 + 18 h = 08:30 of the next day
    assert (slots[0].date, slots[0].slot) == (date(2026, 11, 23), "09:00-11:00")
    assert slots[-1].date == date(2026, 11, 29)
    assert len(slots) == 7 * len(rules.SLOTS)
    later = rules.open_slots(NOW + timedelta(hours=1), {})
    assert (later[0].date, later[0].slot) == (date(2026, 11, 23), "11:00-13:00")


def test_every_open_slot_can_be_booked_and_no_other() -> None:
    booked = {(date(2026, 11, 24), "09:00-11:00"): rules.CAPACITY, (date(2026, 11, 24), "11:00-13:00"): 1}
    free = {(s.date, s.slot): s.free for s in rules.open_slots(NOW, booked)}
    assert free[date(2026, 11, 24), "11:00-13:00"] == rules.CAPACITY - 1
    for ahead in range(-2, 12):
        for slot in (*rules.SLOTS, "07:00-09:00"):
            day = NOW.date() + timedelta(days=ahead)
            if (day, slot) in free:
                rules.check_slot(day, slot, NOW, booked)
            else:
                with pytest.raises(InvalidFields):
                    rules.check_slot(day, slot, NOW, booked)


@pytest.mark.parametrize(
    ("said", "region"),
    [
        ("北京市海淀区", "北京"),
        ("我在杭州", "杭州"),
        ("江苏省苏州市", "苏州"),
        ("南沙群岛", None),
        ("", None),
    ],
)
def test_regions(said: str, region: str | None) -> None:
    assert rules.served_region(said) == region


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("北京市海淀区演示路1号3单元201", "北京市海淀区****"),
        ("浙江省杭州市西湖区演示路4号", "浙江省杭州市西湖区****"),
        ("演示路4号院", "北京****"),
    ],
)
def test_where_somebody_lives_is_hidden(address: str, shown: str) -> None:
    assert rules.masked_address(address, "北京") == shown


@pytest.mark.parametrize(
    ("name", "shown"), [("王建明", "王*明"), ("张磊", "张*"), ("欧阳小雨", "欧**雨"), ("李", "*")]
)
def test_names_are_masked(name: str, shown: str) -> None:
    assert rules.masked_name(name) == shown
