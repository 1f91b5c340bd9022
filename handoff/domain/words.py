"""What the hub itself says to customers: plain, warm, honest about what happens next and when."""

from datetime import datetime

from handoff.domain.case import Priority
from handoff.domain.clocks import minutes_left
from handoff.domain.status_views import DeskStatus
from handoff.domain.waiting import CALL_BACK_WORDS, day_and_time

BOT_DOWN = "抱歉，智能助手这会儿没能回应。您的消息已经收到，不会丢。{promise}智能助手一恢复，也会马上回答您。"
RATING_QUESTION = "这次服务您满意吗？"


def butler_came(name: str) -> str:
    return f"管家{name}来了，前面的对话{name}都看得到，您接着说就好。"


def butler_left(name: str) -> str:
    return f"{name}暂时离开了，您的事情没有放下：正在请另一位管家接手，前面说过的不用再重复。"


def butler_gone(name: str) -> str:
    return f"{name}这会儿联系不上了，您的事情没有放下：正在请另一位管家接手，前面说过的不用再重复。"


def passed_on(name: str, to: str | None) -> str:
    """`to`: the butler asked for; None for whoever knows best about this kind of matter."""
    whom = f"管家{to}" if to else "更熟悉这类事情的同事"
    return f"{name}正在请{whom}来接着帮您，前面说过的都在，不用再重复。"


def queue_redirected(to: str | None) -> str:
    whom = f"管家{to}" if to else "更熟悉这类事情的同事"
    return f"我们正在请{whom}来帮您，您排的位置不变。"


def butler_took_over(name: str, former: str | None) -> str:
    if former is None:
        return butler_came(name)
    return f"接下来由管家{name}跟进，{former}已经把情况都交接过了，您接着说就好。"


def case_opened_again(name: str, number: str) -> str:
    return f"管家{name}重新打开了您之前的那件事（编号 {number}），继续为您处理，您接着说就好。"


def case_closed(number: str) -> str:
    return f"这件事（编号 {number}）先处理到这里。之后有任何问题，随时在这里叫我。"


def case_opened_by_hub(promise: str) -> str:
    return f"您的情况我已经转给真人管家。{promise}"


def withdrawn_words(number: str) -> str:
    return f"好的，已按您说的取消了（编号 {number}），不用再等。之后想找管家，随时说一声就好。"


def continuing() -> str:
    return "您的位置不变，轮到了管家马上过来。这会儿想了解什么，直接问我就好。"


def callback_noted(when: str) -> str:
    return f"记下了：管家会在 {when} 给您回电，也会在这里留言。想改时间，随时再选一次。"


def promise(priority: Priority, due_at: datetime, desk: DeskStatus, now: datetime) -> str:
    """Who comes and when. Out of hours, with nobody on duty, only a crisis is promised an answer at once, and
    a P1 a call."""
    staffed = is_staffed(priority, desk)
    if staffed and due_at > now:
        return f"管家会在 {_duration(minutes_left(due_at, now))}内回复您。"
    if staffed:
        return "比预计的久了，抱歉。已经在催，管家会尽快回复您。"
    if priority is Priority.P1:
        return CALL_BACK_WORDS
    opening = f" {day_and_time(desk.opens_at, now)} " if desk.opens_at else ""
    return f"现在不在服务时段，管家{opening}上班后会第一时间回复您。"


def is_staffed(priority: Priority, desk: DeskStatus) -> bool:
    """Whether somebody comes within the clock: in hours, or whoever is there; for a crisis always."""
    return desk.in_hours or desk.on_duty > 0 or priority is Priority.P0


def _duration(minutes: int) -> str:
    if minutes < 60 or minutes % 60:
        return f"{minutes} 分钟"
    return f"{minutes // 60} 小时"
