"""Replies about appeals and complaints. Pure. A way open to the customer is never left out."""

import re
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from actions.answers import CONFIRM, prepared
from actions.reply import HUMAN, Outcome, buttons, text
from insurer.api import Claim
from insurer.api_writing import ServiceRequest
from insurer.knowledge import Knowledge

_SHANGHAI = ZoneInfo("Asia/Shanghai")
APPEAL = ("现在就申请复核", "我要申请复核")
REGISTER = ("登记投诉", "我要登记投诉")
STATUS = ("查理赔进度", "我的理赔到哪一步了")
_WANTS_APPEAL = re.compile(
    r"(?:我要|我想|帮我|给我|替我|现在就?|马上|正式)(?:.{0,6})(?:申诉|复议|复核|异议)|^(?:申请|提交|提起?|发起)(?:复核|复议|申诉|异议)[吧了。!！]*$"
)
_ASKS = re.compile(r"[?？]|怎么|咋|如何|流程|什么|啥|多久|哪里|在哪|吗[。!！]*$|能不能|可不可以")
_WANTS_REGISTER = re.compile(r"登记.{0,4}投诉|投诉.{0,4}登记|(?:我要|我想|帮我|给我).{0,3}(?:正式)?投诉")


def wants_appeal(words: str) -> bool:
    return bool(_WANTS_APPEAL.search(words)) and not _ASKS.search(words)


def wants_to_register(words: str) -> bool:
    return bool(_WANTS_REGISTER.search(words)) and not _ASKS.search(words)


def appeal_explained(knowledge: Knowledge) -> Outcome:
    told = prepared(knowledge.answers["ask_appeal_howto"], repeated=False)
    asked = buttons("要现在就提复核吗？我一项一项问您，不用跑腿。", [APPEAL, REGISTER, HUMAN])
    return Outcome((text(told.replies[0]["text"]), asked), told.key)


def nothing_to_appeal(claims: Sequence[Claim], knowledge: Knowledge) -> Outcome:
    if not claims:
        words = "您名下没有理赔记录，还没有可以复核的结论。要是登记在别的证件下，请管家帮您核对。"
        return Outcome((buttons(words, [HUMAN]),), "appeal:no_claim")
    state = knowledge.claim_states.get(claims[0].state_code)
    here = f"您最近这件现在是「{state.name}」，" if state else ""
    words = f"{here}出了结论才有得复核。对办理过程不满意可以登记投诉，也可以请管家来盯；结论出来不认可，随时再提。"
    return Outcome((buttons(words, [STATUS, REGISTER, HUMAN]),), "appeal:too_early")


def appealed(request: ServiceRequest, with_evidence: bool, knowledge: Knowledge) -> Outcome:
    lines = [
        f"复核申请交上去了，编号 {request.request_no}，您的原话一个字没改。",
        f"接下来：{request.next_step}",
        *_clocks(request, knowledge),
    ]
    if with_evidence:
        lines.append("新的材料拍照直接发在这里，我跟这个编号放在一起。")
    lines.append(f"这不影响您投诉、申请调解或者起诉。{regulator(knowledge)}")
    return Outcome((buttons("\n".join(lines), [STATUS, HUMAN]),), f"appeal:{request.request_no}:done")


def where_to_complain(knowledge: Knowledge) -> Outcome:
    told = prepared(knowledge.answers["complaint_howto"], repeated=False)
    asked = buttons("要我现在就给您登记吗？登记了有编号和期限。", [REGISTER, HUMAN])
    return Outcome((text(told.replies[0]["text"]), asked), told.key)


def sorry_first(offered: bool, knowledge: Knowledge) -> Outcome:
    """A complaint whose words did not call a person by themselves: both ways are open."""
    words = (
        "让您受委屈了，这事该有人给您个说法。可以马上请管家来，前面的话不用再讲；"
        f"也可以正式登记投诉，有编号、有期限。{regulator(knowledge)}"
    )
    directives = () if offered else ({"type": "offer_human"},)
    choices = [HUMAN, REGISTER]
    return Outcome((buttons(words, choices),), "complaint:sorry", directives, {"offered_human": True})


def complained(request: ServiceRequest, knowledge: Knowledge, with_person: bool = False) -> Outcome:
    """`with_person`: somebody is on the way already, so nobody is offered."""
    lead = "您的投诉我同时登记好了" if with_person else "登记好了"
    lines = [
        f"{lead}，编号 {request.request_no}，内容是您的原话。",
        f"接下来：{request.next_step}",
        *_clocks(request, knowledge),
        regulator(knowledge) + "投诉不影响您的理赔和保单。",
    ]
    words = "\n".join(lines)
    reply = text(words) if with_person else buttons(words, [HUMAN, STATUS])
    return Outcome((reply,), f"complaint:{request.request_no}:done")


def regulator(knowledge: Knowledge) -> str:
    """The regulator's line as the knowledge has it, with its mark."""
    line, app = knowledge.contacts["complaint_12378"], knowledge.contacts["complaint_app"]
    note = CONFIRM if line.confirm else ""
    return f"您也随时可以找监管：{line.name} {line.number}，或者{app.name}{note}。"


def _clocks(request: ServiceRequest, knowledge: Knowledge) -> list[str]:
    """The latest days with their rule; what is not confirmed carries its mark."""
    unsure = {key for key, clock in knowledge.clocks.items() if clock.confirm}
    return [
        f"最晚 {_day(clock.due_at)}：{clock.name}（{clock.source}）{CONFIRM if clock.code in unsure else ''}"
        for clock in request.clocks
    ]


def _day(at: datetime) -> str:
    local = at.astimezone(_SHANGHAI)
    return f"{local.month}月{local.day}日"
