"""Silent exits (domain.md section 6.4, f_silence_exit): the bot has answered, the customer was not happy, says
呵呵 or nothing at all and leaves. The next day he is asked once whether it was settled after all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from handoff.domain.desk import CHINA, Hours, in_hours, opens_at
from handoff.domain.turn import Decision, Understanding

SILENT_EXIT = "silent_exit"
_ASKED_AT = time(10, 0)
#: A customer is not asked again within this time, and not about what is older than that.
ASKED_ONCE_IN = timedelta(days=30)
STALE = timedelta(days=14)
FOLLOW_UP_NAME = "管家回访"
_RESOLVED = {"title": "解决了", "say": "解决了，谢谢"}
_UNRESOLVED = {"title": "还没有", "say": "还没有解决，请帮我转人工"}
_SHRUG = re.compile(
    r"(?:呵+|哦+|噢+|切|行吧|算了|算了吧|罢了|随便吧|随你们|无语|没用|就这|就这啊|当我没说|不说了|不问了|"
    r"拉倒|拉倒吧|不聊了|浪费时间|白问了)+"
)
_NOISE = re.compile(r"[\s，。！？!?,.…~～、]+")


@dataclass(frozen=True)
class FollowUp:
    """`status`: pending | asked | dropped. `message_id`: the question, once it was asked."""

    id: UUID
    conversation_id: UUID
    kind: str
    due_at: datetime
    status: str
    created_at: datetime
    reason: str = ""
    voice_id: UUID | None = None
    message_id: UUID | None = None
    settled_at: datetime | None = None


#: Why one is still pending after its time: to be asked when the customer writes again.
AT_NEXT_CONTACT = "channel_closed"


def is_shrug(text: str) -> bool:
    """呵呵, 哦, 算了 and the like, and nothing else."""
    bare = _NOISE.sub("", text)
    return bool(bare) and len(bare) <= 12 and _SHRUG.fullmatch(bare) is not None


def left_unhappy(understood: Sequence[Understanding], texts: Sequence[str]) -> bool:
    """Whether silence after the answer to these messages would say something."""
    if texts and is_shrug(texts[-1]):
        return True
    return any(u.decision in (Decision.WATCH, Decision.OFFER) or _level(u) >= 1 for u in understood)


def _level(understood: Understanding) -> int:
    emotion: Any = (understood.data.get("escalation") or {}).get("emotion") or {}
    level = emotion.get("level")
    return level if isinstance(level, int) else 0


def ask_at(now: datetime, hours: Hours) -> datetime:
    """The next day at ten in China, or when the desk opens after that."""
    day = now.astimezone(CHINA).date() + timedelta(days=1)
    ten = datetime.combine(day, _ASKED_AT, CHINA)
    return ten if in_hours(ten, hours) else (opens_at(ten, hours) or ten)


def may_ask_now(now: datetime, hours: Hours) -> bool:
    """Nobody is woken by a question."""
    return in_hours(now, hours)


def question(planned_at: datetime, now: datetime) -> tuple[str, dict[str, Any]]:
    """The words and their Reply with two quick answers."""
    days = (now.astimezone(CHINA).date() - planned_at.astimezone(CHINA).date()).days
    when = "刚才" if days <= 0 else "昨天" if days == 1 else "前几天"
    text = f"{when}您问的事，后来解决了吗？要是还没有，我请管家来接着帮您，前面说过的不用再讲一遍。"
    return text, {"kind": "buttons", "text": text, "buttons": [_RESOLVED, _UNRESOLVED]}
