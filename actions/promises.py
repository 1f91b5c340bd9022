"""Who comes and when, from the desk's facts. Pure; the only place where the bot promises a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions.slots import Facts, User

_SHANGHAI = ZoneInfo("Asia/Shanghai")
_CALL_BACK_MINUTES = 30
#: Used when the hub sends no target for the priority (contract default, minutes).
_DEFAULT_MINUTES = {"P0": 1, "P1": 5, "P2": 30, "P3": 240}


@dataclass(frozen=True)
class Promise:
    """`butler`: the name of the customer's own butler when it is that one who comes; `when`: for the card;
    `sentence`: for the text."""

    butler: str | None
    when: str
    sentence: str


def promise(user: User, facts: Facts, priority: str, now: datetime) -> Promise:
    """P0 is served round the clock; everything else waits for the desk to open."""
    desk = facts.desk
    minutes = facts.response_minutes.get(priority) or _DEFAULT_MINUTES.get(priority, 240)
    if priority == "P0":
        when = within(minutes)
        return Promise(None, when, f"值班的真人管家正在进来，{when}跟您说上话。")
    if not desk.in_hours and desk.on_duty == 0 and priority == "P1":
        # Out of hours whoever is in trouble is called back (domain.md section 6.1); the hub's clock runs by it.
        when = within(_CALL_BACK_MINUTES)
        return Promise(
            None,
            when,
            f"现在不在服务时段，值班管家 {when}给您回电，也会在这里回您；您的话都已经记下，不会丢。",
        )
    if not desk.in_hours and desk.on_duty == 0:
        when = f"{moment_text(desk.opens_at, now)} 上班后" if desk.opens_at else "上班后第一时间"
        who = user.butler_name or "管家"
        return Promise(
            user.butler_name, when, f"现在管家不在班，{who} {when}先联系您；您的话都已经记下，不会丢。"
        )
    when = within(minutes)
    if user.butler_name and desk.butler_on_duty:
        return Promise(user.butler_name, when, f"您的专属管家{user.butler_name}来接，{when}回您。")
    absent = f"您的专属管家{user.butler_name}这会儿不在，" if user.butler_name else ""
    if desk.on_duty > 0:
        return Promise(None, when, f"{absent}值班管家来接，{when}回您。")
    return Promise(None, when, f"{absent}已经通知管家，{when}有人回您。")


def within(minutes: int) -> str:
    if minutes >= 60 and minutes % 60 == 0:
        return f"{minutes // 60} 小时内"
    return f"{minutes} 分钟内"


def moment_text(moment: datetime, now: datetime) -> str:
    """今天 9:30, 明天 9:30, or 11月25日 9:30, in Chinese local time."""
    local, today = moment.astimezone(_SHANGHAI), now.astimezone(_SHANGHAI).date()
    clock = f"{local.hour}:{local.minute:02d}"
    if local.date() == today:
        return f"今天 {clock}"
    if local.date() == today + timedelta(days=1):
        return f"明天 {clock}"
    return f"{local.month}月{local.day}日 {clock}"
