"""What the hub itself says to customers: plain, warm, honest about what happens next and when."""

from datetime import datetime

from handoff.domain.case import Priority
from handoff.domain.clocks import minutes_left
from handoff.domain.desk import CHINA
from handoff.domain.views import DeskStatus

BOT_DOWN = "抱歉，智能助手这会儿没能回应。您的消息已经收到，不会丢。{promise}智能助手一恢复，也会马上回答您。"
RATING_QUESTION = "这次服务您满意吗？"


def butler_came(name: str) -> str:
    return f"管家{name}来了，前面的对话{name}都看得到，您接着说就好。"


def butler_left(name: str) -> str:
    return f"{name}暂时离开了，您的事情没有放下：正在请另一位管家接手，前面说过的不用再重复。"


def case_closed(number: str) -> str:
    return f"这件事（编号 {number}）先处理到这里。之后有任何问题，随时在这里叫我。"


def case_opened_by_hub(promise: str) -> str:
    return f"您的情况我已经转给真人管家。{promise}"


def promise(priority: Priority, due_at: datetime, desk: DeskStatus, now: datetime) -> str:
    """Who comes and when. Out of hours, with nobody on duty, only a crisis is promised an answer at once."""
    staffed = is_staffed(priority, desk)
    if staffed and due_at > now:
        return f"管家会在 {_duration(minutes_left(due_at, now))}内回复您。"
    if staffed:
        return "比预计的久了，抱歉。已经在催，管家会尽快回复您。"
    opening = f"{desk.opens_at.astimezone(CHINA):%H:%M}" if desk.opens_at else "上班"
    return f"现在不在服务时段，管家 {opening} 上班后会第一时间回复您。"


def is_staffed(priority: Priority, desk: DeskStatus) -> bool:
    """Whether somebody comes within the clock: in hours, or whoever is there; for a crisis always."""
    return desk.in_hours or desk.on_duty > 0 or priority is Priority.P0


def _duration(minutes: int) -> str:
    if minutes < 60 or minutes % 60:
        return f"{minutes} 分钟"
    return f"{minutes // 60} 小时"
