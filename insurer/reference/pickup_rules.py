"""Courier pickups: where, when, and what of it may be changed. Pure.

The reference insurer's courier serves the regions below, fetches in two-hour slots on each of the next seven
days, and has to know eighteen hours before."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from insurer.api_writing import Pickup, Slot
from insurer.progress import SHANGHAI
from insurer.reference.refusals import NotAllowed, invalid
from insurer.working_days import local_day

COURIER = "顺达快递（演示）"
SLOTS = ("09:00-11:00", "11:00-13:00", "13:00-15:00", "15:00-17:00", "17:00-19:00")
#: Couriers per region and slot.
CAPACITY = 3
DAYS_AHEAD = 7
CUT_OFF = timedelta(hours=18)
REGIONS = (
    "北京",
    "上海",
    "天津",
    "重庆",
    "广州",
    "深圳",
    "东莞",
    "佛山",
    "杭州",
    "宁波",
    "南京",
    "苏州",
    "无锡",
    "成都",
    "武汉",
    "长沙",
    "郑州",
    "西安",
    "济南",
    "青岛",
    "合肥",
    "福州",
    "厦门",
    "昆明",
    "沈阳",
    "大连",
)
NOT_SERVED = "这个地方暂时没有上门取件，可以自己寄，寄之前拍照留底；收件地址由管家发给您。"
_FIXED = {
    "collected": "快递已经取走了，不能再改；可以查单号看到哪儿了。",
    "delivered": "原件已经送到了，不用再改。",
    "cancelled": "这次取件已经取消了；还要取的话，重新约一次就行。",
}

type Booked = Mapping[tuple[date, str], int]


def served_region(said: str) -> str | None:
    """The region's name for 北京市海淀区, 苏州, 在杭州 …; None when the courier does not go there."""
    return next((name for name in REGIONS if name in said), None)


def open_slots(now: datetime, booked: Booked) -> tuple[Slot, ...]:
    """What can be booked `now`, in order; full slots are left out."""
    days = [local_day(now) + timedelta(days=ahead) for ahead in range(DAYS_AHEAD + 1)]
    found = (
        Slot(date=day, slot=slot, free=CAPACITY - booked.get((day, slot), 0))
        for day in days
        for slot in SLOTS
        if _starts(day, slot) - now >= CUT_OFF
    )
    return tuple(slot for slot in found if slot.free > 0)


def check_slot(day: date, slot: str, now: datetime, booked: Booked) -> None:
    """Raises InvalidFields."""
    if slot not in SLOTS:
        raise invalid("slot", "可以约的时段是 " + "、".join(SLOTS) + "。")
    if day > local_day(now) + timedelta(days=DAYS_AHEAD):
        raise invalid("date", f"只能约今天起 {DAYS_AHEAD} 天以内的。")
    if _starts(day, slot) - now < CUT_OFF:
        hours = int(CUT_OFF.total_seconds() // 3600)
        raise invalid("date", f"取件要提前 {hours} 个小时约，这个时段来不及了，请选晚一点的。")
    if booked.get((day, slot), 0) >= CAPACITY:
        raise invalid("slot", "这个时段刚约满，请换一个时段。")


def check_changeable(pickup: Pickup) -> None:
    """Raises NotAllowed."""
    if pickup.status in _FIXED:
        raise NotAllowed(_FIXED[pickup.status])


def slot_end(day: date, slot: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(slot.partition("-")[2]), SHANGHAI)


def _starts(day: date, slot: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(slot.partition("-")[0]), SHANGHAI)


def masked_name(name: str) -> str:
    """王建明 → 王*明, 张磊 → 张*."""
    if len(name) < 2:
        return "*"
    return name[0] + "*" * (len(name) - 2) + name[-1] if len(name) > 2 else name[0] + "*"


def masked_phone(phone: str) -> str:
    """138****0101."""
    return phone[:3] + "****" + phone[-4:]


def masked_address(address: str, region: str) -> str:
    """Region and district stay; the rest, where people live, is hidden: 北京市海淀区****."""
    shown = re.match(r"(?:.{0,12}?(?:省|自治区))?(?:.{0,10}?市)?(?:.{0,8}?[区县])?", address)
    head = shown[0] if shown and shown[0] else region
    return f"{head}****"
