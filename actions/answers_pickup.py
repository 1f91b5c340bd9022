"""Replies about courier pickups. Pure."""

import re
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from actions.answers import INSURER_AWAY, STRANGER
from actions.reply import HUMAN, Outcome, buttons
from insurer.api_writing import Pickup

_SHANGHAI = ZoneInfo("Asia/Shanghai")
_STATUS = {"booked": "已约好", "collected": "已取走", "delivered": "已送达", "cancelled": "已取消"}
_CANCELS = re.compile(r"取消|不取|不约|别来|不用来|不要来|撤|退|自己寄|算了|不寄")
_MOVES = re.compile(r"改|换|推|提前|延|晚点|早点|往后|挪")
_ADDRESS = re.compile(r"地址|地方|搬|换个地儿")
BOOK = ("预约上门取件", "帮我预约上门取件")
CHANGE = ("改时间", "我要改取件时间")
CANCEL = ("取消取件", "取消上门取件")
POST = ("自己寄", "自己寄的话寄到哪里")
_KEEP = "寄出前每一张都拍照留底，缺一张也好说清楚。"


def wants_cancel(words: str) -> bool:
    return bool(_CANCELS.search(words)) and not _MOVES.search(words)


def wants_address(words: str) -> bool:
    return bool(_ADDRESS.search(words)) and not _CANCELS.search(words)


def title(pickup: Pickup) -> str:
    return f"{_when(pickup)}（{pickup.address_masked}）"


def booked(pickup: Pickup) -> Outcome:
    words = (
        f"约好了，取件单号 {pickup.pickup_no}：{_when(pickup)}，{pickup.courier}上门，"
        f"到了打 {pickup.phone_masked} 找{pickup.contact_masked}。{_KEEP}"
    )
    return Outcome((buttons(words, [CHANGE, CANCEL, HUMAN]),), f"pickup:{pickup.pickup_no}:done")


def changed(pickup: Pickup) -> Outcome:
    words = f"改好了，{_when(pickup)}上门，取件单号还是 {pickup.pickup_no}。{_KEEP}"
    return Outcome((buttons(words, [CANCEL, HUMAN]),), f"pickup:{pickup.pickup_no}:changed:done")


def cancelled(pickup: Pickup) -> Outcome:
    words = f"取消好了，{_when(pickup)}那一单（{pickup.pickup_no}）不会再上门。要再约随时说。"
    return Outcome((buttons(words, [BOOK, POST, HUMAN]),), f"pickup:{pickup.pickup_no}:cancelled:done")


def new_address() -> Outcome:
    words = "换地址的话，取消原来那一单、按新地址重新约一单最稳妥，两步就好。"
    return Outcome((buttons(words, [CANCEL, BOOK, HUMAN]),), "pickup:address")


def not_served() -> Outcome:
    words = f"这个地方暂时没有上门取件，不能让您白等。可以自己寄，或者请管家想办法。{_KEEP}"
    return Outcome((buttons(words, [POST, HUMAN]),), "pickup:not_served")


def no_slots() -> Outcome:
    words = f"这几天的上门时段都约满了。可以明天再来看看，或者自己寄。{_KEEP}"
    return Outcome((buttons(words, [BOOK, POST, HUMAN]),), "pickup:full")


def nothing_booked(others: Sequence[Pickup]) -> Outcome:
    if others:
        last = others[0]
        words = f"现在没有可以改的取件单。最近一单（{last.pickup_no}，{_when(last)}）{_STATUS[last.status]}。"
        choices = [BOOK, ("查这一单", "我的取件到哪了"), HUMAN]
    else:
        words, choices = "您还没有约过上门取件。要约一次吗？", [BOOK, HUMAN]
    return Outcome((buttons(words, choices),), "pickup:none_booked")


def tracked(pickups: Sequence[Pickup], now: datetime) -> Outcome:
    """The newest pickup step by step; a booked one whose time is over is not glossed over."""
    if not pickups:
        return nothing_booked(())
    current = next((p for p in pickups if p.status in ("booked", "collected")), pickups[0])
    lines = [
        f"取件单 {current.pickup_no}：{_STATUS[current.status]}，约的是{_when(current)}，{current.courier}。"
    ]
    if current.tracking_no:
        lines.append(f"快递单号 {current.tracking_no}。")
    lines += [f"· {_moment(e.at)} {e.text}" for e in current.events[-5:]]
    choices = [CHANGE, CANCEL, HUMAN] if current.status == "booked" else [HUMAN]
    if current.status == "booked" and _is_over(current, now):
        lines.append("约的时间已经过了还没取走，让您白等了，对不起。可以改约，或者请管家马上去催快递。")
    rest = [p for p in pickups if p.pickup_no != current.pickup_no][:2]
    lines += [f"另外一单 {p.pickup_no}（{_when(p)}）：{_STATUS[p.status]}。" for p in rest]
    key = f"pickup:{current.pickup_no}:{current.status}:{len(current.events)}"
    return Outcome((buttons("\n".join(lines), choices),), key)


def away() -> Outcome:
    return Outcome((buttons(INSURER_AWAY, [("再查一次", "我的取件到哪了"), HUMAN]),), "pickup:away")


def stranger() -> Outcome:
    return Outcome((buttons(STRANGER, [HUMAN]),), "stranger")


def _when(pickup: Pickup) -> str:
    return (
        f"{pickup.date.month}月{pickup.date.day}日周{'一二三四五六日'[pickup.date.weekday()]} {pickup.slot}"
    )


def _moment(at: datetime) -> str:
    local = at.astimezone(_SHANGHAI)
    return f"{local.month}月{local.day}日 {local.hour}:{local.minute:02d}"


def _is_over(pickup: Pickup, now: datetime) -> bool:
    local = now.astimezone(_SHANGHAI)
    return (local.date(), f"{local:%H:%M}") > (pickup.date, pickup.slot.partition("-")[2])
